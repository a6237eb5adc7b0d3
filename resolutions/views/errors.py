"""Pages for what is not there."""

from django.shortcuts import render
from django.views.decorators.vary import vary_on_cookie

from resolutions import symbols
from resolutions.cited_by import citing
from resolutions.models import Resolution
from resolutions.views.addresses import symbol_in

SECTIONS = ("documents", "votes", "search", "sponsors", "years")


@vary_on_cookie
def not_found(request, exception=None):
    """Say that a page is not there; of a document that is not here, say who cites it."""
    words = words_of(request.path)
    symbol = symbol_in(words)
    held = Resolution.objects.published().filter(symbol=symbol).first() if symbol else None
    context = {
        "words": words,
        "symbol": symbol,
        "held": held,
        "citing": citing(symbol) if symbol and not held else [],
        "docs_url": symbols.docs_url(symbol) if symbol else None,
    }
    return render(request, "404.html", context, status=404)


def words_of(path: str) -> str:
    """What a path asks for, without the name of the section."""
    section, _, rest = path.strip("/").partition("/")
    words = rest if section in SECTIONS else path.strip("/")
    return words.replace("\x00", "").replace("_", " ")[:200]
