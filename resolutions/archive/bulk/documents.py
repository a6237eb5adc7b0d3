"""The heads of many documents become rows at once: what is printed, recorded, and held already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from resolutions import symbols
from resolutions.archive.masthead import fields_of
from resolutions.ingest.document import Masthead, ParsedResolution
from resolutions.models import Resolution
from resolutions.symbols import SymbolKind
from resolutions.vocabulary import DocumentKind, Holding, Language, Origin, Stage

EMPTY = (None, "", [], ())
# How an editor signs; what else is called an editor's are facts from other sources.
BY_HAND = "Entered by "
# What a text in another language says of a document that holds in every language.
IN_ANY_LANGUAGE = ("symbol", "session", "issued_on", "adopted_on", "agenda_item", "committee")
KINDS = {
    SymbolKind.RESOLUTION: DocumentKind.RESOLUTION,
    SymbolKind.DRAFT: DocumentKind.RESOLUTION,
    SymbolKind.DECISION: DocumentKind.DECISION,
}


@dataclass(frozen=True, slots=True)
class Head:
    """
    What one source knows of a document: its fields, and how each is known.

    One that only `fills` says nothing against what is held.
    """

    symbol: str
    fields: Mapping[str, Any]
    provenance: Mapping[str, dict]
    has_text: bool = False
    fills: bool = False


@dataclass(slots=True)
class Merged:
    """The rows of documents by symbol, those that are new, and where sources disagree."""

    rows: dict[str, Resolution] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    conflicts: list[str] = field(default_factory=list)


def head_of_text(document: ParsedResolution, facts: Mapping[str, Any], source: str) -> Head:
    """The head of a text; only one in English says what the document is called."""
    if document.language != Language.ENGLISH:
        return _head_of_translation(document, facts, source)
    fields, provenance = fields_of(document, facts, source)
    fields["warnings"] = [
        {"code": w.code, "message": w.message, "anchor": w.anchor} for w in document.warnings
    ]
    return Head(document.masthead.symbol, fields, provenance, has_text=True)


def _head_of_translation(document: ParsedResolution, facts: Mapping[str, Any], source: str) -> Head:
    masthead = document.masthead
    kept = Masthead(**{name: getattr(masthead, name) for name in IN_ANY_LANGUAGE})
    document = replace(document, masthead=kept, formula="")
    fields, provenance = fields_of(document, facts, source)
    if provenance["title"]["origin"] == Origin.COMPUTED:
        fields["title"] = masthead.title or fields["title"]
    return Head(masthead.symbol, fields, provenance, has_text=True, fills=True)


def head_of_record(
    symbol: str, facts: Mapping[str, Any], source: str, *, fills: bool = False
) -> Head:
    """The head of a document of which facts are known, and no text."""
    parsed = symbols.parse(symbol)
    kind = KINDS.get(parsed.kind, DocumentKind.REPORT)
    fields = {"symbol": symbol, "kind": kind, "stage": stage_of(parsed), "title": "Untitled text"}
    fields |= {"session": parsed.assembly_session}
    fields |= {"committee": parsed.committee or ""}
    fields |= {name: value for name, value in facts.items() if value not in EMPTY}
    dated = fields.get("adopted_on") or fields.get("issued_on")
    fields["year"] = dated.year if dated else None
    computed = {name: {"origin": Origin.COMPUTED.value} for name in fields}
    given = {"origin": Origin.EDITOR.value, "source": source}
    return Head(symbol, fields, computed | dict.fromkeys(facts, given), fills=fills)


def stage_of(symbol: symbols.Symbol) -> str:
    """The stage of a resolution; other documents have none."""
    if symbol.kind is SymbolKind.RESOLUTION:
        return Stage.ADOPTED
    if symbol.kind is SymbolKind.DRAFT:
        return Stage.REVISED if symbol.revision else Stage.DRAFT
    return ""


def merge(heads: Iterable[Head], source: str, *, publish: bool) -> Merged:
    """
    Hold these documents: add those that are new, and to the others what they lack.

    What a text prints of itself stands before facts from elsewhere, and these are
    kept beside it; what a person has entered stands. `provenance` tells of both.
    """
    heads = list(heads)
    found = Resolution.objects.filter(symbol__in={head.symbol for head in heads})
    merged = Merged({row.symbol: row for row in found})
    changed: dict[str, set[str]] = {}
    for head in heads:
        row = merged.rows.get(head.symbol)
        if row is None:
            row = merged.rows[head.symbol] = Resolution(symbol=head.symbol)
            row.published_at = timezone.now() if publish else None
            merged.new.add(head.symbol)
        changed.setdefault(head.symbol, set()).update(_fill(row, head, source, merged))
    _save(merged, changed)
    return merged


def _fill(row: Resolution, head: Head, source: str, merged: Merged) -> set[str]:
    """Set fields of a row from a head; return the names of those that changed."""
    changed = set()
    for name, value in head.fields.items():
        known = head.provenance.get(name, {})
        if _yields(row, name, value, head, source):
            _keep_other(row, name, source)
            setattr(row, name, value)
            row.provenance[name] = {**row.provenance.get(name, {}), **known}
            changed |= {name, "provenance"}
        elif value == getattr(row, name) and _is_better_known(row.provenance.get(name, {}), known):
            _note_origin(row, name, known)
            changed.add("provenance")
        elif not head.fills and _differs(getattr(row, name), value, known):
            if _note_other(row, name, value, source):
                changed.add("provenance")
            merged.conflicts.append(f"{row.symbol}: {name} is held as {getattr(row, name)!s:.80}")
    if head.has_text and row.holding != Holding.FULL_TEXT:
        row.holding = Holding.FULL_TEXT
        changed.add("holding")
    return changed


def _is_better_known(stands: Mapping, known: Mapping) -> bool:
    """Whether a text prints what was only known from elsewhere."""
    printed = Origin.PRINTED.value
    return known.get("origin") == printed and stands.get("origin") not in (None, printed)


def _note_origin(row: Resolution, name: str, known: Mapping) -> None:
    """Say of a value that stands how it is known now, and keep who else has it."""
    before = row.provenance[name]
    row.provenance[name] = {**known}
    if before.get("origin") == Origin.EDITOR and before.get("source"):
        _note_other(row, name, getattr(row, name), before["source"])


def _differs(held: Any, value: Any, known: Mapping) -> bool:
    given = value not in EMPTY and known.get("origin") != Origin.COMPUTED
    return given and held not in EMPTY and held != value


def _yields(row: Resolution, name: str, value: Any, head: Head, source: str) -> bool:
    """Whether what is held under a name gives way to what a head has."""
    held, known = getattr(row, name), head.provenance.get(name, {})
    if value == held or (value in EMPTY and name != "warnings"):
        return False
    if held in EMPTY or name == "warnings" or (row._state.adding and name not in row.provenance):
        return True
    if head.fills:
        return False
    stands = row.provenance.get(name, {})
    if stands.get("origin") == Origin.COMPUTED:
        return known.get("origin") != Origin.COMPUTED
    if stands.get("source", "").startswith(BY_HAND):
        return False
    return known.get("origin") == Origin.PRINTED or stands.get("source") == source


def _keep_other(row: Resolution, name: str, source: str) -> None:
    """Note a value that gives way, if another source gave it."""
    stands, held = row.provenance.get(name, {}), getattr(row, name)
    foreign = stands.get("source") not in (None, source)
    if held not in EMPTY and foreign and stands.get("origin") != Origin.COMPUTED:
        _note_other(row, name, held, stands["source"])


def _note_other(row: Resolution, name: str, value: Any, source: str) -> bool:
    """Keep what another source has beside what is held; say whether that is new."""
    known = dict(row.provenance.get(name, {}))
    other = {"value": value if isinstance(value, (int, list)) else str(value), "source": source}
    others = [each for each in known.get("others", ()) if each["source"] != source]
    new = other not in known.get("others", ())
    row.provenance[name] = known | {"others": [*others, other]}
    return new


def _save(merged: Merged, changed: Mapping[str, set[str]]) -> None:
    for row in merged.rows.values():
        row.sort_by_symbol()
    added = [merged.rows[symbol] for symbol in sorted(merged.new)]
    Resolution.objects.bulk_create(added)
    updated = [
        row for symbol, row in merged.rows.items() if symbol not in merged.new and changed[symbol]
    ]
    names = set().union(*(changed[row.symbol] for row in updated)) if updated else set()
    for row in updated:
        row.updated_at = timezone.now()
    if updated:
        Resolution.objects.bulk_update(updated, [*sorted(names), "updated_at"], batch_size=200)
