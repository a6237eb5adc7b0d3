"""
Tables: what is ruled off above and below and stands in columns.

The tables of the United Nations have a rule above the heads of their columns,
one below, and one at the end; other tables are ruled on all sides. What has
neither is not taken for a table, however neatly it stands in columns:

    ------------------------------------------
    Date/time        Programme
    ------------------------------------------
    Friday, 2 October
    10 a.m.          Introductory statements
    ------------------------------------------
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from resolutions.ingest.document import Place
from resolutions.ingest.readers.pdf.measure import Measure
from resolutions.ingest.readers.pdf.page import Box, Piece, Sheet

# A table fills at least this part of the column, and its head is no higher, in points.
_WIDTH, _HEAD = 0.5, 60.0

# Rules at one height, and ends of rules, agree to this many points.
_SAME = 2.0

# Rules of one line that leave no more than this between them are one.
_BREAK = 6.0

# The masthead of the first page is ruled like a table; it keeps to this part of it.
_MASTHEAD = 0.35

# Lines of one cell are no further apart than this many sizes of type.
_NEW_ROW = 1.5

# How far text may reach into the next column, in points.
_OVERLAP = 3.0


def mark_tables(sheets: list[Sheet], measure: Measure) -> None:
    """
    Set place and cell of what stands in tables, and put it in order, row by row.

    A head that is printed again on the next page belongs to the same table, and
    is a running head there.
    """
    table, rows, said, page = -1, 0, [], 0
    for sheet in sheets:
        for head, end in _tables(sheet, measure):
            cells = _cells(sheet, head, end)
            titles = [piece.text for row, _, piece in cells if row == 0]
            if titles == said and sheet.number == page + 1:
                for _, _, piece in cells[: len(titles)]:
                    piece.place = Place.RUNNING
                cells = [(row + rows, column, piece) for row, column, piece in cells if row]
            else:
                table += 1
            _enter(sheet, cells, table)
            rows, said, page = max((row for row, _, _ in cells), default=0), titles, sheet.number


def _tables(sheet: Sheet, measure: Measure) -> Iterator[tuple[tuple[Box, Box], float]]:
    """Find the two rules around each table's head, and where the table ends at most."""
    lines = _lines(sheet, _WIDTH * (measure.right - measure.left))
    end = 0.0
    for place, (above, below) in enumerate(pairwise(lines)):
        if above.y0 < end or not _is_head(sheet, above, below):
            continue
        rest = [line.y0 for line in lines[place + 2 :] if _agree(line, below)]
        end = rest[-1] if rest else sheet.height
        yield (above, below), end


def _lines(sheet: Sheet, width: float) -> list[Box]:
    """Ruled lines across the page, each joined from the pieces that cells have."""
    lines: list[Box] = []
    for rule in sorted(sheet.rules, key=lambda rule: (round(rule.y0 / _SAME), rule.x0)):
        last = lines[-1] if lines else None
        if rule.height > rule.width:
            continue
        joins = last and abs(rule.y0 - last.y0) <= _SAME and rule.x0 <= last.x1 + _BREAK
        if joins:
            lines[-1] = Box(last.x0, min(last.y0, rule.y0), max(last.x1, rule.x1), last.y1)
        else:
            lines.append(rule)
    return sorted((line for line in lines if line.width >= width), key=lambda line: line.y0)


def _agree(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) <= _BREAK and abs(one.x1 - other.x1) <= _BREAK


def _is_head(sheet: Sheet, above: Box, below: Box) -> bool:
    if not _agree(above, below) or below.y0 - above.y0 > _HEAD:
        return False
    if sheet.number == 1 and above.y0 < _MASTHEAD * sheet.height:
        return False
    return len(_columns(_between(sheet, above.y1, below.y0))) > 1


def _between(sheet: Sheet, top: float, bottom: float) -> list[Piece]:
    return [p for p in sheet.pieces if top < p.y < bottom and p.place is Place.BODY]


def _columns(head: list[Piece]) -> list[float]:
    """The left edges of the columns, from the pieces of the head that stand side by side."""
    columns: list[tuple[float, float]] = []
    for piece in sorted(head, key=lambda piece: piece.left):
        if columns and piece.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], piece.right)
        else:
            columns.append((piece.left, piece.right))
    return [left for left, _ in columns]


def _cells(sheet: Sheet, head: tuple[Box, Box], end: float) -> list[tuple[int, int, Piece]]:
    """
    Row and column of each piece, the head being row 0.

    A row begins at each ruled line, and where the first column has something
    new. Text that runs across the columns ends a table without a rule below it.
    """
    above, below = head
    titles = _between(sheet, above.y1, below.y0)
    lefts = _columns(titles)
    cells = [(0, _column(piece, lefts), piece) for piece in titles]
    rules = [rule.y0 for rule in sheet.rules if rule.width > rule.height]
    row, last, first = 1, below.y1, None
    for piece in _between(sheet, below.y1, end):
        column = _column(piece, lefts)
        across = column + 1 < len(lefts) and piece.right > lefts[column + 1] + _OVERLAP
        if across and end == sheet.height:
            break
        ruled = any(last < rule < piece.y for rule in rules) and len(cells) > len(titles)
        opens = column == 0 and first is not None and piece.y - first > _NEW_ROW * piece.size
        row += ruled or opens
        first = piece.y if column == 0 or first is None else first
        last = piece.y
        cells.append((row, column, piece))
    return cells


def _column(piece: Piece, lefts: list[float]) -> int:
    return max(bisect_right(lefts, piece.left + _OVERLAP) - 1, 0)


def _enter(sheet: Sheet, cells: list[tuple[int, int, Piece]], table: int) -> None:
    for row, column, piece in cells:
        piece.place, piece.cell = Place.TABLE, (table, row, column)
    inside = [place for place, piece in enumerate(sheet.pieces) if piece.cell]
    inside = [place for place in inside if sheet.pieces[place].cell[0] == table]
    ordered = sorted((sheet.pieces[place] for place in inside), key=lambda piece: piece.cell)
    for place, piece in zip(inside, ordered, strict=True):
        sheet.pieces[place] = piece
