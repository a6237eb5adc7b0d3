"""A page of search results: counts, facets, hits by text, and what else to try."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import QueryDict
from django.template.defaultfilters import pluralize
from django.utils.text import Truncator

from resolutions import symbols
from resolutions.advice import Advice, corrected, in_quotes, near, querystring, simpler
from resolutions.facets import Chip, ShownFacet, facets
from resolutions.finding.answer import Answer
from resolutions.finding.filters import ALIASES, FILTERS
from resolutions.finding.knowledge import Knowledge
from resolutions.finding.search import Search, answer
from resolutions.hits import SHOWN, Folded, TextHits, texts_of
from resolutions.search.explain import explain
from resolutions.search.query import without_field
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, And, Term, all_of

PAGE_SIZE = 10  # texts
MAX_PAGE = 500
ECHOED = 120  # characters of what was typed in the headline
FEW = 3  # paragraphs: where no more are found, the page says what else there is
# Filters that tell what taking them off would give: a person chooses fewer.
COUNTED = 20
# Hits of a text where the search is for this one alone; longer ones end there.
ALL_IN_ONE = 500
SORTS = {"best": "Best match", "newest": "Newest", "oldest": "Oldest"}


@dataclass(frozen=True)
class Results:
    """What a page of results shows; `problems` are what the address got wrong."""

    search: Search
    answer: Answer
    address: QueryDict
    sort: str
    page: Page
    texts: list[TextHits]
    problems: list[str]
    symbol: str | None = None

    @property
    def count(self) -> int:
        return self.answer.hits.count

    @cached_property
    def headline(self) -> str:
        if self.symbol:
            texts = self.answer.text_count
            cite = f"{texts or 'no'} text{pluralize(texts)} cite{pluralize(texts, 's,')} it"
            return f"{self.symbol} is not in this archive; {cite}"
        if self.is_only_common:
            return "Nothing to search for"
        found = headline(self.search, self.count, self.answer.text_count)
        return f"{found} with these filters" if self.chips and not self.count else found

    @cached_property
    def facets(self) -> list[ShownFacet]:
        return list(facets(FILTERS, self.answer, self.answer.texts))

    @cached_property
    def chips(self) -> list[Chip]:
        return list(chips(self.search, self.answer, self.address))

    @property
    def can_be_filtered(self) -> bool:
        return bool(self.count or self.chips)

    @property
    def numbers(self):
        return self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )

    @cached_property
    def explanation(self) -> str:
        """The query in words, where it says more than one word would."""
        words = self.search.words
        if isinstance(words, And):
            words = all_of(tuple(p for p in words.parts if str(p) not in self.ignored))
        return explain(words) if words is not None and not isinstance(words, Term) else ""

    @cached_property
    def forms(self) -> list[str]:
        """The words found on the page, if other forms than those typed are among them."""
        single = [t for t in self.search.query.wanted if len(t.words) == 1 and not t.exact]
        typed_words = {plain(t.words[0].removesuffix(PREFIX)) for t in single}
        known = self.answer.forms(typed_words)
        lexemes = {lexeme for word in typed_words for lexeme in known.get(word, ())}
        marked = {
            plain(piece.text)
            for group in self.texts
            for hit in group.hits
            for piece in hit.pieces
            if piece.marked
        }
        found = {word for word, own in self.answer.forms(marked).items() if own & lexemes}
        return sorted(found) if found - typed_words else []

    @property
    def has_forms(self) -> bool:
        return any(not term.exact for term in self.search.query.wanted)

    @cached_property
    def ignored(self) -> list[str]:
        """The words that were too common to look for."""
        common = (t for t in self.search.query.wanted if not t.exact and self.answer.is_common(t))
        return list(dict.fromkeys(map(str, common)))

    @property
    def is_only_common(self) -> bool:
        """Whether all words were too common to look for."""
        wanted = {str(term) for term in self.search.query.wanted}
        return not self.count and 0 < len(wanted) == len(self.ignored)

    @cached_property
    def advice(self) -> list[Advice]:
        """What would find something, where nothing was found."""
        if self.count or self.symbol:
            return []
        if self.is_only_common:
            return list(in_quotes(self.search, self.answer))
        filters = [
            Advice(f"Remove the filter {chip.label}: {chip.words}", chip.without, chip.count)
            for chip in self.chips
            if chip.count
        ]
        if self.chips and (total := self.answer.unfiltered):
            all_off = Advice("Remove all filters", querystring(self.search.plain_text), total)
            return [*filters, all_off]
        return list(simpler(self.search, self.answer))

    @cached_property
    def corrected(self) -> Advice | None:
        """The same search with words that the archive has, where it lacks some of them."""
        if self.count or self.symbol:
            return None
        return corrected(self.search, self.answer)

    @cached_property
    def near(self) -> list[Advice]:
        """Words that are near to those typed, where these find little or nothing."""
        if self.count > FEW or self.symbol or self.is_only_common:
            return []
        return list(near(self.search, self.answer))

    @property
    def docs_url(self) -> str | None:
        return symbols.docs_url(self.symbol) if self.symbol else None

    @property
    def without_synonyms(self) -> str:
        return changed(self.address, synonyms="0")

    @property
    def feed(self) -> str:
        return changed(self.address, format="atom", page=None)


def results(
    search: Search, knowledge: Knowledge, address: QueryDict, symbol: str | None = None
) -> Results:
    """
    Answer a search as the address asks.

    Values in the address that cannot be are left out and reported.
    """
    found = answer(search, knowledge)
    sort, sort_problem = sort_of(address.get("sort") or "best")
    folded = Folded.of(found, sort, fold=not {"text", "same"} & search.chosen.keys())
    page, page_problem = page_of(folded.texts.tolist(), address.get("page") or "1")
    most = ALL_IN_ONE if len(folded.texts) == 1 else SHOWN
    return Results(
        search=search,
        answer=found,
        address=address,
        sort=sort,
        page=page,
        texts=texts_of(search, folded, page.object_list, most),
        problems=[*search.problems, *filter(None, [sort_problem, page_problem])],
        symbol=symbol,
    )


def sort_of(name: str) -> tuple[str, str]:
    """Return the sort, and what was wrong with the one asked for."""
    if name in SORTS:
        return name, ""
    return "best", "Results are sorted by best, newest or oldest. The best match stands first."


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


def chips(search: Search, found: Answer, address: QueryDict) -> Iterator[Chip]:
    """Yield every filter that the visitor set, with what taking it off would give."""
    chosen = [(name, value) for name, values in search.chosen.items() for value in values]
    for place, (name, value) in enumerate(chosen):
        words = FILTERS[name].words(value, found.texts)
        href = without(search, address, name, value)
        count = found.without(name, value) if place < COUNTED else None
        yield Chip(FILTERS[name].label, words, href, count)


def without(search: Search, address: QueryDict, name: str, value: str) -> str:
    """Return the query string without one value of a filter, and from the first page."""
    rest = address.copy()
    rest.pop("page", None)
    for parameter in [name, *(alias for alias, meant in ALIASES.items() if meant == name)]:
        kept = [v for v in address.getlist(parameter) if not means(name, v, value, search)]
        rest.setlist(parameter, kept)
    if value in search.typed.get(name, {}):
        rest["q"] = without_field(search.query, name, search.typed[name][value])
    return f"?{rest.urlencode()}" if rest else "?"


def means(name: str, written: str, value: str, search: Search) -> bool:
    """Whether what is written in the address is a value of a filter."""
    return written == value or (
        written not in search.chosen.get(name, ()) and plain(written) == plain(value)
    )


def changed(address: QueryDict, **values: str | None) -> str:
    """Return the query string with some values set, or left out where None."""
    rest = address.copy()
    for name, value in values.items():
        rest.setlist(name, [] if value is None else [value])
    return f"?{rest.urlencode()}"


def headline(search: Search, count: int, texts: int) -> str:
    """Say what was found: "7 paragraphs in 5 texts mention “norms”"."""
    in_texts = f"{texts or 'no'} text{pluralize(texts)}"
    found = f"{count:,} paragraph{pluralize(count)} in {in_texts}" if count else "No paragraph"
    term = search.words
    if term is None:
        return found
    verb = "mention" if isinstance(term, Term) else "match"
    words = " ".join(term.words) if isinstance(term, Term) and term.exact else search.plain_text
    ending = pluralize(count or 1, "s," if verb == "mention" else "es,")
    return f"{found} {verb}{ending} “{Truncator(words).chars(ECHOED)}”"
