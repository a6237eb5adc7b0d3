"""Phrases through time and their trends: first, carriers, who dropped them, by session."""

import csv
import re
from html import unescape

import pytest
from playwright.sync_api import expect

from resolutions.finding.knowledge import current
from resolutions.models import Resolution, Sponsor
from resolutions.phrases import Phrase, phrase_of, tidy, trend
from resolutions.templatetags.lineage import along
from resolutions.vocabulary import RegionalGroup, Stage, VoteKind
from tests.accessibility import disclose, look_over
from tests.factories import make_paragraph, make_sponsor, make_text, make_vote, sponsor_text

OLD = "Noting that further norms may be needed,"
NEW = "Noting that norms may be needed further,"


def make_years(size=1):
    """A line of texts that drops a phrase in its last year, and another text that keeps it."""
    for place in range(size):
        session = 60 + place
        text = make_text(
            f"A/RES/{session}/7", [("pp1", OLD)], session=session, year=session + 1945,
            adopted_on=None, title="Tools",
        )  # fmt: skip
        make_vote(text, in_favour=150, against=3, abstaining=9)
    head = {"session": 75, "year": 2020, "adopted_on": None}
    dropped = make_text("A/RES/75/7", [("pp1", NEW)], title="Tools", **head)
    other = make_text("A/RES/75/9", [("op1", OLD), ("op2", OLD)], title="Cables", **head)
    make_vote(other, kind=VoteKind.WITHOUT_VOTE)
    draft = make_text("A/C.1/75/L.9", stage=Stage.DRAFT, became=other, title="Cables", **head)
    estonia = make_sponsor("Estonia", regional_group=RegionalGroup.EASTERN_EUROPEAN)
    sponsor_text(draft, estonia)
    return dropped


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_the_page_tells_who_had_it_first_and_who_dropped_it(client):
    make_years(2)
    page = words(client.get("/phrases/?q=further+norms"))
    assert '<a href="/documents/A/RES/60/7/#pp1">A/RES/60/7 PP1</a> (2005)' in page
    assert "in 4 paragraphs of 3 texts" in page
    assert "Kept in 2 of 3 texts; last in A/RES/61/7, not in A/RES/75/7." in page
    assert 'Recorded vote</th><td class="n">2</td>' in page
    assert 'Adopted without a vote</th><td class="n">1</td>' in page
    assert 'Eastern European States</th><td class="n">1</td>' in page
    assert "“further norms”: first in the 60th, 2005; most in the 75th, 2020: 2." in page


@pytest.mark.django_db
def test_a_draft_and_what_it_became_both_count_for_its_sponsors(client):
    make_years()
    draft = Resolution.objects.get(symbol="A/C.1/75/L.9")
    make_paragraph(draft, "op1", OLD)
    page = words(client.get("/phrases/?q=further+norms"))
    assert "in 4 paragraphs of 3 texts" in page
    assert 'Eastern European States</th><td class="n">2</td>' in page


