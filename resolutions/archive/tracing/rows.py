"""Texts as they are traced: their descents as rows, with those that an editor knows of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from resolutions.archive.tracing.counterparts import counterparts_of
from resolutions.archive.tracing.prints import Noted
from resolutions.archive.tracing.rulings import Rulings, rulings_on
from resolutions.lineage.corpus import Corpus
from resolutions.lineage.links import Link
from resolutions.lineage.tracing import Descent, Tracing, descent

COLUMNS = (
    *("earlier", "later", "kind", "score", "kept", "added", "removed"),
    "is_confirmed",
)
# Links by the places of paragraphs in their text.
Known = Mapping[int, list[Link]]


class TracedText(NamedTuple):
    """What was `known` of a text, its descents as rows of `COLUMNS`, and what is noted of it."""

    tracing: Tracing
    known: Known
    rows: list[tuple]
    noted: Noted

    @property
    def text(self) -> int:
        return self.tracing.corpus.prints[self.tracing.text].text


def traced_texts(
    language: str,
    corpus: Corpus,
    ranks: Sequence[int],
    known_of: Callable[[Tracing], Known] | None = None,
) -> Iterator[TracedText]:
    """Trace texts by their ranks; what is known of their paragraphs is not looked for."""
    ruled = rulings_on([corpus.prints[rank].text for rank in ranks], language)
    compared = counterparts_of(language, corpus, ranks)
    for rank in ranks:
        tracing = Tracing(corpus, rank, ruled.rejected, compared[rank].keys.tolist())
        known = known_of(tracing) if known_of else {}
        rows = _rows(tracing, known, ruled)
        before = [corpus.prints[each].text for each in tracing.predecessors]
        noted = Noted(before, tracing.own_shingles, compared[rank])
        yield TracedText(tracing, known, rows, noted)


def _rows(tracing: Tracing, known: Known, ruled: Rulings) -> list[tuple]:
    return [
        (
            *(each.earlier, each.later, each.kind.value, each.change.score),
            *(each.change.kept, each.change.added, each.change.removed),
            (each.earlier, each.later) in ruled.confirmed,
        )
        for each in _found(tracing, known, ruled)
    ]


def _found(tracing: Tracing, known: Known, ruled: Rulings) -> Iterable[Descent]:
    found = {(each.earlier, each.later): each for each in tracing.descents(known)}
    corpus, own = tracing.corpus, tracing.corpus.paragraphs_of(tracing.text)
    for earlier, later in ruled.confirmed - found.keys():
        if corpus.places.get(later) in own and earlier in corpus.places:
            places = corpus.places[earlier], corpus.places[later]
            found[earlier, later] = descent(corpus, *places)
    return found.values()
