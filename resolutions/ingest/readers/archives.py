"""Zip archives: opened in memory, within limits, whatever their headers claim."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from resolutions.ingest import limits
from resolutions.ingest.document import Refused
from resolutions.ingest.readers.signatures import PROTECTED

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_DIRECTORY_SIGNATURE = b"PK\x01\x02"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_CHUNK = 64 * 1024

# What zipfile raises on a directory that it cannot read.
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error)

_ODD_NAME = re.compile(r"[\x00-\x1f\x7f]|(?:^|/)\.\.(?:/|$)|^/?[A-Za-z]:")

_AGAIN = "open the document in Word, save it again and send that."


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the archive; `length` is the packed size, None where nothing states it."""

    name: str
    offset: int
    method: int
    flags: int
    length: int | None
    checksum: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of an entry; `damaged` if they are cut short or fail their checksum."""

    data: bytes
    damaged: bool = False


class Archive:
    """
    The files of a zip archive by name, in small letters, with `/` between folders.

    Opening one inflates everything once, counting, so that what is read later
    is known to be within the limits. `cut_short` says that the directory at the
    end was missing and the files were found one after another instead.
    """

    def __init__(self, data: bytes):
        self._data = data
        limits.check_size(
            data.count(_DIRECTORY_SIGNATURE),
            limits.ARCHIVE_ENTRIES,
            "too-many-parts",
            f"The file is an archive of more than 2,000 parts; {_AGAIN}",
        )
        entries = _listed(data)
        self.cut_short = entries is None
        self._entries = _by_name(_walked(data) if entries is None else entries)
        self._check_sizes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, name: str) -> Part | None:
        """Return the file of that name, however capitalised, or None."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        inflating = _Inflating(self._data, entry)
        return Part(b"".join(inflating), inflating.damaged)

    def _check_sizes(self) -> None:
        total = 0
        for entry in self._entries.values():
            total += _measure(_Inflating(self._data, entry))
            _check_total(total)


def _measure(inflating: "_Inflating") -> int:
    """Inflate an entry within the limits and return its size."""
    size = 0
    for piece in inflating:
        size += len(piece)
        _check_part(size, inflating.consumed)
    return size


def _check_total(total: int) -> None:
    limits.check_size(
        total,
        limits.ARCHIVE_BYTES,
        "unpacks-too-large",
        f"The file unpacks to more than 100 MiB; {_AGAIN}",
    )


def _check_part(size: int, packed: int) -> None:
    limits.check_size(
        size,
        limits.PART_BYTES,
        "part-too-large",
        f"A part of the file unpacks to more than 50 MiB; {_AGAIN}",
    )
    if size > limits.ARCHIVE_RATIO_ABOVE:
        limits.check_size(
            size,
            limits.ARCHIVE_RATIO * max(packed, 1),
            "packed-too-tightly",
            f"A part of the file unpacks to more than 100 times its size; {_AGAIN}",
        )


class _Inflating:
    """
    The bytes of an entry, piece by piece.

    `consumed` is how many packed bytes have been used so far. Sizes and
    checksums in headers are never trusted; a wrong one sets `damaged`.
    """

    def __init__(self, data: bytes, entry: Entry):
        self.entry = entry
        self.start = _start(data, entry)
        end = len(data) if entry.length is None else self.start + entry.length
        self.damaged = end > len(data)
        self.packed = memoryview(data)[self.start : end]
        self.consumed = 0

    def __iter__(self) -> Iterator[bytes]:
        checksum = 0
        pieces = self._inflated() if self.entry.method == _DEFLATED else self._stored()
        for piece in pieces:
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if self.entry.checksum is not None and checksum != self.entry.checksum:
            self.damaged = True

    def _stored(self) -> Iterator[bytes]:
        while self.consumed < len(self.packed):
            piece = bytes(self.packed[self.consumed : self.consumed + _CHUNK])
            self.consumed += len(piece)
            yield piece

    def _inflated(self) -> Iterator[bytes]:
        inflater, fed = zlib.decompressobj(-zlib.MAX_WBITS), 0
        waiting = b""
        while not inflater.eof:
            if not waiting:
                waiting = bytes(self.packed[fed : fed + _CHUNK])
                fed += len(waiting)
            try:
                piece = inflater.decompress(waiting, _CHUNK)
            except zlib.error:
                break
            exhausted = not waiting and not piece
            waiting = inflater.unconsumed_tail
            self.consumed = fed - len(waiting) - len(inflater.unused_data)
            if piece:
                yield piece
            if exhausted:
                break
        self.damaged = self.damaged or not inflater.eof


