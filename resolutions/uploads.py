"""Uploads: measured while they arrive, and taken out of the archive that they came in."""

import tempfile

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from resolutions.ingest.limits import FILE_BYTES, MIB, check_size
from resolutions.ingest.readers.archives import Archive

REQUEST_BYTES = FILE_BYTES + MIB
ZIP = b"PK\x03\x04"
# What makes a zip archive a document of Word's, or of its kin.
CONTENT_TYPES = "[content_types].xml"
MOST_FILES = 50
TOO_MANY_FILES = "The archive holds more than 50 files; send it in parts."
TOO_LARGE = (
    f"The file is larger than {FILE_BYTES // MIB} MiB; split it into its documents and send "
    "them one by one."
)


class SizeLimit(FileUploadHandler):
    """
    Refuses requests that are too large, and drops files that are.

    A file is dropped as soon as it passes the limit; `request.file_too_large`
    then tells the page why it has none. Stands first among the handlers.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > REQUEST_BYTES:
            raise RequestDataTooBig("The request is larger than an upload may be.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > FILE_BYTES:
            self.request.file_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None


class NamelessFile(FileUploadHandler):
    """Keeps what arrives in a file without a name, which is gone with the process."""

    file: UploadedFile | None = None

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        room = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115
        kind = (self.content_type, 0, self.charset, self.content_type_extra)
        self.file = UploadedFile(room, self.file_name, *kind)

    def receive_data_chunk(self, raw_data, start):
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self):
        if self.file:
            self.file.close()


def unpacked(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """
    The files in a zip archive, or the file itself, which a Word document is too.

    Raises `Refused` for an archive of too many files, or one that is none.
    """
    if not data.startswith(ZIP):
        return [(name, data)]
    archive = Archive(data)
    names = [each for each in archive if is_document(each)]
    if CONTENT_TYPES in archive or not names:
        return [(name, data)]
    check_size(len(names), MOST_FILES, "too-many-files", TOO_MANY_FILES)
    return [(each, archive.read(each).data) for each in names]


def is_document(name: str) -> bool:
    """Whether a name in an archive is one that a person gave: no folder, no leftovers of a Mac."""
    parts = name.split("/")
    return not name.endswith("/") and not any(p.startswith((".", "__macosx")) for p in parts)
