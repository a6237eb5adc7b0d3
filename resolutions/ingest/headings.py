"""What is a heading, and where annexes begin."""

import re
from collections.abc import Sequence

from resolutions.ingest import openings
from resolutions.ingest.document import Line, Place
from resolutions.ingest.labels import is_annex
from resolutions.ingest.paragraphs import is_bold, is_finished

_LONGEST_HEADING = 400
COMMA = re.compile(r"[,،，][”\"’')\]»]{0,3}$|, and$")


def split_annexes(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[Line, list[Line]]]]:
    body: list[Line] = []
    annexes: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if not line.label and is_annex(line.text):
            annexes.append((line, []))
        elif annexes:
            annexes[-1][1].append(line)
        else:
            body.append(line)
    return body, annexes


def annex_title(lines: list[Line]) -> tuple[str, list[Line]]:
    if lines and is_heading(lines[0]):
        return lines[0].text, lines[1:]
    return "", lines


def is_heading(line: Line, may_open: bool = False) -> bool:
    """
    Tell whether a paragraph is a heading.

    "Capacity-building" and "II" are; "Recalling its resolution 75/240," is not,
    nor is anything with a number of its own or a stop at its end. "Addressing
    the limited capacity of the conference services" is one only where no
    preambular paragraph can stand, which `may_open` says.
    """
    if line.label or line.place is not Place.BODY:
        return False
    ends = is_finished(line.text) or bool(COMMA.search(line.text))
    if line.heading or is_bold(line):
        return not (ends and openings.read(line.text))
    if ends or len(line.text) > _LONGEST_HEADING:
        return False
    return may_open or openings.read(line.text) is None or len(line.text) < _SHORT


_SHORT = 60
