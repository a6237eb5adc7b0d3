"""
Lines to paragraphs: what print and page breaks have cut is put together again.

After this stage every line is a whole paragraph, in single spaces, with its
label out of the text.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from resolutions.ingest import openings
from resolutions.ingest.document import Line, Place, Style
from resolutions.ingest.labels import label_of
from resolutions.ingest.wording import cut, join, tidy

# A paragraph is finished that ends so, whatever mark of a note follows.
_MARK = r"[\s*]?(?:\[?\d{1,3}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3})?"
_FINISHED = re.compile(rf"[.;:][”\"’')\]]{{0,3}}{_MARK}$|;[”\"’']? (?:and|or){_MARK}$")
_COMMA = re.compile(rf",[”\"’')\]]{{0,3}}{_MARK}$")
_GOES_ON = re.compile(r"[a-z]|\d{1,4}(?![\d.)])|[(“\"‘'][a-z]")

# No print is set wider than this; text with longer lines is not cut into lines.
_WIDEST_PRINT = 125


def assemble(lines: Iterable[Line]) -> list[Line]:
    """
    Return one line a paragraph.

    Lines of print join where nothing begins a paragraph. A paragraph that a
    page break cut joins its rest: the rest begins in mid-sentence, or the
    first part ends so and the rest opens nothing.
    """
    return _join_cut(_with_labels(_blocks(list(lines))))


def is_finished(text: str) -> bool:
    """Tell whether a paragraph ends here: "; and" and ".”3" do, a comma does not."""
    return bool(_FINISHED.search(text[-_ENDING:]))


_ENDING = 24


def _blocks(lines: list[Line]) -> list[Line]:
    """Join the lines of print."""
    blocks: list[Line] = []
    last: Line | None = None
    wrapped = _is_wrapped(lines)
    for line in lines:
        if last is not None and blocks and not _begins(line, last, wrapped):
            blocks[-1] = join(blocks[-1], tidy(line), _between(blocks[-1], line))
        else:
            blocks.append(tidy(line))
        last = line
    return blocks


def _is_wrapped(lines: list[Line]) -> bool:
    printed = [line for line in lines if not line.whole and line.place is Place.BODY]
    widest = max((len(line.text) + (line.indent or 0) for line in printed), default=0)
    close = sum(1 for line in printed if not line.gap)
    return widest <= _WIDEST_PRINT and close >= len(printed) / 4


def _begins(line: Line, above: Line, wrapped: bool) -> bool:
    """Tell whether a line begins a paragraph."""
    if line.gap is None or line.gap > 0 or line.whole or above.whole:
        return True
    if line.place is not above.place or line.heading != above.heading or line.cell != above.cell:
        return True
    label = label_of(line.text)
    if label and (not wrapped or is_finished(above.text) or _COMMA.search(above.text[-_ENDING:])):
        return True
    if not wrapped:
        return True
    deeper = (line.indent or 0) > (above.indent or 0) + 1
    return deeper and (is_finished(above.text) or bool(_COMMA.search(above.text[-_ENDING:])))


def _between(above: Line, below: Line) -> str:
    """A line that ends in a hyphen goes on without a space: "anti-" and "trafficking"."""
    return "" if re.search(r"[^\W\d]-$", above.text) and below.text[:1].isalpha() else " "


def _with_labels(blocks: list[Line]) -> list[Line]:
    """Take the labels out of the texts; a label alone on its line goes to the next one."""
    labelled: list[Line] = []
    waiting: Line | None = None
    for block in blocks:
        block = _take_label(block)
        if waiting is not None:
            if not block.label:
                block = replace(block, label=waiting.label)
            else:
                labelled.append(waiting)
            waiting = None
        if block.label and not block.text:
            waiting = block
        else:
            labelled.append(block)
    return labelled + ([waiting] if waiting else [])


def _take_label(block: Line) -> Line:
    label = label_of(block.text) if not block.label else None
    if label is None or block.place is Place.TABLE:
        return block
    return replace(cut(block, label.length), label=block.text[: label.length].strip())


def _join_cut(blocks: list[Line]) -> list[Line]:
    joined: list[Line] = []
    for block in blocks:
        if joined and _is_cut(joined[-1], block):
            joined[-1] = join(joined[-1], block, _between(joined[-1], block))
        else:
            joined.append(block)
    return joined


def _is_cut(above: Line, below: Line) -> bool:
    """
    Tell whether a page break parted these two.

    "... of the Group of Governmental Experts on" and "Developments in the Field",
    "as appropriate," and "representatives such as" are one paragraph; a heading
    and what follows it are two, and so are a list's ":" and its items.
    """
    parts = (above, below)
    if below.label or any(line.heading or line.place is not Place.BODY for line in parts):
        return False
    if is_finished(above.text) or is_bold(above) or is_bold(below):
        return False
    if _GOES_ON.match(below.text):
        return bool(above.label) or is_sentence(above)
    if openings.read(below.text) or not (above.label or openings.read(above.text)):
        return False
    return is_finished(below.text) or bool(_COMMA.search(below.text[-_ENDING:]))


def is_sentence(line: Line) -> bool:
    """Text that is no heading: it opens as paragraphs do, or is too long for one."""
    return len(line.text) > _LONGEST_HEADING or openings.read(line.text) is not None


_LONGEST_HEADING = 300


def is_bold(line: Line) -> bool:
    return bool(line.styles) and all(ord(style) & Style.BOLD for style in line.styles)
