"""A text laid out for reading: its parts, and in each the paragraphs with links and notes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.utils.safestring import SafeString

from resolutions import symbols
from resolutions.annotate import Link, Mark, annotate
from resolutions.models import AnchorChange, Citation, Note, Paragraph
from resolutions.vocabulary import ParagraphKind, Part
from resolutions.wording import day

# How many words stand for a paragraph without opening words in the contents.
HEAD_WORDS = 3


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A footnote beside a paragraph that refers to it; one cited again is placed again."""

    id: str
    mark: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """
    A paragraph as the page shows it.

    `label` is what delegates call it (PP3), `name` the same in words, `head` its
    first words, `before` the anchors that it went by once.
    """

    anchor: str
    kind: str
    label: str
    name: str
    number: str
    head: str
    depth: int
    html: SafeString
    notes: tuple[PlacedNote, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.kind == ParagraphKind.HEADING

    @property
    def short_label(self) -> str:
        """The label in the contents, where operative paragraphs go by their number alone."""
        return self.label.removeprefix("OP")


@dataclass(slots=True)
class PlacedPart:
    """The preamble, the operative part or an annex; `count` leaves out points and headings."""

    id: str
    title: str
    paragraphs: list[PlacedParagraph] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(p.depth == 0 and not p.is_heading for p in self.paragraphs)

    @property
    def contents(self) -> Iterator[PlacedParagraph]:
        """What the contents list: paragraphs, headings and points of the first level."""
        return (p for p in self.paragraphs if p.depth < 2)


def lay_out(paragraphs: Iterable[Paragraph], prefix: str = "") -> list[PlacedPart]:
    """
    Lay out paragraphs in reading order; every id of theirs begins with `prefix`.

    Reads their citations and notes: load them with `for_reading` beforehand.
    """
    parts, seen = [], Counter()
    for (id_, title), group in groupby(paragraphs, key=part_of):
        seen[id_] += 1
        # Sections of a long resolution may each begin with a preamble of their own.
        once = prefix + (id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}")
        parts.append(PlacedPart(once, title, [place(paragraph, prefix) for paragraph in group]))
    return parts


def name_as_before(parts: Iterable[PlacedPart], changes: Iterable[AnchorChange]) -> None:
    """Let old addresses of paragraphs lead to where they are, unless another one is there now."""
    parts = list(parts)
    taken = {paragraph.anchor for part in parts for paragraph in part.paragraphs}
    names = defaultdict(list)
    for change in changes:
        if change.old not in taken:
            names[change.new].append(change.old)
    for part in parts:
        part.paragraphs = [
            replace(p, before=tuple(names[p.anchor])) if p.anchor in names else p
            for p in part.paragraphs
        ]


def part_of(paragraph: Paragraph) -> tuple[str, str]:
    """The id and title of the part that a paragraph stands in; annexes are told apart."""
    if paragraph.part == Part.ANNEX:
        number = paragraph.anchor.partition("-")[0].removeprefix("annex")
        return f"annex{number}", f"Annex {number}" if number not in ("", "1") else "Annex"
    return paragraph.part, Part(paragraph.part).label


def place(paragraph: Paragraph, prefix: str = "") -> PlacedParagraph:
    anchor = prefix + paragraph.anchor
    references = list(paragraph.note_references.all())
    notes = {reference.note_id: reference.note for reference in references}
    return PlacedParagraph(
        anchor=anchor,
        kind=paragraph.kind,
        label=in_its_part(paragraph),
        name=name_of(paragraph),
        number=paragraph.number,
        head=head_of(paragraph),
        depth=paragraph.depth,
        html=annotate(
            paragraph.text,
            links_of(paragraph.citations.all()),
            list(marks_of(anchor, references)),
            len(paragraph.opening) if paragraph.text.startswith(paragraph.opening) else 0,
        ),
        notes=tuple(place_note(note, f"{anchor}-") for note in notes.values()),
    )


def place_note(note: Note, prefix: str = "") -> PlacedNote:
    """Place a note beside a paragraph, whose anchor and a hyphen are the prefix of its id."""
    return PlacedNote(
        id=f"{prefix}n{note.order}",
        mark=note.mark,
        html=annotate(note.text, links_of(note.citations.all())),
    )


def marks_of(anchor: str, references: Iterable) -> Iterator[Mark]:
    seen = set()
    for reference in references:
        note = reference.note
        # An id may stand once on a page; a note marked twice in a paragraph has one mark with it.
        id_ = "" if note.order in seen else f"{anchor}-r{note.order}"
        seen.add(note.order)
        yield Mark(reference.position, note.mark, f"#{anchor}-n{note.order}", id_)


def links_of(citations: Iterable[Citation]) -> list[Link]:
    """Links to what the archive holds and shows; to the United Nations' own file otherwise."""
    links = [link_to(citation) for citation in citations]
    # Where two citations share their words ("its 2013 and 2015 reports"), a held one wins.
    return sorted(links, key=lambda link: (link.start, not link.held))


def link_to(citation: Citation) -> Link:
    cited = citation.cited
    if cited and cited.is_published:
        dated = f", {day(cited.dated)}" if cited.dated else ""
        href, hint = cited.get_absolute_url(), f"{cited.label}{dated}: {cited.title}"
        return Link(
            citation.start, citation.end, href, held=True, hint=hint, symbol=citation.symbol
        )
    href = symbols.docs_url(citation.symbol) or ""
    hint = f"{citation.symbol}, not in this archive"
    return Link(citation.start, citation.end, href, hint=hint, symbol=citation.symbol)


def head_of(paragraph: Paragraph) -> str:
    """The words that stand for a paragraph in the contents."""
    if paragraph.kind == ParagraphKind.HEADING or paragraph.opening:
        return paragraph.opening or paragraph.text
    words = paragraph.text.split(maxsplit=HEAD_WORDS)
    return " ".join(words[:HEAD_WORDS]) + (" …" if len(words) > HEAD_WORDS else "")


SPOKEN = {"PP": "preambular paragraph ", "OP": "operative paragraph "}


def in_its_part(paragraph: Paragraph) -> str:
    """The label without the annex, under whose own heading the paragraph stands."""
    return re.sub(r"^Annex \d* ", "", paragraph.label)


def name_of(paragraph: Paragraph) -> str:
    """ "preambular paragraph 12", "operative paragraph 1 (a)": the label in words."""
    label = in_its_part(paragraph)
    if paragraph.part == Part.ANNEX:
        return f"paragraph {label.removeprefix('OP')} of the annex"
    return SPOKEN.get(label[:2], "paragraph ") + label[2 if label[:2] in SPOKEN else 0 :]
