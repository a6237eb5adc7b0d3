"""Plain text: one line of the file, one line of print."""

import re
from collections.abc import Iterable, Iterator

from resolutions.ingest import limits
from resolutions.ingest.decoding import decode, is_text
from resolutions.ingest.document import Line, Place, Reading
from resolutions.ingest.normalise import UNSEEN

_TAB = 8
_TOO_MANY = "The text has too many lines for a resolution; split it into its documents."


def accepts(data: bytes) -> bool:
    return is_text(data)


def read(data: bytes) -> Reading:
    """Give each line with the blank lines above it, its indentation and its page."""
    decoded = decode(data)
    return Reading("text", tuple(columned(lines_of(decoded.text))), decoded.warnings)


def lines_of(text: str) -> Iterator[Line]:
    """Cut text into lines of print; a form feed begins a page."""
    gap, page, printed_lines = 0, 1, 0
    for number, raw in enumerate(split(text), start=1):
        page += raw.count("\f")
        printed = raw.replace("\f", "").rstrip()
        if UNSEEN.fullmatch(printed):
            gap += 1
            continue
        printed_lines += 1
        limits.check_size(printed_lines, limits.PRINTED_LINES, "too-many-lines", _TOO_MANY)
        yield Line.of(
            _without_indent(printed),
            number=number,
            gap=float(gap),
            page=page,
            indent=indent(printed),
        )
        gap = 0


def columned(lines: Iterable[Line]) -> Iterator[Line]:
    """
    The lines; those that white space sets out in columns of figures, as cells of a table.

    "1. Lamps                      1 200" below and above others like it is a row of one,
    with the heads of its columns right above; two such rows are enough where their
    figures end below each other. "General Assembly      3 October 2044" in a
    masthead is not: its last column holds words.
    """
    table, held = 0, list[tuple[Line, list[str]]]()
    for line in lines:
        cells = _COLUMNS.split(line.text.strip())
        in_table = len(cells) > 1 and (_FIGURE.fullmatch(cells[-1]) or not held)
        if in_table and not (held and line.gap and line.gap > 1):
            held.append((line, cells))
            continue
        yield from _rows(held, table)
        table, held = table + 1, []
        if len(cells) > 1:
            held.append((line, cells))
        else:
            yield line
    yield from _rows(held, table)


def _rows(held: list[tuple[Line, list[str]]], table: int) -> Iterator[Line]:
    figured = [line for line, cells in held if _FIGURE.fullmatch(cells[-1])]
    even = len({(line.indent or 0) + len(line.text) for line in figured}) == 1
    if len(figured) < _FEWEST_ROWS - even:
        yield from (line for line, _ in held)
        return
    for row, (line, cells) in enumerate(held):
        for column, cell in enumerate(cells):
            facts = {"number": line.number, "gap": line.gap, "page": line.page, "whole": True}
            yield Line.of(cell, place=Place.TABLE, cell=(table, row, column), **facts)


_COLUMNS = re.compile(r"[ \t]{3,}")
_FIGURE = re.compile(r"[-–(]?\d[\d ,.]{0,30}[)%]?|[-–—]")
_FEWEST_ROWS = 3


def _without_indent(printed: str) -> str:
    """The line from its first letter on, with the marks before it that print nothing."""
    before = UNSEEN.match(printed)[0]
    return "".join(before.split()) + printed[len(before) :]


def split(text: str) -> list[str]:
    """Split at line ends, within the limits for lines."""
    lines = text.split("\n")
    limits.check_size(len(lines), limits.LINES, "too-many-lines", _TOO_MANY)
    limits.check_size(
        max(map(len, lines)),
        limits.LINE_BYTES,
        "line-too-long",
        "A line of the text is longer than 1 MiB; put each paragraph on a line of its own.",
    )
    return lines


def indent(printed: str) -> float:
    """How many columns stand before the first character."""
    blank = printed[: len(printed) - len(printed.lstrip())]
    return float(len(blank.expandtabs(_TAB)))
