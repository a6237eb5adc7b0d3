"""What long commands print: how far they are, and listings of what was left out."""

import io

import pytest
from django.core.management.base import OutputWrapper

from resolutions.management import progress
from resolutions.management.reports import write_listing


@pytest.mark.parametrize(
    ("lines", "shown", "said"),
    [
        pytest.param([], 2, "", id="none"),
        pytest.param(["a"], 2, "Conflicts (1):\n  a\n", id="one"),
        pytest.param(
            ["a", "b", "c"],
            2,
            "Conflicts (3):\n  a\n  b\n  … and 1 more (--all-reasons lists them)\n",
            id="more than are shown",
        ),
        pytest.param(["a", "b", "c"], None, "Conflicts (3):\n  a\n  b\n  c\n", id="all"),
    ],
)
def test_a_listing_stands_under_its_title_and_number(lines, shown, said):
    out = io.StringIO()
    write_listing(OutputWrapper(out), "Conflicts", lines, shown)
    assert out.getvalue() == said


def test_progress_grows_with_what_turns_up(monkeypatch):
    monkeypatch.setattr(progress, "SECONDS_IN_LOG", 0)
    out = io.StringIO()
    told = progress.Progress(OutputWrapper(out), 3, "texts", "descents")
    told(2, 1)
    told(4, 1)
    assert [line.split(",")[0] for line in out.getvalue().splitlines()] == [
        "2 of 3 texts",
        "4 of 4 texts",
    ]
