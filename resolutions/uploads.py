"""Uploads: measured while they arrive, then read in a process of their own."""

import hashlib
from functools import lru_cache

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from resolutions.ingest import ParsedResolution
from resolutions.ingest.limits import FILE_BYTES, MIB
from resolutions.ingest.sandbox import Sandbox

REQUEST_BYTES = FILE_BYTES + MIB
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


class Bytes:
    """The bytes of a file; equal where their SHA-256 is."""

    def __init__(self, data: bytes):
        self.data = data
        self.digest = hashlib.sha256(data).digest()

    def __eq__(self, other):
        return isinstance(other, Bytes) and self.digest == other.digest

    def __hash__(self):
        return hash(self.digest)


@lru_cache(maxsize=4)
def read(file: Bytes) -> ParsedResolution:
    """
    Read an untrusted file in a limited process, or raise `Refused`.

    The last few are remembered: an editor looks at a file more than once.
    """
    with Sandbox() as sandbox:
        return sandbox.parse(file.data)
