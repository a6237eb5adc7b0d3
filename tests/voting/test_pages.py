"""The list of votes, the comparison of States and the matrix, as pages and as files."""

import csv
import io
from datetime import date

import pytest

from resolutions.vocabulary import Committee, RegionalGroup, Series, VoteKind
from tests import factories as make

pytestmark = pytest.mark.django_db

ICT = Series.ICT_SECURITY


def vote_on(symbol, ballots=(), *, year=2018, series=ICT, published=True, **fields):
    """A vote on a resolution of its own, held on the first of December."""
    text = make.make_resolution(
        symbol, year=year, adopted_on=date(year, 12, 1), series=series, published=published
    )
    return make.make_vote(text, ballots, **{"date": text.adopted_on} | fields)


@pytest.fixture
def states():
    names = {"Estonia": "eastern-european", "Cuba": "grulac", "Tonga": "asia-pacific"}
    return [make.make_sponsor(name, regional_group=group) for name, group in names.items()]


@pytest.fixture
def votes(states):
    """Three votes in the series, the States mostly apart, and ones that no comparison counts."""
    estonia, cuba, tonga = states
    vote_on("A/RES/73/27", [(estonia, "N"), (cuba, "Y"), (tonga, "Y")], in_favour=2, against=1)
    vote_on("A/RES/73/266", [(estonia, "Y"), (cuba, "N"), (tonga, "X")], in_favour=1, against=1)
    vote_on("A/RES/75/32", [(estonia, "Y"), (cuba, "Y")], year=2020, in_favour=2, against=0)
    vote_on("A/RES/75/240", [(estonia, "N")], year=2020, published=False)
    vote_on("A/RES/76/1", [(estonia, "Y"), (cuba, "Y")], year=2021, series="")
    vote_on("A/RES/76/19", year=2021, kind=VoteKind.WITHOUT_VOTE)


def listed(response):
    return [vote.resolution.symbol for vote, _ in response.context["votes"]]


