"""Paragraph search, as visitors meet it."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from time import monotonic
from unicodedata import normalize

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from resolutions.models import Subject, Synonyms
from resolutions.search.limits import time_limit
from resolutions.search.reader import FIELDS as FIELD_NAMES
from tests.factories import (
    make_citation,
    make_note,
    make_paragraph,
    make_resolution,
    make_sponsor,
    make_text,
    make_vote,
    sponsor_text,
)

pytestmark = pytest.mark.django_db

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
SAME = "that voluntary norms of responsible State behaviour can reduce risks,"


@pytest.fixture
def archive():
    """Three texts on norms and one that is not public."""
    russia, estonia = make_sponsor("Russian Federation"), make_sponsor("Estonia")
    adopted = make_text(
        "A/RES/71/28",
        [("pp1", f"Noting {SAME}"), ("op1", "Stresses norms;"), ("op1-a", "The norm of peace;")],
        committee="first",
        adopted_on=date(2016, 12, 5),
    )
    make_vote(adopted)
    draft = make_text(
        "A/C.1/77/L.23",
        [("pp1", "Recalling additional norms,"), ("op1", "Decides to meet again.")],
        stage="draft",
        committee="first",
        adopted_on=None,
        issued_on=date(2022, 10, 6),
    )
    sponsor_text(draft, russia, estonia)
    working = make_text(
        None,
        [("pp1", f"Reaffirming {SAME}")],
        slug="76-working-draft",
        stage="working",
        adopted_on=None,
        session=76,
        year=2021,
    )
    sponsor_text(working, estonia)
    make_text("A/RES/72/99", [("pp1", f"Hidden norms {SAME}")], published=False, committee="second")
    return {"adopted": adopted, "draft": draft, "working": working}


@pytest.fixture
def search(client):
    def get(q="", **params):
        return client.get(reverse("search"), {"q": q, **params})

    return get


def shown(response):
    """(label, labels of the paragraphs) of every text on the page."""
    return [
        (group.text.label, [hit.paragraph.label for hit in group.hits])
        for group in response.context["results"].texts
    ]


def said(response):
    """The words of the page's main part, without its markup."""
    main = re.search("<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(unescape(re.sub("<[^>]*>", " ", main)).split())


def counts(response, facet):
    found = next(f for f in response.context["results"].facets if f.name == facet)
    return {option.value: option.count for option in found.options if option.count}


def test_hits_are_paragraphs_grouped_by_text(archive, search):
    response = search("norms")
    assert "5 paragraphs in 3 texts mention “norms”" in said(response)
    assert dict(shown(response)) == {
        "A/RES/71/28": ["OP1", "OP1 (a)"],
        "76th session working text": ["PP1"],
        "A/C.1/77/L.23": ["PP1"],
    }
    assert "Word forms are matched too: norm, norms." in said(response)


def test_every_hit_links_to_its_paragraph(archive, search):
    links = set(re.findall(r'class="plabel" href="([^"]*)"', search("norms").text))
    assert "/documents/A/RES/71/28/#op1-a" in links
    assert "/documents/76-working-draft/#pp1" in links


@pytest.mark.parametrize(
    ("q", "headline"),
    [
        pytest.param("peace", "1 paragraph in 1 text mentions “peace”", id="one"),
        pytest.param('"additional norms"', "1 paragraph in 1 text mentions", id="phrase"),
        pytest.param(
            "norms -voluntary", "3 paragraphs in 2 texts match “norms -voluntary”", id="operators"
        ),
        pytest.param("cryptography", "No paragraph mentions “cryptography”", id="none"),
        pytest.param("norms cryptography", "No paragraph matches", id="none of several"),
        pytest.param("norms-cryptography", "mentions “norms-cryptography”", id="as typed"),
    ],
)
def test_the_headline_counts_in_words(archive, search, q, headline):
    assert headline in said(search(q))


@pytest.mark.parametrize(
    ("sort", "texts"),
    [
        ("newest", ["A/C.1/77/L.23", "76th session working text", "A/RES/71/28"]),
        ("oldest", ["A/RES/71/28", "A/C.1/77/L.23"]),
    ],
)
def test_texts_are_sorted_by_date(archive, search, sort, texts):
    assert [label for label, _ in shown(search("norms", sort=sort))] == texts


def test_hits_are_in_reading_order_where_texts_stand_by_date(archive, search):
    assert dict(shown(search("norms", sort="oldest")))["A/RES/71/28"] == ["PP1", "OP1", "OP1 (a)"]


def test_facets_count_paragraphs_of_public_texts(archive, search):
    response = search("norms")
    assert counts(response, "session") == {"77": 1, "76": 1, "71": 3}
    assert counts(response, "part") == {"preamble": 3, "operative": 2}
    assert counts(response, "stage") == {"working": 1, "draft": 1, "adopted": 3}
    assert counts(response, "committee") == {"first": 4, "none": 1}
    assert counts(response, "vote") == {"recorded": 3, "none": 2}
    assert counts(response, "sponsor") == {"estonia": 2, "russian-federation": 1, "none": 3}
    assert counts(response, "year") == {"2022": 1, "2021": 1, "2016": 3}


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"session": ["71", "76"]}, 4),
        ({"session": "71", "part": "operative"}, 2),
        ({"part": ["preamble", "operative"]}, 5),
        ({"sponsor": ["estonia", "russian-federation"]}, 2),
        ({"sponsor": "estonia", "stage": "draft"}, 1),
        ({"outcome": "recorded"}, 3),
        ({"committee": "none"}, 1),
        ({"text": "A/RES/71/28"}, 3),
        ({"year": "2021"}, 1),
    ],
)
def test_values_of_one_facet_add_up_and_facets_narrow(archive, search, params, found):
    """OR within a facet, AND between them; the count is that of the hits shown."""
    response = search("norms", **params)
    assert response.context["results"].count == found
    exported = search("norms", format="jsonl", **params).text.splitlines()
    assert len(exported) == found


