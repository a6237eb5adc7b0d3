"""The list of texts: what its facets keep and count, and what no address can break."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.timezone import now

from resolutions.finding.filters import OF_TEXTS
from resolutions.finding.knowledge import current
from resolutions.finding.selection import Selection
from resolutions.models import Resolution
from resolutions.vocabulary import Committee, DocumentKind, Holding, Stage, VoteKind
from tests import factories as make

pytestmark = pytest.mark.django_db


def symbols(response):
    return [text.symbol for text in response.context["page"]]


def counts(response, name):
    facet = next(facet for facet in response.context["facets"] if facet.name == name)
    return {option.value: option.count for option in [*facet.options, *facet.more]}


@pytest.fixture
def collection():
    """Four texts that differ in everything that a facet asks for."""
    estonia, cuba = make.make_sponsor("Estonia"), make.make_sponsor("Cuba")
    first = make.make_text("A/RES/71/28", committee=Committee.FIRST)
    make.make_vote(first)
    second = make.make_resolution("A/RES/76/19", adopted_on=date(2021, 12, 6))
    make.make_vote(second, kind=VoteKind.WITHOUT_VOTE)
    draft = make.make_text(
        "A/C.1/71/L.17",
        stage=Stage.DRAFT,
        committee=Committee.FIRST,
        adopted_on=None,
        issued_on=date(2016, 10, 10),
    )
    make.make_text(None, slug="paper", stage=Stage.WORKING, adopted_on=None, title="A paper")
    make.make_resolution("A/DEC/72/512", kind=DocumentKind.DECISION, year=2017, adopted_on=None)
    make.make_text("A/RES/80/1", published=False, committee=Committee.THIRD)
    make.sponsor_text(draft, estonia, cuba)
    make.sponsor_text(first, cuba)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", ["A/RES/76/19", "A/RES/71/28", "A/C.1/71/L.17", None], id="everything"),
        pytest.param("session=71", ["A/RES/71/28", "A/C.1/71/L.17"], id="session"),
        pytest.param("session=none", [None], id="session not stated"),
        pytest.param(
            "session=71&session=76",
            ["A/RES/76/19", "A/RES/71/28", "A/C.1/71/L.17"],
            id="either session",
        ),
        pytest.param("session=71&stage=draft", ["A/C.1/71/L.17"], id="session and status"),
        pytest.param("year=2021", ["A/RES/76/19"], id="year"),
        pytest.param("committee=first&year=2016", ["A/RES/71/28", "A/C.1/71/L.17"], id="committee"),
        pytest.param("committee=none", ["A/RES/76/19", None], id="committee not stated"),
        pytest.param("vote=recorded", ["A/RES/71/28"], id="recorded vote"),
        pytest.param("outcome=recorded", ["A/RES/71/28"], id="by the old name of the filter"),
        pytest.param("vote=without-vote", ["A/RES/76/19"], id="without a vote"),
        pytest.param("vote=none", ["A/C.1/71/L.17", None], id="outcome not recorded"),
        pytest.param("session=70..72", ["A/RES/71/28", "A/C.1/71/L.17"], id="range of sessions"),
        pytest.param("sponsor=estonia", ["A/C.1/71/L.17"], id="sponsor"),
        pytest.param("sponsor=Estonia", ["A/C.1/71/L.17"], id="sponsor by name"),
        pytest.param(
            "sponsor=estonia&sponsor=cuba", ["A/RES/71/28", "A/C.1/71/L.17"], id="either sponsor"
        ),
        pytest.param("sponsor=none", ["A/RES/76/19", None], id="no sponsors"),
        pytest.param("holding=catalogue", ["A/RES/76/19"], id="records"),
        pytest.param("kind=decision", ["A/DEC/72/512"], id="decisions"),
        pytest.param("committee=third", [], id="an unpublished text's committee"),
        pytest.param(
            "sort=oldest", ["A/C.1/71/L.17", "A/RES/71/28", "A/RES/76/19", None], id="oldest first"
        ),
        pytest.param(
            "sort=symbol",
            ["A/RES/71/28", "A/C.1/71/L.17", "A/RES/76/19", None],
            id="by symbol, drafts after resolutions",
        ),
    ],
)
def test_facets_keep(client, collection, query, expected):
    assert symbols(client.get(f"/documents/?{query}")) == expected


@pytest.mark.parametrize(
    ("query", "facet", "expected"),
    [
        pytest.param("", "session", {"76": 1, "71": 2, "none": 1}, id="sessions"),
        pytest.param(
            "",
            "stage",
            {"working": 1, "draft": 1, "revised": 0, "adopted": 2},
            id="status, none left out",
        ),
        pytest.param(
            "session=71",
            "session",
            {"76": 1, "71": 2, "none": 1},
            id="a facet does not count itself",
        ),
        pytest.param(
            "session=71",
            "vote",
            {"recorded": 1, "without-vote": 0, "not-recorded": 0, "none": 1},
            id="but counts for the rest of the query",
        ),
        pytest.param("", "sponsor", {"cuba": 2, "estonia": 1, "none": 2}, id="sponsors"),
        pytest.param("year=2021", "sponsor", {"none": 1}, id="sponsors of the rest of the query"),
        pytest.param(
            "year=2021&sponsor=cuba", "sponsor", {"cuba": 0, "none": 1}, id="chosen and counting 0"
        ),
        pytest.param(
            "session=70..72",
            "session",
            {"70..72": 2, "76": 1, "71": 2, "none": 1},
            id="a range counts what is in it",
        ),
        pytest.param("", "kind", {"resolution": 4, "decision": 1, "report": 0}, id="kinds"),
        pytest.param("", "cited", {"yes": 0, "no": 4}, id="cited"),
    ],
)
def test_facets_count(client, collection, query, facet, expected):
    assert counts(client.get(f"/documents/?{query}"), facet) == expected


def test_a_document_counts_as_cited_by_published_texts_alone(client):
    cited, other = make.make_resolution("A/RES/53/70"), make.make_resolution("A/RES/54/49")
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling 53/70,")])
    draft = make.make_text("A/C.1/71/L.1", [("pp1", "Recalling 54/49,")], published=False)
    make.make_citation(text.paragraphs.get(), "53/70", "A/RES/53/70", cited)
    make.make_citation(draft.paragraphs.get(), "54/49", "A/RES/54/49", other)
    assert symbols(client.get("/documents/?cited=yes")) == ["A/RES/53/70"]


def test_what_is_published_or_withdrawn_shows_at_once(client, collection):
    assert counts(client.get("/documents/"), "committee")["third"] == 0
    hidden = make.Resolution.objects.get(symbol="A/RES/80/1")
    hidden.published_at = now()
    hidden.save()
    response = client.get("/documents/?committee=third")
    assert (symbols(response), counts(response, "committee")["third"]) == (["A/RES/80/1"], 1)
    make.Resolution.objects.filter(pk=hidden.pk).update(published_at=None)
    assert symbols(client.get("/documents/?committee=third")) == []


def test_every_filter_that_is_on_can_be_taken_off_alone(client, collection):
    response = client.get("/documents/?session=71&session=76&sponsor=cuba&page=1")
    assert [(chip.label, chip.words, chip.without) for chip in response.context["chips"]] == [
        ("Session", "71st, 2016", "?session=76&sponsor=cuba"),
        ("Session", "76th, 2021", "?session=71&sponsor=cuba"),
        ("Sponsor", "Cuba", "?session=71&session=76"),
    ]


@pytest.mark.parametrize(
    ("query", "status", "problem"),
    [
        pytest.param("session=abc", 400, "“abc” is not a value of Session", id="word for number"),
        pytest.param("session=71%00", 400, "“71” is not a value of Session", id="NUL"),
        pytest.param("year=" + "9" * 400, 400, "is not a value of Year", id="huge number"),
        pytest.param("year=%D9%A3", 400, "is not a value of Year", id="digit of another script"),
        pytest.param("year=1_0", 400, "“1 0” is not a value of Year", id="underscore"),
        pytest.param("year=-1", 400, "is not a value of Year", id="negative"),
        pytest.param("stage=law", 400, "“law” is not a value of Status", id="unknown word"),
        pytest.param("sponsor=%3Cb%3E", 400, "“b” is not a value of Sponsor", id="markup"),
        pytest.param("sponsor=nobody", 400, "is not a value of Sponsor", id="unknown sponsor"),
        pytest.param("subject=nothing", 400, "is not a value of Subject", id="unknown subject"),
        pytest.param("sort=random", 400, "Texts can be sorted by", id="unknown sort"),
        pytest.param("page=abc", 400, "A page is a whole number", id="page that is no number"),
        pytest.param("page=%C2%B2", 400, "A page is a whole number", id="raised two"),
        pytest.param("page=" + "9" * 50, 400, "A page is a whole number", id="huge page"),
        pytest.param("page=0", 404, "There is no page 0", id="page zero"),
        pytest.param("page=7", 404, "There is no page 7. This is the last page", id="too far"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(client, collection, query, status, problem):
    response = client.get(f"/documents/?{query}")
    assert response.status_code == status
    assert problem in " ".join(response.context["problems"])
    assert len(symbols(response)) == 4


@pytest.mark.parametrize("query", ["session=1999", "year=1", "other=%00"])
def test_what_may_be_but_is_not_is_no_error(client, collection, query):
    assert client.get(f"/documents/?{query}").status_code == 200


def test_records_are_marked_as_such(client):
    make.make_resolution("A/RES/53/70", holding=Holding.CATALOGUE)
    assert "Catalogue record, no text here" in client.get("/documents/").text


def test_texts_stand_under_their_years(client, collection):
    html = client.get("/documents/").text
    places = [html.index(f"<h2>{year}</h2>") for year in ("2021", "2016", "Undated")]
    assert places == sorted(places)


def test_a_selection_is_the_same_in_memory_and_as_a_query(collection):
    address = QueryDict("session=71&session=76&sponsor=cuba&sponsor=none")
    selection = Selection(current().texts, OF_TEXTS, address, Resolution.objects.all())
    assert [*selection.qs.values_list("pk", flat=True)]
    assert {*selection.qs.values_list("pk", flat=True)} == {*selection.keys("newest").tolist()}


def test_pages_hold_twenty_five(client):
    for _ in range(26):
        make.make_resolution()
    first, second = client.get("/documents/"), client.get("/documents/?page=2")
    assert [len(symbols(first)), len(symbols(second))] == [25, 1]
    assert 'href="?page=2"' in first.text


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_needs_the_same_queries_at_any_size(client, django_assert_num_queries, count):
    for n in range(count):
        text = make.make_text(None, [("pp1", "Recalling,")], slug=f"text-{n}")
        make.sponsor_text(text, make.make_sponsor(), make.make_sponsor())
        make.make_vote(text, [(make.make_sponsor(), "Y")])
        text.subjects.create(slug=f"term-{text.pk}", term=f"TERM {text.pk}", source="Thesaurus")

    client.get("/documents/")  # what is known of all texts is read once
    with django_assert_num_queries(4):  # nothing has changed; the page, sponsorships and votes
        response = client.get("/documents/")

    assert len(symbols(response)) == count


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("subject=cyberspace", ["A/RES/71/28"], id="one"),
        pytest.param(
            "subject=cyberspace&subject=disarmament", ["A/RES/72/1", "A/RES/71/28"], id="either"
        ),
    ],
)
def test_texts_by_subject(client, query, expected):
    for symbol, terms in {"A/RES/71/28": ["CYBERSPACE"], "A/RES/72/1": ["DISARMAMENT"]}.items():
        text = make.make_resolution(symbol, year=2016 if "71" in symbol else 2017)
        for term in terms:
            text.subjects.create(slug=term.lower(), term=term, source="UNBIS Thesaurus")
    response = client.get(f"/documents/?{query}")
    assert [text.symbol for text in response.context["page"]] == expected
    facet = next(f for f in response.context["facets"] if f.name == "subject")
    counts = {(option.value, option.words): option.count for option in facet.options}
    assert counts == {("cyberspace", "CYBERSPACE"): 1, ("disarmament", "DISARMAMENT"): 1}
    text = client.get("/documents/A/RES/71/28/").text
    assert '<a href="/documents/?subject=cyberspace" class="caps">CYBERSPACE</a>' in text
