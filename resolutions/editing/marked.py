"""The text of a paragraph with its footnote marks, as an editor types it: "words[^1]"."""

import re
from collections.abc import Iterable

from resolutions.ingest.document import NoteMark

_MARK = re.compile(r"\[\^([^\[\]\s]{1,10})\]")
# What looks like a mark and is none has a backslash before its caret; one more each time.
_LITERAL = re.compile(r"\[(\\*)\^")


def written(text: str, marks: Iterable[NoteMark]) -> str:
    """The text with its marks in it."""
    parts, at = [], 0
    for mark in sorted(marks, key=lambda mark: mark.position):
        parts += [_escaped(text[at : mark.position]), f"[^{mark.mark}]"]
        at = mark.position
    return "".join([*parts, _escaped(text[at:])])


def read(typed: str) -> tuple[str, tuple[NoteMark, ...]]:
    """The text without its marks, and the marks; the inverse of `written`."""
    parts, marks, at, length = [], [], 0, 0
    for match in _MARK.finditer(typed):
        part = _plain(typed[at : match.start()])
        parts.append(part)
        length += len(part)
        marks.append(NoteMark(match[1], length))
        at = match.end()
    return "".join([*parts, _plain(typed[at:])]), tuple(marks)


def _escaped(text: str) -> str:
    return _LITERAL.sub(lambda match: f"[{match[1]}\\^", text)


def _plain(text: str) -> str:
    return _LITERAL.sub(lambda match: f"[{match[1][1:]}^", text)


def cut(
    text: str, marks: Iterable[NoteMark], start: int, end: int
) -> tuple[str, tuple[NoteMark, ...]]:
    """
    A stretch of a text with its marks, without the space around it.

    A mark at `start` belongs to what stands before, unless that is nothing.
    """
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    part = part.strip()
    inside = (m for m in marks if start < m.position <= end or m.position == start == 0)
    return part, tuple(NoteMark(m.mark, min(max(m.position - begin, 0), len(part))) for m in inside)
