"""
A text whose line ends are lost: cut anew where its paragraphs begin.

    "... Security of lighthouses The General Assembly, Recalling its ..., 1. Decides so; 2. ..."

A clerk sees the enacting formula within such a line, and the paragraphs by their numbers
and opening words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resolutions.ingest import openings
from resolutions.ingest.document import Line, ParseWarning
from resolutions.ingest.labels import LabelKind, label_of
from resolutions.ingest.parts import formula_in
from resolutions.ingest.wording import cut

_CUT = ParseWarning(
    "line-ends-lost",
    "The line ends of the text are lost; it was cut where its paragraphs seem to begin.",
)
_SHORTEST = 300
_FORMULA = re.compile(
    r"(?<=\S) {1,9}(?=The (?:General Assembly|[A-Z]\w+ [\w ]{0,40}Council), [A-Z\d(])"
)
_BEGINNING = re.compile(r"(?<=[,;:.\d]) +(?=\(?\w{1,4}[.)] [A-Z]|[A-Z])")
_LOOKED_AT = 80


def unfold(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[ParseWarning, ...]]:
    """The lines, those with an enacting formula in their middle cut into paragraphs."""
    if not any(map(_hides_formula, lines)) or any(formula_in(line.text) for line in lines):
        return lines, ()
    cut_anew = [piece for line in lines for piece in _pieces(line)]
    return cut_anew, (_CUT,)


def _hides_formula(line: Line) -> bool:
    return len(line.text) > _SHORTEST and bool(_FORMULA.search(line.text))


def _pieces(line: Line) -> Iterator[Line]:
    """The line above its formula, the formula, and each paragraph below it."""
    formula = _FORMULA.search(line.text) if len(line.text) > _SHORTEST else None
    if formula is None:
        yield line
        return
    line = replace(line, whole=True)
    yield cut(line, 0, formula.start())
    start = formula.end()
    for place in _BEGINNING.finditer(line.text, formula.end()):
        if _begins(line.text, place):
            yield cut(line, start, place.start())
            start = place.end()
    yield cut(line, start)


def _begins(text: str, place: re.Match) -> bool:
    """Whether a paragraph begins there: one with a label, or opening words after a comma."""
    following = text[place.end() : place.end() + _LOOKED_AT]
    if label := label_of(following):
        return label.kind is not LabelKind.BULLET
    opening = openings.read(following)
    return text[place.start() - 1] == "," and opening is not None
