"""A page of search results: counts, facets, hits by text, and what else to try."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import QueryDict
from django.template.defaultfilters import pluralize

from resolutions import symbols
from resolutions.facets import BAR, Chip, Option, ShownFacet, split
from resolutions.finding.answer import Answer
from resolutions.finding.filters import ALIASES, FILTERS
from resolutions.finding.knowledge import Knowledge
from resolutions.finding.search import Search, answer
from resolutions.finding.spelling import corrections
from resolutions.hits import SHOWN, Folded, TextHits, texts_of
from resolutions.search.explain import explain
from resolutions.search.query import parse, without_field
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, Near, Not, Term, all_of, typed
from resolutions.vocabulary import Language

PAGE_SIZE = 10  # texts
LISTED = 16  # values of a facet that may have hundreds
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
        found = headline(self.search, self.count, self.answer.text_count)
        return f"{found} with these filters" if self.chips and not self.count else found

    @cached_property
    def facets(self) -> list[ShownFacet]:
        return list(facets(self.answer))

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
        return [
            " ".join(term.words)
            for term in self.search.query.wanted
            if not term.exact and self.answer.is_common(term)
        ]

    @cached_property
    def advice(self) -> list[Advice]:
        return [] if self.count or self.symbol else list(advice(self.search, self.answer, self))

    @cached_property
    def corrected(self) -> Advice | None:
        """The same search with words that the archive has, where it lacks some of them."""
        if self.count or self.symbol:
            return None
        return corrected(self.search, self.answer)

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
    sort, sort_problem = sort_of(address.get("sort", "best"))
    folded = Folded.of(found, sort, fold=not {"text", "same"} & search.chosen.keys())
    page, page_problem = page_of(folded.texts.tolist(), address.get("page", "1"))
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


def facets(found: Answer) -> Iterator[ShownFacet]:
    """Yield the facets with their counts."""
    texts = found.texts
    for name, facet in FILTERS.items():
        if not facet.is_facet:
            continue
        chosen = found.chosen.get(name, [])
        most_listed = LISTED if facet.shown and not facet.bars else None
        counted = facet.options(found.counts(name), chosen, texts, most_listed)
        marked = chosen or (["en"] if name == "lang" else [])
        most = max((n for *_, n in counted), default=0) or 1
        options = [
            Option(f"{name}-{place}", value, words, n, value in marked, round(BAR * n / most))
            for place, (value, words, n) in enumerate(counted)
        ]
        shown, more = split(options, facet.shown)
        yield ShownFacet(name, facet.label, shown, more, facet.bars)


def chips(search: Search, found: Answer, address: QueryDict) -> Iterator[Chip]:
    """Yield every filter that the visitor set, with what taking it off would give."""
    for name, values in search.chosen.items():
        for value in values:
            words = FILTERS[name].words(value, found.texts)
            href = without(search, address, name, value)
            yield Chip(FILTERS[name].label, words, href, found.without(name, value))


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


def advice(search: Search, found: Answer, page: Results) -> Iterator[Advice]:
    """Yield what would find something where nothing was found, and how much."""
    if page.chips:
        for chip in page.chips:
            if chip.count:
                yield Advice(
                    f"Remove the filter {chip.label}: {chip.words}", chip.without, chip.count
                )
        if total := found.unfiltered:
            yield Advice("Remove all filters", querystring(search.plain_text), total)
        return
    for words, text in simpler(search):
        root = parse(text).root
        if root is not None and (count := Answer(found.knowledge, root, {}).hits.count):
            yield Advice(words, querystring(text), count)


def simpler(search: Search) -> Iterator[tuple[str, str]]:
    """Yield searches for less, each with words that say what it is."""
    seen = {search.query.text}
    parts = search.query.parts
    candidates = []
    if any(term.exact for term in search.query.terms):
        unquoted = search.query.text.replace('"', "")
        candidates.append(("Search without the quotation marks", unquoted))
    if len(parts) > 2:
        for part in parts:
            rest = all_of(tuple(other for other in parts if other is not part))
            if not isinstance(part, Not) and rest is not None:
                candidates.append((f"Leave out {shown(part)}", typed(rest)))
    if any(isinstance(part, Near) for part in parts):
        candidates.append(("Search for the words anywhere", typed(all_of(search.query.wanted))))
    if len(search.query.terms) > 1:
        candidates += [(f"Search for {term}", typed(term)) for term in search.query.wanted]
    for words, text in candidates:
        if text not in seen:
            seen.add(text)
            yield words, text


def shown(node) -> str:
    return str(node) if isinstance(node, Term) else typed(node)


def corrected(search: Search, found: Answer) -> Advice | None:
    language = Language(search.languages[0])
    better = corrections(search.query.wanted, found.knowledge, language)
    if not better:
        return None
    text = search.query.text
    for word, other in better.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, text)
    root = parse(text).words
    count = Answer(found.knowledge, root, search.chosen).hits.count if root is not None else 0
    return Advice(text, querystring(text), count) if count else None


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
    return f"{found} {verb}{ending} “{words}”"


def querystring(text: str) -> str:
    return f"?{urlencode({'q': text})}"
