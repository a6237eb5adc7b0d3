"""The visible text of a page, block by block, in the order in which it is read."""

import datetime
import re
from dataclasses import dataclass, replace

from lxml import etree

from resolutions.ingest import limits
from resolutions.ingest.document import Line, Place, Run, Style, TrackedChange
from resolutions.ingest.labels import label_of
from resolutions.ingest.readers.html.footnotes import Footnotes
from resolutions.ingest.readers.html.numbering import HtmlList, integer
from resolutions.ingest.readers.html.styles import (
    Declarations,
    Stylesheet,
    colour,
    is_unseen,
)

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p
    pre search section summary table tbody td tfoot th thead tr ul
"""
# Controls, programs and pictures: what they hold is no text of the page.
_SILENT_NAMES = """
    audio button canvas datalist embed head iframe input link map math meta object option rp
    script select style svg textarea title video
"""
_BLOCKS, _SILENT = frozenset(_BLOCK_NAMES.split()), frozenset(_SILENT_NAMES.split())
# What is in these a reader with an ordinary browser does not see.
_UNSHOWN = frozenset({"noscript", "template"})
_ITALIC = frozenset({"i", "em", "cite", "var", "dfn", "address"})
_BOLD = frozenset({"b", "strong"})
_DELETED = frozenset({"del", "s", "strike"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Beside an article these are of the site, not of the document.
_FRAME = frozenset({"header", "footer", "aside"})
_LEAST_MAIN = 200
_WORD = re.compile(r"\w")
# Comments name the parts of a page ("main content"); so many words are more than a name.
_SENTENCE = re.compile(r"\w+(?:[^\w]+\w+){4}")
# Word hides from browsers what only Word reads: <!--[if gte mso 9]> ... <![endif]-->
_CONDITIONAL = re.compile(r"\s{0,9}(?:\[if |\[endif|<!\[|\?)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_RULE = "-----"
_LONGEST_CELL = 600
_LONGEST_NAME = 1_000
_MOST_COLUMNS = 1_000
_TOO_MANY_LINES = "The text has more than 100,000 lines; split it into its documents."


@dataclass(slots=True)
class Table:
    """A table of figures while it is read."""

    index: int
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the text of an element: inherited, and altered by its own mark-up."""

    style: Style = Style.PLAIN
    hidden: bool = False
    kept_spaces: bool = False
    place: Place = Place.BODY
    heading: int = 0
    color: str = "black"
    background: str = "white"
    lists: tuple[HtmlList, ...] = ()
    table: Table | None = None
    cell: tuple[int, int, int] | None = None
    main: bool = False


