"""Doubts of one kind: shown as one, found right together, mended in one step."""

import pytest

from resolutions.editing import Impossible
from resolutions.editing.groups import grouped, mend_all, settle_all
from resolutions.editing.problems import problems
from tests.editing.texts import shown, text

WHOLE = {"symbol": "A/RES/71/28", "title": "Lamps", "adopted_on": "2016-12-05"}
GAPS = [f"op {number}. Decides;" for number in (1, 3, 5, 7, 9)]


def groups(edited):
    return grouped(problem for problem in problems(edited) if not problem.settled)


def told(edited):
    return [(group.words, group.mending) for group in groups(edited)]


@pytest.mark.parametrize(
    ("lines", "notes", "expected"),
    [
        pytest.param(
            GAPS,
            (),
            [
                (
                    "4 operative paragraphs are not numbered one after another.",
                    "Number all from the first",
                )
            ],
            id="many of a kind are one",
        ),
        pytest.param(
            GAPS[:3],
            (),
            [
                ("Operative paragraph 3 follows 1.", ""),
                ("Operative paragraph 5 follows 3.", ""),
            ],
            id="few stay by themselves",
        ),
        pytest.param(
            ["op 1. Decides[^1][^2][^3][^4]."],
            (),
            [("4 marks in the text have no footnote.", "Take all 4 marks out")],
            id="marks without note",
        ),
        pytest.param(
            ["op 1. Decides."],
            [(mark, "x") for mark in "5678"],
            [("4 footnotes have no mark in the text.", "")],
            id="what has no repair is not mended",
        ),
        pytest.param(
            [*GAPS, "op 11. Asks[^3]."],
            (),
            [
                (
                    "5 operative paragraphs are not numbered one after another.",
                    "Number all from the first",
                ),
                ("The text refers to note 3, which is not there.", ""),
            ],
            id="the most doubtful first",
        ),
    ],
)
def test_doubts_of_a_kind_are_one(lines, notes, expected):
    edited = text(*lines, notes=notes, **WHOLE)
    said = [
        (group.words, group.mending) if group.is_folded else (group.problems[0].doubt.message, "")
        for group in groups(edited)
    ]
    assert said == expected


def test_every_doubt_stands_in_one_group():
    edited = text(*GAPS, "op 11. Asks[^3][^4].", notes=[("7", "x")], **WHOLE)
    found = [problem.key for group in groups(edited) for problem in group.problems]
    assert sorted(found) == sorted(problem.key for problem in problems(edited))


def test_a_group_is_found_right_in_one_step_and_nothing_else_with_it():
    edited = text(*GAPS, "op 11. Asks[^3].", **WHOLE)
    gaps, mark = groups(edited)
    after = settle_all(edited, gaps.keys.split())
    assert [group.code for group in groups(after)] == [mark.code]
    assert shown(after) == shown(edited)


@pytest.mark.parametrize(
    ("lines", "code", "expected"),
    [
        pytest.param(GAPS, "number-gap", ["1", "2", "3", "4", "5"], id="numbers"),
        pytest.param(
            ["op 1. A[^1][^2];", "op 2. B[^3][^4]."], "note-missing", ["1", "2"], id="marks"
        ),
    ],
)
def test_a_kind_is_mended_in_one_step(lines, code, expected):
    after = mend_all(text(*lines, **WHOLE), code)
    assert told(after) == []
    assert [number for _, number, _ in shown(after)] == expected
    assert "[^" not in str(shown(after))


def test_what_somebody_found_right_is_not_mended_with_the_rest():
    edited = text("op 1. A[^1];", "op 2. B[^2].", **WHOLE)
    first = problems(edited)[0]
    after = mend_all(settle_all(edited, [first.key]), "note-missing")
    assert [words for _, _, words in shown(after)] == ["A[^1];", "B."]


def test_a_kind_that_cannot_be_mended_is_said():
    edited = text("op 1. Decides.", notes=[("5", "x")], **WHOLE)
    with pytest.raises(Impossible, match="one by one"):
        mend_all(edited, "note-not-cited")