def test_a_facet_counts_what_choosing_another_of_its_values_would_add(archive, search):
    response = search("norms", session="71", part="operative")
    assert counts(response, "session") == {"71": 2}
    assert counts(response, "part") == {"preamble": 1, "operative": 2}


def test_a_resolution_is_found_by_the_sponsors_of_the_draft_that_it_was(search):
    cuba, iran, mali = make_sponsor("Cuba"), make_sponsor("Iran"), make_sponsor("Mali")
    norms = [("op1", "Notes the norms;")]
    adopted = make_text("A/RES/78/237", norms, adopted_on=date(2023, 12, 22))
    first = make_resolution("A/C.1/78/L.11", adopted_on=None, issued_on=date(2023, 10, 12))
    revised = {"adopted_on": None, "issued_on": date(2023, 10, 30), "revises": first}
    make_resolution("A/C.1/78/L.11/Rev.1", became=adopted, **revised)
    sponsor_text(first, cuba)
    rival = make_text("A/RES/78/16", norms, adopted_on=date(2023, 12, 4))
    sponsor_text(rival, mali)
    hidden = make_resolution("A/C.1/78/L.60", published=False, became=rival)
    sponsor_text(hidden, iran)

    response = search("norms sponsor:cuba")
    assert [label for label, _ in shown(response)] == ["A/RES/78/237"]
    assert counts(search("norms"), "sponsor") == {"cuba": 1, "mali": 1}


def test_a_resolution_without_a_date_has_the_sponsors_of_its_dated_draft(search):
    adopted = make_text("A/RES/78/237", [("op1", "Notes the norms;")], adopted_on=None, year=None)
    draft = make_resolution("A/C.1/78/L.11", adopted_on=date(2023, 10, 12), became=adopted)
    sponsor_text(draft, make_sponsor("Cuba"))
    assert [label for label, _ in shown(search("norms sponsor:cuba"))] == ["A/RES/78/237"]


