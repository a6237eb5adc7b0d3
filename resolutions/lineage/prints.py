"""Words as numbers, and runs of words as numbers: texts in the form in which they are traced."""

from collections.abc import Iterable
from itertools import chain
from zlib import crc32

import numpy as np

from resolutions.search.tokens import words_in

# Words of a shingle: few enough that a change here and there leaves some of them whole.
SHINGLE = 5
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = np.array(
    [0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 1],
    np.uint64,
)


class _Numbers(dict):
    """
    The numbers of the words between two spaces.

    The same few of these are met again and again; a sentence of a script without spaces
    is not, and is not kept.
    """

    LONGEST = 40

    def __missing__(self, piece: str) -> tuple[int, ...]:
        numbers = tuple(crc32(word.encode()) for word in words_in(piece))
        if len(piece) <= self.LONGEST:
            self[piece] = numbers
        return numbers


_NUMBERS = _Numbers()


def numbered(text: str) -> np.ndarray:
    """Return the words of a text as numbers, whatever their case and punctuation."""
    pieces = map(_NUMBERS.__getitem__, text.split())
    return np.fromiter(chain.from_iterable(pieces), np.uint32)


def shingles(words: np.ndarray) -> np.ndarray:
    """Return a number for each run of `SHINGLE` words, by the place of its first word."""
    count = max(0, len(words) - SHINGLE + 1)
    # Multiplied first, lest the order of words made no difference.
    spread = words.astype(np.uint64) * _SPREAD
    spread ^= spread >> np.uint64(29)
    found = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        found += spread[place : place + count] * factor
    return found


def shingles_of(names: Iterable[str]) -> np.ndarray:
    """Return the shingles of some names, sorted; one of fewer words than a shingle has none."""
    found = [shingles(numbered(name)) for name in names]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)


def whole(words: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return one number for each stretch of words that begins at `starts`, by all its words."""
    if not len(words):
        return np.zeros(len(starts) - 1, np.uint64)
    lengths = np.diff(starts)
    places = np.arange(len(words)) - np.repeat(starts[:-1], lengths)
    powers = np.cumprod(np.full(int(lengths.max(initial=0)) + 1, _FACTORS[0]))
    spread = words.astype(np.uint64) * _SPREAD
    spread ^= spread >> np.uint64(29)
    # From a zero of the same type: with another they would be fractions, and inexact.
    totals = np.concatenate((np.zeros(1, np.uint64), np.cumsum(spread * powers[places])))
    return totals[starts[1:]] - totals[starts[:-1]] + lengths.astype(np.uint64)
