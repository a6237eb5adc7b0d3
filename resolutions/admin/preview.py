"""A document as read, laid out beside its source for an editor to look over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from resolutions.annotate import Mark, annotate
from resolutions.ingest.document import (
    CitationSpan,
    Dropped,
    ParsedNote,
    ParsedParagraph,
    ParsedResolution,
    ParseWarning,
)
from resolutions.models import Citation, Paragraph, Resolution
from resolutions.reading import links_of
from resolutions.vocabulary import ParagraphKind

# What a page of this size still shows well; the rest is in the original.
LINES_SHOWN = 5000
# Lines of the masthead that say nothing of the document.
SAY_NOTHING = {f"masthead-{name}" for name in ("united_nations", "label", "text", "tail")}


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    anchor: str
    label: str
    number: str
    depth: int
    is_heading: bool
    html: SafeString
    warnings: list[ParseWarning]


@dataclass(frozen=True, slots=True)
class ShownNote:
    id: str
    mark: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class SourceLine:
    """
    A line of the source.

    `read_as` is the part of the head that it was read into, `dropped` the rule by
    which it was left out; "" for neither.
    """

    number: int
    text: str
    read_as: str
    dropped: str


@dataclass(frozen=True, slots=True)
class Preview:
    paragraphs: list[ShownParagraph]
    notes: list[ShownNote]
    warnings: list[ParseWarning]
    cited: int
    cited_held: int

    @property
    def count(self) -> int:
        return sum(not paragraph.is_heading for paragraph in self.paragraphs)


def preview(parsed: ParsedResolution) -> Preview:
    """Lay out a document as read; one query, for the documents that it cites."""
    laid_out = list(in_reading_order(parsed))
    spans = [span for paragraph, _ in laid_out for span in paragraph.citations]
    spans += [span for note in parsed.notes for span in note.citations]
    cited = {span.symbol for span in spans}
    held = Resolution.objects.in_bulk(cited, field_name="symbol")
    warnings = defaultdict(list)
    for warning in parsed.warnings:
        warnings[warning.anchor].append(warning)
    places = {note.mark: number for number, note in reversed([*enumerate(parsed.notes, 1)])}
    return Preview(
        paragraphs=[
            show_paragraph(paragraph, depth, held, places, warnings[paragraph.anchor])
            for paragraph, depth in laid_out
        ],
        notes=[show_note(note, number, held) for number, note in enumerate(parsed.notes, 1)],
        warnings=list(parsed.warnings),
        cited=len(cited),
        cited_held=len(held),
    )


def in_reading_order(parsed: ParsedResolution) -> Iterator[tuple[ParsedParagraph, int]]:
    """Yield every paragraph with its depth, the annexes after the text."""

    def walk(paragraphs: Iterable[ParsedParagraph], depth: int):
        for paragraph in paragraphs:
            yield paragraph, depth
            yield from walk(paragraph.children, depth + 1)

    yield from walk(parsed.paragraphs, 0)
    for annex in parsed.annexes:
        yield from walk(annex.paragraphs, 0)


def show_paragraph(paragraph, depth, held, places, warnings) -> ShownParagraph:
    marks = [
        Mark(mark.position, mark.mark, f"#note-{places[mark.mark]}" if mark.mark in places else "#")
        for mark in paragraph.marks
    ]
    is_heading = paragraph.kind == ParagraphKind.HEADING
    return ShownParagraph(
        anchor=paragraph.anchor,
        label="Heading" if is_heading else Paragraph(anchor=paragraph.anchor).label,
        number=paragraph.number,
        depth=depth,
        is_heading=is_heading,
        html=annotate(
            paragraph.text, links(paragraph.citations, held), marks, len(paragraph.opening)
        ),
        warnings=warnings,
    )


def show_note(note: ParsedNote, number: int, held) -> ShownNote:
    return ShownNote(f"note-{number}", note.mark, annotate(note.text, links(note.citations, held)))


def links(spans: Iterable[CitationSpan], held: dict[str, Resolution]):
    """Link citations as the public page will: to documents that are public, or to the UN's."""
    return links_of(
        Citation(start=span.start, end=span.end, symbol=span.symbol, cited=held.get(span.symbol))
        for span in spans
    )


def source_lines(text: str, dropped: Iterable[Dropped]) -> list[SourceLine]:
    """Number the lines of a source and tell which went into the head or were left out."""
    rules = {each.number: each.rule for each in dropped}
    lines = text.split("\n")[:LINES_SHOWN]
    return [source_line(n, line, rules.get(n, "")) for n, line in enumerate(lines, 1)]


def source_line(number: int, text: str, rule: str) -> SourceLine:
    words = rule.replace("-", " ").replace("_", " ")
    part = words.removeprefix("masthead ")
    if part != words and rule not in SAY_NOTHING:
        return SourceLine(number, text, part, "")
    return SourceLine(number, text, "", words)
