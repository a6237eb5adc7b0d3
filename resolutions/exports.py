"""Tables as files, for spreadsheets and programs."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header


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


def _safe(value):
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value
