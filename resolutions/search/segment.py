"""
An index of the paragraphs of one language: which words stand where.

Paragraphs go by their place in it, from 0, and a word's place by one number: the paragraph's
place times `ROOM`, and the place in the paragraph. Arrays are NumPy's, and never changed.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from resolutions.search.tokens import words_in

ROOM = 1 << 16
# Words of one paragraph that are indexed; what lies between them and ROOM keeps apart the
# last words of a paragraph and the first of the next.
MOST_WORDS = ROOM - 1_000
# Numbers in words, which change from year to year as figures do.
# fmt: off
NUMERALS = frozenset((
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", "fortieth", "fiftieth",
    "sixtieth", "seventieth", "eightieth", "ninetieth", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class Source:
    """A paragraph to be indexed; `text_key` is the key of its document."""

    key: int
    text_key: int
    order: int
    part: str
    kind: str
    opening: str
    text: str


@dataclass(frozen=True)
class Posting:
    """Where one word stands: paragraphs, how often in each, and the places in each."""

    paragraphs: np.ndarray
    counts: np.ndarray
    offsets: np.ndarray

    @cached_property
    def places(self) -> np.ndarray:
        """Every place as one number, in order; kept, since phrases ask again for common words."""
        paragraphs = np.repeat(self.paragraphs.astype(np.int64), self.counts)
        return paragraphs * ROOM + self.offsets

    @property
    def size(self) -> int:
        """Bytes, with those of the places."""
        return self.paragraphs.nbytes + self.counts.nbytes + 5 * self.offsets.nbytes

    def packed(self) -> bytes:
        head = np.uint32(len(self.paragraphs)).tobytes()
        return b"".join(
            (head, self.paragraphs.tobytes(), self.counts.tobytes(), self.offsets.tobytes())
        )

    @classmethod
    def unpacked(cls, data: bytes) -> "Posting":
        n = int(np.frombuffer(data, np.uint32, 1)[0])
        return cls(
            np.frombuffer(data, np.uint32, n, 4),
            np.frombuffer(data, np.uint16, n, 4 + 4 * n),
            np.frombuffer(data, np.uint16, -1, 4 + 6 * n),
        )


@dataclass(frozen=True)
class Lexicon:
    """
    The words of an index in alphabetical order, each with its lexeme; a stop word has none.

    `frequencies` are how many paragraphs hold each.
    """

    words: Sequence[str]
    lexemes: Sequence[str]
    frequencies: np.ndarray

    @cached_property
    def by_lexeme(self) -> Mapping[str, list[int]]:
        found = defaultdict(list)
        for number, lexeme in enumerate(self.lexemes):
            if lexeme:
                found[lexeme].append(number)
        return dict(found)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    def number(self, word: str) -> int | None:
        return self.numbers.get(word)

    def beginning(self, prefix: str) -> range:
        last = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        return range(bisect_left(self.words, prefix), bisect_left(self.words, last))


@dataclass(frozen=True)
class Columns:
    """What is known of each paragraph; `parts`, `kinds` and `openings` are places in `names`."""

    keys: np.ndarray
    texts: np.ndarray
    orders: np.ndarray
    parts: np.ndarray
    kinds: np.ndarray
    openings: np.ndarray
    lengths: np.ndarray
    foldings: np.ndarray  # equal for paragraphs that are near-identical
    names: Sequence[str] = field(default_factory=list)

    TYPES = {
        "keys": np.int64,
        "texts": np.int64,
        "orders": np.int32,
        "parts": np.int32,
        "kinds": np.int32,
        "openings": np.int32,
        "lengths": np.uint16,
        "foldings": np.int64,
    }

    def packed(self) -> dict[str, bytes]:
        return {name: getattr(self, name).tobytes() for name in self.TYPES}

    @classmethod
    def unpacked(cls, data: Mapping[str, bytes], names: Sequence[str]) -> "Columns":
        arrays = {name: np.frombuffer(data[name], kind) for name, kind in cls.TYPES.items()}
        return cls(**arrays, names=names)


@dataclass(frozen=True)
class Segment:
    """An index; `fetch` gives the postings of words by their numbers in the lexicon."""

    columns: Columns
    lexicon: Lexicon
    fetch: Callable[[Collection[int]], Mapping[int, Posting]]

    @property
    def size(self) -> int:
        return len(self.columns.keys)

    @cached_property
    def relative_lengths(self) -> np.ndarray:
        """How long each paragraph is, the average being 1."""
        lengths = self.columns.lengths.astype(np.float32)
        return lengths / max(float(lengths.mean()), 1.0) if len(lengths) else lengths


def in_memory(sources: Iterable[Source], lexemes_of) -> Segment:
    """Index a few paragraphs, for as long as they are new."""
    columns, lexicon, postings = build(sources, lexemes_of)
    return Segment(columns, lexicon, lambda numbers: {n: postings[n] for n in numbers})


def build(sources: Iterable[Source], lexemes_of: Callable[[Sequence[str]], Sequence[str]]):
    """
    Index paragraphs: return their columns, their lexicon, and the postings by word number.

    `lexemes_of` gives the lexeme of each of some words, "" for a stop word.
    """
    numbers: dict[str, int] = {}
    names: dict[str, int] = {}
    rows, tokens = [], []
    for source in sources:
        words = words_in(source.text)[:MOST_WORDS]
        found = np.fromiter(
            (numbers.setdefault(word, len(numbers)) for word in words), np.uint32, len(words)
        )
        tokens.append(found)
        named = [
            names.setdefault(name, len(names))
            for name in (source.part, source.kind, folded_opening(source.opening))
        ]
        fold = folding(words, len(words_in(source.opening)))
        rows.append((source.key, source.text_key, source.order, *named, len(words), fold))
    columns = Columns(
        **{
            name: np.array([row[place] for row in rows], kind)
            for place, (name, kind) in enumerate(Columns.TYPES.items())
        },
        names=list(names),
    )
    postings, alphabetical = inverted(tokens, numbers)
    frequencies = np.array([len(p.paragraphs) for p in postings], np.int32)
    lexicon = Lexicon(alphabetical, list(lexemes_of(alphabetical)), frequencies)
    return columns, lexicon, postings


def inverted(
    tokens: Sequence[np.ndarray], numbers: Mapping[str, int]
) -> tuple[list[Posting], list[str]]:
    """Turn the words of each paragraph into the paragraphs of each word, in order of words."""
    alphabetical = sorted(numbers)
    renumbered = np.empty(len(numbers), np.int64)
    renumbered[[numbers[word] for word in alphabetical]] = np.arange(len(numbers))
    lengths = np.array([len(found) for found in tokens], np.int64)
    words = renumbered[np.concatenate(tokens)] if tokens else np.empty(0, np.int64)
    starts = np.cumsum(lengths) - lengths
    offsets = (np.arange(len(words)) - np.repeat(starts, lengths)).astype(np.uint16)
    paragraphs = np.repeat(np.arange(len(tokens), dtype=np.uint32), lengths)
    order = np.argsort(words, kind="stable")
    words, offsets, paragraphs = words[order], offsets[order], paragraphs[order]
    edges = np.searchsorted(words, np.arange(len(numbers) + 1))
    postings = []
    for start, end in pairwise(edges):
        held, counts = np.unique(paragraphs[start:end], return_counts=True)
        postings.append(Posting(held, counts.astype(np.uint16), offsets[start:end]))
    return postings, alphabetical


def folded_opening(opening: str) -> str:
    """Return opening words as they are counted together: “Recalling also”, without the comma."""
    return " ".join(words_in(opening))


def folding(words: Sequence[str], opening: int) -> int:
    """
    Return one number for paragraphs that say the same: but for their opening, and for
    figures, which change from year to year.
    """
    rest = [w for w in words[opening:] if not w[0].isdigit() and w not in NUMERALS]
    return hash_of(" ".join(rest or words))


def hash_of(text: str) -> int:
    """Return a number of 64 bits that is the same in every process."""
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
