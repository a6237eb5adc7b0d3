"""A page of the file to sheets of lines."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from resolutions.ingest.document import Place
from resolutions.ingest.readers.pdf.characters import Cast, casts, main_quarter, turned, words_of
from resolutions.ingest.readers.pdf.columns import blocks
from resolutions.ingest.readers.pdf.hidden import look
from resolutions.ingest.readers.pdf.library import Drawn, bounds, drawn, sheet_of, text_of
from resolutions.ingest.readers.pdf.page import Box, Piece, Sheet, Word
from resolutions.ingest.readers.pdf.rows import pieces
from resolutions.ingest.readers.pdf.spots import mark_spots

# Ruled lines are thinner than this many points, and longer than a dash.
_THIN, _LONG = 3.0, 15.0


@dataclass(frozen=True, slots=True)
class Page:
    """
    What was read of one page.

    `characters` counts the printed ones and `unmapped` those whose type does not
    say which letters they are. For the rest see `hidden.Sight`.
    """

    number: int
    sheets: list[Sheet]
    characters: int
    unmapped: int
    hidden: bool
    layered: bool
    pictured: bool


def read_page(handle, number: int) -> Page:
    """Read an open page of the file."""
    with text_of(handle) as text:
        box, objects = sheet_of(handle), list(drawn(handle))
        found = list(casts(text)) if text else []
        sight = look(handle, objects, found, box)
    sheets = list(_sheets(sight.casts, objects, box, number))
    mark_spots(handle, sheets, box)
    return Page(
        number,
        sheets,
        sum(cast.characters for cast in sight.casts),
        sum(cast.characters for cast in sight.casts if cast.unmapped),
        sight.hidden,
        sight.layered,
        sight.pictured,
    )


def _sheets(seen: list[Cast], objects: list[Drawn], box: Box, number: int) -> Iterator[Sheet]:
    """The page in its main direction first, then what runs in others, then slanted text."""
    main = main_quarter(seen)
    for quarter in sorted(range(4), key=lambda quarter: quarter != main):
        words = _words(seen, quarter, quarter, box)
        if words:
            sides = (box.width, box.height) if quarter % 2 == 0 else (box.height, box.width)
            rules = list(_rules(objects, quarter, box))
            yield Sheet(number, *sides, _pieces(words), rules, quarter)
    slanted = _words(seen, None, 0, box)
    if slanted:
        across = Sheet(number, box.width, box.height, list(pieces(slanted)))
        for piece in across.pieces:
            piece.place = Place.RUNNING
        yield across


def _pieces(words: list[Word]) -> list[Piece]:
    return [piece for block in blocks(words) for piece in pieces(block)]


def _words(seen: list[Cast], quarter: int | None, direction: int, box: Box) -> list[Word]:
    casts_ = (cast for cast in seen if cast.quarter == quarter)
    return [word for cast in casts_ for word in words_of(cast, direction, box)]


def _rules(objects: list[Drawn], quarter: int, box: Box) -> Iterator[Box]:
    for each in objects:
        if each.kind == pdfium.FPDF_PAGEOBJ_PATH:
            rule = turned(bounds(each), quarter, box)
            if min(rule.width, rule.height) <= _THIN and max(rule.width, rule.height) >= _LONG:
                yield rule
