"""Which lines of a source a paragraph was read from, whatever has been edited since."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    words = [WORD.findall(text.casefold()) for text in texts]
    holding = defaultdict(set)
    for place, held in enumerate(words):
        for three in _threes(held):
            holding[three].add(place)
    found: dict[int, int] = {}
    last, begun = 0, set()
    for number, line in enumerate(lines):
        label = LABEL.match(line)
        own = WORD.findall(line[label.end() if label else 0 :].casefold())
        threes = _threes(own)
        counts = Counter(chain.from_iterable(holding.get(three, ()) for three in threes))
        fitting = [place for place, count in counts.items() if count >= ENOUGH * len(threes)]
        opened = {place for place in fitting if words[place][: len(own)] == own}
        if fitting:
            again = opened & begun
            last = min(fitting, key=lambda p: (p in again, p < last, abs(p - last)))
            begun |= opened & {last}
            found[number] = last
    return found | dict(_between(lines, words, found))


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
