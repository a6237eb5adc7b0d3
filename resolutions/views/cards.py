"""A card about a document that a text cites, for the place where the citation stands."""

from django.http import Http404
from django.shortcuts import render

from resolutions import symbols
from resolutions.models import CitedDocument, Resolution
from resolutions.views.addresses import symbol_in


def card(request):
    """
    A piece of a page: what the archive knows of the document `?symbol=`, held or not.

    The citation is a link of its own; a script shows the card beside it.
    """
    symbol = symbol_in(request.GET.get("symbol", ""))
    if symbol is None:
        raise Http404
    context = {
        "symbol": symbol,
        "text": Resolution.objects.published().filter(symbol=symbol).first(),
        "times_cited": times_cited(symbol),
        "docs_url": symbols.docs_url(symbol),
    }
    response = render(request, "resolutions/card.html", context)
    response["Cache-Control"] = "max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response


def times_cited(symbol: str) -> int:
    """How many published texts cite a document."""
    return CitedDocument.objects.filter(
        symbol=symbol, resolution__published_at__isnull=False
    ).count()
