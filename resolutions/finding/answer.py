"""What a search finds: the hits, how many for every value of every filter, and their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from resolutions.finding.filters import FILTERS, OF_PARAGRAPHS, USUAL
from resolutions.finding.knowledge import Knowledge, Loaded
from resolutions.finding.stems import typed_lexemes
from resolutions.models import Citation, NoteReference
from resolutions.search.evaluate import Matcher
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, Field, Node, Term, terms
from resolutions.vocabulary import Language

LANGUAGES = tuple(Language)


@dataclass(frozen=True)
class Hits:
    """Paragraphs, as arrays of equal length: where each is indexed, and what counts it."""

    sources: np.ndarray  # places in `Knowledge.loaded`
    places: np.ndarray  # in that index
    rows: np.ndarray  # of `Texts`
    orders: np.ndarray
    parts: np.ndarray
    openings: np.ndarray
    groups: np.ndarray  # equal for near-identical ones
    languages: np.ndarray  # places in `LANGUAGES`

    @property
    def count(self) -> int:
        return len(self.rows)

    def only(self, kept: np.ndarray) -> "Hits":
        return Hits(*(getattr(self, name)[kept] for name in self.__dataclass_fields__))


class Answer:
    """
    The answer to one search over what a worker knows.

    `root` is what paragraphs must meet, None for all of them; `chosen` are the values of
    each filter. Both are of the search as it is understood, synonyms and fields included.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        root: Node | None,
        chosen: Mapping[str, Sequence],
        before: "Answer | None" = None,
    ):
        self.knowledge, self.root = knowledge, root
        self.chosen = {name: list(values) for name, values in chosen.items() if values}
        self.citing: dict[str, frozenset[int]] = {}
        read = before.matchers if before else [None] * len(knowledge.loaded)
        self.matchers = [
            self._matcher(loaded, matcher)
            for loaded, matcher in zip(knowledge.loaded, read, strict=True)
        ]
        self.masks = [self._mask(loaded, m) for loaded, m in self._pairs()]
        self.all = self._hits()
        self.failures = {name: ~self._meets(name, self.all) for name in self._on}

    def again(self, root: Node | None, chosen: Mapping[str, Sequence]) -> "Answer":
        """Answer another search of the same words: what was read for this one is not read again."""
        return Answer(self.knowledge, root, chosen, self)

    @property
    def texts(self):
        return self.knowledge.texts

    @property
    def _searched(self) -> list[tuple[Loaded, Matcher]]:
        """The indexes of the languages of the search."""
        return [pair for pair in self._pairs() if pair[0].language in self._on["lang"]]

    @property
    def _on(self) -> dict[str, list[str]]:
        return {"lang": [USUAL]} | self.chosen

    def is_common(self, term: Term) -> bool:
        """Whether a term consists of words that are too common to look for."""
        here = [matcher for _, matcher in self._searched]
        return bool(here) and all(
            matcher.numbers(word, term.exact) is None for matcher in here for word in term.words
        )

    @cached_property
    def _failed(self) -> np.ndarray:
        """How many filters each hit fails."""
        total = np.zeros(self.all.count, np.int8)
        for failed in self.failures.values():
            total += failed
        return total

    @cached_property
    def hits(self) -> Hits:
        return self.all.only(self._failed == 0)

    @cached_property
    def text_count(self) -> int:
        return int(np.count_nonzero(self._by_text))

    def counts(self, name: str) -> dict[str, int]:
        """Count hits for every value of a filter, as if it were off and the others on."""
        hits = self.hits
        if name in self.failures:
            hits = self.all.only(self._failed == self.failures[name])
        if name == "lang":
            totals = np.bincount(hits.languages, minlength=len(LANGUAGES))
            return {str(lang): int(n) for lang, n in zip(LANGUAGES, totals, strict=True) if n}
        if name in ("part", "opening"):
            codes = getattr(hits, f"{name}s")
            totals = np.bincount(codes, minlength=len(self.knowledge.names))
            found = np.nonzero(totals)[0]
            return {self.knowledge.names[n] or "none": int(totals[n]) for n in found}
        by_text = self._by_text if hits is self.hits else self._count_by_text(hits)
        return self.texts.properties[FILTERS[name].column_name].counts(by_text)

    @cached_property
    def _by_text(self) -> np.ndarray:
        return self._count_by_text(self.hits)

    def _count_by_text(self, hits: Hits) -> np.ndarray:
        return np.bincount(hits.rows, minlength=self.texts.size)

    def without(self, name: str, value: str) -> int:
        """Count the hits once one value of a filter is taken off."""
        rest = [other for other in self.chosen[name] if other != value]
        kept = self._failed == self.failures[name]
        if rest or name == "lang":
            kept &= self._meets(name, self.all, rest or [USUAL])
        return int(np.count_nonzero(kept))

    @property
    def unfiltered(self) -> int:
        """Count the hits with every filter off."""
        return int(np.count_nonzero(self._meets("lang", self.all, [USUAL])))

    @cached_property
    def scores(self) -> np.ndarray:
        """How well each hit matches."""
        found = np.zeros(self.hits.count, np.float32)
        for place, (loaded, matcher) in enumerate(self._pairs()):
            here = self.hits.sources == place
            if not here.any():
                continue
            mask = np.zeros(loaded.segment.size, bool)
            mask[self.hits.places[here]] = True
            scores = matcher.scores(self.root, mask, loaded.standing)
            found[here] = scores[self.hits.places[here]]
        return found

    def order(self, sort: str) -> np.ndarray:
        """
        Return places in `hits` in the order of the page.

        Each key of sorting is one whole number, which is sorted ten times as fast as columns.
        """
        rows = self.hits.rows.astype(np.int64)
        if sort == "oldest":
            rows = -rows
        places = rows * len(LANGUAGES) + self.hits.languages
        order = np.argsort(places * (int(self.hits.orders.max(initial=0)) + 1) + self.hits.orders)
        if sort != "best":
            return order
        # The bits of a float that is not negative sort as it does.
        scores = self.scores[order].view(np.uint32).astype(np.int64)
        return order[np.argsort((-scores << 32) + np.arange(len(order)))]

    def keys(self, places: np.ndarray) -> np.ndarray:
        """Return the primary keys of the paragraphs at some places of `hits`."""
        found = np.zeros(len(places), np.int64)
        for source, loaded in enumerate(self.knowledge.loaded):
            here = self.hits.sources[places] == source
            found[here] = loaded.segment.columns.keys[self.hits.places[places[here]]]
        return found

    def like(self, place: int) -> list[int]:
        """
        Return the keys of the paragraphs of other texts that say the same as a hit, the newest
        first: all those in its language, whatever the filters.
        """
        group, row = self.hits.groups[place], self.hits.rows[place]
        language = LANGUAGES[self.hits.languages[place]]
        found = []
        for loaded in self.knowledge.of(language):
            places = loaded.of_group(group)
            places = places[loaded.public[places] & (loaded.rows[places] != row)]
            keys = loaded.segment.columns.keys[places]
            found += zip(loaded.rows[places].tolist(), keys.tolist(), strict=True)
        return [key for _, key in sorted(found)]

    def forms(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the lexemes of plain words, in the languages of the search."""
        found: dict[str, frozenset[str]] = {}
        words = set(words)
        for loaded, matcher in self._searched:
            numbers, lexemes = loaded.segment.lexicon.numbers, loaded.segment.lexicon.lexemes
            for word in words:
                number = numbers.get(word)
                lexeme = matcher.lexemes.get(word) if number is None else lexemes[number]
                if lexeme:
                    own = frozenset((lexeme,))
                    found[word] = found[word] | own if word in found else own
        return found

    def kin(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the same for these words and all in the archive that are forms of them."""
        found = self.forms(words)
        lexemes = {lexeme for own in found.values() for lexeme in own}
        lexicons = [loaded.segment.lexicon for loaded, _ in self._searched]
        others = {
            lexicon.words[number]
            for lexicon in lexicons
            for lexeme in lexemes
            for number in lexicon.by_lexeme.get(lexeme, ())
        }
        return found | self.forms(others)

    def _pairs(self):
        return zip(self.knowledge.loaded, self.matchers, strict=True)

    def _matcher(self, loaded: Loaded, before: Matcher | None) -> Matcher:
        words = {
            plain(word)
            for term in terms(self.root)
            for word in term.words
            if not term.exact and not word.endswith(PREFIX)
        }
        lexicon = loaded.segment.lexicon
        numbers = {word: lexicon.number(word) for word in words}
        known = {word: lexicon.lexemes[n] for word, n in numbers.items() if n is not None}
        unknown = tuple(sorted(words - known.keys()))
        if unknown:
            known |= typed_lexemes(unknown, loaded.language)
        matcher = Matcher(loaded.segment, known, lambda field: self._holds(loaded, field))
        if before:
            matcher.share(before)
        matcher.prepare([self.root])
        return matcher

    def _mask(self, loaded: Loaded, matcher: Matcher) -> np.ndarray | None:
        if self.root is None:
            return loaded.public
        met = matcher.mask(self.root)
        return None if met is None else met & loaded.public

    def _hits(self) -> Hits:
        columns = []
        for place, (loaded, mask) in enumerate(zip(self.knowledge.loaded, self.masks, strict=True)):
            found = np.nonzero(mask)[0] if mask is not None else np.empty(0, np.int64)
            same = np.ones(len(found), np.int8)
            columns.append(
                (
                    same * place,
                    found,
                    loaded.rows[found],
                    loaded.segment.columns.orders[found],
                    loaded.parts[found],
                    loaded.openings[found],
                    loaded.groups[found],
                    same * LANGUAGES.index(loaded.language),
                )
            )
        if not columns:
            none = np.empty(0, np.int64)
            return Hits(*[none] * 8)
        return Hits(*(np.concatenate(each) for each in zip(*columns, strict=True)))

    def _meets(self, name: str, hits: Hits, values: Sequence[str] = ()) -> np.ndarray:
        """Whether each hit has one of the values chosen, or of those given."""
        values = values or self._on[name]
        if name not in OF_PARAGRAPHS:
            return FILTERS[name].mask(values, self.texts)[hits.rows]
        if name == "lang":
            wanted = [LANGUAGES.index(value) for value in values]
            return np.isin(hits.languages, wanted)
        met = np.zeros(hits.count, bool)
        for place, loaded in enumerate(self.knowledge.loaded):
            here = hits.sources == place
            if here.any():
                met[here] = self._of_paragraphs(loaded, name, values)[hits.places[here]]
        return met

    def _holds(self, loaded: Loaded, field: Field) -> np.ndarray:
        """Whether each paragraph of an index has a field of the query."""
        if field.name not in OF_PARAGRAPHS:
            mask = FILTERS[field.name].mask(field.values, self.texts)
            return np.append(mask, False)[loaded.rows]
        if field.name == "lang":
            return np.full(loaded.segment.size, loaded.language in field.values)
        return self._of_paragraphs(loaded, field.name, field.values)

    def _of_paragraphs(self, loaded: Loaded, name: str, values: Sequence[str]) -> np.ndarray:
        columns = loaded.segment.columns
        if name == "cites":
            return np.isin(columns.keys, list(self._citing(values)))
        if name == "same":
            return np.isin(loaded.groups, self._groups(values))
        wanted = {"" if value == "none" else value for value in values}
        codes = [place for place, known in enumerate(self.knowledge.names) if known in wanted]
        return np.isin(getattr(loaded, f"{name}s"), codes)

    def _citing(self, cited: Sequence[str]) -> frozenset[int]:
        """The keys of the paragraphs that cite a document, themselves or in a footnote."""
        key = "\n".join(cited)
        if key not in self.citing:
            own = Citation.objects.filter(symbol__in=cited, paragraph__isnull=False)
            noted = NoteReference.objects.filter(note__citations__symbol__in=cited)
            self.citing[key] = frozenset(own.values_list("paragraph", flat=True)) | frozenset(
                noted.values_list("paragraph", flat=True)
            )
        return self.citing[key]

    def _groups(self, keys: Sequence[str]) -> np.ndarray:
        wanted = [int(key) for key in keys]
        found = [
            each.groups[np.isin(each.segment.columns.keys, wanted)]
            for each in self.knowledge.loaded
        ]
        return np.concatenate(found)
