"""One document among those that it cites and that cite it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet

from resolutions.graph.documents import Document, document_of, documents
from resolutions.models import CitedDocument
from resolutions.querysets import NAMING

MOST_NODES = 60
CITED, CITES = "cited", "cites"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """
    A document that the one in focus cites (`cited`), or that `cites` it.

    `others` is how many of the other neighbours it cites or is cited by; `goes_on` is the
    latest of those shown that it cites, if any.
    """

    document: Document
    how: str
    places: int
    verbs: list[str]
    others: int = 0
    goes_on: Document | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """
    The neighbours of a document, oldest first; `left_out` are too many to draw.

    `between` is how many citations join the neighbours shown to one another.
    """

    focus: Document
    neighbours: list[Neighbour]
    left_out: int = 0
    between: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def cited(self) -> list[Neighbour]:
        return [each for each in self.neighbours if each.how == CITED]

    @property
    def citing(self) -> list[Neighbour]:
        return [each for each in self.neighbours if each.how == CITES]


def network(focus: Document) -> Network:
    """
    Return a document with at most so many neighbours as a plot bears; four queries.

    Those stay that are joined to the most of the others.
    """
    rows = edges_of(focus)
    named = documents(row.symbol for row in rows if row.resolution_id == key_of(focus))
    found = []
    for row in rows:
        if row.resolution_id == key_of(focus):
            how, document = CITED, named[row.symbol]
        else:
            how, document = CITES, document_of(row.resolution)
        found.append(Neighbour(document, how, row.citations, row.verbs))
    joined = joins(found)
    of_each = Counter(each for pair in joined for each in pair)
    found = [replace(each, others=of_each[each.document.focus]) for each in found]
    found.sort(key=lambda each: (-each.others, each.document.age))
    shown = with_latest(sorted(found[: MOST_NODES - 1], key=lambda each: each.document.age), joined)
    counts = {how: sum(each.how == how for each in found) for how in (CITED, CITES)}
    return Network(focus, shown, len(found) - len(shown), len(joined), counts)


def with_latest(shown: list[Neighbour], joined: set[frozenset[str]]) -> list[Neighbour]:
    """Tell of each neighbour, oldest first, the latest of those before it that it is joined to."""
    told: list[Neighbour] = []
    for each in shown:
        before = (
            other.document
            for other in reversed(told)
            if frozenset((other.document.focus, each.document.focus)) in joined
        )
        told.append(replace(each, goes_on=next(before, None)))
    return told


def key_of(document: Document) -> int | None:
    return document.text.pk if document.text else None


def edges_around(focus: Document) -> QuerySet:
    """What a document cites and what public texts cite it, itself left out."""
    own = Q(resolution=key_of(focus)) if focus.text else Q(pk=None)
    return (
        CitedDocument.objects.published()
        .filter(own | Q(symbol=focus.name))
        .exclude(resolution=key_of(focus), symbol=focus.name)
    )


def edges_of(focus: Document) -> list[CitedDocument]:
    """The same with the citing texts; one query."""
    return list(
        edges_around(focus)
        .select_related("resolution")
        .only("symbol", "citations", "verbs", *(f"resolution__{name}" for name in NAMING))
    )


def joins(found: Iterable[Neighbour]) -> set[frozenset[str]]:
    """The pairs of documents, by `focus`, of which one cites the other; one query."""
    names = {each.document.focus for each in found}
    keys = {key_of(each.document): each.document.focus for each in found if each.document.text}
    rows = CitedDocument.objects.filter(resolution__in=keys, symbol__in=names).order_by()
    pairs = (
        frozenset((keys[citing], symbol))
        for citing, symbol in rows.values_list("resolution", "symbol")
    )
    return {pair for pair in pairs if len(pair) > 1}
