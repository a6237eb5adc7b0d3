"""PDFium: opening a document and its pages, and asking them about their objects."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2  # noqa: F401  (starts the library)
import pypdfium2.raw as pdfium

from resolutions.ingest import limits
from resolutions.ingest.document import Refused
from resolutions.ingest.readers.pdf.page import Box
from resolutions.ingest.readers.pdf.repair import pages_in, repaired, uncounted

# Objects may be grouped, and groups grouped again; a person nests two or three.
_DEPTH = 12

_ENCRYPTED = (
    "The PDF is locked with a password; save a copy without the password and send that instead."
)
_TOO_MANY = (
    "A page of the PDF is drawn from more than 50,000 objects; print it to PDF again and send that."
)
DAMAGED = "The PDF is damaged and cannot be opened; save or print it to PDF again and send that."


class Opened(NamedTuple):
    """A document, the number of its pages as it says itself, and how many its objects describe."""

    handle: ctypes._Pointer
    declared: int
    held: int


@contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    """
    Open a document for the length of a `with` block.

    What an empty password opens is read, and what is damaged or miscounts its
    pages is repaired if it can be. The library keeps state of its own: one
    thread at a time may use it.
    """
    document, error = _load(data)
    if not document and error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        raise Refused("encrypted", _ENCRYPTED)
    # The library reads from these bytes as long as the document is open.
    mended = None if document else repaired(data)
    if mended:
        document, _ = _load(mended)
    if not document:
        raise Refused("damaged", DAMAGED)
    declared, held, whole = pdfium.FPDF_GetPageCount(document), pages_in(data), None
    counted = uncounted(data) if declared < held else None
    if counted:
        whole, _ = _load(counted)
    try:
        yield Opened(whole or document, declared, held)
    finally:
        pdfium.FPDF_CloseDocument(document)
        if whole:
            pdfium.FPDF_CloseDocument(whole)


def _load(data: bytes) -> tuple[ctypes._Pointer | None, int]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    return document or None, pdfium.FPDF_GetLastError()


@contextmanager
def page_of(document, index: int) -> Iterator[ctypes._Pointer | None]:
    """Open a page, counted from 0; None if it is missing or beyond repair."""
    page = pdfium.FPDF_LoadPage(document, index)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


@contextmanager
def text_of(page) -> Iterator[ctypes._Pointer | None]:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text or None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    An object of a page; `order` is its place in the order of drawing.

    `matrix` leads from the object's own coordinates to those of the page.
    """

    handle: ctypes._Pointer
    kind: int
    order: int
    matrix: "Matrix"


@dataclass(frozen=True, slots=True)
class Matrix:
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, other: "Matrix") -> "Matrix":
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box around a rectangle that was moved."""
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = zip(*corners, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


def drawn(page) -> Iterator[Drawn]:
    """Go through the objects of a page in the order of drawing, those of groups included."""
    pending = [_group(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, Matrix())]
    order = 0
    while pending:
        handle, matrix = next(pending[-1], (None, None))
        if handle is None:
            pending.pop()
            continue
        order += 1
        limits.check_size(order, limits.PDF_OBJECTS_PER_PAGE, "too-many-objects", _TOO_MANY)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and len(pending) < _DEPTH:
            count, get = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
            pending.append(_group(handle, count, get, matrix_of(handle).then(matrix)))
        yield Drawn(handle, kind, order, matrix)


def _group(holder, count, get, matrix: Matrix) -> Iterator[tuple]:
    for index in range(count(holder)):
        if handle := get(holder, index):
            yield handle, matrix


def matrix_of(handle) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return Matrix()
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def bounds(each: Drawn) -> Box:
    """The rectangle around an object, in the coordinates of the page."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(each.handle, *edges):
        return Box(0, 0, 0, 0)
    return each.matrix.box(*(edge.value for edge in edges))


def sheet_of(page) -> Box:
    """The part of the page that is shown, in the coordinates of the page."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, rect):
        return Box(0, 0, 612, 792)
    return Box(rect.left, rect.bottom, rect.right, rect.top)
