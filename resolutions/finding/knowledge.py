"""
What a worker knows of the archive, to search it: read once, and again when it has changed.

The database itself notes every change (`SearchChange`); one query tells whether there was
any. A document whose paragraphs changed since the index was made is left out of it and
indexed in memory, so that a search never misses what was published a moment ago.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db import connection

from resolutions.finding.indexing import fetch_postings, in_binary, sources, stems
from resolutions.finding.texts import Texts, load_texts
from resolutions.models import Paragraph, SearchChange, Synonyms
from resolutions.search.segment import Columns, Lexicon, Posting, Segment, in_memory
from resolutions.vocabulary import Language

# Paragraphs that are indexed in memory; where more have changed, the index must be made anew.
MOST_IN_MEMORY = 20_000
# Bytes of postings that a worker keeps of each index.
KEPT = 128_000_000

Key = tuple
_NONE = np.empty(0, np.int64)


@dataclass(frozen=True)
class Loaded:
    """
    An index with what search knows of its paragraphs' documents.

    `rows` are rows of `Texts`, -1 for paragraphs that are not public or not up to date;
    `parts` and `openings` are places in `Knowledge.names`.
    """

    language: Language
    segment: Segment
    rows: np.ndarray
    parts: np.ndarray
    openings: np.ndarray
    repeats: np.ndarray

    @cached_property
    def public(self) -> np.ndarray:
        return self.rows >= 0

    @cached_property
    def by_folding(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.segment.columns.foldings, kind="stable")
        return self.segment.columns.foldings[order], order

    def folded(self, folding: int) -> np.ndarray:
        """Return the places of the paragraphs that say the same."""
        sorted_, order = self.by_folding
        first, last = np.searchsorted(sorted_, folding), np.searchsorted(sorted_, folding, "right")
        return order[first:last]


@dataclass(frozen=True)
class Knowledge:
    """All that a search needs; never changed, only replaced."""

    key: Key
    texts: Texts
    loaded: tuple[Loaded, ...]
    names: tuple[str, ...]
    synonyms: tuple[Synonyms, ...] = ()
    is_behind: bool = False

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        return tuple(dict.fromkeys(each.language for each in self.loaded))

    def of(self, language: Language) -> Iterator[Loaded]:
        return (each for each in self.loaded if each.language == language)


class Postings:
    """The postings of a stored index: those used last are kept."""

    def __init__(self, segment: int):
        self.segment, self.size = segment, 0
        self.kept: OrderedDict[int, Posting] = OrderedDict()
        self.lock = threading.Lock()

    def __call__(self, numbers: Collection[int]) -> Mapping[int, Posting]:
        with self.lock:
            found = {n: self.kept[n] for n in numbers if n in self.kept}
            for number in found:
                self.kept.move_to_end(number)
        if len(found) < len(numbers):
            fetched = fetch_postings(self.segment, set(numbers) - found.keys())
            self.keep(fetched)
            found |= fetched
        return found

    def keep(self, postings: Mapping[int, Posting]) -> None:
        with self.lock:
            for number, posting in postings.items():
                if number not in self.kept:
                    self.kept[number] = posting
                    self.size += posting.size
            while self.size > KEPT:
                _, dropped = self.kept.popitem(last=False)
                self.size -= dropped.size


class Cache:
    """The knowledge of this process, and the stored indexes that it was made with."""

    def __init__(self):
        self.lock = threading.Lock()
        self.knowledge: Knowledge | None = None
        self.segments: dict[int, tuple[Language, Segment]] = {}

    def current(self) -> Knowledge:
        """Return what is known as of now; one query where nothing has changed."""
        key = current_key()
        known = self.knowledge
        if known is None or known.key != key:
            with self.lock:
                known = self.knowledge
                if known is None or known.key != key:
                    known = self.knowledge = self.load(key)
        return known

    def load(self, key: Key) -> Knowledge:
        texts = load_texts()
        self.segments = {pk: self.segments.get(pk) or load_segment(pk) for pk in key[0]}
        changed = SearchChange.objects.exclude(text=None).values_list("text", flat=True)
        stale = np.unique(np.fromiter(changed, np.int64))
        names: dict[str, int] = {}
        fresh = Paragraph.objects.filter(resolution__in=stale.tolist())
        is_behind = len(stale) > 0 and fresh.count() > MOST_IN_MEMORY
        hidden = stale[:0] if is_behind else stale
        loaded = [
            known_of(language, segment, texts, names, hidden)
            for language, segment in self.segments.values()
        ]
        if len(hidden):
            for language in fresh.order_by().values_list("language", flat=True).distinct():
                segment = in_memory(
                    sources(fresh.filter(language=language).order_by("pk")),
                    lambda words, language=language: stems(words, Language(language)),
                )
                loaded.append(known_of(Language(language), segment, texts, names))
        return Knowledge(key, texts, tuple(loaded), tuple(names), all_synonyms(), is_behind)


_CACHE = Cache()
current = _CACHE.current


def current_key() -> Key:
    """Return what is equal as long as nothing that is searched has changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(array_agg(id ORDER BY id), '{}')"
            " FROM resolutions_searchsegment), count(*), max(id) FROM resolutions_searchchange"
        )
        segments, count, last = cursor.fetchone()
        return tuple(segments), count, last


def known_of(
    language: Language,
    segment: Segment,
    texts: Texts,
    names: dict[str, int],
    stale: np.ndarray = _NONE,
) -> Loaded:
    columns = segment.columns
    rows = texts.rows_of(columns.texts)
    if len(stale):
        rows = np.where(np.isin(columns.texts, stale), -1, rows).astype(np.int32)
    numbers = [names.setdefault(name, len(names)) for name in columns.names]
    renamed = np.array(numbers or [0], np.int32)
    _, group, times = np.unique(columns.foldings, return_inverse=True, return_counts=True)
    return Loaded(
        language,
        segment,
        rows,
        renamed[columns.parts],
        renamed[columns.openings],
        times[group].astype(np.float32),
    )


def load_segment(pk: int) -> tuple[Language, Segment]:
    """Read a stored index, its postings left out."""
    names = ", ".join(Columns.TYPES)
    (row,) = in_binary(
        f"SELECT language, names, words, lexemes, frequencies, {names}"  # noqa: S608
        " FROM resolutions_searchsegment WHERE id = %s",
        [pk],
    )
    language, known, words, lexemes, frequencies, *arrays = row
    known = json.loads(known) if isinstance(known, str) else known
    columns = Columns.unpacked(dict(zip(Columns.TYPES, arrays, strict=True)), known)
    lexicon = Lexicon(words.split("\n"), lexemes.split("\n"), np.frombuffer(frequencies, np.int32))
    return Language(language), Segment(columns, lexicon, Postings(pk))


def all_synonyms() -> tuple[Synonyms, ...]:
    return tuple(Synonyms.objects.all())
