"""Pages that a damaged or lying file does not lead to: found, counted, bound together anew."""

import re
import zlib
from collections.abc import Iterator

from resolutions.ingest import limits

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n]{1,2}(\d{1,5})[ \r\n]{1,2}obj\b")
_PAGE = re.compile(rb"/Type\s{0,4}/Page\b")

# What counts the pages below a branch of the page tree.
_COUNT = re.compile(rb"(/Count\s{0,4})([1-9]\d{0,9})\b")
_BRANCH = re.compile(rb"/Type\s{0,4}/Pages\b")
_STORE = re.compile(rb"/Type\s{0,4}/ObjStm\b")

# A page's dictionary is no longer than this.
_DICTIONARY = 4096
# A branch of the page tree names all pages below it.
_TREE = 256 * 1024
# Objects packed together in one stream take up no more than this.
_STORED = 4 * limits.MIB


def pages_in(data: bytes) -> int:
    """How many pages the objects of a file describe, whether or not its tree leads to them."""
    stored = sum(len(_PAGE.findall(store)) for store in _stores(data))
    if not (plain := len(_PAGE.findall(data))) or plain == 1:
        return plain + stored
    numbers = {  # a page that was changed is described again
        match[1] for match in _OBJECT.finditer(data) if _PAGE.search(_dictionary(data, match.end()))
    }
    return len(numbers) + stored


def _stores(data: bytes) -> Iterator[bytes]:
    """The objects that are packed together, as far as they can be unpacked."""
    for match in _STORE.finditer(data):
        start = data.find(b"stream", match.end(), match.end() + _DICTIONARY)
        packed = data[start + len(b"stream") : data.find(b"endstream", start)].lstrip(b"\r\n")
        try:
            yield zlib.decompressobj().decompress(packed, _STORED)
        except zlib.error:
            continue


def uncounted(data: bytes) -> bytes:
    """The file with 0 for the number of pages below each branch: the library then counts them."""
    out = bytearray(data)
    for match in _OBJECT.finditer(data):
        end = data.find(b"endobj", match.end(), match.end() + _TREE)
        branch = data[match.end() : end] if end != -1 else b""
        if _BRANCH.search(branch):
            for count in _COUNT.finditer(branch):
                start, end = (match.end() + place for place in count.span(2))
                out[start:end] = b"0" * (end - start)
    return bytes(out)


def _dictionary(data: bytes, start: int) -> bytes:
    """What an object that begins there says of itself, before its stream."""
    head = data[start : start + _DICTIONARY].partition(b"endobj")[0]
    return head.partition(b"stream")[0]


def repaired(data: bytes) -> bytes | None:
    """
    Return the file with a new page tree and table of places, or None if it shows no page.

    The library mends a file that still names its catalog; this is for those cut
    off before it. All pages that are whole are kept, in the order of the file.
    """
    places: dict[int, tuple[int, int]] = {}
    pages: dict[int, bytes] = {}
    for match in _OBJECT.finditer(data):
        number = int(match[1])
        places[number] = match.start(), int(match[2])
        if _PAGE.search(_dictionary(data, match.end())):
            pages[number] = b"%d %d R" % (number, int(match[2]))
        else:
            pages.pop(number, None)
    if not pages or len(places) > limits.PDF_OBJECTS:
        return None
    return _bound(data, places, list(pages.values()))


def _bound(data: bytes, places: dict[int, tuple[int, int]], pages: list[bytes]) -> bytes:
    out = bytearray(data + b"\nendobj\n")
    tree, catalog = max(places) + 1, max(places) + 2
    for number, body in (
        (tree, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(pages), len(pages))),
        (catalog, b"<< /Type /Catalog /Pages %d 0 R >>" % tree),
    ):
        places[number] = len(out), 0
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, (place, generation) in sorted(places.items()):
        out += b"%d 1\n%010d %05d n \n" % (number, place, generation)
    out += b"trailer << /Size %d /Root %d 0 R >>\n" % (catalog + 1, catalog)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
