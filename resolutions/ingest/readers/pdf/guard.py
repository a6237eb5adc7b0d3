"""What a PDF unpacks to, measured before anything else opens it."""

import re
import zlib
from collections.abc import Iterable, Iterator

from resolutions.ingest import limits
from resolutions.ingest.document import Refused

_CHUNK = 64 * 1024
_OUTPUT = 1024 * 1024

# A stream's dictionary stands before it, and is no longer than this.
_HEADER = 4096

_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_COMPRESSED = re.compile(rb"/N\s{1,4}(\d{1,9})\b")
_MOST_FILTERS = 4

_TOO_MUCH = (
    "The PDF unpacks to far more than a document needs; print it to PDF again and send that."
)
_TOO_MANY = (
    "The PDF holds more than 100,000 objects; split it into its documents and send them one by one."
)


def check(data: bytes) -> None:
    """Refuse a file with too many objects, or whose streams unpack to too much."""
    objects, total = data.count(b" obj"), 0
    for header, body in _streams(data):
        if b"/ObjStm" in header and (number := _COMPRESSED.search(header)):
            objects += int(number[1])
        total += _unpacked(header, body, min(limits.PDF_STREAM, limits.PDF_STREAMS - total))
    limits.check_size(objects, limits.PDF_OBJECTS, "too-many-objects", _TOO_MANY)


def _streams(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """
    Go through the streams as they follow one another, with their dictionaries.

    A stream whose end is missing runs to the end of the file.
    """
    view, position = memoryview(data), 0
    while (start := data.find(b"stream", position)) != -1:
        begin = start + len(b"stream")
        end = data.find(b"endstream", begin)
        header = data[max(start - _HEADER, position) : start].rpartition(b" obj")[2]
        yield header, view[begin : len(data) if end == -1 else end]
        if end == -1:
            return
        position = end + len(b"endstream")


def _unpacked(header: bytes, body: memoryview, limit: int) -> int:
    """The size of a stream once unpacked; refuses when it passes the limit."""
    filters = len(_FLATE.findall(header))
    if filters > _MOST_FILTERS:
        raise Refused("unpacks-too-large", _TOO_MUCH)
    chunks: Iterable[bytes] = (body[at : at + _CHUNK] for at in range(0, len(body), _CHUNK))
    for _ in range(filters):
        chunks = _inflated(chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        limits.check_size(size, limit, "unpacks-too-large", _TOO_MUCH)
    return size


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack as far as the data are sound; the line end before them is skipped."""
    machine, first = zlib.decompressobj(), True
    for chunk in chunks:
        rest = bytes(chunk)
        if first:
            rest, first = rest.lstrip(b"\r\n"), False
        while rest and not machine.eof:
            try:
                yield machine.decompress(rest, _OUTPUT)
            except zlib.error:
                return
            rest = machine.unconsumed_tail
