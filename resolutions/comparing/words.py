"""A text as words and signs, in the one form in which texts are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from resolutions.search.tokens import HAN, WORD

# Print varies the shape of these, and a change of shape alone is no change.
_SHAPES = dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_SHAPES |= dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_SHAPES |= dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Marks of vowels and of stress in Arabic, and the stroke that widens a word: print has them or not.
_SHAPES |= dict.fromkeys([0x640, 0x670, *range(0x64B, 0x653)])
# A number with a date: "68/243 of 27 December 2013", "68/243, de 27 de diciembre de 2013". The
# items of a list of such are compared whole, so that "of" and "December" of one item are never
# taken for those of another.
_DATED = r"\d{1,4}/\d{1,4}(?:,? \w{1,3} \d{1,2}\w{0,2} (?:de )?[^\W\d]{3,12} (?:de )?\d{4})"


def _tokens(word: str) -> re.Pattern:
    """A number with a date, a word ("A/RES/71/28", "State’s", "1.5") or a sign, with its space."""
    joint = r"(?:[.'’]|(?<=[0-9A-Z])/(?=[0-9A-Z]))"
    return re.compile(rf"(?:\A\s+)?(?:{_DATED}|{word}(?:{joint}{word})*|\S)\s*")


_ANY = _tokens(f"(?:{WORD.pattern})")
# Most texts are written without what makes the pattern above slow.
_PLAIN = _tokens(r"[^\W_]+")
_NEEDS_MORE = re.compile(
    rf"[{HAN}\u0300-\u036f\u0600-\u06ff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """
    The words and signs of a text, in parallel lists.

    `texts` joined are the text, to the letter: each keeps the space that follows it.
    `keys` are what is compared. `sizes` are the numbers of words: 0 for a sign, more
    than 1 for a number with its date; a compound with hyphens counts as one word.
    """

    texts: list[str]
    keys: list[str]
    sizes: list[int]

    def __len__(self) -> int:
        return len(self.keys)

    def __add__(self, other: "Words") -> "Words":
        return Words(self.texts + other.texts, self.keys + other.keys, self.sizes + other.sizes)

    @property
    def count(self) -> int:
        return sum(self.sizes)

    def touched(self, start: int, end: int) -> int:
        """How many words are in `[start:end]`, a compound of which only the end is, too."""
        if start == end:
            return 0
        is_rest = not self.sizes[start] and self.keys[start][0].isalnum()
        return sum(self.sizes[start:end]) + is_rest


def words_of(text: str, opening: str = "") -> Words:
    """
    Return the words of a text that begins with the `opening` words.

    The case of the opening words, and of the first word of any text, is read over: a
    paragraph that moves behind a heading or into a list changes it.
    """
    texts = (_ANY if _NEEDS_MORE.search(text) else _PLAIN).findall(text)
    if text and not texts:
        return Words([text], [" "], [0])
    found = [_token(token) for token in texts]
    keys, sizes = [key for key, _ in found], [size for _, size in found]
    for place in range(1, len(keys) - 1):
        if keys[place] == "-" and sizes[place - 1] and texts[place] == texts[place].rstrip():
            sizes[place + 1] = 0
    _fold_case(keys, texts, len(opening))
    return Words(texts, keys, sizes)


def _fold_case(keys: list[str], texts: list[str], length: int) -> None:
    at = 0
    for place, text in enumerate(texts):
        keys[place] = keys[place].lower()
        at += len(text)
        if at >= length:
            break


@lru_cache(maxsize=100_000)
def _token(text: str) -> tuple[str, int]:
    """The key of a word or sign, and how many words it is."""
    word = text.strip()
    key = _plain(word) or word
    return key, len(key.split()) if any(map(str.isalnum, key)) else 0


def _plain(word: str) -> str:
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKC", word.translate(_SHAPES)).translate(_SHAPES)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf")
