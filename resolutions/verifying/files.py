"""Originals: their bytes, and the texts that were read from them."""

import hashlib
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from resolutions.archive.originals import Busy, strays
from resolutions.archive.reading_back import document_of
from resolutions.archive.store import UPLOADED
from resolutions.ingest import ParsedResolution, Refused
from resolutions.ingest.edition import edition
from resolutions.ingest.viewing import Viewer
from resolutions.models import SourceFile, Upload
from resolutions.verifying.check import Problems, Remark

PIECE = 1 << 20
# Of a document, what is held paragraph by paragraph; its head may be an editor's.
TEXT = ("paragraphs", "annexes", "notes")


def originals() -> Problems:
    files, size, began = 0, 0, time.monotonic()
    with ThreadPoolExecutor(1) as beside:
        for source in SourceFile.objects.order_by("pk").iterator():
            named = f"{source.name} ({source.sha256})"
            try:
                length, sha256, sha512 = sums(source, beside)
            except OSError as error:
                yield f"{named} cannot be read: {error.strerror or error}."
                continue
            files, size = files + 1, size + length
            if length != source.size:
                yield f"{named} has {length:,} bytes instead of {source.size:,}."
            elif sha256 != source.sha256:
                yield f"{named} has other bytes, of SHA-256 {sha256}."
            elif sha512 != source.sha512:
                known = f"not {source.sha512}" if source.sha512 else "of which there is no record"
                yield f"{named} has the SHA-512 {sha512}, {known}."
    taken = max(time.monotonic() - began, 1e-6)
    yield from extra()
    return f"{files:,} files, {size / 1e6:,.1f} MB, {size / 1e6 / taken:,.0f} MB/s"


def sums(source: SourceFile, beside: ThreadPoolExecutor) -> tuple[int, str, str]:
    """The length of a file and its two sums, made beside each other in one reading."""
    length, one, other = 0, hashlib.sha256(), hashlib.sha512()
    with source.content.open() as data:
        while piece := data.read(PIECE):
            length += len(piece)
            made = beside.submit(other.update, piece)
            one.update(piece)
            made.result()
    return length, one.hexdigest(), other.hexdigest()


def extra() -> Problems:
    try:
        for name, written in strays():
            yield f"{name}, written on {written:%d %B %Y}, belongs to nothing that is held."
    except Busy:
        yield "Files are being stored: verify again to see whether some belong to nothing."


def readings() -> Problems:
    """
    Read every original anew.

    What differs is wrong where the same edition of the readers read it; else it is told.
    """
    alike, now = 0, edition()
    with Viewer() as viewer:
        for source, kept, by in kept_readings():
            if (found := read_again(viewer, source)) is None:
                continue
            told = f"{source.name} ({source.sha256}) is read otherwise"
            if {part: found.get(part) for part in kept} == kept:
                alike += 1
            elif by == now:
                yield f"{told} than when it came in, by the same readers."
            else:
                yield Remark(
                    f"{told} by the readers of now (edition {now}, then {by or 'unknown'})."
                )
    return f"{alike:,} files read again"


def kept_readings() -> Iterator[tuple[SourceFile, dict, str]]:
    """Yield each file with what was read from it, or parts of that, and by which edition."""
    uploads = Upload.objects.filter(read__isnull=False).select_related("source").order_by("pk")
    for upload in uploads.iterator(100):
        yield upload.source, without_rules(upload.read["document"]), upload.edition
    # What nobody has worked on since is held as it was read.
    alone = SourceFile.objects.exclude(resolution=None).filter(uploads=None)
    for source in alone.filter(resolution__manuscripts=None).order_by("pk"):
        text = source.resolution
        version = text.versions.filter(source=UPLOADED).first()
        if version:
            document = as_json(document_of(text, version.language))
            yield source, {part: document[part] for part in TEXT}, ""


def read_again(viewer: Viewer, source: SourceFile) -> dict | None:
    """The document in a file; empty if it is refused now, None if the file is not there."""
    try:
        with source.content.open() as data:
            return as_json(viewer.read(data.read()).document)
    except Refused:
        return {}
    except OSError:  # `originals` tells
        return None


def as_json(document: ParsedResolution) -> dict:
    return without_rules(json.loads(msgspec.json.encode(document)))


def without_rules(value):
    """The same without the names of the rules that made it, which are no part of a text."""
    if isinstance(value, dict):
        return {name: without_rules(part) for name, part in value.items() if name != "rule"}
    return [without_rules(part) for part in value] if isinstance(value, list) else value
