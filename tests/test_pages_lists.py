"""Home, sponsors, years, votes and the page about the archive."""

import csv
import re
from datetime import date
from io import StringIO

import pytest

from resolutions.vocabulary import (
    ActorKind,
    DocumentKind,
    RegionalGroup,
    Series,
    Stage,
    VoteKind,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

ICT = {"series": Series.ICT_SECURITY}


# Home


def test_home_counts_what_is_published(client):
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling 53/70,"), ("op1", "Decides.")])
    cited = make.make_resolution("A/RES/53/70")
    make.make_citation(text.paragraphs.first(), "53/70", "A/RES/53/70", cited)
    make.sponsor_text(text, make.make_sponsor())
    hidden = make.make_text("A/RES/72/1", [("pp1", "Noting 54/49,")], published=False)
    other = make.make_resolution("A/RES/54/49")
    make.make_citation(hidden.paragraphs.get(), "54/49", "A/RES/54/49", other)
    make.sponsor_text(hidden, make.make_sponsor())
    totals = client.get("/").context["totals"]
    assert (totals.texts, totals.paragraphs, totals.sponsors, totals.cited) == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("href", "total"),
    [
        pytest.param("/documents/?holding=full-text", "texts", id="texts"),
        pytest.param(
            "/documents/?kind=resolution&kind=decision&kind=report&cited=yes", "cited", id="cited"
        ),
    ],
)
def test_each_count_is_the_length_of_the_list_it_leads_to(client, href, total):
    cited = make.make_resolution("A/DEC/72/512", kind=DocumentKind.DECISION)
    for n in range(3):
        text = make.make_text(f"A/RES/71/{n + 1}", [("pp1", "Recalling 72/512,")])
        make.make_citation(text.paragraphs.get(), "72/512", "A/DEC/72/512", cited)
    home = client.get("/")
    assert f'href="{href.replace("&", "&amp;")}"' in home.text
    listed = client.get(href).context["page"].paginator.count
    assert listed == getattr(home.context["totals"], total)


def test_repeated_paragraphs_are_those_of_the_same_words(client):
    """In English, and in the texts of the series alone."""
    risks = [("pp1", "Noting the risks,")]
    old = make.make_text("A/RES/68/243", risks, year=2013, **ICT)
    twice = [("pp1", "Recalling all,"), ("pp2", "Noting the Risks;")]
    make.make_text("A/RES/71/28", twice, **ICT)
    make.make_text("A/RES/72/1", [("pp1", "Underlining the risks,")], **ICT)
    make.make_text("A/RES/73/1", risks, published=False, **ICT)
    make.make_text("A/RES/74/1", risks)
    make.make_paragraph(old, "pp1", "Noting the risks,", language="fr")
    (paragraph,) = client.get("/").context["repeated"]
    assert (paragraph.resolution, paragraph.texts, paragraph.since) == (old, 3, 2013)


def test_the_strip_tells_of_sessions_without_a_text(client):
    for symbol in ("A/RES/68/243", "A/RES/71/28"):
        make.make_resolution(symbol, **ICT)
    make.make_resolution("A/RES/70/1", published=False, **ICT)
    make.make_resolution("A/RES/72/1")
    response = client.get("/")
    assert [(c.number, c.skipped) for c in response.context["sessions"]] == [(68, 0), (71, 2)]
    assert "2 sessions without a text here" in response.text


def test_an_empty_archive_has_a_home(client):
    assert "No texts yet." in client.get("/").text


# Sponsors


