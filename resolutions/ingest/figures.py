"""
Plain figures that may be footnote marks, where a source has lost their raising.

Every figure that could be a mark gets a score by what stands around it, and
of all ways to give each note its first reference, in order, the one with the
highest sum is taken. So a doubtful figure is a mark only if a note needs it.

    score  example                           why
    4      "2005,1 and"  "Action1"  "20134"  nothing else is printed so
    4      "group, 1 and"                    a figure alone after a stop or comma
    2.5    "Sustainable Development 1 and"   a figure alone after a word
    2      "resolution 60/2881"              no session has so many resolutions
    0.5    "on 9, 10 of"  "Goal 6"           most likely not
    0      "8 March"  "2.5"  "A/RES/70/1"    certainly not
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.ingest import openings
from resolutions.ingest.wording import MONTH

SURE = 3.0
LIKELY = 2.5

_GLUED = re.compile(r"(?<=[^\W\d_])\d{1,3}\b|(?<=[.,;:)\]”\"’'%])\d{1,3}\b")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?P<mark>\d{1,3})(?![\d/-]|[.,]\d)")
_AFTER_SLASH = re.compile(r"(?<=/)\d{4,6}(?![\d/-]|[.,]\d)")
_ALONE = re.compile(r"(?<=\S) (?P<mark>\d{1,3})(?=$|[\s,.;:)”\"’])(?![.,]\d)")

# "Agenda 217" is Agenda 21 with note 7; so with COVID-19, and decisions 1/CP.21 and the like.
_NAMED_NUMBER = re.compile(r"(?:(?<=\bAgenda 21)|(?<=COVID-19)|(?<=/CP\.\d\d))\d{1,2}\b")
# "A/RES/70/1", "10.b.2" and addresses; but not "HIV/AIDS".
_ADDRESS = re.compile(r"\d.*/|/.*[\d/]|\d.*[a-z]\.$|@|^(?:https?|www)\b")
_ENDS_IN_YEAR = re.compile(r"\b(?:19|20)\d\d[.,]?$")
_YEAR_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d\)$")
_WORD = re.compile(r"[^\W\d_]*\.?$")
_STOPS = frozenset(',;:)”"’.')

# Words that number what they name, and small words after which a figure counts:
# "paragraph 2", "Goal 6", "from 6", "and 3".
_NUMBERING = """
    action actions additional agenda annex annexes appendix article articles august approximately
    april category chap chapter chapters chaps circa class clause clauses commitment component
    december decision decisions divided document draft enclosure february figure figures form goal
    goals group guideline guidelines heading house indicator indicators instrument item items
    january july june least level levels line lines listing march may meeting more no nos note
    notes november number numbers objective objectives october only option over p page pages para
    paragraph paragraphs paras part parts phase pillar pillars point points pp principle principles
    priority priorities programme protocol protocols question questions recommendation
    recommendations regulation regulations resolution resolutions round row rule rules schedule
    section sections sector segment september session standard standards step strand subitem
    subparagraph subparagraphs subprogramme subprogrammes supplement sect table tables target
    targets than theme tier title to track type under vol volume vols week workstream zone
    a about after age aged ages all and another as at before between by every first for from in last
    next of on or the these those up with
"""
_COUNTED_AFTER = frozenset(_NUMBERING.split())
_SHORTENED = frozenset(
    {"no.", "nos.", "vol.", "vols.", "para.", "paras.", "art.", "p.", "pp.", "sect."}
)

# What is measured or dated: "10 March", "3 per cent", "1–2".
_MEASURED = re.compile(
    rf"\s?(?:{MONTH}|per cent|percent|million|billion|thousand|hundred|years?|months?|weeks?|days?"
    r"|hours?|minutes?|dollars|euros?|United States dollars|p\.m\.|a\.m\.|o’clock|metric|tons"
    r"|kilomet|[–-] ?\d)"
)
# What is counted or listed: "24 States", "9 and 15"; but "4 and 4/10" cites. Only unlikely,
# since a mark may stand between a word and either.
_COUNTED = re.compile(
    r" (?:States|members|countries|posts?|positions|parties|(?:and|or|to) \d{1,3}(?![\d/]))\b"
    r"|, \d{1,3}(?![\d/])"
)
# ", 7 contractors", ", 2 P-5", ", 3 from": a number of things.
_COUNTS = re.compile(r" (?:[A-Z]|from\b|of\b|(?P<things>[a-z]{3,20}s)\b)")
_NO_THINGS = frozenset({"has", "is", "this", "thus", "was"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that could be the mark `mark`; text[start:end] would be taken out."""

    place: int
    start: int
    end: int
    mark: str
    score: float


def choose(texts: Sequence[str], missing: Sequence[int]) -> list[Figure]:
    """
    Choose the figures that are marks of the missing notes, repeats included.

    `missing` is the numbers of notes without a certain reference, in order;
    no other number is ever a mark.
    """
    wanted = frozenset(missing)
    figures = sorted(
        (figure for place, text in enumerate(texts) for figure in _figures(place, text, wanted)),
        key=lambda each: (each.place, each.start),
    )
    chain = _best_chain(figures, missing)
    chain += _out_of_order(figures, wanted - {int(each.mark) for each in chain})
    return chain + _repeats(figures, sorted(chain, key=lambda each: (each.place, each.start)))


