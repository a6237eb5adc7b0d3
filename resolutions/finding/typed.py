"""The kinds of filters that a search alone has: what is typed into them is not of a short list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from resolutions import symbols
from resolutions.finding.kinds import RANGE, Filter
from resolutions.finding.tables import NOT_STATED
from resolutions.finding.texts import Texts
from resolutions.search.tokens import words_in


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
