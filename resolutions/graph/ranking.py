"""What is cited most: by how many texts, and with what words."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Func, QuerySet

from resolutions.graph.documents import Document, documents

LISTED = 25
# Verbs that the page offers, and that it names of each document.
VERBS, NAMED = 12, 3


@dataclass(frozen=True, slots=True)
class Cited:
    """A document, by how many texts it is cited, in how many places, and with what verbs."""

    document: Document
    texts: int
    places: int
    since: int | None
    until: int | None
    verbs: list[tuple[str, int]]


def most_cited(cited: QuerySet, verb: str = "") -> list[Cited]:
    """Return the documents that the most texts cite, with that verb if any; three queries."""
    if verb:
        cited = cited.filter(verbs__contains=[verb])
    rows = list(cited.by_document()[:LISTED])
    names = [row["symbol"] for row in rows]
    verbs = {name: Counter() for name in names}
    for symbol, said in cited.filter(symbol__in=names).order_by().values_list("symbol", "verbs"):
        verbs[symbol].update(said)
    known = documents(names)
    return [
        Cited(
            known[row["symbol"]],
            *(row[name] for name in ("texts", "places", "since", "until")),
            ranked(verbs[row["symbol"]])[:NAMED],
        )
        for row in rows
    ]


def verbs_in(cited: QuerySet) -> list[tuple[str, int]]:
    """The verbs with which texts cite documents, and how often; one query."""
    said = cited.order_by().annotate(verb=Func(F("verbs"), function="unnest"))
    counts = said.values_list("verb").annotate(n=Count("pk")).order_by("-n", "verb")
    return list(counts[:VERBS])


def ranked(counts: Counter) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