def test_filters_that_are_on_can_be_taken_off_one_by_one(archive, search):
    response = search("norms", session="71", part="operative")
    chips = {chip.words: chip.without for chip in response.context["results"].chips}
    assert chips == {
        "71st, 2016": "?q=norms&part=operative",
        "Operative part": "?q=norms&session=71",
    }
    assert "Remove filter Session 71st, 2016" in said(response)


def test_near_identical_paragraphs_of_other_texts_are_one_line(search):
    for year in range(2010, 2016):
        make_text(
            paragraphs=[("pp1", f"Recalling its norms of {year},"), ("op1", f"Norms {year * 'x'}")],
            adopted_on=date(year, 12, 1),
        )
    response = search("norms", sort="newest")
    labels = [label for _, label in shown(response)]
    assert labels == [["PP1", "OP1"]] + [["OP1"]] * 5
    hit = response.context["results"].texts[0].hits[0]
    assert [p.resolution.year for p in hit.elsewhere] == [2014, 2013, 2012]
    assert "Nearly the same wording in" in said(response)
    same = search("norms", same=hit.paragraph.pk)
    assert len(shown(same)) == same.context["results"].count == 6


@pytest.mark.parametrize(
    ("q", "found"),
    [
        pytest.param("norms session:71", 3, id="session"),
        pytest.param("norms session:70..76", 4, id="range"),
        pytest.param("norms session:71,77", 4, id="list"),
        pytest.param("norms year:2017..", 2, id="open range"),
        pytest.param("norms date:2016-12", 3, id="month"),
        pytest.param("norms date:..2016", 3, id="until a date"),
        pytest.param("norms symbol:71/28", 3, id="symbol"),
        pytest.param("norms symbol:A/C.1/*", 1, id="beginning of a symbol"),
        pytest.param('norms sponsor:"Russian Federation"', 1, id="name of a sponsor"),
        pytest.param("norms sponsor:estonia", 2, id="sponsor"),
        pytest.param("norms committee:1", 4, id="committee by number"),
        pytest.param("norms stage:working", 1, id="stage"),
        pytest.param("norms part:op", 2, id="part"),
        pytest.param("norms opening:recalling", 1, id="opening"),
        pytest.param("norms vote:recorded", 3, id="vote"),
        pytest.param("norms title:telecommunications", 5, id="title"),
        pytest.param("norms lang:fr", 0, id="another language"),
        pytest.param("norms -session:71", 2, id="not a session"),
        pytest.param("norms (session:76 OR stage:draft)", 2, id="either of two fields"),
        pytest.param("session:76", 1, id="a field alone"),
    ],
)
def test_fields_narrow_a_search(archive, search, q, found):
    assert search(q).context["results"].count == found


@pytest.mark.parametrize(
    ("field", "params"),
    [
        ("session:71", {"session": "71"}),
        ("session:70..76", {"session": "70..76"}),
        ("session:71,77", {"session": ["71", "77"]}),
        ("year:2016", {"year": "2016"}),
        ("date:2016", {"date": "2016"}),
        ("symbol:71/28", {"symbol": "71/28"}),
        ('sponsor:"Russian Federation"', {"sponsor": "russian-federation"}),
        ("committee:first", {"committee": "first"}),
        ("stage:draft", {"stage": "draft"}),
        ("part:preamble", {"part": "preamble"}),
        ("opening:noting", {"opening": "noting"}),
        ("vote:recorded", {"vote": "recorded"}),
        ("title:telecommunications", {"title": "telecommunications"}),
        ("lang:en", {"lang": "en"}),
    ],
)
def test_a_field_says_what_the_form_says(archive, search, field, params):
    typed, filled = search(f"norms {field}"), search("norms", **params)
    assert shown(typed) == shown(filled)
    assert [chip.words for chip in typed.context["results"].chips] == [
        chip.words for chip in filled.context["results"].chips
    ]
    for name in ("session", "part", "sponsor", "lang"):
        assert counts(typed, name) == counts(filled, name)


