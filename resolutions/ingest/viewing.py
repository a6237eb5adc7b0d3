"""
Reading a file to work on it: the document, the lines of its source, and pictures of its pages.

In a limited process, since that is where files are opened. A request is a file behind
`WHOLE`, or behind the number of a page of a PDF.
"""

import base64
import ctypes
import logging
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

import msgspec

from resolutions.ingest import limits
from resolutions.ingest.decoding import decode
from resolutions.ingest.document import ParsedResolution, Reading, Refused, Spot
from resolutions.ingest.frames import TOO_COMPLEX, UNREADABLE
from resolutions.ingest.sandbox import Sandbox, check_document

PROGRAM = "from resolutions.ingest.viewing import main; main()"
PAGE = struct.Struct(">I")
WHOLE = 0
# What is shown of a source; a longer one is downloaded.
LINES_SHOWN = 5000
LINE_SHOWN = 2000
# Pixels: a page of A4 reads well at this width.
WIDTH, LONGEST = 900, 2600
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """
    A line of a source; `number` is its place as the reader counts, `page` from 1.

    `spot` is where it stands on the picture of its page, if there is one.
    """

    text: str
    number: int = 0
    page: int = 1
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What was read, or a picture as PNG in base64, or why there is neither."""

    document: ParsedResolution | None = None
    lines: tuple[SourceLine, ...] = ()
    picture: str = ""
    code: str = ""
    message: str = ""
    fault: str = ""


class Viewer(Sandbox):
    """A viewing process, started when it is first needed and ended with the `with` block."""

    def __init__(self):
        super().__init__(PROGRAM)

    def understood(self, frame: bytearray) -> Sight:
        sight = msgspec.json.decode(frame, type=Sight)
        if sight.document:
            check_document(sight.document)
        return sight

    def read(self, data: bytes) -> Sight:
        """The document in a file and the lines it was read from, or `Refused`."""
        if len(data) > limits.FILE_BYTES:
            raise Refused("too-large", limits.TOO_LARGE)
        sight = self.ask(PAGE.pack(WHOLE) + data)
        if sight.fault:
            log.error("A file could not be read: %s", sight.fault)
        if sight.document is None:
            raise Refused(sight.code, sight.message)
        return sight

    def picture(self, data: bytes, page: int) -> bytes | None:
        """A page of a PDF, counted from 1, as PNG; None if there is no such page."""
        if not 1 <= page <= limits.PDF_PAGES:
            return None
        sight = self.ask(PAGE.pack(page) + data)
        shown = isinstance(sight, Sight) and sight.picture
        return base64.b64decode(shown, validate=True) if shown else None


def main() -> None:
    """Run as the limited process."""
    # The readers take half a second to load, and the process that asks never reads.
    from resolutions.ingest import worker

    worker.main(answer)


def answer(request: bytes) -> bytes:
    (page,), data = PAGE.unpack_from(request), request[PAGE.size :]
    try:
        sight = Sight(picture=picture_of(data, page)) if page else whole(data)
    except Refused as reason:
        sight = Sight(code=reason.code, message=reason.message)
    except (MemoryError, RecursionError):
        sight = Sight(code=TOO_COMPLEX.code, message=TOO_COMPLEX.message)
    except Exception as fault:
        sight = Sight(code=UNREADABLE.code, message=UNREADABLE.message, fault=repr(fault))
    return msgspec.json.encode(sight)


def whole(data: bytes) -> Sight:
    from resolutions.ingest.compose import compose
    from resolutions.ingest.readers import read

    result = read(data)
    document = result if isinstance(result, ParsedResolution) else compose(result)
    return Sight(document, tuple(islice(lines_of(data, result), LINES_SHOWN)))


def lines_of(data: bytes, result: Reading | ParsedResolution) -> Iterator[SourceLine]:
    """The lines of a file of text as they are, of another as its reader finds them."""
    if isinstance(result, ParsedResolution) or result.format in ("text", "markdown"):
        for number, text in enumerate(decode(data).text.split("\n"), 1):
            yield SourceLine(text[:LINE_SHOWN], number)
        return
    for line, spot in zip_longest(result.lines, result.spots):
        text = f"{line.label} {line.text}".strip()
        yield SourceLine(text[:LINE_SHOWN], line.number, line.page, spot)


def picture_of(data: bytes, page: int) -> str:
    import pypdfium2.raw as pdfium

    from resolutions.ingest.readers.pdf.library import opened, page_of

    with opened(data) as document, page_of(document.handle, page - 1) as sheet:
        if sheet is None:
            raise Refused("no-page", "The file has no such page.")
        wide, high = pdfium.FPDF_GetPageWidthF(sheet), pdfium.FPDF_GetPageHeightF(sheet)
        width, height = WIDTH, max(1, min(LONGEST, round(WIDTH * high / max(wide, 1))))
        grey = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(grey, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(grey, sheet, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(grey)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(grey), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(grey)
    rows = (pixels[at : at + width] for at in range(0, stride * height, stride))
    return base64.b64encode(png(width, height, b"".join(b"\x00" + row for row in rows))).decode()


def png(width: int, height: int, filtered: bytes) -> bytes:
    """A picture in shades of grey; each row of `filtered` begins with its filter, 0 for none."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(filtered, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
