"""
Tables that only lay out the text: their cells become paragraphs again.

    | 1.  | Calls upon States ...;      |      numbers in a column of their own
    | 2.  | Decides to remain seized.   |

    | Text                 | Comments   |      a draft with what was said of it
    | Recalling ...,       | Agreed     |
    | 1. Calls upon ...;   | See Add.1  |

    | Year  | Amount |                         figures: no text, left as it is
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from resolutions.ingest import openings
from resolutions.ingest.document import Dropped, Line, ParseWarning, Place
from resolutions.ingest.labels import label_of
from resolutions.ingest.parts import formula_in
from resolutions.ingest.wording import words

_BESIDE = ParseWarning(
    "text-in-table", "The text stands in one column of a table; the others were left out."
)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The lines, and what stood beside the text in tables that only lay it out."""

    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    warnings: tuple[ParseWarning, ...]


def unfold(lines: Iterable[Line]) -> Unfolded:
    """Take the text out of tables that hold paragraphs; other tables stay as they are."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for table, group in groupby(lines, key=lambda line: line.cell and line.cell[0]):
        group = list(group)
        columns = _columns(group) if table is not None else {}
        text = _text_column(columns)
        if text is None:
            kept += group
            continue
        labels = {column for column, cells in columns.items() if all(map(_is_label, cells))}
        kept += _paragraphs(group, text, labels)
        dropped += [
            Dropped(words(line.text), "beside-the-text", line.number)
            for column, cells in columns.items()
            for line in cells
            if column != text and column not in labels
        ]
    return Unfolded(tuple(kept), tuple(dropped), (_BESIDE,) if dropped else ())


def _columns(group: list[Line]) -> dict[int, list[Line]]:
    columns = defaultdict(list)
    for line in group:
        if line.place is Place.TABLE and line.text.strip():
            columns[line.cell[2]].append(line)
    return columns


def _text_column(columns: dict[int, list[Line]]) -> int | None:
    """The column that holds paragraphs, if one does."""
    labelled = any(all(map(_is_label, cells)) for cells in columns.values())
    best, most = None, 0
    for column, cells in columns.items():
        opened = sum(1 for line in cells if _opens(line))
        if any(formula_in(line.text) for line in cells):
            return column
        if opened > most and (opened > 1 or labelled) and 2 * opened >= len(cells):
            best, most = column, opened
    return best


def _opens(line: Line) -> bool:
    label = label_of(line.text)
    text = line.text[label.length :] if label else line.text
    return openings.read(words(text[:_LONGEST])) is not None


_LONGEST = 200


def _is_label(line: Line) -> bool:
    label = label_of(line.text + " ")
    return label is not None and label.length > len(line.text)


def _paragraphs(group: list[Line], text: int, labels: set[int]) -> list[Line]:
    """The paragraphs of the text column, with the labels that stand beside them."""
    paragraphs, waiting = [], ""
    for line in group:
        if line.place is not Place.TABLE:
            paragraphs.append(line)
        elif line.cell[2] in labels:
            waiting = words(line.text)
        elif line.cell[2] == text:
            facts = {"label": waiting} if waiting and not line.label else {}
            paragraphs.append(replace(line, place=Place.BODY, cell=None, **facts))
            waiting = ""
    return paragraphs
