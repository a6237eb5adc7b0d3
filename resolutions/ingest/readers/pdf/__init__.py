"""
PDF with a text layer.

The stages, each from values to values:

    guard        bytes       how large the file becomes when unpacked
    library      bytes       PDFium: pages and what is drawn on them
    characters   a page      characters with place, size and type
    hidden       characters  those that a person sees
    rows         characters  lines of print, cut where columns end
    pages        a page      sheets of lines, one for each direction of print
    spots        a page      where each line stands on the picture of its page
    measure      all pages   body type, margins, distance of lines
    running, footnotes, tables   the place of each line
    lines        all pages   `Line` with gap, indent and setting

The file's own structure tags are not used: they need not say what the page
shows, and what other programs than Word print has none. Scripts, forms,
attachments and links are never looked at.
"""

import re
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from resolutions.ingest import limits
from resolutions.ingest.document import ParseWarning, Reading, Refused
from resolutions.ingest.readers.pdf import guard
from resolutions.ingest.readers.pdf.footnotes import mark_notes
from resolutions.ingest.readers.pdf.library import DAMAGED, Opened, opened, page_of
from resolutions.ingest.readers.pdf.lines import lines_of
from resolutions.ingest.readers.pdf.measure import measure
from resolutions.ingest.readers.pdf.pages import Page, read_page
from resolutions.ingest.readers.pdf.repair import pages_in
from resolutions.ingest.readers.pdf.running import mark_running
from resolutions.ingest.readers.pdf.tables import mark_tables

_NO_TEXT = (
    "The PDF shows pictures or empty pages and no text; send the Word file, or run text"
    " recognition over it first."
)
_NO_LETTERS = (
    "The type in the PDF does not say which letters it shows; send the Word file, or run text"
    " recognition over it first."
)
_TOO_MANY_PAGES = "The PDF has more than 500 pages; split it and send its documents one by one."
_TOO_LONG = "The PDF holds more than 5 MiB of text; split it and send its documents one by one."
_HIDDEN = "The file holds text that nobody sees on its pages; it was left out."
_GUESSED = "The type of some text does not say which letters it shows; compare them."
_CUT = "The end of the file is missing; parts of the text may be lost or misread."
_MISCOUNTED = "The file says that it has fewer pages than it has; all of them were read."
_LAYERED = "The text is a layer that text recognition put over pictures; compare it with them."

# Fewer characters than these on pictured pages are a stamp or a page number.
_STAMP = 100

# Above this share of letters that are guesses, the text must look like language:
# of its words, so many are those that no English text can do without.
_GUESSES, _LIKELY = 0.2, 0.05
_COMMON_WORDS = frozenset(
    ("the", "of", "and", "to", "in", "a", "for", "on", "its", "that", "with", "by")
)

# How much of a file is searched for its end mark; mail programs add lines to it.
_TAIL = 2048
_END = b"%%EOF"
_SIGN = re.compile(rb"%PDF-\d")
_HEAD = 1024


def accepts(data: bytes) -> bool:
    """
    A PDF begins within the first kilobyte, whatever a mail program put before it.

    One whose beginning is lost or spoilt shows pages nevertheless. "The sign %PDF-
    begins such files." is text.
    """
    if data.startswith(b"%PDF-") or (_SIGN.search(data[:_HEAD]) and b" obj" in data):
        return True
    return b"endobj" in data and b"endstream" in data and pages_in(data) > 0


def _with_head(data: bytes) -> bytes:
    """The file from its sign on, which the library looks for in the first kilobyte alone."""
    if _SIGN.search(data[:_HEAD]):
        return data
    sign = _SIGN.search(data)
    return data[sign.start() :] if sign else b"%PDF-1.7\n" + data


def read(data: bytes) -> Reading:
    """
    Give the lines of print with their places, styles, sizes and white space.

    One thread at a time may read PDFs: the library keeps state of its own.
    """
    data = _with_head(data)
    guard.check(data)
    with opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document.handle)
        pages = list(_pages(document.handle, count))
    _check(pages)
    sheets = [sheet for page in pages for sheet in page.sheets]
    measures = measure(sheet.pieces for sheet in sheets)
    mark_running(sheets, measures)
    mark_notes(sheets, measures)
    mark_tables(sheets, measures)
    losses = [*_miscounts(document, count), *_losses(data, len(pages), count)]
    warnings = [*_warnings(pages), *losses]
    spots = tuple(piece.spot for sheet in sheets for piece in sheet.pieces)
    lines = tuple(lines_of(sheets, measures))
    return Reading("pdf", lines, tuple(warnings), spots=spots)


def _pages(document, count: int) -> Iterator[Page]:
    """
    Read what pages there are.

    A damaged file may lie about their number; the first page beyond the limit
    tells whether there are really so many.
    """
    with page_of(document, limits.PDF_PAGES) as page:
        limits.check_size(bool(page), 0, "too-many-pages", _TOO_MANY_PAGES)
    characters = 0
    for index in range(min(count, limits.PDF_PAGES)):
        with page_of(document, index) as handle:
            if handle:
                page = read_page(handle, index + 1)
                characters += page.characters
                limits.check_size(characters, limits.TEXT_BYTES, "text-too-large", _TOO_LONG)
                yield page


def _check(pages: list[Page]) -> None:
    if not pages:
        raise Refused("damaged", DAMAGED)
    characters = sum(page.characters for page in pages)
    pictured = any(page.pictured for page in pages)
    if not characters or (pictured and characters < _STAMP):
        raise Refused("no-text", _NO_TEXT)
    guesses = sum(page.unmapped for page in pages)
    if guesses > _GUESSES * characters and not _is_language(pages):
        raise Refused("no-text", _NO_LETTERS)


def _is_language(pages: list[Page]) -> bool:
    words = [
        word
        for page in pages
        for sheet in page.sheets
        for piece in sheet.pieces
        for word in piece.text.lower().split()
    ]
    return sum(word in _COMMON_WORDS for word in words) > _LIKELY * len(words)


def _warnings(pages: list[Page]) -> Iterator[ParseWarning]:
    if any(page.hidden for page in pages):
        yield ParseWarning("hidden-text", _HIDDEN)
    if any(page.layered for page in pages):
        yield ParseWarning("recognised-text", _LAYERED)
    if any(page.unmapped for page in pages):
        yield ParseWarning("unreadable-characters", _GUESSED)
    pictures = [page.number for page in pages if page.pictured and not page.characters]
    if pictures:
        named = ", ".join(map(str, pictures))
        yield ParseWarning("pictured-pages", f"These pages are pictures without text: {named}.")


def _miscounts(document: Opened, count: int) -> Iterator[ParseWarning]:
    if count > document.declared:
        yield ParseWarning("pages-miscounted", _MISCOUNTED)
    elif document.held > count:
        message = (
            f"The file holds {document.held} pages and shows {count}; see what is on the others."
        )
        yield ParseWarning("pages-left-out", message)


def _losses(data: bytes, read: int, count: int) -> Iterator[ParseWarning]:
    if read < count:
        message = f"The file is damaged: of its {count} pages {read} could be read."
        yield ParseWarning("pages-lost", message)
    elif _END not in data[-_TAIL:]:
        yield ParseWarning("damaged", _CUT)
