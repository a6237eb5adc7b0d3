"""A stored text in one language, as the value that readers give and writers take."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch

from resolutions.ingest.document import (
    CitationSpan,
    Masthead,
    NoteMark,
    ParsedAnnex,
    ParsedNote,
    ParsedParagraph,
    ParsedResolution,
    ParsedSponsor,
)
from resolutions.models import Citation, LanguageVersion, Paragraph, Resolution
from resolutions.vocabulary import Language, ParagraphKind, Part, SponsorRole, Stage

KINDS = {
    Stage.ADOPTED: "resolution",
    Stage.REVISED: "revised-draft-resolution",
    Stage.DRAFT: "draft-resolution",
    Stage.WORKING: "working-text",
}
FORMAT = "archive"


def document_of(text: Resolution, version: LanguageVersion) -> ParsedResolution:
    """
    Return a language version of a text as one value; eight queries, whatever its length.

    Names of the document's own are in the language of the version where it has them.
    """
    paragraphs = text.paragraphs.filter(language=version.language).for_reading()
    citations = Prefetch("citations", Citation.objects.for_reading())
    notes = text.notes.filter(language=version.language).prefetch_related(citations)
    body, attached = trees(paragraphs)
    return ParsedResolution(
        kind=KINDS.get(text.stage, "resolution"),
        masthead=masthead_of(text, version),
        formula=version.formula or english(version, text.formula),
        paragraphs=body,
        notes=tuple(ParsedNote(each.mark, each.text, spans(each)) for each in notes),
        annexes=tuple(attached),
        language=version.language,
        format=FORMAT,
    )


def english(version: LanguageVersion, value: str) -> str:
    return value if version.language == Language.ENGLISH else ""


def masthead_of(text: Resolution, version: LanguageVersion) -> Masthead:
    sponsors = text.sponsorships.filter(role=SponsorRole.ORIGINAL)
    return Masthead(
        symbol=text.symbol,
        body=text.body,
        committee=text.get_committee_display() or None,
        session=None if text.session_kind else text.session,
        agenda_item=text.agenda_item or None,
        agenda_title=version.agenda_title or text.agenda_title or None,
        title=version.title or text.title,
        distribution=text.distribution or None,
        issued_on=text.issued_on,
        adopted_on=text.adopted_on,
        meeting=text.meeting or None,
        committee_report=text.committee_report or None,
        original_languages=tuple(text.original_languages),
        sponsors=tuple(
            ParsedSponsor(each.printed, on_behalf_of=each.on_behalf_of) for each in sponsors
        ),
    )


def trees(rows: Iterable[Paragraph]) -> tuple[tuple[ParsedParagraph, ...], list[ParsedAnnex]]:
    """The paragraphs of a text and its annexes, points below their paragraphs."""
    children: dict[int | None, list[Paragraph]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)

    def tree(row: Paragraph) -> ParsedParagraph:
        return ParsedParagraph(
            anchor=row.anchor,
            kind=ParagraphKind(row.kind),
            number=row.number,
            opening=row.opening,
            text=row.text,
            marks=tuple(
                NoteMark(each.note.mark, each.position) for each in row.note_references.all()
            ),
            citations=spans(row),
            children=tuple(tree(child) for child in children[row.pk]),
        )

    body = tuple(tree(row) for row in children[None] if row.part != Part.ANNEX)
    titles: dict[str, str] = {}
    annexes: dict[str, list[ParsedParagraph]] = {}
    for row in children[None]:
        if row.part == Part.ANNEX:
            name, _, rest = row.anchor.partition("-")
            annexes.setdefault(name, [])
            if rest == "title":
                titles[name] = row.text
            else:
                annexes[name].append(tree(row))
    return body, [ParsedAnnex(titles.get(name, ""), tuple(rows)) for name, rows in annexes.items()]


def spans(place) -> tuple[CitationSpan, ...]:
    """The citations of a paragraph or note, loaded beforehand."""
    return tuple(
        CitationSpan(
            start=each.start,
            end=each.end,
            symbol=each.symbol,
            date=each.date,
            verb=each.verb,
            pinpoint=each.pinpoint,
            name=each.name,
        )
        for each in place.citations.all()
    )
