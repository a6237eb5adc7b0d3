"""What was compared is kept by its words, and nothing that becomes of it keeps a page away."""

import pytest
from django.core.cache import caches

from resolutions.comparing.rows import compare
from resolutions.comparisons import compared, key_of
from tests.comparing.texts import make

OLD = make("pp1: Noting lamps,", "op1: Calls upon States to light lamps;")
NEW = make("pp1: Noting lamps,", "op1: Calls upon all States to light lamps;")


@pytest.fixture
def folder(settings, tmp_path):
    kept = settings.CACHES["comparisons"] | {"LOCATION": tmp_path / "comparisons"}
    settings.CACHES = settings.CACHES | {"comparisons": kept}
    return tmp_path / "comparisons"


def test_what_was_compared_is_kept_for_other_processes_and_after_a_restart(folder):
    assert compared(OLD, NEW) == compare(OLD, NEW)
    (file,) = folder.iterdir()
    assert (file.stat().st_mode & 0o077, folder.stat().st_mode & 0o077) == (0, 0)
    other = compare(NEW, OLD)
    caches["comparisons"].set(key_of(OLD, NEW), other)
    assert compared(OLD, NEW) == other
    assert list(folder.iterdir()) == [file]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            ["pp1: Noting lamp,", "op1: Calls upon all States to light lamps;"], id="word"
        ),
        pytest.param(
            ["pp2: Noting lamps,", "op1: Calls upon all States to light lamps;"], id="place"
        ),
        pytest.param(["pp1: Noting lamps,"], id="fewer"),
    ],
)
def test_other_words_are_compared_anew(folder, changed):
    compared(OLD, NEW)
    assert compared(OLD, make(*changed)) == compare(OLD, make(*changed))
    assert compared(NEW, OLD) == compare(NEW, OLD)
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"no pickle", None], ids=repr)
def test_a_file_that_is_damaged_is_as_if_it_were_not_there(folder, content):
    compared(OLD, NEW)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    assert compared(OLD, NEW) == compare(OLD, NEW)


def test_where_nothing_can_be_kept_texts_are_compared(folder):
    folder.write_text("no folder")
    assert compared(OLD, NEW) == compare(OLD, NEW)
