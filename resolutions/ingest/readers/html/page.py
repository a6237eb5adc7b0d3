"""The visible text of a page, block by block, in the order in which it is read."""

import datetime
import re
from dataclasses import dataclass, replace

from lxml import etree

from resolutions.ingest import limits
from resolutions.ingest.document import Line, Place, Run, Style, TrackedChange
from resolutions.ingest.labels import label_of
from resolutions.ingest.readers.html.footnotes import Footnotes
from resolutions.ingest.readers.html.numbering import HtmlList
from resolutions.ingest.readers.html.styles import PLAIN, Look, Stylesheet
from resolutions.ingest.readers.html.tables import Table, is_layout

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p
    pre search section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# Controls, programs and pictures, and the menus of a site: no text of the document.
_SILENT_NAMES = """
    audio button canvas datalist embed head iframe input link map math meta nav object option rp
    script select style svg textarea title video
"""
_SILENT = frozenset(_SILENT_NAMES.split())
# What is in these a reader with an ordinary browser does not see.
_UNSHOWN = frozenset({"noscript", "template", "dialog"})
_DELETED = frozenset({"del", "s", "strike"})
# Beside an article these are of the site, not of the document.
_FRAME = frozenset({"header", "footer", "aside"})
_PASSED = _SILENT | _UNSHOWN | _DELETED | _FRAME
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_CHANGING = _LISTS | frozenset({"article", "table", "tr", "td", "th", *_HEADINGS})
_ENTERED = frozenset({"br", "hr", "q", "ins", "li"})

