"""A redline cut into pieces to be shown, each with the space that belongs after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resolutions.comparing.passages import BREAK
from resolutions.comparing.redline import Mark, Redline, Run

# So many words that two texts share are worth showing as shared.
SHARED = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """
    Words with one mark; `space` stands after them, outside the mark.

    A piece without words is a break between two paragraphs.
    """

    mark: Mark
    text: str
    space: str = ""
    is_shared: bool = False


def inline(line: Redline) -> list[Piece]:
    """Both wordings in one: what was removed before what was added."""
    pieces = []
    for run, after in pairwise([*line.runs, Run(Mark.SAME)]):
        text = run.old if run.mark is Mark.REMOVED else run.new
        pieces += _cut(run, text, _space(run, after))
    return pieces


def sides(line: Redline) -> tuple[list[Piece], list[Piece]]:
    """The old wording and the new."""
    old = [run for run in line.runs if run.mark is not Mark.ADDED]
    new = [run for run in line.runs if run.mark is not Mark.REMOVED]
    return (
        [piece for run in old for piece in _cut(run, run.old, _end(run.old))],
        [piece for run in new for piece in _cut(run, run.new, _end(run.new))],
    )


def _cut(run: Run, text: str, space: str) -> Iterator[Piece]:
    is_shared = run.mark is Mark.SAME and run.words >= SHARED
    paragraphs = text.split(BREAK)
    for place, paragraph in enumerate(paragraphs):
        if place:
            yield Piece(run.mark, "")
        if words := paragraph.strip():
            last = place == len(paragraphs) - 1
            yield Piece(run.mark, words, space if last else "", is_shared)


def _space(run: Run, after: Run) -> str:
    """What parts a run from the next: the space of the wording that both are of."""
    if run.mark is Mark.REMOVED and after.mark is Mark.ADDED:
        return "" if after.new[:1] in ",;:.)”’-" else " "
    if run.mark is Mark.REMOVED or after.mark is Mark.REMOVED:
        return _end(run.old)
    return _end(run.new)


def _end(text: str) -> str:
    return " " if text != text.rstrip() and not text.endswith(BREAK) else ""
