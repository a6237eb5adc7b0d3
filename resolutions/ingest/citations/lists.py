"""Lists of numbers under one word: "its resolutions 53/70 of 4 December 1998, 54/49 and 55/28"."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from resolutions.ingest.citations import patterns
from resolutions.ingest.citations.numbers import split_parts
from resolutions.ingest.citations.organs import Context, Organs, organ_of
from resolutions.ingest.citations.pinpoints import pinpoint_after, pinpoint_before
from resolutions.ingest.document import CitationSpan
from resolutions.symbols.series import parse_series

# How many letters may stand between two numbers of a list, and in a title between them.
LONGEST_ASIDE = 250
SHORT_MONTHS = tuple(month[:3] for month in patterns.MONTHS)


@dataclass(frozen=True, slots=True)
class Member:
    """One number of a list, as printed: "31/6 A and B of 9 November 1976"."""

    start: int
    number_start: int
    number: str
    date: date | None
    pinpoint: str


@dataclass(slots=True)
class Listing:
    """A list of numbers under one word or symbol: "its resolutions 53/70, 54/49 and 55/28"."""

    start: int
    end: int
    word: str
    plural: bool = False
    organ: str | None = None
    members: list[Member] = field(default_factory=list)
    # The list that goes on after a title in quotation marks in which this one stands.
    outer: "Listing | None" = None

    def goes_on(self, text: str, start: int) -> bool:
        """Whether the number at `start` is the next of this list."""
        link, aside = (
            (patterns.LINK, patterns.ASIDE)
            if self.members
            else (patterns.OPENING, patterns.OPENING_ASIDE)
        )
        if link.fullmatch(text, self.end, start):
            return True
        if not self.plural or start - self.end > LONGEST_ASIDE:
            return False
        between = text[self.end : start]
        return ". " not in between and bool(aside.search(between))

    def add(self, text: str, start: int, number_start: int, end: int) -> None:
        """Take the number that ends at `end`, with the date and pinpoint after it."""
        number = text[number_start:end]
        dated = patterns.DATED.match(text, end)
        pinpoint, self.end = pinpoint_after(text, dated.end() if dated else end)
        self.members.append(
            Member(start, number_start, number, dated and _date(*dated.groups()), pinpoint)
        )


def open_list(text: str, start: int, end: int, word: str, plural: bool, last: Listing | None):
    """Begin the list that the word at `text[start:end]` opens; `last` is the one before it."""
    listing = Listing(start, end, word, plural)
    if last and _is_quotation_open(text, last.end, start):
        listing.outer = last
    return listing


def list_at(text: str, last: Listing | None, start: int) -> Listing | None:
    """Return the list that the number at `start` belongs to: the last, or the one around it."""
    if last is None or last.goes_on(text, start):
        return last
    if last.outer and text.find("”", last.end, last.end + LONGEST_ASIDE) in range(last.end, start):
        return last.outer if last.outer.goes_on(text, start) else None
    return None


def read_list(text: str, listing: Listing, organs: Organs, verb: str) -> Iterator[CitationSpan]:
    """Return each resolution or decision of a list that its organ can have."""
    context = Context(listing.organ) if listing.organ else organs.around(listing.start, listing.end)
    before = pinpoint_before(text, listing.start)
    organ = None
    for member in listing.members:
        pinpoint = member.pinpoint or before
        start = member.start
        for part in split_parts(member.number, member.number_start):
            organ = organ_of(part.number, member.date, context, organ)
            symbol = parse_series(organ, listing.word, part.number) if organ else None
            if symbol:
                # The prefix of a symbol is printed with the first of its lettered parts.
                start = start if part.start == member.number_start else part.start
                yield CitationSpan(start, part.end, symbol.text, member.date, verb, pinpoint)


def _is_quotation_open(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark in `text[start:end]` is open at its end."""
    start = max(start, end - LONGEST_ASIDE)
    return text.rfind("“", start, end) > text.rfind("”", start, end)


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), SHORT_MONTHS.index(month[:3]) + 1, int(day))
    except ValueError:  # 31 November
        return None
