"""From what a source prints and an editor supplies to the fields of a document."""

from collections.abc import Mapping
from typing import Any

from resolutions import symbols
from resolutions.ingest.document import ParsedResolution
from resolutions.vocabulary import Committee, Origin, Stage

STAGES = {
    "resolution": Stage.ADOPTED,
    "revised-draft-resolution": Stage.REVISED,
    "draft-resolution": Stage.DRAFT,
    "working-text": Stage.WORKING,
}
COMMITTEES = {label: value for value, label in Committee.choices}
# The masthead's fields that are the document's own under the same name.
PRINTED = (
    "symbol",
    "body",
    "session",
    "agenda_item",
    "agenda_title",
    "title",
    "issued_on",
    "adopted_on",
    "meeting",
    "committee_report",
    "distribution",
    "original_languages",
)


def fields_of(
    parsed: ParsedResolution, facts: Mapping[str, Any], source: str = ""
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """
    Return the fields of a document and how each is known.

    What the source prints comes first; `facts`, supplied by an editor, fill what
    it does not print; the rest is computed from these or left out. `source` says
    where the facts come from.
    """
    fields, provenance = {}, {}

    def know(name: str, value: Any, origin: Origin, where: str = "") -> None:
        if name not in fields and value not in (None, "", [], ()):
            fields[name] = list(value) if isinstance(value, tuple) else value
            provenance[name] = {"origin": origin.value} | ({"source": where} if where else {})

    for name, value in printed_fields(parsed).items():
        know(name, value, Origin.PRINTED)
    for name, value in facts.items():
        know(name, value, Origin.EDITOR, source)
    for name, value in computed_fields(parsed, fields).items():
        know(name, value, Origin.COMPUTED)
    return fields, provenance


def printed_fields(parsed: ParsedResolution) -> dict[str, Any]:
    masthead = parsed.masthead
    fields = {name: getattr(masthead, name) for name in PRINTED}
    fields["committee"] = COMMITTEES.get(masthead.committee or "")
    fields["formula"] = parsed.formula
    return fields


def computed_fields(parsed: ParsedResolution, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fill what follows from the other fields: stage, session, and the year of the text."""
    symbol = symbols.parse(fields.get("symbol") or "")
    session = fields.get("session") or (symbol.assembly_session if symbol else None)
    dated = fields.get("adopted_on") or fields.get("issued_on")
    return {
        "stage": STAGES[parsed.kind],
        "session": session,
        "year": dated.year if dated else None,
        "title": fields.get("agenda_title") or "Untitled text",
        "body": "General Assembly",
    }