_WORD = re.compile(r"\w")
# Comments name the parts of a page ("main content"); so many words are more than a name.
_SENTENCE = re.compile(r"\w+(?:[^\w]+\w+){4}")
# Word hides from browsers what only Word reads: <!--[if gte mso 9]> ... <![endif]-->
_CONDITIONAL = re.compile(r"\s{0,9}(?:\[if |\[endif|<!\[|\?)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_STYLES = tuple(Style(number) for number in range(16))
_MARK = Style.NOTE | Style.RAISED
_RULE = "-----"
_LONGEST_NAME = 1_000
_LEAST_MAIN = 200
_TOO_MANY_LINES = "The text has more than 100,000 lines; split it into its documents."
_LINE_TOO_LONG = "A line of the text is longer than 1 MiB; put each paragraph on a line of its own."


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the text of an element: inherited, and altered by its own mark-up."""

    style: int = 0
    ink: str = "black"
    ground: str = "white"
    kept_spaces: bool = False
    place: Place = Place.BODY
    heading: int = 0
    lists: tuple[HtmlList, ...] = ()
    table: Table | None = None
    cell: tuple[int, int, int] | None = None
    in_article: bool = False


class Page:
    """
    Reads a page into `lines`; `hidden` tells whether text was left out that nobody sees.

    A line break within a block makes a line of the same `number`. What the page
    marks as deleted is left out of the text, and kept in `changes`; what it marks
    as its frame (menus, head and foot beside the main part) is left out altogether.
    """

    def __init__(self, sheet: Stylesheet, footnotes: Footnotes):
        self.sheet, self.footnotes = sheet, footnotes
        self.lines: list[Line] = []
        self.changes: list[TrackedChange] = []
        self.hidden = self.framed = False
        self.states = [State()]
        self.runs: list[Run] = []
        self.block: list[list[Run]] = []
        self.length = 0
        self.label = self.note = ""
        self.in_note = False
        self.number, self.page, self.tables = 0, 1, 0

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
        tag, look, state = element.tag, self.sheet.look(element), self.states[-1]
        if tag in _BLOCKS:
            self.finish_block()
        if tag in _PASSED and self.passes(element, tag):
            return element
        if look is not PLAIN and _is_hidden(look, state):
            self.left_out(element)
            return element
        note = self.footnotes.begun_at(element)
        if tag == "a":
            if self.footnotes.leads_back(element):
                self.begin_note(note)
                return element
            if mark := self.footnotes.reference(element):
                self.add(mark, state.style | _MARK)
                return element
        if look is not PLAIN or tag in _CHANGING:
            state = self.altered(state, element, look)
        if note and tag in _BLOCKS:
            state = replace(state, place=Place.NOTE)
        self.states.append(state)
        self.begin_note(note)
        if tag in _ENTERED or look.new_page:
            self.enter(element, tag, look)
        if element.text:
            self.text(element.text)
        return None

    def end(self, element: etree._Element, skipped: bool) -> None:
        if not skipped:
            tag = element.tag
            if tag == "q":
                self.add("”", self.states[-1].style)
            if tag in _BLOCKS:
                self.finish_block()
            if tag == "li":
                self.label = ""
            self.states.pop()
        if element.tail:
            self.text(element.tail)

    def passes(self, element: etree._Element, tag: str) -> bool:
        """Whether an element is passed over, having noted what must be of it."""
        if tag in _FRAME:
            return self.framed and not self.states[-1].in_article
        if tag in _DELETED:
            self.changed(element, "deletion")
        elif tag in _UNSHOWN:
            if element.get("open") is not None:
                return False
            self.left_out(element)
        return True

    def enter(self, element: etree._Element, tag: str, look: Look) -> None:
        """Do what an element does at its start."""
        state = self.states[-1]
        if look.new_page:
            self.finish_block()
            self.page += 1
        if tag == "br":
            self.finish_line()
        elif tag == "hr":
            self.add(_RULE, 0)
        elif tag == "q":
            self.add("“", state.style)
        elif tag == "ins":
            self.changed(element, "insertion")
        elif tag == "li" and state.lists:
            self.label = state.lists[-1].label(element, look)

    def altered(self, state: State, element: etree._Element, look: Look) -> State:
        """The state inside an element."""
        tag = element.tag
        facts = {
            "style": state.style & ~look.off | look.on,
            "ink": look.ink or state.ink,
            "ground": look.ground or state.ground,
            "kept_spaces": state.kept_spaces or look.kept_spaces,
            "heading": _HEADINGS.get(tag, state.heading),
            "in_article": state.in_article or tag == "article",
        }
        if look.is_note:
            facts["place"] = Place.NOTE
        if tag in _LISTS:
            facts["lists"] = (*state.lists, HtmlList.of(element, look))
        elif tag == "table" and state.cell is None:
            facts["table"] = self.table(element)
        elif state.table and tag == "tr":
            state.table.next_row()
        elif state.table and tag in ("td", "th"):
            facts |= {"cell": state.table.next_cell(element), "table": None, "lists": ()}
            facts["place"] = Place.TABLE if state.place is Place.BODY else state.place
        return replace(state, **facts)

    def table(self, element: etree._Element) -> Table | None:
        """A table of figures; None for one that only places text on the page."""
        if is_layout(element):
            return None
        self.tables += 1
        return Table(self.tables - 1)

    # What is not shown, and what was changed

    def left_out(self, element: etree._Element) -> None:
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
        state = self.states[-1]
        if state.kept_spaces:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self.add(first, state.style)
            for line in rest:
                self.finish_line()
                self.add(line, state.style)
            return
        text = _SPACE.sub(" ", text)
        if text[0] == " " and (not self.runs or self.runs[-1].text[-1] == " "):
            text = text[1:]
        self.add(text, state.style)

    def add(self, text: str, style: int) -> None:
        if text:
            self.runs.append(Run(text, _STYLES[style]))
            self.length += len(text)

    def finish_line(self) -> None:
        self.block.append(self.runs)
        self.runs, self.length = [], 0

    def finish_block(self) -> None:
        """Hand on the lines of a block; a blank line between them parts paragraphs."""
        if not self.runs and not self.block:
            return
        self.finish_line()
        block, self.block = self.block, []
        apart, before = True, len(self.lines)
        for runs in block:
            text = "".join(run.text for run in runs)
            if not text.strip():
                apart = True
                continue
            self.number += apart or self.states[-1].kept_spaces
            self.lines.append(Line.of(runs, **self.facts(text, apart)))
            apart = False
            limits.check_size(len(text), limits.LINE_BYTES, "line-too-long", _LINE_TOO_LONG)
        self.in_note = self.in_note and len(self.lines) == before
        limits.check_size(len(self.lines), limits.LINES, "too-many-lines", _TOO_MANY_LINES)

    def facts(self, text: str, apart: bool) -> dict:
        """What is known of a line; its number and note mark go to the first line of a block."""
        state, label, note = self.states[-1], self.label, self.note
        self.label = self.note = ""
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
    """What a page marks as its main part; all of it, where that is next to nothing."""
    mains = list(root.iter("main"))
    if len(mains) != 1 or sum(map(len, mains[0].itertext())) < _LEAST_MAIN:
        return root
    return mains[0]


def _is_hidden(look: Look, state: State) -> bool:
    if look.unseen or look.ink == "clear":
        return True
    coloured = bool(look.ink or look.ground)
    return coloured and (look.ink or state.ink) == (look.ground or state.ground)


def _datetime(text: str | None) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text or "")
    except ValueError:
        return None
