"""Which lines of a source a paragraph was read from, whatever has been edited since."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise

WORD = re.compile(r"\w+")
# The number or label before a paragraph, which its text is without.
LABEL = re.compile(r"\W*(?:(?:PP|OP)? ?\d{1,3}(?: bis)?[.)]?|\(\w{1,4}\)) ", re.IGNORECASE)
# A line goes to a paragraph that holds so much of it.
ENOUGH = 0.6


def matched(lines: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """
    Return for lines of a source, by place, the text that holds their words, by place.

    Lines and texts come in the same order, mostly; of several texts with the words of a
    line, the one next to that of the line above is its. Where the words begin a text once
    more, they are those of the next text that begins like it.
    """
    found: dict[int, int] = {}
    held = _Held(texts)
    for number, line in enumerate(lines):
        label = LABEL.match(line)
        place = held.place_of(WORD.findall(line[label.end() if label else 0 :].casefold()))
        if place is not None:
            found[number] = place
    return found | dict(_between(lines, held.words, found))


class _Held:
    """The words of texts, for lines that come one after another."""

    def __init__(self, texts: Sequence[str]):
        self.words = [WORD.findall(text.casefold()) for text in texts]
        self.threes = [_threes(words) for words in self.words]
        self.holding = defaultdict(set)
        for place, threes in enumerate(self.threes):
            for three in threes:
                self.holding[three].add(place)
        self.last, self.begun = 0, set()

    def place_of(self, line: Sequence[str]) -> int | None:
        """The text of a line that comes below those asked for before."""
        threes = _threes(line)
        if not threes:
            return None
        place = self._next(line, threes)
        if place is None and (fitting := self._fitting(threes)):
            place = min(
                fitting, key=lambda p: (self._again(p, line), p < self.last, abs(p - self.last))
            )
        if place is not None:
            self.last = place
            self.begun |= {place} if self._opens(place, line) else set()
        return place

    def _next(self, line: Sequence[str], threes: Set) -> int | None:
        """The text of the line above, or the one below it, of which no other can be nearer."""
        for place in range(self.last, min(self.last + 2, len(self.words))):
            fits = len(threes & self.threes[place]) >= ENOUGH * len(threes)
            if fits and not self._again(place, line):
                return place
        return None

    def _fitting(self, threes: Set) -> list[int]:
        counts = Counter(chain.from_iterable(self.holding.get(three, ()) for three in threes))
        return [place for place, count in counts.items() if count >= ENOUGH * len(threes)]

    def _opens(self, place: int, line: Sequence[str]) -> bool:
        return self.words[place][: len(line)] == line

    def _again(self, place: int, line: Sequence[str]) -> bool:
        """Whether a line opens a text that a line above has opened."""
        return place in self.begun and self._opens(place, line)


def _between(
    lines: Sequence[str], texts: Sequence[list[str]], found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Lines too short to be told by themselves, such as the last of a paragraph: "and peace,"."""
    known = sorted(found)
    for number, line in enumerate(lines):
        words = WORD.findall(line.casefold())
        if number in found or not words:
            continue
        at = bisect(known, number)
        for beside in dict.fromkeys(found[each] for each in known[max(at - 1, 0) : at + 1]):
            if _ends_meet(words, texts[beside]):
                yield number, beside
                break


def _ends_meet(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether one or two words begin or end a text; of more, whether most follow one another."""
    count = len(words)
    if count < 3:
        return [*words] in (text[:count], text[-count:])
    held = set(pairwise(text))
    return sum(pair in held for pair in pairwise(words)) >= ENOUGH * (count - 1)


def _threes(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every three words that follow one another; of a shorter text, all of it."""
    if len(words) < 3:
        return {tuple(words)} if words else set()
    return set(zip(words, words[1:], words[2:], strict=False))