@pytest.mark.django_db
def test_the_page_tells_how_the_groups_voted(client):
    """A vote that two sources record is one; votes on a paragraph, and on other texts, are none."""
    make_years(2)
    estonia, cuba = Sponsor.objects.get(), make_sponsor("Cuba", regional_group=RegionalGroup.GRULAC)
    for symbol, letter in (("A/RES/60/7", "Y"), ("A/RES/61/7", "A"), ("A/RES/75/7", "N")):
        text = Resolution.objects.get(symbol=symbol)
        make_vote(text, [(estonia, letter), (cuba, "N")], source="First")
        make_vote(text, [(estonia, letter), (cuba, "N")], source="Second")
        make_vote(text, [(cuba, "Y")], anchor="pp1")
    page = words(client.get("/phrases/?q=further+norms"))
    rows = '{}</th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>'.format
    assert rows("Eastern European States", 1, 0, 1) in page
    assert rows("Latin American and Caribbean States", 0, 2, 0) in page
    assert "Votes of States in 2 roll calls on whole texts" in page


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 8])
def test_a_phrase_needs_the_same_queries_however_often_it_stands(
    client, django_assert_num_queries, size
):
    make_years(size)
    current()
    with django_assert_num_queries(12):
        response = client.get("/phrases/?q=further+norms")
    assert response.context["phrase"].text_count == size + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        pytest.param("/phrases/", 200, "A phrase through time", id="nothing asked"),
        pytest.param("/phrases/?q=%22+%22", 200, "A phrase through time", id="no word"),
        pytest.param("/phrases/?q=norms+further+needed", 200, "No paragraph", id="another order"),
        pytest.param("/phrases/?q=%22further%22+norms*", 200, "in 3 paragraphs", id="signs"),
        pytest.param("/phrases/?q=further+norms&page=x", 400, "whole number", id="no page"),
        pytest.param("/phrases/?q=%00further+norms", 200, "in 3 paragraphs", id="a nought"),
        pytest.param("/trends/", 200, "Trends of phrases", id="no trend asked"),
        pytest.param("/trends/?t=norms&t=zzz", 200, "“zzz” stands in no", id="one of two"),
        pytest.param("/trends/?t=a&t=b&t=c&t=d&t=e", 400, "4 phrases at most", id="five"),
        pytest.param("/trends/?t=norms&count=x", 400, "Trends count paragraphs", id="no count"),
    ],
)
def test_whatever_is_typed_gives_a_page(client, path, status, said):
    make_years()
    response = client.get(path)
    assert response.status_code == status
    assert said in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        pytest.param("q=further+norms", "t=further+norms", id="as on other pages of words"),
        pytest.param("t=a&q=b+%26&count=words&q=c", "t=a&t=b+%26&t=c&count=words", id="one more"),
        pytest.param("q=", "t=", id="nothing"),
    ],
)
def test_what_is_searched_for_on_other_pages_is_a_phrase_of_trends(client, query, leads_to):
    response = client.get(f"/trends/?{query}")
    assert (response.status_code, response.url) == (301, f"/trends/?{leads_to}")
    assert client.get(response.url).status_code == 200


@pytest.mark.django_db
def test_a_withdrawn_text_carries_nothing(client):
    text = make_years()
    text.published_at = None
    text.save()
    assert "A/RES/75/7" not in words(client.get("/phrases/?q=needed+further"))


@pytest.mark.django_db
def test_a_trend_has_no_value_where_no_text_is_held():
    make_years(2)
    emergency = {"session": 11, "session_kind": "ES", "year": 2022, "adopted_on": None}
    make_text("A/RES/ES-11/1", [("op1", OLD)], **emergency)
    knowledge = current()
    phrase = phrase_of("further norms", knowledge)
    told = trend([phrase], knowledge, per_words=False)
    assert 11 not in told.sessions
    assert dict(told.rows()) == {60: [1.0], 61: [1.0], 75: [2.0]}
    shares = trend([phrase], knowledge, per_words=True)
    assert dict(shares.rows())[60] == [pytest.approx(1000 / 7)]
    assert Phrase("nowhere", knowledge).count == 0


@pytest.mark.django_db
def test_tables_are_files(client):
    make_years()
    carriers = client.get("/phrases/?q=further+norms&format=csv").content.decode().splitlines()
    assert [row["text"] for row in csv.DictReader(carriers)] == [
        *("A/RES/60/7", "A/RES/75/9", "A/RES/75/9"),
    ]
    rows = client.get("/trends/?t=further+norms&format=csv").content.decode().splitlines()
    assert rows == ["session,year,further norms", "60,2005,1", "75,2020,2"]


@pytest.mark.django_db
def test_no_carrier_of_a_long_text_is_left_untold(client):
    """The page shows ten paragraphs of a text and leads to the rest; the file has them all."""
    make_text("A/RES/75/7", [(f"op{n}", OLD) for n in range(1, 13)], session=75, year=2020)
    page = client.get("/phrases/?q=further+norms").text
    rest = '<a href="/search/?q=%22further%20norms%22&amp;text=A/RES/75/7">All 12 paragraphs in'
    assert (page.count('class="plabel"'), page.count(rest)) == (10, 1)
    assert client.get("/search/?q=%22further%20norms%22&text=A/RES/75/7").text.count("plabel") == 12
    rows = client.get("/phrases/?q=further+norms&format=csv").content.decode().splitlines()
    assert [row["paragraph"] for row in csv.DictReader(rows)] == [f"OP{n}" for n in range(1, 13)]


