"""
Numbers of paragraphs in the official languages, brought to one form.

    1.   1 -   ١ -   一.  2 bis.  operative paragraphs          "1", "2 bis"
    (a)  a)  (أ)  а)  (甲)  (子)  points                        "(a)"
    (i)  i)  ‘1’  ㈠  (一)        points below points           "(i)"
    a.                            points below those            "a."
    1.1  1-1-                     paragraphs below a heading    "1.1"
    I.   أولا   一                sections: headings, not paragraphs
"""

import re
from enum import Enum
from typing import NamedTuple

from resolutions.ingest.numerals import to_letter, to_roman

# The letters that count in Arabic, in their order; the last two are not used.
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذض"
_SPELT = str.maketrans({"ﻫ": "ه", "ا": "أ", "إ": "أ", "ـ": ""})
# Letters that look Latin and were typed in Cyrillic.
_CYRILLIC = str.maketrans("асеорхуівк", "aceopxyibk")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = {digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}
_PARENTHESIZED = {chr(0x3220 + n): n + 1 for n in range(10)}

_AGAIN = r"(?:[ ]?(?:bis|ter|quater|quinquies|sexies|septies|octies))?"
_SPACE = r"(?:\s+|$)"

_LABEL = re.compile(
    rf"""
    (?P<section>\d{{1,2}}[.-]\d{{1,2}})[.-]?{_SPACE}
  | (?P<number>\d{{1,3}}{_AGAIN})\s?(?:[.)](?:{_SPACE}|(?=[^\W\d]))|[-–—]\.?{_SPACE})
  | (?P<numeral>[一二三四五六七八九十]{{1,3}})[.．]\s+
  | [‘’'](?P<arabic_number>\d{{1,2}})[‘’']{_SPACE}
  | (?P<circled>[㈠-㈩])\s*
  | [(（](?P<chinese>[一二三四五六七八九十]{{1,3}})[)）]\s*
  | [(（](?P<stem>[{_STEMS}])[)）]\s*
  | [(（](?P<branch>[{_BRANCHES}])[)）]\s*
  | \((?P<arabic>[^\W\d_a-zA-Z]{{1,3}}(?:\ [^\W\d_a-zA-Z])?)\){_SPACE}
  | [(（]?(?P<point>[a-zа-яі]{{1,5}}{_AGAIN}|[A-Z])[)）]\s*
  | \((?P<figure>\d{{1,2}})\){_SPACE}
  | (?P<letter>[a-z])\.{_SPACE}
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"(?P<number>\d{1,3})\s{1,2}\.?(?=[^\W\d])")


class Rank(Enum):
    PARAGRAPH = "paragraph"
    POINT = "point"


class Number(NamedTuple):
    """
    A paragraph's number: as `printed`, without stop, and in English form (`key`).

    `value` is the number of a paragraph, None for points. `length` is how much
    of the text it takes up.
    """

    rank: Rank
    printed: str
    key: str
    length: int
    value: int | None = None


def number_of(text: str) -> Number | None:
    """Return the number with which a text begins, or that a text consists of."""
    match = _LABEL.match(text)
    if match is None:
        return None
    kind, printed = match.lastgroup, match[match.lastgroup]
    if kind == "number":
        value, again = _again(printed)
        key = f"{value} {again}".strip()
        return Number(Rank.PARAGRAPH, key, key, match.end(), value)
    if kind == "numeral":
        value = _chinese(printed)
        return Number(Rank.PARAGRAPH, printed, str(value), match.end(), value)
    if kind == "section":
        printed = ".".join(str(int(part)) for part in re.split("[.-]", printed))
        return Number(Rank.PARAGRAPH, printed, printed, match.end())
    key = _point(kind, printed)
    return key and Number(Rank.POINT, text[: match.end()].strip(), key, match.end())


def bare_number(text: str, value: int) -> Number | None:
    """Return the number at the start of a text that lost its stop ("3 Calls upon"), if `value`."""
    match = _BARE.match(text)
    if match is None or int(match["number"]) != value:
        return None
    return Number(Rank.PARAGRAPH, str(value), str(value), match.end(), value)


def letters_in(text: str) -> str:
    """The letter in brackets after a number ("21 (b)", "البند 21 (ب)") in Latin, or ""."""
    match = re.search(r"\(?(?P<letter>[^\W\d_]{1,3})\)", text)
    if match is None:
        return ""
    found = number_of(f"({match['letter']}) ")
    return found.key if found and found.rank is Rank.POINT else ""


def _again(printed: str) -> tuple[int, str]:
    match = re.match(r"(\d++) ?(\w*)", printed)
    return int(match[1]), match[2]


def _point(kind: str, printed: str) -> str | None:
    if kind == "point":
        return f"({printed.translate(_CYRILLIC)})"
    if kind == "letter":
        return f"{printed}."
    if kind == "figure":
        return f"({int(printed)})"
    if kind == "arabic":
        return _arabic(printed.translate(_SPELT).replace(" ", ""))
    if kind == "stem":
        return f"({to_letter(_STEMS.index(printed) + 1)})"
    if kind == "branch":
        return f"({to_letter(_BRANCHES.index(printed) + 1)})"
    if kind == "chinese":
        return f"({to_roman(_chinese(printed))})"
    value = _PARENTHESIZED[printed] if kind == "circled" else int(printed)
    return f"({to_roman(value)})"


def _arabic(letters: str) -> str | None:
    """The 2nd letter is (b); a doubled one stands for (bb)."""
    if len(set(letters)) != 1 or letters[0] not in _ARABIC:
        return None
    return f"({to_letter(_ARABIC.index(letters[0]) + 1 + 26 * (len(letters) - 1))})"


def _chinese(digits: str) -> int:
    """The value of 三, 十, 十三 or 二十."""
    tens, ten, units = digits.partition("十")
    if not ten:
        return _CHINESE.get(digits[-1], 0)
    return 10 * _CHINESE.get(tens, 1) + _CHINESE.get(units, 0)
