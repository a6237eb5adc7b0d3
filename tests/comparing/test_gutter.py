"""Beside a text: what each of its paragraphs was in an earlier one."""

from datetime import date

import pytest
from django.utils import timezone

from resolutions.archive.tracing import trace_all
from tests import factories as make

pytestmark = pytest.mark.django_db

VIEWS = "Recalling the views of States on the peaceful use of these technologies,"
NEEDS = "Stressing that smaller countries need help to build the means of their own defence,"
CALL = "Calls upon all States to share what they have learned from one another;"


@pytest.fixture
def text():
    """A text of 2018 beside one of 2016, and one of 2014."""
    fields = {"series": "ict-security", "title": "Uses of technology"}
    for year, symbol, paragraphs in (
        (2014, "A/RES/69/28", [("pp1", NEEDS)]),
        (2016, "A/RES/71/28", [("pp1", VIEWS), ("pp2", NEEDS), ("op1", CALL)]),
    ):
        make.make_text(
            symbol, paragraphs, session=year - 1945, adopted_on=date(year, 12, 5), **fields
        )
    paragraphs = [
        ("pp1", NEEDS),
        ("op1", CALL.replace("what", "soon what")),
        ("op2", "Decides to meet again in 2019."),
    ]
    return make.make_text(
        "A/RES/73/27", paragraphs, session=73, adopted_on=date(2018, 12, 5), **fields
    )


def page(client, text, **query):
    return client.get(text.get_absolute_url(), query)


def test_each_paragraph_says_what_it_was(client, text):
    shown = page(client, text).text

    assert '#c-pp1">Unchanged</a>' in shown
    assert ">Changed from A/RES/71/28 OP1: 1 word</a>" in shown
    assert ">New in this text</a>" in shown
    assert "1 added, 1 changed, 1 not carried over, 1 unchanged</p>" in shown


def test_a_heading_says_what_it_was_unless_it_is_unchanged(client, text):
    """Each that the sum of changes counts is found beside the text."""
    base = text.__class__.objects.get(symbol="A/RES/71/28")
    for each, words in ((base, ("I Means", "II Ends")), (text, ("I Means", "III Ends"))):
        for place, heading in enumerate(words, start=1):
            made = make.make_paragraph(each, f"op{place + 7}", heading, kind="heading", number="")
            each.paragraphs.filter(pk=made.pk).update(anchor=f"h{place}")
    shown = page(client, text).text

    assert "1 added, 2 changed, 1 not carried over, 2 unchanged</p>" in shown
    assert ">Changed from A/RES/71/28 Heading: 1 word</a>" in shown
    assert shown.count(">Unchanged</a>") == 1


def test_a_paragraph_that_other_texts_have_is_not_called_new(client, text):
    make.make_text("A/RES/70/1", [("pp1", CALL)], year=2015, adopted_on=None)
    trace_all()
    shown = page(client, text, since="A/RES/69/28").text

    assert ">Not in A/RES/69/28</a>" in shown  # the call, since 2015 elsewhere
    assert ">New in this text</a>" in shown  # the meeting


def test_a_change_leads_to_its_redline(client, text):
    shown = page(client, text).text
    address = "/compare/?from=A/RES/71/28&amp;to=A/RES/73/27"

    assert f'href="{address}#c-op1"' in shown
    assert 'id="c-op1"' in client.get(address.replace("&amp;", "&")).text


def put_in(language, text, before, now):
    """Have the first operative paragraph of the text before and of this one in a language."""
    base = text.__class__.objects.get(symbol="A/RES/71/28")
    for each, words in ((base, before), (text, now)):
        each.versions.create(
            language=language, paragraph_count=1, source="Test", stored_at=timezone.now()
        )
        make.make_paragraph(each, "op1", words, language=language)


def test_a_change_leads_to_its_redline_in_the_language_read(client, text):
    shared = "tous les États à partager leur savoir ;"
    put_in("fr", text, f"Invite {shared}", f"Engage {shared}")
    shown = page(client, text, lang="fr").text
    address = "/compare/?from=A/RES/71/28&amp;to=A/RES/73/27&amp;lang=fr"

    assert f'href="{address}#c-op1">Changed from A/RES/71/28 OP1: 1 word</a>' in shown
    assert f'href="{address}">Compare with A/RES/71/28</a>' in shown
    assert "1 word differs" in client.get(address.replace("&amp;", "&")).text


def test_characters_of_chinese_are_said_to_count_as_words(client, text):
    put_in("zh", text, "请所有会员国分享经验；", "吁请所有会员国分享经验；")
    shown = page(client, text, lang="zh").text

    assert ">Changed from A/RES/71/28 OP1: 1 word</a>" in shown
    assert "each character is counted as a word" in shown
    assert "each character" not in page(client, text).text


def test_another_text_may_be_chosen_or_none(client, text):
    assert "New in this text" in page(client, text, since="A/RES/69/28").text
    assert (
        "from=A/RES/69/28&amp;to=A/RES/73/27#c-op1" in page(client, text, since="A/RES/69/28").text
    )
    assert "gutter--" not in page(client, text, since="none").text


@pytest.mark.parametrize("since", ["A/RES/1/1", "x" * 500, "\x00"])
def test_a_text_that_is_no_choice_is_said(client, text, since):
    response = page(client, text, since=since)

    assert response.status_code == 404
    assert "Changes are shown since one of the texts listed" in response.text


def test_a_text_without_an_earlier_one_has_no_gutter(client):
    shown = page(client, make.make_text("A/RES/71/28", [("pp1", VIEWS)], session=71)).text

    assert "gutter--" not in shown
    assert "Changes since" not in shown


def test_a_base_not_held_in_the_language_makes_nothing_new(client, text):
    make.make_paragraph(text, "pp1", "Rappelant les vues,", language="fr", order=1)
    text.versions.create(language="fr", paragraph_count=1, source="Test", stored_at=text.created_at)

    assert "gutter--" not in page(client, text, lang="fr").text


def test_the_page_leads_to_comparisons_and_along_the_series(client, text):
    shown = page(client, text).text

    assert 'href="/compare/?from=A/RES/69/28&amp;to=A/RES/73/27"' in shown
    assert 'Before it: <span class="sym">A/RES/71/28</span> (2016)' in shown


def test_an_unpublished_text_is_no_base(client, text):
    type(text).objects.filter(symbol="A/RES/71/28").update(published_at=None)

    assert "A/RES/71/28" not in page(client, text).text
