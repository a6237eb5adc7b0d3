"""Paragraph search: whatever is typed or put into the address gives a page."""

from hashlib import blake2b

from django.shortcuts import redirect, render
from django.views.decorators.http import condition, require_safe

from resolutions import downloads, symbols
from resolutions.finding.filters import FILTERS, TYPED_INTO_THE_FORM
from resolutions.finding.knowledge import current, current_key
from resolutions.finding.search import understand
from resolutions.models import Resolution
from resolutions.results import SORTS, querystring, results
from resolutions.search.limits import TooLong, time_limit
from resolutions.search.query import parse

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


def validator(request) -> str | None:
    """Return what is equal as long as the same address would give the same page."""
    known = current_key(), request.get_full_path(), request.COOKIES.get("theme")
    return f'"{blake2b(repr(known).encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


@require_safe
@condition(etag_func=validator)
def search(request):
    """Open the document whose symbol was typed, or else show the paragraphs that match."""
    query = parse(request.GET.get("q", ""))
    meant = symbols.meanings(query.text)
    held = Resolution.objects.published().in_bulk(meant, field_name="symbol") if meant else {}
    for symbol in meant:
        if symbol in held:
            return redirect(held[symbol])
    symbol = meant[0] if meant else None
    context = {"query": query, "notices": query.notices, "sorts": SORTS.items()}
    status = 200
    try:
        with time_limit():
            found = answered(request, query, symbol)
            if found and (download := request.GET.get("format")) in downloads.FORMATS:
                return downloads.FORMATS[download](request, found)
    except TooLong:
        context["too_long"], status, found = True, 400, None
    if found:
        context |= {
            "results": found,
            "page": found.page,
            "numbers": found.numbers,
            "notices": [*query.notices, *found.search.notices],
            "typed_filters": typed_filters(found.search),
        }
        status = 400 if len(found.problems) > len(found.search.notices) else 200
    else:
        context["examples"] = [(typed, words, querystring(typed)) for typed, words in EXAMPLES]
    return render(request, "resolutions/search.html", context, status=status)


def answered(request, query, symbol: str | None):
    """Return the results of a search, worked out; None where nothing was asked for."""
    knowledge = current()
    address = request.GET
    if symbol:
        query = parse("")
        address = address.copy()
        address["cites"] = symbol
    search = understand(query, address, knowledge)
    if search.is_empty:
        return None
    found = results(search, knowledge, request.GET, symbol)
    found.facets, found.chips, found.advice, found.corrected, found.ignored  # noqa: B018
    return found


def typed_filters(search) -> list[dict]:
    """The filters that are typed into the form, with what they hold beside the boxes."""
    return [
        {
            "name": name,
            "label": FILTERS[name].label,
            "hint": FILTERS[name].hint or "74..77",
            "values": [] if FILTERS[name].is_facet else search.chosen.get(name, ()),
        }
        for name in TYPED_INTO_THE_FORM
    ]
