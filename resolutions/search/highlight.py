"""Where a paragraph meets a query, and the excerpt that shows it."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import contains

from resolutions.search.tokens import WORD, plain
from resolutions.search.tree import PREFIX, Term

LIMIT = 430  # characters of an excerpt, ellipses included
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt; the template escapes it and sets it as the flags say."""

    text: str
    marked: bool = False
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A match: offsets into the text, and which of the terms it is for."""

    start: int
    end: int
    term: int


class Every:
    """All words."""

    def __contains__(self, word: object) -> bool:
        return True


EVERY = Every()


@dataclass(frozen=True, slots=True)
class Beginning:
    """The words that begin so."""

    letters: str

    def __contains__(self, word: str) -> bool:
        return word.startswith(self.letters)


class Highlighter:
    """
    Finds the terms of a query in texts as PostgreSQL found them.

    `forms` gives the lexemes of each plain word that may meet the query, typed ones included;
    a word without lexemes is a stop word.
    """

    def __init__(self, terms: Sequence[Term], forms: Mapping[str, frozenset[str]]):
        self.terms = terms
        self.forms = forms
        self.fits = [[self.fit(word, exact=term.exact) for word in term.words] for term in terms]
        # Which terms a word may begin; those that begin with a part of a word, or any, apart.
        self.beginning: dict[str, list[int]] = defaultdict(list)
        self.open: list[int] = []
        for number, fits in enumerate(self.fits):
            if isinstance(fits[0], set):
                for word in fits[0]:
                    self.beginning[word].append(number)
            elif any(fit is not EVERY for fit in fits):
                self.open.append(number)

    def fit(self, typed: str, *, exact: bool) -> Container[str]:
        """
        Return the words that meet one word of a term.

        A stop word inside a phrase in any form holds a place open: every word meets it.
        """
        word = plain(typed.removesuffix(PREFIX))
        if typed.endswith(PREFIX):
            return Beginning(word)
        if exact:
            return {word}
        wanted = self.forms.get(word, frozenset())
        return {each for each, own in self.forms.items() if own & wanted} if wanted else EVERY

    def spans(self, text: str) -> list[Span]:
        """Return every match in the text, by place; matches of two terms may overlap."""
        matches, words = words_of(text)
        found = []
        for first, number in self._begun(words):
            fits = self.fits[number]
            last = first + len(fits) - 1
            if last < len(words) and all(map(contains, fits, words[first : last + 1])):
                found.append(Span(matches[first].start(), matches[last].end(), number))
        return sorted(found, key=lambda span: (span.start, span.end))

    def _begun(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where a term may begin, and its number."""
        for place, word in enumerate(words):
            if word in self.beginning:
                for number in self.beginning[word]:
                    yield place, number
            for number in self.open:
                if word in self.fits[number][0]:
                    yield place, number

    def words_in(self, text: str, spans: Iterable[Span]) -> set[str]:
        """Return the words of the text that were found as a form of a single word typed."""
        single = {n for n, term in enumerate(self.terms) if len(term.words) == 1 and not term.exact}
        return {plain(text[span.start : span.end]) for span in spans if span.term in single}


def words_of(text: str) -> tuple[list[re.Match], list[str]]:
    """Return each word of a text as it stands there, and plain."""
    matches = list(WORD.finditer(text))
    words = [plain(match[0]) for match in matches]
    if not all(words):  # marks alone
        matches = [match for match, word in zip(matches, words, strict=True) if word]
        words = [word for word in words if word]
    return matches, words


def excerpt(text: str, spans: Sequence[Span], opening: int = 0, limit: int = LIMIT) -> list[Piece]:
    """
    Return the text, or the stretch of it that shows most of the matches, in pieces.

    `opening` is the length of the opening words, which are set apart.
    """
    start, end = window(text, spans, limit)
    shown = [span for span in spans if start <= span.start and span.end <= end]
    pieces = list(pieces_of(text, start, end, shown, opening))
    if start > 0:
        pieces.insert(0, Piece(f"{ELLIPSIS} "))
    if end < len(text):
        pieces.append(Piece(f" {ELLIPSIS}"))
    return pieces


def window(text: str, spans: Sequence[Span], limit: int) -> tuple[int, int]:
    """
    Return the stretch to show: the whole text if it is short enough.

    Else the one with the most different terms, then the most matches, then the earliest,
    with its matches in the middle; cut between words where there is a space.
    """
    if len(text) <= limit:
        return 0, len(text)
    room = limit - 2 * len(f"{ELLIPSIS} ")
    first, last = densest(spans, room)
    start = max(0, min(first - (room - (last - first)) // 2, len(text) - room))
    end = start + room
    if start > 0:
        space = text.find(" ", start, min(first, start + room // 4) + 1)
        start = space + 1 or start
    if end < len(text):
        space = text.rfind(" ", max(last, end - room // 4), end + 1)
        end = space if space > 0 else end
    return start, end


def densest(spans: Sequence[Span], room: int) -> tuple[int, int]:
    """Return where the best run of matches that fits into `room` begins and ends."""
    inside: Counter[int] = Counter()
    following, best, place = 0, (0, 0), (0, 0)
    for span in spans:
        while following < len(spans) and spans[following].end <= span.start + room:
            inside[spans[following].term] += 1
            following += 1
        worth = len(+inside), inside.total()
        if worth > best:
            best, place = worth, (span.start, spans[following - 1].end)
        inside[span.term] -= 1
    return place


def pieces_of(
    text: str, start: int, end: int, spans: Iterable[Span], opening: int
) -> Iterator[Piece]:
    """Yield the stretch from `start` to `end`, cut wherever its setting changes."""
    marked = merged(spans)
    edges = {edge for stretch in marked for edge in stretch} | {opening, start, end}
    inside = sorted(edge for edge in edges if start <= edge <= end)
    for left, right in pairwise(inside):
        mark = any(a <= left < b for a, b in marked)
        yield Piece(text[left:right], marked=mark, opening=left < opening)


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the stretches that spans cover, those that overlap as one."""
    stretches: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if stretches and span.start < stretches[-1][1]:
            start, end = stretches.pop()
            stretches.append((start, max(end, span.end)))
        else:
            stretches.append((span.start, span.end))
    return stretches
