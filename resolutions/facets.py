"""The facets as the page shows them: options with counts, and what is on with its way off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict

from resolutions.filters import FacetSet

# The longest bar beside an option, in units of its picture.
BAR = 48


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


def facets(filters: FacetSet) -> Iterator[ShownFacet]:
    """Yield the facets with their counts, one query or two for each."""
    for name, facet in filters.filters.items():
        chosen = filters.chosen[name]
        counts = facet.counts(filters.found(but=name), chosen)
        marked = chosen or getattr(facet, "default", [])
        most = max((n for *_, n in counts), default=0) or 1
        options = [
            Option(f"{name}-{value}", value, words, n, value in marked, round(BAR * n / most))
            for value, words, n in counts
        ]
        shown, more = split(options, facet.shown)
        yield ShownFacet(name, facet.label, shown, more, facet.bars)


def split(options: list[Option], shown: int) -> tuple[list[Option], list[Option]]:
    """The first ones and all that are chosen, and the rest; a rest of one or two is none."""
    if not shown or len(options) <= shown + 2:
        return options, []
    first = [o for place, o in enumerate(options) if place < shown or o.is_chosen]
    return first, [option for option in options if option not in first]


def chips(filters: FacetSet, shown: Iterable[ShownFacet], query: QueryDict) -> Iterator[Chip]:
    """Yield every filter that the visitor set."""
    for facet in shown:
        words = {option.value: option.words for option in [*facet.options, *facet.more]}
        for value in filters.chosen[facet.name]:
            yield Chip(facet.label, words.get(value, value), without(query, facet.name, value))


def without(query: QueryDict, name: str, value: str) -> str:
    """Return the query string without one value, and from the first page."""
    rest = query.copy()
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}" if rest else "?"
