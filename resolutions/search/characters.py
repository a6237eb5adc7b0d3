"""What is typed, before it has a grammar: one form of its characters, and its words."""

import unicodedata

from resolutions.search.tokens import HAN_CHARACTER
from resolutions.search.tree import PREFIX

LEAST_PREFIX = 3  # letters before the star
CURLY = dict.fromkeys(map(ord, "“”„‟«»″＂〝〞"), '"') | dict.fromkeys(map(ord, "‐‑–−"), "-")


def tidy(typed: str) -> str:
    """
    Return the text in one form of its characters (NFKC), on one line.

    Control, format and direction characters and lone surrogates go; curly quotation
    marks become straight.
    """
    folded = unicodedata.normalize("NFKC", typed.translate(CURLY)).translate(CURLY)
    seen = (c for c in folded if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(seen).split())


def words_of(text: str) -> list[str]:
    """
    Split into words as `highlight` does: letters, marks and digits in one run.

    Whatever holds no letter or digit is no word; a Chinese character is one word.
    """
    spaced = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    if not spaced.isascii():
        spaced = HAN_CHARACTER.sub(r" \g<0> ", spaced)
    return [word for word in spaced.split() if any(c.isalnum() for c in word)]


def words_and_prefixes(text: str) -> list[str]:
    """Split into words as above, where a star after a word stays with it."""
    words = []
    for place, piece in enumerate(stretches := text.split(PREFIX)):
        found = words_of(piece)
        followed = place + 1 < len(stretches) and piece[-1:].isalnum()
        if found and followed and len(found[-1]) >= LEAST_PREFIX:
            found[-1] += PREFIX
        words += found
    return words
