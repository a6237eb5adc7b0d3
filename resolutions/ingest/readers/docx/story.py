"""
The text of a Word file in the order in which it is read.

A story is a stretch of text of its own: the body, a note, a head or foot. Its
elements are handled one by one; those that only wrap others (hyperlinks,
content controls, smart tags) are looked through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from lxml import etree

from resolutions.ingest import limits
from resolutions.ingest.document import Line, Place, Style, TrackedChange
from resolutions.ingest.readers.docx.fields import Fields
from resolutions.ingest.readers.docx.footnotes import ENDNOTE, FOOTNOTE, Note, Notes
from resolutions.ingest.readers.docx.layout import (
    is_shaded,
    is_unseen,
    layout,
    may_picture_text,
)
from resolutions.ingest.readers.docx.names import MC, VAL, M, W, child, integer, is_on, value
from resolutions.ingest.readers.docx.numbering import Label, Numbering
from resolutions.ingest.readers.docx.paragraph import Paragraph, Revision
from resolutions.ingest.readers.docx.styles import Setting, Styles
from resolutions.ingest.readers.docx.writer import State, Table, Writer


class Story(Writer):
    """
    Reads stories into `lines`, one after another.

    `changes` are the tracked ones with the comments, and `doubts` the names of what a person
    should look at: `hidden-text`, `struck-text`, `comments`, `equations`,
    `pictures`, `embedded`.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: Notes,
        sections: list[etree._Element],
        comments: dict[str, tuple[Revision, str]],
    ):
        super().__init__(styles)
        self._numbering, self._notes, self._comments = numbering, notes, comments
        self._sections = iter(sections)
        self._notes.begin_section(next(self._sections, None))
        self.lines: list[Line] = []
        self.changes: list[TrackedChange] = []
        self._characters = self._tables = 0

    def read(self, root: etree._Element, place: Place = Place.BODY) -> None:
        """Read a story to its end."""
        limits.check_size(
            sum(1 for _ in root.iter(W + "p")),
            limits.SOURCE_PARAGRAPHS,
            "too-many-paragraphs",
            "The document has more than 50,000 paragraphs; split it into its documents.",
        )
        self._pages_marked = next(root.iter(W + "lastRenderedPageBreak"), None) is not None
        with self._aside(place=place, fields=Fields(root)):
            self._children(root)

    @contextmanager
    def _aside(self, **state) -> Iterator[None]:
        """Read text that stands apart from the paragraph at hand."""
        outer = self._state
        self._state = State(**state)
        yield
        self._finish_carried()
        self._state = outer

    # -- Paragraphs ----------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> None:
        paragraph, self._state.carried = self._state.carried or Paragraph(), None
        self._describe(paragraph, child(element, "pPr"))
        if paragraph.layout.page_before and not self._pages_marked:
            self._page += 1
        with self._while(paragraph=paragraph):
            self._children(element)
        if not self._goes_on(paragraph):
            self._finish(paragraph)
        if child(paragraph.properties, "sectPr") is not None:
            self._finish_carried()
            self._begin_section()

    def _describe(self, paragraph: Paragraph, properties: etree._Element | None) -> None:
        style = self._styles.of_paragraph(properties)
        place = self._numbering.place(properties, style)
        listed = None if place is None else place.properties
        styled = self._styles.paragraph_properties(style)
        paragraph.properties, paragraph.style, paragraph.place = properties, style, place
        paragraph.layout = layout([*styled, listed, properties])
        paragraph.layout.shaded = paragraph.layout.shaded or self._state.shaded

    def _goes_on(self, paragraph: Paragraph) -> bool:
        """Carry the paragraph over into the next, if its mark is deleted or hidden."""
        mark = child(paragraph.properties, "rPr")
        if mark is None:
            return False
        for name, kind in (("del", "deletion"), ("moveFrom", "moved-away")):
            if (removed := child(mark, name)) is not None:
                paragraph.record(Revision.of(kind, removed), "\n")
                self._state.carried = paragraph
                return True
        for name, kind in (("ins", "insertion"), ("moveTo", "moved-here")):
            if (added := child(mark, name)) is not None:
                paragraph.add("\n", Style.PLAIN, None, self._page)
                paragraph.record(Revision.of(kind, added), "\n")
        if any((e := child(mark, n)) is not None and is_on(e) for n in ("vanish", "specVanish")):
            if not paragraph.is_blank:
                paragraph.label = paragraph.label or self._label(paragraph)
            self._state.carried = paragraph
            return True
        return False

    def _finish_carried(self) -> None:
        carried, self._state.carried = self._state.carried, None
        if carried is not None:
            self._finish(carried)

    def _finish(self, paragraph: Paragraph) -> None:
        state = self._state
        paragraph.label = paragraph.label or self._label(paragraph)
        in_cell = state.place is Place.BODY and state.cell is not None
        facts = {
            "place": Place.TABLE if in_cell else state.place,
            "cell": state.cell,
            "heading": self._styles.heading(paragraph.style),
        }
        number = self.lines[-1].number + 1 if self.lines else 1
        begins = list(paragraph.lines(number, **facts))
        self.lines += [line for _, line in begins]
        self.changes += paragraph.tracked(begins, number)
        self._check_length(paragraph)
        for note in paragraph.notes:
            self._note_text(note)

    def _label(self, paragraph: Paragraph) -> Label | None:
        """The number of a paragraph; in a part that is removed it is not counted."""
        if paragraph.place is None or self._state.removed:
            return None
        return paragraph.place.label()

    def _check_length(self, paragraph: Paragraph) -> None:
        removed = sum(len(text) for change in paragraph.changes for text in change.text)
        self._characters += paragraph.length + removed
        limits.check_size(
            len(self.changes),
            limits.CHANGES,
            "too-many-changes",
            "The file holds more than 20,000 tracked changes; accept those that are settled.",
        )
        limits.check_size(
            self._characters,
            limits.TEXT_BYTES,
            "text-too-large",
            "The text is longer than 5 MiB; split it into its documents and send them one by one.",
        )

    def _begin_section(self) -> None:
        properties = next(self._sections, None)
        self._notes.begin_section(properties)
        if not self._pages_marked:
            kind = child(properties, "type")
            self._page += kind is None or kind.get(VAL) != "continuous"

    # -- Notes ---------------------------------------------------------------

    def _reference(self, element: etree._Element) -> None:
        state = self._state
        unseen = state.removed or state.fields.hidden or state.setting.hidden
        # A note to a note could be one to itself; Word allows none.
        if state.paragraph is None or unseen or state.place is Place.NOTE:
            return
        kind = FOOTNOTE if element.tag == W + "footnoteReference" else ENDNOTE
        typed = "".join(each.text or "" for each in element.itersiblings(W + "t"))
        note = self._notes.refer(kind, element, typed, self._page)
        if note is None:
            return
        if note.body is not None:
            state.paragraph.notes.append(note)
        state.typed_mark = True
        if not note.custom:
            self._write(note.mark)
            state.typed_mark = False

    def _note_text(self, note: Note) -> None:
        """Read a note; its first line carries its mark, even one that is typed there."""
        before = len(self.lines)
        with self._aside(place=Place.NOTE, fields=Fields(note.body)):
            self._children(note.body)
        if len(self.lines) == before:
            return
        first = self.lines[before]
        if note.custom and first.text.startswith(note.mark):
            rest = first.text[len(note.mark) :].lstrip()
            first = replace(first, text=rest, styles=first.styles[-len(rest) :] if rest else "")
        self.lines[before] = replace(first, note=note.mark)

    # -- Tables, boxes and pictures ------------------------------------------

    def _table(self, element: etree._Element) -> None:
        cells = _cells(element)
        next(cells, None)
        # A table of one cell is a frame around text.
        if next(cells, None) is None:
            self._children(element)
            return
        table = Table(self._tables)
        self._tables += 1
        with self._while(table=table, cell=self._state.cell, shaded=self._state.shaded):
            self._children(element)

    def _row(self, element: etree._Element) -> None:
        table, properties = self._state.table, child(element, "trPr")
        if table is not None:
            table.row += 1
            table.column = integer(value(properties, "gridBefore"), 0)
        self._part_of_table(element, properties, "del")

    def _cell(self, element: etree._Element) -> None:
        state, table, properties = self._state, self._state.table, child(element, "tcPr")
        shaded = state.shaded or is_shaded(child(properties, "shd"))
        cell = state.cell if table is None else (table.index, table.row, table.column)
        with self._while(cell=cell, shaded=shaded, table=None):
            self._part_of_table(element, properties, "cellDel")
            self._finish_carried()
        if table is not None:
            span = integer(value(properties, "gridSpan"), 1)
            table.column += min(max(span, 1), _MOST_COLUMNS)

    def _part_of_table(
        self, element: etree._Element, properties: etree._Element | None, deletion: str
    ) -> None:
        """Read a row or cell, unless it is deleted: then only take note of it."""
        deleted = child(properties, deletion)
        revision = self._state.revision
        if deleted is not None and not self._state.removed:
            revision = Revision.of("deletion", deleted)
        with self._while(revision=revision):
            self._children(element)

    def _content(self, element: etree._Element) -> None:
        """A content control: what it holds, not what it is."""
        if (content := child(element, "sdtContent")) is not None:
            self._children(content)

    def _alternatives(self, element: etree._Element) -> None:
        """The first of several forms of one thing that has text, or else the first."""
        forms = [*element.iterfind(MC + "Choice"), *element.iterfind(MC + "Fallback")]
        with_text = (form for form in forms if next(form.iter(W + "t"), None) is not None)
        chosen = next(with_text, forms[0] if forms else None)
        if chosen is not None:
            self._children(chosen)

    def _graphic(self, element: etree._Element) -> None:
        if is_unseen(element):
            if next(element.iter(W + "t"), None) is not None:
                self.doubts.add("hidden-text")
            return
        if may_picture_text(element):
            self.doubts.add("pictures")
        self._children(element)

    def _box(self, element: etree._Element) -> None:
        """A text box: it comes before the paragraph in which it is anchored."""
        state = self._state
        if state.setting.hidden or state.removed:
            return
        with self._aside(
            place=state.place, cell=state.cell, fields=Fields(element), revision=state.revision
        ):
            self._children(element)

    def _equation(self, element: etree._Element) -> None:
        self.doubts.add("equations")
        with self._while(setting=Setting()):
            self._children(element)

    def _comment(self, element: etree._Element) -> None:
        """Note a comment where the text refers to it; it is not printed."""
        self.doubts.add("comments")
        revision, text = self._comments.pop(element.get(W + "id", ""), (None, ""))
        if revision and self._state.paragraph is not None:
            self._state.paragraph.record(revision, text)

    def _doubt(self, element: etree._Element) -> None:
        self.doubts.add(_DOUBTS[element.tag])


def _cells(element: etree._Element) -> Iterator[etree._Element]:
    """The cells of a table, without those of tables in them."""
    for each in element:
        if each.tag == W + "tc":
            yield each
        else:
            yield from _cells(each)


# Word's tables have no more than 63.
_MOST_COLUMNS = 100
_DOUBTS = {
    W + "commentRangeStart": "comments",
    W + "altChunk": "embedded",
    W + "subDoc": "embedded",
    W + "contentPart": "embedded",
}
_WRAPPERS = ["hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "ruby", "rubyBase"]


Story.handlers = Writer.handlers | {
    **dict.fromkeys((W + name for name in _WRAPPERS), Story._children),
    **dict.fromkeys((W + name for name in ("pict", "object", "drawing")), Story._graphic),
    **dict.fromkeys(_DOUBTS, Story._doubt),
    W + "commentReference": Story._comment,
    W + "p": Story._paragraph,
    W + "footnoteReference": Story._reference,
    W + "endnoteReference": Story._reference,
    W + "tbl": Story._table,
    W + "tr": Story._row,
    W + "tc": Story._cell,
    W + "sdt": Story._content,
    W + "txbxContent": Story._box,
    MC + "AlternateContent": Story._alternatives,
    M + "oMath": Story._equation,
}
