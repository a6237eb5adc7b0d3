"""Files that a browser saves: tables for spreadsheets and programs, and originals."""

import csv
from collections.abc import Iterable, Sequence

from django.http import FileResponse, HttpResponse
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.views.decorators.csp import csp_override

from resolutions.archive.uploads import MEDIA_TYPES, UNKNOWN
from resolutions.models import SourceFile


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """
    A CSV file (RFC 4180, UTF-8) that the browser saves as `name`.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    response = attachment("text/csv; charset=utf-8", name)
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return response


def attachment(media_type: str, name: str) -> HttpResponse:
    """An empty file that the browser saves as `name`."""
    response = HttpResponse(content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@csp_override({"default-src": [CSP.NONE], "sandbox": True})
def original_file(request, source: SourceFile) -> FileResponse:
    """An original as supplied: saved by the browser, and powerless if it opens it all the same."""
    known = source.media_type if source.media_type in MEDIA_TYPES.values() else UNKNOWN
    return FileResponse(
        source.content.open(), as_attachment=True, filename=source.name, content_type=known
    )


def _safe(value):
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value
