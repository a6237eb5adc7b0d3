"""Pieces to lines: white space above, indentation and setting, as `Line` tells them."""

import re
from collections.abc import Iterator

from resolutions.ingest.document import Line, Place
from resolutions.ingest.readers.pdf.measure import Measure
from resolutions.ingest.readers.pdf.page import Piece, Sheet

# Less white above a line than this, in lines, is none.
_LEAST_GAP = 0.2

# How far above a line what stands over it is looked for, in lines of print.
_LOOK_BACK = 12

# `indent` is given in half ems, about the width of a letter.
_INDENT_UNIT = 0.5

# Lines of one paragraph agree in size and left edge to this many points, and
# end within this part of the column from its right edge.
_SAME_SIZE, _SAME_EDGE, _RAGGED = 0.3, 3.0, 0.2

_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,4})[.)]")

# What is set in the middle is so to this many ems.
_CENTRING = 1.0


def lines_of(sheets: list[Sheet], measure: Measure) -> Iterator[Line]:
    """Give the lines of all pages in reading order."""
    number = 0
    last: Piece | None = None
    for sheet in sheets:
        top = next((piece for piece in sheet.pieces if piece.place is Place.BODY), None)
        for place, piece in enumerate(sheet.pieces):
            number += 1
            gap = _gap(piece, sheet.pieces[max(place - _LOOK_BACK, 0) : place], measure)
            if piece is top and last is not None and _goes_on(last, piece, measure):
                gap = 0.0
            yield _line(piece, sheet.number, number, gap, measure)
            if piece.place is Place.BODY:
                last = piece


def _goes_on(last: Piece, top: Piece, measure: Measure) -> bool:
    """
    Whether the first line of a page belongs to the last paragraph of the page before.

    That paragraph broke off on a full line, and this one begins at the margin
    where the document indents its paragraphs, or hangs where that one hung. What
    begins with a number may be a paragraph that is not set in: it is left open.
    """
    if abs(last.size - top.size) > _SAME_SIZE or last.is_bold is not top.is_bold:
        return False
    if _NUMBERED.match(top.text):
        return False
    if last.right < measure.right - _RAGGED * (measure.right - measure.left):
        return False
    at_margin = abs(top.left - measure.left) <= _SAME_EDGE
    return at_margin if measure.indented else abs(top.left - last.left) <= _SAME_EDGE


def _line(piece: Piece, page: int, number: int, gap: float | None, measure: Measure) -> Line:
    return Line.of(
        piece.runs,
        place=piece.place,
        note=piece.note,
        cell=piece.cell,
        page=page,
        number=number,
        gap=gap,
        indent=round(_indent(piece, measure) / (_INDENT_UNIT * measure.size), 1),
        size=piece.size,
        centred=_is_centred(piece, measure),
    )


def _indent(piece: Piece, measure: Measure) -> float:
    """How far a line is set in from where its script begins: Arabic from the right."""
    if _LEFTWARD.search(piece.text):
        return measure.right - piece.right
    return piece.left - measure.left


_LEFTWARD = re.compile("[\u0590-\u08ff]")


def _gap(piece: Piece, before: list[Piece], measure: Measure) -> float | None:
    """White above, in lines; None at the top of a page and of the notes."""
    for other in reversed(before):
        beside = other.right <= piece.left or other.left >= piece.right or other.y >= piece.y
        if other.place is not piece.place or beside:
            continue
        lines = (piece.y - other.y) / (measure.leading * max(piece.size, other.size))
        return round(lines - 1, 2) if lines - 1 > _LEAST_GAP else 0.0
    return None


def _is_centred(piece: Piece, measure: Measure) -> bool:
    left, right = piece.left - measure.left, measure.right - piece.right
    return min(left, right) > measure.size and abs(left - right) <= _CENTRING * measure.size
