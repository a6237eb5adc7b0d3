"""
What a search can be narrowed by. Each filter is a parameter of the address, a field of the
query language, and a part of the filter form: they say the same in the same values.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest

import numpy as np

from resolutions import symbols
from resolutions.finding.texts import NOT_STATED, Texts
from resolutions.search.tokens import words_in
from resolutions.vocabulary import Committee, Language, Part, Stage, VoteKind
from resolutions.wording import session_and_year

RANGE = ".."
Option = tuple[str, str, int]


@dataclass(frozen=True)
class Filter:
    """
    One way to narrow a search; `shown` is how many values the page lists at once, 0 is all.

    A filter without a facet has no counts and is typed into the form. `takes` tells what
    values it has.
    """

    name: str
    label: str
    shown: int = 0
    bars: bool = False
    is_facet: bool = True

    takes = ""

    def read(self, typed: str, texts: Texts) -> str:
        """Return the value that is meant by what was typed, or raise ValueError."""
        raise NotImplementedError

    def words(self, value: str, texts: Texts) -> str:
        return value

    def mask(self, values: Collection[str], texts: Texts) -> np.ndarray:
        """Whether each text has one of the values."""
        return texts.properties[self.name].mask(values, texts.size)

    def options(
        self,
        counts: Mapping[str, int],
        chosen: Sequence[str],
        texts: Texts,
        most: int | None = None,
    ) -> list[Option]:
        """
        Return (value, words, number of paragraphs) in the order of the page.

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
        if counts.get(NOT_STATED) or NOT_STATED in chosen:
            values.append(NOT_STATED)
        return [(value, self.words(value, texts), counts.get(value, 0)) for value in values]


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
        ranges = [value.split(RANGE) for value in values if RANGE in value]
        within = {
            number
            for number in known.values
            if number != NOT_STATED
            and any(int(a or 0) <= int(number) <= int(b or 9999) for a, b in ranges)
        }
        return known.mask({*values} | within, texts.size)

    def options(self, counts, chosen, texts, most=None):
        known = dict.fromkeys(chosen, 0) | dict(counts)
        numbers = sorted((v for v in known if v.isascii() and v.isdigit()), key=int, reverse=True)
        ranges = [value for value in chosen if RANGE in value]
        unstated = [NOT_STATED] if NOT_STATED in known else []
        return [(v, self.words(v, texts), known[v]) for v in [*ranges, *numbers, *unstated]]


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


@dataclass(frozen=True)
class Opening(Filter):
    """The opening words of a paragraph, such as “recalling also”."""

    takes = "the words that a paragraph opens with"

    def read(self, typed, texts):
        if typed == NOT_STATED:
            return typed
        if not (value := " ".join(words_in(typed))) or len(value) > 300:
            raise ValueError
        return value

    def words(self, value, texts):
        return "None" if value == NOT_STATED else value.capitalize()


@dataclass(frozen=True)
class Days(Filter):
    """A day, month or year, or a range between two of them."""

    takes = (
        "a day, month or year such as 2018-12-05, 2018-12 or 2018, or a range such as 2018..2023"
    )

    def read(self, typed, texts):
        first, dots, last = (part.strip() for part in typed.partition(RANGE))
        if not first and not last:
            raise ValueError
        spans = [span(end) for end in (first, last) if end]
        if len(spans) == 2 and spans[0] > spans[1]:
            first, last = last, first
        return f"{first}{dots}{last}"

    def words(self, value, texts):
        first, dots, last = value.partition(RANGE)
        if not dots:
            return first
        return (
            f"{first} to {last}"
            if first and last
            else f"since {first}"
            if first
            else (f"until {last}")
        )

    def mask(self, values, texts):
        found = np.zeros(texts.size, bool)
        for value in values:
            first, dots, last = value.partition(RANGE)
            since = span(first)[0] if first else date.min
            until = span(last or first)[1] if last or not dots else date.max
            found |= (texts.dates >= since.toordinal()) & (texts.dates <= until.toordinal())
        return found & (texts.dates > 0)


