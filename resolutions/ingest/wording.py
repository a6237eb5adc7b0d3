"""Small tools for the words of lines, shared by the stages."""

import datetime
import re
from collections.abc import Sequence

from resolutions.ingest.document import Line, Style

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH = f"(?:{_MONTHS})"
MONTHS = {name.lower(): number for number, name in enumerate(_MONTHS.split("|"), start=1)}
DATE = re.compile(rf"(\d{{1,2}})\s+({MONTH})\s+((?:19|20)\d\d)", re.IGNORECASE)

_SPACE = re.compile(r"\s+")


def words(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """A slice of a line, text and styles alike."""
    return line.but(line.text[start:end], line.styles[start:end])


def tidy(line: Line) -> Line:
    """The line with single spaces, and none at its ends."""
    text = line.text
    if " ".join(text.split()) == text:
        return line
    pieces, styles, start = [], [], 0
    for match in _SPACE.finditer(text):
        if match.start() > start:
            pieces.append(text[start : match.start()])
            styles.append(line.styles[start : match.start()])
        start = match.end()
    if start < len(text):
        pieces.append(text[start:])
        styles.append(line.styles[start:])
    joined = "".join(style + _of_space(style) for style in styles)[:-1]
    return line.but(" ".join(pieces), joined)


def _of_space(before: str) -> str:
    """
    A space takes the style of the letter before it, so that italics stay in one piece.

    It is never raised: a space after the mark of a note is no part of it.
    """
    return chr(ord(before[-1]) & _NEVER_RAISED) if before else chr(0)


_NEVER_RAISED = int(Style.ITALIC | Style.BOLD)


def join(first: Line, second: Line, between: str = " ") -> Line:
    """Two lines as one; it keeps the facts of the first."""
    return join_all([first, second], [between])


def join_all(lines: Sequence[Line], betweens: Sequence[str]) -> Line:
    """
    Lines as one, with `betweens[n]` after the line n; it keeps the facts of the first.

    A raised style does not spread to the space after it.
    """
    texts, styles = [lines[0].text], [lines[0].styles]
    for line, between in zip(lines[1:], betweens, strict=True):
        texts += (between, line.text)
        styles += (_of_space(styles[-1]) * len(between), line.styles)
    return lines[0].but("".join(texts), "".join(styles))


def date_in(text: str) -> datetime.date | None:
    """The first date printed in a text, or None; 31 February is none."""
    for day, month, year in DATE.findall(text):
        try:
            return datetime.date(int(year), MONTHS[month.lower()], int(day))
        except ValueError:
            continue
    return None


def bare(text: str) -> str:
    """The letters and digits of a text, in lower case: for comparing words in print."""
    return re.sub(r"[\W_]+", "", text).lower()
