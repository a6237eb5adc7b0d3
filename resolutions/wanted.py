"""What the archive cites but does not hold: a list of what to look for next."""

from django.db.models import Count, Max, Min, Q, Sum

from resolutions.models import CitedDocument

# Kinds of documents, by how their symbols begin.
KINDS = {
    "": ("All", Q()),
    "resolutions": ("Assembly resolutions", Q(symbol__startswith="A/RES/")),
    "decisions": ("Assembly decisions", Q(symbol__startswith="A/DEC/")),
    "documents": (
        "Other Assembly documents",
        Q(symbol__startswith="A/")
        & ~Q(symbol__startswith="A/RES/")
        & ~Q(symbol__startswith="A/DEC/"),
    ),
    "council": ("Security Council", Q(symbol__startswith="S/")),
    "ecosoc": ("Economic and Social Council", Q(symbol__startswith="E/")),
    "others": (
        "Others",
        ~Q(symbol__startswith="A/") & ~Q(symbol__startswith="S/") & ~Q(symbol__startswith="E/"),
    ),
}


def wanted(kind: str = ""):
    """
    Return {symbol, texts, citations, since, until}, the most cited first.

    `texts` is how many published texts cite the document, `citations` in how many places
    they do, in one language of each.
    """
    return (
        CitedDocument.objects.published()
        .filter(KINDS[kind][1], cited=None)
        .order_by()
        .values("symbol")
        .annotate(
            texts=Count("pk"),
            places=Sum("citations"),
            since=Min("resolution__year"),
            until=Max("resolution__year"),
        )
        .order_by("-texts", "-places", "symbol")
    )