def test_a_field_that_was_typed_can_be_taken_off(archive, search):
    response = search("norms session:71")
    (chip,) = response.context["results"].chips
    assert (chip.without, chip.count) == ("?q=norms", 5)
    assert "Session: 71st, 2016 5 without Remove filter Session 71st, 2016" in said(response)


def test_a_range_counts_what_lies_in_it(archive, search):
    response = search("norms", session=["76..77", "71"])
    assert counts(response, "session") == {"76..77": 3 - 1, "77": 1, "76": 1, "71": 3}
    assert counts(search("norms session:..80"), "session")["..80"] == 5


def test_an_unknown_field_is_searched_as_words(archive, search):
    response = search("norms colour:peace")
    assert "“colour” is not a field to search by" in said(response)


def test_what_a_field_cannot_be_is_said(archive, search):
    response = search("norms session:first")
    assert response.status_code == 200
    assert "“first” is not a value of Session" in said(response)
    assert response.context["results"].count == 5


def test_equals_of_a_term_are_found_said_and_switched_off(archive, search):
    Synonyms.objects.create(name="Rules", terms="norm\nprinciple\nrule of the road")
    response = search("principles")
    assert "“principles” finds “norm”, “rule of the road” too" in said(response)
    assert response.context["results"].count == 5
    assert search("principles", synonyms="0").context["results"].count == 0
    assert search('"principles"').context["results"].count == 0


def test_a_word_that_the_archive_lacks_is_corrected(archive, search):
    response = search("nroms of peace")
    assert "Did you mean norms of peace ? It finds 1 paragraph" in said(response)


def test_hits_come_as_a_table_and_as_lines(archive, search):
    rows = list(csv.DictReader(io.StringIO(search("norms", format="csv").text)))
    lines = [json.loads(line) for line in search("norms", format="jsonl").text.splitlines()]
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row["text"] for row in rows] == [line["text"] for line in lines]
    scores = [line["score"] for line in lines]
    assert scores == sorted(scores, reverse=True)
    assert {line["query"] for line in lines} == {"q=norms&format=jsonl"}
    assert lines[0].keys() == {
        *("rank", "symbol", "anchor", "language", "score", "text", "query", "archive")
    }


def test_the_newest_hits_are_a_feed(archive, search):
    response = search("norms", format="atom")
    assert response["Content-Type"] == "application/atom+xml"
    feed = etree.fromstring(response.content)
    entries = feed.findall("{*}entry")
    assert entries[0].findtext("{*}title") == "A/C.1/77/L.23 PP1"
    assert len(entries) == 5
    # What RFC 4287 asks of a feed and of its entries.
    assert feed.findtext("{*}author/{*}name") == "Cyber Norms Archive"
    for each in (feed, *entries):
        assert all(each.findtext(f"{{*}}{name}") for name in ("id", "title", "updated"))
        assert each.find("{*}link[@href]") is not None


def test_a_page_that_has_not_changed_is_not_sent_again(archive, search, client):
    etag = search("norms")["ETag"]
    again = client.get(reverse("search"), {"q": "norms"}, headers={"If-None-Match": etag})
    assert again.status_code == 304
    make_text(paragraphs=[("pp1", "Noting norms,")])
    again = client.get(reverse("search"), {"q": "norms"}, headers={"If-None-Match": etag})
    assert again.status_code == 200


def test_the_hits_of_an_only_text_are_all_shown(search):
    make_text(paragraphs=[(f"pp{n}", f"Noting norms and norm {n},") for n in range(1, 21)])
    (group,) = search("norms").context["results"].texts
    assert (len(group.hits), group.left) == (20, 0)


def test_a_text_with_many_hits_leads_to_all_of_them(search):
    make_text(paragraphs=[("pp1", "Noting peaceful norms,")])
    long = make_text(paragraphs=[(f"pp{n}", f"Noting norms {n},") for n in range(1, 21)])
    response = search("norms")
    assert {len(group.hits) for group in response.context["results"].texts} == {3, 1}
    assert f"All 20 paragraphs in {long.symbol}" in said(response)
    assert len(shown(search("norms", text=long.address))[0][1]) == 20


