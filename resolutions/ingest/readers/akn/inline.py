"""Running text of an element: its characters, opening words, footnote marks and links."""

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from resolutions.ingest.document import NoteMark
from resolutions.ingest.normalise import composed
from resolutions.ingest.readers.akn.names import NAME, descendants

# Characters that print nothing, or print a hyphen like any other.
_ODD = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2010\u2011\u202a-\u202e\u2060-\u2069\ufeff]")
_HYPHENS = "\u2010\u2011"

_ITALIC, _BOLD = 1, 2
_STYLES = {"i": _ITALIC, "em": _ITALIC, "b": _BOLD, "strong": _BOLD}
_NOTES = frozenset({"authorialNote", "note"})
_LINKS = frozenset({"a", "ref", "rref", "mref"})
_SPACES = frozenset({"eol", "br"})
# `del` is text struck out in a draft; an ornament ("* * *") and a picture hold no words.
_SILENT = frozenset({"img", "decoration", "del", "marker"})
# Before these no space stands, whatever a mark that is taken out leaves behind.
_CLOSING = frozenset(",.;:)]!?”’»،؛。，；：、")
# Nobody marks up text deeper; what is deeper still is read without its marks.
_DEEPEST = 60
# Arabic notes begin with the brackets that stood around their mark.
_OWN_MARK = re.compile(r"(?:[(（]\d{0,3}[)）]\s?)?")
_RAISED_NUMBERS = re.compile(r"\d{1,3}(?:\s?[,،–-]\s?\d{1,3}){0,9}")


class Link(NamedTuple):
    """A stretch of text that the source links to `address`; `name` is the title of the link."""

    start: int
    end: int
    address: str
    name: str = ""


def name(element: etree._Element) -> str:
    """The title of a reference, by which the archive's own files name a document in words."""
    return (element.get("title") or "") if NAME[element.tag] == "ref" else ""


@dataclass(slots=True)
class Inline:
    """
    The text of an element in single spaces, without footnote marks.

    `emphasis` is the stretch at the beginning that is set off in print; no letter
    stands before it. `bold` and `italic` say that all of the text is.
    """

    text: str = ""
    emphasis: tuple[int, int] = (0, 0)
    bold: bool = False
    italic: bool = False
    marks: tuple[NoteMark, ...] = ()
    links: tuple[Link, ...] = ()

    def after(self, before: str) -> "Inline":
        """The inline with words before it, for a heading: without emphasis and links."""
        before += " " if self.text else ""
        marks = tuple(replace(m, position=m.position + len(before)) for m in self.marks)
        return Inline(before + self.text, bold=self.bold, marks=marks)

    def cut(self, start: int) -> "Inline":
        """The same from `start` on; a mark before it moves to the beginning."""
        if not start:
            return self
        begin, end = self.emphasis
        return replace(
            self,
            text=self.text[start:],
            emphasis=(max(0, begin - start), max(0, end - start)),
            marks=tuple(NoteMark(m.mark, max(0, m.position - start)) for m in self.marks),
            links=tuple(
                link._replace(start=link.start - start, end=link.end - start)
                for link in self.links
                if link.start >= start
            ),
        )


@dataclass(slots=True)
class Source:
    """
    What reading an element needs to know of its file, and gathers from it.

    `language` is an ISO 639-1 code. `marks` are the marks of all notes in the
    file, so that a raised figure can be told to repeat one. `notes` are those
    that were met, in order.
    """

    language: str
    marks: frozenset[str] = frozenset()
    notes: list[tuple[str, Inline]] = field(default_factory=list)

    @property
    def emphasis(self) -> int:
        """What sets opening words off: Chinese and Arabic print has no italics to rely on."""
        return _ITALIC | _BOLD if self.language in ("ar", "zh") else _ITALIC

    def add_note(self, note: etree._Element) -> str:
        """Keep a note and return its mark."""
        mark = clean(note.get("marker") or "").strip() or str(len(self.notes) + 1)
        text = read(note, self)
        self.notes.append((mark, text.cut(_OWN_MARK.match(text.text).end())))
        return mark


def read(element: etree._Element, source: Source) -> Inline:
    """Read an element; the notes in it go to `source`."""
    text = _Text(source)
    text.element(element, 0)
    return text.inline()


def read_cells(rows: list[list[etree._Element]], source: Source) -> Inline:
    """Read a table as one text: a line a row, bars between the cells."""
    text = _Text(source)
    for row in rows:
        text.begin_row()
        for place, cell in enumerate(row):
            if place:
                text.separate()
            text.element(cell, 0)
    return text.inline()


