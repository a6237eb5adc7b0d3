"""A parsed document as plain JSON values: what `manage.py parse --json` prints."""

import re
from typing import Any

from resolutions.ingest.document import (
    CitationSpan,
    ParsedAnnex,
    ParsedParagraph,
    ParsedResolution,
    TrackedChange,
)


def as_json(document: ParsedResolution) -> dict[str, Any]:
    """
    Return the document in the contract's form.

    Citations are symbols, once each, in reading order; `citation_spans` holds
    them all with their places, dates, verbs and pinpoints, offsets being into
    `text`. Notes likewise. An annex is a title and a text of one line a paragraph.
    """
    head = document.masthead
    return {
        "symbol": head.symbol,
        "kind": document.kind,
        "body": head.body,
        "committee": head.committee,
        "session": head.session,
        "agenda_item": head.agenda_item,
        "agenda_title": head.agenda_title,
        "title": head.title,
        "distribution": head.distribution,
        "issued_on": head.issued_on and head.issued_on.isoformat(),
        "adopted_on": head.adopted_on and head.adopted_on.isoformat(),
        "meeting": _meeting_number(head.meeting),
        "meeting_printed": head.meeting,
        "committee_report": head.committee_report,
        "original_languages": list(head.original_languages),
        "sponsors": [sponsor.printed for sponsor in head.sponsors],
        "sponsor_slugs": [sponsor.slug or None for sponsor in head.sponsors],
        "additional_sponsors": [sponsor.printed for sponsor in head.additional_sponsors],
        "formula": document.formula or None,
        "language": document.language,
        "paragraphs": [_paragraph(paragraph) for paragraph in document.paragraphs],
        "notes": [
            {"mark": note.mark, "text": note.text, **_citations(note.citations)}
            for note in document.notes
        ],
        "annexes": [_annex(annex) for annex in document.annexes],
        "warnings": [
            {"code": each.code, "message": each.message, "anchor": each.anchor or None}
            for each in document.warnings
        ],
        "tracked_changes": [_change(each) for each in document.changes if each.kind != "comment"],
        "format": document.format,
    }


def _meeting_number(printed: str | None) -> str | None:
    """The number in "51st plenary meeting", which is all that the contract gives."""
    match = re.match(r"\d+", printed or "")
    return match[0] if match else None


def _paragraph(paragraph: ParsedParagraph) -> dict[str, Any]:
    marks = list(dict.fromkeys(mark.mark for mark in paragraph.marks))
    return {
        "id": paragraph.anchor,
        "kind": str(paragraph.kind),
        "number": paragraph.number or None,
        "opening": paragraph.opening or None,
        "text": paragraph.text,
        "notes": marks,
        "note_places": [{"mark": each.mark, "position": each.position} for each in paragraph.marks],
        **_citations(paragraph.citations),
        "children": [_paragraph(child) for child in paragraph.children],
    }


def _citations(spans: tuple[CitationSpan, ...]) -> dict[str, Any]:
    printed = [span for span in spans if not span.name]
    named = [span for span in spans if span.name]
    return {
        "citations": list(dict.fromkeys(span.symbol for span in printed)),
        "citation_spans": [_span(span) for span in printed],
        "named_references": [{**_span(span), "name": span.name} for span in named],
    }


def _span(span: CitationSpan) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "symbol": span.symbol,
        "date": span.date and span.date.isoformat(),
        "verb": span.verb or None,
        "pinpoint": span.pinpoint or None,
    }


def _annex(annex: ParsedAnnex) -> dict[str, Any]:
    return {
        "label": annex.label or None,
        "title": annex.title,
        "text": "\n".join(line for each in annex.paragraphs for line in _lines(each)),
        "paragraphs": [_paragraph(paragraph) for paragraph in annex.paragraphs],
    }


def _lines(paragraph: ParsedParagraph) -> list[str]:
    number = paragraph.number
    label = f"{number} " if number.startswith("(") else f"{number}. " if number else ""
    below = [line for child in paragraph.children for line in _lines(child)]
    return [label + paragraph.text, *below]


def _change(change: TrackedChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "text": change.text,
        "author": change.author or None,
        "made_at": change.made_at and change.made_at.isoformat(),
        "paragraph": change.anchor or None,
        "note": change.note or None,
        "line": change.number,
        "start": change.start,
    }
