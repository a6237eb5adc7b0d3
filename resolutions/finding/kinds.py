"""
The kinds of filters: how each reads what is typed or stands in an address, what it keeps of a
table, and how its values are listed.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from resolutions.finding.tables import NOT_STATED, Table
from resolutions.finding.texts import Texts
from resolutions.search.reader import MAX_VALUES
from resolutions.search.tokens import words_in
from resolutions.vocabulary import Language
from resolutions.wording import session_and_year

RANGE = ".."
ALL_LANGUAGES = "all"
Option = tuple[str, str, int]


@dataclass(frozen=True)
class Filter:
    """
    One way to narrow a list; `shown` is how many values the page lists at once, 0 is all.

    A filter without a facet has no counts and is typed into the form. `usual` is the value
    that goes without saying, unless others are chosen. `takes` tells what values it has, and
    `column` the property of the table that it reads, if that goes by another name.
    """

    name: str
    label: str
    shown: int = 0
    bars: bool = False
    is_facet: bool = True
    usual: str = ""
    column: str = ""

    takes = ""

    @property
    def column_name(self) -> str:
        return self.column or self.name

    def read(self, typed: str, texts: Table) -> str:
        """Return the value that is meant by what was typed, or raise ValueError."""
        raise NotImplementedError

    def read_all(self, typed: Sequence[str], texts: Table) -> tuple[list[str], list[str]]:
        """Return the values that were meant, each once, and those that cannot be."""
        values, wrong = [], []
        for each in typed:
            try:
                values.append(self.read(each, texts))
            except (ValueError, OverflowError):
                wrong.append(each)
        return list(dict.fromkeys(values)), wrong

    def read_address(self, typed: Sequence[str], texts: Table) -> tuple[list[str], list[str]]:
        """Return the values that stand in an address, and sentences on those that cannot be."""
        values = list(dict.fromkeys(value for value in typed if value.strip()))
        found, wrong = self.read_all(values[:MAX_VALUES], texts)
        problems = [self.problem(wrong)] if wrong else []
        if len(values) > MAX_VALUES:
            problems.insert(0, f"Only the first {MAX_VALUES} values of {self.label} were used.")
        return found, problems

    def problem(self, wrong: Sequence[str]) -> str:
        """Say that some values cannot be, and which can."""
        shown = re.sub(r"[\W_]+", " ", wrong[0])[:40].strip()
        said = (
            f"“{shown}” is not a value of {self.label}"
            if shown
            else f"{self.label} has no such value"
        )
        others = f", nor are {len(wrong) - 1} others" if len(wrong) > 1 else ""
        return f"{said}{others}: it takes {self.takes}. That filter was left out."

    def words(self, value: str, texts: Table) -> str:
        return value

    def mask(self, values: Collection[str], texts: Table) -> np.ndarray:
        """Whether each row has one of the values."""
        return texts.having(self.column_name, *values)

    def options(
        self,
        counts: Mapping[str, int],
        chosen: Sequence[str],
        texts: Table,
        most: int | None = None,
    ) -> list[Option]:
        """
        Return (value, words, how many there are) in the order of the page.

        At most `most` of them where there may be hundreds, and all that are chosen.
        """
        known = dict.fromkeys(chosen, 0) | dict(counts)
        if most is not None and len(known) > most:
            least = nlargest(most, known.values())[-1]
            known = {v: n for v, n in known.items() if n >= least or v in chosen}
        named = [(value, self.words(value, texts), n) for value, n in known.items()]
        named.sort(key=lambda each: (each[0] == NOT_STATED, -each[2], each[1]))
        return [
            each
            for place, each in enumerate(named)
            if not most or place < most or each[0] in chosen
        ]


@dataclass(frozen=True)
class Vocabulary(Filter):
    """A word of a vocabulary of ours; `others` are other ways to type it."""

    choices: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    blank: str = ""

    @property
    def takes(self):
        values = [value for value, _ in self.choices] + ([NOT_STATED] if self.blank else [])
        return f"one of {', '.join(values)}"

    def read(self, typed, texts):
        wanted = "-".join(words_in(typed))
        known = {"-".join(words_in(words)): value for value, words in self.choices}
        known |= dict(self.others) | {value: value for value, _ in self.choices}
        if self.blank:
            known[NOT_STATED] = NOT_STATED
        if wanted not in known:
            raise ValueError
        return known[wanted]

    def words(self, value, texts):
        return dict(self.choices).get(value, self.blank)

    def options(self, counts, chosen, texts, most=None):
        values = [value for value, _ in self.choices]
        if self.blank and (counts.get(NOT_STATED) or NOT_STATED in chosen):
            values.append(NOT_STATED)
        return [(value, self.words(value, texts), counts.get(value, 0)) for value in values]


@dataclass(frozen=True)
class Languages(Vocabulary):
    """The language of a paragraph; "all" is every one of them."""

    def read_all(self, typed, texts):
        every = (Language.values if each.lower() == ALL_LANGUAGES else [each] for each in typed)
        return super().read_all([each for some in every for each in some], texts)


@dataclass(frozen=True)
class Number(Filter):
    """A number or a range of numbers, the greatest first."""

    takes = "a number such as 2018, or a range such as 2018..2023"

    def read(self, typed, texts):
        typed = typed.strip()
        if typed == NOT_STATED or re.fullmatch("[1-9][0-9]{0,3}", typed, re.ASCII):
            return typed
        ends = re.fullmatch(
            r"([0-9]{0,4})\.\.\.?([0-9]{0,4})|([0-9]{1,4})[–-]([0-9]{1,4})", typed, re.ASCII
        )
        first, last = (
            [end or "" for end in (ends[1] or ends[3], ends[2] or ends[4])] if ends else ["", ""]
        )
        if not first and not last:
            raise ValueError
        if first and last and int(first) > int(last):
            first, last = last, first
        return f"{first}{RANGE}{last}"

    def words(self, value, texts):
        if value == NOT_STATED:
            return "Not stated"
        if RANGE not in value:
            return self.number(int(value))
        first, last = value.split(RANGE)
        if first and last:
            return f"{first} to {last}"
        return f"{first} or later" if first else f"{last} or earlier"

    def number(self, number: int) -> str:
        return str(number)

    def mask(self, values, texts):
        known = texts.properties[self.name]
        ranges = [value for value in values if RANGE in value]
        within = {number for each in ranges for number in known.values if is_within(number, each)}
        return known.mask({*values} | within, texts.size)

    def options(self, counts, chosen, texts, most=None):
        known = dict.fromkeys(chosen, 0) | dict(counts)
        numbers = sorted((v for v in known if v.isascii() and v.isdigit()), key=int, reverse=True)
        ranges = [value for value in chosen if RANGE in value]
        for each in ranges:
            known[each] = sum(n for number, n in counts.items() if is_within(number, each))
        unstated = [NOT_STATED] if NOT_STATED in known else []
        return [(v, self.words(v, texts), known[v]) for v in [*ranges, *numbers, *unstated]]


def is_within(number: str, span: str) -> bool:
    """Whether a value that is a number lies in a range such as 74..77."""
    first, last = span.split(RANGE)
    return number != NOT_STATED and int(first or 0) <= int(number) <= int(last or 9999)


@dataclass(frozen=True)
class Session(Number):
    takes = "a number such as 74, or a range such as 74..77"

    def number(self, number):
        return session_and_year(number)


@dataclass(frozen=True)
class Named(Filter):
    """An actor or a subject, by its slug or its name."""

    unstated: str = ""

    @property
    def takes(self):
        return f"the name of a {self.name}, or enough of it to tell it from others"

    def names(self, texts: Texts) -> Mapping[str, str]:
        return texts.sponsors if self.name == "sponsor" else texts.subjects

    def read(self, typed, texts):
        names = self.names(texts)
        if typed == NOT_STATED or typed in names:
            return typed
        wanted = words_in(typed)
        if not wanted or len(typed) > 300:
            raise ValueError
        exact = [slug for slug, name in names.items() if words_in(name) == wanted]
        within = [slug for slug, name in names.items() if {*wanted} <= {*words_in(name)}]
        found = exact or within
        if len(found) != 1 and not exact:
            raise ValueError
        return found[0]

    def words(self, value, texts):
        return self.unstated if value == NOT_STATED else self.names(texts).get(value, value)
