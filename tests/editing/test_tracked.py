"""Tracked changes are shown where they were made, or not at all."""

import pytest

from resolutions.editing.tracked import as_tracked
from resolutions.ingest.document import TrackedChange

TEXT = "Welcomes the splendid report on lamps;"
AT = TEXT.index


def added(words, offset=0):
    return TrackedChange("insertion", words, start=AT(words) + offset)


def removed(words, before, offset=0):
    return TrackedChange("deletion", words, start=AT(before) + offset)


def shown(runs):
    signs = {"": "{}", "insertion": "+{}+", "deletion": "-{}-"}
    return runs and "".join(signs[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(
    ("changes", "number", "expected"),
    [
        pytest.param([added("splendid ")], "", "Welcomes the +splendid +report on lamps;", id="in"),
        pytest.param(
            [added("splendid ", 3), removed("old ", "lamps", 3)],
            "1",
            "Welcomes the +splendid +report on -old -lamps;",
            id="the source has the number typed",
        ),
        pytest.param(
            [added("splendid "), removed("old ", "lamps")],
            "1",
            "Welcomes the +splendid +report on -old -lamps;",
            id="the source numbers of itself",
        ),
        pytest.param(
            [removed("the fine ", "splendid"), added("splendid ")],
            "",
            "Welcomes the -the fine -+splendid +report on lamps;",
            id="a replacement",
        ),
        pytest.param([removed("old ", "amps")], "", None, id="within a word"),
        pytest.param([removed("old", "lamps")], "", None, id="glued to a word"),
        pytest.param([added("splendid ", 7)], "1", None, id="not where the source has it"),
        pytest.param([removed("old ", "lamps", 99)], "", None, id="beyond the text"),
    ],
)
def test_changes_are_shown_where_they_were_made(changes, number, expected):
    assert shown(as_tracked(TEXT, changes, number)) == expected


def test_what_could_stand_in_two_places_is_not_shown():
    """ "(a) " or the second word: nothing tells which."""
    assert as_tracked("a b c d e f g", [TrackedChange("deletion", "x ", start=6)], "(a)") is None
