"""What stands beside a vote: the committee's, rivals, other votes, and the roll call as a file."""

import csv
import io
from datetime import date

import pytest

from resolutions.vocabulary import Series, Stage
from tests import factories as make

pytestmark = pytest.mark.django_db

SERIES = {"series": Series.ICT_SECURITY, "year": 2018}
DAY = {"date": date(2018, 12, 5)}


@pytest.fixture
def states():
    return [make.make_sponsor(name) for name in ("Cuba", "Estonia", "Nauru", "Tonga")]


@pytest.fixture
def text():
    return make.make_resolution("A/RES/73/27", **SERIES)


def page(client):
    return client.get("/votes/A/RES/73/27/").context


def test_the_committees_vote_on_the_draft_stands_beside_the_plenarys(client, states, text):
    cuba, estonia, nauru, tonga = states
    draft = make.make_resolution("A/C.1/73/L.27", stage=Stage.DRAFT, became=text, **SERIES)
    make.make_vote(text, [(cuba, "Y"), (estonia, "N"), (nauru, "A"), (tonga, "X")], **DAY)
    ballots = [(cuba, "Y"), (estonia, "A"), (nauru, "X")]
    make.make_vote(draft, ballots, body="first", in_favour=1, against=0, abstaining=1, **DAY)
    context = page(client)
    assert [call.vote.resolution for call in context["drafts"]] == [draft]
    assert [(change.sponsor, change.words) for change in context["changes"]] == [
        (estonia, "abstained, then against"),
        (nauru, "not voting, then abstained"),
    ]


def test_separate_votes_on_the_draft_are_told(client, states, text):
    make.make_vote(text, [(states[0], "Y")], **DAY)
    assert "Separate votes on paragraphs: none recorded" in client.get("/votes/A/RES/73/27/").text
    draft = make.make_resolution("A/C.1/73/L.27", became=text, **SERIES)
    vote = make.make_vote(draft, anchor="op1", body="first")
    page = client.get("/votes/A/RES/73/27/").text
    assert f'<a href="{vote.get_absolute_url()}">A/C.1/73/L.27 OP1</a>' in page
    assert "none recorded" not in page


def test_a_state_that_the_committees_source_does_not_name_has_not_changed(client, states, text):
    cuba, estonia, nauru, _ = states
    make.make_vote(text, [(cuba, "Y"), (estonia, "N"), (nauru, "Y")], **DAY)
    stated = {"in_favour": 9, "against": 1, "abstaining": 0}
    make.make_vote(text, [(estonia, "N")], body="first", **stated, **DAY)
    context = page(client)
    assert context["changes"] == []
    assert context["committee"].is_partial


def test_sponsors_of_a_rival_are_shown_with_their_votes(client, states, text):
    """Those of its drafts too; a text of another series, session or without a vote is none."""
    cuba, estonia, nauru, tonga = states
    make.make_vote(text, [(cuba, "Y"), (estonia, "N"), (nauru, "N"), (tonga, "Y")], **DAY)
    rival = make.make_resolution("A/RES/73/266", **SERIES)
    make.make_vote(rival, **DAY)
    draft = make.make_resolution("A/C.1/73/L.37", stage=Stage.DRAFT, became=rival, **SERIES)
    make.sponsor_text(rival, nauru)
    make.sponsor_text(draft, estonia, tonga)
    for symbol, fields in {
        "A/RES/74/28": SERIES,
        "A/RES/73/187": SERIES | {"series": Series.CYBERCRIME},
        "A/RES/73/1": SERIES | {"published": False},
    }.items():
        other = make.make_resolution(symbol, **fields)
        make.sponsor_text(other, cuba)
        make.make_vote(other, **DAY)
    make.sponsor_text(make.make_resolution("A/RES/73/2", **SERIES), cuba)
    (found,) = page(client)["rivals"]
    assert (found.text, found.against) == (rival, [estonia, nauru])
    assert found.summary == "1 in favour, 2 against"


def test_the_states_against_are_followed_into_other_votes(client, states, text):
    cuba, estonia, nauru, _ = states
    make.make_vote(text, [(cuba, "Y"), (estonia, "N"), (nauru, "N")], **DAY)
    later = make.make_resolution("A/RES/75/32", series=Series.ICT_SECURITY, year=2020)
    make.make_vote(later, [(cuba, "N"), (estonia, "Y"), (nauru, "A")])
    other = make.make_resolution("A/RES/75/2", series=Series.CYBERCRIME, year=2020)
    make.make_vote(other, [(estonia, "Y")])
    hidden = make.make_resolution("A/RES/76/1", series=Series.ICT_SECURITY, published=False)
    make.make_vote(hidden, [(estonia, "Y")])
    (found,) = page(client)["elsewhere"]
    assert (found.vote.resolution, found.cells) == (later, [1, 0, 1])


def test_a_text_outside_the_series_has_neither(client, states):
    text = make.make_resolution("A/RES/73/27", year=2018)
    make.make_vote(text, [(states[0], "N")], **DAY)
    make.make_vote(make.make_resolution("A/RES/73/28", year=2018), [(states[0], "N")], **DAY)
    context = page(client)
    assert (context["rivals"], context["elsewhere"]) == ([], [])


def test_the_roll_call_is_a_file_too(client, states, text):
    vote = make.make_vote(text, [(states[0], "Y"), (states[1], "N")], meeting="45th", **DAY)
    vote.ballots.filter(sponsor=states[0]).update(printed="CUBA")
    response = client.get("/votes/A/RES/73/27/?format=csv")
    assert 'filename="votes-A-RES-73-27.csv"' in response["Content-Disposition"]
    header, *rows = csv.reader(io.StringIO(response.text))
    assert header[:6] == ["text", "paragraph", "body", "date", "meeting", "state"]
    assert rows[0] == [
        *["A/RES/73/27", "", "Plenary", "2018-12-05", "45th", "Cuba", "CUB", ""],
        *["in favour", "CUBA", "Test record"],
    ]
    assert rows[1][5:10] == ["Estonia", "EST", "", "against", "Estonia"]


def test_cost_does_not_grow_with_the_series(client, django_assert_num_queries, text):
    states = [make.make_sponsor() for _ in range(12)]
    make.make_vote(text, [(state, "N") for state in states], **DAY)
    for size in (2, 8):
        for n in range(size):
            other = make.make_resolution(f"A/RES/73/{100 * size + n}", **SERIES)
            make.make_vote(other, [(state, "Y") for state in states], **DAY)
            make.sponsor_text(other, *states[:n])
        client.get("/votes/A/RES/73/27/")  # what is known of all votes is read once
        # The text, its versions, States, names, votes, ballots; rivals, their drafts and
        # sponsors; nothing has changed; votes, counts.
        with django_assert_num_queries(12):
            client.get("/votes/A/RES/73/27/")