@pytest.fixture
def sponsors():
    estonia = make.make_sponsor("Estonia", regional_group=RegionalGroup.EASTERN_EUROPEAN)
    cuba = make.make_sponsor("Cuba", regional_group=RegionalGroup.GRULAC)
    chair = make.make_sponsor("Chair of the Committee", kind=ActorKind.OFFICE)
    hidden = make.make_sponsor("Nauru", regional_group=RegionalGroup.ASIA_PACIFIC)
    estonia.names.create(name="Estonian Republic")
    first = make.make_text("A/C.1/74/L.49", stage=Stage.DRAFT, year=2019)
    second = make.make_text("A/C.1/71/L.17", stage=Stage.DRAFT, year=2016)
    make.sponsor_text(first, estonia, cuba)
    make.sponsor_text(second, cuba, chair)
    make.sponsor_text(make.make_text("A/C.1/75/L.1", published=False), hidden, estonia)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(
            "",
            [
                ("Chair of the Committee", 1, 2016, 2016),
                ("Cuba", 2, 2016, 2019),
                ("Estonia", 1, 2019, 2019),
            ],
            id="all, by name, of published texts",
        ),
        pytest.param("group=grulac", [("Cuba", 2, 2016, 2019)], id="group"),
        pytest.param("group=others", [("Chair of the Committee", 1, 2016, 2016)], id="no group"),
        pytest.param("group=asia-pacific", [], id="group of a sponsor of unpublished texts"),
        pytest.param("q=cub", [("Cuba", 2, 2016, 2019)], id="part of a name"),
        pytest.param("q=estonian+republic", [("Estonia", 1, 2019, 2019)], id="former name"),
        pytest.param("q=%00cuba", [("Cuba", 2, 2016, 2019)], id="NUL"),
        pytest.param("q=%25", [], id="a sign that SQL knows"),
        pytest.param("q=cuba&group=weog", [], id="name in another group"),
    ],
)
def test_sponsors(client, sponsors, query, expected):
    response = client.get(f"/sponsors/?{query}")
    assert [
        (sponsor.name, part.texts, part.first_year, part.last_year)
        for sponsor, part in response.context["sponsors"]
    ] == expected


@pytest.fixture
def for_the_group():
    """Cuba submits a draft for the Group of 77 and China, and what that became has no names."""
    cuba = make.make_sponsor("Cuba", regional_group=RegionalGroup.GRULAC)
    group = make.make_sponsor("Group of 77 and China", kind=ActorKind.GROUP, admitted=None)
    norms = [("op1", "Notes the norms;")]
    adopted = make.make_text("A/RES/78/237", norms, adopted_on=date(2023, 12, 22))
    draft = make.make_resolution("A/C.1/78/L.11", year=2023, became=adopted)
    words = "Cuba (on behalf of the States members of the Group of 77 and China)"
    make.sponsor_text(draft, cuba, printed=words, on_behalf_of=group.name, group=group)
    return draft


def test_what_is_submitted_on_behalf_of_a_group_is_on_its_page(client, for_the_group):
    page = client.get("/sponsors/group-of-77-and-china/")
    assert list(page.context["texts"]) == [for_the_group]
    assert [(s.name, shared) for s, shared in page.context["neighbours"]] == [("Cuba", 1)]
    rows = list(csv.reader(StringIO(client.get(f"{page.request['PATH_INFO']}?format=csv").text)))
    assert [row[0] for row in rows[1:]] == ["A/C.1/78/L.11"]
    listed = client.get("/sponsors/?group=others").context["sponsors"]
    assert [(actor.name, part.texts) for actor, part in listed] == [("Group of 77 and China", 1)]
    browsed = client.get("/documents/?sponsor=group-of-77-and-china")
    assert list(browsed.context["page"]) == [for_the_group]
    assert "1 sponsor: Cuba (for Group of 77 and China)" in browsed.text
    found = client.get("/search/?q=norms+sponsor:%22Group+of+77%22")
    assert found.context["results"].count == 1


def test_words_on_behalf_of_whom_lead_to_the_group(client, for_the_group):
    page = client.get(for_the_group.get_absolute_url()).text
    assert (
        '<a href="/sponsors/cuba/">Cuba</a> <a href="/sponsors/group-of-77-and-china/">'
        "(on behalf of the States members of the Group of 77 and China)</a>"
    ) in page


