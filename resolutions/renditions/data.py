"""
A text as JSON for programs.

The form is public, and described on the page about the archive; `VERSION` goes up when a
field changes its meaning or goes away. New fields may come at any time.
"""

import json
from typing import Any

from resolutions import symbols
from resolutions.ingest.document import CitationSpan, ParsedParagraph, ParsedResolution
from resolutions.models import Resolution

VERSION = 1
FACTS = (
    *("symbol", "slug", "kind", "stage", "series", "title", "body", "committee"),
    *("session", "session_kind", "year", "agenda_item", "agenda_title"),
    *("issued_on", "adopted_on", "meeting", "meeting_record", "committee_report"),
    *("draft_symbol", "distribution", "original_languages"),
)


def write(
    text: Resolution, document: ParsedResolution, languages: list[str], url: str, about: str
) -> str:
    """Return the JSON of one language version; `url` is the text's, `about` the description's."""
    value = {
        "format": "cyber-norms-archive/document",
        "version": VERSION,
        "documentation": about,
        "url": url,
        "official_url": symbols.docs_url(text.symbol) if text.symbol else None,
        **{name: plain(getattr(text, name)) for name in FACTS},
        "provenance": text.provenance,
        "subjects": [subject.term for subject in text.subjects.all()],
        "sponsors": [sponsor.printed for sponsor in document.masthead.sponsors],
        "language": document.language,
        "languages": languages,
        "title_in_language": document.masthead.title,
        "formula": document.formula or None,
        "paragraphs": [paragraph(each, url) for each in document.paragraphs],
        "annexes": [
            {
                "title": annex.title,
                "paragraphs": [paragraph(each, url) for each in annex.paragraphs],
            }
            for annex in document.annexes
        ],
        "notes": [
            {"mark": note.mark, "text": note.text, "citations": list(map(citation, note.citations))}
            for note in document.notes
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def paragraph(value: ParsedParagraph, url: str) -> dict[str, Any]:
    return {
        "anchor": value.anchor,
        "url": f"{url}#{value.anchor}",
        "kind": str(value.kind),
        "number": value.number or None,
        "opening": value.opening or None,
        "text": value.text,
        "notes": [{"mark": each.mark, "position": each.position} for each in value.marks],
        "citations": list(map(citation, value.citations)),
        "children": [paragraph(child, url) for child in value.children],
    }


def citation(span: CitationSpan) -> dict[str, Any]:
    return {
        "symbol": span.symbol,
        "start": span.start,
        "end": span.end,
        "name": span.name or None,
        "date": plain(span.date),
        "verb": span.verb or None,
        "pinpoint": span.pinpoint or None,
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: days in figures, None for what is empty."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value not in ("", None) else None
