"""A paragraph while it is read: its runs, its notes, and what was changed in it."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from resolutions.ingest.document import Line, Run, Style, TrackedChange
from resolutions.ingest.readers.docx.footnotes import Note
from resolutions.ingest.readers.docx.layout import Layout
from resolutions.ingest.readers.docx.names import W
from resolutions.ingest.readers.docx.numbering import Label, ListPlace

_LONGEST_NAME = 200
_BREAK = re.compile(r"([\n\f])")


@dataclass(frozen=True, slots=True)
class Revision:
    """Who inserted, deleted or commented on what is being read, and when."""

    kind: str
    author: str
    made_at: datetime.datetime | None

    @classmethod
    def of(cls, kind: str, mark: etree._Element) -> "Revision":
        author = " ".join(mark.get(W + "author", "").split())[:_LONGEST_NAME]
        try:
            made_at = datetime.datetime.fromisoformat(mark.get(W + "date", ""))
        except ValueError:
            made_at = None
        return cls(kind, author, made_at)

    @property
    def removes(self) -> bool:
        return self.kind in ("deletion", "moved-away")

    @property
    def adds(self) -> bool:
        return self.kind in ("insertion", "moved-here")


@dataclass(slots=True)
class _Change:
    revision: Revision
    text: list[str]
    start: int
    end: int


@dataclass(slots=True)
class Paragraph:
    """
    What has been read of a paragraph so far.

    One whose mark is deleted or hidden goes on in the next, whose properties
    it then takes.
    """

    properties: etree._Element | None = None
    style: str = ""
    place: ListPlace | None = None
    layout: Layout = field(default_factory=Layout)
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    changes: list[_Change] = field(default_factory=list)
    label: Label | None = None

    @property
    def is_blank(self) -> bool:
        return not any(run.text.strip() for run in self.runs)

    def add(self, text: str, style: Style, size: float | None, page: int) -> None:
        if not self.pages or self.pages[-1][1] != page:
            self.pages.append((self.length, page))
        self.runs.append(Run(text, style))
        self.length += len(text)
        if size is not None:
            self.sizes[size] = self.sizes.get(size, 0) + len(text)

    def record(self, revision: Revision, text: str) -> None:
        """Note a change to the text just added, text left out here, or what was said of it."""
        start = self.length - len(text) if revision.adds else self.length
        last = self.changes[-1] if self.changes else None
        if last is not None and last.revision == revision and last.end == start:
            last.text.append(text)
            last.end = self.length
        else:
            self.changes.append(_Change(revision, [text], start, self.length))

    def lines(self, number: int, **facts) -> Iterator[tuple[int, Line]]:
        """
        Give the lines that the paragraph prints, each with where it begins in what was read.

        Lines between line breaks share a number. Where a page break or an
        empty line parts the paragraph, the rest is one of its own.
        """
        text = "".join(run.text for run in self.runs)
        styles = "".join(chr(run.style) * len(run.text) for run in self.runs)
        facts |= {
            "centred": self.layout.centred,
            "indent": self.layout.indent,
            "size": max(self.sizes, key=self.sizes.get) if self.sizes else None,
        }
        if self.label is not None:
            facts |= {"label": self.label.text, "level": self.label.level}
        for start, end in _stretches(text):
            facts |= {
                "number": number,
                "page": self._page_at(start),
                "whole": True,
                "gap": None,
            }
            for line_text in text[start:end].split("\n"):
                line_end = start + len(line_text)
                yield start, Line(line_text, styles[start:line_end], **facts)
                start = line_end + 1
                facts |= {"label": "", "level": None, "whole": False, "gap": 0.0}
            number += 1

    def _page_at(self, position: int) -> int:
        return self.pages[bisect_right(self.pages, position, key=lambda each: each[0]) - 1][1]

    def tracked(self, begins: list[tuple[int, Line]], number: int) -> Iterator[TrackedChange]:
        """The changes, placed in the paragraph's lines or before the line of that number."""
        first: dict[int, int] = {}
        for begin, line in begins:
            first.setdefault(line.number, begin)
        numbers, starts = list(first), list(first.values())
        last = max((begin + len(line.text) for begin, line in begins), default=0)
        for change in self.changes:
            place, start, revision = number, 0, change.revision
            if numbers:
                index = max(bisect_right(starts, change.start) - 1, 0)
                place = numbers[index]
                start = max(0, min(change.start, last) - starts[index])
            text = "".join(change.text)
            yield TrackedChange(
                revision.kind, text, revision.author, revision.made_at, place, start
            )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where what is printed begins and ends, parted by page breaks and empty lines."""
    begin = end = place = 0
    for piece in _BREAK.split(text):
        if piece != "\n" and not piece.strip() and end > begin:
            yield begin, end
            begin = end = 0
        elif piece.strip():
            if end == begin:
                begin = place + len(piece) - len(piece.lstrip())
            end = place + len(piece.rstrip())
        place += len(piece)
    if end > begin:
        yield begin, end
