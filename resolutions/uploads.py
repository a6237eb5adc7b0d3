"""Uploads are measured while they arrive, before anything holds them whole."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from resolutions.ingest.limits import FILE_BYTES, MIB

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
