"""Runs: characters with their style, and what stands between them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar

from lxml import etree

from resolutions.ingest.document import Place, Style
from resolutions.ingest.readers.docx.fields import Fields
from resolutions.ingest.readers.docx.names import M, W, child
from resolutions.ingest.readers.docx.paragraph import Paragraph, Revision
from resolutions.ingest.readers.docx.styles import Setting, Styles
from resolutions.ingest.readers.docx.symbols import plain, symbol

_LINE_END = re.compile(r"[\r\n]+[ \t]*")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_REVISIONS = {
    W + "ins": "insertion",
    W + "del": "deletion",
    W + "moveTo": "moved-here",
    W + "moveFrom": "moved-away",
}


@dataclass(slots=True)
class Table:
    """Where the reading of a table stands."""

    index: int
    row: int = -1
    column: int = 0


@dataclass(slots=True)
class State:
    """What is true of the text at hand, and ends with the element that set it."""

    place: Place = Place.BODY
    fields: Fields | None = None
    table: Table | None = None
    cell: tuple[int, int, int] | None = None
    shaded: bool = False
    paragraph: Paragraph | None = None
    carried: Paragraph | None = None
    setting: Setting = field(default_factory=Setting)
    revision: Revision | None = None
    typed_mark: bool = False

    @property
    def removed(self) -> bool:
        return self.revision is not None and self.revision.removes


class Writer:
    """
    Writes what runs hold into the paragraph at hand.

    `handlers` say what is done with an element of each name. One that is not
    named prints nothing, or is read by what holds it; elements of other
    languages (drawings) are looked through.
    """

    handlers: ClassVar[dict[str, Callable]] = {}

    def __init__(self, styles: Styles):
        self._styles = styles
        self._state = State()
        self._page = 1
        self._pages_marked = False
        self.doubts: set[str] = set()

    def _children(self, element: etree._Element) -> None:
        for each in element:
            handler = self.handlers.get(each.tag)
            if handler is not None:
                handler(self, each)
            elif not each.tag.startswith(W):
                self._children(each)

    @contextmanager
    def _while(self, **state) -> Iterator[None]:
        before = {name: getattr(self._state, name) for name in state}
        for name, now in state.items():
            setattr(self._state, name, now)
        yield
        for name, then in before.items():
            setattr(self._state, name, then)

    def _run(self, element: etree._Element) -> None:
        state, paragraph = self._state, self._state.paragraph
        if paragraph is None:
            return
        before = state.setting
        state.setting = self._styles.setting(
            child(element, "rPr"), paragraph.style, paragraph.layout.shaded
        )
        self._children(element)
        state.setting, state.typed_mark = before, False

    def _write(self, text: str) -> None:
        state, paragraph = self._state, self._state.paragraph
        if paragraph is None or not text or state.fields.hidden:
            return
        if state.removed:
            paragraph.record(state.revision, text)
            return
        if state.setting.hidden or paragraph.layout.unseen:
            if text.strip():
                self.doubts.add("hidden-text")
            return
        if state.setting.struck:
            self.doubts.add("struck-text")
        style = Style.NOTE if state.typed_mark else state.setting.style
        paragraph.add(text, style, state.setting.size, self._page)
        if state.revision is not None:
            paragraph.record(state.revision, text)

    def _text(self, element: etree._Element) -> None:
        text = element.text or ""
        if "\n" in text or "\r" in text:
            kept = element.get(_SPACE) == "preserve"
            text = _LINE_END.sub(" ", text) if kept else _LINE_END.sub(" ", text.strip())
        self._write(plain(text, self._state.setting.font))

    def _deleted_text(self, element: etree._Element) -> None:
        if self._state.removed:
            self._write(element.text or "")

    def _symbol(self, element: etree._Element) -> None:
        try:
            code = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        self._write(symbol(code, element.get(W + "font", "")))

    def _break(self, element: etree._Element) -> None:
        if element.get(W + "type") != "page":
            self._write("\n")
            return
        self._write("\f")
        if not self._pages_marked:
            self._page += 1

    def _page_break(self, _: etree._Element) -> None:
        """Word was here last time at the top of a page."""
        if self._state.place is Place.BODY:
            self._page += 1

    def _field_mark(self, element: etree._Element) -> None:
        if not self._state.removed:
            self._state.fields.pass_mark(element)

    def _tracked(self, element: etree._Element) -> None:
        revision = Revision.of(_REVISIONS[element.tag], element)
        # What one person inserted and another deleted is deleted.
        with self._while(revision=self._state.revision if self._state.removed else revision):
            self._children(element)


def _writes(text: str) -> Callable[[Writer, etree._Element], None]:
    return lambda writer, _: writer._write(text)


Writer.handlers = {
    **dict.fromkeys(_REVISIONS, Writer._tracked),
    W + "r": Writer._run,
    W + "t": Writer._text,
    M + "t": Writer._text,
    W + "delText": Writer._deleted_text,
    W + "sym": Writer._symbol,
    W + "br": Writer._break,
    W + "cr": _writes("\n"),
    W + "tab": _writes("\t"),
    W + "ptab": _writes("\t"),
    W + "noBreakHyphen": _writes("\u2011"),
    W + "softHyphen": _writes("\u00ad"),
    W + "lastRenderedPageBreak": Writer._page_break,
    W + "fldChar": Writer._field_mark,
}
