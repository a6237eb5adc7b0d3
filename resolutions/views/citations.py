"""What the archive cites."""

from django.shortcuts import render

from resolutions.exports import csv_response
from resolutions.views.paging import numbers_of, page_of
from resolutions.wanted import KINDS, wanted


def wanted_list(request):
    """The documents that texts here cite and the archive does not hold, by how often."""
    problems = []
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        problems.append("There is no such kind of document. This is the whole list.")
        kind = ""
    rows = wanted(kind)
    if request.GET.get("format") == "csv":
        header = ("symbol", "texts", "citations", "first year", "last year")
        return csv_response("cited-not-held.csv", header, (row.values() for row in rows))
    page, trouble, status = page_of(rows, request.GET.get("page", "1"))
    problems += trouble
    context = {
        "page": page,
        "numbers": numbers_of(page),
        "kinds": [(value, words) for value, (words, _) in KINDS.items()],
        "kind": kind,
        "most": max((row["texts"] for row in page), default=0),
        "problems": problems,
    }
    status = 400 if problems and status == 200 else status
    return render(request, "resolutions/wanted.html", context, status=status)