def test_the_same_wording_elsewhere_is_named(archive, search):
    response = search('"voluntary norms"', text="A/RES/71/28")
    text = "Same wording, apart from the opening words, in 76th session working text PP1"
    assert text in said(response)
    assert "A/RES/72/99" not in response.text


def test_matches_are_marked_and_markup_in_a_text_is_text(search):
    make_text(
        title="<img src=x onerror=alert(1)>",
        paragraphs=[("pp1", "Noting <script>alert(1)</script> \ue000norms\ue001 <b>norm</b>,")],
    )
    html = search("norms").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \ue000<mark>norms</mark>\ue001" in html
    assert "&lt;b&gt;<mark>norm</mark>&lt;/b&gt;" in html
    assert "<img" not in html
    assert '<span class="lead">Noting</span>' in html


def test_what_was_typed_is_echoed_as_text(search):
    html = search('"><script>alert(1)</script>').text
    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;' in html


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


def test_nothing_of_an_unpublished_text_shows(archive, search):
    response = search("hidden")
    assert response.context["results"].count == 0
    assert "72/99" not in response.text
    assert counts(search("norms"), "committee").get("second") is None


@pytest.mark.parametrize(
    ("q", "message"),
    [
        pytest.param('"voluntary norms', "We closed the quotation mark for you.", id="quote"),
        pytest.param("norms OR", "without a word to go with was left out", id="operator"),
        pytest.param("the norms", "“the” is too common", id="stop word"),
        pytest.param("the of", "“the”, “of” are too common", id="only stop words"),
        pytest.param("-norms", "only words to leave out were given", id="exclusions only"),
        pytest.param("!!!", "There is no word or number in this", id="punctuation"),
        pytest.param("x" * 10_000, "Only the first 400 characters", id="10,000 characters"),
        pytest.param("a b c d e f g h i j k l m", "Only the first 12 words", id="13 words"),
    ],
)
def test_what_was_mended_is_said(archive, search, q, message):
    response = search(q)
    assert response.status_code == 200
    assert message in said(response)


def test_no_result_says_which_filter_to_remove(archive, search):
    response = search("norms", session="76", part="operative")
    assert "No paragraph mentions “norms” with these filters" in said(response)
    advice = [(a.words, a.count, a.href) for a in response.context["results"].advice]
    assert advice == [
        ("Remove the filter Session: 76th, 2021", 2, "?q=norms&part=operative"),
        ("Remove the filter Part of text: Operative part", 1, "?q=norms&session=76"),
        ("Remove all filters", 5, "?q=norms"),
    ]


def test_no_result_with_filters_that_are_not_to_blame_says_which_words_are(archive, search):
    response = search("peace xylophone", session="71")
    advice = [(a.words, a.count) for a in response.context["results"].advice]
    assert advice == [("Search for peace", 1)]


def test_a_slip_is_told_where_other_words_are_not_found_either(archive, search):
    near = search("nrms xylophone").context["results"].near
    assert ("norms", 5) in [(each.words, each.count) for each in near]


def test_arabic_is_written_from_the_right(archive, search):
    make_paragraph(archive["adopted"], "pp1", "وإذ تلاحظ الأمن،", language="ar")
    assert '<p lang="ar" dir="rtl">' in search("الأمن", lang="ar").text


def test_no_result_says_which_words_are_found_alone(archive, search):
    response = search('"norms of behaviour" peace cryptography')
    advice = [(a.words, a.count) for a in response.context["results"].advice]
    assert advice == [("Search for peace", 1)]
    response = search('"responsible behaviour"')
    advice = [(a.words, a.count) for a in response.context["results"].advice]
    assert advice == [("Search without the quotation marks", 2)]


