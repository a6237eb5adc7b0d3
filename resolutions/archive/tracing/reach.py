"""Which paragraphs of other texts a change of texts reaches; the rest stay as they were traced."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from resolutions.lineage.corpus import Corpus
from resolutions.lineage.kinship import Change
from resolutions.lineage.later import Links, concerned
from resolutions.lineage.links import Link
from resolutions.lineage.tracing import Tracing
from resolutions.models import Descent
from resolutions.vocabulary import DescentKind

_NAMED_TOGETHER = (DescentKind.SPLIT, DescentKind.MERGED)


class Stored(NamedTuple):
    """A descent of some paragraph as it is stored; `earlier` is a key."""

    earlier: int
    kind: str
    change: Change
    is_confirmed: bool

    @property
    def is_of_its_own(self) -> bool:
        """Whether its kind follows from the two paragraphs alone, and how their texts compare."""
        return self.kind not in _NAMED_TOGETHER and not self.is_confirmed


@dataclass
class Reach:
    """
    What is to be traced again: texts as a `whole`, paragraphs by their keys, and `lookers`.

    Lookers are texts that may look back on others now than they did.
    """

    paragraphs: set[int]
    lookers: set[int]
    whole: set[int]

    def widen(self, corpus: Corpus) -> None:
        """Take in whom the texts that are traced as wholes concern."""
        akin, places = concerned_by(corpus, self.whole)
        self.lookers |= akin
        self.paragraphs.update(corpus.keys[list(places)].tolist())

    def texts(self, corpus: Corpus) -> set[int]:
        places = [corpus.places[key] for key in self.paragraphs if key in corpus.places]
        ranks = set(corpus.texts[places].tolist())
        return self.whole | self.lookers | {corpus.prints[rank].text for rank in ranks}

    def stored(self, corpus: Corpus, ranks: Iterable[int]) -> Mapping[int, Sequence[Stored]]:
        """The descents of the texts that are not traced as wholes, by the later keys; one query."""
        partly = [rank for rank in ranks if corpus.prints[rank].text not in self.whole]
        keys = [key for rank in partly for key in corpus.prints[rank].keys.tolist()]
        rows = Descent.objects.filter(later__in=keys).order_by()
        found: dict[int, list[Stored]] = defaultdict(list)
        for later, earlier, kind, kept, added, removed, confirmed in rows.values_list(
            "later", "earlier", "kind", "kept", "added", "removed", "is_confirmed"
        ):
            found[later].append(Stored(earlier, kind, Change(kept, added, removed), confirmed))
        return found

    def unaffected(
        self, tracing: Tracing, stored: Mapping[int, Sequence[Stored]]
    ) -> dict[int, list[Link]] | None:
        """What is known of the paragraphs of a text that need no tracing; None if all need it."""
        corpus, known = tracing.corpus, tracing.corpus.prints[tracing.text]
        keys = known.keys.tolist()
        rows = [row for key in keys for row in stored.get(key, ())]
        if known.text in self.whole or known.predecessors is None:
            return None
        if corpus.counterparts(tracing.text) is None:
            return None  # another text comes before it now
        if not all(row.is_of_its_own and row.earlier in corpus.places for row in rows):
            return None
        affected = {i for i, key in enumerate(keys) if key in self.paragraphs}
        if known.text in self.lookers:
            affected |= self.seen_otherwise(tracing, stored)
        else:
            held = [corpus.ranks[each] for each in known.predecessors.tolist()]
            tracing.predecessors = held
        return {
            i: [_link(corpus, row) for row in stored.get(key, ())]
            for i, key in enumerate(keys)
            if i not in affected
        }

    def seen_otherwise(self, tracing: Tracing, stored: Mapping[int, Sequence[Stored]]) -> set[int]:
        """The paragraphs of a text that shared words with what it looks back on no more, or now."""
        corpus, known = tracing.corpus, tracing.corpus.prints[tracing.text]
        before = set(known.predecessors.tolist())
        now = {corpus.prints[rank].text: rank for rank in tracing.predecessors}
        line = {corpus.prints[rank].text for rank in tracing.line}
        if (not line and before - now.keys()) or (line and line.isdisjoint(before)):
            return set(range(len(known.keys)))  # it may have got a line of its own, or lost it
        lost = {corpus.ranks[text] for text in before - now.keys() if text in corpus.ranks}
        found = {
            i
            for i, key in enumerate(known.keys.tolist())
            if any(int(corpus.texts[corpus.places[r.earlier]]) in lost for r in stored.get(key, ()))
        }
        for text, rank in now.items():
            if text not in before or text in self.whole:
                there = np.array(corpus.paragraphs_of(rank), np.int64)
                found.update(i for i, places in tracing.sharing(there).items() if places)
        return found


def _link(corpus: Corpus, row: Stored) -> Link:
    return Link(corpus.places[row.earlier], DescentKind(row.kind), row.change)


def concerned_by(corpus: Corpus, texts: Collection[int]) -> tuple[set[int], set[int]]:
    """The keys of later texts that may look back on some, and places that may go on from them."""

    def links_of(places: Collection[int]) -> Links:
        found = defaultdict(list)
        rows = Descent.objects.filter(later__in=corpus.keys[list(places)].tolist()).order_by()
        for later, earlier, *counts in rows.values_list(
            "later", "earlier", "kept", "added", "removed"
        ):
            if earlier in corpus.places:
                found[corpus.places[later]].append((corpus.places[earlier], Change(*counts)))
        return found

    akin, places = set(), set()
    for text in texts:
        if text in corpus.ranks:
            ranks, concerned_places = concerned(corpus, corpus.ranks[text], links_of)
            akin |= {corpus.prints[rank].text for rank in ranks}
            places |= concerned_places
    return akin, places
