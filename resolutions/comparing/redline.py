"""Two wordings of a paragraph as one: what stayed, what was removed, what was added."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from resolutions.comparing.items import number_and_date
from resolutions.comparing.sequences import Pair, common
from resolutions.comparing.words import Words, dates_apart, words_of

# Between two changes, so many words that stayed are read as part of the change.
SMALL_GAP = 2
# A paragraph of which more has changed is shown as rewritten, unless it has few words.
REWRITTEN, FEW = 0.6, 12


class Mark(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """
    Neighbouring words with one mark, each with the space that follows it.

    Words that stayed have both wordings: they may differ in the shape of quotation
    marks and hyphens, and in the case of the opening words.
    """

    mark: Mark
    old: str = ""
    new: str = ""
    words: int = 0


@dataclass(frozen=True)
class Redline:
    """
    The runs in order, a removal before the addition in its place.

    The old wordings joined are the old text, to the letter, and the new the new.
    """

    runs: tuple[Run, ...]

    @cached_property
    def changed(self) -> int:
        """
        How many words differ: where some are replaced, the longer side counts.

        Words that differ in signs and capitals alone do not count.
        """
        return sum(
            max(removed.words, added.words)
            for removed, added in self.changes
            if _letters(removed.old) != _letters(added.new)
        )

    @cached_property
    def changes(self) -> list[tuple[Run, Run]]:
        """What was removed and what came in its place; one of the two may be empty."""
        changes, nothing = [], Run(Mark.SAME)
        for before, run in pairwise([nothing, *self.runs]):
            if run.mark is Mark.REMOVED:
                changes.append((run, nothing))
            elif run.mark is Mark.ADDED and before.mark is Mark.REMOVED:
                changes[-1] = (before, run)
            elif run.mark is Mark.ADDED:
                changes.append((nothing, run))
        return changes

    @cached_property
    def kept(self) -> int:
        """How many words stayed."""
        return sum(run.words for run in self.runs if run.mark is Mark.SAME)

    @cached_property
    def share(self) -> float:
        """How much of the longer side of the whole has changed, from 0 to 1."""
        return self.changed / ((self.changed + self.kept) or 1)

    @property
    def is_same(self) -> bool:
        return all(run.mark is Mark.SAME for run in self.runs)

    @property
    def is_punctuation(self) -> bool:
        """Whether signs or capitals differ, and no word."""
        return not self.is_same and not self.changed

    @property
    def is_rewritten(self) -> bool:
        return self.share > REWRITTEN and self.changed + self.kept >= FEW

    @property
    def old(self) -> str:
        return "".join(run.old for run in self.runs)

    @property
    def new(self) -> str:
        return "".join(run.new for run in self.runs)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


@dataclass(slots=True)
class _Change:
    """`old[a:b]` became `new[c:d]`."""

    a: int
    b: int
    c: int
    d: int


def redline(old: str, new: str, old_opening: str = "", new_opening: str = "") -> Redline:
    return redline_of(words_of(old, old_opening), words_of(new, new_opening))


def redline_of(old: Words, new: Words) -> Redline:
    """Compare words; the same as `redline`, for texts whose words are known."""
    if old.keys == new.keys:
        return Redline(tuple(_runs([], old, new)))
    old, new = dates_apart(old, new), dates_apart(new, old)
    changes = list(_changes(_stayed(old, new), len(old), len(new)))
    for before, change in pairwise([_Change(0, 0, 0, 0), *changes]):
        _slide(change, before, old.keys, new.keys)
    return Redline(tuple(_runs(_merged(changes, old, new), old, new)))


def _stayed(old: Words, new: Words) -> list[Pair]:
    """
    Pairs of places of the words that stayed, as many as there can be.

    In a list that grew, "and" may stay or the number behind it: the number does.
    """
    pairs = common(old.keys, new.keys)
    left, left_new = set(range(len(old))), set(range(len(new)))
    left.difference_update(a for a, _ in pairs)
    left_new.difference_update(b for _, b in pairs)
    if _numbers(old, left).keys().isdisjoint(_numbers(new, left_new)):
        return pairs
    by_numbers = list(_around_numbers(old, new))
    return max(by_numbers, pairs, key=lambda each: sum(old.sizes[a] for a, _ in each))


def _numbers(words: Words, places: Iterable[int]) -> dict[str, int]:
    return {words.keys[at]: at for at in places if number_and_date(words.keys[at])}


def _around_numbers(old: Words, new: Words) -> Iterator[Pair]:
    """Pairs of the numbers of resolutions, and of the words between them."""
    places, places_new = (
        [at for at, key in enumerate(words.keys) if number_and_date(key)] for words in (old, new)
    )
    found = common([old.keys[at] for at in places], [new.keys[at] for at in places_new])
    a = c = 0
    for b, d in [*((places[x], places_new[y]) for x, y in found), (len(old), len(new))]:
        for x, y in common(old.keys[a:b], new.keys[c:d]):
            yield a + x, c + y
        if b < len(old):
            yield b, d
        a, c = b + 1, d + 1


def _changes(pairs: Iterable[Pair], length: int, length_new: int) -> Iterator[_Change]:
    """Yield what lies between the words that stayed."""
    a = c = 0
    for b, d in [*pairs, (length, length_new)]:
        if a < b or c < d:
            yield _Change(a, b, c, d)
        a, c = b + 1, d + 1


def _slide(change: _Change, before: _Change, old: Sequence[str], new: Sequence[str]) -> None:
    """
    Move a mere removal or addition among equal words to where a reader would see it.

    In "a, b, c" that lacked "b," it may be marked as "b," or ", b". Whole items are best:
    after a sign, or up to one. It stays behind the change before it.
    """
    if change.a < change.b and change.c < change.d:
        return
    keys, start, end = (
        (old, change.a, change.b) if change.a < change.b else (new, change.c, change.d)
    )
    free = 0
    while start - free > 0 and keys[start - free - 1] == keys[end - free - 1]:
        free += 1
    free = min(free, change.a - before.b, change.c - before.d)
    best = max(range(-free, 1), key=lambda by: (_whole(keys, start + by, end + by), -by))
    change.a, change.b = change.a + best, change.b + best
    change.c, change.d = change.c + best, change.d + best


def _whole(keys: Sequence[str], start: int, end: int) -> int:
    """How well `keys[start:end]` is cut: one for each end at a sign or at the end of the text."""
    begins = start == 0 or _is_sign(keys[start - 1])
    ends = end == len(keys) or _is_sign(keys[end - 1])
    return begins + ends


def _is_sign(key: str) -> bool:
    return not key[:1].isalnum()


def _merged(changes: Iterable[_Change], old: Words, new: Words) -> list[_Change]:
    """
    Join changes with few words between them, where that makes them easier to read.

    Not where the words between are more than the change beside them or are an item of a
    list, and never two mere additions, or two mere removals: nothing has been replaced there.
    """
    merged: list[_Change] = []
    for change in changes:
        if merged and _belongs(merged[-1], change, old, new):
            merged[-1].b, merged[-1].d = change.b, change.d
        else:
            merged.append(change)
    return merged


def _belongs(before: _Change, change: _Change, old: Words, new: Words) -> bool:
    if before.b == change.a and before.d == change.c:
        return True
    gap = old.touched(before.b, change.a)
    if gap > SMALL_GAP or any(map(number_and_date, old.keys[before.b : change.a])):
        return False
    removed = [old.touched(each.a, each.b) for each in (before, change)]
    added = [new.touched(each.c, each.d) for each in (before, change)]
    least = min(max(sides) for sides in zip(removed, added, strict=True))
    return gap <= least and any(removed) and any(added)


def _runs(changes: Iterable[_Change], old: Words, new: Words) -> Iterator[Run]:
    a = c = 0
    for change in [*changes, _Change(len(old), len(old), len(new), len(new))]:
        if a < change.a:
            yield Run(
                Mark.SAME,
                "".join(old.texts[a : change.a]),
                "".join(new.texts[c : change.c]),
                sum(old.sizes[a : change.a]),
            )
        a, b, c, d = change.a, change.b, change.c, change.d
        if a < b:
            yield Run(Mark.REMOVED, old="".join(old.texts[a:b]), words=old.touched(a, b))
        if c < d:
            yield Run(Mark.ADDED, new="".join(new.texts[c:d]), words=new.touched(c, d))
        a, c = b, d
