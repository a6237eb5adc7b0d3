"""Two texts compared: row by row what became of every paragraph, and the sum of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from resolutions.comparing.align import Match, align
from resolutions.comparing.moves import moved, still
from resolutions.comparing.passages import Passage, joined, share_words
from resolutions.comparing.redline import Mark, Redline, Run, redline_of
from resolutions.comparing.sequences import common
from resolutions.vocabulary import Part


class Kind(StrEnum):
    """What became of a paragraph. Of several that apply the first here is told."""

    REMOVED = "removed"
    ADDED = "added"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    REWRITTEN = "rewritten"
    CHANGED = "changed"
    PUNCTUATION = "punctuation"
    SAME = "same"


@dataclass(frozen=True)
class Row:
    """
    A paragraph of the old text and what it is in the new; either side may be empty.

    Where several became one, or one several, all are here; the redline reads them with a
    break between. `passed` is how many paragraphs it was moved past, less than 0 when up.
    `before` is the paragraph that it stands before now, if it was moved.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    line: Redline
    passed: int = 0
    before: Passage | None = None

    @property
    def is_new_part(self) -> bool:
        """Whether it went from one part of the text to another."""
        return bool(self.old and self.new) and self.old[0].part != self.new[0].part

    @property
    def is_new_level(self) -> bool:
        """Whether a paragraph became a point of another, or the other way round."""
        return bool(self.old and self.new) and self.old[0].depth != self.new[0].depth

    @property
    def is_moved(self) -> bool:
        return bool(self.passed) or self.is_new_part

    @property
    def is_one_paragraph(self) -> bool:
        """Whether one paragraph became one, the same with words changed; no heading."""
        single = len(self.old) == len(self.new) == 1
        return single and not self.line.is_rewritten and not self.new[0].is_heading

    @cached_property
    def kind(self) -> Kind:
        tests = (
            (Kind.REMOVED, lambda: not self.new),
            (Kind.ADDED, lambda: not self.old),
            (Kind.SPLIT, lambda: len(self.new) > 1),
            (Kind.MERGED, lambda: len(self.old) > 1),
            (Kind.MOVED, lambda: self.is_moved),
            (Kind.REWRITTEN, lambda: self.line.is_rewritten),
            (Kind.CHANGED, lambda: self.line.changed or self.is_new_level),
            (Kind.PUNCTUATION, lambda: self.line.is_punctuation),
        )
        return next((kind for kind, holds in tests if holds()), Kind.SAME)


@dataclass(frozen=True)
class Comparison:
    """Rows in the order of the new text; what was removed stands where it stood."""

    rows: tuple[Row, ...]

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """How many rows there are of each kind."""
        counts = Counter(row.kind for row in self.rows)
        return {kind: counts[kind] for kind in Kind}

    @property
    def is_same(self) -> bool:
        return self.counts[Kind.SAME] == len(self.rows)

    def first(self, kind: Kind) -> Row | None:
        return next((row for row in self.rows if row.kind is kind), None)


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Comparison:
    """
    Compare two texts, paragraphs first and then words.

    The other way round the rows are the same, turned: what was added is removed, what
    was split is merged.
    """
    share_words([*old, *new])
    matches, stayed = _matched(old, new)
    passed = moved(matches, (old, new), stayed)
    rows = [_row(match, old, new, passed.get(match.new[0], 0)) for match in matches]
    matched = {place for match in matches for place in match.new}
    rows += [_added(new[place]) for place in range(len(new)) if place not in matched]
    order = {passage.anchor: place for place, passage in enumerate(new)}
    rows.sort(key=lambda row: min(order[passage.anchor] for passage in row.new))
    return Comparison(tuple(_with_removed(rows, old)))


def _matched(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[list[Match], set[int]]:
    """The matches, and the new places of those that stayed; one answer for both directions."""
    if [each.text for each in new] < [each.text for each in old]:
        matches, stayed = _matched(new, old)
        turned = [Match(match.new, match.old) for match in matches]
        return turned, {match.new[0] for match in turned if match.old[0] in stayed}
    matches = align(old, new)
    return matches, still(matches, (old, new))


def _row(match: Match, old: Sequence[Passage], new: Sequence[Passage], passed: int) -> Row:
    olds, news = [old[place] for place in match.old], [new[place] for place in match.new]
    before = new[match.new[0] + 1] if passed and match.new[0] + 1 < len(new) else None
    olds, news = _as_read(olds, news), _as_read(news, olds)
    words = joined(olds)
    line = redline_of(words, words if _printed(olds) == _printed(news) else joined(news))
    return Row(tuple(olds), tuple(news), line, passed, before)


def _printed(passages: Iterable[Passage]) -> list[tuple[str, str]]:
    return [(passage.text, passage.opening) for passage in passages]


def _as_read(parts: list[Passage], whole: list[Passage]) -> list[Passage]:
    """Put the parts of what is one paragraph elsewhere in the order in which it has them."""
    if len(parts) == 1:
        return parts
    keys = whole[0].words.keys

    def middle(part: Passage) -> float:
        places = [place for _, place in common(part.words.keys, keys)]
        return sum(places) / (len(places) or 1)

    return sorted(parts, key=middle)


def _added(passage: Passage) -> Row:
    run = Run(Mark.ADDED, new=passage.text, words=passage.words.count)
    return Row((), (passage,), Redline((run,)))


def _removed(passage: Passage) -> Row:
    run = Run(Mark.REMOVED, old=passage.text, words=passage.words.count)
    return Row((passage,), (), Redline((run,)))


def _with_removed(rows: list[Row], old: Sequence[Passage]) -> Iterator[Row]:
    """Put what was removed behind what stood before it in its part, and has not moved."""
    row_of = {passage.anchor: row for row in rows for passage in row.old}
    behind: dict[int | Part, list[Row]] = {}
    part = last = None
    for passage in old:
        if passage.part != part:
            part = last = passage.part
        row = row_of.get(passage.anchor)
        if row is None:
            behind.setdefault(last, []).append(_removed(passage))
        elif not row.passed and row.new[0].part == part:
            last = id(row)
    for row in rows:
        yield from behind.pop(row.new[0].part, ())
        yield row
        yield from behind.pop(id(row), ())
    for left in behind.values():
        yield from left
