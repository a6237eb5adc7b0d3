"""How alike States vote: counted bit by bit, against a plain count."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.voting.agreement import Agreement, bits_of, movements, records
from resolutions.voting.likeness import by_likeness

BALLOTS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 4), st.sampled_from("YNAX")),
    unique_by=lambda ballot: ballot[:2],
)


def by_choice(ballots):
    """Votes by actor and choice, of ballots (vote, actor, choice)."""
    found = defaultdict(list)
    for vote, actor, choice in ballots:
        found[actor, choice].append(vote)
    return [(*key, votes) for key, votes in found.items()]


@pytest.mark.parametrize(
    ("one", "other", "shared", "same"),
    [
        pytest.param("YYN", "YYN", 3, 3, id="alike"),
        pytest.param("YNA", "NAY", 3, 0, id="never alike"),
        pytest.param("YX-", "YYY", 1, 1, id="not voting is no choice"),
        pytest.param("AA", "AY", 2, 1, id="abstaining is one"),
        pytest.param("X", "X", 0, 0, id="not voting together is nothing shared"),
        pytest.param("", "", 0, 0, id="no vote"),
    ],
)
def test_agreement(one, other, shared, same):
    votes = range(1, len(one) + 1)
    cast = [
        (vote, actor, choice)
        for actor, choices in ((1, one), (2, other))
        for vote, choice in zip(votes, choices, strict=True)
        if choice != "-"
    ]
    found = records(votes, by_choice(cast), [1, 2])
    assert found[1].agreement(found[2]) == Agreement(shared, same)


@given(BALLOTS, st.lists(st.integers(1, 8), unique=True), st.sets(st.integers(0, 7)))
def test_agreement_is_what_a_plain_count_gives(ballots, votes, within):
    """Whatever the ballots, and within whatever votes; the order of two States does not matter."""
    found = records(votes, by_choice(ballots), [1, 2, 3])
    cast = {(vote, actor): choice for vote, actor, choice in ballots if choice != "X"}
    for one, other in [(1, 2), (2, 3), (3, 3)]:
        pairs = [
            (cast.get((vote, one)), cast.get((vote, other)))
            for place, vote in enumerate(votes)
            if place in within
        ]
        shared = [pair for pair in pairs if None not in pair]
        expected = Agreement(len(shared), sum(a == b for a, b in shared))
        bits = bits_of(within)
        assert found[one].agreement(found[other], bits) == expected
        assert found[other].agreement(found[one], bits) == expected


@pytest.mark.parametrize(
    ("agreement", "percent", "few"),
    [
        (Agreement(0, 0), None, True),
        (Agreement(4, 4), 100, True),
        (Agreement(5, 2), 40, False),
        (Agreement(3, 2), 67, True),
    ],
)
def test_a_percentage_of_few_votes_is_said_to_be(agreement, percent, few):
    assert (agreement.percent, agreement.is_few) == (percent, few)


def test_those_who_moved_most_come_first():
    early, late = range(1, 6), range(6, 11)
    cast = {1: "Y" * 10, 2: "Y" * 5 + "N" * 5, 3: "Y" * 8 + "NN", 4: "Y" * 4}
    ballots = [(v, a, c) for a, choices in cast.items() for v, c in enumerate(choices, 1)]
    found = records([*early, *late], by_choice(ballots), [1, 2, 3, 4])
    moved = movements(found, bits_of(range(5)), bits_of(range(5, 10)))
    assert [(m.one, m.other, m.points) for m in moved] == [(1, 2, -100), (2, 3, -60), (1, 3, -40)]


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        pytest.param({}, [], id="none"),
        pytest.param({1: "Y"}, [1], id="one"),
        pytest.param({1: "YY", 2: "NN", 3: "YY", 4: "NN"}, [1, 3, 2, 4], id="two sides"),
        pytest.param({1: "YYY", 2: "NNN", 3: "YYN"}, [1, 3, 2], id="one between two"),
    ],
)
def test_neighbours_by_likeness_agree(cast, expected):
    ballots = [(v, a, c) for a, choices in cast.items() for v, c in enumerate(choices, 1)]
    found = records([1, 2, 3], by_choice(ballots), list(cast))
    assert by_likeness(list(cast), found) in (expected, expected[::-1])


@given(BALLOTS)
def test_an_order_by_likeness_holds_everyone_once(ballots):
    found = records(range(1, 7), by_choice(ballots), [1, 2, 3, 4])
    assert sorted(by_likeness([1, 2, 3, 4], found)) == [1, 2, 3, 4]