@pytest.mark.django_db
def test_a_file_of_too_many_paragraphs_is_refused(client, monkeypatch):
    make_years()
    monkeypatch.setattr("resolutions.views.phrases.MOST_IN_FILE", 2)
    response = client.get("/phrases/?q=further+norms&format=csv")
    assert response.status_code == 400
    assert "A file has at most 2 paragraphs." in response.text


def test_sessions_stand_side_by_side_and_apart_at_a_gap():
    assert along([68, 69, 75]) == {68: 0, 69: 1, 75: pytest.approx(2.8)}
    assert (tidy(3.0), tidy(0.12345)) == ("3", "0.123")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/phrases/?q=further+norms", "/trends/?t=further+norms&t=needed"])
def test_pages_are_accessible(live_server, page, path):
    make_years(3)
    first = Resolution.objects.get(symbol="A/RES/60/7")
    make_vote(first, [(Sponsor.objects.get(), "Y")], source="Roll call")
    page.goto(f"{live_server}{path}")
    expect(page.locator("svg.lines")).to_be_visible()
    disclose(page)
    look_over(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words_held", "phrase"),
    [
        pytest.param(
            "fr", "Notant que d’autres normes sont utiles,", "d’autres normes", id="French"
        ),
        pytest.param("zh", "注意到国际安全规范，", "国际安全", id="Chinese"),
        pytest.param("ar", "وإذ تلاحظ أن الأمن الدولي مهم،", "الأمن الدولي", id="Arabic"),
    ],
)
def test_phrases_are_followed_in_every_language(client, language, words_held, phrase):
    text = make_text("A/RES/75/7", [("pp1", OLD)], session=75, year=2020)
    make_paragraph(text, "pp1", words_held, language=language)
    page = client.get("/phrases/", {"q": phrase, "lang": language})
    assert page.context["phrase"].count == 1
    assert f'<span lang="{language}" dir="auto">' in page.text
    assert f"&amp;lang={language}" in page.text
    assert not client.get("/phrases/", {"q": phrase}).context["phrase"].count
    trends = client.get("/trends/", {"t": phrase, "lang": language, "count": "words"})
    (line,) = trends.context["trend"].lines
    assert line.values[75] > 0
    assert f'value="{language}" selected' in trends.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words_held", "typed", "meant"),
    [
        ("en", "Noting the report of Türkiye and Côte d’Ivoire,", "Turkiye and", "türkiye and"),
        ("en", "Noting the report of Côte d’Ivoire,", "Cote d'Ivoire", "côte d&#x27;Ivoire"),
        ("es", "Observando que las niñas participan,", "las ninas", "las niñas"),
        ("ru", "отмечая роль вооруженных сил,", "вооружённых сил", "вооруженных сил"),
        ("en", "Noting the norms of conduct,", "norns of conduct", None),
        ("en", "Noting Türkiye and others,", "others Turkiye", None),
    ],
)
def test_accents_that_are_left_out_are_offered(client, language, words_held, typed, meant):
    text = make_text("A/RES/75/7", session=75, year=2020)
    make_paragraph(text, "pp1", words_held, language=language)
    page = client.get("/phrases/", {"q": typed, "lang": language})
    assert "side by side" in page.text
    offered = f'dir="auto">{meant}</span>”</a> (1 paragraph)?' if meant else "Did you mean"
    assert (offered in page.text) == bool(meant)
    if meant:
        again = re.search(r'Did you mean <a href="([^"]+)"', page.text)[1]
        found = client.get("/phrases/" + unescape(again))
        assert found.context["phrase"].count == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/phrases/?q=norms", "/trends/?t=norms"])
def test_an_unknown_language_is_said(client, address):
    response = client.get(f"{address}&lang=tlh")
    assert response.status_code == 400
    assert "A language is one of ar, zh, en, fr, ru, es." in response.text
