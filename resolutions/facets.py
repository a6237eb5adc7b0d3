"""The facets as the page shows them: options with counts, and what is on with its way off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.http import QueryDict

from resolutions.finding.kinds import Filter
from resolutions.finding.selection import Selection
from resolutions.finding.tables import Table

# The longest bar beside an option, in units of its picture.
BAR = 48
LISTED = 16  # values of a facet that may have hundreds


class Counted(Protocol):
    """What was chosen, and what every value of a filter would find."""

    chosen: Mapping[str, Sequence[str]]

    def counts(self, name: str) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    value: str
    words: str
    count: int
    is_chosen: bool
    bar: int = 0


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet of the form: `options` at once, `more` behind a disclosure."""

    name: str
    label: str
    options: list[Option]
    more: list[Option]
    has_bars: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; `without` is the query that takes it off, and `count` what it finds."""

    label: str
    words: str
    without: str
    count: int | None = None


def facets(filters: Mapping[str, Filter], found: Counted, table: Table) -> Iterator[ShownFacet]:
    """Yield the facets with their counts."""
    for name, each in filters.items():
        if not each.is_facet:
            continue
        chosen = found.chosen.get(name, [])
        most_listed = LISTED if each.shown and not each.bars else None
        counted = each.options(found.counts(name), chosen, table, most_listed)
        marked = chosen or [each.usual]
        most = max((n for *_, n in counted), default=0) or 1
        options = [
            Option(f"{name}-{place}", value, words, n, value in marked, round(BAR * n / most))
            for place, (value, words, n) in enumerate(counted)
        ]
        shown, more = split(options, each.shown)
        yield ShownFacet(name, each.label, shown, more, each.bars)


def split(options: list[Option], shown: int) -> tuple[list[Option], list[Option]]:
    """The first ones and all that are chosen, and the rest; a rest of one or two is none."""
    if not shown or len(options) <= shown + 2:
        return options, []
    first = [o for place, o in enumerate(options) if place < shown or o.is_chosen]
    return first, [option for option in options if option not in first]


def chips(selection: Selection, query: QueryDict) -> Iterator[Chip]:
    """Yield every filter that the visitor set."""
    for name, values in selection.chosen.items():
        each = selection.kinds[name]
        for value in values:
            words = each.words(value, selection.table)
            yield Chip(each.label, words, without(query, name, value))


def without(query: QueryDict, name: str, value: str) -> str:
    """Return the query string without one value, and from the first page."""
    rest = query.copy()
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}" if rest else "?"
