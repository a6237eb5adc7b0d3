"""Characters: what is printed on a page, where, and in which type."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from resolutions.ingest.document import Style
from resolutions.ingest.readers.pdf.page import Box, Word

# A pointer to nothing: the object of characters that the library made up.
_NOTHING = bytes(ctypes.sizeof(ctypes.c_void_p))

# The library gives the first two for a hyphen that ends a line. A soft hyphen
# in a PDF is printed as a hyphen: what is not printed is not in the file.
_HYPHENS = dict.fromkeys((0x02, 0xFFFE, 0xAD), "-")

# Half of a character, and what is none.
_UNKNOWN = dict.fromkeys((0x00, 0x10FFFF, *range(0xD800, 0xE000)), "\ufffd")

_TRANSLATION = _HYPHENS | _UNKNOWN

_WORD = re.compile(r"\S+")

# Text that runs further than this from the horizontal or vertical is slanted.
_SLANT = math.radians(8)

_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600


class Printed(NamedTuple):
    """Characters between spaces, and the rectangle around them."""

    text: str
    box: Box


@dataclass(slots=True)
class Cast:
    """
    Characters of one text object, in PDF's own coordinates.

    `owner` names the object. `opens` and `closes` tell whether spaces stand
    before the first word and after the last. The boxes of leaning letters stick
    out over their neighbours: `start` and `end` say where the first letter
    stands and the last leaves off, the latter only if white follows. `quarter`
    is the direction in which the text runs, in quarter turns against the clock,
    or None if it is slanted. `unmapped` tells that the type does not say which
    letters it shows: the text is then a guess.
    """

    owner: bytes
    words: list[Printed]
    opens: bool
    closes: bool
    start: tuple[float, float]
    end: tuple[float, float] | None
    size: float
    quarter: int | None
    style: Style
    unmapped: bool

    @property
    def characters(self) -> int:
        return sum(len(word.text) for word in self.words)


def casts(text) -> Iterator[Cast]:
    """Go through the characters of a page, in the order of the file, object by object."""
    count = max(pdfium.FPDFText_CountChars(text), 0)
    characters = _characters(text, count)
    styles: dict[bytes, Style] = {}
    start = 0
    while start < count:
        owner = bytes(pdfium.FPDFText_GetTextObject(text, start))
        end = start + 1 if owner == _NOTHING else _end(text, owner, start, count)
        if owner != _NOTHING and not characters[start:end].isspace():
            yield _cast(text, owner, start, characters[start:end], styles)
        start = end


def _characters(text, count: int) -> str:
    """All characters of a page, one for each place that the library counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        characters = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if len(characters) == count:
            return characters.translate(_TRANSLATION)
    # Some characters stand for two units, or for none.
    codes = map(pdfium.FPDFText_GetUnicode, repeat(text), range(count))
    return "".join(map(chr, (min(code, 0x10FFFF) for code in codes))).translate(_TRANSLATION)


def _end(text, owner: bytes, start: int, count: int) -> int:
    """Where the characters of an object end: they stand together, so leaps find the place."""
    known, step = start, 1
    while known + step < count and _owns(text, owner, known + step):
        known += step
        step *= 2
    beyond = min(known + step, count)
    while known + 1 < beyond:
        middle = (known + beyond) // 2
        known, beyond = (middle, beyond) if _owns(text, owner, middle) else (known, middle)
    return beyond


def _owns(text, owner: bytes, index: int) -> bool:
    return bytes(pdfium.FPDFText_GetTextObject(text, index)) == owner


def _cast(text, owner: bytes, start: int, characters: str, styles: dict[bytes, Style]) -> Cast:
    matrix, end = pdfium.FS_MATRIX(), start + len(characters)
    pdfium.FPDFText_GetMatrix(text, start, matrix)
    across = math.hypot(matrix.c, matrix.d)
    white = pdfium.FPDFText_IsGenerated(text, end) == 1
    return Cast(
        owner,
        list(_words(text, start, characters)),
        characters[0].isspace(),
        characters[-1].isspace(),
        _origin(text, start),
        _origin(text, end) if white else None,
        pdfium.FPDFText_GetFontSize(text, start) * across,
        _quarter(matrix),
        _style(pdfium.FPDFText_GetTextObject(text, start), matrix, styles),
        bool(pdfium.FPDFText_HasUnicodeMapError(text, start)),
    )


def _words(text, start: int, characters: str) -> Iterator[Printed]:
    place = pdfium.FPDFText_GetLooseCharBox
    one, other = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    for match in _WORD.finditer(characters):
        first, last = match.start(), match.end() - 1
        place(text, start + first, one)
        if first == last:
            yield Printed(match[0], Box(one.left, one.bottom, one.right, one.top))
            continue
        place(text, start + last, other)
        left, right = min(one.left, other.left), max(one.right, other.right)
        low, high = min(one.bottom, other.bottom), max(one.top, other.top)
        yield Printed(match[0], Box(left, low, right, high))


def _origin(text, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


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
            tally[cast.quarter] += cast.characters
    return tally.index(max(tally))


def words_of(cast: Cast, quarter: int, sheet: Box) -> list[Word]:
    """Turn words so that they run from left to right and down the page."""
    start = turned(Box(*cast.start, *cast.start), quarter, sheet)
    boxes = [turned(word.box, quarter, sheet) for word in cast.words]
    words = [
        Word(word.text, box.x0, box.x1, start.y0, cast.size, cast.style)
        for word, box in zip(cast.words, boxes, strict=True)
    ]
    words[0].opens, words[-1].closes = cast.opens, cast.closes
    if not cast.opens and words[0].left <= start.x0 < words[0].right:
        words[0].left = start.x0
    if cast.end and not cast.closes:
        end = turned(Box(*cast.end, *cast.end), quarter, sheet).x0
        if words[-1].left < end <= words[-1].right:
            words[-1].right = end
    return words


def turned(box: Box, quarter: int, sheet: Box) -> Box:
    """A box of the sheet in the coordinates of text that runs in a direction."""
    if quarter == 0:
        return Box(box.x0 - sheet.x0, sheet.y1 - box.y1, box.x1 - sheet.x0, sheet.y1 - box.y0)
    if quarter == 1:
        return Box(box.y0 - sheet.y0, box.x0 - sheet.x0, box.y1 - sheet.y0, box.x1 - sheet.x0)
    if quarter == 2:
        return Box(sheet.x1 - box.x1, box.y0 - sheet.y0, sheet.x1 - box.x0, box.y1 - sheet.y0)
    return Box(sheet.y1 - box.y1, sheet.x1 - box.x1, sheet.y1 - box.y0, sheet.x1 - box.x0)
