"""
Footnote marks: found in the text, taken out of it, kept with their place.

Raised and bracketed marks, and those that the format sets, are certain. Plain
figures are looked at (`figures`) for the notes that have no certain mark.

    "its 20134 and 20153 reports"     2013 with note 4, 2015 with note 3
    "2005,1 and recalling"            2005, with note 1
    "the working group, 1 and takes"  note 1
    "on 1,000 km² of land"            a measure, no note
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from resolutions.ingest import figures
from resolutions.ingest.document import Line, NoteMark, Style
from resolutions.ingest.notes import figure

_BRACKETED = re.compile(r"\s?\[\^?(\d{1,3}|\*{1,3})\]")
_GLUED = re.compile(r"(?<=[^\W\d_]|[,.;:”\"’»)])\((\d{1,3})\)")
_SPACED = re.compile(r"(?<=[^\W\d_]|[,.;:”\"’»)])\s?\((\d{1,3})\)")
_STARRED = re.compile(r"(?<=[\w.,;:)’”\"])(\*{1,3})(?=[\s.,;:)]|$)")
_RAISED = re.compile(r"\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|[a-z]")
_UNIT = re.compile(r"(?:\b|\d ?)[kcm]?m$")


@dataclass(frozen=True, slots=True)
class Marked:
    """The paragraphs without marks, and the marks that were referred to."""

    lines: tuple[Line, ...]
    used: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark; text[start:end] is taken out for it."""

    start: int
    end: int
    mark: str


def take_out(
    lines: Sequence[Line], notes: Iterable[str], in_round: frozenset[str] = frozenset()
) -> Marked:
    """
    Take the marks of these notes out of the lines, into `Line.marks`.

    `in_round` are the marks of notes that stand in round brackets. A raised figure
    is taken out even where its note is lost. What is not certain is taken only for a
    note that has no certain reference.
    """
    known = list(dict.fromkeys(notes))
    reference = _references(lines, in_round) if in_round else _GLUED
    found = {
        place: list(_certain(line, known, in_round, reference)) for place, line in enumerate(lines)
    }
    given = {each.mark for marks in found.values() for each in marks}
    missing = [int(mark) for mark in known if mark.isdigit() and mark not in given]
    if missing:
        for each in figures.choose([line.text for line in lines], missing):
            found[each.place].append(_Found(each.start, each.end, each.mark))
    taken = tuple(
        _without(line, found[place]) if found[place] else line for place, line in enumerate(lines)
    )
    used = frozenset(each.mark for marks in found.values() for each in marks)
    return Marked(taken, used)


def _without(line: Line, found: list[_Found]) -> Line:
    pieces, styles, marks, start, length = [], [], [], 0, 0
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        if each.start >= start:
            pieces.append(line.text[start : each.start])
            styles.append(line.styles[start : each.start])
            length += each.start - start
            start = each.end
        marks.append(NoteMark(each.mark, length))
    text = "".join([*pieces, line.text[start:]]).rstrip()
    kept = "".join([*styles, line.styles[start:]])[: len(text)]
    places = tuple(NoteMark(each.mark, min(each.position, len(text))) for each in marks)
    return replace(line, text=text, styles=kept, marks=(*line.marks, *places))


def _references(lines: Sequence[Line], in_round: frozenset[str]) -> re.Pattern:
    """
    What refers to notes in round brackets: "report(1)", or "report (1)" where none is like that.

    "Articles 5 (1) and 6 (2)" counts paragraphs; "by (1) oil and (2) gas" counts off.
    """
    glued = any(match[1] in in_round for line in lines for match in _GLUED.finditer(line.text))
    return _GLUED if glued else _SPACED


def _certain(
    line: Line, known: list[str], in_round: frozenset[str], reference: re.Pattern
) -> Iterable[_Found]:
    start = 0
    for run in line.runs:
        end = start + len(run.text)
        if run.style & (Style.RAISED | Style.NOTE) and not _is_exponent(line.text, start, run.text):
            # Print may leave a space before a mark; it goes with it.
            begin = start - 1 if start and line.text[start - 1] == " " else start
            for raised in _RAISED.findall(run.text):
                mark = figure(raised)
                if mark.isdigit() or mark in known:
                    yield _Found(begin, end, mark)
        start = end
    for sign, pattern in (("[", _BRACKETED), ("*", _STARRED)):
        if sign in line.text:
            for match in pattern.finditer(line.text):
                if match[1] in known:
                    yield _Found(match.start(), match.end(), match[1])
    if in_round and "(" in line.text:
        for match in reference.finditer(line.text):
            if match[1] in in_round:
                yield _Found(match.start(), match.end(), match[1])


def _is_exponent(text: str, start: int, raised: str) -> bool:
    """The raised figure of "km²" measures; it refers to no note."""
    return raised.strip() in ("²", "³", "2", "3") and bool(_UNIT.search(text[:start][-4:]))
