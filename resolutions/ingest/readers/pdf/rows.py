"""Characters to lines of print: what stands on one baseline, cut where a column ends."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from resolutions.ingest.document import Run, Style
from resolutions.ingest.readers.pdf.page import Piece, Span

# Distances in ems: in sizes of the type that stands there.
_SAME_LINE = 0.25  # how far the baselines of one line may lie apart
_RAISE, _LOWER = 0.7, 0.3  # how far a mark may stand above its line, or hang below
_BESIDE = 0.6  # how far a mark may stand beside the text
_SPACE = 0.18  # white that parts words
_COLUMN, _WIDE = 2.5, 6.0  # white that may part columns, and that surely does
_TABULATED = 8.0  # white after what hangs in the margin
_SMALLER = 0.85  # size of a mark, against its line

_MARK_LENGTH = 8

# Where more lines than these begin within the height of one, nobody could read.
_NEIGHBOURS = 12

# What hangs before a paragraph: "1.", "(a)", "(iv)", "78/16.", "II", "–".
_LABEL = re.compile(
    r"\(?[0-9A-Za-z]{1,6}(?: (?:bis|ter))?[.)]|\d{1,3}/\d{1,4}[A-Z]?\.|[IVX]{1,6}|[•–—*-]"
)
_MARK = re.compile(r"[\d*†‡§]{1,4}\s*")


class _Char(NamedTuple):
    left: float
    right: float
    text: str
    style: Style
    size: float


@dataclass(slots=True)
class _Row:
    """What stands on one baseline; `marks` are set above or below it, in smaller type."""

    y: float
    spans: list[Span]
    marks: list[Span] = field(default_factory=list)
    size: float = 0.0

    def settle(self) -> None:
        """Take size and baseline from what most of the row is set in."""
        sizes, heights = Counter(), Counter()
        for span in self.spans:
            sizes[round(span.size, 1)] += len(span.text)
            heights[span.y] += len(span.text)
        self.size = sizes.most_common(1)[0][0]
        self.y = heights.most_common(1)[0][0]
        self.spans.sort(key=attrgetter("left"))


@dataclass(slots=True)
class _Word:
    """Characters without white between them, and the white before."""

    white: float
    chars: list[_Char]


def pieces(spans: list[Span]) -> Iterator[Piece]:
    """Give the lines of print from top to bottom, pieces of one line from left to right."""
    for row in _rows(spans):
        words = _words(_characters(row))
        for group in _columns(words):
            yield _piece(group, row)


def _rows(spans: list[Span]) -> list[_Row]:
    rows: list[_Row] = []
    for span in sorted(spans, key=attrgetter("y", "left")):
        if rows and span.y - rows[-1].y <= _SAME_LINE * min(span.size, rows[-1].spans[0].size):
            rows[-1].spans.append(span)
        else:
            rows.append(_Row(span.y, [span]))
    for row in rows:
        row.settle()
    for place, row in enumerate(rows):
        bearers = [_bearer(span, rows, place) for span in row.spans]
        if any(bearers):
            row.spans = _move(row.spans, bearers)
    return [row for row in rows if row.spans or row.marks]


def _move(spans: list[Span], bearers: list[_Row | None]) -> list[Span]:
    """Give marks to the rows that bear them; return what stays."""
    for span, bearer in zip(spans, bearers, strict=True):
        if bearer:
            bearer.marks.append(span)
    return [span for span, bearer in zip(spans, bearers, strict=True) if not bearer]


def _bearer(span: Span, rows: list[_Row], place: int) -> _Row | None:
    """The line whose mark this is: beside its text, above it or a little below."""
    if len(span.text.strip()) > _MARK_LENGTH:
        return None
    below = rows[place + 1 : place + 1 + _NEIGHBOURS]
    above = rows[max(place - _NEIGHBOURS, 0) : place]
    for row in (*below, *reversed(above)):
        near = -_LOWER <= (row.y - span.y) / row.size <= _RAISE
        if near and span.size <= _SMALLER * row.size and _beside(span, row):
            return row
    return None


def _beside(span: Span, row: _Row) -> bool:
    place = bisect_left(row.spans, span.left, key=attrgetter("left"))
    before = place > 0 and span.left - row.spans[place - 1].right <= _BESIDE * row.size
    # The mark of a note may stand in the margin, well before its text.
    reach = _TABULATED if place == 0 and _MARK.fullmatch(span.text) else _BESIDE
    after = place < len(row.spans) and row.spans[place].left - span.right <= reach * row.size
    return before or after


def _characters(row: _Row) -> list[_Char]:
    chars = [
        _Char(left, right, char, style, span.size)
        for span, style in _styled(row)
        for char, (left, right) in zip(span.text, span.edges, strict=True)
        if not char.isspace() or char == " "
    ]
    chars.sort(key=attrgetter("left"))
    return chars


def _styled(row: _Row) -> Iterator[tuple[Span, Style]]:
    for span in row.spans:
        yield span, span.style
    for mark in row.marks:
        yield mark, mark.style | (Style.RAISED if mark.y < row.y else Style.PLAIN)


def _words(chars: list[_Char]) -> list[_Word]:
    words: list[_Word] = []
    spaced = True
    for char in chars:
        if char.text == " ":
            spaced = True
            continue
        last = words[-1].chars[-1] if words else char
        white = char.left - last.right
        if spaced or white > _SPACE * max(char.size, last.size):
            words.append(_Word(white, [char]))
        else:
            words[-1].chars.append(char)
        spaced = False
    return words


def _columns(words: list[_Word]) -> Iterator[list[_Word]]:
    """Cut a row where white parts columns; not after a number that hangs in the margin."""
    usual = median([word.white for word in words[1:]] or [0.0])
    group: list[_Word] = []
    for word in words:
        if group and _parts(word, group, usual):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _parts(word: _Word, group: list[_Word], usual: float) -> bool:
    em = min(word.chars[0].size, group[-1].chars[-1].size)
    if word.white <= _COLUMN * em:
        return False
    # Words of a line that was stretched to the full measure lie far apart too.
    if word.white <= min(2 * usual, _WIDE * em):
        return False
    return word.white > _TABULATED * em or not _hangs(group)


def _hangs(group: list[_Word]) -> bool:
    if len(group) > 2:
        return False
    if all(Style.RAISED in char.style for word in group for char in word.chars):
        return True
    return bool(_LABEL.fullmatch(" ".join(_text(word.chars) for word in group)))


def _text(chars: list[_Char]) -> str:
    return "".join(char.text for char in chars)


def _piece(words: list[_Word], row: _Row) -> Piece:
    chars: list[_Char] = []
    for word in _in_reading_order(words):
        if chars:
            chars.append(chars[-1]._replace(text=" ", style=chars[-1].style & word.chars[0].style))
        chars += word.chars
    runs = [Run(_text(list(group)), style) for style, group in groupby(chars, attrgetter("style"))]
    sizes = Counter(round(char.size, 1) for char in chars if Style.RAISED not in char.style)
    size = sizes.most_common(1)[0][0] if sizes else row.size
    edges = [char.left for char in chars], [char.right for char in chars]
    return Piece(runs, min(edges[0]), max(edges[1]), row.y, size)


def _in_reading_order(words: list[_Word]) -> list[_Word]:
    """Turn words and letters round where the line runs from right to left."""
    if all(char.text < "\u0590" for word in words for char in word.chars):
        return words
    turned = [_Word(word.white, word.chars[::-1]) if _leftward(word) else word for word in words]
    if sum(map(_leftward, words)) * 2 < len(words):
        return turned
    result: list[_Word] = []
    for leftward, group in groupby(reversed(turned), _leftward):
        group = list(group)
        result += group if leftward else group[::-1]
    return result


def _leftward(word: _Word) -> bool:
    return any(unicodedata.bidirectional(char.text) in ("R", "AL") for char in word.chars)
