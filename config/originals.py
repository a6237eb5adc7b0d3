"""Where the originals of documents are kept: in files that are named by their content."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class Originals(FileSystemStorage):
    """
    Files that appear under their names whole, or not at all, and stay.

    What has a name already is the same bytes, or a damaged copy of them: saving it again
    replaces it. When `save` returns, the file and its name are on the disk.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

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
                os.fsync(file.fileno())
            Path(partial).replace(path)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
        for folder in folders:
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
