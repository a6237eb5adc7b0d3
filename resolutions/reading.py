"""A text laid out for reading: its parts, and in each the paragraphs with links and notes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.utils.safestring import SafeString

from resolutions import symbols
from resolutions.annotate import Link, Mark, annotate, annotate_table
from resolutions.apparatus import Apparatus, Cited, Footnote, Reference, apparatus_of
from resolutions.cells import is_table
from resolutions.models import AnchorChange, Paragraph, Resolution
from resolutions.vocabulary import ParagraphKind, Part
from resolutions.wording import day

# What leads to a document that is cited, with words about it.
OF_CITED = ("symbol", "slug", "title", "session", "stage", "dated", "published_at")
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
    first words, `before` the anchors that it went by once. Of a table `html` are its rows.
    """

    anchor: str
    kind: str
    label: str
    name: str
    number: str
    head: str
    depth: int
    html: SafeString
    is_table: bool = False
    notes: tuple[PlacedNote, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.kind == ParagraphKind.HEADING

    @property
    def short_label(self) -> str:
        """The label in the contents, where operative paragraphs go by their number alone."""
        return re.sub(r"\bOP(?=\d)", "", self.label)


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in one language: its paragraphs, and what stands round them and is cited there."""

    paragraphs: list[Paragraph]
    apparatus: Apparatus
    cited: Mapping[int, Resolution]

    @property
    def unmarked_notes(self) -> list[PlacedNote]:
        """The notes to which no paragraph refers."""
        return [self.place_note(note) for note in self.apparatus.unmarked]

    def lay_out(self, prefix: str = "") -> list[PlacedPart]:
        """Lay out the paragraphs in reading order; every id of theirs begins with `prefix`."""
        parts, seen = [], Counter()
        for (id_, title), group in groupby(self.paragraphs, key=part_of):
            seen[id_] += 1
            # Sections of a long resolution may each begin with a preamble of their own.
            once = prefix + (id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}")
            parts.append(PlacedPart(once, title, [self.place(each, prefix) for each in group]))
        annexes = [part for part in parts if part.title.startswith("Annex")]
        if len(annexes) == 1:
            annexes[0].title = "Annex"
        return parts

    def place(self, paragraph: Paragraph, prefix: str = "") -> PlacedParagraph:
        anchor = prefix + paragraph.anchor
        references = self.apparatus.references.get(paragraph.pk, ())
        notes = dict.fromkeys(reference.note for reference in references)
        label = in_its_part(paragraph)
        return PlacedParagraph(
            anchor=anchor,
            kind=paragraph.kind,
            label=label,
            name=spoken(paragraph, label),
            number=paragraph.number,
            head=head_of(paragraph),
            depth=paragraph.depth,
            html=self.html_of(paragraph, list(marks_of(anchor, references))),
            is_table=is_table(paragraph.text),
            notes=tuple(self.place_note(note, f"{anchor}-") for note in notes),
        )

    def html_of(self, paragraph: Paragraph, marks: list[Mark]) -> SafeString:
        """The text of a paragraph with its links and marks: words, or the rows of a table."""
        links = self.links(self.apparatus.citations.get(paragraph.pk, ()))
        if is_table(paragraph.text):
            return annotate_table(paragraph.text, links, marks)
        opens = paragraph.text.startswith(paragraph.opening)
        return annotate(paragraph.text, links, marks, len(paragraph.opening) if opens else 0)

    def place_note(self, note: Footnote, prefix: str = "") -> PlacedNote:
        """Place a note beside a paragraph, whose anchor and a hyphen are the prefix of its id."""
        links = self.links(self.apparatus.in_notes.get(note.key, ()))
        return PlacedNote(f"{prefix}n{note.order}", note.mark, annotate(note.text, links))

    def links(self, citations: Iterable[Cited]) -> list[Link]:
        return in_order(
            link_to(each.start, each.end, each.symbol, self.cited.get(each.cited))
            for each in citations
        )


def read(text: Resolution, language: str) -> Reading:
    """Load a text in one language; four queries."""
    paragraphs = text.paragraphs.filter(language=language).order_by("order").defer("wording")
    apparatus = apparatus_of(text, language)
    cited = Resolution.objects.published().only(*OF_CITED).in_bulk(apparatus.documents)
    return Reading(list(paragraphs), apparatus, cited)


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
        number = annex_of(paragraph)
        return f"annex{number}", f"Annex {number}".strip()
    return paragraph.part, Part(paragraph.part).label


def annex_of(paragraph: Paragraph) -> str:
    """The number of the annex that a paragraph stands in, counted; "" where it has none."""
    return paragraph.anchor.partition("-")[0].removeprefix("annex")


def marks_of(anchor: str, references: Iterable[Reference]) -> Iterator[Mark]:
    seen = set()
    for position, note in references:
        # An id may stand once on a page; a note marked twice in a paragraph has one mark with it.
        id_ = "" if note.order in seen else f"{anchor}-r{note.order}"
        seen.add(note.order)
        yield Mark(position, note.mark, f"#{anchor}-n{note.order}", id_)


def in_order(links: Iterable[Link]) -> list[Link]:
    """Where two citations share their words ("its 2013 and 2015 reports"), a held one wins."""
    return sorted(links, key=lambda link: (link.start, not link.held))


def link_to(start: int, end: int, symbol: str, cited: Resolution | None) -> Link:
    """A link to what the archive holds and shows, or else to the United Nations' own file."""
    if cited and cited.is_published:
        dated = f", {day(cited.dated)}" if cited.dated else ""
        hint = f"{cited.label}{dated}: {cited.title}"
        return Link(start, end, cited.get_absolute_url(), held=True, hint=hint, symbol=symbol)
    href = symbols.docs_url(symbol) or ""
    return Link(start, end, href, hint=f"{symbol}, not in this archive", symbol=symbol)


def head_of(paragraph: Paragraph) -> str:
    """The words that stand for a paragraph in the contents."""
    if paragraph.kind == ParagraphKind.HEADING or paragraph.opening:
        return paragraph.opening or paragraph.text
    if is_table(paragraph.text):
        return "Table"
    words = paragraph.text.split(maxsplit=HEAD_WORDS)
    return " ".join(words[:HEAD_WORDS]) + (" …" if len(words) > HEAD_WORDS else "")


# Where numbers begin anew in a text, the label says which run of them is meant: "S2 OP1".
_SECTION = re.compile(r"(?:(S\d+) )?(.*)")
SPOKEN = {"PP": "preambular paragraph ", "OP": "operative paragraph "}


def in_its_part(paragraph: Paragraph) -> str:
    """The label without the annex, under whose own heading the paragraph stands."""
    return re.sub(r"^Annex \d* ", "", paragraph.label)


def name_of(paragraph: Paragraph) -> str:
    """ "preambular paragraph 12", "operative paragraph 1 (a)": the label in words."""
    return spoken(paragraph, in_its_part(paragraph))


def spoken(paragraph: Paragraph, label: str) -> str:
    """The words for a label without the annex."""
    section, label = _SECTION.fullmatch(label).groups()
    if paragraph.part == Part.ANNEX:
        annex = "the annex" if annex_of(paragraph) in ("", "1") else f"annex {annex_of(paragraph)}"
        words = f"paragraph {label.removeprefix('OP')} of {annex}"
    else:
        words = SPOKEN.get(label[:2], "paragraph ") + label[2 if label[:2] in SPOKEN else 0 :]
    return f"{words}, {section}" if section else words
