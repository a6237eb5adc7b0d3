"""What makes two paragraphs the same words: for finding a paragraph again in other texts."""

import re
import string
import unicodedata
from hashlib import md5
from uuid import UUID

# What is read over: the signs of ASCII, and of the blocks of Unicode for Latin signs, general
# and Chinese punctuation, and of Arabic punctuation. As bytes, in a tenth of the time.
_ASCII = (string.punctuation + string.whitespace).encode()
_OTHERS = re.compile(
    rb"\xe2[\x80\x81][\x80-\xbf]|\xc2[\x80-\xbf]|\xe3\x80[\x80-\x84\x88-\xbf]|\xd8[\x8c\x9b\x9f]"
)


def wording(text: str, opening: str = "") -> UUID | None:
    """
    Return one value for all texts of the same words, whatever their case and punctuation.

    `opening` is how the text begins and is left out. None where nothing follows it.
    """
    digest = wording_digest(text, opening)
    return UUID(hex=digest) if digest else None


def wording_digest(text: str, opening: str = "") -> str | None:
    """The same as hexadecimal digits."""
    rest = text[len(opening) :].lower()
    words = unicodedata.normalize("NFKC", rest).encode().translate(None, _ASCII)
    if not words.isascii():
        words = _OTHERS.sub(b"", words)
    return md5(words, usedforsecurity=False).hexdigest() if words else None
