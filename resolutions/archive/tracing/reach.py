"""Which paragraphs of other texts a change of texts reaches; the rest stay as they were traced."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from resolutions.lineage.corpus import Corpus, Print
from resolutions.lineage.formal import NAMES
from resolutions.lineage.kinship import Change
from resolutions.lineage.later import Reached, changed_between, reached, seen_otherwise
from resolutions.lineage.links import Link
from resolutions.lineage.prints import shingles_of
from resolutions.lineage.tracing import Tracing
from resolutions.models import Descent, DescentRuling
from resolutions.vocabulary import DescentKind, Language, Verdict

# Where such a part of all texts has changed all are traced again.
MANY = 0.25
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
    What is to be traced again once texts have `changed`, which are keys; see `Reached`.

    `prints` are those of all texts now, `were` the keys of the paragraphs that the changed ones
    had, and `held` the descents of the texts that are traced in part, by the later keys.
    """

    prints: Sequence[Print]
    were: Sequence[int]
    changed: set[int]
    whole: set[int]
    lookers: set[int]
    paragraphs: set[int]
    held: Mapping[int, Sequence[Stored]] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str, before: Sequence[Print], after: Sequence[Print]) -> "Reach":
        changed = changed_between(before, after)
        if len(changed) > MANY * len(after):
            found = Reached(whole={each.text for each in after})
        else:
            formal = formal_names(language, before), formal_names(language, after)
            found = reached(before, after, formal, changed)
        # An editor may know of a descent where no word is shared.
        ruled = DescentRuling.objects.filter(verdict=Verdict.CONFIRMED, earlier_text__in=changed)
        there = {each.text for each in after}
        whole = found.whole | there.intersection(ruled.values_list("later_text", flat=True))
        were = [key for each in before if each.text in changed for key in each.keys.tolist()]
        return cls(after, were, changed, whole, found.lookers & there, found.paragraphs)

    def texts(self) -> set[int]:
        """The texts that have anything to be traced."""
        return (
            self.whole
            | self.lookers
            | {e.text for e in self.prints if not self.paragraphs.isdisjoint(e.keys.tolist())}
        )

    def hold(self) -> None:
        """Read the descents of the texts that are not traced as wholes; one query."""
        partly = self.texts() - self.whole
        keys = [key for e in self.prints if e.text in partly for key in e.keys.tolist()]
        there = {key for e in self.prints for key in e.keys.tolist()}
        rows = Descent.objects.filter(later__in=keys).order_by()
        found: dict[int, list[Stored]] = defaultdict(list)
        for later, earlier, kind, kept, added, removed, confirmed in rows.values_list(
            "later", "earlier", "kind", "kept", "added", "removed", "is_confirmed"
        ):
            row = Stored(earlier, kind, Change(kept, added, removed), confirmed)
            found[later].append(row)
            if not row.is_of_its_own or earlier not in there:
                self.paragraphs.add(later)
        self.held = found

    def words(self) -> Iterator[np.ndarray]:
        """The words of all that is to be traced."""
        for each in self.prints:
            if each.text in self.whole or each.text in self.lookers:
                yield each.words
                continue
            ends = np.cumsum(each.lengths)
            for i, key in enumerate(each.keys.tolist()):
                if key in self.paragraphs:
                    yield each.words[ends[i] - each.lengths[i] : ends[i]]

    def unaffected(self, tracing: Tracing) -> dict[int, list[Link]]:
        """What is known of the paragraphs of a text that need no tracing, by their places in it."""
        corpus, known = tracing.corpus, tracing.corpus.prints[tracing.text]
        keys = known.keys.tolist()
        if known.text in self.whole:
            return {}
        affected = {i for i, key in enumerate(keys) if key in self.paragraphs}
        if known.text in self.lookers:
            affected |= seen_otherwise(tracing, self.changed)
        else:
            tracing.predecessors = [corpus.ranks[each] for each in known.predecessors.tolist()]
            tracing.own_shingles = known.own
        return {
            i: [_link(corpus, row) for row in self.held.get(key, ())]
            for i, key in enumerate(keys)
            if i not in affected
        }


def formal_names(language: str, prints: Iterable[Print]) -> np.ndarray:
    """Return the shingles of names that are nobody's wording: titles, and what else is known."""
    names = {name for each in prints for name in each.names.split("\n")}
    return shingles_of(names | set(NAMES) if language == Language.ENGLISH else names)


def _link(corpus: Corpus, row: Stored) -> Link:
    return Link(corpus.places[row.earlier], DescentKind(row.kind), row.change)