def span(typed: str) -> tuple[date, date]:
    """Return the first and last day of “2018”, “2018-12” or “2018-12-05”; or raise ValueError."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?", typed.strip(), re.ASCII)
    if not match:
        raise ValueError
    year, month, day = (int(part) if part else None for part in match.groups())
    if not 1 <= year < 9999:
        raise ValueError
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    if month:
        return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return first, date(year, 12, 31)


@dataclass(frozen=True)
class Symbol(Filter):
    """A symbol, or how symbols begin with a star after it."""

    takes = "a symbol such as A/RES/71/28, or how symbols begin and a star, as in A/C.1/*"

    def read(self, typed, texts):
        typed = typed.strip()
        if len(typed) > 80 or not re.fullmatch(r"\w[\w./() -]*\*?", typed):
            raise ValueError
        if typed.endswith("*"):
            return typed.upper()
        meant = symbols.meanings(typed)
        held = [symbol for symbol in meant if symbol in texts.symbols]
        return (held or meant or [typed.upper()])[0]

    def mask(self, values, texts):
        whole = {value for value in values if not value.endswith("*")}
        starts = tuple(value.rstrip("*") for value in values if value.endswith("*"))
        return (
            np.array(
                [bool(s) and (s in whole or s.upper().startswith(starts)) for s in texts.symbols],
                bool,
            )
            if starts
            else np.array([s in whole for s in texts.symbols], bool)
        )


@dataclass(frozen=True)
class Title(Filter):
    """Words of the title, all of them; a star after the beginning of one."""

    takes = "words of a title"

    def read(self, typed, texts):
        if not words_in(typed) or len(typed) > 200:
            raise ValueError
        return typed.strip()

    def mask(self, values, texts):
        found = np.zeros(texts.size, bool)
        for value in values:
            found[[*self._rows(value, texts)]] = True
        return found

    def _rows(self, value: str, texts: Texts) -> Iterator[int]:
        """Yield the rows of titles with a value: of those with its first word, that is read."""
        wanted = " ".join(words_in(value))
        is_open = value.endswith("*")
        first, _, rest = wanted.partition(" ")
        by_word = texts.rows_by_title_word
        if is_open and not rest:
            rows = {row for word, own in by_word.items() if word.startswith(first) for row in own}
        else:
            rows = by_word.get(first, ())
        for row in rows:
            title = f" {texts.plain_titles[row]} "
            if (f" {wanted}" if is_open else f" {wanted} ") in title:
                yield row


@dataclass(frozen=True)
class Cited(Filter):
    """The symbol of a document that the paragraph cites, itself or in a footnote."""

    takes = "a symbol such as A/RES/70/237 or 70/237"

    def read(self, typed, texts):
        if len(typed) > 80 or not (meant := symbols.meanings(typed)):
            raise ValueError
        return meant[0]


@dataclass(frozen=True)
class OneText(Filter):
    """The hits of one text; not offered as a choice, but reached by a link beside its hits."""

    takes = "the address of a text, as in A/RES/71/28"

    def read(self, typed, texts):
        if not re.fullmatch(r"[\w./()-]{1,80}", typed):
            raise ValueError
        return typed

    def words(self, value, texts):
        return symbols.from_address(value) or value

    def mask(self, values, texts):
        return np.array([address in values for address in texts.addresses], bool)


@dataclass(frozen=True)
class SameWording(Filter):
    """The paragraphs that say the same as one, by its key; reached by a link."""

    takes = "the number of a paragraph, as links beside paragraphs have it"

    def read(self, typed, texts):
        if not re.fullmatch("[1-9][0-9]{0,17}", typed, re.ASCII):
            raise ValueError
        return typed

    def words(self, value, texts):
        return "as one paragraph"


_BODIES = tuple(
    (alias, value)
    for number, value in enumerate(Committee.values[:6], 1)
    for alias in (str(number), f"c-{number}")
)
FILTERS: dict[str, Filter] = {
    each.name: each
    for each in (
        Session("session", "Session", shown=8, bars=True),
        Vocabulary(
            "part",
            "Part of text",
            choices=tuple(Part.choices),
            others=(("pp", "preamble"), ("op", "operative")),
        ),
        Vocabulary("stage", "Status", choices=tuple(Stage.choices), blank="Not a resolution"),
        Vocabulary(
            "committee",
            "Committee",
            choices=tuple(Committee.choices),
            others=_BODIES,
            blank="Not stated",
        ),
        Vocabulary(
            "vote",
            "Vote",
            choices=tuple(VoteKind.choices),
            blank="Not recorded here",
        ),
        Named("sponsor", "Sponsor", shown=8, unstated="No sponsors recorded"),
        Opening("opening", "Opening words", shown=8),
        Named("subject", "Subject", shown=8, unstated="No subjects recorded"),
        Vocabulary("lang", "Language", choices=tuple(Language.choices)),
        Number("year", "Year", shown=8, bars=True),
        Days("date", "Date", is_facet=False),
        Symbol("symbol", "Symbol", is_facet=False),
        Cited("cites", "Cites", is_facet=False),
        Title("title", "Title", is_facet=False),
        OneText("text", "Text", is_facet=False),
        SameWording("same", "Same wording", is_facet=False),
    )
}
ALL_LANGUAGES = "all"
# Read the same: the parameter that some addresses out there have.
ALIASES = {"outcome": "vote", "language": "lang"}
# Filters of paragraphs; the others are of their texts.
OF_PARAGRAPHS = ("part", "opening", "lang", "cites", "same")
# The filters that can be typed into the form, each with an example: those without a facet, those
# that have ranges, and those whose facet lists the commonest values only.
TYPED_INTO_THE_FORM = {
    "session": "74..77",
    "year": "2018..2023",
    "date": "2018-12-05, 2018-12 or 2018..2023",
    "symbol": "A/RES/71/28 or A/C.1/*",
    "sponsor": "Estonia",
    "opening": "recalling also",
    "subject": "cybersecurity",
    "cites": "70/237",
    "title": "words of the title",
}


def problem(name: str, wrong: Sequence[str]) -> str:
    """Say that some values cannot be, and which can."""
    kind = FILTERS[name]
    shown = re.sub(r"[\W_]+", " ", wrong[0])[:40].strip()
    said = (
        f"“{shown}” is not a value of {kind.label}" if shown else f"{kind.label} has no such value"
    )
    others = f", nor are {len(wrong) - 1} others" if len(wrong) > 1 else ""
    return f"{said}{others}: it takes {kind.takes}. That filter was left out."


def read_values(name: str, typed: Sequence[str], texts: Texts) -> tuple[list[str], list[str]]:
    """Return the values that were meant, each once, and those that cannot be."""
    values, wrong = [], []
    for each in typed:
        if name == "lang" and each.lower() == ALL_LANGUAGES:
            values += Language.values
            continue
        try:
            values.append(FILTERS[name].read(each, texts))
        except (ValueError, OverflowError):
            wrong.append(each)
    return list(dict.fromkeys(values)), wrong