# The list


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", ["76/1", "75/32", "73/266", "73/27"], id="recorded, newest first"),
        pytest.param("sort=oldest", ["73/27", "73/266", "75/32", "76/1"], id="oldest"),
        pytest.param("sort=closest", ["73/266", "73/27", "75/32", "76/1"], id="closest"),
        pytest.param("opposed=many", ["73/266", "73/27"], id="over 30 % against"),
        pytest.param("opposed=none", ["75/32"], id="none against"),
        pytest.param("opposed=none&opposed=many", ["75/32", "73/266", "73/27"], id="either"),
        pytest.param("year=2020", ["75/32"], id="year"),
        pytest.param("session=73&series=ict-security", ["73/266", "73/27"], id="two facets"),
        pytest.param("series=none", ["76/1"], id="outside the series"),
        pytest.param("kind=without-vote", ["76/19"], id="without a vote"),
        pytest.param("body=first", [], id="a body that held none"),
    ],
)
def test_the_list_of_votes(client, votes, query, expected):
    assert listed(client.get(f"/votes/?{query}")) == [f"A/RES/{number}" for number in expected]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        pytest.param("sort=best", 400, "Votes can be sorted by", id="sort"),
        pytest.param("year=x", 400, "is not a value of Year", id="year"),
        pytest.param("opposed=%00", 400, "Closeness has no such value", id="closeness"),
        pytest.param("page=x", 400, "A page is a whole number", id="page"),
        pytest.param("page=9", 404, "There is no page 9", id="page beyond the last"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(client, votes, query, status, words):
    response = client.get(f"/votes/?{query}")
    assert (response.status_code, words in response.text) == (status, True)


def test_counts_beside_the_facets_are_those_of_the_rest(client, votes):
    facets = {facet.name: facet for facet in client.get("/votes/?year=2018").context["facets"]}
    counts = [(option.value, option.count) for option in facets["opposed"].options]
    assert counts == [("none", 0), ("few", 0), ("some", 0), ("many", 2)]
    assert {o.value: o.count for o in facets["year"].options} == {"2021": 1, "2020": 1, "2018": 2}


def test_a_vote_with_two_sources_is_listed_once(client, states):
    estonia, *_ = states
    told = vote_on("A/RES/73/27", source="A press release", in_favour=119)
    other = make.make_vote(told.resolution, source="Roll call")
    assert [vote for vote, _ in client.get("/votes/").context["votes"]] == [told]
    other.ballots.create(sponsor=estonia, choice="N")
    assert [vote for vote, _ in client.get("/votes/").context["votes"]] == [other]


# States compared


def test_states_are_compared_vote_by_vote(client, votes):
    response = client.get("/votes/compare/?state=estonia&state=cuba&state=tonga")
    rows = [
        (row.vote.resolution.symbol, "".join(cast.choice for cast in row.cast), row.differs)
        for row in response.context["page"]
    ]
    assert rows == [
        ("A/RES/75/32", "YYX", False),
        ("A/RES/73/266", "YNX", True),
        ("A/RES/73/27", "NYY", True),
    ]
    pairs = [(pair.agreement.shared, pair.agreement.same) for pair in response.context["pairs"]]
    assert pairs == [(3, 1), (1, 0), (1, 1)]
    assert "75/240" not in response.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("only=differing", ["73/266", "73/27"], id="where they differ"),
        pytest.param("since=2020", ["75/32"], id="from a year"),
        pytest.param("until=2018", ["73/266", "73/27"], id="to a year"),
        pytest.param("series=every", ["76/1", "75/32", "73/266", "73/27"], id="every vote"),
        pytest.param("series=cybercrime", [], id="another series"),
        pytest.param("body=first", [], id="a body that held none"),
    ],
)
def test_which_votes_are_compared(client, votes, query, expected):
    rows = client.get(f"/votes/compare/?state=estonia&state=cuba&{query}").context["page"]
    assert [row.vote.resolution.symbol for row in rows] == [f"A/RES/{n}" for n in expected]


def test_a_state_is_not_said_to_be_silent_before_it_was_a_member(client, states):
    estonia, *_ = states
    late = make.make_sponsor("Late", admitted=date(2019, 1, 1))
    vote_on("A/RES/73/27", [(estonia, "Y")])
    vote_on("A/RES/75/32", [(estonia, "Y")], year=2020)
    rows = client.get("/votes/compare/?state=estonia&state=late").context["page"]
    assert [row.cast[1].words for row in rows] == ["not voting", "not a Member"]
    assert late.name in client.get("/votes/compare/").text


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("compare", "state=nowhere&state=cuba", "a State that is not known here"),
        ("compare", "state=%00", "a State that is not known here"),
        ("compare", "series=x", "There is no such series"),
        ("compare", "since=long+ago", "From year is a year such as 1998"),
        ("compare", "until=99999", "To year is a year such as 2024"),
        ("compare", "body=x", "There is no such body"),
        ("agreement", "group=x", "There is no such regional group"),
        ("agreement", "order=x", "in order by name or by likeness"),
    ],
)
def test_what_cannot_be_compared_is_said(client, votes, path, query, words):
    response = client.get(f"/votes/{path}/?{query}")
    assert (response.status_code, words in response.text) == (400, True)


def test_no_more_states_than_a_table_holds(client):
    for n in range(9):
        make.make_sponsor(f"State {n}")
    query = "&".join(f"state=state-{n}" for n in range(9))
    response = client.get(f"/votes/compare/?{query}")
    assert "At most 8 States can be compared at once" in response.text
    assert len(response.context["ballots"].actors) == 8


# The matrix


