"""A text as words and signs, in the one form in which texts are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from resolutions.comparing.items import WHOLE, number_and_date, size_of
from resolutions.search.tokens import HAN, WORD

# Print varies the shape of these, and a change of shape alone is no change.
_SHAPES = dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_SHAPES |= dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_SHAPES |= dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Marks of vowels and of stress in Arabic, and the stroke that widens a word: print has them or not.
_SHAPES |= dict.fromkeys([0x640, 0x670, *range(0x64B, 0x653)])


def _tokens(word: str) -> re.Pattern:
    """What is compared whole, a word ("State’s", "1.5") or a sign, each with its space."""
    joint = r"(?:[.'’]|(?<=[0-9A-Z])/(?=[0-9A-Z]))"
    return re.compile(rf"(?:\A\s+)?(?:{WHOLE}|{word}(?:{joint}{word})*|\S)\s*")


_ANY = _tokens(f"(?:{WORD.pattern})")
# Most texts are written without what makes the pattern above slow.
# Most words are of these letters alone, and nothing that is compared whole begins with one.
_PLAIN = re.compile(rf"[a-z]+ (?!\s)|{_tokens(r'[^\W_]+').pattern}")
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
    plain = text.isascii() or not _NEEDS_MORE.search(text)
    texts = (_PLAIN if plain else _ANY).findall(text)
    if text and not texts:
        return Words([text], [" "], [0])
    found = [_token(token) for token in texts]
    keys, sizes = [key for key, _ in found], [size for _, size in found]
    if "-" in keys:
        for place in range(1, len(keys) - 1):
            if keys[place] == "-" and sizes[place - 1] and texts[place] == texts[place].rstrip():
                sizes[place + 1] = 0
    _fold_case(keys, texts, len(opening))
    return Words(texts, keys, sizes)


def dates_apart(words: Words, other: Words) -> Words:
    """Part from their dates the numbers that stand without a date in the `other` words."""
    others = set(other.keys)
    tokens = zip(words.texts, words.keys, words.sizes, strict=True)
    apart = [each for token in tokens for each in _date_apart(*token, others)]
    return words if len(apart) == len(words) else Words(*map(list, zip(*apart, strict=True)))


def _date_apart(text: str, key: str, size: int, others: set[str]) -> list[tuple[str, str, int]]:
    number, date = (size > 1 and number_and_date(key)) or (key, "")
    if not date or number not in others or key in others or not text.startswith(number):
        return [(text, key, size)]
    end = len(number) + (date[0] == " ")
    of_number = size_of(number)
    return [(text[:end], number, of_number), (text[end:], date.strip(), size - of_number)]


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
    return key, size_of(key)


def _plain(word: str) -> str:
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKC", word.translate(_SHAPES)).translate(_SHAPES)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf")