def test_a_group_that_does_not_exist_is_said(client, sponsors):
    response = client.get("/sponsors/?group=%3Cb%3E")
    assert response.status_code == 400
    assert "There is no such regional group" in response.text


def test_a_sponsor_shows_published_texts_and_neighbours_alone(client, sponsors):
    response = client.get("/sponsors/estonia/")
    assert [text.symbol for text in response.context["texts"]] == ["A/C.1/74/L.49"]
    assert [(s.name, shared) for s, shared in response.context["neighbours"]] == [("Cuba", 1)]
    assert "Nauru" not in response.text


def test_a_sponsor_shows_its_votes_on_published_texts(client):
    estonia = make.make_sponsor("Estonia")
    make.make_vote(make.make_resolution("A/RES/71/28"), [(estonia, "A")])
    make.make_vote(make.make_resolution("A/RES/72/28", published=False), [(estonia, "N")])
    response = client.get("/sponsors/estonia/")
    assert [each.choice for each in response.context["cast"]] == ["A"]
    assert "abstained" in response.text
    assert "72/28" not in response.text


@pytest.mark.parametrize("slug", ["nowhere", "%00", "x" * 300])
def test_an_unknown_sponsor_is_not_found(client, slug):
    assert client.get(f"/sponsors/{slug}/").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_lists_need_the_same_queries_at_any_size(client, django_assert_num_queries, count):
    estonia = make.make_sponsor("Estonia")
    estonia.names.create(name="Estonia")
    for n in range(count):
        text = make.make_text(f"A/RES/71/{n + 1}", [("pp1", "Noting the risks,")], **ICT)
        make.make_text(f"A/RES/{60 + n}/1", [("pp1", "Noting the risks,")], **ICT)
        make.sponsor_text(text, estonia, make.make_sponsor())
        make.make_vote(text, [(estonia, "Y"), (make.make_sponsor(), "N")])

    client.get("/sponsors/estonia/")  # what is known of all texts and votes is read once
    # Nothing has changed; the sponsors.
    with django_assert_num_queries(2):
        assert len(client.get("/sponsors/").context["sponsors"]) == count + 1
    # The sponsor, its names and successors; predecessors; nothing has changed, thrice; texts,
    # their sponsors and votes; with whom; series; ballots; rivals; the votes shown; who may have
    # voted alike, and their ballots.
    with django_assert_num_queries(17):
        assert len(client.get("/sponsors/estonia/").context["texts"]) == count
    # The years, and the texts of those that have few.
    with django_assert_num_queries(2):
        assert client.get("/years/").context["most"] == 2 * count
    # The years; the texts, counted, their sponsors and votes.
    with django_assert_num_queries(5):
        assert len(client.get("/years/2016/").context["page"]) == 2 * count
    # Nothing has changed; paragraphs; sessions; repeated paragraphs twice; the latest, their
    # sponsors and votes.
    with django_assert_num_queries(8):
        assert client.get("/").context["totals"].texts == 2 * count
    # Nothing has changed; how many paragraphs.
    with django_assert_num_queries(2):
        client.get("/about/")
    # Nothing has changed; paragraphs, the sessions and their languages, languages, sources
    # three times, and names without an actor twice.
    with django_assert_num_queries(10):
        client.get("/coverage/")


# Years


def test_years_stand_newest_first_and_hold_resolutions_and_drafts(client):
    make.make_resolution("A/RES/71/28", year=2016)
    make.make_resolution("A/RES/75/240", year=2020)
    make.make_resolution("A/C.1/75/L.8", stage=Stage.DRAFT, year=2020)
    make.make_resolution("A/75/816", kind=DocumentKind.REPORT, year=2021)
    make.make_resolution("A/RES/76/19", year=2021, published=False)
    make.make_resolution(None, slug="paper", stage=Stage.WORKING, year=None)
    context = client.get("/years/").context
    years = [(year.year, len(year.texts), year.sessions) for year in context["years"]]
    assert years == [(2020, 2, [75]), (2016, 1, [71])]
    assert [text.slug for text in context["undated"]] == ["paper"]