@pytest.mark.parametrize(
    ("params", "status", "message"),
    [
        pytest.param({"page": "-1"}, 400, "from 1 to 500", id="negative page"),
        pytest.param({"page": "0"}, 400, "from 1 to 500", id="page nought"),
        pytest.param({"page": "x"}, 400, "from 1 to 500", id="page that is no number"),
        pytest.param({"page": "²"}, 400, "from 1 to 500", id="page of a raised digit"),
        pytest.param({"page": "9" * 5000}, 400, "from 1 to 500", id="page of 5,000 digits"),
        pytest.param({"page": "499"}, 400, "There is no page 499.", id="page beyond the last"),
        pytest.param({"sort": "password"}, 400, "sorted by best", id="unknown sort"),
        pytest.param({"session": "x"}, 400, "not a value of Session", id="session"),
        pytest.param({"session": "\x00"}, 400, "Session has no such value", id="NUL"),
        pytest.param({"part": "x" * 9999}, 400, "not a value of Part", id="long value"),
        pytest.param({"stage": ["draft", "'"]}, 400, "Status has no such value", id="quote"),
        pytest.param({"text": "<script>"}, 400, "not a value of Text", id="markup"),
        pytest.param({"sponsor": "atlantis"}, 400, "not a value of Sponsor", id="unknown sponsor"),
        pytest.param({"session": "9999"}, 200, "No paragraph mentions", id="session to come"),
        pytest.param({"password": "x", "q__gt": "1"}, 200, "5 paragraphs", id="unknown names"),
    ],
)
def test_a_wrong_address_gives_a_page_that_says_so(archive, search, params, status, message):
    response = search("norms", **params)
    assert response.status_code == status
    assert message in said(response)


TYPED = st.lists(
    st.sampled_from(
        [*"\"-()|&!:*<>'\\%\0", " OR ", "norms", "\u202e", "🙂", "A/RES/", "{{", "71/28"]
    )
    | st.text(max_size=4),
    max_size=60,
).map("".join)
PARAMETERS = st.sampled_from(["q", "page", "sort", "session", "part", "sponsor", "text", "outcome"])
ANY_DATA = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(st.dictionaries(PARAMETERS, TYPED, max_size=4), TYPED)
@settings(max_examples=60, deadline=None, suppress_health_check=ANY_DATA)
def test_whatever_is_in_the_address_gives_a_page(archive, search, params, typed):
    assert search(**{"q": typed} | params).status_code in (200, 302, 400)


def test_where_little_is_found_near_terms_take_two_queries_more(
    search, django_assert_max_num_queries
):
    make_text(
        paragraphs=[("pp1", "Noting norms of behaviour,"), ("op1", "Stresses behaviour by norms;")]
    )
    search("norms")
    with django_assert_max_num_queries(8):
        response = search("norms")
    assert "Near terms: behaviour (2)." in said(response)


@pytest.mark.parametrize(
    ("q", "near"),
    [
        pytest.param("cryptography", {}, id="nothing near"),
        pytest.param("behave", {"behaviour": 2}, id="begins alike"),
        pytest.param("normative", {"norms": 4, "norm": 1}, id="the beginning alike"),
        pytest.param(
            "behaviour cryptography",
            {"reduce": 2, "responsible": 2, "risks": 2, "state": 2, "voluntary": 2, "norms": 4},
            id="beside the rarest word",
        ),
    ],
)
def test_where_nothing_is_found_near_terms_are_offered(archive, search, q, near):
    found = [(each.words, each.count) for each in search(q).context["results"].near]
    assert found == list(near.items())


def test_near_terms_are_of_public_texts(archive, search):
    make_text(paragraphs=[("pp1", "Noting cryptanalysis of cyphers,")], published=False)
    response = search("cryptanalytic")
    assert response.context["results"].near == []


