"""A text under work as its page shows it: beside its source, with what is doubtful in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from resolutions.annotate import Mark, annotate
from resolutions.comparing.passages import Passage
from resolutions.editing import Edited, Piece, flatten
from resolutions.editing.groups import FEW, Group, grouped
from resolutions.editing.marked import written
from resolutions.editing.problems import Problem, problems, unsure
from resolutions.editing.tracked import COMMENT, TrackedRun, as_tracked, tracked_in
from resolutions.ingest.document import CitationSpan, ParsedNote, TrackedChange
from resolutions.models import Paragraph, Resolution
from resolutions.reading import in_order, link_to
from resolutions.sources import ShownLine, lines_beside
from resolutions.vocabulary import ParagraphKind, Part

# A text of more paragraphs is shown in stretches.
LONGEST, STRETCH = 150, 100
PARTS = {
    ParagraphKind.PREAMBULAR: Part.PREAMBLE,
    ParagraphKind.OPERATIVE: Part.OPERATIVE,
    ParagraphKind.ANNEX: Part.ANNEX,
}


@dataclass(frozen=True, slots=True)
class ShownCitation:
    words: str
    symbol: str
    held: Resolution | None


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """
    A paragraph with all that can be done to it.

    `typed` is its text with footnote marks, `tracked` its runs where Word tracked
    so many `changes` in it, unless it is not certain where; `comments` what was said of it.
    """

    anchor: str
    label: str
    kind: str
    number: str
    depth: int
    html: SafeString
    typed: str
    is_unsure: bool
    is_last: bool
    tracked: list[TrackedRun] | None = None
    changes: int = 0
    comments: list[TrackedChange] = field(default_factory=list)
    citations: list[ShownCitation] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return self.kind == ParagraphKind.HEADING

    @property
    def rows(self) -> int:
        """So many lines does the field for its text have."""
        return min(24, 2 + len(self.typed) // 70)


@dataclass(frozen=True, slots=True)
class ShownNote:
    place: int
    mark: str
    text: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many paragraphs of a long text as a page shows, by the names of the first and last."""

    number: int
    first: str
    last: str
    start: int
    end: int
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """
    A text laid out: all its doubts, and the `paragraphs` of the stretch that is shown.

    `lines` are all that the source has, `beside` those that go with the stretch.
    """

    paragraphs: list[ShownParagraph]
    stretches: list[Stretch]
    count: int
    notes: list[ShownNote]
    lines: list[ShownLine]
    beside: list[ShownLine]
    problems: list[Problem]
    dropped: list[tuple[int, str, str]]

    @property
    def open_problems(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.settled]

    @property
    def groups(self) -> list[Group]:
        return grouped(self.open_problems)

    @property
    def changes(self) -> int:
        """How many tracked changes are neither accepted nor refused."""
        return sum(each.doubt.code == "tracked-change" for each in self.problems)

    @property
    def folds_changes(self) -> bool:
        return self.changes > FEW

    @property
    def settled_problems(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.settled]


def review(edited: Edited, lines: Iterable[dict], at: str = "", wanted: int = 0) -> Review:
    """
    Lay out a text; one query, for the documents that it cites.

    Of a long one the stretch of the paragraph `at`, or else the one `wanted`, from 1.
    """
    pieces = flatten(edited)
    found = problems(edited)
    parts = stretches(pieces, at, wanted)
    shown = next((pieces[part.start : part.end] for part in parts if part.is_shown), pieces)
    source = lines_beside(edited, pieces, list(lines))
    spans = [c for piece in shown for c in piece.citations]
    spans += [c for note in edited.document.notes for c in note.citations]
    held = Resolution.objects.in_bulk({c.symbol for c in spans}, field_name="symbol")
    doubted = unsure(found)
    marks = {note.mark: place for place, note in enumerate(edited.document.notes)}
    changes = defaultdict(list)
    for change in edited.document.changes:
        changes[change.anchor].append(change)
    last = pieces[-1].anchor if pieces else ""
    return Review(
        paragraphs=[
            _paragraph(
                piece,
                held,
                marks,
                piece.anchor in doubted,
                piece.anchor == last,
                changes.get(piece.anchor, ()),
            )
            for piece in shown
        ],
        stretches=parts,
        count=sum(piece.kind is not ParagraphKind.HEADING for piece in pieces),
        notes=[_note(note, place, held) for place, note in enumerate(edited.document.notes)],
        lines=source,
        beside=beside(source, {piece.anchor for piece in shown}) if parts else source,
        problems=found,
        dropped=[
            (place, each.text, each.rule.replace("-", " ").replace("_", " "))
            for place, each in enumerate(edited.document.dropped)
        ],
    )


