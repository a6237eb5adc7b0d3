"""
All texts of one language, laid out for tracing.

Texts go by their rank in time, from 0, and paragraphs by their place, text after text.
Paragraphs of the same words are one form; forms, not paragraphs, are indexed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np

from resolutions.lineage.prints import SHINGLE, shingles, whole

# What so many lines of texts share, or this share of all lines, is nobody's wording.
COMMON_LINES, COMMON_SHARE = 8, 0.015
# A shingle of more forms than this tells nothing.
MOST_FORMS = 400
_NONE = np.zeros(0, np.int64)
_ENDS = 1 << 18


@dataclass(frozen=True, slots=True)
class Counterparts:
    """
    What each paragraph of a text is in the `text` before it in its line, as they compare.

    `keys` are those of the paragraphs there, in the order of the text's own: 0 where there is
    none, and less than 0 where the paragraph has moved. They hold as long as `newest` is the
    greatest key there.
    """

    text: int
    newest: int
    keys: np.ndarray


@dataclass(frozen=True, slots=True)
class Print:
    """
    The words of one text in one language.

    `keys` are those of its paragraphs in reading order, `lengths` how many words each
    has, and `words` all of them. Texts of one `line` are versions of one another, or
    bear the same title. `day` and `order` tell which of two texts is the earlier. `names`
    are its titles, one a line. When it was traced it looked back on the `predecessors`, which
    are keys, and had so many shingles of its `own`, which are not common; None if it was not
    traced, as with the `counterparts`.
    """

    text: int
    line: int
    day: int
    order: tuple
    keys: np.ndarray
    lengths: np.ndarray
    words: np.ndarray
    names: str = ""
    predecessors: np.ndarray | None = None
    own: int | None = None
    counterparts: Counterparts | None = None

    @property
    def newest(self) -> int:
        return int(self.keys.max(initial=0))


@dataclass(frozen=True)
class Table:
    """Numbers of various lengths in one array: row `i` is `values[starts[i]:starts[i + 1]]`."""

    starts: np.ndarray
    values: np.ndarray

    def __getitem__(self, row: int) -> np.ndarray:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def lengths(self) -> np.ndarray:
        return np.diff(self.starts)

    def rows(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the values of some rows, and for each value its place in `chosen`."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        of = np.repeat(np.arange(len(chosen)), lengths)
        before = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(chosen) else _NONE
        places = np.arange(lengths.sum()) - np.repeat(before, lengths)
        return self.values[np.repeat(self.starts[chosen], lengths) + places], of

    @classmethod
    def grouped(cls, rows: np.ndarray, values: np.ndarray, size: int) -> "Table":
        """Gather values by their rows, in order."""
        order = np.argsort(rows, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=size))))
        return cls(starts, values[order])

    @classmethod
    def of_lengths(cls, lengths: np.ndarray, values: np.ndarray) -> "Table":
        return cls(np.concatenate(([0], np.cumsum(lengths.astype(np.int64)))), values)


@dataclass
class Corpus:
    """
    What `corpus_of` makes of the prints of a language.

    `forms` are the form of each paragraph, and `occurrences` the paragraphs of each form in
    the order of time. `shingles` are the indexed shingles of each form, place by place, as
    places in `numbers`, and `postings` the forms of each shingle. A shingle that is `common`
    is not shared wording.
    """

    prints: Sequence[Print]
    words: Table
    texts: np.ndarray
    keys: np.ndarray
    forms: np.ndarray
    occurrences: Table
    shingles: Table
    postings: Table
    numbers: np.ndarray
    common: np.ndarray

    def __post_init__(self):
        self.first = np.searchsorted(self.texts, np.arange(len(self.prints) + 1))
        self.days = np.array([each.day for each in self.prints], np.int64)
        self.by_line: dict[int, list[int]] = {}
        for rank, each in enumerate(self.prints):
            self.by_line.setdefault(each.line, []).append(rank)

    @cached_property
    def telling(self) -> np.ndarray:
        """The shingles by which paragraphs are found that share wording."""
        return ~self.common & (self.postings.lengths <= MOST_FORMS)

    @cached_property
    def since(self) -> np.ndarray:
        """The first paragraph of each form."""
        return self.occurrences.values[self.occurrences.starts[:-1]]

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each paragraph, by its key."""
        return {key: place for place, key in enumerate(self.keys.tolist())}

    @cached_property
    def ranks(self) -> dict[int, int]:
        """The rank of each text, by its key."""
        return {each.text: rank for rank, each in enumerate(self.prints)}

    def paragraphs_of(self, text: int) -> range:
        return range(int(self.first[text]), int(self.first[text + 1]))

    def before(self, text: int) -> Print | None:
        """The text that comes before one, by its rank, in its line."""
        line = self.by_line[self.prints[text].line]
        at = bisect_left(line, text)
        return self.prints[line[at - 1]] if at else None

    def counterparts(self, text: int) -> Counterparts | None:
        """What is known of a text's counterparts, by its rank, if it still holds."""
        known, before = self.prints[text].counterparts, self.before(text)
        now = (before.text, before.newest) if before else (0, 0)
        return known if known and (known.text, known.newest) == now else None

    def words_of(self, paragraph: int) -> np.ndarray:
        return self.words[paragraph]

    def form_words(self, form: int) -> np.ndarray:
        return self.words[int(self.occurrences[form][0])]


