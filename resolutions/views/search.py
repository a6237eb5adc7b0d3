"""Paragraph search: whatever is typed or put into the address gives a page."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions import symbols
from resolutions.hits import CitationsOf, Words
from resolutions.models import Resolution
from resolutions.results import SORTS, querystring, results
from resolutions.search.limits import TooLong, time_limit
from resolutions.search.query import parse
from resolutions.vocabulary import Language

EXAMPLES = (
    ("confidence-building measures", "all of these words, in any form, hyphen or space"),
    ("“additional norms”", "exactly these words, side by side"),
    ("norms OR rules", "either word"),
    ("norms -voluntary", "without a word"),
    ("(norms OR rules) “use of force”", "brackets keep alternatives together"),
    ("71/28", "opens that resolution; A/C.1/77/L.23 and other symbols work too"),
)


@require_safe
def search(request):
    """Open the document whose symbol was typed, or else show the paragraphs that match."""
    query = parse(request.GET.get("q", ""))
    meant = symbols.meanings(query.text)
    held = Resolution.objects.published().in_bulk(meant, field_name="symbol")
    for symbol in meant:
        if symbol in held:
            return redirect(held[symbol])
    symbol = meant[0] if meant else None
    context = {
        "query": query,
        "examples": [(typed, words, querystring(typed)) for typed, words in EXAMPLES],
        "sorts": SORTS.items(),
    }
    status = 200
    if symbol or query.root:
        asked = CitationsOf(symbol) if symbol else Words(query, Language.ENGLISH)
        try:
            with time_limit():
                found = results(asked, request.GET)
            context |= {"results": found, "page": found.page, "numbers": found.numbers}
            status = 400 if found.problems else 200
        except TooLong:
            context["too_long"] = True
            status = 400
    return render(request, "resolutions/search.html", context, status=status)
