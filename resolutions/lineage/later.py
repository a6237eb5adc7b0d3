"""Which later texts and paragraphs a text that is new to the corpus may have something to tell."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np

from resolutions.lineage.corpus import Corpus
from resolutions.lineage.kinship import RUN, Change, change, runs
from resolutions.lineage.prints import SHINGLE, shingles
from resolutions.lineage.tracing import NEARER, PREDECESSORS, SHARED_PART, shared_forms

# The paragraphs that each of some later ones goes on from, by places, with the change to each.
Links = Mapping[int, Sequence[tuple[int, Change]]]
# Part of the shingles of a text that may be nobody's wording.
COMMON_PART = 0.5


def concerned(
    corpus: Corpus, text: int, links_of: Callable[[Collection[int]], Links]
) -> tuple[set[int], set[int]]:
    """
    Return the ranks of later texts that may look back on this one now that it is here, and
    the places of later paragraphs that may go on from it.

    Not texts that come next in its line, which look back on it in any case. `links_of`
    tells the descents of paragraphs as they were traced without it.
    """
    met, akin = _met(corpus, text)
    links = links_of(met)
    looked = _Looked(corpus, text)
    places = {at for at, ours in met.items() if looked.concerned(at, ours, links.get(at, ()))}
    return akin, places


def _met(corpus: Corpus, text: int) -> tuple[dict[int, list[int]], set[int]]:
    """Later paragraphs with those of the text that share a run with them; texts akin to it."""
    own = corpus.paragraphs_of(text)
    forms = corpus.forms[own.start : own.stop]
    met: dict[int, list[int]] = defaultdict(list)
    most: dict[int, int] = {}
    for i, shared in enumerate(shared_forms(corpus, forms)):
        form = int(forms[i])
        for other, count in ({form: 0} | shared).items():
            if other != form and count < RUN - SHINGLE + 1:
                continue
            there = corpus.occurrences[other]
            for place in there[np.searchsorted(there, own.stop) :].tolist():
                met[place].append(own.start + i)
                most[place] = max(most.get(place, 0), count)
    weights: dict[int, int] = defaultdict(int)
    for place, count in most.items():
        weights[int(corpus.texts[place])] += count
    least = SHARED_PART * COMMON_PART
    akin = {r for r, w in weights.items() if w and w >= least * len(corpus.prints[r].words)}
    return met, akin


class _Looked:
    """Whether paragraphs of one text would be named as what later paragraphs go on from."""

    def __init__(self, corpus: Corpus, text: int):
        self.corpus, self.text = corpus, text
        self.changes: dict[tuple[int, int], Change] = {}
        self.new_words: dict[tuple[int, int], np.ndarray] = {}

    def concerned(self, place: int, ours: Iterable[int], links: Sequence) -> bool:
        return any(self.nearer(place, x, links) or self.source(place, x, links) for x in ours)

    def nearer(self, place: int, x: int, links: Sequence) -> bool:
        """Whether the paragraph may be the nearest in words."""
        known = self.change(x, place)
        if not known.is_same_paragraph:
            return False
        score = known.score
        least = score if score == 100 else score - NEARER + 1
        before = self.before(place)
        for earlier, there in links:
            in_line = int(self.corpus.texts[earlier]) in before
            if there.score > score or (in_line and there.score >= least):
                return False
            if there.score == score and self.rank(earlier, place) > self.rank(x, place):
                return False
        return True

    def source(self, place: int, x: int, links: Sequence) -> bool:
        """Whether the paragraph may be where words come from that no carrier has."""
        fresh = self.brought(x, place)
        if not fresh.any():
            return False
        fresh = fresh.copy()
        for earlier, known in links:
            same = known.is_same_paragraph
            later = not same and self.rank(earlier, place) > self.rank(x, place)
            if same or later:
                left = fresh & ~self.covered(earlier, place)
                if np.count_nonzero(left) < (1 if later else RUN):
                    return False
                fresh = fresh if later else left
        return True

    def change(self, x: int, place: int) -> Change:
        pair = int(self.corpus.forms[x]), int(self.corpus.forms[place])
        if pair not in self.changes:
            self.changes[pair] = change(self.corpus.words_of(x), self.corpus.words_of(place))
        return self.changes[pair]

    def brought(self, x: int, place: int) -> np.ndarray:
        """The words of a later paragraph that stand in runs of this one, formal names aside."""
        pair = int(self.corpus.forms[x]), int(self.corpus.forms[place])
        if pair not in self.new_words:
            ids = self.corpus.shingles[pair[0]]
            known = shingles(self.corpus.words_of(x))
            common = known[self.corpus.common[ids]]
            theirs = shingles(self.corpus.words_of(place))
            own = ~_cover(np.isin(theirs, common))
            found = np.zeros(len(own), bool)
            for start, end in runs(np.nonzero(np.isin(theirs, known))[0].tolist(), SHINGLE):
                if np.count_nonzero(own[start:end]) >= RUN:
                    found[start:end] = own[start:end]
            self.new_words[pair] = found
        return self.new_words[pair]

    def covered(self, earlier: int, place: int) -> np.ndarray:
        theirs = shingles(self.corpus.words_of(place))
        return _cover(np.isin(theirs, shingles(self.corpus.words_of(earlier))))

    def before(self, place: int) -> list[int]:
        """The texts of its line that the text of a paragraph looks back on."""
        rank = int(self.corpus.texts[place])
        line = self.corpus.by_line[self.corpus.prints[rank].line]
        return [each for each in line if each < rank][-PREDECESSORS:]

    def rank(self, earlier: int, place: int) -> tuple[bool, int]:
        """The later of two carriers is named, and one of an earlier day than the text's."""
        days, texts = self.corpus.days, self.corpus.texts
        return bool(days[texts[earlier]] < days[texts[place]]), earlier


def _cover(met: np.ndarray) -> np.ndarray:
    """Which words stand in one of some shingles."""
    covered = np.zeros(len(met) + SHINGLE - 1, bool)
    for place in np.nonzero(met)[0].tolist():
        covered[place : place + SHINGLE] = True
    return covered
