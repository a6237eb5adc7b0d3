"""Tracked changes in the paragraph where they were made."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.ingest.document import TrackedChange

STAYS = ("insertion", "moved-here")


@dataclass(frozen=True, slots=True)
class TrackedRun:
    """A stretch of a paragraph: `kind` is "" for what nobody changed."""

    text: str
    kind: str = ""
    by: str = ""


def as_tracked(
    text: str, changes: Sequence[TrackedChange], number: str = ""
) -> list[TrackedRun] | None:
    """
    The paragraph with what was inserted and deleted in it, as Word shows it.

    None where it is not certain where a change stood, as after edits: then it is better
    said than shown in a wrong place.
    """
    changes = sorted(changes, key=lambda each: each.start)
    fitting = [by for by in _offsets(number) if _fits(text, changes, by)]
    if len(fitting) != 1:
        return None
    runs, at = [], 0
    for change in changes:
        start, words = change.start + fitting[0], change.text.strip("\n")
        runs.append(TrackedRun(text[at:start]))
        runs.append(TrackedRun(words, change.kind, change.author))
        at = start + len(words) if change.kind in STAYS else start
    return [run for run in (*runs, TrackedRun(text[at:])) if run.text]


def _offsets(number: str) -> list[int]:
    """How much earlier a place is in the text than in the source, which may have the number."""
    typed = [len(number) + more for more in (1, 2, 3)] if number else []
    return [0, *(-length for length in typed)]


def _fits(text: str, changes: Sequence[TrackedChange], by: int) -> bool:
    """Whether each change, so much earlier, is where its words are, or could have been."""
    least = 0
    for change in changes:
        start, words = change.start + by, change.text.strip("\n")
        if not least <= start <= len(text):
            return False
        stays = change.kind in STAYS
        if not (text.startswith(words, start) if stays else _could_stand(text, start, words)):
            return False
        least = start + len(words) if stays else start
    return True


def _could_stand(text: str, start: int, words: str) -> bool:
    """Whether words that are gone would have left the words around them whole."""
    before, after = text[start - 1 : start], text[start : start + 1]
    joined_before = before.isalnum() and words[:1].isalnum()
    joined_after = after.isalnum() and words[-1:].isalnum()
    doubled = (before.isspace() and words[:1].isspace()) or (
        after.isspace() and words[-1:].isspace()
    )
    split = before.isalnum() and after.isalnum()
    return not (joined_before or joined_after or doubled or split)