def _start(data: bytes, entry: Entry) -> int:
    """Where the packed bytes begin, after a local header that agrees with the directory."""
    head = data[entry.offset : entry.offset + _LOCAL.size]
    if len(head) == _LOCAL.size and head.startswith(_LOCAL_SIGNATURE):
        *_, name_length, extra_length = _LOCAL.unpack(head)
        start = entry.offset + _LOCAL.size + name_length
        if _name(data[start - name_length : start], entry.flags) == entry.name:
            return start + extra_length
    raise Refused("damaged-archive", f"The file is damaged and cannot be unpacked; {_AGAIN}")


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & _UTF8 else "cp437", errors="replace")


def _listed(data: bytes) -> list[Entry] | None:
    """The entries as the directory at the end lists them, or None if there is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except _UNREADABLE:
        return None
    return [
        Entry(
            info.orig_filename,
            info.header_offset,
            info.compress_type,
            info.flag_bits,
            info.compress_size,
            info.CRC,
        )
        for info in infos
    ]


def _walked(data: bytes) -> Iterator[Entry]:
    """The entries as their own headers list them, one after another."""
    offset, count, total = 0, 0, 0
    while data[offset : offset + 4] == _LOCAL_SIGNATURE and count <= limits.ARCHIVE_ENTRIES:
        entry = _walked_entry(data, offset)
        if entry is None:
            return
        yield entry
        count += 1
        offset, size = _end(data, entry)
        total += size
        _check_total(total)


def _walked_entry(data: bytes, offset: int) -> Entry | None:
    head = data[offset : offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        return None
    _, _, flags, method, _, _, checksum, length, _, name_length, _ = _LOCAL.unpack(head)
    raw = data[offset + _LOCAL.size : offset + _LOCAL.size + name_length]
    name = _name(raw, flags)
    if flags & _SIZES_FOLLOW:
        return Entry(name, offset, method, flags, None, None) if method == _DEFLATED else None
    return Entry(name, offset, method, flags, length, checksum)


def _end(data: bytes, entry: Entry) -> tuple[int, int]:
    """Where the next entry may begin, and what had to be inflated to find it."""
    inflating = _Inflating(data, entry)
    if entry.length is not None:
        return inflating.start + entry.length, 0
    size = _measure(inflating)
    following = data.find(_LOCAL_SIGNATURE, inflating.start + inflating.consumed)
    return len(data) if following == -1 else following, size


def _by_name(entries) -> dict[str, Entry]:
    named: dict[str, Entry] = {}
    for entry in entries:
        _check_entry(entry)
        name = entry.name.replace("\\", "/").lstrip("/")
        if name.lower() in named:
            raise Refused("repeated-part", f"The file holds two parts of one name; {_AGAIN}")
        named[name.lower()] = entry
    limits.check_size(
        len(named),
        limits.ARCHIVE_ENTRIES,
        "too-many-parts",
        f"The file is an archive of more than 2,000 parts; {_AGAIN}",
    )
    return named


def _check_entry(entry: Entry) -> None:
    if entry.flags & _ENCRYPTED:
        raise Refused("encrypted", PROTECTED)
    if entry.method not in (_STORED, _DEFLATED):
        raise Refused(
            "packed-unusually", f"The file is packed in a way that Word does not use; {_AGAIN}"
        )
    if _ODD_NAME.search(entry.name.replace("\\", "/")):
        raise Refused("odd-part-name", f"A part of the file has a name that is no name; {_AGAIN}")
