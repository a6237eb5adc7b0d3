"""The card about a cited document."""

import pytest

from resolutions.vocabulary import Language
from tests import factories as make

pytestmark = pytest.mark.django_db


def card(client, symbol):
    return client.get("/fragments/card/", {"symbol": symbol})


@pytest.fixture
def citing():
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling its resolution 53/70,")])
    french = make.make_paragraph(
        text, "pp2", "Rappelant sa résolution 53/70,", language=Language.FRENCH
    )
    for paragraph in (text.paragraphs.get(anchor="pp1"), french):
        make.make_citation(paragraph, "53/70", "A/RES/53/70")
    note = make.make_note(french, "Voir 53/70.")
    make.make_citation(note, "53/70", "A/RES/53/70")
    return text


@pytest.mark.parametrize(
    ("held", "words"),
    [
        pytest.param(make.make_text, "Text held here", id="text"),
        pytest.param(make.make_resolution, "Catalogue record, no text here", id="record"),
    ],
)
def test_what_is_held_is_told_with_its_title_and_date(client, citing, held, words):
    held("A/RES/53/70", title="The first of the series")
    html = card(client, "a/res/53/70").text
    for each in (words, "The first of the series", "5 December 2016", "Cited by 1 text in"):
        assert each in html


def test_what_is_not_held_or_not_published_is_told_alike(client, citing):
    without = card(client, "A/RES/53/70").text
    make.make_text("A/RES/53/70", title="Secret", published=False)
    hidden = make.make_text("A/RES/71/29", [("pp1", "Recalling 53/70,")], published=False)
    make.make_citation(hidden.paragraphs.get(), "53/70", "A/RES/53/70")
    assert "Not in this archive · Cited by 1 text in this archive" in without
    assert card(client, "A/RES/53/70").text == without


@pytest.mark.parametrize("symbol", ["", "nonsense", "\x00", "<b>", "A" * 500])
def test_what_is_no_symbol_has_no_card(client, symbol):
    assert card(client, symbol).status_code == 404


def test_a_card_is_a_piece_that_is_not_indexed(client, citing, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = card(client, "A/RES/53/70")
    assert response["X-Robots-Tag"] == "noindex"
    assert "<html" not in response.text
