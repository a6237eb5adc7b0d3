"""Characters: what is printed on a page, where, and in which type."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, repeat

import pypdfium2.raw as pdfium

from resolutions.ingest.document import Style
from resolutions.ingest.readers.pdf.page import Box, Span

# A pointer to nothing: the object of characters that the library made up.
_NOTHING = bytes(ctypes.sizeof(ctypes.c_void_p))

# The library gives the first two for a hyphen that ends a line. A soft hyphen
# in a PDF is printed as a hyphen: what is not printed is not in the file.
_HYPHENS = dict.fromkeys((0x02, 0xFFFE, 0xAD), "-")
_UNKNOWN = "\ufffd"

# Text that runs further than this from the horizontal or vertical is slanted.
_SLANT = math.radians(8)

_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600


@dataclass(slots=True)
class Cast:
    """
    Characters of one text object, in PDF's own coordinates.

    `owner` names the object. The boxes of leaning letters stick out over their
    neighbours: `start` and `end` say where the first stands and the last leaves
    off, the latter only if white follows. `quarter` is the direction in which the text runs,
    in quarter turns against the clock, or None if it is slanted.
    """

    owner: bytes
    text: str
    boxes: list[Box]
    start: tuple[float, float]
    end: tuple[float, float] | None
    size: float
    quarter: int | None
    style: Style
    unreadable: bool


def casts(text) -> Iterator[Cast]:
    """Go through the characters of a page, in the order of the file, object by object."""
    count = max(pdfium.FPDFText_CountChars(text), 0)
    owners = map(bytes, map(pdfium.FPDFText_GetTextObject, repeat(text), range(count)))
    codes = list(map(pdfium.FPDFText_GetUnicode, repeat(text), range(count)))
    styles: dict[bytes, Style] = {}
    start = 0
    for owner, group in groupby(owners):
        end = start + sum(1 for _ in group)
        if owner != _NOTHING:
            yield _cast(text, owner, start, codes[start:end], styles)
        start = end


def _cast(text, owner: bytes, start: int, codes: list[int], styles: dict[bytes, Style]) -> Cast:
    matrix, end = pdfium.FS_MATRIX(), start + len(codes)
    pdfium.FPDFText_GetMatrix(text, start, matrix)
    across = math.hypot(matrix.c, matrix.d)
    white = pdfium.FPDFText_IsGenerated(text, end) == 1
    return Cast(
        owner,
        "".join(map(_character, codes)),
        _boxes(text, start, len(codes)),
        _origin(text, start),
        _origin(text, end) if white else None,
        pdfium.FPDFText_GetFontSize(text, start) * across,
        _quarter(matrix),
        _style(pdfium.FPDFText_GetTextObject(text, start), matrix, styles),
        bool(pdfium.FPDFText_HasUnicodeMapError(text, start)),
    )


def _origin(text, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _boxes(text, start: int, count: int) -> list[Box]:
    rect, boxes = pdfium.FS_RECTF(), []
    for index in range(start, start + count):
        pdfium.FPDFText_GetLooseCharBox(text, index, rect)
        boxes.append(Box(rect.left, rect.bottom, rect.right, rect.top))
    return boxes


def _character(code: int) -> str:
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return _UNKNOWN
    return chr(code)


def _quarter(matrix) -> int | None:
    angle = math.atan2(matrix.b, matrix.a)
    quarter = round(angle / (math.pi / 2))
    if abs(angle - quarter * math.pi / 2) > _SLANT:
        return None
    return quarter % 4


def _style(handle, matrix, styles: dict[bytes, Style]) -> Style:
    font = pdfium.FPDFTextObj_GetFont(handle)
    key = bytes(font)
    if key not in styles:
        styles[key] = _font_style(font)
    style = styles[key]
    if _leans(matrix):
        style |= Style.ITALIC
    if pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
        style |= Style.BOLD
    return style


def _leans(matrix) -> bool:
    """Whether upright letters are drawn leaning, as programs do that lack the italic type."""
    along, up = math.atan2(matrix.b, matrix.a), math.atan2(matrix.d, matrix.c)
    return 0.1 < (along + math.pi / 2 - up) % (2 * math.pi) < 0.6


def _font_style(font) -> Style:
    if not font:
        return Style.PLAIN
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    printed = name.value.decode("latin-1").lower()
    flags, angle = pdfium.FPDFFont_GetFlags(font), ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    style = Style.PLAIN
    if "ital" in printed or "obli" in printed or flags & _ITALIC_FLAG or angle.value:
        style |= Style.ITALIC
    bold = "bold" in printed or "black" in printed or flags & _BOLD_FLAG
    if bold or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT:
        style |= Style.BOLD
    return style


def main_quarter(found: list[Cast]) -> int:
    """The direction in which most characters of a page run."""
    tally = [0, 0, 0, 0]
    for cast in found:
        if cast.quarter is not None:
            tally[cast.quarter] += len(cast.text)
    return tally.index(max(tally))


def span(cast: Cast, quarter: int, sheet: Box) -> Span:
    """Turn characters so that they run from left to right and down the page."""
    edges = [turned(box, quarter, sheet) for box in cast.boxes]
    sides = [(edge.x0, edge.x1) for edge in edges]
    start = turned(Box(*cast.start, *cast.start), quarter, sheet)
    if sides[0][0] <= start.x0 < sides[0][1]:
        sides[0] = (start.x0, sides[0][1])
    if cast.end:
        end = turned(Box(*cast.end, *cast.end), quarter, sheet).x0
        if sides[-1][0] < end <= sides[-1][1]:
            sides[-1] = (sides[-1][0], end)
    return Span(cast.text, sides, start.y0, cast.size, cast.style)


def turned(box: Box, quarter: int, sheet: Box) -> Box:
    """A box of the sheet in the coordinates of text that runs in a direction."""
    if quarter == 0:
        return Box(box.x0 - sheet.x0, sheet.y1 - box.y1, box.x1 - sheet.x0, sheet.y1 - box.y0)
    if quarter == 1:
        return Box(box.y0 - sheet.y0, box.x0 - sheet.x0, box.y1 - sheet.y0, box.x1 - sheet.x0)
    if quarter == 2:
        return Box(sheet.x1 - box.x1, box.y0 - sheet.y0, sheet.x1 - box.x0, box.y1 - sheet.y0)
    return Box(sheet.y1 - box.y1, sheet.x1 - box.x1, sheet.y1 - box.y0, sheet.x1 - box.x0)
