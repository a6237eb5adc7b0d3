"""Words to lines of print: what stands on one baseline, cut where a column ends."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter, itemgetter
from statistics import median

from resolutions.ingest.document import Run, Style
from resolutions.ingest.readers.pdf.page import Piece, Word

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
_MARK = re.compile(r"[\d*†‡§]{1,4}")


@dataclass(slots=True)
class _Row:
    """What stands on one baseline; `marks` are set above or below it, in smaller type."""

    y: float
    words: list[Word]
    marks: list[Word] = field(default_factory=list)
    size: float = 0.0

    def settle(self) -> None:
        """Take size and baseline from what most of the row is set in."""
        sizes, heights = Counter(), Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
            heights[word.y] += len(word.text)
        self.size = sizes.most_common(1)[0][0]
        self.y = heights.most_common(1)[0][0]
        self.words.sort(key=attrgetter("left"))


@dataclass(slots=True)
class _Group:
    """Words without white between them, and the white before, in points."""

    words: list[Word]
    white: float

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def stops(self) -> bool:
        """Whether this is nothing but a comma or the like."""
        return _STOPS.issuperset(self.text)

    @property
    def leftward(self) -> bool:
        """Whether this is a word of a script that runs from right to left."""
        return any(unicodedata.bidirectional(char) in ("R", "AL") for char in self.text)


def pieces(words: list[Word]) -> Iterator[Piece]:
    """Give the lines of print from top to bottom, pieces of one line from left to right."""
    for row in _rows(words):
        for groups in _columns(_groups(row)):
            yield _piece(groups, row)


def _rows(words: list[Word]) -> list[_Row]:
    rows: list[_Row] = []
    for word in sorted(words, key=attrgetter("y", "left")):
        if rows and word.y - rows[-1].y <= _SAME_LINE * min(word.size, rows[-1].words[0].size):
            rows[-1].words.append(word)
        else:
            rows.append(_Row(word.y, [word]))
    for row in rows:
        row.settle()
    _take_marks(rows)
    return [row for row in rows if row.words or row.marks]


def _clusters(row: _Row) -> list[list[Word]]:
    """Words of a row that stand close together."""
    clusters: list[list[Word]] = []
    for word in row.words:
        if clusters and word.left - clusters[-1][-1].right <= row.size:
            clusters[-1].append(word)
        else:
            clusters.append([word])
    return clusters


def _take_marks(rows: list[_Row]) -> None:
    """Give marks to the lines that bear them: beside their text, above or a little below."""
    for place, row in enumerate(rows):
        below = rows[place + 1 : place + 1 + _NEIGHBOURS]
        above = rows[max(place - _NEIGHBOURS, 0) : place]
        kept: list[Word] = []
        for cluster in _clusters(row):
            bearer = _bearer(cluster, [*below, *reversed(above)])
            (bearer.marks if bearer else kept).extend(cluster)
        row.words = kept


def _bearer(cluster: list[Word], rows: list[_Row]) -> _Row | None:
    if sum(len(word.text) for word in cluster) > _MARK_LENGTH:
        return None
    first = cluster[0]
    for row in rows:
        near = -_LOWER <= (row.y - first.y) / row.size <= _RAISE
        if near and first.size <= _SMALLER * row.size and _beside(cluster, row):
            return row
    return None


def _beside(cluster: list[Word], row: _Row) -> bool:
    left, right = cluster[0].left, cluster[-1].right
    place = bisect_left(row.words, left, key=attrgetter("left"))
    before = place > 0 and left - row.words[place - 1].right <= _BESIDE * row.size
    # The mark of a note may stand in the margin, well before its text.
    in_margin = place == 0 and all(_MARK.fullmatch(word.text) for word in cluster)
    reach = _TABULATED if in_margin else _BESIDE
    after = place < len(row.words) and row.words[place].left - right <= reach * row.size
    return before or after


def _groups(row: _Row) -> list[_Group]:
    """Put words together that no white parts."""
    for mark in row.marks:
        if mark.y < row.y:
            mark.style |= Style.RAISED
    groups: list[_Group] = []
    for word in sorted(row.words + row.marks, key=attrgetter("left")):
        last = groups[-1].words[-1] if groups else word
        white = word.left - last.right
        spaced = word.opens or last.closes or white > _SPACE * max(word.size, last.size)
        if groups and not spaced:
            groups[-1].words.append(word)
        else:
            groups.append(_Group([word], white))
    return groups


def _columns(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Cut a row where white parts columns; not after a number that hangs in the margin."""
    usual = median([group.white for group in groups[1:]] or [0.0])
    column: list[_Group] = []
    for group in groups:
        if column and _parts(group, column, usual):
            yield column
            column = []
        column.append(group)
    if column:
        yield column


