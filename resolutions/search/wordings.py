"""What makes two paragraphs the same words: for finding a paragraph again in other texts."""

import re
import unicodedata
from hashlib import md5
from uuid import UUID

_UNSPOKEN = re.compile(r"[\W_]+")


def wording(text: str, opening: str = "") -> UUID | None:
    """
    Return one value for all texts of the same words, whatever their case and punctuation.

    `opening` is how the text begins and is left out. None where nothing follows it.
    """
    rest = text[len(opening) :]
    if not rest.isascii():
        rest = unicodedata.normalize("NFKC", rest)
    words = _UNSPOKEN.sub("", rest).lower()
    return UUID(bytes=md5(words.encode(), usedforsecurity=False).digest()) if words else None
