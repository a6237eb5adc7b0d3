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
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([safe(value) for value in row] for row in rows)
    return response


def safe(value):
    """Return a value that a spreadsheet does not run."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value
