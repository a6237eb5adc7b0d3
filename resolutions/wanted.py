"""What the archive cites but does not hold: a list of what to look for next."""

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce

from resolutions.models import Citation
from resolutions.vocabulary import Language

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

    `texts` is how many published texts cite the document, `citations` how often they do;
    only their English version counts, since every language cites the same.
    """
    text = Coalesce("paragraph__resolution", "note__resolution")
    year = Coalesce("paragraph__resolution__year", "note__resolution__year")
    return (
        Citation.objects.published()
        .unresolved()
        .filter(KINDS[kind][1])
        .filter(
            Q(paragraph__language=Language.ENGLISH) | Q(note__language=Language.ENGLISH),
        )
        .order_by()
        .values("symbol")
        .annotate(
            texts=Count(text, distinct=True),
            citations=Count("pk"),
            since=Min(year),
            until=Max(year),
        )
        .order_by("-texts", "-citations", F("symbol").asc())
    )
