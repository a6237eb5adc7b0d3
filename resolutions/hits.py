"""Paragraphs that meet a search, ordered and grouped by text, with excerpts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import RowNumber

from resolutions import symbols
from resolutions.models import Citation, NoteReference, Paragraph, Resolution
from resolutions.search.forms import forms_of
from resolutions.search.highlight import Highlighter, Piece, Span, excerpt, plain, vocabulary
from resolutions.search.matching import best_match, condition
from resolutions.search.query import Query, parse
from resolutions.vocabulary import Language

# Ranking is the expensive part of a search. Where more paragraphs match, the newest are
# ranked, and the texts of the others follow them newest first.
RANKED = 2000
SHOWN, FOLDED = 3, 7  # hits of a text: at once, and behind a disclosure
SAME_WORDING_SHOWN = 3


@dataclass(slots=True)
class Hit:
    """A paragraph and its excerpt; `elsewhere` are paragraphs of the same wording."""

    paragraph: Paragraph
    pieces: list[Piece]
    elsewhere: list[Paragraph] = field(default_factory=list)
    further: int = 0  # paragraphs of the same wording that are not among these

    @property
    def same_opening(self) -> bool:
        return all(other.opening == self.paragraph.opening for other in self.elsewhere)


@dataclass(slots=True)
class TextHits:
    """The best hits of one text, `count` being all of them."""

    text: Resolution
    count: int
    hits: list[Hit]

    @property
    def shown(self) -> list[Hit]:
        return self.hits[:SHOWN]

    @property
    def folded(self) -> list[Hit]:
        return self.hits[SHOWN:]

    @property
    def left(self) -> int:
        """How many hits of the text are not on this page."""
        return self.count - len(self.hits)


class Words:
    """A search for words and phrases."""

    def __init__(self, query: Query, language: Language):
        self.query, self.language = query, language
        self.matched: set[str] = set()
        self.ignored: list[str] = []

    @property
    def condition(self) -> Q:
        return condition(self.query.root, self.language)

    @property
    def typed(self) -> str:
        return self.query.text

    def simpler(self) -> list[tuple[str, Query]]:
        """Return searches for less, each with words that say what it is."""
        variants = {}
        if any(term.exact for term in self.query.terms):
            variants[self.query.text.replace('"', "")] = "Search without the quotation marks"
        if len(self.query.terms) > 1:
            variants |= {typed: f"Search for {typed}" for typed in map(str, self.query.wanted)}
        variants.pop(self.query.text, None)
        return [(words, parse(typed)) for typed, words in variants.items()]

    @property
    def rank(self) -> Combinable:
        return best_match(self.query, self.language)

    @property
    def has_forms(self) -> bool:
        return any(not term.exact for term in self.query.wanted)

    @property
    def forms(self) -> list[str]:
        """The words found on the page, if other forms than those typed are among them."""
        typed = {plain(word) for term in self.query.wanted for word in term.words}
        return sorted(self.matched) if self.matched - typed else []

    def load(self, paragraphs: QuerySet) -> list[Paragraph]:
        return list(paragraphs)

    def excerpts(self, paragraphs: Sequence[Paragraph]) -> dict[int, list[Piece]]:
        """Cut and mark the texts of a page, in one query; note what was matched and ignored."""
        typed = {plain(word) for term in self.query.terms for word in term.words}
        words = typed | vocabulary(paragraph.text for paragraph in paragraphs)
        forms = forms_of(words, self.language)
        highlighter = Highlighter(self.query.wanted, forms)
        pieces = {}
        for paragraph in paragraphs:
            spans = highlighter.spans(paragraph.text)
            pieces[paragraph.pk] = excerpt(paragraph.text, spans, opening_of(paragraph))
            self.matched |= highlighter.words_in(paragraph.text, spans)
        self.ignored = [
            " ".join(term.words)
            for term in self.query.wanted
            if not term.exact and not any(forms[plain(word)] for word in term.words)
        ]
        return pieces


class CitationsOf:
    """A search for the paragraphs that cite a document, themselves or in their footnotes."""

    rank = Value(0.0)

    def __init__(self, symbol: str):
        self.symbol = self.typed = symbol

    def simpler(self) -> list[tuple[str, Query]]:
        return [(f"Search for the words {self.symbol}", parse(f'"{self.symbol}"'))]

    @property
    def condition(self) -> Q:
        of_paragraph = Citation.objects.filter(paragraph=OuterRef("pk"), symbol=self.symbol)
        of_note = NoteReference.objects.filter(
            paragraph=OuterRef("pk"), note__citations__symbol=self.symbol
        )
        return Q(Exists(of_paragraph)) | Q(Exists(of_note))

    def load(self, paragraphs: QuerySet) -> list[Paragraph]:
        cited = Prefetch("citations", Citation.objects.filter(symbol=self.symbol))
        return list(paragraphs.prefetch_related(cited))

    @property
    def docs_url(self) -> str | None:
        return symbols.docs_url(self.symbol)

    def excerpts(self, paragraphs: Sequence[Paragraph]) -> dict[int, list[Piece]]:
        return {
            paragraph.pk: excerpt(
                paragraph.text,
                [Span(citation.start, citation.end, 0) for citation in paragraph.citations.all()],
                opening_of(paragraph),
            )
            for paragraph in paragraphs
        }


Asked = Words | CitationsOf


def matching(asked: Asked, language: Language) -> QuerySet:
    """Return the public paragraphs that meet a search."""
    return Paragraph.objects.published().filter(asked.condition, language=language)


def best_ranks(asked: Asked, paragraphs: QuerySet) -> dict[int, float]:
    """Return the rank of the best hit of each text, of those texts that are ranked."""
    newest = F("resolution__dated").desc(nulls_last=True)
    candidates = paragraphs.order_by(newest, "pk").values("pk")[:RANKED]
    ranked = Paragraph.objects.filter(pk__in=candidates).order_by()
    return dict(ranked.values_list("resolution").annotate(best=Max(asked.rank)))


def hits_by_text(
    asked: Asked, paragraphs: QuerySet, texts: Sequence[int], *, best_first: bool, most: int
) -> dict[int, list[Paragraph]]:
    """Return up to `most` hits of each text: the best ones, or the first in reading order."""
    order = [asked.rank.desc(), F("order").asc()] if best_first else [F("order").asc()]
    place = Window(RowNumber(), partition_by=F("resolution"), order_by=order)
    rows = (
        paragraphs.filter(resolution__in=texts)
        .annotate(place=place)
        .filter(place__lte=most)
        .select_related("resolution")
        .defer("search_vector", "exact_vector")
        .order_by("resolution", "place")
    )
    grouped = defaultdict(list)
    for paragraph in asked.load(rows):
        grouped[paragraph.resolution_id].append(paragraph)
    return grouped


def hits(asked: Asked, paragraphs: Sequence[Paragraph]) -> dict[int, Hit]:
    """Return each paragraph as a hit: its excerpt, and where else its wording stands."""
    pieces = asked.excerpts(paragraphs)
    elsewhere = same_wording(paragraphs)
    found = {}
    for paragraph in paragraphs:
        others, total = elsewhere.get(paragraph.wording, ([], 1))
        others = [other for other in others if other.pk != paragraph.pk][:SAME_WORDING_SHOWN]
        found[paragraph.pk] = Hit(paragraph, pieces[paragraph.pk], others, total - 1 - len(others))
    return found


def same_wording(paragraphs: Iterable[Paragraph]) -> dict:
    """Return, for each wording, its newest public paragraphs and how many there are."""
    wordings = {paragraph.wording for paragraph in paragraphs} - {None}
    newest = [F("resolution__dated").desc(nulls_last=True), F("pk").asc()]
    rows = (
        Paragraph.objects.published()
        .filter(wording__in=wordings)
        .annotate(
            place=Window(RowNumber(), partition_by=F("wording"), order_by=newest),
            total=Window(Count("pk"), partition_by=F("wording")),
        )
        .filter(place__lte=SAME_WORDING_SHOWN + 1)
        .select_related("resolution")
        .only("anchor", "wording", "opening", "resolution")
        .order_by("wording", "place")
    )
    grouped = {}
    for paragraph in rows:
        others, _ = grouped.setdefault(paragraph.wording, ([], paragraph.total))
        others.append(paragraph)
    return grouped


def counts_of(queries: Sequence[Query], language: Language) -> list[int]:
    """Return how many public paragraphs each of the queries finds, in one query."""
    conditions = [condition(query.root, language) for query in queries]
    found = Paragraph.objects.published().filter(
        reduce(or_, conditions, Q(pk__in=[])), language=language
    )
    counts = {f"n{number}": Count("pk", filter=each) for number, each in enumerate(conditions)}
    return list(found.aggregate(**counts).values()) if counts else []


def opening_of(paragraph: Paragraph) -> int:
    opening = paragraph.opening
    return len(opening) if paragraph.text.startswith(opening) else 0