class Page:
    """
    Reads a page into `lines`; `hidden` tells whether text was left out that nobody sees.

    What a page marks as its frame (menus, its head and foot beside the main part) is
    no text of the document.
    A line break within a block makes a line of the same `number`. What the page
    marks as deleted is left out of the text, and kept in `changes`.
    """

    def __init__(self, sheet: Stylesheet, footnotes: Footnotes):
        self.sheet, self.footnotes = sheet, footnotes
        self.lines: list[Line] = []
        self.changes: list[TrackedChange] = []
        self.hidden = False
        self.states = [State()]
        self.runs: list[Run] = []
        self.length = 0
        self.label = self.note = ""
        self.number, self.page = 0, 1
        self.in_note = False
        self.block: list[list[Run]] = []
        self.tables = 0
        self.framed = False

    def read(self, root: etree._Element) -> None:
        root = _main_part(root)
        self.framed = next(root.iter("article"), None) is not None
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                self.comment(element, skipped is not None)
            elif event == "start" and skipped is None:
                skipped = self.start(element)
            elif event == "end" and (skipped is None or skipped is element):
                self.end(element, skipped is element)
                skipped = None
        self.finish_block()

    def comment(self, element: etree._Element, skipped: bool) -> None:
        text = element.text or ""
        if _SENTENCE.search(text[:_LONGEST_NAME]) and not _CONDITIONAL.match(text):
            self.hidden = True
        if not skipped and element.tail:
            self.text(element.tail)

    # Elements

    def start(self, element: etree._Element) -> etree._Element | None:
        """Enter an element; return it if what is in it is not to be read."""
        tag, declared = element.tag, self.sheet.of_element(element)
        if tag in _BLOCKS:
            self.finish_block()
        if tag in _SILENT or tag in _UNSHOWN or self.is_hidden(element, declared):
            self.left_out(element)
            return element
        if tag == "nav" or (tag in _FRAME and self.framed and not self.state.main):
            return element
        if tag in _DELETED:
            self.changed(element, "deletion")
            return element
        note = self.footnotes.begun_at(element)
        if self.footnotes.leads_back(element):
            self.begin_note(note)
            return element
        state = self.state_of(element, declared)
        if note and tag in _BLOCKS:
            state = replace(state, place=Place.NOTE)
        if mark := self.footnotes.reference(element):
            self.add(mark, state.style | Style.NOTE | Style.RAISED)
            return element
        self.states.append(state)
        self.begin_note(note)
        self.enter(element, tag, declared)
        if element.text:
            self.text(element.text)
        return None

    def end(self, element: etree._Element, skipped: bool) -> None:
        if not skipped:
            if element.tag == "q":
                self.add("”", self.state.style)
            if element.tag in _BLOCKS:
                self.finish_block()
            if element.tag == "li":
                self.label = ""
            self.states.pop()
        if element.tail:
            self.text(element.tail)

    @property
    def state(self) -> State:
        return self.states[-1]

    def enter(self, element: etree._Element, tag: str, declared: Declarations) -> None:
        """Do what an element does at its start."""
        if declared.get("page-break-before") == "always" or declared.get("break-before") == "page":
            self.finish_block()
            self.page += 1
        if tag == "br":
            self.finish_line()
        elif tag == "hr":
            self.add(_RULE, Style.PLAIN)
        elif tag == "q":
            self.add("“", self.state.style)
        elif tag == "ins":
            self.changed(element, "insertion")
        elif tag == "li" and self.state.lists:
            self.label = self.state.lists[-1].label(element, declared)

    def state_of(self, element: etree._Element, declared: Declarations) -> State:
        state, tag = self.state, element.tag
        facts = {}
        style = self.style_of(tag, declared)
        if style != state.style:
            facts["style"] = style
        if tag == "pre" or declared.get("white-space") in ("pre", "pre-wrap", "pre-line"):
            facts["kept_spaces"] = True
        if tag in _HEADINGS:
            facts["heading"] = int(tag[1])
        if ground := colour(declared, "background"):
            facts["background"] = ground
        if ink := colour(declared, "color"):
            facts["color"] = ink
        if tag in ("ol", "ul", "menu", "dir"):
            facts["lists"] = (*state.lists, HtmlList.of(element, declared))
        if declared.get("mso-element") in ("footnote", "endnote"):
            facts["place"] = Place.NOTE
        if tag == "article":
            facts["main"] = True
        elif tag == "table":
            facts |= self.table_of(element)
        elif tag in ("tr", "td", "th"):
            facts |= self.cell_of(element)
        return replace(state, **facts) if facts else state

    def style_of(self, tag: str, declared: Declarations) -> Style:
        style = self.state.style
        style |= Style.ITALIC if tag in _ITALIC else Style.PLAIN
        style |= Style.BOLD if tag in _BOLD else Style.PLAIN
        style |= Style.RAISED if tag == "sup" else Style.PLAIN
        slant, weight = declared.get("font-style"), declared.get("font-weight", "")
        if slant:
            style = style | Style.ITALIC if slant != "normal" else style & ~Style.ITALIC
        if weight:
            heavy = weight in ("bold", "bolder", "600", "700", "800", "900")
            style = style | Style.BOLD if heavy else style & ~Style.BOLD
        raised = declared.get("vertical-align")
        if raised in ("super", "baseline"):
            style = style | Style.RAISED if raised == "super" else style & ~Style.RAISED
        return style

    # Tables

    def table_of(self, element: etree._Element) -> dict:
        """A table of figures makes cells; one that only places text on the page does not."""
        if self.state.cell is not None or _is_layout(element):
            return {"table": None, "cell": self.state.cell}
        self.tables += 1
        return {"table": Table(self.tables - 1), "lists": ()}

    def cell_of(self, element: etree._Element) -> dict:
        table = self.state.table
        if table is None or self.state.cell is not None:
            return {}
        if element.tag == "tr":
            table.row, table.column = table.row + 1, -1
            return {}
        table.column += 1
        cell = (table.index, max(table.row, 0), table.column)
        table.column += min(integer(element.get("colspan")) or 1, _MOST_COLUMNS) - 1
        place = Place.TABLE if self.state.place is Place.BODY else self.state.place
        return {"cell": cell, "place": place, "table": None}

    # What is not shown, and what was changed

    def is_hidden(self, element: etree._Element, declared: Declarations) -> bool:
        if element.get("hidden") is not None or is_unseen(declared):
            return True
        if element.tag == "dialog" and element.get("open") is None:
            return True
        ink, ground = colour(declared, "color"), colour(declared, "background")
        if ink is None and ground is None:
            return False
        return ink == "clear" or (ink or self.state.color) == (ground or self.state.background)

    def left_out(self, element: etree._Element) -> None:
        if element.tag not in _SILENT:
            self.hidden = self.hidden or any(_WORD.search(text) for text in element.itertext())

    def changed(self, element: etree._Element, kind: str) -> None:
        text = " ".join("".join(element.itertext()).split())
        if text:
            when = _datetime(element.get("datetime"))
            place = {"number": self.number + 1, "start": self.length}
            self.changes.append(TrackedChange(kind, text, made_at=when, **place))

    # Text

    def begin_note(self, mark: str) -> None:
        """The block that begins here is a note with this mark, if one is given."""
        if mark and not self.runs:
            self.note, self.in_note = mark, True

    def text(self, text: str) -> None:
        if self.state.kept_spaces:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self.add(first, self.state.style)
            for line in rest:
                self.finish_line()
                self.add(line, self.state.style)
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.runs or self.runs[-1].text.endswith(" ")):
            text = text[1:]
        self.add(text, self.state.style)

    def add(self, text: str, style: Style) -> None:
        if text:
            self.runs.append(Run(text, style))
            self.length += len(text)

    def finish_line(self) -> None:
        self.block.append(self.runs)
        self.runs, self.length = [], 0

    def finish_block(self) -> None:
        """Hand on the lines of a block; a blank line between them parts paragraphs."""
        self.finish_line()
        block, self.block = self.block, []
        apart = True
        for runs in block:
            if _is_blank(runs):
                apart = True
                continue
            self.number += apart or self.state.kept_spaces
            self.lines.append(Line.of(runs, **self.facts(runs, apart)))
            apart = False
        if not all(map(_is_blank, block)):
            self.in_note = False
        limits.check_size(len(self.lines), limits.LINES, "too-many-lines", _TOO_MANY_LINES)

    def facts(self, runs: list[Run], apart: bool) -> dict:
        """What is known of a line; its number and note mark go to the first line of a block."""
        state, label, note = self.state, self.label, self.note
        self.label = self.note = ""
        text = "".join(run.text for run in runs)
        if label == "•" and label_of(text.lstrip()):
            label = ""
        if state.kept_spaces:  # lines of print, as they were typed
            printed = {"gap": float(apart), "indent": float(len(text) - len(text.lstrip()))}
        else:
            printed = {"whole": apart}
        return printed | {
            "place": Place.NOTE if self.in_note else state.place,
            "cell": state.cell,
            "heading": state.heading,
            "label": label,
            "level": len(state.lists) - 1 if label else None,
            "note": note,
            "page": self.page,
            "number": self.number,
        }


def _main_part(root: etree._Element) -> etree._Element:
    """What a page marks as its main part; all of it, where that is no more than a frame."""
    mains = list(root.iter("main"))
    if len(mains) != 1 or _length(mains[0]) < _LEAST_MAIN:
        return root
    return mains[0]


def _is_blank(runs: list[Run]) -> bool:
    return not any(run.text.strip() for run in runs)


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only places text: a frame, a page, two columns of paragraphs."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table", "li", *_HEADINGS), None) is not None:
        return True
    cells = list(table.iter("td", "th"))
    return len(cells) < 2 or any(_length(cell) > _LONGEST_CELL for cell in cells)


def _length(cell: etree._Element) -> int:
    return sum(len(text) for text in cell.itertext())


def _datetime(text: str | None) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text or "")
    except ValueError:
        return None
