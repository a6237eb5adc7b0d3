"""A page of search results: counts, facets, hits by text, and what else to try."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.template.defaultfilters import pluralize

from resolutions.facets import Chip, ShownFacet, chips, facets
from resolutions.hits import (
    FOLDED,
    SHOWN,
    Asked,
    CitationsOf,
    TextHits,
    best_ranks,
    counts_of,
    hits,
    hits_by_text,
    matching,
)
from resolutions.search.query import Term
from resolutions.tally import Row, SearchFilter, tally
from resolutions.vocabulary import Language

PAGE_SIZE = 10  # texts
MAX_PAGE = 500
# Hits of a text where the search is for this one alone; longer ones end there.
ALL_IN_ONE = 500
SORTS = {"best": "Best match", "newest": "Newest", "oldest": "Oldest"}


@dataclass(frozen=True, slots=True)
class Advice:
    """Another search, in words, and how many paragraphs it finds."""

    words: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a page of results shows; `problems` are what the address got wrong."""

    asked: Asked
    count: int
    page: Page
    texts: list[TextHits]
    facets: list[ShownFacet]
    chips: list[Chip]
    sort: str
    problems: list[str]
    advice: list[Advice]

    @property
    def headline(self) -> str:
        found = headline(self.asked, self.count, self.page.paginator.count)
        return f"{found} with these filters" if self.chips and not self.count else found

    @property
    def can_be_filtered(self) -> bool:
        return bool(self.count or self.chips)

    @property
    def numbers(self):
        return self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )


def results(asked: Asked, address: QueryDict) -> Results:
    """
    Answer a search as the address asks, in eight queries at most.

    Values in the address that cannot be are left out and reported.
    """
    paragraphs = matching(asked, Language.ENGLISH)
    filters = SearchFilter(address, tally(paragraphs))
    rows = filters.found()
    paragraphs = filtered(paragraphs, filters, rows)
    sort, sort_problem = sort_of(address.get("sort", "best"))
    ordered = in_order(rows, sort, asked, paragraphs)
    page, page_problem = page_of(ordered, address.get("page", "1"))
    shown = list(facets(filters))
    active = list(chips(filters, shown, address))
    return Results(
        asked=asked,
        count=sum(row.count for row in rows),
        page=page,
        texts=texts_of(asked, paragraphs, page, rows, best_first=sort == "best"),
        facets=shown,
        chips=active,
        sort=sort,
        problems=[*filters.problems, *filter(None, [sort_problem, page_problem])],
        advice=[] if rows else advice(asked, filters, active),
    )


def filtered(paragraphs: QuerySet, filters: SearchFilter, rows: Sequence[Row]) -> QuerySet:
    if not filters.is_on:
        return paragraphs
    paragraphs = paragraphs.filter(resolution__in={row.text for row in rows})
    parts = filters.chosen["part"]
    return paragraphs.filter(part__in=parts) if parts else paragraphs


def sort_of(name: str) -> tuple[str, str]:
    """Return the sort, and what was wrong with the one asked for."""
    if name in SORTS:
        return name, ""
    return "best", "Results are sorted by best, newest or oldest. The best match stands first."


def in_order(rows: Sequence[Row], sort: str, asked: Asked, paragraphs: QuerySet) -> list[int]:
    """Return the texts in the order of the page."""
    ages = {row.text: row.age for row in rows}
    newest = sorted(ages, key=ages.__getitem__)
    if sort == "newest" or not newest:
        return newest
    if sort == "oldest":
        return newest[::-1]
    ranks = best_ranks(asked, paragraphs)
    return sorted(newest, key=lambda text: -ranks.get(text, -1))


def page_of(texts: Sequence[int], wanted: str) -> tuple[Page, str]:
    """Return a page of texts, and what was wrong with the number asked for."""
    pages = Paginator(texts, PAGE_SIZE)
    number = int(wanted) if re.fullmatch("[0-9]{1,9}", wanted) else 0
    if not 1 <= number <= MAX_PAGE:
        problem = f"A page is a whole number from 1 to {MAX_PAGE}. This is the first page."
        return pages.page(1), problem
    try:
        return pages.page(number), ""
    except EmptyPage:
        last = pages.num_pages
        return pages.page(last), f"There is no page {number}. This is the last page."


def texts_of(
    asked: Asked, paragraphs: QuerySet, page: Page, rows: Sequence[Row], *, best_first: bool
) -> list[TextHits]:
    """Return the texts of a page with their hits; none that was withdrawn in this moment."""
    counts = Counter()
    for row in rows:
        counts[row.text] += row.count
    most = ALL_IN_ONE if len(counts) == 1 else SHOWN + FOLDED
    grouped: Mapping[int, list] = {}
    if page.object_list:
        grouped = hits_by_text(
            asked, paragraphs, page.object_list, best_first=best_first, most=most
        )
    found = hits(asked, [paragraph for group in grouped.values() for paragraph in group])
    return [
        TextHits(grouped[text][0].resolution, counts[text], [found[p.pk] for p in grouped[text]])
        for text in page.object_list
        if text in grouped
    ]


def advice(asked: Asked, filters: SearchFilter, active: Sequence[Chip]) -> list[Advice]:
    """Say what would find something where nothing was found, and how much."""
    if filters.rows:
        fewer = zip(active, filters.without_each(), strict=True)
        total = sum(row.count for row in filters.rows)
        everything = Advice("Remove all filters", querystring(asked.typed), total)
        return [
            Advice(f"Remove the filter {chip.label}: {chip.words}", chip.without, count)
            for chip, count in fewer
            if count
        ] + [everything]
    simpler = asked.simpler()
    counts = counts_of([query for _, query in simpler], Language.ENGLISH)
    return [
        Advice(words, querystring(query.text), count)
        for (words, query), count in zip(simpler, counts, strict=True)
        if count
    ]


def headline(asked: Asked, count: int, texts: int) -> str:
    """Say what was found: "7 paragraphs in 5 texts mention “norms”"."""
    in_texts = f"{texts or 'no'} text{pluralize(texts)}"
    if isinstance(asked, CitationsOf):
        return f"{asked.symbol} is not in this archive; {in_texts} cite{pluralize(texts, 's,')} it"
    term = asked.query.root
    verb = "mention" if isinstance(term, Term) else "match"
    words = " ".join(term.words) if isinstance(term, Term) and term.exact else asked.typed
    ending = pluralize(count or 1, "s," if verb == "mention" else "es,")
    found = f"{count} paragraph{pluralize(count)} in {in_texts}" if count else "No paragraph"
    return f"{found} {verb}{ending} “{words}”"


def querystring(typed: str) -> str:
    return f"?{urlencode({'q': typed})}"
