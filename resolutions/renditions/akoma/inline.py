"""Running text: opening words in italics, links to cited documents, footnotes in their places."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from lxml import etree

from resolutions import symbols
from resolutions.ingest.document import CitationSpan, NoteMark, ParsedNote
from resolutions.renditions.akoma.elements import below, element, legal


class Notes:
    """The footnotes of a document, each of which is written where it is first referred to."""

    def __init__(self, notes: Iterable[ParsedNote]) -> None:
        self.waiting: dict[str, deque[tuple[int, ParsedNote]]] = defaultdict(deque)
        self.written: dict[str, int] = {}
        for number, note in enumerate(notes, 1):
            self.waiting[note.mark].append((number, note))

    def refer(self, mark: str) -> etree._Element | None:
        """The note of that mark, or a reference to it where it has been written before."""
        if self.waiting[mark]:
            number, note = self.waiting[mark].popleft()
            self.written[mark] = number
            return authorial_note(number, note)
        if mark in self.written:
            return element("noteRef", marker=mark, href=f"#note_{self.written[mark]}")
        return None

    def unmarked(self, marks: Iterable[str]) -> list[etree._Element]:
        """The notes to which none of these marks refers: those to the title, above all."""
        marks = set(marks)
        rest = [each for mark, queue in self.waiting.items() if mark not in marks for each in queue]
        for mark in set(self.waiting) - marks:
            self.waiting[mark].clear()
        return [authorial_note(number, note) for number, note in sorted(rest, key=lambda r: r[0])]


def authorial_note(number: int, note: ParsedNote) -> etree._Element:
    made = element("authorialNote", eId=f"note_{number}", marker=note.mark, placement="bottom")
    paragraph = below(made, "p")
    fill(paragraph, note.text, citations=note.citations)
    return made


def fill(
    parent: etree._Element,
    text: str,
    *,
    opening: int = 0,
    citations: Sequence[CitationSpan] = (),
    marks: Sequence[NoteMark] = (),
    notes: Notes | None = None,
    start: int = 0,
    end: int | None = None,
) -> None:
    """
    Put `text[start:end]` into an element, with what stands in it.

    Spans are offsets into the whole text. A citation that overlaps an earlier one, or
    that the United Nations has no address for, is left as words; those of one place, as of
    51/211 B to E in its "E", stand within one another, the first innermost.
    """
    end = len(text) if end is None else end
    places = [mark for mark in marks if start <= mark.position <= end]
    addressed = [span for span in citations if symbols.docs_url(span.symbol)]
    linked = [each for each in disjoint(addressed) if start <= each[0].start and each[0].end <= end]
    writer = Writer(parent, text, opening, notes)
    at = start
    for spans in linked:
        span, made = spans[0], parent
        writer.stretch(at, span.start, [mark for mark in places if mark.position <= span.start])
        within = [mark for mark in places if span.start < mark.position < span.end]
        for each in reversed(spans):
            made = below(made, "ref", href=symbols.docs_url(each.symbol), title=each.name)
        Writer(made, text, opening, notes).stretch(span.start, span.end, within)
        places = [mark for mark in places if mark.position >= span.end]
        at = span.end
    writer.stretch(at, end, places)


class Writer:
    """Writes stretches of one text into an element, those of its opening in italics."""

    def __init__(
        self, parent: etree._Element, text: str, opening: int, notes: Notes | None
    ) -> None:
        self.parent, self.text, self.opening, self.notes = parent, text, opening, notes

    def stretch(self, start: int, end: int, marks: Iterable[NoteMark]) -> None:
        at = start
        for mark in sorted(marks, key=lambda each: each.position):
            self.words(at, mark.position)
            at = mark.position
            note = self.notes.refer(mark.mark) if self.notes else None
            if note is not None:
                self.parent.append(note)
        self.words(at, end)

    def words(self, start: int, end: int) -> None:
        turn = min(max(self.opening, start), end)
        if turn > start:
            below(self.parent, "i", self.text[start:turn])
        words = legal(self.text[turn:end])
        if len(self.parent):
            self.parent[-1].tail = (self.parent[-1].tail or "") + words
        else:
            self.parent.text = (self.parent.text or "") + words


def disjoint(spans: Iterable[CitationSpan]) -> list[list[CitationSpan]]:
    """The citations of each place, of places that do not overlap."""
    kept: list[list[CitationSpan]] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if not kept or kept[-1][0].end <= span.start:
            kept.append([span])
        elif (kept[-1][0].start, kept[-1][0].end) == (span.start, span.end):
            kept[-1].append(span)
    return kept
