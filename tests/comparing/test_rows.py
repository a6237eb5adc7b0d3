"""What became of each paragraph: moved, split, merged, of another kind, and the promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.comparing.passages import joined
from resolutions.comparing.rows import Kind, compare
from tests.comparing.texts import HELD, make, text

VIEWS = "Recalling the views of States on the peaceful use of these technologies"
REPORTS = "Welcoming the reports which the groups of experts have adopted by consensus"
NEEDS = "Stressing that smaller countries need help to build the means of their own defence"
FORUM = (
    "Welcoming the thirteenth summit of the forum on open seas and small harbours, which was "
    "held by video from 18 to 26 January 2021 under a theme of lasting partnerships"
)
NEXT_FORUM = (
    "Looking forward to the fourteenth summit of the forum on open seas and small harbours, that "
    "will be held at Erewhon in June 2023, and urging all States to send young travellers there"
)
OF_FORUM = "Noting what the forum on open seas and small harbours wrote to many neighbours"
CONCERN = "Expressing concern at attacks upon hospitals and on networks that carry power"
WOMEN = "Underlining that women should have a full part in all of these negotiations"


def anchors(passages):
    return "+".join(passage.anchor for passage in passages)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([], [], "", id="nothing"),
        pytest.param([], [f"pp1: {VIEWS},"], "added > pp1", id="from nothing"),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {NEEDS},"],
            [f"pp1: {VIEWS},", f"pp2: {REPORTS},", f"pp3: {NEEDS},"],
            "same pp1 > pp1; added > pp2; same pp2 > pp3",
            id="one more, with other numbers after it",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {NEEDS},", f"pp3: {WOMEN},"],
            [f"pp1: {VIEWS},", f"pp2: {WOMEN},"],
            "same pp1 > pp1; removed pp2 >; same pp3 > pp2",
            id="one less, where it stood",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {NEEDS},", f"pp3: {WOMEN},", f"pp4: {CONCERN},"],
            [f"pp1: {CONCERN},", f"pp2: {VIEWS},", f"pp3: {NEEDS},", f"pp4: {WOMEN},"],
            "moved pp4 > pp1; same pp1 > pp2; same pp2 > pp3; same pp3 > pp4",
            id="moved",
        ),
        pytest.param(
            [f"pp1: {VIEWS},"],
            [f"op1: {VIEWS};"],
            "moved pp1 > op1",
            id="from the preamble to the operative part",
        ),
        pytest.param(
            [f"op1: {NEEDS};"],
            ["op1: Calls upon States:", f"op1-a: {VIEWS};", f"op1-b: {NEEDS};"],
            "added > op1; added > op1-a; changed op1 > op1-b",
            id="became a point of another",
        ),
        pytest.param(
            [f"op1: {VIEWS}, and {NEEDS};"],
            [f"op1: {VIEWS};", f"op2: {NEEDS};"],
            "split op1 > op1+op2",
            id="split",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"op1: {NEEDS};"],
            [f"pp1: {NEEDS}, and {VIEWS},"],
            "merged op1+pp1 > pp1",
            id="merged, in the order of the whole",
        ),
        pytest.param([f"op1: {VIEWS}."], [f"op1: {VIEWS};"], "punctuation op1 > op1", id="a sign"),
        pytest.param(
            [f"op1: {VIEWS.replace('States', 'states')};"],
            [f"op1: {VIEWS};"],
            "punctuation op1 > op1",
            id="a capital",
        ),
        pytest.param(
            [f"pp1: {VIEWS},"],
            [f"pp1: {WOMEN},"],
            "removed pp1 >; added > pp1",
            id="another paragraph in its place",
        ),
        pytest.param(
            ["op1: Decides to help:", f"op1-a: {VIEWS};", f"op1-b: {NEEDS};", f"op2: {WOMEN};"],
            [f"op1: {WOMEN};", "op2: Decides to help:", f"op2-a: {VIEWS};", f"op2-b: {NEEDS};"],
            "moved op2 > op1; same op1 > op2; same op1-a > op2-a; same op1-b > op2-b",
            id="points go with their paragraph",
        ),
        pytest.param(
            [f"h1: {VIEWS}", f"pp1: {VIEWS}"],
            [f"pp1: {VIEWS}"],
            "removed h1 >; same pp1 > pp1",
            id="a heading is no paragraph",
        ),
        pytest.param(
            ["pp1: Recalling its resolution 73/20 of 30 November 2018,", f"pp2: {NEEDS},"],
            ["pp1: Recalling its resolution 74/13 of 3 December 2019,", f"pp2: {NEEDS},"],
            "changed pp1 > pp1; same pp2 > pp2",
            id="few words, in the same place",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {FORUM},", f"pp3: {NEEDS},"],
            [f"pp1: {VIEWS},", f"pp2: {NEXT_FORUM},", f"pp3: {NEEDS},"],
            "same pp1 > pp1; rewritten pp2 > pp2; same pp3 > pp3",
            id="rewritten, in the same place",
        ),
        pytest.param(
            [f"pp1: {FORUM},", f"pp2: {VIEWS},", f"pp3: {NEEDS},"],
            [f"pp1: {VIEWS},", f"pp2: {NEEDS},", f"pp3: {NEXT_FORUM},"],
            "removed pp1 >; same pp2 > pp1; same pp3 > pp2; added > pp3",
            id="as unlike, elsewhere",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {FORUM},", f"pp3: {NEEDS},"],
            [f"pp1: {VIEWS},", f"pp2: {NEXT_FORUM},", f"pp3: {OF_FORUM},", f"pp4: {NEEDS},"],
            "same pp1 > pp1; removed pp2 >; added > pp2; added > pp3; same pp3 > pp4",
            id="as unlike, beside another that is nearly as much alike",
        ),
        pytest.param(
            ["op1: Decides to wait;", f"op2: {NEEDS};", "op3: Decides to wait;"],
            ["op1: Decides to wait;", f"op2: {WOMEN};", "op3: Decides to wait;"],
            "same op1 > op1; removed op2 >; added > op2; same op3 > op3",
            id="the same words again and again",
        ),
    ],
)
def test_rows(old, new, expected):
    rows = compare(make(*old), make(*new)).rows
    told = [" ".join(f"{row.kind} {anchors(row.old)} > {anchors(row.new)}".split()) for row in rows]

    assert "; ".join(told) == expected


def test_a_moved_paragraph_says_past_how_many_and_before_which():
    old = make(f"pp1: {VIEWS},", f"pp2: {NEEDS},", f"pp3: {WOMEN},")
    new = make(f"pp1: {WOMEN},", f"pp2: {VIEWS},", f"pp3: {NEEDS},")
    row = compare(old, new).first(Kind.MOVED)

    assert (row.passed, row.before.anchor) == (-2, "pp2")


def test_a_formal_name_alone_makes_no_two_paragraphs_alike():
    name = "the Group of Experts on Developments in the Field of Telecommunications"
    old = make(f"pp1: Noting the long report that was written by {name},")
    new = make(f"pp1: Guided in every respect by {name},")

    assert compare(old, new).counts[Kind.ADDED] == 1


# Paragraphs of few words, alike and often the same, in any order.
WORDS = st.sampled_from(["peace", "use", "of", "States,", "Networks", "and", "to", "67/27", "law;"])
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=9).map(
    lambda texts: make(
        *(f"{'pp' if n % 3 else 'op'}{n}: {words}" for n, words in enumerate(texts, 1))
    )
)
TURNED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
TURNED |= {Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}


@given(TEXTS, TEXTS)
def test_every_paragraph_is_in_one_row(old, new):
    rows = compare(old, new).rows

    assert sorted(each.anchor for row in rows for each in row.old) == sorted(
        each.anchor for each in old
    )
    assert sorted(each.anchor for row in rows for each in row.new) == sorted(
        each.anchor for each in new
    )


@given(TEXTS, TEXTS)
def test_redlines_hold_the_paragraphs_to_the_letter(old, new):
    for row in compare(old, new).rows:
        assert row.line.old == "".join(joined(row.old).texts)
        assert row.line.new == "".join(joined(row.new).texts)


@given(TEXTS, TEXTS)
def test_the_other_way_round_every_kind_is_turned(old, new):
    there, back = compare(old, new), compare(new, old)

    turned = [
        (TURNED.get(row.kind, row.kind), sorted(anchors(row.new)), sorted(anchors(row.old)))
        for row in there.rows
    ]
    assert sorted(turned) == sorted(
        (row.kind, sorted(anchors(row.old)), sorted(anchors(row.new))) for row in back.rows
    )


@given(st.integers(3, 9), st.data())
def test_a_paragraph_that_was_moved_is_told_as_moved(count, data):
    """Past one other, the other may as well be said to have moved."""
    was = data.draw(st.integers(0, count - 1))
    place = data.draw(st.integers(0, count - 1).filter(lambda place: place != was))
    old = [" ".join(f"word{n}{letter}" for letter in "abcdefgh") for n in range(count)]
    new = [each for each in old if each != old[was]]
    new.insert(place, old[was])
    sides = [make(*(f"pp{n}: {each}" for n, each in enumerate(text, 1))) for text in (old, new)]
    moved = [row for row in compare(*sides).rows if row.kind is not Kind.SAME]

    told = {(row.kind, anchors(row.old), anchors(row.new), row.passed) for row in moved}
    expected = {(Kind.MOVED, f"pp{was + 1}", f"pp{place + 1}", place - was)}
    turned = {(Kind.MOVED, f"pp{place + 1}", f"pp{was + 1}", was - place)}
    assert told == expected or (abs(place - was) == 1 and told == turned)


@given(TEXTS)
def test_a_text_is_unchanged_from_itself(passages):
    assert compare(passages, passages).is_same


@pytest.mark.parametrize("name", HELD)
def test_a_held_text_is_unchanged_from_itself(name):
    assert compare(text(name, None), text(name, None)).is_same


def test_a_long_text_of_like_paragraphs_is_compared():
    """Budgets repeat their words by the hundred."""
    line = "Decides to approve the estimate of the Secretary-General for section"
    old = make(*(f"op{n}: {line} {n} of the budget;" for n in range(1, 601)))
    new = make(*(f"op{n}: {line} {n} of the budget;" for n in range(3, 603)))
    counts = compare(old, new).counts

    assert (counts[Kind.SAME], counts[Kind.MOVED]) == (598, 0)
