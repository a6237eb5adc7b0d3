"""The texts of many documents become rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from resolutions.archive.copying import copy, new_ids
from resolutions.archive.store import reading_order
from resolutions.ingest.document import CitationSpan, ParsedResolution
from resolutions.models import Citation, Note, NoteReference, Paragraph
from resolutions.search.wordings import wording_digest

PARAGRAPH = (
    *("id", "resolution", "language", "order", "kind", "part", "anchor", "number"),
    *("parent", "opening", "text", "wording"),
)
NOTE = ("id", "resolution", "language", "order", "mark", "text")
REFERENCE = ("note", "paragraph", "position")
CITATION = (
    *("resolution", "language", "paragraph", "note", "start", "end", "symbol", "name", "date"),
    *("verb", "pinpoint", "cited"),
)
_DELETE = """
    WITH version AS (SELECT * FROM unnest(%s::bigint[], %s::text[]) AS v (resolution_id, language)),
         paragraph AS (SELECT p.id FROM resolutions_paragraph p
                       JOIN version USING (resolution_id, language)),
         note AS (SELECT n.id FROM resolutions_note n JOIN version USING (resolution_id, language))
"""


@dataclass(frozen=True, slots=True)
class Text:
    """One language version of a document that has a row."""

    resolution: int
    document: ParsedResolution


@dataclass(slots=True)
class _Rows:
    held: Mapping[str, int]
    paragraphs: list[Sequence[Any]] = field(default_factory=list)
    notes: list[Sequence[Any]] = field(default_factory=list)
    references: list[Sequence[Any]] = field(default_factory=list)
    citations: list[Sequence[Any]] = field(default_factory=list)

    def cite(self, spans: Iterable[CitationSpan], *place: Any) -> None:
        """Add citations; `place` is document, language, paragraph and note."""
        # A text that names a document twice in one place names it once.
        for span in {(span.start, span.symbol): span for span in spans}.values():
            self.citations.append(
                (
                    *(*place, span.start, span.end, span.symbol, span.name, span.date),
                    *(span.verb, span.pinpoint, self.held.get(span.symbol)),
                )
            )


def store_texts(texts: Sequence[Text], held: Mapping[str, int]) -> int:
    """
    Put texts in the place of those held in the same language; return how many paragraphs.

    `held` are the keys of documents by symbol: citations of them are resolved.
    """
    delete_texts([(text.resolution, text.document.language) for text in texts])
    laid_out = [list(reading_order(text.document)) for text in texts]
    paragraphs = iter(new_ids(Paragraph, sum(map(len, laid_out))))
    notes = iter(new_ids(Note, sum(len(text.document.notes) for text in texts)))
    rows = _Rows(held)
    for text, entries in zip(texts, laid_out, strict=True):
        _add(rows, text, entries, paragraphs, notes)
    copy(Paragraph, PARAGRAPH, rows.paragraphs)
    copy(Note, NOTE, rows.notes)
    copy(NoteReference, REFERENCE, rows.references)
    copy(Citation, CITATION, rows.citations)
    return len(rows.paragraphs)


def _add(rows: _Rows, text: Text, entries: list, paragraphs, notes) -> None:
    resolution, language = text.resolution, text.document.language
    marks: dict[str, int] = {}
    for order, note in enumerate(text.document.notes, 1):
        pk = next(notes)
        marks.setdefault(note.mark, pk)
        rows.notes.append((pk, resolution, language, order, note.mark, note.text))
        rows.cite(note.citations, resolution, language, None, pk)
    ids = [None, *(next(paragraphs) for _ in entries)]
    for order, paragraph, _, parent, part in entries:
        pk, value = ids[order], wording_digest(paragraph.text, paragraph.opening)
        rows.paragraphs.append(
            (
                *(
                    pk,
                    resolution,
                    language,
                    order,
                    paragraph.kind.value,
                    part.value,
                    paragraph.anchor,
                ),
                *(paragraph.number, ids[parent], paragraph.opening, paragraph.text, value),
            )
        )
        if paragraph.citations:
            rows.cite(paragraph.citations, resolution, language, pk, None)
        for place in {(mark.mark, mark.position) for mark in paragraph.marks}:
            if place[0] in marks:
                rows.references.append((marks[place[0]], pk, place[1]))


def delete_texts(versions: Sequence[tuple[int, str]]) -> None:
    """Delete the paragraphs and notes of language versions, with all that hangs on them."""
    keys = [[pk for pk, _ in versions], [language for _, language in versions]]
    with connection.cursor() as cursor:
        for table, condition in (
            ("notereference", "paragraph_id IN (SELECT id FROM paragraph)"),
            ("citation", "(resolution_id, language) IN (SELECT * FROM version)"),
            ("descent", "later_id IN (SELECT id FROM paragraph)"),
            ("paragraph", "id IN (SELECT id FROM paragraph)"),
            ("note", "id IN (SELECT id FROM note)"),
        ):
            cursor.execute(f"{_DELETE} DELETE FROM resolutions_{table} WHERE {condition}", keys)  # noqa: S608
