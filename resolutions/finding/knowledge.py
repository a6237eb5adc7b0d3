"""
What a worker knows of the archive, to search it: read once, and again when it has changed.

The database itself notes every change (`SearchChange`); one query tells whether there was
any. A document whose paragraphs changed since the index was made is left out of it and
indexed in memory, so that a search never misses what was published a moment ago.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db.models import QuerySet

from resolutions.finding.indexing import fetch_postings, in_binary, sources, stems
from resolutions.finding.texts import Texts, load_texts
from resolutions.models import Paragraph, SearchChange, Synonyms
from resolutions.search.evaluate import standing
from resolutions.search.segment import Columns, Lexicon, Posting, Segment, in_memory
from resolutions.vocabulary import Language

# Paragraphs that are indexed in memory; where more have changed, the index must be made anew.
MOST_IN_MEMORY = 20_000
# Bytes of postings that a worker keeps of each index.
KEPT = 128_000_000

Key = tuple


@dataclass(frozen=True)
class Loaded:
    """
    An index with what search knows of its paragraphs' documents.

    `rows` are rows of `Texts`, -1 for paragraphs that are not public or not up to date;
    `parts` and `openings` are places in `Knowledge.names`. `groups` are numbers from 0, equal
    for paragraphs that are near-identical; `standing` is a factor of each one's score.
    """

    language: Language
    segment: Segment
    rows: np.ndarray
    parts: np.ndarray
    openings: np.ndarray
    groups: np.ndarray
    standing: np.ndarray

    @cached_property
    def public(self) -> np.ndarray:
        return self.rows >= 0

    @cached_property
    def by_group(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.groups, kind="stable")
        return self.groups[order], order

    def of_group(self, group: int) -> np.ndarray:
        """Return the places of the paragraphs that say the same."""
        groups, order = self.by_group
        first, last = np.searchsorted(groups, [group, group + 1])
        return order[first:last]


@dataclass(frozen=True)
class Knowledge:
    """All that a search needs; never changed, only replaced."""

    key: Key
    texts: Texts
    loaded: tuple[Loaded, ...]
    names: tuple[str, ...]
    groups: int = 0  # how many there are
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

    def current(self, key: Key | None = None) -> Knowledge:
        """
        Return what is known as of now; one query where nothing has changed.

        None for those who have asked for the key in this moment.
        """
        known = self.knowledge
        if known is None or known.key != (key or current_key()):
            with self.lock:
                key = current_key()
                known = self.knowledge
                if known is None or known.key != key:
                    known = self.knowledge = self.load(key)
        return known

    def load(self, key: Key) -> Knowledge:
        texts = load_texts()
        self.segments = {pk: self.segments.get(pk) or load_segment(pk) for pk in key[0]}
        changed = SearchChange.objects.exclude(text=None).values_list("text", flat=True)
        stale = np.unique(np.fromiter(changed, np.int64))
        fresh = Paragraph.objects.filter(resolution__in=stale.tolist())
        is_behind = len(stale) > 0 and fresh.count() > MOST_IN_MEMORY
        hidden = stale[:0] if is_behind else stale
        stored = [(*each, hidden) for each in self.segments.values()]
        new = [(*each, hidden[:0]) for each in indexed_now(fresh)] if len(hidden) else []
        names: dict[str, int] = {}
        groups, repeats = grouped([segment for _, segment, _ in [*stored, *new]])
        loaded = tuple(
            known_of(language, segment, texts, names, stale, own, repeats)
            for (language, segment, stale), own in zip([*stored, *new], groups, strict=True)
        )
        synonyms = all_synonyms()
        return Knowledge(key, texts, loaded, tuple(names), len(repeats), synonyms, is_behind)


_CACHE = Cache()
current = _CACHE.current


def current_key() -> Key:
    """Return what is equal as long as nothing that is searched has changed."""
    ((segments, count, last),) = in_binary(
        "SELECT (SELECT coalesce(array_agg(id ORDER BY id), '{}')"
        " FROM resolutions_searchsegment), count(*), max(id) FROM resolutions_searchchange"
    )
    return tuple(segments), count, last


def indexed_now(paragraphs: QuerySet) -> Iterator[tuple[Language, Segment]]:
    """Index a few paragraphs in memory, those of each language apart."""
    for language in paragraphs.order_by().values_list("language", flat=True).distinct():
        segment = in_memory(
            sources(paragraphs.filter(language=language).order_by("pk")),
            lambda words, language=language: stems(words, Language(language)),
        )
        yield Language(language), segment


def grouped(segments: Sequence[Segment]) -> tuple[list[np.ndarray], np.ndarray]:
    """Number the near-identical paragraphs of all indexes, and count each number."""
    foldings = [segment.columns.foldings for segment in segments]
    together = np.concatenate(foldings) if foldings else np.empty(0, np.int64)
    _, groups, repeats = np.unique(together, return_inverse=True, return_counts=True)
    ends = np.cumsum([len(each) for each in foldings], dtype=np.intp)
    return np.split(groups.astype(np.int32), ends)[:-1], repeats


def known_of(
    language: Language,
    segment: Segment,
    texts: Texts,
    names: dict[str, int],
    stale: np.ndarray,
    groups: np.ndarray,
    repeats: np.ndarray,
) -> Loaded:
    columns = segment.columns
    rows = texts.rows_of(columns.texts)
    if len(stale):
        rows = np.where(np.isin(columns.texts, stale), -1, rows).astype(np.int32)
    numbers = [names.setdefault(name, len(names)) for name in columns.names]
    renamed = np.array(numbers or [0], np.int32)
    return Loaded(
        language,
        segment,
        rows,
        renamed[columns.parts],
        renamed[columns.openings],
        groups,
        standing(columns, repeats[groups]),
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
    return tuple(Synonyms.objects.filter(retired=False))
