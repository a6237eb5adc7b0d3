"""Tracked changes are shown where they were made, or not at all."""

import pytest

from resolutions.editing.tracked import as_tracked
from resolutions.ingest.document import NoteMark, TrackedChange

TEXT = "Welcomes the splendid report on lamps;"
AT = TEXT.index


def added(words, offset=0, typed=0):
    return TrackedChange("insertion", words, start=AT(words) + offset, typed=typed)


def removed(words, before, offset=0, typed=0):
    return TrackedChange("deletion", words, start=AT(before) + offset, typed=typed)


def shown(runs):
    signs = {"": "{}", "insertion": "+{}+", "deletion": "-{}-"}
    return runs and "".join(signs[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(
    ("changes", "marks", "expected"),
    [
        pytest.param([added("splendid ")], (), "Welcomes the +splendid +report on lamps;", id="in"),
        pytest.param(
            [added("splendid ", 3, 3), removed("old ", "lamps", 3, 3)],
            (),
            "Welcomes the +splendid +report on -old -lamps;",
            id="the source has the number typed",
        ),
        pytest.param(
            [removed("the fine ", "splendid"), added("splendid ")],
            (),
            "Welcomes the -the fine -+splendid +report on lamps;",
            id="a replacement",
        ),
        pytest.param(
            [removed("cl", "amps")],
            (),
            "Welcomes the splendid report on l-cl-amps;",
            id="in a word",
        ),
        pytest.param(
            [added("splendid "), removed("old ", "lamps", 2)],
            [NoteMark("12", AT("report") + 6)],
            "Welcomes the +splendid +report on -old -lamps;",
            id="a mark of a footnote between",
        ),
        pytest.param(
            [TrackedChange("insertion", "1. Welcomes ", typed=3)],
            (),
            "+Welcomes +the splendid report on lamps;",
            id="the number was inserted with it",
        ),
        pytest.param([TrackedChange("insertion", "1", typed=3)], (), None, id="only the number"),
        pytest.param([TrackedChange("deletion", "2", typed=3)], (), None, id="the number before"),
        pytest.param([added("splendid ", 7)], (), None, id="not where the source has it"),
        pytest.param([removed("old ", "lamps", 99)], (), None, id="beyond the text"),
        pytest.param([TrackedChange("deletion", "x", start=-1)], (), None, id="edited since"),
        pytest.param([TrackedChange("comment", "Why?", start=4)], (), None, id="a comment"),
    ],
)
def test_changes_are_shown_where_they_were_made(changes, marks, expected):
    assert shown(as_tracked(TEXT, changes, marks)) == expected
