"""Metadata and preface."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from resolutions.ingest.document import Masthead, ParsedResolution, Workflow
from resolutions.renditions.akoma import workflow
from resolutions.renditions.akoma.elements import below, element
from resolutions.renditions.akoma.inline import Notes
from resolutions.renditions.akoma.workflow import NO_DATE
from resolutions.vocabulary import Committee
from resolutions.wording import day, ordinal

LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "ru": "rus",
    "zh": "zho",
}
FORMAT = "application/akn+xml"
NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Names:
    """The parts of a document's names: IRIs as AKN4UN asks for, of the United Nations' text."""

    number: str
    dated: str
    issued: str
    language: str

    @classmethod
    def of(cls, document: ParsedResolution) -> "Names":
        head = document.masthead
        number = (head.symbol or "unnumbered").replace("/", "-").replace(" ", "_")
        dated = head.adopted_on or head.issued_on
        return cls(
            number=number,
            dated=dated.isoformat() if dated else NO_DATE,
            issued=(head.issued_on or dated).isoformat() if dated else NO_DATE,
            language=LANGUAGES.get(document.language, "eng"),
        )

    @property
    def work(self) -> str:
        return f"/akn/un/statement/deliberation/un-ga/{self.dated}/{self.number}"

    @property
    def expression(self) -> str:
        return f"{self.work}/{self.language}@"


def meta(
    document: ParsedResolution,
    names: Names,
    eids: Mapping[str, str] = NONE,
    component: str = "main",
) -> etree._Element:
    """Make the metadata; `eids` are the identifiers of paragraphs by anchor."""
    made = element("meta")
    identification = below(made, "identification", source="#archive")
    adopted = document.masthead.adopted_on is not None
    work = level(identification, "FRBRWork", f"{names.work}/!{component}", names.work)
    below(work, "FRBRdate", date=names.dated, name="adoption" if adopted else "issue")
    below(work, "FRBRauthor", href="#ga", as_="#author")
    below(work, "FRBRcountry", value="un")
    expression = level(
        identification, "FRBRExpression", f"{names.expression}/!{component}", names.expression
    )
    below(expression, "FRBRdate", date=names.issued, name="publication")
    below(expression, "FRBRauthor", href="#ga", as_="#issuer")
    below(expression, "FRBRlanguage", language=names.language)
    file = level(
        identification,
        "FRBRManifestation",
        f"{names.expression}/!{component}.xml",
        f"{names.expression}.xml",
    )
    below(file, "FRBRdate", date=names.issued, name="markup")
    below(file, "FRBRauthor", href="#archive", as_="#editor")
    below(file, "FRBRformat", value=FORMAT)
    if component == "main":
        if document.workflow:
            workflow.add(made, document.workflow, eids)
        references(made, document.masthead, document.workflow)
    return made


def level(parent: etree._Element, name: str, this: str, uri: str) -> etree._Element:
    made = below(parent, name)
    below(made, "FRBRthis", value=this)
    below(made, "FRBRuri", value=uri)
    return made


def references(parent: etree._Element, head: Masthead, held: Workflow | None) -> None:
    made = below(parent, "references", source="#archive")
    voted = {each.body for each in held.votes_beside} if held else set()
    for eid, shown in (
        ("ga", head.body or "General Assembly"),
        *((body, Committee(body).label) for body in sorted(voted)),
        ("archive", "Cyber Norms Archive"),
    ):
        below(
            made,
            "TLCOrganization",
            eId=eid,
            href=f"/akn/ontology/organization/un/{eid}",
            showAs=shown,
        )
    for role in ("author", "issuer", "editor"):
        below(
            made,
            "TLCRole",
            eId=role,
            href=f"/akn/ontology/role/un/{role}",
            showAs=role.capitalize(),
        )


def preface(document: ParsedResolution, notes: Notes) -> etree._Element:
    """The masthead: a paragraph for each line that the document is known by."""
    head = document.masthead
    made = element("preface")
    lines = [
        ("docNumber", head.symbol, {}),
        ("docStatus", head.distribution and f"Distr.: {head.distribution}", {}),
        *dates(head),
        ("session", head.session and f"{ordinal(head.session)} session", sessions(head)),
        ("docProponent", head.committee, {}),
        ("inline", head.agenda_item and f"Agenda item {head.agenda_item}", named("agenda item")),
        ("inline", head.agenda_title, named("agenda item name")),
        ("inline", head.committee_report, named("originating document")),
        ("location", head.meeting, {"refersTo": "#adoptionMeeting"}),
        *(("docProponent", sponsor.printed, {}) for sponsor in head.sponsors),
    ]
    for name, words, attributes in lines:
        if words:
            below(below(made, "p"), name, words, **attributes)
    marks = {mark.mark for mark in all_marks(document)}
    title = below(below(made, "p"), "docTitle", head.title or "", refersTo="#resolutionTitle")
    for note in notes.unmarked(marks):
        title.append(note)
    return made


def dates(head: Masthead) -> list[tuple[str, str, dict[str, str]]]:
    days: list[tuple[date | None, str]] = [
        (head.issued_on, "#dateOfIssuance"),
        (head.adopted_on, "#adoptionDate"),
    ]
    return [
        ("docDate", day(when), {"date": when.isoformat(), "refersTo": what})
        for when, what in days
        if when
    ]


def sessions(head: Masthead) -> dict[str, str]:
    return {"value": str(head.session)}


def named(name: str) -> dict[str, str]:
    return {"name": name}


def all_marks(document: ParsedResolution):
    pending = [*document.paragraphs, *(p for annex in document.annexes for p in annex.paragraphs)]
    while pending:
        paragraph = pending.pop()
        yield from paragraph.marks
        pending += paragraph.children
