"""The page of an actor: its part in the series, its rivals, and who votes like it."""

from datetime import date

import pytest

from resolutions.profiles import lines_of, neighbours
from resolutions.vocabulary import Series, Stage
from tests import factories as make

pytestmark = pytest.mark.django_db

ICT = {"series": Series.ICT_SECURITY, "title": "Developments in the field"}


def text_of(symbol, year, *sponsors, **fields):
    text = make.make_resolution(symbol, year=year, **ICT | fields)
    make.sponsor_text(text, *sponsors)
    return text


@pytest.fixture
def cuba():
    return make.make_sponsor("Cuba")


def told(sponsor):
    """Return, for each line, its steps as "2018 joined"."""
    return [[f"{step.text.year} {step.words}" for step in line.steps] for line in lines_of(sponsor)]


def test_who_joined_and_left_a_line_of_texts(cuba):
    other = make.make_sponsor()
    text_of("A/RES/71/28", 2016, other)
    text_of("A/RES/73/27", 2018, other, cuba)
    text_of("A/RES/74/29", 2019, cuba)
    text_of("A/RES/75/240", 2020, other)
    text_of("A/RES/77/36", 2022, other)
    assert told(cuba) == [
        [
            "2016 not a sponsor",
            "2018 joined",
            "2019 sponsor",
            "2020 no longer a sponsor",
            "2022 not a sponsor",
        ]
    ]


def test_versions_of_a_session_are_one_step_and_lead_to_the_latest(cuba):
    other = make.make_sponsor()
    text_of("A/C.1/73/L.27", 2018, cuba, stage=Stage.DRAFT, adopted_on=date(2018, 10, 22))
    text_of("A/C.1/73/L.27/Rev.1", 2018, other, adopted_on=date(2018, 10, 29))
    text_of("A/RES/74/29", 2019, other)
    (line,) = lines_of(cuba)
    assert [(step.text.symbol, step.words) for step in line.steps] == [
        ("A/C.1/73/L.27/Rev.1", "sponsor"),
        ("A/RES/74/29", "no longer a sponsor"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"title": "Advancing responsible behaviour"}, id="another title"),
        pytest.param({"series": Series.CYBERCRIME}, id="another series"),
        pytest.param({"series": ""}, id="no series"),
        pytest.param({"published": False}, id="unpublished"),
    ],
)
def test_other_texts_are_not_of_the_line(cuba, fields):
    text_of("A/RES/73/27", 2018, cuba)
    text_of("A/RES/74/29", 2019, cuba, **fields)
    assert told(cuba) == []


def test_texts_without_known_sponsors_tell_nothing(cuba):
    text_of("A/RES/73/27", 2018, cuba)
    text_of("A/RES/74/29", 2019)
    text_of("A/RES/75/240", 2020, cuba)
    assert told(cuba) == [["2018 sponsor", "2020 sponsor"]]


def test_sponsored_the_one_and_voted_against_the_other(client, cuba):
    """The rival of a text of its own; neither a version of that nor another vote against."""
    adopted = make.make_resolution("A/RES/73/27", year=2018, **ICT)
    draft = text_of("A/C.1/73/L.27", 2018, cuba, stage=Stage.DRAFT, became=adopted)
    rival = make.make_resolution("A/RES/73/266", year=2018, **ICT)
    later = make.make_resolution("A/RES/74/28", year=2019, **ICT)
    for text in (adopted, draft, rival, later):
        make.make_vote(text, [(cuba, "N")])
    make.make_vote(rival, [(cuba, "N")], body="first")
    (found,) = client.get("/sponsors/cuba/").context["rivalries"]
    assert (found.sponsored, found.vote.resolution) == (adopted, rival)
    assert found.vote.body == "plenary"


def test_who_votes_most_and_least_like_a_state(cuba):
    others = [make.make_sponsor(f"State {n:02}") for n in range(12)]
    for vote in range(11):
        ballots = [(other, "N" if vote < n else "Y") for n, other in enumerate(others)]
        text = make.make_resolution(f"A/RES/73/{vote + 1}", year=2018, **ICT)
        make.make_vote(text, [(cuba, "Y"), *ballots])
    found = neighbours(cuba)
    assert [(s.name, a.percent) for s, a in found.nearest[:2]] == [
        ("State 00", 100),
        ("State 01", 91),
    ]
    assert [s.name for s, _ in found.farthest] == [f"State {n:02}" for n in (11, 10, 9, 8, 7)]


def test_few_shared_votes_say_nothing(cuba):
    other = make.make_sponsor()
    for n in range(4):
        text = make.make_resolution(f"A/RES/73/{n + 1}", year=2018, **ICT)
        make.make_vote(text, [(cuba, "Y"), (other, "Y")])
    assert neighbours(cuba) is None


def test_a_sponsor_of_many_texts_has_bars_and_the_newest_of_them(client, cuba):
    for n in range(30):
        text_of(f"A/RES/{50 + n}/1", 1995 + n, cuba, adopted_on=date(1995 + n, 12, 1))
    response = client.get("/sponsors/cuba/")
    assert [text.year for text in response.context["texts"]] == list(range(2024, 1999, -1))
    assert response.context["years"] == [(1995 + n, 1) for n in range(30)]
    assert "All 30 texts, with filters" in response.text
    assert 'class="yearbars"' in response.text
    assert response.context["said"] == "Most in 1995: 1 of 30 texts, from 1995 to 2024."


@pytest.mark.parametrize(
    ("undated", "said"),
    [
        pytest.param(1, "Most in 1995: 1 of 31 texts, from 1995 to 2024; 1 has no date.", id="one"),
        pytest.param(
            2, "Most in 1995: 1 of 32 texts, from 1995 to 2024; 2 have no date.", id="two"
        ),
    ],
)
def test_bars_say_how_many_texts_they_leave_out(client, cuba, undated, said):
    for n in range(30):
        text_of(f"A/RES/{50 + n}/1", 1995 + n, cuba, adopted_on=date(1995 + n, 12, 1))
    for n in range(undated):
        text_of(f"A/C.6/75/L.{n + 1}", None, cuba)
    assert said in client.get("/sponsors/cuba/").text