FIELDS = [
    pytest.param("session", "71", id="session"),
    pytest.param("session", "76..77", id="sessions"),
    pytest.param("year", "2016", id="year"),
    pytest.param("date", "2022-10", id="date"),
    pytest.param("symbol", "A/C.1/*", id="symbol"),
    pytest.param("sponsor", "estonia", id="sponsor"),
    pytest.param("committee", "first", id="committee"),
    pytest.param("stage", "draft", id="stage"),
    pytest.param("part", "operative", id="part"),
    pytest.param("opening", "stresses", id="opening"),
    pytest.param("cites", "70/237", id="cites"),
    pytest.param("vote", "recorded", id="vote"),
    pytest.param("lang", "fr", id="language"),
    pytest.param("title", "advancing", id="title"),
    pytest.param("subject", "cyberspace", id="subject"),
]


@pytest.mark.parametrize(("name", "value"), FIELDS)
def test_what_a_field_says_the_form_can_say(archive, search, name, value):
    """The same hits, and a control of the form of the same name."""
    make_paragraph(archive["adopted"], "pp9", "Notant les normes,", language="fr")
    cites = make_paragraph(archive["draft"], "pp2", "Recalling resolution 70/237 on norms,")
    make_citation(cites, "70/237", "A/RES/70/237")
    archive["draft"].subjects.add(Subject.objects.create(term="CYBERSPACE", slug="cyberspace"))
    archive["draft"].title = "Advancing responsible behaviour"
    archive["draft"].save()
    q = "normes" if name == "lang" else "norms"
    typed, chosen = search(f"{q} {name}:{value}"), search(q, **{name: value})
    assert shown(typed) == shown(chosen) != []
    assert len(shown(typed)) < len(shown(search("norms"))) + (name == "lang")
    assert f'name="{name}"' in re.search('<form class="facets".*?</form>', typed.text, re.DOTALL)[0]


def test_every_field_is_among_them():
    assert {case.values[0] for case in FIELDS} == {*FIELD_NAMES.values()}


@pytest.mark.parametrize("count", [2, 12])
def test_the_page_needs_the_same_queries_at_any_size(search, django_assert_num_queries, count):
    """Whether anything has changed; the time limit; the paragraphs of the page."""
    for number in range(count):
        text = make_text(
            paragraphs=[
                ("pp1", f"Noting norms {'of peace ' * number}"),
                ("op1", f"Stresses norms {'and law ' * (number + 1)}"),
            ]
        )
        sponsor_text(text, make_sponsor(), make_sponsor())
        make_vote(text)
    search("norms")  # after which this process knows the archive

    with django_assert_num_queries(5):  # three, and the savepoint's two
        response = search("norms")

    assert len(response.context["results"].texts) == min(count, 10)


def test_pages_are_numbered_and_keep_the_search(search):
    for number in range(12):
        make_text(paragraphs=[("pp1", f"Noting norms {'of peace ' * number}")])
    first, second = search("norms", sort="newest"), search("norms", sort="newest", page="2")
    assert [len(shown(page)) for page in (first, second)] == [10, 2]
    assert not {label for label, _ in shown(first)} & {label for label, _ in shown(second)}
    assert 'href="?q=norms&amp;sort=newest&amp;page=2"' in first.text


@pytest.fixture
def slow_reading(db):
    """PostgreSQL takes two seconds to read what has changed."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA slow")
        cursor.execute(
            "CREATE VIEW slow.resolutions_paragraph AS"
            " SELECT p.* FROM public.resolutions_paragraph p, pg_sleep(2)"
        )
        cursor.execute("SET LOCAL search_path = slow, public")


def test_a_search_that_takes_too_long_is_stopped_and_said(archive, slow_reading, search):
    start = monotonic()
    response = search("norms")
    assert monotonic() - start < 1.9
    assert response.status_code == 400
    assert "This search takes too long" in said(response)


def test_another_error_of_the_database_is_not_hidden(db):
    with pytest.raises(ProgrammingError), time_limit(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")


def test_the_page_without_a_search_shows_how_to_search(client):
    response = client.get(reverse("search"))
    assert response.status_code == 200
    assert "exactly these words, side by side" in said(response)
