"""What the archive cites but does not hold: a list of what to look for next."""

from django.db.models import Q

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
    """Return {symbol, texts, places, since, until} of what is not held, the most cited first."""
    return CitedDocument.objects.published().filter(KINDS[kind][1], cited=None).by_document()
