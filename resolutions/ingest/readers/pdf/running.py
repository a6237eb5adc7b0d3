"""Running heads and feet: what print repeats at the edges of its pages."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from resolutions import symbols
from resolutions.ingest.document import Place, Style
from resolutions.ingest.parts import formula_in
from resolutions.ingest.readers.pdf.measure import Measure
from resolutions.ingest.readers.pdf.page import Piece, Sheet

# How much of a page's height heads and feet keep to.
_HEAD, _FOOT = 0.16, 0.88

# White between a head and the text, in lines.
_APART = 1.4

# What repeats stands at the same height, in points.
_SAME_HEIGHT = 3.0

_PAGE = (
    r"(?:\d{1,4}(?: ?/ ?\d{1,4})?|[-–—] ?\d{1,4} ?[-–—]|(?i:page) \d{1,4}(?: (?i:of) \d{1,4})?"
    r"|[ivxl]{1,7})"
)
_JOB = r"(?:\d{2}-\d{4,6}[A-Z]?\*?(?: ?\([A-Z]\))?(?: {0,2}\d{6}){0,3}|\d{7}[A-Z]?)"
_PAGE_NUMBER = re.compile(_PAGE)
_FOOT_LINE = re.compile(
    rf"{_JOB}|{_PAGE} {_JOB}|{_JOB} {_PAGE}|\*\d{{5,9}}[A-Z]?\*"
    r"|(?:\*\d{5,9}[A-Z]?\* ?)?Please recycle.{0,3}|/?\.{3}|/…"
)
_FIGURES = re.compile(r"\d+")


def mark_running(sheets: list[Sheet], measure: Measure) -> None:
    """
    Set the place of running heads, running feet, page and job numbers.

    A head stands at the top of a page, set apart from the text, and holds the
    symbol or a page number, or stands on other pages too, above other text:

        A/RES/78/16                            Programme of action to advance
                                            responsible State behaviour in the

    A foot says nothing else ("2/4", "23-24434 (E) 131223"), or stands on other
    pages too. What heads the first page is the masthead and stays, and so does the
    enacting formula of a second text.
    """
    heads = [_head(sheet, measure) for sheet in sheets]
    feet = [[piece for piece in sheet.pieces if _at_foot(piece, sheet)] for sheet in sheets]
    repeated = _repeated(heads), _repeated(map(_without_notes, feet))
    for sheet, head, foot in zip(sheets, heads, feet, strict=True):
        repeats = len(head) < len(sheet.pieces) and any(_key(p) in repeated[0] for p in head)
        begins = any(formula_in(piece.text) for piece in head)
        if sheet.number > 1 and not begins and (repeats or any(map(_names, head))):
            _run(head)
        alone = [
            piece
            for piece in foot
            if _FOOT_LINE.fullmatch(piece.text)
            or (_names(piece) and _stands_apart(piece, foot, measure))
        ]
        _run(alone + [piece for piece in _without_notes(foot) if _key(piece) in repeated[1]])


def _run(pieces: list[Piece]) -> None:
    for piece in pieces:
        piece.place = Place.RUNNING


def _head(sheet: Sheet, measure: Measure) -> list[Piece]:
    """The lines at the top of a page down to the first white space."""
    head: list[Piece] = []
    for above, below in pairwise([None, *sheet.pieces]):
        apart = above is not None and below.y - above.y > _APART * measure.leading * above.size
        if apart or below.y > _HEAD * sheet.height:
            return head if apart else []
        head.append(below)
    return head


def _stands_apart(piece: Piece, foot: list[Piece], measure: Measure) -> bool:
    """Not the last line of a note, such as "A/77/237" after "A/77/225 and"."""
    near = _APART * measure.leading * piece.size
    return not any(
        0 < piece.y - other.y <= near and other.left < piece.right and piece.left < other.right
        for other in foot
    )


def _at_foot(piece: Piece, sheet: Sheet) -> bool:
    return piece.y > _FOOT * sheet.height


def _without_notes(foot: list[Piece]) -> list[Piece]:
    """
    What stands below the notes of a page, if there are any.

    Notes say the same with other figures at the same height: "See A/77/275."
    """
    starts = [place for place, piece in enumerate(foot) if Style.RAISED in piece.runs[0].style]
    return (
        [piece for piece in foot[starts[-1] :] if piece.y > foot[starts[-1]].y] if starts else foot
    )


def _names(piece: Piece) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(piece.text)) or symbols.canonical(piece.text) is not None


def _repeated(edges: Iterable[list[Piece]]) -> set[tuple[str, int]]:
    """What stands on several pages at the same height, but for its figures."""
    tally = Counter(key for pieces in edges for key in {_key(piece) for piece in pieces})
    return {key for key, count in tally.items() if count > 1}


def _key(piece: Piece) -> tuple[str, int]:
    return _FIGURES.sub("0", piece.text), round(piece.y / _SAME_HEIGHT)
