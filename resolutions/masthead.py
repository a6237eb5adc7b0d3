"""What the head of a text says, and how the archive knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resolutions.models import Resolution
from resolutions.vocabulary import Origin
from resolutions.wording import day, session_name

FIELDS = {
    "symbol": "Symbol",
    "stage": "Status",
    "title": "Title",
    "body": "Body",
    "committee": "Committee",
    "session": "Session",
    "year": "Year",
    "agenda_item": "Agenda item",
    "agenda_title": "Title of the agenda item",
    "issued_on": "Date of issue",
    "adopted_on": "Date of adoption",
    "meeting": "Meeting",
    "committee_report": "Report of the committee",
    "distribution": "Distribution",
    "original_languages": "Original language",
    "formula": "Enacting formula",
}
# Fields that a reader takes for granted as the text's own, so that a word is due where they
# are not.
FLAGGED = {"symbol": "Symbol", "title": "Title", "issued_on": "Date"}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    origin: str
    source: str


def facts(text: Resolution) -> Iterator[Fact]:
    """Yield every field that the archive has a value for, with how it is known."""
    for name, label in FIELDS.items():
        known = text.provenance.get(name)
        value = shown(text, name)
        if known and value:
            origin = Origin(known["origin"])
            yield Fact(label, value, origin.label, known.get("source", ""))


def flags(text: Resolution) -> list[str]:
    """Say which parts of the head an editor added to a text that was read from a file."""
    if not text.has_text:
        return []
    return [
        f"{label} added by editor: not printed in the source file"
        for name, label in FLAGGED.items()
        if text.origin_of(name) == Origin.EDITOR
    ]


def shown(text: Resolution, name: str) -> str:
    """The value of a field in words, "" where it has none."""
    if name == "session":
        return session_name(text.session, text.session_kind) if text.session else ""
    display = getattr(text, f"get_{name}_display", None)
    value = display() if display else getattr(text, name)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(value)
    return str(value) if value else ""
