"""How much of one paragraph's words is another's: by the words in their order, and by runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

# So many of the words of two paragraphs are equal where they are the same paragraph: percent.
SAME_PARAGRAPH = 75
# Fewer are enough where so much of the shorter one stands in the longer, which added a part.
CONTAINING, CONTAINED = 65, 0.95
# So many words in a row, none of them in a formal name or a common phrase, are wording reused.
RUN = 8


@dataclass(frozen=True, slots=True)
class Change:
    """How many words a paragraph kept of an earlier one, and how many it added and removed."""

    kept: int
    added: int
    removed: int

    @property
    def score(self) -> int:
        """The share of the words of both that are equal: percent; 100 only if all are."""
        total = 2 * self.kept + self.added + self.removed
        return 100 if total == 2 * self.kept else min(99, round(200 * self.kept / total))

    @property
    def is_same_paragraph(self) -> bool:
        score, shorter = self.score, self.kept + min(self.added, self.removed)
        return score >= SAME_PARAGRAPH or (score >= CONTAINING and self.kept >= CONTAINED * shorter)


def change(earlier: np.ndarray, later: np.ndarray) -> Change:
    """Compare the words of two paragraphs, as numbers, by those that they have in common."""
    size = min(len(earlier), len(later))
    start = _equal(earlier[:size], later[:size])
    size -= start
    end = _equal(earlier[::-1][:size], later[::-1][:size])
    kept = start + end
    if end < size:
        one, other = earlier[start : len(earlier) - end], later[start : len(later) - end]
        kept += length_in_common(one.tolist(), other.tolist())
    return Change(kept, len(later) - kept, len(earlier) - kept)


def _equal(one: np.ndarray, other: np.ndarray) -> int:
    """How many words from the start are equal."""
    differs = one != other
    return int(differs.argmax()) if differs.any() else len(one)


def at_best(earlier: int, later: int) -> int:
    """The score, in percent, of paragraphs of so many words that differ in length alone."""
    return 200 * min(earlier, later) // ((earlier + later) or 1)


def length_in_common(one: Sequence[int], other: Sequence[int]) -> int:
    """
    Return the length of a longest common subsequence.

    A column of the table of the textbook is one integer (Hyyrö 2004): a pair of paragraphs
    takes microseconds, and a million pairs are compared.
    """
    places: dict[int, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << place
    every = (1 << len(one)) - 1
    column = every
    for word in other:
        if met := column & places.get(word, 0):
            column = (column + met | column - met) & every
    return len(one) - column.bit_count()


def runs(places: Iterable[int], width: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words, as start and end, that shingles at rising places cover."""
    start = end = before = -1
    for place in places:
        if place != before + 1 or start < 0:
            if start >= 0:
                yield start, end
            start = place
        before, end = place, place + width
    if start >= 0:
        yield start, end
