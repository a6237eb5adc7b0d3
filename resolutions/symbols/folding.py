"""Bring what is printed or typed to one spelling before it is read."""

import re

# The longest symbol in use is about 45 characters.
MAX_LENGTH = 80
# The longest text that may be one symbol, with what is folded away.
LONGEST = 3 * MAX_LENGTH

# Full-width forms, the spaces and hyphens of print, and marks that print nothing. Letters
# that only look Latin are not here, nor are superscript figures: those are footnote marks.
SPELLINGS = (
    {0xFF01 + n: 0x21 + n for n in range(94)}
    | dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
    | dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)
)

# "Corr.l" and "Add.I": the figure one, misread.
MISREAD_ONE = re.compile(r"(?<=/)(ADD|CORR|REV)\.[LI](?![A-Z0-9])")


def fold(text: str) -> str | None:
    """
    Return `text` in upper-case ASCII with single spaces, or None if it cannot be a symbol.

    A letter of another alphabet makes it none: a Cyrillic А is not taken for A.
    """
    if len(text) > LONGEST:
        return None
    folded = " ".join(text.translate(SPELLINGS).split()).strip(" .,;:*")
    if len(folded) > MAX_LENGTH or not folded.isascii():
        return None
    folded = folded.upper().replace(" /", "/").replace("/ ", "/").removesuffix("(SUPP)")
    return MISREAD_ONE.sub(r"\1.1", folded).strip()
