"""Citations as a graph: texts by what they cite, one document among its neighbours, and files."""

from django.shortcuts import render

from resolutions import symbols
from resolutions.exports import attachment, csv_response
from resolutions.graph.chains import chains
from resolutions.graph.documents import Document, document_of, year_in
from resolutions.graph.files import COLUMNS, graphml, table
from resolutions.graph.matrix import matrix
from resolutions.graph.network import edges_around, network
from resolutions.graph.ranking import most_cited, verbs_in
from resolutions.graph.scope import GraphForm
from resolutions.models import Resolution

GRAPHML = "application/graphml+xml; charset=utf-8"
UNKNOWN = (
    "The address names no document symbol and no text of this archive. A symbol is such as 71/28."
)


def citations(request):
    """Texts by what they cite; with `focus`, a document among its neighbours."""
    wanted = request.GET.get("focus", "").strip()
    focus = focus_of(wanted) if wanted else None
    if focus:
        return around(request, focus)
    scope = GraphForm(request.GET)
    cited = scope.cited()
    if answer := as_file(request, cited, "citations"):
        return answer
    verbs = verbs_in(cited)
    verb = request.GET.get("verb", "")
    problems = [UNKNOWN] if wanted else []
    if verb and verb not in dict(verbs):
        problems.append("No text cites with that verb here. Documents cited with any are listed.")
        verb = ""
    context = {
        "scope": scope,
        "matrix": matrix(scope),
        "most": most_cited(cited, verb),
        "verbs": verbs,
        "verb": verb,
        "focus": wanted,
        "problems": problems + scope.problems,
    }
    status = 400 if context["problems"] else 200
    return render(request, "resolutions/citations.html", context, status=status)


def around(request, focus: Document):
    """What a document cites, what cites it, and the chains back from it."""
    if answer := as_file(request, edges_around(focus), f"citations-{focus.address}"):
        return answer
    problems = []
    to = request.GET.get("to", "")
    found = chains(focus, to)
    if to and found is None:
        problems.append("No chain leads there. The longest one is shown.")
        found = chains(focus)
    among = request.GET.get("arcs") == "among"
    context = {
        "focus": focus,
        "network": network(focus),
        "among": among,
        "chains": found,
        "problems": problems,
    }
    status = 400 if problems else 200
    return render(request, "resolutions/citation_network.html", context, status=status)


def as_file(request, cited, name: str):
    """The citations as the file that is asked for, or None for a page."""
    wanted = request.GET.get("format")
    if wanted == "csv":
        return csv_response(f"{name}.csv", COLUMNS, table(cited))
    if wanted == "graphml":
        response = attachment(GRAPHML, f"{name}.graphml")
        response.write(graphml(cited))
        return response
    return None


def focus_of(words: str) -> Document | None:
    """The document that an address names by its symbol or slug; one that is not held, too."""
    if "\x00" in words or len(words) > 200:
        return None
    symbol = symbols.from_address(words) or symbols.canonical(words)
    texts = Resolution.objects.published().for_naming()
    text = texts.named(symbol or words).first()
    if text:
        return document_of(text)
    return Document(symbol, year_in(symbol)) if symbol else None
