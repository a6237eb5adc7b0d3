"""Where files lie: in a folder, in a zip, in zips inside either."""

import io
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from resolutions.ingest import limits
from resolutions.ingest.document import Refused

# A zip inside a zip is unpacked in memory.
_NESTED_BYTES = 256 * limits.MIB
_DEEPEST = 2
# How `zipfile` ends on what is damaged, locked or packed in a way that it does not know.
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
)
# A `ZipFile` counts its readers without a lock, and would be closed under one of them.
_UNZIPPING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Item:
    """
    A file of the holdings; `name` is its path in them, also through zips.

    `read` gives its bytes, or raises `Refused` where it is too large or damaged.
    """

    name: str
    read: Callable[[], bytes]


def items_in(path: Path) -> Iterator[Item]:
    """Yield the files of a folder or zip by name; hidden files and links are left out."""
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            inside = each.relative_to(path)
            hidden = any(part.startswith(".") for part in inside.parts)
            if not hidden and each.is_file() and not each.is_symlink():
                yield from _file(each, inside.as_posix())
    elif zipfile.is_zipfile(path):
        yield from _zipped(zipfile.ZipFile(path), "", 1)
    else:
        raise Refused(
            "no-holdings", f"{path} is neither a folder nor a zip; name one that holds the files."
        )


def _file(path: Path, name: str) -> Iterator[Item]:
    if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
        yield from _zipped(zipfile.ZipFile(path), f"{name}/", 1)
    else:
        yield Item(name, lambda: _bounded(path.stat().st_size, path.read_bytes))


def _zipped(archive: zipfile.ZipFile, folder: str, depth: int) -> Iterator[Item]:
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        if info.is_dir() or info.filename.startswith("__MACOSX/"):
            continue
        name = folder + info.filename
        if info.filename.lower().endswith(".zip") and depth < _DEEPEST:
            if info.file_size <= _NESTED_BYTES:
                nested = io.BytesIO(archive.read(info))
                if zipfile.is_zipfile(nested):
                    yield from _zipped(zipfile.ZipFile(nested), f"{name}/", depth + 1)
        else:
            yield Item(name, _entry(archive, info))


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with _UNZIPPING, archive.open(info) as stream:
                # The size in the list may be a lie, so no more than that is unpacked.
                return _bounded(info.file_size, lambda: stream.read(limits.FILE_BYTES + 1))
        except _DAMAGES:
            raise Refused(
                "damaged-zip", "The zip is damaged here, or locked, and this file cannot be read."
            ) from None

    return read


def _bounded(size: int, read: Callable[[], bytes]) -> bytes:
    data = read() if size <= limits.FILE_BYTES else b""
    if max(size, len(data)) > limits.FILE_BYTES:
        raise Refused(
            "too-large", f"The file is larger than {limits.FILE_BYTES // limits.MIB} MiB."
        )
    return data
