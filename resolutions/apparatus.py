"""What stands round the words of a text: its citations and its footnotes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from resolutions.models import Citation, Note, Resolution


class Cited(NamedTuple):
    """A citation; `cited` is the key of the document, if the archive holds it."""

    start: int
    end: int
    symbol: str
    name: str
    date: date | None
    verb: str
    pinpoint: str
    cited: int | None


class Footnote(NamedTuple):
    key: int
    order: int
    mark: str
    text: str


class Reference(NamedTuple):
    """A place in the text of a paragraph that refers to a footnote."""

    position: int
    note: Footnote


@dataclass(frozen=True, slots=True)
class Apparatus:
    """
    The citations and footnotes of one language version, each in the order of the text.

    Citations and references are by the key of the paragraph that they stand in, and those
    `in_notes` by that of the note; `unmarked` are the notes to which no paragraph refers.
    """

    citations: Mapping[int, list[Cited]]
    in_notes: Mapping[int, list[Cited]]
    references: Mapping[int, list[Reference]]
    notes: list[Footnote]
    unmarked: list[Footnote]

    @property
    def documents(self) -> set[int]:
        """The keys of the documents cited that the archive holds."""
        every = (*self.citations.values(), *self.in_notes.values())
        return {each.cited for some in every for each in some if each.cited}


def apparatus_of(text: Resolution, language: str) -> Apparatus:
    """
    Read the citations and footnotes of a text in one language; two queries.

    Plain values and no models: long texts have hundreds, and models take ten times as long.
    """
    citations, in_notes = _citations(text, language)
    notes, references, unmarked = {}, defaultdict(list), []
    rows = Note.objects.filter(resolution=text, language=language).order_by("order")
    wanted = (*("pk", "order", "mark", "text"), "references__paragraph", "references__position")
    for *values, paragraph, position in rows.values_list(*wanted):
        note = notes.setdefault(values[0], Footnote(*values))
        if paragraph is None:
            unmarked.append(note)
        else:
            references[paragraph].append(Reference(position, note))
    for each in references.values():
        each.sort(key=lambda reference: (reference.position, reference.note.order))
    return Apparatus(citations, in_notes, references, list(notes.values()), unmarked)


def _citations(
    text: Resolution, language: str
) -> tuple[Mapping[int, list[Cited]], Mapping[int, list[Cited]]]:
    rows = Citation.objects.filter(resolution=text, language=language).order_by("start", "pk")
    in_paragraphs, in_notes = defaultdict(list), defaultdict(list)
    for paragraph, note, *values in rows.values_list("paragraph", "note", *Cited._fields):
        holder, key = (in_paragraphs, paragraph) if paragraph else (in_notes, note)
        holder[key].append(Cited(*values))
    return in_paragraphs, in_notes
