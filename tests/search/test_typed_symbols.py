"""What opens a document where a symbol is typed, and what is told of one that is not held."""

from datetime import date
from unicodedata import normalize

import pytest

from tests.factories import (
    make_citation,
    make_note,
    make_paragraph,
    make_resolution,
    make_sponsor,
    make_text,
    sponsor_text,
)
from tests.search.pages import said, shown

pytestmark = pytest.mark.django_db


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    "typed",
    ["71/28", "res 71/28", "A/RES/71/28", "a/res/71/28", " A/RES/71/28 ", "resolution 71/28"],
)
def test_a_symbol_opens_its_document(archive, search, typed):
    response = search(typed)
    assert (response.status_code, response.url) == (302, "/documents/A/RES/71/28/")


def test_a_draft_symbol_opens_its_document(archive, search):
    assert search("a/c.1/77/l.23").url == "/documents/A/C.1/77/L.23/"


def test_an_old_symbol_opens_its_document(search):
    make_resolution("A/RES/217 (III)", adopted_on=date(1948, 12, 10))
    assert search("A/RES/217 (III)").url == "/documents/A/RES/217_(III)/"


def test_a_number_alone_opens_the_decision_where_no_resolution_is_held(search):
    make_resolution("A/DEC/72/512", kind="decision", stage="")
    assert search(" 72/512 ").url == "/documents/A/DEC/72/512/"
    make_resolution("A/RES/72/512")
    assert search("72/512").url == "/documents/A/RES/72/512/"


def test_a_symbol_in_quotation_marks_is_searched_as_words(archive, search):
    make_text(paragraphs=[("pp1", "Recalling its resolution 71/28,")])
    assert "1 paragraph in 1 text mentions “71 28”" in said(search('"71/28"'))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("\u0410/RES/71/28", id="Cyrillic A"),
        pytest.param("A/RE\u0405/71/28", id="Cyrillic dze"),
        pytest.param("\u0391/RES/71/28", id="Greek alpha"),
        pytest.param("A/RES/7l/28", id="the letter l for one"),
    ],
)
def test_what_looks_like_a_symbol_is_not_taken_for_it(archive, search, typed):
    response = search(typed)
    assert response.status_code == 200
    assert shown(response) == []


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda text: normalize("NFC", text), id="NFC"),
        pytest.param(lambda text: normalize("NFD", text), id="NFD"),
        pytest.param(lambda text: normalize("NFKC", text), id="NFKC"),
        pytest.param(lambda text: normalize("NFKD", text), id="NFKD"),
        pytest.param(str.upper, id="upper case"),
        pytest.param(str.title, id="title case"),
        pytest.param(lambda text: "\u200b".join(text), id="zero-width spaces"),
        pytest.param(lambda text: "\u200d".join(text), id="zero-width joiners"),
        pytest.param(lambda text: "\ufeff" + text + "\u2060", id="marks of byte order"),
        pytest.param(lambda text: text.translate(FULL_WIDTH), id="full width"),
    ],
)
@pytest.mark.parametrize(
    "typed",
    ["état norms", '"türkiye notes"', "sponsor:türkiye", "cap*", "a/res/71/28", "title:über"],
)
def test_every_form_of_the_same_characters_finds_the_same(search, typed, form):
    text = make_text("A/RES/70/1", [("pp1", "Türkiye notes the norms of the État,")], title="Über")
    make_text(paragraphs=[("pp1", "Noting the Etat and capacity,")])
    make_text("A/RES/71/28", [("pp1", "Recalling,")])
    sponsor_text(text, make_sponsor("Türkiye"))
    plainly, formed = search(typed), search(form(typed))
    if plainly.status_code == 302:
        assert formed.url == plainly.url
    else:
        assert shown(formed) == shown(plainly) != []


def test_a_symbol_not_held_lists_the_paragraphs_that_cite_it(archive, search):
    cites = make_paragraph(archive["draft"], "pp2", "Recalling its resolution 71/29 on norms,")
    make_citation(cites, "71/29", "A/RES/71/29")
    noted = make_paragraph(archive["adopted"], "pp2", "Welcoming the report,")
    make_citation(make_note(noted, "Resolution 71/29."), "71/29", "A/RES/71/29")
    hidden = make_text(paragraphs=[("pp1", "Recalling 71/29,")], published=False)
    make_citation(hidden.paragraphs.get(), "71/29", "A/RES/71/29")
    response = search("71/29")
    assert "A/RES/71/29 is not in this archive; 2 texts cite it" in said(response)
    assert shown(response) == [("A/C.1/77/L.23", ["PP2"]), ("A/RES/71/28", ["PP2"])]
    assert "<mark>71/29</mark>" in response.text


def test_an_unpublished_symbol_is_not_in_the_archive(archive, search):
    assert "A/RES/72/99 is not in this archive; no texts cite it" in said(search("72/99"))
