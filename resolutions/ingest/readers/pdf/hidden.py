"""Text that nobody sees: white, transparent, covered, cut away, off the page."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import pypdfium2.raw as pdfium

from resolutions.ingest.readers.pdf.characters import Cast
from resolutions.ingest.readers.pdf.library import Drawn, bounds
from resolutions.ingest.readers.pdf.page import Box

_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}

# Paler than this (of 255) may be white on white; more transparent may be nothing.
_PALE, _FAINT = 200, 60

# Type smaller than this many points cannot be read by anyone.
_TINY = 1.0

# No more shapes than these are looked at on one page.
_SHAPES = 500

# Of an area with more corners than these, only so many are looked at: it may
# then seem smaller than it is, which makes more text suspicious, never less.
_CORNERS = 20

# The pictures for the proof: pixels to a point, and the most pixels on a side.
_SCALE, _SIDE = 2.0, 2_000

# A pixel that changes by less (of 255) has not changed to the eye.
_VISIBLE = 20

# How much of a page a picture fills that shows the page itself.
_PAGE_PICTURE = 0.5


@dataclass(frozen=True, slots=True)
class Sight:
    """
    What of a page is seen.

    `hidden`: text was left out. `layered`: the text is the invisible layer that
    text recognition lays over the picture of a page. `pictured`: a picture fills
    the page.
    """

    casts: list[Cast]
    hidden: bool = False
    layered: bool = False
    pictured: bool = False


def look(page, objects: list[Drawn], found: list[Cast], sheet: Box) -> Sight:
    """
    Leave out the characters that a person looking at the page does not see.

    What looks suspicious is put to the proof: the page is drawn with it and
    without it, and what makes no difference is hidden. An honest page has
    nothing suspicious on it and is not drawn at all.
    """
    pictured = any(_fills(each, sheet) for each in objects)
    suspects = {bytes(each.handle): each.handle for each in _suspects(objects)}
    proof = _Proof(page, sheet, suspects.values()) if suspects else None
    seen = []
    for cast in found:
        words = [word for word in cast.words if sheet.holds(*word.box.centre)]
        if proof and cast.owner in suspects:
            words = [word for word in words if proof.shows(word.box)]
        if words and cast.size >= _TINY:
            seen.append(cast if len(words) == len(cast.words) else replace(cast, words=words))
    left, lost = _count(seen), _count(found) - _count(seen)
    if pictured and lost > left:
        return Sight(found, layered=True, pictured=True)
    return Sight(seen, hidden=lost > 0, pictured=pictured)


def _count(casts: list[Cast]) -> int:
    return sum(cast.characters for cast in casts)


def _fills(each: Drawn, sheet: Box) -> bool:
    if each.kind != pdfium.FPDF_PAGEOBJ_IMAGE:
        return False
    box = bounds(each)
    return box.width * box.height >= _PAGE_PICTURE * sheet.width * sheet.height


class _Shape(NamedTuple):
    """A filled shape; `light` ones hide dark text only where they are drawn over it."""

    order: int
    box: Box
    light: bool


def _suspects(objects: list[Drawn]) -> Iterator[Drawn]:
    """Text that is drawn in a way that may hide it; most of it turns out to be seen."""
    shapes = [
        _Shape(each.order, bounds(each), each.kind == pdfium.FPDF_PAGEOBJ_PATH and _is_pale(each))
        for each in objects
        if _is_filled(each)
    ]
    for each in objects:
        if each.kind == pdfium.FPDF_PAGEOBJ_TEXT and _is_suspect(each, shapes[-_SHAPES:]):
            yield each


def _is_filled(each: Drawn) -> bool:
    if each.kind == pdfium.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        return bool(pdfium.FPDFPath_GetDrawMode(each.handle, fill, stroke) and fill.value)
    return each.kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)


def _is_suspect(each: Drawn, shapes: list[_Shape]) -> bool:
    if pdfium.FPDFTextObj_GetTextRenderMode(each.handle) in _INVISIBLE:
        return True
    if _is_pale(each) or _is_optional(each):
        return True
    box = bounds(each)
    if not box.width:  # blanks
        return False
    shapes = [shape for shape in shapes if shape.order > each.order or not shape.light]
    return any(_meets(shape.box, box) for shape in shapes) or _is_cut(each, box)


def _meets(shape: Box, text: Box) -> bool:
    """Whether a shape lies over text or under it; a line below it or through it does not."""
    width = min(shape.x1, text.x1) - max(shape.x0, text.x0)
    height = min(shape.y1, text.y1) - max(shape.y0, text.y0)
    return width > 1 and height > text.height / 3


def _is_pale(each: Drawn) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour = pdfium.FPDFPageObj_GetFillColor
    if pdfium.FPDFTextObj_GetTextRenderMode(each.handle) == pdfium.FPDF_TEXTRENDERMODE_STROKE:
        colour = pdfium.FPDFPageObj_GetStrokeColor
    if not colour(each.handle, red, green, blue, alpha):
        return False
    return alpha.value < _FAINT or min(red.value, green.value, blue.value) > _PALE


def _is_optional(each: Drawn) -> bool:
    """Whether the text is on a layer that can be switched off."""
    name, length = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(each.handle)):
        mark = pdfium.FPDFPageObj_GetMark(each.handle, index)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name)[: length.value] == "OC\0".encode("utf-16-le"):
            return True
    return False


def _is_cut(each: Drawn, box: Box) -> bool:
    """Whether the text stands partly outside the area to which drawing is clipped."""
    clip = pdfium.FPDFPageObj_GetClipPath(each.handle)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        points = list(_points(clip, path))
        if points:
            xs, ys = zip(*points, strict=True)
            area = each.matrix.box(min(xs), min(ys), max(xs), max(ys))
            if not area.holds(*box.centre):
                return True
    return False


def _points(clip, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), _CORNERS)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


class _Proof:
    """Two pictures of a page, one of them without certain text."""

    def __init__(self, page, sheet: Box, handles: Iterable):
        self.page = page
        longest = max(sheet.width, sheet.height, 1.0)
        scale = min(_SCALE, _SIDE / longest)
        self.width = max(int(pdfium.FPDF_GetPageWidthF(page) * scale), 1)
        self.height = max(int(pdfium.FPDF_GetPageHeightF(page) * scale), 1)
        self.stride = 0
        self.full = self.picture()
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, False)
        self.without = self.picture()
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)

    def picture(self) -> bytes:
        bitmap = pdfium.FPDFBitmap_Create(self.width, self.height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, self.height, 0xFFFFFFFF)
            place = (0, 0, self.width, self.height)
            pdfium.FPDF_RenderPageBitmap(bitmap, self.page, *place, 0, pdfium.FPDF_GRAYSCALE)
            self.stride = pdfium.FPDFBitmap_GetStride(bitmap)
            size = self.stride * self.height
            return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def shows(self, box: Box) -> bool:
        """Whether the two pictures differ within a box of the page."""
        left, top, right, bottom = self.pixels(box)
        for row in range(top, bottom):
            start, end = row * self.stride + 4 * left, row * self.stride + 4 * right
            one, other = self.full[start:end], self.without[start:end]
            if one != other and any(abs(a - b) > _VISIBLE for a, b in zip(one, other, strict=True)):
                return True
        return False

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        x, y, found = ctypes.c_int(), ctypes.c_int(), []
        # The edges of a character may be touched by its neighbours.
        inset = box.width / 6
        for px, py in ((box.x0 + inset, box.y0), (box.x1 - inset, box.y1)):
            place = (0, 0, self.width, self.height, 0)
            pdfium.FPDF_PageToDevice(self.page, *place, px, py, x, y)
            found.append((x.value, y.value))
        (left, right), (top, bottom) = (sorted(each) for each in zip(*found, strict=True))
        return (
            min(max(left, 0), self.width),
            min(max(top, 0), self.height),
            min(max(right + 1, 0), self.width),
            min(max(bottom + 1, 0), self.height),
        )