def _out_of_order(figures: Sequence[Figure], left: frozenset[int]) -> list[Figure]:
    """The sure marks of notes that the chain has passed over: "20134 and 20153"."""
    found: dict[str, Figure] = {}
    for each in figures:
        if each.score > SURE and int(each.mark) in left:
            found.setdefault(each.mark, each)
    return list(found.values())


def _repeats(figures: Sequence[Figure], chain: Sequence[Figure]) -> list[Figure]:
    """A mark may come back; and the surest place of it need not be its first."""
    first, earliest, reached = {}, {}, (-1, 0)
    for each in chain:
        first[each.mark] = (each.place, each.start)
        earliest[each.mark], reached = reached, (each.place, each.start)
    found = []
    for each in figures:
        here = (each.place, each.start)
        if each.mark in first and (
            (here > first[each.mark] and each.score >= SURE)
            or (earliest[each.mark] < here < first[each.mark] and each.score >= LIKELY)
        ):
            found.append(each)
    return found


_SKIPPED = 2.0
_WINDOW = 12


def _best_chain(figures: Sequence[Figure], missing: Sequence[int]) -> list[Figure]:
    """
    The figures, at most one a note and in the order of the notes, that score highest.

    A note that is passed over costs, so that one doubtful figure does not
    throw away the certain ones before it. At most `_WINDOW` are passed over.
    """
    order = {number: place for place, number in enumerate(missing)}
    best = [float("-inf")] * len(missing)
    ends: list[int | None] = [None] * len(missing)
    links: list[int | None] = []
    for index, figure in enumerate(figures):
        place = order[int(figure.mark)]
        value, link = -_SKIPPED * place, None
        for before in range(max(0, place - _WINDOW), place):
            reached = best[before] - _SKIPPED * (place - before - 1)
            if ends[before] is not None and reached > value:
                value, link = reached, ends[before]
        links.append(link)
        if value + figure.score > best[place]:
            best[place], ends[place] = value + figure.score, index
    reached = [place for place in range(len(missing)) if ends[place] is not None]
    last = max(reached, key=lambda place: best[place] + _SKIPPED * place, default=None)
    chain = []
    index = None if last is None else ends[last]
    while index is not None:
        chain.append(figures[index])
        index = links[index]
    return chain[::-1]


def _figures(place: int, text: str, wanted: frozenset[int]) -> list[Figure]:
    found = [
        Figure(place, match.start(), match.end(), match[0], _score_glued(text, match))
        for match in _GLUED.finditer(text)
    ]
    found += [
        Figure(place, match.start("mark"), match.end(), match["mark"], 4.0)
        for match in _YEAR.finditer(text)
    ]
    found += [
        Figure(place, match.start(), match.end(), match[0], 4.0)
        for match in _NAMED_NUMBER.finditer(text)
    ]
    found += [part for match in _AFTER_SLASH.finditer(text) for part in _parts(place, match)]
    found += [
        Figure(place, match.start(), match.end(), match["mark"], _score_alone(text, match))
        for match in _ALONE.finditer(text)
    ]
    return [
        each
        for each in found
        if each.score > 0 and each.mark[0] != "0" and int(each.mark) in wanted
    ]


def _parts(place: int, match: re.Match) -> list[Figure]:
    """Read "70/2881" as 70/288 with note 1; "70/11" is hardly ever 70/1 with note 1."""
    digits = match[0]
    return [
        Figure(place, match.start() + at, match.end(), digits[at:], 2.0)
        for at in range(max(1, len(digits) - 3), 4)
    ]


def _score_glued(text: str, match: re.Match) -> float:
    before = text[max(0, match.start() - 40) : match.start()]
    token = before[before.rfind(" ") + 1 :]
    after = text[match.end() : match.end() + 40]
    if _WORD.search(before)[0].lower() in _SHORTENED:
        return 0.0
    if after[:1] in ("/", "-", "–", "(") or _MEASURED.match(after):
        return 0.0
    if _ADDRESS.search(token) and before[-1] not in ",;:":
        return 0.0
    if before[-1] in ".," and before[-2:-1].isdigit() and not _ENDS_IN_YEAR.search(before):
        # "2.5" and "1,000" are numbers; "2005,1" and "Goal 14,4" end in a mark.
        return 3.5 if before[-1] == "," and len(match[0]) < 3 else 0.0
    if _YEAR_IN_BRACKETS.search(before):
        # "CM/Rec(2019)1", or "resolution 1325 (2000)1"
        return 2.0
    if before[-1].isalpha() and (before[-1].isupper() or len(token) < 3):
        # "CO2", "H5"; but "AIDS1" is possible.
        return 1.0
    return 4.0


def _score_alone(text: str, match: re.Match) -> float:
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 40]
    word = _WORD.search(before)[0].lower()
    if word in _SHORTENED or _MEASURED.match(after):
        return 0.0
    if _ENDS_IN_YEAR.search(before):
        return SURE
    if _COUNTED.match(after) or after.startswith(" ("):
        return 0.3
    if before[-1] in _STOPS:
        listed = re.search(r"(?<![/-])\b\d{1,3},$", before)
        return 0.5 if listed or _counts(after) else 4.0
    if before[-1].isdigit():
        return 0.3
    return 0.2 if word in _COUNTED_AFTER else LIKELY


def _counts(after: str) -> bool:
    """Tell whether things follow that are counted; in ", 4 welcomes" it is a verb."""
    match = _COUNTS.match(after)
    things = match["things"] if match else None
    if things is None:
        return match is not None
    return things not in _NO_THINGS and openings.form_of(things) is not openings.Form.FINITE
