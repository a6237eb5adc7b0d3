"""A file whose end is lost: its pages are found again and bound together anew."""

import re

from resolutions.ingest import limits

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n]{1,2}(\d{1,5})[ \r\n]{1,2}obj\b")
_PAGE = re.compile(rb"/Type\s{0,4}/Page\b")

# A page's dictionary is no longer than this.
_DICTIONARY = 4096


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
        head = data[match.end() : match.end() + _DICTIONARY].partition(b"endobj")[0]
        if _PAGE.search(head.partition(b"stream")[0]):
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
