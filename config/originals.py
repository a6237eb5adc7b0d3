"""Where the originals of documents are kept: in files that are named by their content."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class Unreachable(OSError):
    """The store of originals does not answer, or not as it should."""


class ByContent:
    """
    What stores of originals share: a name is for good, and nobody reads by an address of theirs.

    `held()` yields every name there is with when it was written, whatever put it there.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def url(self, name: str) -> str:
        raise ValueError("Originals are sent by the archive, and have no address of their own.")

    def held(self) -> Iterator[tuple[str, datetime]]:
        raise NotImplementedError

    @contextmanager
    def settling_together(self) -> Iterator[None]:
        """Save many files, which are sure to be kept when this ends, and not one by one."""
        yield


class Originals(ByContent, FileSystemStorage):
    """
    Files that appear under their names whole, or not at all, and stay.

    What has a name already is the same bytes, or a damaged copy of them: saving it again
    replaces it. When `save` returns, the file and its name are on the disk.
    """

    one_by_one = True

    @contextmanager
    def settling_together(self) -> Iterator[None]:
        self.one_by_one = False
        try:
            yield
        finally:
            self.one_by_one = True
        os.sync()

    def held(self) -> Iterator[tuple[str, datetime]]:
        root = Path(self.location)
        for folder, _, names in root.walk():
            for path in (folder / name for name in names):
                written = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
                yield path.relative_to(root).as_posix(), written

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        folders = [*self._made(path.parent), path.parent]
        handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fchmod(file.fileno(), self.file_permissions_mode)
                if self.one_by_one:
                    os.fsync(file.fileno())
            Path(partial).replace(path)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
        for folder in folders if self.one_by_one else ():
            self._settle(folder)
        return name

    def _made(self, folder: Path) -> list[Path]:
        """Make a folder and those above it; return the ones that have a new name in them."""
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(mode=self.directory_permissions_mode, exist_ok=True)
        return [each.parent for each in missing]

    @staticmethod
    def _settle(folder: Path) -> None:
        """Have the names in a folder written to the disk."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
