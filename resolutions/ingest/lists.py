"""Nesting of subparagraphs by their labels: "(i)" may follow "(h)" or open a list below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from resolutions.ingest.numerals import alphabetic, roman, to_letter

_PARTS = re.compile(
    r"(?P<open>\(?)(?P<mark>[A-Za-z]{1,7}|\d{1,3})(?P<again>(?: ?[a-z]{3,9})?)(?P<close>[).]?)$"
)


# Lists nest no deeper than this: print goes to four levels.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label: "(i)" is letter 9 or roman 1. `style` tells lists apart."""

    style: str
    value: int


def readings(label: str) -> list[Reading]:
    match = _PARTS.match(label)
    if match is None:
        return []
    mark, wrap = match["mark"], match["open"] + match["close"]
    found = []
    if mark.isdigit():
        found.append(Reading("1" + wrap, int(mark)))
    if mark.isalpha():
        case = "A" if mark.isupper() else "a"
        if (value := alphabetic(mark)) is not None:
            found.append(Reading(case + wrap, value))
        if (value := roman(mark.lower())) is not None:
            found.append(Reading("iI"[mark.isupper()] + wrap, value))
    return found


def slug(label: str) -> str:
    """The label's part in an anchor: "(a)" is "a", "(b bis)" is "b-bis"."""
    return "-".join(re.findall(r"\w+", label.lower()))


@dataclass(slots=True)
class _Level:
    style: str
    value: int


@dataclass(slots=True)
class Lists:
    """The lists that are open below one paragraph, outermost first."""

    levels: list[_Level] = field(default_factory=list)
    in_order: bool = True

    def place(self, label: str, after_colon: bool, following: Sequence[str]) -> int:
        """
        Return the depth at which a label stands, from 0.

        `after_colon` says whether the text above announces a list; `following`
        are the labels below, which settle what the label alone leaves open.
        """
        ways = readings(label)
        goes_on = self._going_on(ways)
        opens = next((way for way in ways[::-1] if self._may_open(way, after_colon)), None)
        if goes_on and opens and self._opens_list(opens, goes_on[1], after_colon, following):
            goes_on = None
        if goes_on:
            depth, way = goes_on
            del self.levels[depth + 1 :]
            self.levels[depth].value = way.value
            return depth
        if opens is None and self.levels:
            return self._out_of_order(ways)
        self.in_order = self.in_order and opens is not None
        way = opens or (ways[0] if ways else Reading("", 1))
        del self.levels[_DEEPEST - 1 :]
        self.levels.append(_Level(way.style, way.value))
        return len(self.levels) - 1

    def place_lost(self) -> tuple[int, str]:
        """Return the depth of an item whose label is lost, and the letter it must have had."""
        if not self.levels or self.levels[-1].style != "lost":
            del self.levels[_DEEPEST - 1 :]
            self.levels.append(_Level("lost", 0))
        self.levels[-1].value += 1
        return len(self.levels) - 1, to_letter(self.levels[-1].value)

    def _may_open(self, way: Reading, after_colon: bool) -> bool:
        """A list begins at 1, and below one of its own kind only where it is announced."""
        if way.value != 1:
            return False
        return after_colon or all(way.style != level.style for level in self.levels)

    def _going_on(self, ways: list[Reading]) -> tuple[int, Reading] | None:
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            for way in ways:
                # "(a bis)" repeats the value of the item before it.
                if way.style == level.style and way.value == level.value + 1:
                    return depth, way
        return None

    def _opens_list(
        self, opens: Reading, goes_on: Reading, after_colon: bool, following: Sequence[str]
    ) -> bool:
        for label in following:
            for way in readings(label):
                if way == Reading(opens.style, 2):
                    return True
                if way == Reading(goes_on.style, goes_on.value + 1):
                    return False
        return after_colon

    def _out_of_order(self, ways: list[Reading]) -> int:
        for depth in range(len(self.levels) - 1, -1, -1):
            for way in ways:
                if way.style == self.levels[depth].style:
                    self.in_order = self.in_order and way.value == self.levels[depth].value
                    del self.levels[depth + 1 :]
                    self.levels[depth].value = way.value
                    return depth
        self.in_order = False
        return len(self.levels) - 1
