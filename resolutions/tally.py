"""Counts of hits: how many paragraphs and texts, for every value of every facet, at once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet

from resolutions import symbols
from resolutions.filters import (
    NOT_STATED,
    Facet,
    NumberFacet,
    OutcomeFacet,
    SessionFacet,
    SponsorFacet,
    TextFilter,
    WordFacet,
)
from resolutions.models import Resolution, Sponsor, Sponsorship, VoteSession
from resolutions.vocabulary import Committee, Part, Stage


@dataclass(frozen=True, slots=True)
class Row:
    """
    The hits in one part of one text.

    `values` holds, for each facet, the values under which they count. `age` sorts
    texts newest first.
    """

    text: int
    count: int
    values: dict[str, frozenset[str]]
    age: tuple


def tally(paragraphs: QuerySet) -> list[Row]:
    """Count the hits by text and part, in two queries whatever the facets."""
    counted = paragraphs.order_by().values_list("resolution", "part").annotate(n=Count("pk"))
    counts = list(counted)
    texts = {text.pk: (values_of(text), age(text)) for text in described({pk for pk, *_ in counts})}
    rows = []
    for pk, part, n in counts:
        if pk in texts:  # not withdrawn in this moment
            values, when = texts[pk]
            rows.append(Row(pk, n, values | {"part": frozenset([part])}, when))
    return rows


def described(texts: Iterable[int]) -> QuerySet:
    """Load what the facets and the order of texts depend on."""
    sponsorships = Sponsorship.objects.filter(resolution=OuterRef("pk")).order_by()
    votes = VoteSession.objects.on_whole_texts().filter(resolution=OuterRef("pk")).order_by()
    return (
        Resolution.objects.published()
        .filter(pk__in=texts)
        .order_by()
        .only("symbol", "slug", "session", "year", "stage", "committee", "dated", "number")
        .annotate(
            sponsor_slugs=ArraySubquery(sponsorships.values("sponsor__slug")),
            vote_kinds=ArraySubquery(votes.values("kind")),
        )
    )


def values_of(text: Resolution) -> dict[str, frozenset[str]]:
    return {
        "text": frozenset([text.address]),
        "session": frozenset([str(text.session or NOT_STATED)]),
        "year": frozenset([str(text.year or NOT_STATED)]),
        "stage": frozenset([text.stage or NOT_STATED]),
        "committee": frozenset([text.committee or NOT_STATED]),
        "outcome": frozenset(text.vote_kinds or [NOT_STATED]),
        # A sponsor that the archive does not know by name counts under no value.
        "sponsor": frozenset(text.sponsor_slugs or [NOT_STATED]) - {None},
    }


def age(text: Resolution) -> tuple:
    """Sort by year, date, session and number, the newest first and unknown ones last."""
    dated = text.dated.toordinal() if text.dated else 0
    return -(text.year or 0), -dated, -(text.session or 0), -(text.number or 0), -text.pk


class Tallied:
    """Makes a facet count rows of a tally in place of rows in the database."""

    def counted(self, rows: Iterable[Row]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for row in rows:
            for value in row.values[self.field_name]:
                counts[value] += row.count
        return counts

    def counts(self, rows, chosen):
        return self.options(self.counted(rows), chosen)


class TalliedWord(Tallied, WordFacet):
    pass


class TalliedOutcome(Tallied, OutcomeFacet):
    pass


class TalliedNumber(Tallied, NumberFacet):
    def counted(self, rows):
        counts = super().counted(rows)
        return {None if value == NOT_STATED else int(value): n for value, n in counts.items()}


class TalliedSession(TalliedNumber, SessionFacet):
    pass


class TalliedSponsor(Tallied, SponsorFacet):
    def counts(self, rows, chosen):
        counts = self.counted(rows)
        actors = Sponsor.objects.filter(slug__in={*counts, *chosen}).order_by("sort_name")
        named = [(slug, name, counts[slug]) for slug, name in actors.values_list("slug", "name")]
        most_first = sorted(named, key=lambda actor: -actor[2])
        return self.options(most_first, counts[NOT_STATED], chosen)


class OneText(Tallied, Facet):
    """The hits of one text; not offered as a choice, but reached by a link beside its hits."""

    def read(self, value):
        if not re.fullmatch(r"[\w./()-]{1,80}", value):
            raise ValueError
        return value

    def options(self, counted, chosen):
        return [(value, symbols.from_address(value) or value, counted[value]) for value in chosen]


class SearchFilter(TextFilter):
    """
    The facets of a search: those of the list of texts, and the part of the text.

    Takes a tally and counts paragraphs.
    """

    ORDER = "session", "part", "stage", "committee", "outcome", "sponsor", "year", "text"

    text = OneText("Text")
    session = TalliedSession("Session", shown=8, bars=True)
    part = TalliedWord("Part of text", Part)
    stage = TalliedWord("Status", Stage, blank="Not a resolution")
    committee = TalliedWord("Committee", Committee, blank="Not stated")
    outcome = TalliedOutcome("Vote")
    sponsor = TalliedSponsor("Sponsor", shown=8)
    year = TalliedNumber("Year", shown=8, bars=True)
    holding = None
    kind = None
    cited = None

    def __init__(self, data, rows: Sequence[Row]):
        super().__init__(data, Resolution.objects.none())
        self.filters = {name: self.filters[name] for name in self.ORDER}
        self.rows = rows

    def found(self, but: str = "") -> list[Row]:
        """Return the rows that match every facet, or every facet `but` one."""
        chosen = {name: values for name, values in self.chosen.items() if name != but}
        return matching(self.rows, chosen)

    @property
    def is_on(self) -> bool:
        return any(self.chosen.values())

    def without_each(self) -> Iterator[int]:
        """Yield, for each value chosen, how many paragraphs match once it is taken off."""
        for name, values in self.chosen.items():
            for value in values:
                rest = self.chosen | {name: [other for other in values if other != value]}
                yield sum(row.count for row in matching(self.rows, rest))


def matching(rows: Sequence[Row], chosen: dict[str, list[str]]) -> list[Row]:
    wanted = {name: frozenset(values) for name, values in chosen.items() if values}
    return [
        row for row in rows if all(row.values[name] & values for name, values in wanted.items())
    ]
