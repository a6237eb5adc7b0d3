"""
Lines to paragraphs: what print and page breaks have cut is put together again.

After this stage every line is a whole paragraph, in single spaces, with its
label out of the text.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, pairwise

from resolutions.ingest import limits, openings
from resolutions.ingest.document import Line, Place, Style
from resolutions.ingest.hyphens import Vocabulary
from resolutions.ingest.labels import Label, LabelKind, is_annex, is_section, label_of
from resolutions.ingest.wording import cut, join_all, tidy
from resolutions.vocabulary import Language

# A paragraph is finished that ends so, whatever mark of a note follows.
_MARK = r"[\s*]?(?:\[?\d{1,3}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3})?"
_FINISHED = re.compile(
    rf"(?:[;:؛：；。]|\.(?!\d)|(?<!\d)\.)[”\"’')\]»]{{0,3}}{_MARK}$"
    rf"|;[”\"’']? (?:and|or|et|y|e|и){_MARK}$"
)
_COMMA = re.compile(rf"[,،，、][”\"’')\]»]{{0,3}}{_MARK}$")
_GOES_ON = re.compile(r"[a-z]|\d{1,4}(?![\d.)])|[(“\"‘'][a-z]")

# A verb that no list knows may begin a preambular paragraph after a comma; and a small word
# with a capital begins a sentence.
_LIKE_OPENING = re.compile(
    r"(?:[A-Z][a-z]+(?:ly)? )?[A-Za-z][a-z-]+(?:ing|ed|ful)\b"
    r"|(?:The|This|These|It|In|If|When|For|All|Any|No|Each)\b"
)

# No print is set wider than this; text with longer lines is not cut into lines.
_WIDEST_PRINT = 125
_MOST_CUT = 0.95


def assemble(lines: Iterable[Line], language: str = Language.ENGLISH) -> list[Line]:
    """
    Return one line a paragraph.

    Lines of print join where nothing begins a paragraph. A paragraph that a
    page break cut joins its rest: the rest begins in mid-sentence, or the
    first part ends so and the rest opens nothing. What opens a paragraph is known
    in English; in other languages a comma always ends a paragraph.
    """
    lines = list(lines)
    vocabulary = Vocabulary(line.text for line in lines)
    breaks = frozenset(below.number for above, below in pairwise(lines) if _is_break(above, below))
    blocks = _with_labels(_blocks(lines, vocabulary))
    return _join_cut(blocks, vocabulary, breaks, language == Language.ENGLISH)


def _is_break(above: Line, below: Line) -> bool:
    """
    Tell whether a page may have ended between two lines.

    Its number changes, or something was taken out between them, or there is
    more white space than between paragraphs.
    """
    wide = (below.gap or 0) > _WIDE_GAP
    return below.page != above.page or _is_removed(above, below) or wide


_WIDE_GAP = 2


def _is_removed(above: Line, below: Line) -> bool:
    """Whether lines stood between two that were taken out, such as notes."""
    return below.number - above.number - 1 > (below.gap or 0)


def is_finished(text: str) -> bool:
    """Tell whether a paragraph ends here: "; and" and ".”3" do, a comma does not."""
    return bool(_FINISHED.search(text[-_ENDING:]))


_ENDING = 24


def _blocks(lines: list[Line], vocabulary: Vocabulary) -> list[Line]:
    """Join the lines of print."""
    groups: list[list[Line]] = []
    last: Line | None = None
    widest, margin = _widest_print(lines), _margin(lines)
    for line in lines:
        if last is not None and not _begins(line, last, widest, margin):
            groups[-1].append(tidy(line))
        else:
            groups.append([tidy(line)])
        last = line
    # Twice as many, since those that a page break cut are still apart.
    limits.check_size(len(groups), 2 * limits.PARAGRAPHS, *limits.TOO_MANY_PARAGRAPHS)
    return _with_tables([vocabulary.join(group) for group in groups])


def _with_tables(blocks: list[Line]) -> list[Line]:
    """One line a table: its rows parted by line ends, the cells of a row by bars."""
    joined: list[Line] = []
    for table, group in groupby(blocks, key=lambda block: block.cell and block.cell[0]):
        if table is None:
            joined += group
        else:
            joined.append(_table(list(group)))
    return joined


def _table(cells: list[Line]) -> Line:
    """
    A table as one text; an empty cell leaves its bars side by side.

    """
    betweens = []
    for left, right in pairwise(cells):
        _, row, column = left.cell
        _, next_row, next_column = right.cell
        if row != next_row:
            betweens.append("\n" + "| " * next_column)
        else:
            betweens.append(" " + "| " * (next_column - column))
    first = "| " * cells[0].cell[2]
    joined = join_all(cells, betweens)
    return joined.but(first + joined.text, chr(Style.PLAIN) * len(first) + joined.styles)


def _widest_print(lines: list[Line]) -> float | None:
    """
    The width to which paragraphs are set, or None where they are not cut into lines.

    Lines whose size of type is known are lines of print.
    """
    printed = [line for line in lines if not line.whole and line.place is Place.BODY]
    widths = [_width(line) for line in printed]
    if any(line.size is not None for line in printed):
        return max(widths)
    # The rows of a table may be longer than the lines of the text around them.
    cut = sorted(width for width in widths if width <= _WIDEST_PRINT)
    if len(cut) < _MOST_CUT * len(widths) or not cut:
        return None
    close = [(above, line) for above, line in pairwise(printed) if not line.gap]
    in_mid_sentence = sum(
        1 for above, line in close if _may_go_on(line.text[:1]) and not is_finished(above.text)
    )
    # Titles and such may not be cut where paragraphs are.
    return cut[len(cut) * 9 // 10] if in_mid_sentence > len(close) / 4 else None


def _margin(lines: list[Line]) -> float:
    """Where the lines of paragraphs begin, whatever their first lines are set in by."""
    indents = sorted(line.indent or 0 for line in lines if line.place is Place.BODY)
    return indents[len(indents) // 10] if indents else 0


def _may_go_on(letter: str) -> bool:
    """A small letter, or one of a script that has no capitals."""
    return letter.isalpha() and not letter.isupper()


def _width(line: Line) -> float:
    return len(line.text) + (line.indent or 0)


def _begins(line: Line, above: Line, widest: float | None, margin: float) -> bool:
    """Tell whether a line begins a paragraph."""
    if line.number == above.number and not line.whole:
        return _is_set_apart(line, above)
    if line.gap is None or line.gap > 0 or line.whole or above.whole:
        return True
    if _is_removed(above, line):
        return True
    if line.place is not above.place or line.heading != above.heading or line.cell != above.cell:
        return True
    if widest is None or is_annex(line.text) or is_annex(above.text):
        return True
    # Printed letters are of many widths: only the places of print tell much of its lines' ends.
    spare = 2 if line.size is None else widest / 4
    early = _width(above) + len(line.text.split(maxsplit=1)[0]) < widest - spare
    finished = is_finished(above.text)
    if not finished and not _COMMA.search(above.text[-_ENDING:]):
        return line.size is None and early and _follows_heading(line, above)
    deeper = (line.indent or 0) - (above.indent or 0)
    label = label_of(above.text)
    if label and line.size is None and 1 < deeper <= label.length + 1:
        # The text of an item, set in by the width of its label.
        return finished and early and line.text[:1].isupper()
    if line.size is None and label_of(line.text) is None and above.text.endswith(":"):
        # "Human Rights:" and "Implementing the" are one paragraph.
        return deeper > 1
    if finished and early and line.size is None and line.text[:1].isupper():
        return True
    set_in = (line.indent or 0) > margin + 1
    # In print whose places are known, "Human Rights:" and "Implementing the" are one paragraph.
    if openings.read(line.text) and (line.size is None or early or set_in):
        return True
    if label_of(line.text) is None:
        if set_in and above.text.endswith((":", ";")) and line.text[:1].isupper():
            return True
        return deeper > 1 or _bare_number(line.text) is not None
    # "(No." and "29) are" is no paragraph 29: that would stand out, or the line above end early,
    # or be all of paragraph 28.
    return abs(deeper) > 1 or early or set_in or _is_next(label, label_of(line.text))


def _follows_heading(line: Line, above: Line) -> bool:
    """ "II" and "Capacity-building" end short of the margin, with a paragraph or title below."""
    if is_section(above.text):
        return True
    return above.text[:1].isupper() and (
        openings.read(line.text) is not None or label_of(line.text) is not None
    )


def _is_next(label: Label | None, below: Label | None) -> bool:
    """Whether "30." stands above "31.", each at the start of its line."""
    if label is None or below is None or not (label.key.isdigit() and below.key.isdigit()):
        return False
    return int(below.key) == int(label.key) + 1


def _is_set_apart(line: Line, above: Line) -> bool:
    """
    Tell whether a line break within a paragraph of the source is one between paragraphs.

    "... of 4 December 1998,<br>Noting" and "... as follows:<br>(a) To" are two;
    "held in Glasgow from 31 October to<br>13 November 2021" is one.
    """
    text = line.text.strip()
    finished = is_finished(above.text.rstrip())
    if is_section(text) or is_section(above.text.strip()):
        return True
    if not finished and not _COMMA.search(above.text.rstrip()[-_ENDING:]):
        return False
    if finished and text[:1].isupper():
        return True
    return label_of(text) is not None or openings.read(text) is not None


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
    if block.label or block.place is Place.TABLE:
        return block
    if bare := _bare_number(block.text):
        return replace(cut(block, bare.length), label=f"{bare.number}.")
    label = label_of(block.text)
    if label is None:
        return block
    return replace(cut(block, label.length), label=block.text[: label.length].strip())


def _bare_number(text: str) -> Label | None:
    """The number of a paragraph that lacks its stop: "2 Calls upon all States"."""
    match = _BARE_NUMBER.match(text)
    opening = openings.read(text[match.end() :]) if match else None
    if opening is None or opening.form is not openings.Form.FINITE:
        return None
    return Label(LabelKind.NUMBER, match[1], match.end(), match[1])


_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[A-Z])")


def _join_cut(
    blocks: list[Line], vocabulary: Vocabulary, breaks: frozenset[int], english: bool
) -> list[Line]:
    groups: list[list[Line]] = []
    for block in blocks:
        turned = block.number in breaks
        if groups and _is_cut(groups[-1][0], groups[-1][-1], block, turned, english):
            groups[-1].append(block)
        else:
            groups.append([block])
    return [vocabulary.join(group) for group in groups]


def _is_cut(first: Line, above: Line, below: Line, turned: bool, english: bool) -> bool:
    """
    Tell whether a page break parted `below` from the paragraph that `first` begins.

    `above` is the last part of that paragraph so far; `turned` says that a page
    may have ended. "... of the Group of Governmental Experts on" and
    "Developments in the Field", "as appropriate," and "representatives such as"
    are one paragraph; a heading and what follows it are two, and so are a
    list's ":" and its items.
    """
    parts = (first, below)
    if below.label or any(line.heading or line.place is not Place.BODY for line in parts):
        return False
    if is_bold(above) or is_bold(below):
        return is_bold(above) and is_bold(below) and _is_cut_heading(above, below)
    if is_finished(above.text):
        return False
    if not english and _COMMA.search(above.text[-_ENDING:]):
        return False
    begun = first is not above or bool(first.label) or is_sentence(first)
    if _GOES_ON.match(below.text):
        return begun or turned
    if not begun or not (is_finished(below.text) or _COMMA.search(below.text[-_ENDING:])):
        return False
    numbered = first.label[:1].isdigit() or first.label.startswith("OP")
    if not _COMMA.search(above.text[-_ENDING:]):
        return openings.read(below.text) is None or (numbered and turned)
    # After a comma a capital letter begins a preambular paragraph, unless a page was turned.
    opens = openings.read(below.text) or (not numbered and _LIKE_OPENING.match(below.text))
    return turned and not opens


def _is_cut_heading(above: Line, below: Line) -> bool:
    """
    Tell whether a heading goes on overleaf: no page ends with one heading above another.

    "II" and "Follow-up" are joined elsewhere.
    """
    numbered = is_section(above.text) or is_section(below.text) or above.label
    return above.page != below.page and above.size == below.size and not numbered


def is_sentence(line: Line) -> bool:
    """Text that is no heading: it opens as paragraphs do, or is too long for one."""
    return len(line.text) > _LONGEST_HEADING or openings.read(line.text) is not None


_LONGEST_HEADING = 300


def is_bold(line: Line) -> bool:
    return bool(line.styles) and not line.styles.strip(_BOLD)


_BOLD = "".join(chr(style) for style in range(16) if style & Style.BOLD)