def stretches(pieces: Sequence[Piece], at: str, wanted: int) -> list[Stretch]:
    """The stretches of a long text, of which one is shown; none of a text that fits a page."""
    if len(pieces) <= LONGEST:
        return []
    starts = range(0, len(pieces), STRETCH)
    place = next((n for n, piece in enumerate(pieces) if at and piece.anchor == at), None)
    number = wanted if 1 <= wanted <= len(starts) else 1
    number = number if place is None else place // STRETCH + 1
    return [
        Stretch(
            each,
            label_of(pieces[start]),
            label_of(pieces[min(start + STRETCH, len(pieces)) - 1]),
            start,
            start + STRETCH,
            each == number,
        )
        for each, start in enumerate(starts, 1)
    ]


def beside(lines: Sequence[ShownLine], anchors: Set[str]) -> list[ShownLine]:
    """
    The lines that go with a stretch: its own, with what stands between and about them.

    A line read as part of another stretch ends it on either side.
    """
    own = [place for place, line in enumerate(lines) if line.anchor in anchors]
    if not own:
        return []
    start, end = own[0], own[-1] + 1
    while start and not lines[start - 1].anchor:
        start -= 1
    while end < len(lines) and not lines[end].anchor:
        end += 1
    return [line for line in lines[start:end] if not line.anchor or line.anchor in anchors]


def passages(edited: Edited) -> list[Passage]:
    """The paragraphs of a text, to be compared with those of another."""
    found, part = [], Part.PREAMBLE
    for piece in flatten(edited):
        part = Part.ANNEX if piece.annex else PARTS.get(piece.kind, part)
        found.append(
            Passage(
                piece.anchor,
                label_of(piece),
                piece.kind,
                part,
                piece.text,
                piece.opening,
                piece.depth,
            )
        )
    return found


def label_of(piece: Piece) -> str:
    if piece.kind is ParagraphKind.HEADING:
        return "Heading"
    return Paragraph(anchor=piece.anchor).label


def _paragraph(piece: Piece, held, marks, is_unsure, is_last, changes) -> ShownParagraph:
    shown = [
        Mark(m.position, m.mark, f"#note-{marks[m.mark]}" if m.mark in marks else "#notes")
        for m in piece.marks
    ]
    opening = len(piece.opening) if piece.text.startswith(piece.opening) else 0
    return ShownParagraph(
        anchor=piece.anchor,
        label=label_of(piece),
        kind=piece.kind,
        number=piece.number,
        depth=piece.depth,
        html=annotate(piece.text, _links(piece.citations, held), shown, opening),
        typed=written(piece.text, piece.marks),
        is_unsure=is_unsure,
        is_last=is_last,
        tracked=as_tracked(piece.text, changes, piece.marks),
        changes=len(tracked_in(changes)),
        comments=[change for change in changes if change.kind == COMMENT],
        citations=[
            ShownCitation(piece.text[c.start : c.end], c.symbol, held.get(c.symbol))
            for c in piece.citations
        ],
    )


def _note(note: ParsedNote, place: int, held) -> ShownNote:
    html = annotate(note.text, _links(note.citations, held))
    return ShownNote(place, note.mark, note.text, html)


def _links(spans: Iterable[CitationSpan], held: dict[str, Resolution]):
    """Link citations as the public page will: to documents that are public, or to the UN's."""
    return in_order(
        link_to(span.start, span.end, span.symbol, held.get(span.symbol)) for span in spans
    )
