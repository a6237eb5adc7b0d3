"""Where the masthead ends and the text begins: the enacting formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.ingest import additional, languages, openings
from resolutions.ingest.document import Line, Place
from resolutions.ingest.labels import label_of
from resolutions.ingest.wording import cut, words

# "The General Assembly,", "The Economic and Social Council,", "The States Parties,"
_ORGAN = re.compile(
    r"(?:Assembly|Council|Commission|Committee|Conference|Congress|Board|Parties|Meeting"
    r"|Authority|Forum|Governors|Agency|Organization)\b"
)
_FORMULA = re.compile(
    r"The (?:[A-Z][\w’'-]*|of|and|on|for|the|to|in|its)(?: [\w’'()-]+){0,14}(?:,|:$)"
)
_FIRST_PARAGRAPH = re.compile(r"\W{0,3}(?:PP|OP) ?1\b")
# "The General Assembly approves ...", "At its 1st plenary meeting, on 5 September 2023, the
# General Assembly, on the proposal of ..., decided ...": a decision in one sentence.
_DECISION = re.compile(
    r"(?P<at>At (?:its|the) [^:;]{3,120}(?<!\d), (?:on )?\d[^:;]{0,60}, )?[Tt]he"
    r" (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)"
    r"(?P<rest>,? (?:hereby )?[a-z].{0,200})"
)
# "In operative paragraph 13, delete ...", "After paragraph 2, insert ...", "Replace ... with"
_AMENDS = re.compile(
    r"(?:In|After|Before|Between|At the (?:end|beginning) of|Under) .{0,200}?"
    r"\b(?:sub)?(?:paragraphs?|title|section|annex|heading|footnote)\b"
    r"|(?:Replace|Delete|Insert|Add|Amend|Renumber|Remove|Move|Change|Substitute|Merge|Redraft)\b"
    r"|(?:Preambular|Operative) paragraphs? \w"
    r"|(?:The )?\w{2,20} (?:preambular|operative) paragraph\b"
)


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
        found = formula_in(line.text) or without_comma(line.text, below)
        if found:
            formula, end = found
            end += len(line.text[end:]) - len(line.text[end:].lstrip())
            rest = (cut(line, end),) if line.text[end:] else ()
            head, part = _first_part(lines, place)
            return Parts(head, formula, (*part, *rest, *lines[place + 1 :]))
    start = _first_paragraph(lines)
    return Parts(tuple(lines[:start]), "", tuple(lines[start:]))


def _first_part(lines: Sequence[Line], formula: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """
    The masthead, and the heading of the first part where the text has several.

    "A" and "Budget appropriations for 2045" above the formula head one, if "B" follows.
    """
    for start in range(max(formula - _HEADING_LINES, 0), formula):
        second = _SECOND.get(lines[start].text.strip())
        if second and any(line.text.strip() == second for line in lines[formula:]):
            return tuple(lines[:start]), tuple(lines[start:formula])
    return tuple(lines[:formula]), ()


_SECOND = {"A": "B", "I": "II"}
_HEADING_LINES = 4


def formula_in(text: str) -> tuple[str, int] | None:
    """
    Return the enacting formula with which a line begins, and where it ends.

    "The General Assembly," alone or before opening words is one, and so are
    "The General Assembly:" above the points of a decision and its forms in the
    other official languages; "The General Assembly, in its resolution 60/1,
    decided" is a sentence.
    """
    if found := languages.formula_in(text):
        return found
    match = _FORMULA.match(words(text[:_LONGEST])) if text.startswith("The ") else None
    if not match or not _ORGAN.search(match[0]):
        return None
    end = text.index(match[0][-1]) + 1
    rest = text[end:].strip(" *_\t\n")
    if rest and not openings.read(rest[:1].upper() + rest[1:]):
        return None
    return match[0], end


def without_comma(text: str, below: str) -> tuple[str, int] | None:
    """Accept "The General Assembly" above a line that opens as a paragraph does."""
    label = label_of(below)
    opens = openings.read(below[label.length if label else 0 :].strip())
    if not text.startswith("The ") or not opens:
        return None
    found = formula_in(words(text) + ",")
    return (words(text), len(text)) if found and found[1] == len(words(text)) + 1 else None


_LONGEST = 200


def organ(formula: str) -> str | None:
    """The English name of the organ in a formula: "The General Assembly," or "大会，"."""
    return languages.organ(formula) or formula.removeprefix("The ").rstrip(",:").strip() or None


def is_decision(text: str) -> bool:
    """
    Tell whether a text decides in one sentence, without a formula.

    "The General Assembly approves the programme of work as set out below:" does;
    "The General Assembly Hall" does not.
    """
    match = _DECISION.match(words(text[:_LONGEST]))
    if match is None:
        return False
    verb = re.sub(r"^[ ,]*(?:hereby )?", "", match["rest"])
    return bool(match["at"]) or openings.form_of(verb) is openings.Form.FINITE


def is_amendment(text: str) -> bool:
    """Tell whether a text says how to change a draft: "In paragraph 3, delete “new”."."""
    return bool(_AMENDS.match(re.sub(r"^\(?\w{1,3}[.)] ", "", words(text[:_LONGEST]))))


def _first_paragraph(lines: Sequence[Line]) -> int:
    for place, line in enumerate(lines):
        if _FIRST_PARAGRAPH.match(line.text):
            return place
    for place, line in enumerate(lines):
        text = re.sub(r"^1\. ", "", words(line.text[:_LONGEST]))
        if additional.says(text) or _opens(text) or is_amendment(line.text):
            return place
    return 0


def _opens(text: str) -> bool:
    return openings.read(text) is not None or is_decision(text)
