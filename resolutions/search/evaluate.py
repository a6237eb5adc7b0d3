"""What a query finds in one index: exactly which paragraphs, and how well each one matches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

import numpy as np

from resolutions.search.segment import ROOM, Columns, Posting, Segment
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, Alike, And, Field, Near, Node, Not, Or, Term, terms

# The rule of "best match". A paragraph scores for each term by BM25: the rarer the term in the
# archive and the oftener it stands there, the more, and less in a long paragraph.
SATURATION, BY_LENGTH = 1.2, 0.5
# Another form of a word counts less than the one typed, and a word that the archive takes for
# the same less again.
FORM, ALIKE = 0.85, 0.6
# Terms that stand close together, in the order typed, add as much again as the rarer of them is
# worth; farther apart or the other way round, less.
NEARNESS, REACH, TURNED = 1.0, 20, 0.7
# What States decide counts more than what they recall, and headings less than either. What is
# repeated from text to text counts less each time that the number of texts doubles.
OPERATIVE, HEADING, REPEATED = 1.2, 0.6, 0.04

Weighed = tuple[Term, float]


@dataclass(frozen=True, slots=True)
class Spans:
    """Where a term stands: the places of its first and its last words, in order."""

    starts: np.ndarray
    ends: np.ndarray

    @property
    def paragraphs(self) -> np.ndarray:
        return self.starts // ROOM


@dataclass
class Matcher:
    """
    Answers for one index.

    `lexemes` gives the lexeme of each plain word of the query, "" for a stop word;
    `holds` gives, for a field, whether each paragraph has it.
    """

    segment: Segment
    lexemes: Mapping[str, str]
    holds: Callable[[Field], np.ndarray]
    postings: dict[int, Posting] = field(default_factory=dict)
    merged: dict[tuple, np.ndarray] = field(default_factory=dict)
    spanned: dict[Term, Spans | None] = field(default_factory=dict)

    def share(self, other: "Matcher") -> None:
        """Take over what was found for another query in the same index."""
        self.postings, self.merged, self.spanned = other.postings, other.merged, other.spanned

    def prepare(self, nodes: Iterable[Node | None]) -> None:
        """Fetch at once what the answers will need."""
        numbers = {
            number
            for node in nodes
            for term in terms(node)
            for word in term.words
            for number in self.numbers(word, term.exact) or ()
        }
        if missing := numbers - self.postings.keys():
            self.postings |= self.segment.fetch(missing)

    def numbers(self, word: str, exact: bool) -> Sequence[int] | None:
        """The numbers of the words that a word of a term stands for; None for a stop word."""
        lexicon = self.segment.lexicon
        if word.endswith(PREFIX):
            return lexicon.beginning(plain(word[:-1]))
        own = lexicon.number(plain(word))
        if exact:
            return [] if own is None else [own]
        if not (lexeme := self.lexemes.get(plain(word), plain(word))):
            return None
        return lexicon.by_lexeme.get(lexeme, [] if own is None else [own])

    def mask(self, node: Node) -> np.ndarray | None:
        """Whether each paragraph meets the node; None where it asks for stop words alone."""
        match node:
            case Term(words, exact) if len(words) == 1:
                return self._one_word(words[0], exact)
            case Term():
                spans = self.spans(node)
                return None if spans is None else self._among(spans.paragraphs)
            case Near():
                return self._near(node)
            case Field():
                return self.holds(node)
            case Not(part):
                met = self.mask(part)
                return None if met is None else ~met
            case And(parts):
                return self._joined(parts, np.logical_and)
            case Or(parts):
                return self._joined(parts, np.logical_or)
            case Alike(typed, others):
                return self._joined((typed, *others), np.logical_or)

    def spans(self, term: Term) -> Spans | None:
        """Where a term stands; stop words in it hold a place open. None if it has no others."""
        if term not in self.spanned:
            self.spanned[term] = self._spans(term)
        return self.spanned[term]

    def _spans(self, term: Term) -> Spans | None:
        places = {
            place: self._places(word, term.exact)
            for place, word in enumerate(term.words)
            if self.numbers(word, term.exact) is not None
        }
        if not places:
            return None
        rarest = min(places, key=lambda place: len(places[place]))
        starts = places[rarest] - rarest
        starts = starts[(starts >= 0) & (starts // ROOM == places[rarest] // ROOM)]
        for place, found in places.items():
            if place != rarest:
                starts = starts[_contains(found, starts + place)]
        return Spans(starts, starts + len(term.words) - 1)

    def scores(self, node: Node | None, mask: np.ndarray, standing: np.ndarray) -> np.ndarray:
        """
        How well each paragraph matches: the rule above; nought for those outside `mask`.

        `standing` is what each paragraph's place and repetition make of it (see there).
        """
        total = np.zeros(self.segment.size, np.float32)
        groups = list(slots(node)) if node else []
        worths = []
        for group in groups:
            scored, worth = self._bm25(group)
            total += scored
            worths.append(worth)
        for (left, right), worth in zip(pairwise(groups), map(min, pairwise(worths)), strict=True):
            if worth:
                total += NEARNESS * worth * self._closeness(left, right, mask)
        total += 0.01
        return np.where(mask, total * standing, 0)

    def _bm25(self, group: Sequence[Weighed]) -> tuple[np.ndarray, float]:
        """The score of each paragraph for one term, its equals included, and the term's worth."""
        counts = np.zeros(self.segment.size, np.float32)
        for term, weight in group:
            self._count(term, weight, counts)
        found = int(np.count_nonzero(counts))
        if not found:
            return counts, 0.0
        worth = float(np.log(1 + (self.segment.size - found + 0.5) / (found + 0.5)))
        heavy = (
            SATURATION * (1 - BY_LENGTH) + SATURATION * BY_LENGTH * self.segment.relative_lengths
        )
        return np.float32(worth * (SATURATION + 1)) * counts / (counts + heavy), worth

    def _count(self, term: Term, weight: float, counts: np.ndarray) -> None:
        if len(term.words) > 1:
            if (spans := self.spans(term)) is not None:
                held, times = np.unique(spans.paragraphs, return_counts=True)
                counts[held] += times * weight
            return
        typed = self.segment.lexicon.number(plain(term.words[0].removesuffix(PREFIX)))
        for number in self.numbers(term.words[0], term.exact) or ():
            posting = self.postings[number]
            counts[posting.paragraphs] += posting.counts * (
                weight if number == typed else weight * FORM
            )

    def _closeness(
        self, left: Sequence[Weighed], right: Sequence[Weighed], mask: np.ndarray
    ) -> np.ndarray:
        """From 0 to 1 for each paragraph: how near two terms come to one another."""
        best = np.zeros(self.segment.size, np.float32)
        first, second = (self._all_spans([t for t, _ in group], mask) for group in (left, right))
        for before, after, factor in ((first, second, 1.0), (second, first, TURNED)):
            following = np.searchsorted(after.starts, before.ends, side="right")
            exists = following < len(after.starts)
            gaps = after.starts[following[exists]] - before.ends[exists]
            near = gaps <= REACH
            paragraphs = before.paragraphs[exists][near]
            np.maximum.at(best, paragraphs, (factor / gaps[near]).astype(np.float32))
        return best

    def _all_spans(self, terms: Sequence[Term], mask: np.ndarray | None = None) -> Spans:
        found = [spans for term in terms if (spans := self.spans(term)) is not None]
        if not found:
            return Spans(np.empty(0, np.int64), np.empty(0, np.int64))
        starts = np.concatenate([spans.starts for spans in found])
        ends = np.concatenate([spans.ends for spans in found])
        if mask is not None:
            kept = mask[starts // ROOM]
            starts, ends = starts[kept], ends[kept]
        if len(found) > 1:
            order = np.argsort(starts, kind="stable")
            starts, ends = starts[order], ends[order]
        return Spans(starts, ends)

    def _near(self, node: Near) -> np.ndarray | None:
        """Whether two terms stand near one another; a stop word alone is near everything."""
        sides = []
        for side in (node.left, node.right):
            known = [term for term in side if self.spans(term) is not None]
            if known:
                sides.append(self._all_spans(known))
        if not sides:
            return None
        if len(sides) == 1:
            return self._among(sides[0].paragraphs)
        left, right = sides
        starts = np.concatenate(
            [_followed(left, right, node.distance), _followed(right, left, node.distance)]
        )
        return self._among(starts // ROOM)

    def _one_word(self, word: str, exact: bool) -> np.ndarray | None:
        numbers = self.numbers(word, exact)
        if numbers is None:
            return None
        mask = np.zeros(self.segment.size, bool)
        for number in numbers:
            mask[self.postings[number].paragraphs] = True
        return mask

    def _places(self, word: str, exact: bool) -> np.ndarray:
        key = word, exact
        if key not in self.merged:
            places = [self.postings[number].places for number in self.numbers(word, exact)]
            found = np.concatenate(places) if places else np.empty(0, np.int64)
            self.merged[key] = np.sort(found, kind="stable") if len(places) > 1 else found
        return self.merged[key]

    def _among(self, paragraphs: np.ndarray) -> np.ndarray:
        mask = np.zeros(self.segment.size, bool)
        mask[paragraphs] = True
        return mask

    def _joined(self, parts: Sequence[Node], join) -> np.ndarray | None:
        masks = [mask for part in parts if (mask := self.mask(part)) is not None]
        return reduce(join, masks) if masks else None


def standing(columns: Columns, repeats: np.ndarray) -> np.ndarray:
    """
    What each paragraph's score is multiplied with, by its part and kind.

    `repeats` is in how many paragraphs each one's wording stands.
    """
    factors = 1 / (1 + REPEATED * np.log2(np.maximum(repeats, 1)))
    for codes, name, factor in (
        (columns.parts, "operative", OPERATIVE),
        (columns.kinds, "heading", HEADING),
    ):
        if name in columns.names:
            factors = np.where(codes == columns.names.index(name), factors * factor, factors)
    return factors.astype(np.float32)


def slots(node: Node) -> Iterator[list[Weighed]]:
    """Yield the terms to be found in the order typed, each with those that do in its place."""
    match node:
        case Term():
            yield [(node, 1.0)]
        case Near(left, right):
            yield [(term, 1.0) for term in left]
            yield [(term, 1.0) for term in right]
        case And(parts) | Or(parts):
            for part in parts:
                yield from slots(part)
        case Alike(Term() as typed, others):
            yield [(typed, 1.0), *((term, ALIKE) for term in others)]
        case Alike(typed, others):
            yield from slots(typed)
            yield [(term, ALIKE) for term in others]


def _contains(places: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Whether each wanted place is among the places, which are in order."""
    if not len(places):
        return np.zeros(len(wanted), bool)
    found = np.searchsorted(places, wanted)
    return places[np.minimum(found, len(places) - 1)] == wanted


def _followed(left: Spans, right: Spans, distance: int) -> np.ndarray:
    """Where the left ones start after which a right one starts within so many words."""
    first = np.searchsorted(right.starts, left.ends + 1)
    last = np.searchsorted(right.starts, left.ends + distance, side="right")
    return left.starts[first < last]