def test_a_year_leads_to_the_years_beside_it(client):
    for symbol, year in [("A/RES/71/28", 2016), ("A/RES/73/27", 2018), ("A/RES/75/240", 2020)]:
        make.make_resolution(symbol, year=year)
    make.make_resolution("A/RES/72/1", year=2017, published=False)
    context = client.get("/years/2018/").context
    assert (context["before"], context["after"]) == (2016, 2020)


def test_a_year_of_many_texts_counts_them_and_comes_in_pages(client):
    for n in range(30):
        make.make_text(f"A/RES/75/{n + 1}", year=2020)
    (year,) = client.get("/years/").context["years"]
    assert (year.count, year.full, year.texts) == (30, 30, [])
    assert len(client.get("/years/2020/?page=2").context["page"]) == 5
    assert client.get("/years/2020/?page=3").status_code == 404


@pytest.mark.parametrize("year", ["2017", "2019", "99999", "02018", "0"])
def test_a_year_without_a_published_text_is_not_found(client, year):
    make.make_resolution("A/RES/72/1", year=2017, published=False)
    assert client.get(f"/years/{year}/").status_code == 404


# Votes


@pytest.fixture
def states():
    """Three of the Members of 5 December 2016, one that left before, one that never was."""
    return {
        name: make.make_sponsor(name, **fields)
        for name, fields in {
            "Estonia": {"regional_group": RegionalGroup.EASTERN_EUROPEAN},
            "Cuba": {"regional_group": RegionalGroup.GRULAC},
            "Nauru": {"regional_group": RegionalGroup.ASIA_PACIFIC},
            "Czechoslovakia": {"kind": ActorKind.FORMER, "until": date(1992, 12, 31)},
            "Holy See": {"kind": ActorKind.OBSERVER},
        }.items()
    }


@pytest.mark.parametrize(
    ("stated", "silent", "words"),
    [
        pytest.param(
            {"in_favour": 1, "against": 1, "abstaining": 0},
            "not voting",
            "Not voting is computed",
            id="all are named, so who is not did not vote",
        ),
        pytest.param(
            {"in_favour": 2, "against": 1, "abstaining": 0},
            "in favour or not voting",
            "The source does not name every State that voted in favour",
            id="some in favour are not named",
        ),
        pytest.param(
            {"in_favour": 1, "against": 2, "abstaining": 0},
            "not named in the source",
            "The source does not name every State that voted.",
            id="some against are not named",
        ),
        pytest.param({}, "not voting", "Not voting is computed", id="no tally stated"),
    ],
)
def test_members_that_are_not_named(client, states, stated, silent, words):
    text = make.make_resolution("A/RES/71/28")
    make.make_vote(text, [(states["Estonia"], "Y"), (states["Cuba"], "N")], **stated)
    response = client.get("/votes/A/RES/71/28/")
    (call,) = response.context["whole"]
    assert [(voter.sponsor.name, voter.words) for voter in call.voters] == [
        ("Cuba", "against"),
        ("Estonia", "in favour"),
        ("Nauru", silent),
    ]
    assert words in response.text
    assert f'aria-label="Nauru, {silent}"' in response.text


