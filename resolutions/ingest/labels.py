"""
The numbers that paragraphs bear: what they look like and what comes after what.

    1.  2 bis.  12)          operative paragraphs
    PP3  OP12 bis            a delegation's labels
    (a)  (ii)  (aa)  a.  i.  subparagraphs
    -  •                     bullets: a list whose labels are lost or lacking
"""

import re
from dataclasses import dataclass
from enum import Enum


class LabelKind(Enum):
    PREAMBULAR = "PP"
    OPERATIVE = "OP"
    NUMBER = "1."
    POINT = "(a)"
    BULLET = "-"


@dataclass(frozen=True, slots=True)
class Label:
    """
    A paragraph's label. `number` is the UN's own without stop ("2 bis", "(a)").

    `length` is how much of the line it takes up, white space after it included.
    """

    kind: LabelKind
    number: str
    length: int


_AGAIN = r"(?:[ ]?(?:bis|ter|quater|quinquies|sexies|septies|octies|alt(?:ernative)?\.?))"
_SPACE = r"(?:\s+|$)"

_LABEL = re.compile(
    rf"""
    (?P<PREAMBULAR>(?:PP|pp)[ ]?\d{{1,3}}{_AGAIN}?)[.:)]?{_SPACE}
  | (?P<OPERATIVE>(?:OP|op)[ ]?\d{{1,3}}{_AGAIN}?)[.:)]?{_SPACE}
  | (?P<NUMBER>\d{{1,3}}{_AGAIN}?)[.)]{_SPACE}
  | (?P<POINT>\((?:[a-z]{{1,3}}|[ivxl]{{1,7}}|[A-Z]|\d{{1,2}}){_AGAIN}?\)
            |(?:[a-z]|[ivx]{{1,5}})[.)](?=\s+(?:[A-Z“"]|$))){_SPACE}
  | (?P<BULLET>[-–—•●▪◦‣·*])\s+
    """,
    re.VERBOSE,
)


def label_of(text: str) -> Label | None:
    """Return the label with which a text begins; "- (a)" is (a) and "- 1." is 1."""
    match = _LABEL.match(text)
    if match is None:
        return None
    if match.lastgroup == LabelKind.BULLET.name:
        inner = _LABEL.match(text, match.end())
        if inner and inner.lastgroup != LabelKind.BULLET.name:
            match = inner
    number = " ".join(match[match.lastgroup].split())
    return Label(LabelKind[match.lastgroup], number, match.end())


_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(letters: str) -> int | None:
    """The value of a small roman numeral below 90, or None."""
    if not letters or any(letter not in _ROMANS for letter in letters):
        return None
    values = [_ROMANS[letter] for letter in letters]
    total = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return total if to_roman(total) == letters else None


def to_roman(value: int) -> str:
    text = ""
    for worth, letters in (
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while value >= worth:
            text, value = text + letters, value - worth
    return text


def alphabetic(letters: str) -> int | None:
    """The place of a letter in a list: a is 1, z is 26, aa is 27, bb is 28."""
    if not letters or not letters.isascii() or not letters.isalpha() or len(set(letters)) > 1:
        return None
    return ord(letters[0].lower()) - ord("a") + 1 + 26 * (len(letters) - 1)


def to_letter(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)
