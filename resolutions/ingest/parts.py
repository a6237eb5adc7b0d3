"""Where the masthead ends and the text begins: the enacting formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.ingest import openings
from resolutions.ingest.document import Line, Place
from resolutions.ingest.labels import label_of
from resolutions.ingest.wording import cut, words

# "The General Assembly,", "The Economic and Social Council,", "The States Parties,"
_ORGAN = re.compile(
    r"(?:Assembly|Council|Commission|Committee|Conference|Congress|Board|Parties|Meeting"
    r"|Authority|Forum|Governors|Agency|Organization)\b"
)
_FORMULA = re.compile(r"The (?:[A-Z][\w’'-]*|of|and|on|for|the|to|in|its)(?: [\w’'()-]+){0,14},")
_FIRST_PARAGRAPH = re.compile(r"(?:PP|OP) ?1\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """
    The lines above the enacting formula, the formula as printed, and those below.

    `formula` is "" where none is printed; then the text begins at the first
    paragraph label or opening words.
    """

    head: tuple[Line, ...]
    formula: str
    body: tuple[Line, ...]


def split(lines: Sequence[Line]) -> Parts:
    for place, line in enumerate(lines):
        if line.place is not Place.BODY:
            continue
        below = lines[place + 1].text if place + 1 < len(lines) else ""
        found = formula_in(line.text) or _without_comma(line.text, below)
        if found:
            formula, end = found
            end += len(line.text[end:]) - len(line.text[end:].lstrip())
            rest = (cut(line, end),) if line.text[end:] else ()
            return Parts(tuple(lines[:place]), formula, (*rest, *lines[place + 1 :]))
    start = _first_paragraph(lines)
    return Parts(tuple(lines[:start]), "", tuple(lines[start:]))


def formula_in(text: str) -> tuple[str, int] | None:
    """
    Return the enacting formula with which a line begins, and where it ends.

    "The General Assembly," alone or before opening words is one; "The General
    Assembly, in its resolution 60/1, decided" is a sentence.
    """
    match = _FORMULA.match(words(text[:_LONGEST])) if text.startswith("The ") else None
    if not match or not _ORGAN.search(match[0]):
        return None
    end = text.index(",") + 1
    rest = text[end:].strip(" *_\t\n")
    if rest and not openings.read(rest[:1].upper() + rest[1:]):
        return None
    return match[0], end


def _without_comma(text: str, below: str) -> tuple[str, int] | None:
    """Accept "The General Assembly" above a line that opens as a paragraph does."""
    label = label_of(below)
    opens = openings.read(below[label.length if label else 0 :].strip())
    if not text.startswith("The ") or not opens:
        return None
    found = formula_in(words(text) + ",")
    return (words(text), len(text)) if found and found[1] == len(words(text)) + 1 else None


_LONGEST = 200


def organ(formula: str) -> str | None:
    """The organ that a formula names: "The General Assembly," is "General Assembly"."""
    return formula.removeprefix("The ").rstrip(",").strip() or None


def _first_paragraph(lines: Sequence[Line]) -> int:
    for place, line in enumerate(lines):
        if _FIRST_PARAGRAPH.match(line.text):
            return place
    for place, line in enumerate(lines):
        if openings.read(re.sub(r"^1\. ", "", words(line.text[:_LONGEST]))):
            return place
    return 0