def _parts(group: _Group, column: list[_Group], usual: float) -> bool:
    em = min(group.words[0].size, column[-1].words[-1].size)
    if group.white <= _COLUMN * em:
        return False
    # Words of a line that was stretched to the full measure lie far apart too.
    if group.white <= min(2 * usual, _WIDE * em):
        return False
    return group.white > _TABULATED * em or not _hangs(column)


def _hangs(column: list[_Group]) -> bool:
    if len(column) > 2:
        return False
    if all(Style.RAISED in word.style for group in column for word in group.words):
        return True
    return bool(_LABEL.fullmatch(" ".join(group.text for group in column)))


def _piece(groups: list[_Group], row: _Row) -> Piece:
    texts: list[tuple[str, Style]] = []
    sizes: Counter[float] = Counter()
    for group in _in_reading_order(groups):
        if texts:
            last, style = texts[-1][1], group.words[0].style
            texts.append((" ", style if style is last else style & last))
        for word in group.words:
            texts.append((word.text, word.style))
            if Style.RAISED not in word.style:
                sizes[word.size] += len(word.text)
    runs = [
        Run("".join(text for text, _ in same), style)
        for style, same in groupby(texts, key=itemgetter(1))
    ]
    size = sizes.most_common(1)[0][0] if sizes else row.size
    left, right = groups[0].words[0].left, groups[-1].words[-1].right
    return Piece(runs, left, right, row.y, round(size, 1))


def _in_reading_order(groups: list[_Group]) -> list[_Group]:
    """Turn the words round where the line runs from right to left; figures stay in order."""
    if all(group.text.isascii() for group in groups):
        return groups
    if sum(group.leftward for group in groups) * 2 < len(groups):
        return groups
    result: list[_Group] = []
    for leftward, same in groupby(reversed(groups), lambda each: each.leftward or each.stops):
        together = list(same)
        result += map(_turned, together) if leftward else map(_after_stop, reversed(together))
    return list(_with_stops(result))


def _with_stops(groups: list[_Group]) -> Iterator[_Group]:
    """Stops go with the word before them, from which a reversed line has parted them."""
    last: _Group | None = None
    for group in groups:
        if last and group.stops:
            last = _Group(last.words + group.words, last.white)
            continue
        if last:
            yield last
        last = group
    if last:
        yield last


def _turned(group: _Group) -> _Group:
    """A word as it is read from right to left; the figures in it stay in order."""
    words: list[Word] = []
    for figure, same in groupby(reversed(group.words), _is_figure):
        together = list(same)
        words += reversed(together) if figure else together
    text = "".join(word.text for word in words)
    mirrored = text.startswith(")") or text.endswith("(")
    return _Group([_logical(word, mirrored) for word in words], group.white)


def _is_figure(word: Word) -> bool:
    return word.text.isascii() and word.text.isalnum()


def _logical(word: Word, mirrored: bool) -> Word:
    """A letter as it is written: brackets not mirrored, the ligature of lam and alef apart."""
    text = word.text.translate(_MIRRORED) if mirrored else word.text
    return replace(word, text=_LIGATURE.sub(r"\2\1", text))


def _after_stop(group: _Group) -> _Group:
    """A figure with the comma to its left that is read after it."""
    stops = 0
    while stops < len(group.words) - 1 and group.words[stops].text in _STOPS:
        stops += 1
    return _Group(group.words[stops:] + group.words[:stops], group.white)


_MIRRORED = str.maketrans("()[]«»", ")(][»«")
_LIGATURE = re.compile("^([اأإآ])(ل)$")
_STOPS = frozenset("،؛,.;:")
