"""What a word is: the one rule for texts that are indexed, queries, and marks in excerpts."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Chinese is written without spaces: each character is a word, and side by side they are one.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = re.compile(f"[{HAN}]")
# Letters and digits, with the marks and the unseen characters that stand inside a word.
# Anything else parts words, hyphens and slashes too.
WORD = re.compile(
    rf"[{HAN}]|(?:[^\W_{HAN}]++|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]++)++"
)
# Arabic is typed with and without the marks of vowels, the stretch, and the hamza on an alef.
_ARABIC = {
    **dict.fromkeys([*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, 0x640]),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
}
_HAS_ARABIC = re.compile(r"[\u0600-\u06ff]")


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """Return a word as it is compared: one form of characters, lower case."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).lower().replace("i\u0307", "i")  # Türkİye
    if _HAS_ARABIC.search(folded):
        folded = folded.translate(_ARABIC)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


def words_in(text: str) -> list[str]:
    """Return the words of a text in their order, plain."""
    return [word for found in WORD.findall(text) if (word := plain(found))]


def vocabulary(texts: Iterable[str]) -> set[str]:
    """Return the distinct words of some texts, plain."""
    return {word for text in texts for word in words_in(text)}
