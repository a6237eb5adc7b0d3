"""Tracked changes in the paragraph where they were made."""

from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.ingest.document import TrackedChange


@dataclass(frozen=True, slots=True)
class TrackedRun:
    """A stretch of a paragraph: `kind` is "" for what nobody changed."""

    text: str
    kind: str = ""
    by: str = ""


def as_tracked(text: str, changes: Iterable[TrackedChange]) -> list[TrackedRun] | None:
    """
    The paragraph with what was inserted and deleted in it, as Word shows it.

    None where a change is not found where the source has it, as after edits: then it is
    better said than shown in a wrong place.
    """
    runs, at = [], 0
    for change in sorted(changes, key=lambda each: each.start):
        words = change.text.strip("\n")
        stays = change.kind in ("insertion", "moved-here")
        start = _place(text, words, change.start, at) if stays else change.start
        if start is None or not at <= start <= len(text):
            return None
        runs.append(TrackedRun(text[at:start]))
        runs.append(TrackedRun(words, change.kind, change.author))
        at = start + len(words) if stays else start
    return [run for run in (*runs, TrackedRun(text[at:])) if run.text]


def _place(text: str, words: str, start: int, least: int) -> int | None:
    """Where words stand: where the source has them, or the one place where they are."""
    if text.startswith(words, start):
        return start
    return text.find(words) if words and text.count(words, least) == 1 else None
