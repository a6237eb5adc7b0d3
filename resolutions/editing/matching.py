"""Which lines of a source a paragraph was read from, whatever has been edited since."""

import re
from collections import defaultdict
from collections.abc import Sequence

WORD = re.compile(r"\w+")
# The number or label before a paragraph, which its text is without.
LABEL = re.compile(r"\W*(?:(?:PP|OP)? ?\d{1,3}(?: bis)?[.)]?|\(\w{1,4}\)) ", re.IGNORECASE)
# A line goes to a paragraph that holds so much of it.
ENOUGH = 0.6


def matched(lines: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """
    Return for lines of a source, by place, the text that holds their words, by place.

    Lines and texts come in the same order, mostly; of several texts with the words of a
    line, the one next to that of the line above is its.
    """
    holding = defaultdict(set)
    for place, text in enumerate(texts):
        for three in _threes(text):
            holding[three].add(place)
    found: dict[int, int] = {}
    last = 0
    for number, line in enumerate(lines):
        threes = _threes(LABEL.sub("", line, count=1) if LABEL.match(line) else line)
        counts: dict[int, int] = defaultdict(int)
        for three in threes:
            for place in holding.get(three, ()):
                counts[place] += 1
        fitting = [place for place, count in counts.items() if count >= ENOUGH * len(threes)]
        if fitting:
            last = min(fitting, key=lambda place: (place < last, abs(place - last)))
            found[number] = last
    return found


def _threes(text: str) -> set[tuple[str, ...]]:
    """Every three words that follow one another; of a shorter text, all of it."""
    words = WORD.findall(text.casefold())
    if len(words) < 3:
        return {tuple(words)} if words else set()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}
