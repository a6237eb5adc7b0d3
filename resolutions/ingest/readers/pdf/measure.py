"""The measures of a document's print: body type, margins, distance of lines."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from resolutions.ingest.readers.pdf.page import Piece

# Lines that fill most of the width are text; shorter ones are set at will.
_TEXT_LENGTH = 40

# White above a paragraph makes its first line stand this many lines below the last;
# an indentation is wider than this many points.
_PARAGRAPH, _INDENT = 1.2, 5.0

# What is at least this frequent, against the most frequent, is no accident.
_FREQUENT = 0.3

_USUAL_LEADING = 1.2
_LEADINGS = (0.8, 3.2)


@dataclass(frozen=True, slots=True)
class Measure:
    """
    `size` of the body type, `left` and `right` edge of its column, in points;
    `leading` is the distance of baselines, in sizes of type. `indented` tells
    that paragraphs begin further in than they go on.
    """

    size: float
    left: float
    right: float
    leading: float
    indented: bool


def measure(pages: Iterable[list[Piece]]) -> Measure:
    """Take the measures that most of the text has."""
    pages = [list(pieces) for pieces in pages]
    sizes = Counter()
    for piece in _all(pages):
        sizes[piece.size] += len(piece.text)
    size = _most(sizes, 10.0)
    body = [piece for piece in _all(pages) if abs(piece.size - size) < 0.3]
    text = [piece for piece in body if len(piece.text) >= _TEXT_LENGTH] or body
    plain = [piece for piece in text if not piece.is_bold] or text
    left = _least(Counter(round(piece.left) for piece in plain), 0)
    right = _most(Counter(round(piece.right / 4) for piece in text), 0) * 4
    leading = _leading(pages, size)
    indented = _is_indented(pages, leading * size, left)
    return Measure(size, float(left), float(right), leading, indented)


def _all(pages: list[list[Piece]]) -> Iterator[Piece]:
    return (piece for pieces in pages for piece in pieces)


def _leading(pages: list[list[Piece]], size: float) -> float:
    """The distance of lines; that of short paragraphs is greater, and may be as frequent."""
    steps = Counter()
    for pieces in pages:
        for above, below in pairwise(pieces):
            step = (below.y - above.y) / size
            if above.size == below.size == size and _LEADINGS[0] <= step <= _LEADINGS[1]:
                steps[round(step * 20) / 20] += 1
    return _least(steps, _USUAL_LEADING)


def _is_indented(pages: list[list[Piece]], step: float, left: float) -> bool:
    starts = [
        below.left > left + _INDENT
        for pieces in pages
        for above, below in pairwise(pieces)
        if len(below.text) >= _TEXT_LENGTH and below.y - above.y > _PARAGRAPH * step
    ]
    return sum(starts) * 2 > len(starts)


def _most(tally: Counter, default: float) -> float:
    """The most frequent value; of several, the smallest."""
    if not tally:
        return default
    most = max(tally.values())
    return min(value for value, count in tally.items() if count == most)


def _least(tally: Counter, default: float) -> float:
    """The smallest value that is frequent."""
    if not tally:
        return default
    most = max(tally.values())
    return min(value for value, count in tally.items() if count >= _FREQUENT * most)
