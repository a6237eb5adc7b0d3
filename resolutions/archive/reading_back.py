"""A text as it is held, again as the document that was stored."""

from collections import defaultdict
from collections.abc import Iterable

from resolutions.apparatus import Apparatus, Cited, apparatus_of
from resolutions.archive.masthead import COMMITTEES, PRINTED, STAGES
from resolutions.ingest.document import (
    CitationSpan,
    Masthead,
    NoteMark,
    ParsedAnnex,
    ParsedNote,
    ParsedParagraph,
    ParsedResolution,
    ParsedSponsor,
    ParseWarning,
)
from resolutions.models import Paragraph, Resolution
from resolutions.vocabulary import Committee, Origin, ParagraphKind, Part, SponsorRole

KINDS = {stage: kind for kind, stage in STAGES.items()}


def document_of(resolution: Resolution, language: str) -> ParsedResolution:
    """
    Return the document whose storing gives the rows that are held, citations included.

    Fields of the head that an editor supplied are not in it; they are `facts_of`.
    """
    rows = resolution.paragraphs.filter(language=language).order_by("order").defer("wording")
    apparatus = apparatus_of(resolution, language)
    version = resolution.versions.filter(language=language).first()
    body, annexes = _parts(rows)
    return ParsedResolution(
        kind=KINDS.get(resolution.stage, "resolution"),
        masthead=masthead_of(resolution),
        formula=(version and version.formula) or resolution.formula,
        paragraphs=_tree(body, apparatus),
        notes=tuple(
            ParsedNote(note.mark, note.text, _spans(apparatus.in_notes.get(note.key, ())))
            for note in apparatus.notes
        ),
        annexes=tuple(_annex(paragraphs, apparatus) for _, paragraphs in sorted(annexes.items())),
        warnings=tuple(
            ParseWarning(each["code"], each["message"], each.get("anchor") or "")
            for each in resolution.warnings
        ),
        language=language,
    )


def facts_of(resolution: Resolution) -> dict:
    """The fields of the head that an editor supplied, as JSON values."""
    names = [*PRINTED, "committee", "stage", "series", "year"]
    supplied = [name for name in names if resolution.origin_of(name) == Origin.EDITOR]
    values = {name: getattr(resolution, name) for name in supplied}
    facts = {name: _plain(value) for name, value in values.items()}
    return facts | ({"series": resolution.series} if resolution.series else {})


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def masthead_of(resolution: Resolution) -> Masthead:
    """The head as it was printed, sponsors included."""
    printed = [n for n in PRINTED if resolution.origin_of(n) == Origin.PRINTED]
    values = {name: getattr(resolution, name) for name in printed}
    if "original_languages" in values:
        values["original_languages"] = tuple(values["original_languages"])
    named = {value: label for label, value in COMMITTEES.items()}
    if resolution.origin_of("committee") == Origin.PRINTED:
        values["committee"] = named[Committee(resolution.committee)]
    rows = resolution.sponsorships.filter(role=SponsorRole.ORIGINAL, source="Printed in the text")
    sponsors = tuple(
        ParsedSponsor(row.printed, row.sponsor.slug if row.sponsor else "", row.on_behalf_of)
        for row in rows.select_related("sponsor").order_by("order")
    )
    return Masthead(**values, sponsors=sponsors)


def _parts(rows: Iterable[Paragraph]) -> tuple[list[Paragraph], dict[int, list[Paragraph]]]:
    body, annexes = [], defaultdict(list)
    for row in rows:
        if row.part == Part.ANNEX and row.anchor.startswith("annex"):
            number = row.anchor.partition("-")[0].removeprefix("annex")
            annexes[int(number or 1)].append(row)
        else:
            body.append(row)
    return body, annexes


def _annex(rows: list[Paragraph], apparatus: Apparatus) -> ParsedAnnex:
    first = rows[0]
    if first.kind == ParagraphKind.HEADING and first.anchor.endswith("-title"):
        return ParsedAnnex(first.text, _tree(rows[1:], apparatus), first.text)
    return ParsedAnnex("", _tree(rows, apparatus))


def _tree(rows: list[Paragraph], apparatus: Apparatus) -> tuple[ParsedParagraph, ...]:
    below = defaultdict(list)
    held = {row.pk for row in rows}
    for row in rows:
        below[row.parent_id if row.parent_id in held else None].append(row)

    def built(parent: int | None) -> tuple[ParsedParagraph, ...]:
        return tuple(_paragraph(row, built(row.pk), apparatus) for row in below[parent])

    return built(None)


def _paragraph(
    row: Paragraph, children: tuple[ParsedParagraph, ...], apparatus: Apparatus
) -> ParsedParagraph:
    return ParsedParagraph(
        row.anchor,
        ParagraphKind(row.kind),
        row.number,
        row.opening,
        row.text,
        tuple(
            NoteMark(note.mark, position) for position, note in apparatus.references.get(row.pk, ())
        ),
        _spans(apparatus.citations.get(row.pk, ())),
        children,
    )


def _spans(citations: Iterable[Cited]) -> tuple[CitationSpan, ...]:
    return tuple(
        CitationSpan(c.start, c.end, c.symbol, c.date, c.verb, c.pinpoint, c.name)
        for c in citations
    )