def corpus_of(
    prints: Iterable[Print], formal: np.ndarray, only: np.ndarray | None = None
) -> Corpus:
    """
    Lay out the texts of one language; `formal` are the shingles of formal names, sorted.

    Where `only` some shingles are given, sorted, the index has no others, and paragraphs
    without any are not compared with one another, which takes a fraction of the time.
    """
    prints = sorted(prints, key=lambda each: each.order)
    lengths = np.concatenate([each.lengths for each in prints] or [_NONE])
    words = Table.of_lengths(
        lengths, np.concatenate([each.words for each in prints] or [_NONE.astype(np.uint32)])
    )
    texts = np.repeat(np.arange(len(prints)), [len(each.keys) for each in prints])
    seen = np.ones(len(texts), bool)
    if only is not None:
        seen = _touched(words, only) | (lengths < SHINGLE)
    first, forms = _forms(words, seen)
    occurrences = Table.grouped(forms, np.arange(len(forms)), len(first))
    by_form, postings, numbers = _indexed(words, first, only, np.nonzero(seen[first])[0])
    lines = np.array([each.line for each in prints], np.int64)
    common = _common(occurrences, postings, lines[texts], common_from(prints))
    common |= np.isin(numbers, formal)
    keys = np.concatenate([each.keys for each in prints] or [_NONE])
    return Corpus(
        prints, words, texts, keys, forms, occurrences, by_form, postings, numbers, common
    )


def shingles_in(words: Iterable[np.ndarray]) -> np.ndarray:
    """Return all shingles of some stretches of words, sorted."""
    return np.unique(np.concatenate([*map(shingles, words), _NONE.astype(np.uint64)]))


def common_from(prints: Iterable[Print]) -> int:
    """How many lines of texts share what is nobody's wording."""
    lines = {each.line for each in prints if len(each.keys)}
    return max(COMMON_LINES, ceil(COMMON_SHARE * len(lines)))


def _touched(words: Table, only: np.ndarray) -> np.ndarray:
    """Tell the paragraphs that have one of some shingles, and maybe a few that have not."""
    places = np.nonzero(_among(shingles(words.values), only))[0]
    touched = np.zeros(len(words), bool)
    touched[np.searchsorted(words.starts, places, "right") - 1] = True
    return touched


def _forms(words: Table, seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first paragraph of each form, and the form of each; one not `seen` has its own."""
    chosen = np.nonzero(seen)[0]
    values, _ = words.rows(chosen)
    sums = whole(values, np.concatenate(([0], np.cumsum(words.lengths[chosen]))))
    _, first, of_chosen = np.unique(sums, return_index=True, return_inverse=True)
    rest = np.nonzero(~seen)[0]
    forms = np.zeros(len(seen), np.int64)
    forms[chosen] = of_chosen
    forms[rest] = len(first) + np.arange(len(rest))
    return np.concatenate((chosen[first], rest)), forms


def _indexed(
    words: Table, first: np.ndarray, only: np.ndarray | None, seen: np.ndarray
) -> tuple[Table, Table, np.ndarray]:
    """
    Number the shingles of each form, seen at the paragraphs `first`; gather forms by shingle.

    Only the forms `seen` are looked at.
    """
    forms_words, _ = words.rows(first[seen])
    lengths = words.lengths[first[seen]]
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    counts = np.maximum(lengths - SHINGLE + 1, 0)
    before = np.concatenate(([0], np.cumsum(counts)))[:-1]
    of = np.repeat(seen, counts)
    places = np.arange(counts.sum()) - np.repeat(before, counts)
    found = shingles(forms_words)[np.repeat(starts, counts) + places]
    if only is not None:
        kept = _among(found, only)
        found, of = found[kept], of[kept]
    numbers, ids = np.unique(found, return_inverse=True)
    size = max(1, len(first))
    once = np.unique(ids * size + of)
    postings = Table.of_lengths(
        np.bincount(once // size, minlength=len(numbers)), (once % size).astype(np.int32)
    )
    by_form = Table.of_lengths(np.bincount(of, minlength=len(first)), ids.astype(np.int32))
    return by_form, postings, numbers


def _among(found: np.ndarray, sorted_: np.ndarray) -> np.ndarray:
    among = np.zeros(len(found), bool)
    if not len(sorted_):
        return among
    # Most are told apart by their last bits; only the rest is looked for.
    ends = np.zeros(_ENDS, bool)
    ends[sorted_ & np.uint64(_ENDS - 1)] = True
    likely = np.nonzero(ends[found & np.uint64(_ENDS - 1)])[0]
    values = found[likely]
    at = np.minimum(np.searchsorted(sorted_, values), len(sorted_) - 1)
    among[likely] = sorted_[at] == values
    return among


def _common(occurrences: Table, postings: Table, lines: np.ndarray, most: int) -> np.ndarray:
    """Tell the shingles that so many lines of texts share, which are on unrelated matters."""
    size = int(lines.max(initial=0)) + 1
    forms = np.repeat(np.arange(len(occurrences)), occurrences.lengths)
    pairs = np.unique(forms * size + lines[occurrences.values])
    lines_of = Table.of_lengths(
        np.bincount(pairs // size, minlength=len(occurrences)), pairs % size
    )
    found = np.zeros(len(postings), np.int64)
    # The few that so many forms have; the rest needs no counting.
    often = np.nonzero(postings.lengths >= COMMON_LINES)[0]
    for some in np.array_split(often, len(often) // 50_000 + 1):
        forms_of, of = postings.rows(some)
        values, place = lines_of.rows(forms_of)
        once = np.unique(of[place] * size + values)
        found[some] = np.bincount(once // size, minlength=len(some))
    return found >= most