def test_states_go_by_todays_names_with_those_of_the_day_beside_them(client, states):
    """A name of another time, or one that is still in use, is not given."""
    day = date(2016, 12, 5)
    names = {
        "Cuba": ("Republic of Cuba", date(1945, 10, 24), date(2018, 1, 1)),
        "Estonia": ("Estonian SSR", date(1945, 10, 24), date(1991, 9, 1)),
        "Nauru": ("Nauru", None, date(2020, 1, 1)),
    }
    for name, (former, since, until) in names.items():
        states[name].names.create(name=former, since=since, until=until)
    make.make_vote(make.make_resolution("A/RES/71/28"), [(states["Estonia"], "Y")], date=day)
    (call,) = client.get("/votes/A/RES/71/28/").context["whole"]
    assert [(voter.sponsor.name, voter.then) for voter in call.voters] == [
        ("Cuba", "Republic of Cuba"),
        ("Estonia", ""),
        ("Nauru", ""),
    ]


def test_the_tally_tells_where_names_and_numbers_differ(client, states):
    text = make.make_resolution("A/RES/71/28")
    make.make_vote(text, [(states["Estonia"], "Y")], in_favour=181, against=0, abstaining=1)
    html = client.get("/votes/A/RES/71/28/").text
    assert "The source states 181 in favour and names 1." in html


def test_a_tally_without_names_has_no_roll_call(client, states):
    text = make.make_resolution("A/RES/71/28")
    make.make_vote(text, in_favour=181, against=0, abstaining=1)
    html = client.get("/votes/A/RES/71/28/").text
    assert re.findall(r"<b>(\d+)</b> ([a-z ]+)<", html)[:3] == [
        ("181", "in favour"),
        ("0", "against"),
        ("1", "abstained"),
    ]
    assert "Roll call" not in html


def test_votes_stand_plenary_first_and_paragraphs_after_the_whole(client):
    text = make.make_text("A/RES/71/28", [("op1", "Decides.")])
    make.make_vote(text, body="first")
    make.make_vote(text, kind=VoteKind.WITHOUT_VOTE)
    make.make_vote(text, anchor="op1", body="first")
    response = client.get("/votes/A/RES/71/28/")
    assert [call.vote.body for call in response.context["whole"]] == ["plenary", "first"]
    assert 'Separate vote on <a href="/documents/A/RES/71/28/#op1">OP1</a>' in response.text


def test_a_text_without_a_vote_says_so(client):
    make.make_resolution("A/RES/71/28")
    assert "Vote not recorded here" in client.get("/votes/A/RES/71/28/").text


def test_votes_lead_to_the_canonical_address(client):
    response = client.get("/votes/a/res/71/28/")
    assert (response.status_code, response["Location"]) == (301, "/votes/A/RES/71/28/")


@pytest.mark.parametrize("count", [1, 5])
def test_votes_need_the_same_queries_at_any_size(client, django_assert_num_queries, count):
    text = make.make_resolution("A/RES/71/28")
    for n in range(count):
        make.make_vote(text, [(make.make_sponsor(), "Y")], source=f"Source {n}")

    # The text, its versions, all States, their names, the votes, and ballots with the States.
    with django_assert_num_queries(6):
        response = client.get("/votes/A/RES/71/28/")

    assert len(response.context["whole"]) == count


# About


def test_coverage_is_counted_by_session(client):
    text = make.make_text("A/RES/71/28")
    make.make_vote(text, [(make.make_sponsor(), "Y")], source="A press release")
    make.make_resolution("A/C.1/71/L.17", stage=Stage.DRAFT)
    make.make_resolution("A/RES/76/19")
    hidden = make.make_text("A/RES/80/1", published=False)
    make.make_vote(hidden, source="Unseen source")
    response = client.get("/coverage/")
    assert [
        (row.name, row.full, row.records, row.votes, row.roll_calls)
        for row in response.context["sessions"]
    ] == [("76th session (2021)", 0, 1, 0, 0), ("71st session (2016)", 1, 1, 1, 1)]
    assert "A press release" in response.text
    assert "Unseen source" not in response.text


@pytest.mark.parametrize("anchor", ["method", "coverage", "sources", "accessibility", "errors"])
def test_about_has_the_places_that_the_foot_of_the_page_leads_to(client, anchor):
    assert f'<h2 id="{anchor}">' in client.get("/about/").text
