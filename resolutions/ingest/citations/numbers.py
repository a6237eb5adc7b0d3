"""Take one printed number of a list apart into the resolutions that it stands for."""

import re
from typing import NamedTuple

from resolutions.ingest.citations.patterns import DASH, HYPHENS

# "43/78 H", "31/6 A and B", "43/78(H)": a number in a session and its letters.
SLASHED = re.compile(rf"(?P<base>(?:E?S[{HYPHENS}])?\d+/\d++)(?P<letters>.*)", re.DOTALL)
# "1373 (2001)", "217 A (III)", "217 (III) A", "3411 A to D (XXX)": letters before the bracket
# or one after it.
BRACKETED = re.compile(r"(?P<base>\d++)(?P<letters>[^(]*)(?P<session>\([^()]+\))(?P<after>.*)")
RANGE = re.compile(rf"\sto\s|{DASH}")


class Part(NamedTuple):
    """One resolution of a printed number, and the place in the text where it is printed."""

    number: str
    start: int
    end: int


def split_parts(printed: str, start: int) -> list[Part]:
    """
    Return the resolutions that the number printed at `start` stands for.

    "31/6 A and B" is 31/6 A, at "31/6 A", and 31/6 B, at "B". Letters that a
    range leaves out stand where the range ends.
    """
    match = SLASHED.fullmatch(printed) or BRACKETED.fullmatch(printed)
    groups = match.groupdict()
    base, session = groups["base"], groups.get("session", "")
    if len(letters := _letters(groups["letters"], match.start("letters"))) < 2:
        letter = "".join(letter for letter, _ in letters) or groups.get("after", "").strip()
        return [Part(_number(base, letter, session), start, start + len(printed))]
    parts = [
        Part(_number(base, letter, session), start + at, start + at + 1) for letter, at in letters
    ]
    return [parts[0]._replace(start=start), *parts[1:]]


def _letters(text: str, offset: int) -> list[tuple[str, int]]:
    """Return the letters of "A, B and D to F", each with the place where it is printed."""
    found, end = [], 0
    for match in re.finditer("[A-Z]", text):
        letter, place = match[0], offset + match.start()
        if found and RANGE.fullmatch(text[end : match.start()]):
            missing = range(ord(found[-1][0]) + 1, ord(letter))
            found += [(chr(code), place) for code in missing]
        found.append((letter, place))
        end = match.end()
    return found


def _number(base: str, letter: str, session: str) -> str:
    spelled = " ".join(filter(None, (base, letter, session)))
    return re.sub(f"[{HYPHENS}]", "-", spelled)
