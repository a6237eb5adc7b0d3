"""
From which earlier paragraphs each paragraph of a text descends.

Only the nearest carriers are named: the latest text of the same line of texts that has the
paragraph, another text if that one is nearer in words, and for words that neither has the
texts that they were taken from. Whoever follows these links reaches the whole family. What
is one paragraph where a text is compared with the one before it in its line is one here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest

import numpy as np

from resolutions.lineage.corpus import Corpus
from resolutions.lineage.kinship import (
    CONTAINING,
    RUN,
    SAME_PARAGRAPH,
    Change,
    at_best,
    change,
    runs,
)
from resolutions.lineage.links import Link, kind_of, tell_splits
from resolutions.lineage.prints import SHINGLE
from resolutions.vocabulary import DescentKind

# Texts of the same line that are looked at, and texts that share this part of what is not common.
PREDECESSORS, SHARED_PART = 4, 0.25
# Forms compared word by word with a paragraph, paragraphs of each predecessor, and sources of
# its new words.
COMPARED, BESIDE, SOURCES = 8, 4, 3
# So much nearer in words another text must be than the one before in the line: percent.
NEARER = 2
# So many words are no formula: who has them all took them, however many texts have them.
LONG = 30


@dataclass(frozen=True, slots=True)
class Descent:
    """A paragraph descends from an earlier one; both are keys."""

    earlier: int
    later: int
    kind: DescentKind
    change: Change


def trace(
    corpus: Corpus, text: int, rejected: Collection[tuple[int, int]] = ()
) -> Iterator[Descent]:
    """Yield the descents of all paragraphs of a text; `rejected` are pairs of keys to pass over."""
    yield from Tracing(corpus, text, frozenset(rejected)).descents()


def descent(corpus: Corpus, earlier: int, later: int) -> Descent:
    """Measure a descent that an editor knows of; both are places in the corpus."""
    known = change(corpus.words_of(earlier), corpus.words_of(later))
    return Descent(int(corpus.keys[earlier]), int(corpus.keys[later]), kind_of(known), known)


def shared_forms(corpus: Corpus, own: np.ndarray, before: int) -> list[dict[int, int]]:
    """For each form those met `before` a place that share wording, with how many shingles."""
    ids, of = corpus.shingles.rows(own)
    telling = corpus.telling[ids]
    forms, at = corpus.postings.rows(ids[telling])
    of, earlier = of[telling][at], corpus.since[forms] < before
    size = len(corpus.occurrences)
    pairs, counts = np.unique(of[earlier] * size + forms[earlier], return_counts=True)
    found: list[dict[int, int]] = [{} for _ in own]
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        found[pair // size][pair % size] = count
    return found


@dataclass
class Tracing:
    """
    The tracing of one text, by its rank; `rejected` are pairs of keys to pass over.

    Paragraphs go by their place in it, from 0. The `counterparts` are as `Counterparts` has them.
    """

    corpus: Corpus
    text: int
    rejected: frozenset[tuple[int, int]] = frozenset()
    counterparts: Sequence[int] = ()
    compared: dict[tuple[int, int], Change] = field(default_factory=dict)

    def __post_init__(self):
        self.places = np.array(self.corpus.paragraphs_of(self.text), np.int64)
        self.forms = self.corpus.forms[self.places]
        self.ids, self.of = self.corpus.shingles.rows(self.forms)
        self.own = [self.corpus.shingles[form] for form in self.forms.tolist()]

    def descents(self, held: Mapping[int, list[Link]] | None = None) -> Iterator[Descent]:
        """Yield the descents of all paragraphs; those of `held` are known already."""
        held = held or {}
        links = {i: held[i] if i in held else self.links(i) for i in range(len(self.places))}
        tell_splits(self.corpus, links)
        for i, found in links.items():
            later = int(self.corpus.keys[self.places[i]])
            for link in found:
                earlier = int(self.corpus.keys[link.earlier])
                yield Descent(earlier, later, link.kind, link.change)

    @cached_property
    def shared(self) -> list[dict[int, int]]:
        return shared_forms(self.corpus, self.forms, self.corpus.paragraphs_of(self.text).start)

    @cached_property
    def own_shingles(self) -> int:
        """How many shingles of the text are neither common nor formal."""
        return int(np.count_nonzero(~self.corpus.common[self.ids]))

    @cached_property
    def line(self) -> list[int]:
        """The texts of its line that it looks back on, the earliest first."""
        line = self.corpus.by_line[self.corpus.prints[self.text].line]
        return [rank for rank in line if rank < self.text][-PREDECESSORS:]

    @cached_property
    def predecessors(self) -> list[int]:
        """The texts that this one goes on from, the latest first."""
        corpus = self.corpus
        weights: dict[int, int] = defaultdict(int)
        for forms in self.shared:
            best: dict[int, int] = {}
            for form, count in forms.items():
                there = corpus.texts[corpus.occurrences[form]]
                for text in there[: np.searchsorted(there, self.text)].tolist():
                    if best.get(text, 0) < count:
                        best[text] = count
            for text, count in best.items():
                weights[text] += count
        least = SHARED_PART * self.own_shingles
        akin = sorted((t for t, w in weights.items() if w and w >= least), reverse=True)
        return sorted({*self.line, *akin[:PREDECESSORS]}, reverse=True)

    @cached_property
    def beside(self) -> list[dict[int, list[int]]]:
        """For each paragraph those of the predecessors, by form, that share any words with it."""
        corpus = self.corpus
        found: list[dict[int, list[int]]] = [{} for _ in self.places]
        for text in self.predecessors:
            there = np.array(corpus.paragraphs_of(text), np.int64)
            for i, places in self.sharing(there).items():
                for place in places:
                    found[i].setdefault(self.form_at(place), []).append(place)
        return found

    def sharing(self, there: np.ndarray) -> dict[int, list[int]]:
        """For each paragraph those of `there` that share most with it, the same words first."""
        corpus = self.corpus
        forms = corpus.forms[there]
        ids, of = corpus.shingles.rows(forms)
        order = np.argsort(ids, kind="stable")
        ids, of = ids[order], of[order]
        first, last = np.searchsorted(ids, self.ids), np.searchsorted(ids, self.ids, "right")
        lengths = last - first
        mine = np.repeat(self.of, lengths)
        places = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        other = of[np.repeat(first, lengths) + places]
        pairs, counts = np.unique(mine * len(there) + other, return_counts=True)
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            found[pair // len(there)].append((count, int(there[pair % len(there)])))
        best = {i: [p for _, p in nlargest(BESIDE, some)] for i, some in found.items()}
        for i, form in enumerate(self.forms.tolist()):
            same = there[forms == form].tolist()
            best[i] = list(dict.fromkeys([*same, *best.get(i, [])]))
        return best

    def links(self, i: int) -> list[Link]:
        kin = self.kin(i)
        inline = self.counterpart(i)
        if inline is None:
            inline = self.inline(i, kin)
        across = self.across(i, kin, self.change_from(inline, i).score if inline is not None else 0)
        carriers = [place for place in (inline, across) if place is not None]
        found = []
        for place in carriers:
            known = self.change_from(place, i)
            found.append(Link(place, kind_of(known, is_same_paragraph=True), known))
        return found + list(self.reused(i, carriers))

    def change_from(self, place: int, i: int) -> Change:
        return self.compare(self.form_at(place), int(self.forms[i]))

    def form_at(self, place: int) -> int:
        return int(self.corpus.forms[place])

    def kin(self, i: int) -> dict[int, Change]:
        """The forms that are the same paragraph as this one."""
        form = int(self.forms[i])
        shared = self.shared[i]
        nearest = sorted(shared, key=shared.__getitem__, reverse=True)[:COMPARED]
        found = {}
        for other in {form, *nearest, *self.beside[i]}:
            lengths = len(self.corpus.form_words(other)), len(self.corpus.form_words(form))
            if at_best(*lengths) < CONTAINING:
                continue
            known = self.compare(other, form)
            if known.is_same_paragraph:
                found[other] = known
        return found

    def compare(self, earlier: int, later: int) -> Change:
        if (earlier, later) not in self.compared:
            one, other = self.corpus.form_words(earlier), self.corpus.form_words(later)
            self.compared[earlier, later] = change(one, other)
        return self.compared[earlier, later]

    def counterpart(self, i: int) -> int | None:
        """
        The paragraph that this one is in the text before.

        Between the same neighbours a paragraph may change most of its words; one that has
        moved is known by its words alone.
        """
        key = self.counterparts[i] if len(self.counterparts) else 0
        place = self.corpus.places.get(abs(key))
        if place is None or not self.allowed(place, i):
            return None
        return place if key > 0 or self.tells(i, self.form_at(place)) else None

    def inline(self, i: int, kin: dict[int, Change]) -> int | None:
        """
        The paragraph that this one was in the latest predecessor that has it.

        Texts that are put alike, on other matters, are no predecessors of a paragraph that
        has nothing but that in common with theirs.
        """
        carriers = [
            (int(self.corpus.texts[place]), kin[form].score, -abs(self.step(place, i)), place)
            for form, places in self.beside[i].items()
            if form in kin
            for place in places
            if self.allowed(place, i) and (self.follows(place) or self.tells(i, form))
        ]
        return max(carriers)[-1] if carriers else None

    def follows(self, place: int) -> bool:
        """Whether a text as a whole goes on from another's, and is not just put like it."""
        if self.line:
            return int(self.corpus.texts[place]) in self.line
        return self.is_before(place)

    def step(self, place: int, i: int) -> float:
        """How far a paragraph stands from this one's place in its own text, as parts of it."""
        text = self.corpus.paragraphs_of(int(self.corpus.texts[place]))
        return (place - text.start) / len(text) - i / len(self.places)

    def across(self, i: int, kin: dict[int, Change], score: int) -> int | None:
        """The latest paragraph of any text that is nearer in words than `score`."""
        best: tuple[int, bool, int] | None = None
        for other, known in kin.items():
            near = known.score if known.score == 100 else known.score - NEARER
            if near < score or (score and known.score <= score) or not self.tells(i, other):
                continue
            place = self.latest(other, i)
            if place is None:
                continue
            rank = (known.score, self.is_before(place), place)
            best = max(best, rank) if best else rank
        return best[-1] if best else None

    def tells(self, i: int, other: int) -> bool:
        """Whether a form has so much of a paragraph's own wording that one is from the other."""
        form, ids = int(self.forms[i]), self.own[i]
        if not len(ids):
            return False
        if other == form and len(self.corpus.form_words(form)) >= LONG:
            return True
        if other != form and self.shared[i].get(other, 0) < RUN - SHINGLE + 1:
            return False
        met, own = np.isin(ids, self.corpus.shingles[other]), self.own_words(ids)
        shared = runs(np.nonzero(met)[0].tolist(), SHINGLE)
        return sum(int(np.count_nonzero(own[start:end])) for start, end in shared) >= RUN

    def is_before(self, place: int) -> bool:
        """Whether a paragraph is of an earlier day, and not of the same one."""
        days = self.corpus.days
        return bool(days[self.corpus.texts[place]] < days[self.text])

    def latest(self, form: int, i: int) -> int | None:
        """The latest paragraph of a form in an earlier text, of an earlier day if there is one."""
        there = self.corpus.occurrences[form]
        there = there[: np.searchsorted(there, self.places[0])]
        earlier = np.searchsorted(
            self.corpus.days[self.corpus.texts[there]], self.corpus.days[self.text]
        )
        for some in (there[:earlier], there[earlier:]):
            for place in some[::-1].tolist():
                if self.allowed(place, i):
                    return place
        return None

    def allowed(self, place: int, i: int) -> bool:
        if not self.rejected:
            return True
        pair = int(self.corpus.keys[place]), int(self.corpus.keys[self.places[i]])
        return pair not in self.rejected

    def reused(self, i: int, carriers: Sequence[int]) -> Iterator[Link]:
        """Find where runs of words come from that no carrier has."""
        ids = self.own[i]
        fresh = self.fresh(ids, carriers)
        own = self.own_words(ids)
        taken = {int(self.corpus.texts[place]) for place in carriers}
        form = int(self.forms[i])
        for _ in range(SOURCES):
            found = self.best_source(i, form, ids, fresh, own)
            if found is None:
                return
            place, covered = found
            known = self.compare(self.form_at(place), form)
            if int(self.corpus.texts[place]) not in taken or known.score < SAME_PARAGRAPH:
                yield Link(place, DescentKind.REUSED, known)
            fresh = fresh & ~covered

    def fresh(self, ids: np.ndarray, carriers: Sequence[int]) -> np.ndarray:
        """Which words of a paragraph stand in no shingle that a carrier has too."""
        fresh = np.ones(len(ids) + SHINGLE - 1, bool)
        for place in carriers:
            met = np.isin(ids, self.corpus.shingles[self.form_at(place)])
            for start, end in runs(np.nonzero(met)[0].tolist(), SHINGLE):
                fresh[start:end] = False
        return fresh

    def own_words(self, ids: np.ndarray) -> np.ndarray:
        """Which words stand in no formal name and no common phrase."""
        own = np.ones(len(ids) + SHINGLE - 1, bool)
        for start, end in runs(np.nonzero(self.corpus.common[ids])[0].tolist(), SHINGLE):
            own[start:end] = False
        return own

    def best_source(self, i, form, ids, fresh, own) -> tuple[int, np.ndarray] | None:
        """The paragraph of an earlier text that has most of the fresh words, and which."""
        if np.count_nonzero(fresh & own) < RUN:
            return None
        best = None
        for other, places in self.matches(ids, fresh, form).items():
            covered = np.zeros(len(fresh), bool)
            for start, end in runs(places, SHINGLE):
                if np.count_nonzero((fresh & own)[start:end]) >= RUN:
                    covered[start:end] = True
            weight = int(np.count_nonzero(covered & fresh & own))
            if weight < RUN or (best and weight < best[0]):
                continue
            if (place := self.latest(other, i)) is not None:
                rank = (weight, self.is_before(place), place, covered)
                best = max(best, rank, key=lambda each: each[:3]) if best else rank
        return (best[2], best[3]) if best else None

    def matches(self, ids: np.ndarray, fresh: np.ndarray, form: int) -> dict[int, list[int]]:
        """For each other form the places of the shingles that it shares, where words are fresh."""
        postings = self.corpus.postings
        touched = np.nonzero(np.convolve(fresh, np.ones(SHINGLE, bool), "valid"))[0]
        telling = touched[self.corpus.telling[ids[touched]]]
        likely = np.unique(postings.rows(ids[telling])[0])
        forms, at = postings.rows(ids[touched])
        met = np.isin(forms, likely[likely != form])
        forms, at = forms[met], at[met]
        order = np.argsort(forms, kind="stable")
        found, starts, counts = np.unique(forms[order], return_index=True, return_counts=True)
        enough = counts > RUN - SHINGLE
        places = touched[at[order]]
        return {
            other: places[start : start + count].tolist()
            for other, start, count in zip(
                *(each[enough].tolist() for each in (found, starts, counts)), strict=True
            )
        }
