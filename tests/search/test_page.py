"""Paragraph search, as visitors meet it."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse
from lxml import etree

from resolutions.models import Subject, Synonyms
from resolutions.search import limits
from resolutions.search.limits import time_limit
from resolutions.search.reader import FIELDS as FIELD_NAMES
from tests.factories import (
    make_citation,
    make_paragraph,
    make_resolution,
    make_sponsor,
    make_text,
    make_vote,
    sponsor_text,
)
from tests.search.pages import counts, said, shown

pytestmark = pytest.mark.django_db


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


def test_nothing_of_an_unpublished_text_shows(archive, search):
    response = search("hidden")
    assert response.context["results"].count == 0
    assert "72/99" not in response.text
    assert counts(search("norms"), "committee").get("second") is None


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
    """PostgreSQL takes ten seconds to read what has changed."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA slow")
        cursor.execute(
            "CREATE VIEW slow.resolutions_paragraph AS"
            " SELECT p.* FROM public.resolutions_paragraph p, pg_sleep(10)"
        )
        cursor.execute("SET LOCAL search_path = slow, public")


def test_a_search_that_takes_too_long_is_stopped_and_said(
    archive, slow_reading, search, monkeypatch, shipped_milliseconds
):
    assert shipped_milliseconds < 1_000
    monkeypatch.setattr(limits, "MILLISECONDS", shipped_milliseconds)
    response = search("norms")
    assert response.status_code == 400
    assert "This search takes too long" in said(response)


def test_another_error_of_the_database_is_not_hidden(db):
    with pytest.raises(ProgrammingError), time_limit(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")


def test_the_page_without_a_search_shows_how_to_search(client):
    response = client.get(reverse("search"))
    assert response.status_code == 200
    assert "exactly these words, side by side" in said(response)
