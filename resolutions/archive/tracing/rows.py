"""The descents of a text as rows: those that tracing finds, and those that an editor knows of."""

from collections.abc import Iterable, Mapping

from resolutions.archive.tracing.rulings import Rulings
from resolutions.lineage.links import Link
from resolutions.lineage.tracing import Descent, Tracing, descent

COLUMNS = (
    *("earlier", "later", "kind", "score", "kept", "added", "removed"),
    "is_confirmed",
)


def traced_rows(tracing: Tracing, known: Mapping[int, list[Link]], ruled: Rulings) -> list[tuple]:
    """Trace a text; those of its paragraphs that are `known` are not looked for."""
    return [
        (
            *(each.earlier, each.later, each.kind.value, each.change.score),
            *(each.change.kept, each.change.added, each.change.removed),
            (each.earlier, each.later) in ruled.confirmed,
        )
        for each in _found(tracing, known, ruled)
    ]


def _found(tracing: Tracing, known: Mapping[int, list[Link]], ruled: Rulings) -> Iterable[Descent]:
    found = {(each.earlier, each.later): each for each in tracing.descents(known)}
    corpus, own = tracing.corpus, tracing.corpus.paragraphs_of(tracing.text)
    for earlier, later in ruled.confirmed - found.keys():
        if corpus.places.get(later) in own and earlier in corpus.places:
            places = corpus.places[earlier], corpus.places[later]
            found[earlier, later] = descent(corpus, *places)
    return found.values()
