"""Paragraph search: whatever is typed or put into the address gives a page."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions import downloads, symbols
from resolutions.advice import querystring
from resolutions.finding.filters import FILTERS, TYPED_INTO_THE_FORM
from resolutions.finding.knowledge import Key, current
from resolutions.finding.search import Search, known, understand
from resolutions.models import Resolution
from resolutions.results import SORTS, Results, results
from resolutions.search.limits import TooLong, time_limit
from resolutions.search.query import Query, parse
from resolutions.views.unchanged import validated

TEMPLATE = "resolutions/search.html"
EXAMPLES = (
    ("confidence-building measures", "all of these words, in any form, hyphen or space"),
    ("“additional norms”", "exactly these words, side by side"),
    ("norms OR rules", "either word"),
    ("norms -voluntary", "without a word"),
    ("(norms OR rules) “use of force”", "brackets keep alternatives together"),
    ("capacit*", "words that begin so"),
    ("State NEAR/5 behaviour", "at most five words apart, in any order"),
    (
        "norms session:74..77 part:operative",
        "in some texts only; also year, date, symbol, sponsor, committee, stage, opening, cites, "
        "vote, subject, title and lang",
    ),
    ("71/28", "opens that resolution; A/C.1/77/L.23 and other symbols work too"),
)


@require_safe
@validated
def search(request, key: Key):
    """Open the document whose symbol was typed, or else show the paragraphs that match."""
    request.GET = known(request.GET)  # for links too, which would repeat the rest
    query = parse(request.GET.get("q", ""))
    meant = symbols.meanings(query.text)
    held = Resolution.objects.published().in_bulk(meant, field_name="symbol") if meant else {}
    for symbol in meant:
        if symbol in held:
            return redirect(held[symbol])
    try:
        with time_limit():
            asked, found = answered(request, query, meant[0] if meant else None, key)
            if found and (download := request.GET.get("format")) in downloads.FORMATS:
                return downloads.FORMATS[download](request, found)
    except TooLong:
        return render(request, TEMPLATE, {"query": query, "too_long": True}, status=400)
    problems = [*(found or asked).problems, *downloads.problems(request)]
    context = {
        "query": query,
        "notices": [*(notice.message for notice in query.notices), *asked.notices],
        "problems": problems,
    }
    if found:
        context |= {
            "results": found,
            "sorts": SORTS.items(),
            "page": found.page,
            "numbers": found.numbers,
            "most_in_file": downloads.MOST,
            "typed_filters": typed_filters(found.search),
        }
    else:
        context["examples"] = [(typed, words, querystring(typed)) for typed, words in EXAMPLES]
    return render(request, TEMPLATE, context, status=400 if problems else 200)


def answered(request, query: Query, symbol: str | None, key: Key) -> tuple[Search, Results | None]:
    """Return the search as understood, and its results; None where nothing was asked for."""
    knowledge = current(key)
    address = request.GET
    if symbol:
        query = parse("")
        address = address.copy()
        address["cites"] = symbol
    search = understand(query, address, knowledge)
    if search.is_empty:
        return search, None
    found = results(search, knowledge, request.GET, symbol)
    found.facets, found.chips, found.advice, found.corrected, found.near, found.ignored  # noqa: B018
    return search, found


def typed_filters(search) -> list[dict]:
    """The filters that are typed into the form, with what they hold beside the boxes."""
    return [
        {
            "name": name,
            "label": FILTERS[name].label,
            "hint": hint,
            "values": [] if FILTERS[name].is_facet else search.chosen.get(name, ()),
        }
        for name, hint in TYPED_INTO_THE_FORM.items()
    ]