def test_the_matrix_of_a_group(client, votes, states):
    riga = make.make_sponsor("Latvia", regional_group=RegionalGroup.EASTERN_EUROPEAN)
    make.make_sponsor("Silent", regional_group=RegionalGroup.EASTERN_EUROPEAN)
    vote_on("A/RES/77/37", [(states[0], "Y"), (riga, "Y")], year=2022)
    matrix = client.get("/votes/agreement/?group=eastern-european").context["matrix"]
    assert [(actor.name, [p.agreement.same for p in pairs]) for actor, pairs in matrix] == [
        ("Estonia", []),
        ("Latvia", [1]),
    ]


def test_without_a_choice_frequent_sponsors_are_shown(client, votes, states):
    """Those of drafts that became the texts voted on count as well."""
    estonia, cuba, _ = states
    text = make.Resolution.objects.get(symbol="A/RES/73/27")
    draft = make.make_resolution("A/C.1/73/L.27", stage="draft", became=text)
    make.sponsor_text(draft, cuba)
    make.sponsor_text(text, estonia)
    response = client.get("/votes/agreement/")
    assert [actor.name for actor, _ in response.context["matrix"]] == ["Cuba", "Estonia"]


def test_an_archive_without_votes_says_so(client):
    for path in ("/votes/", "/votes/compare/", "/votes/agreement/"):
        assert client.get(path).status_code == 200
    assert "not enough States that voted" in client.get("/votes/agreement/").text


# Files and cost


def table(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(response.text)))


def test_comparisons_are_files_too(client, votes):
    header, *rows = table(client.get("/votes/compare/?state=cuba&state=estonia&format=csv"))
    assert header == ["symbol", "title", "date", "body", "Cuba", "Estonia"]
    assert [(row[0], row[2], *row[4:]) for row in rows] == [
        ("A/RES/75/32", "2020-12-01", "Y", "Y"),
        ("A/RES/73/266", "2018-12-01", "N", "Y"),
        ("A/RES/73/27", "2018-12-01", "Y", "N"),
    ]
    _, row = table(client.get("/votes/agreement/?state=cuba&state=estonia&format=csv"))
    assert row == ["Cuba", "CUB", "Estonia", "EST", "3", "1", "33"]


def test_no_spreadsheet_runs_what_a_text_says(client, states):
    vote = vote_on("A/RES/73/27", [(states[0], "Y")])
    vote.resolution.title = '=HYPERLINK("https://example.org")'
    vote.resolution.save()
    _, row = table(client.get("/votes/compare/?state=estonia&format=csv"))
    assert row[1] == '\'=HYPERLINK("https://example.org")'


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/votes/", 3),  # nothing has changed; the page and its tallies
        ("/votes/compare/?state=state-1&state=state-2", 5),  # and the votes of the page
        ("/votes/agreement/?group=african", 4),  # the States, their ballots, all to choose from
        ("/votes/agreement/", 6),  # and who sponsored them and their drafts
    ],
)
def test_cost_does_not_grow_with_the_archive(client, django_assert_num_queries, path, queries):
    states = [
        make.make_sponsor(f"State {n}", regional_group=RegionalGroup.AFRICAN) for n in range(12)
    ]
    for size in (2, 30):
        for n in range(size):
            number = make.VoteSession.objects.count() + 1
            vote = vote_on(f"A/RES/{60 + n % 20}/{number}", [(s, "YNA"[n % 3]) for s in states])
            make.sponsor_text(vote.resolution, *states[: n % 12])
            make.make_vote(vote.resolution, body=Committee.FIRST)
        client.get(path)  # what is known of all votes is read once
        with django_assert_num_queries(queries):
            client.get(path)


def test_a_long_comparison_comes_in_pages(client, states):
    for n in range(61):
        vote_on(f"A/RES/73/{n + 1}", [(states[0], "Y")])
    response = client.get("/votes/compare/?state=estonia&page=2")
    assert len(response.context["page"]) == 1
    assert "<small>61</small>" in response.text
    assert client.get("/votes/compare/?state=estonia&page=3").status_code == 404
