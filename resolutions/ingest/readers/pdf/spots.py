"""Where on the page, as it is shown, each line of print stands."""

import ctypes
from collections.abc import Iterable

import pypdfium2.raw as pdfium

from resolutions.ingest.document import Spot
from resolutions.ingest.readers.pdf.page import Box, Piece, Sheet

# How far a line reaches above and below its baseline, in sizes of its type.
_ABOVE, _BELOW = 0.85, 0.28
# A spot is told in thousandths of the page.
_WHOLE = 1000


def mark_spots(page, sheets: Iterable[Sheet], box: Box) -> None:
    """Set the spots of all lines of an open page, which may be shown turned or cut."""
    for sheet in sheets:
        for piece in sheet.pieces:
            piece.spot = _spot(page, _returned(_around(piece), sheet.quarter, box))


def _around(piece: Piece) -> Box:
    top, bottom = piece.y - _ABOVE * piece.size, piece.y + _BELOW * piece.size
    return Box(piece.left, top, piece.right, bottom)


def _returned(box: Box, quarter: int, sheet: Box) -> Box:
    """A box of text in the coordinates of the page; the inverse of `characters.turned`."""
    if quarter == 0:
        return Box(sheet.x0 + box.x0, sheet.y1 - box.y1, sheet.x0 + box.x1, sheet.y1 - box.y0)
    if quarter == 1:
        return Box(sheet.x0 + box.y0, sheet.y0 + box.x0, sheet.x0 + box.y1, sheet.y0 + box.x1)
    if quarter == 2:
        return Box(sheet.x1 - box.x1, sheet.y0 + box.y0, sheet.x1 - box.x0, sheet.y0 + box.y1)
    return Box(sheet.x1 - box.y1, sheet.y1 - box.x1, sheet.x1 - box.y0, sheet.y1 - box.x0)


def _spot(page, box: Box) -> Spot:
    corners = [_shown(page, box.x0, box.y0), _shown(page, box.x1, box.y1)]
    (left, right), (top, bottom) = (sorted(values) for values in zip(*corners, strict=True))
    return Spot(left, top, max(right - left, 1), max(bottom - top, 1))


def _shown(page, x: float, y: float) -> tuple[int, int]:
    """A place of the page on its picture, kept within it."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _WHOLE, _WHOLE, 0, x, y, across, down)
    return tuple(min(max(each.value, 0), _WHOLE) for each in (across, down))
