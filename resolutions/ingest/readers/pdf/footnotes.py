"""Footnotes: what stands at the foot of a page below a rule, or in smaller type."""

import re
from dataclasses import replace

from resolutions.ingest.document import Place, Run, Style
from resolutions.ingest.readers.pdf.measure import Measure
from resolutions.ingest.readers.pdf.page import Piece, Sheet

# The rule above footnotes is no wider than this part of the column.
_RULE_WIDTH = 0.6

# Notes are set smaller than this, against the body.
_SMALLER = 0.95

_UNDERSCORES = re.compile(r"[_—–-]{5,}")
_MARK = re.compile(r"\s*(\d{1,3}|\*{1,3}|[†‡§a-z])\s*")
_TYPED_MARK = re.compile(r"(\d{1,3}|\*{1,3})\s+(?=\S)")


def mark_notes(sheets: list[Sheet], measure: Measure) -> None:
    """
    Set the place of footnotes, and take the mark from the line that begins one.

    A footnote that goes on from the page before has no mark of its own. Where no
    mark is raised, a figure at the start of a line is one in its turn.
    """
    notes = [piece for sheet in sheets for piece in _notes(sheet, measure)]
    raised = any(map(_mark, notes))
    last = 0
    for piece in notes:
        piece.place = Place.NOTE
        match = _mark(piece) if raised else _TYPED_MARK.match(piece.text)
        if match and (raised or match[1] in (str(last + 1), "*", "**", "***")):
            piece.note, piece.runs = match[1], _cut(piece.runs, match.end())
            last = int(match[1]) if match[1].isdigit() else last


def _notes(sheet: Sheet, measure: Measure) -> list[Piece]:
    text = [piece for piece in sheet.pieces if piece.place is Place.BODY]
    for height in sorted(_rules(sheet, measure), reverse=True):
        below = [piece for piece in text if piece.y > height]
        if below and _are_notes(below, measure):
            return below
    return _without_rule(text, measure)


def _rules(sheet: Sheet, measure: Measure) -> list[float]:
    """The heights of what may be the rule above notes; one that is typed is furniture."""
    widest = _RULE_WIDTH * (measure.right - measure.left)
    typed = [piece for piece in sheet.pieces if _UNDERSCORES.fullmatch(piece.text)]
    for piece in typed:
        piece.place = Place.RUNNING
    return [piece.y for piece in typed] + [
        rule.y1 for rule in sheet.rules if rule.height < rule.width <= widest
    ]


def _are_notes(pieces: list[Piece], measure: Measure) -> bool:
    small = all(piece.size <= _SMALLER * measure.size for piece in pieces)
    return small or _mark(pieces[0]) is not None


def _without_rule(text: list[Piece], measure: Measure) -> list[Piece]:
    """Small type at the end of the page that begins with a mark."""
    start = len(text)
    while start and text[start - 1].size <= _SMALLER * measure.size:
        start -= 1
    below = text[start:]
    while below and _mark(below[0]) is None:
        below = below[1:]
    return below


def _mark(piece: Piece) -> re.Match | None:
    """The raised mark with which a line begins."""
    first = piece.runs[0]
    return _MARK.fullmatch(first.text) if Style.RAISED in first.style else None


def _cut(runs: list[Run], length: int) -> list[Run]:
    """Runs without their first characters."""
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[length:]))
        length = max(length - len(run.text), 0)
    kept = [run for run in kept if run.text]
    return [replace(kept[0], text=kept[0].text.lstrip()), *kept[1:]] if kept else []