def words_of(element: etree._Element) -> str:
    """All characters of an element in single spaces, notes included."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return clean(" ".join(text.split()))


def clean(text: str) -> str:
    """The text composed, without characters that print nothing."""
    if text.isascii():
        return text
    return composed(_ODD.sub(lambda odd: "-" if odd[0] in _HYPHENS else "", text))


def marks_in(root: etree._Element) -> frozenset[str]:
    """The marks of all notes in a file: of footnotes, and of notes below tables."""
    marks = set()
    for each in descendants(root, *_NOTES, "sup"):
        if NAME[each.tag] != "sup":
            marks.add(clean(each.get("marker") or "").strip())
            continue
        letter = words_of(each).strip("()")
        if len(letter) == 1 and letter.isalpha() and _begins_text(each):
            marks.add(letter)
    return frozenset(marks)


def _begins_text(element: etree._Element) -> bool:
    """Whether nothing stands before an element in its paragraph, which is not in a table."""
    while (parent := element.getparent()) is not None:
        if element.getprevious() is not None or (parent.text and parent.text.strip()):
            return False
        if NAME[parent.tag] == "p":
            return NAME[parent.getparent().tag] not in ("td", "th")
        element = parent
    return False


class _Text:
    """Gathers text piece by piece; spaces are kept back until a word follows them."""

    __slots__ = (
        "after_mark",
        "begin",
        "depth",
        "emphasis",
        "length",
        "links",
        "marks",
        "pieces",
        "source",
        "space",
        "style",
        "wanted",
    )

    def __init__(self, source: Source):
        self.source = source
        self.wanted = source.emphasis
        self.pieces: list[str] = []
        self.length = self.begin = self.depth = 0
        self.space = self.after_mark = False
        self.style = _ITALIC | _BOLD
        self.emphasis: list[int] | None = None
        self.marks: list[NoteMark] = []
        self.links: list[Link] = []

    def inline(self) -> Inline:
        return Inline(
            "".join(self.pieces),
            tuple(self.emphasis[:2]) if self.emphasis else (0, 0),
            bool(self.style & _BOLD and self.pieces),
            bool(self.style & _ITALIC and self.pieces),
            tuple(self.marks),
            tuple(self.links),
        )

    def element(self, element: etree._Element, style: int) -> None:
        if self.depth > _DEEPEST:
            self.add("".join(element.itertext()), style)
            return
        self.depth += 1
        if element.text:
            self.add(element.text, style)
        for child in element:
            self.child(child, NAME[child.tag], style)
            if child.tail:
                self.add(child.tail, style)
        self.depth -= 1

    def child(self, child: etree._Element, name: str, style: int) -> None:
        if name == "span":
            self.element(child, style | _style(child.get("class")))
        elif name in _LINKS:
            self.link(child, style)
        elif name in _NOTES:
            self.note(child)
        elif name == "noteRef":
            self.mark(clean(child.get("marker") or "").strip())
        elif name == "sup":
            self.raised(child, style)
        elif name in _SPACES:
            self.space = True
        elif name and name not in _SILENT:
            self.element(child, style | _STYLES.get(name, 0))

    def add(self, text: str, style: int) -> None:
        if not text.isascii():
            text = clean(text)
        words = text.split()
        if not words:
            self.space = self.space or bool(text)
            return
        chunk = " ".join(words)
        if (self.space or text[0].isspace()) and self.length > self.begin:
            self.blank(chunk[0])
        start = self.length
        self.pieces.append(chunk)
        self.length += len(chunk)
        self.space, self.after_mark = text[-1].isspace(), False
        self.style &= style
        if self.emphasis is None or len(self.emphasis) == 2:
            self.emphasise(chunk, start, bool(style & self.wanted))

    def blank(self, following: str) -> None:
        """Put a space, unless a mark stood there and punctuation follows it."""
        if not (self.after_mark and following in _CLOSING):
            self.pieces.append(" ")
            self.length += 1

    def emphasise(self, chunk: str, start: int, emphasised: bool) -> None:
        """Follow the first emphasised stretch till it ends, if no letter stands before it."""
        stretch = self.emphasis
        if stretch is None:
            if emphasised:
                self.emphasis = [start, self.length]
            elif any(map(str.isalpha, chunk)):
                self.emphasis = [0, 0, 0]
        elif emphasised:
            stretch[1] = self.length
        else:
            stretch.append(0)

    def link(self, element: etree._Element, style: int) -> None:
        start, before = self.length, len(self.pieces)
        self.element(element, style)
        if self.length > start:
            if self.pieces[before] == " ":
                start += 1
            self.links.append(Link(start, self.length, element.get("href") or "", name(element)))

    def note(self, element: etree._Element) -> None:
        self.mark(self.source.add_note(element))

    def mark(self, mark: str) -> None:
        if mark:
            self.marks.append(NoteMark(mark, self.length))
            self.after_mark = True

    def raised(self, element: etree._Element, style: int) -> None:
        """Raised text: a mark that occurs again, the brackets around one, or "1er"."""
        text = "".join(element.itertext())
        bare = clean(text).strip(" \t\n\r\xa0()（）")
        if self.after_mark and not any(map(str.isalnum, bare)):
            return
        if repeated := self.repeated(bare):
            for mark in repeated:
                self.mark(mark)
        elif "(" in text or ")" in text:
            self.add(re.sub("[()（）]", "", text), style)
        else:
            self.element(element, style)

    def repeated(self, raised: str) -> list[str]:
        """The marks that raised text consists of ("7,8", "1–3", "a"), or none."""
        if raised in self.source.marks:
            return [raised] if raised else []
        if not _RAISED_NUMBERS.fullmatch(raised):
            return []
        marks = []
        for part in re.split("[,،]", raised):
            first, _, last = (number.strip() for number in re.sub("[–-]", "-", part).partition("-"))
            marks += [str(n) for n in range(int(first), int(last or first) + 1)]
        return marks if self.source.marks.issuperset(marks) else []

    def begin_row(self) -> None:
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
        self.begin, self.space = self.length, False

    def separate(self) -> None:
        """Put a bar between two cells; the words of either may be none."""
        bar = " |" if self.length > self.begin else "|"
        self.pieces.append(bar)
        self.length += len(bar)
        self.space = True


def _style(names: str | None) -> int:
    if not names:
        return 0
    return (_ITALIC if "italic" in names else 0) | (_BOLD if "bold" in names else 0)
