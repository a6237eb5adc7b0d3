"""Tracked changes in the paragraph where they were made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resolutions.ingest.document import NoteMark, TrackedChange

STAYS = ("insertion", "moved-here")
COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class TrackedRun:
    """A stretch of a paragraph: `kind` is "" for what nobody changed."""

    text: str
    kind: str = ""
    by: str = ""


def as_tracked(
    text: str, changes: Sequence[TrackedChange], marks: Sequence[NoteMark] = ()
) -> list[TrackedRun] | None:
    """
    The paragraph with what was inserted and deleted in it, as Word shows it.

    None where it is not certain where a change stood, as after edits: then it is better
    said than shown in a wrong place.
    """
    changes = sorted(tracked_in(changes), key=lambda each: each.start)
    stretches = [placed(text, change, marks) for change in changes]
    if not changes or None in stretches:
        return None
    runs, at = [], 0
    for change, (start, words) in zip(changes, stretches, strict=True):
        if start < at:
            return None
        runs.append(TrackedRun(text[at:start]))
        runs.append(TrackedRun(words, change.kind, change.author))
        at = start + len(words) if change.kind in STAYS else start
    return [run for run in (*runs, TrackedRun(text[at:])) if run.text]


def tracked_in(changes: Iterable[TrackedChange]) -> list[TrackedChange]:
    """Changes of the text, without what was said of it."""
    return [change for change in changes if change.kind != COMMENT]


def placed(
    text: str, change: TrackedChange, marks: Sequence[NoteMark] = ()
) -> tuple[int, str] | None:
    """Where a change stands in the text of its line, with which words; None if that is open."""
    words, start = change.text.strip("\n"), change.start - change.typed
    if change.start >= 0 > start:  # in the number that was typed, which the text is without
        if change.kind in STAYS and len(words) <= -start:
            return None
        if change.kind not in STAYS and "\n" not in change.text:
            return None
        words = words[-start:] if change.kind in STAYS else words
        start = 0
    for mark in marks:  # of which the text is without, too
        if mark.position < start:
            start = max(start - len(mark.mark), mark.position)
    if not 0 <= start <= len(text):
        return None
    stands = change.kind not in STAYS or text.startswith(words, start)
    return (start, words) if stands else None
