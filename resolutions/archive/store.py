"""A parsed text becomes rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from resolutions import states
from resolutions.archive.acting import replacing
from resolutions.archive.actors import actor_keys
from resolutions.archive.fits import check_fits, check_head
from resolutions.archive.links import link_citations, unlink_citations
from resolutions.archive.masthead import PRINTED, fields_of
from resolutions.archive.tracing import retrace
from resolutions.archive.withdrawals import taken_back
from resolutions.ingest.document import CitationSpan, ParsedParagraph, ParsedResolution
from resolutions.models import (
    Citation,
    LanguageVersion,
    Note,
    NoteReference,
    Paragraph,
    Resolution,
    SourceFile,
    Sponsorship,
)
from resolutions.vocabulary import Holding, Origin, ParagraphKind, Part, SponsorRole

PARTS = {
    ParagraphKind.PREAMBULAR: Part.PREAMBLE,
    ParagraphKind.OPERATIVE: Part.OPERATIVE,
    ParagraphKind.ANNEX: Part.ANNEX,
}
# Serialises stores: two files of one symbol at once become one text, the later
# one's. An arbitrary number, taken for this purpose only.
STORE_LOCK = 7_128_077
# What a text can say of itself: printed in its head, or computed from that.
GIVEN = {*PRINTED, "committee", "formula", "stage", "year"}
# The source of a language version whose file the archive keeps.
UPLOADED = "File kept as supplied"


@transaction.atomic
def store(
    parsed: ParsedResolution,
    *,
    source: SourceFile | None = None,
    facts: Mapping[str, Any] | None = None,
    facts_source: str = "",
    into: Resolution | None = None,
) -> Resolution:
    """
    Store a text and return its document, unpublished if it is new.

    `facts` are fields of the document that an editor supplies (see
    `masthead.fields_of`), `slug` among them for a text without a symbol; an empty
    one empties its field. A text of a symbol or slug that is held replaces what
    that one's source said and keeps its row, so that its address, its links and
    its anchors go on working; facts that an editor supplied before stay. `into` names
    the row where that is known. Raises `Refused`, and stores nothing, where a part is
    too long for the archive.
    """
    check_fits(parsed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
    facts = dict(facts or {})
    slug = facts.pop("slug", None)
    fields, provenance = fields_of(parsed, facts, facts_source)
    resolution = into or held(fields.get("symbol"), slug) or Resolution()
    forget(resolution, emptied={name for name in facts if name not in fields})
    describe(resolution, fields, provenance)
    resolution.slug = slug or resolution.slug
    if not resolution.symbol and not resolution.slug:
        resolution.slug = free_slug(fields)
    resolution.holding = Holding.FULL_TEXT
    resolution.warnings = [
        {"code": w.code, "message": w.message, "anchor": w.anchor} for w in parsed.warnings
    ]
    check_head(resolution)
    resolution.save()
    unlink_citations(resolution)
    replace_text(resolution, parsed)
    replace_sponsors(resolution, parsed)
    if source:
        source.resolution = resolution
        source.save(update_fields=["resolution"])
    link_citations()
    if resolution.is_published:
        retrace(resolution)
    return resolution


def held(symbol: str | None, slug: str | None) -> Resolution | None:
    by_symbol = symbol and Resolution.objects.filter(symbol=symbol).first()
    return by_symbol or (slug and Resolution.objects.filter(slug=slug).first()) or None


def forget(resolution: Resolution, emptied: set[str]) -> None:
    """
    Empty the fields that an editor empties, and those that an earlier text gave.

    The symbol stays: it is the address of the text; so do facts that no text prints, such
    as the number of a library's record. Saves nothing.
    """
    given = {
        name
        for name, known in resolution.provenance.items()
        if known["origin"] != Origin.EDITOR.value and name in GIVEN
    }
    for name in (given | emptied) - {"symbol"}:
        setattr(resolution, name, resolution._meta.get_field(name).get_default())
        resolution.provenance.pop(name, None)


def describe(
    resolution: Resolution, fields: Mapping[str, Any], provenance: Mapping[str, dict]
) -> None:
    """Set fields of a document together with how each is known. Saves nothing."""
    for name, value in fields.items():
        setattr(resolution, name, value)
    resolution.provenance = {**resolution.provenance, **provenance}


def free_slug(fields: Mapping[str, Any]) -> str:
    """Return a slug that no text has: stage, session and date, and a number if need be."""
    when = fields.get("issued_on") or fields.get("year") or ""
    stem = slugify(f"{fields['stage']} {fields.get('session') or ''} {when}")
    taken = set(Resolution.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def replace_text(resolution: Resolution, parsed: ParsedResolution) -> None:
    """Replace the paragraphs, notes and citations of one language version."""
    version = {"resolution": resolution, "language": parsed.language}
    Paragraph.objects.filter(**version).delete()
    Note.objects.filter(**version).delete()
    notes = Note.objects.bulk_create(
        Note(**version, order=order, mark=note.mark, text=note.text)
        for order, note in enumerate(parsed.notes, 1)
    )
    citations = [
        citation(span, **version, note=row)
        for row, note in zip(notes, parsed.notes, strict=True)
        for span in note.citations
    ]
    references = []
    by_mark = {note.mark: note for note in reversed(notes)}
    for row, paragraph in paragraph_rows(version, parsed):
        citations += [citation(span, **version, paragraph=row) for span in paragraph.citations]
        references += [
            NoteReference(note=by_mark[mark.mark], paragraph=row, position=mark.position)
            for mark in paragraph.marks
            if mark.mark in by_mark
        ]
    NoteReference.objects.bulk_create(references)
    Citation.objects.bulk_create(citations)
    describe_version(version, parsed)


def describe_version(version: Mapping[str, Any], parsed: ParsedResolution) -> None:
    """Note what a language version calls itself, how long it is, and when it was stored."""
    texts = Paragraph.objects.filter(**version).exclude(kind=ParagraphKind.HEADING)
    LanguageVersion.objects.update_or_create(
        **version,
        defaults={
            "title": parsed.masthead.title or "",
            "agenda_title": parsed.masthead.agenda_title or "",
            "formula": parsed.formula,
            "paragraph_count": texts.count(),
            "source": UPLOADED,
            "item": None,
            "stored_at": timezone.now(),
        },
    )


def paragraph_rows(
    version: Mapping[str, Any], parsed: ParsedResolution
) -> list[tuple[Paragraph, ParsedParagraph]]:
    """Create the paragraphs of a text, parents before children, level by level."""
    laid_out = list(reading_order(parsed))
    rows: dict[int, Paragraph] = {}
    for depth in range(max((entry[2] for entry in laid_out), default=-1) + 1):
        level = [entry for entry in laid_out if entry[2] == depth]
        created = Paragraph.objects.bulk_create(
            Paragraph(
                **version,
                order=order,
                kind=paragraph.kind,
                part=part,
                anchor=paragraph.anchor,
                number=paragraph.number,
                opening=paragraph.opening,
                text=paragraph.text,
                parent=rows.get(parent),
            )
            for order, paragraph, _, parent, part in level
        )
        rows.update((entry[0], row) for entry, row in zip(level, created, strict=True))
    return [(rows[order], paragraph) for order, paragraph, *_ in laid_out]


def reading_order(
    parsed: ParsedResolution,
) -> Iterator[tuple[int, ParsedParagraph, int, int, Part]]:
    """Yield (order from 1, paragraph, depth, order of its parent or 0, part)."""
    order = 0

    def walk(paragraph, depth, parent, part):
        nonlocal order
        order += 1
        here = order
        yield here, paragraph, depth, parent, part
        for child in paragraph.children:
            yield from walk(child, depth + 1, here, part)

    part = Part.PREAMBLE
    for paragraph, following in zip(
        parsed.paragraphs, [*parsed.paragraphs[1:], None], strict=False
    ):
        # A heading belongs to what stands below it.
        under = following if paragraph.kind == ParagraphKind.HEADING and following else paragraph
        part = PARTS.get(under.kind, part)
        yield from walk(paragraph, 0, 0, part)
    for number, annex in enumerate(parsed.annexes, 1):
        title = ParsedParagraph(f"annex{number}-title", ParagraphKind.HEADING, "", "", annex.title)
        for paragraph in (title, *annex.paragraphs) if annex.title else annex.paragraphs:
            yield from walk(paragraph, 0, 0, Part.ANNEX)


def citation(span: CitationSpan, **place: Any) -> Citation:
    return Citation(
        **place,
        start=span.start,
        end=span.end,
        symbol=span.symbol,
        name=span.name,
        date=span.date,
        verb=span.verb,
        pinpoint=span.pinpoint,
    )


def replace_sponsors(resolution: Resolution, parsed: ParsedResolution) -> None:
    """Set the sponsors of each role to those that the text itself names, if it names any."""
    named = {
        SponsorRole.ORIGINAL: parsed.masthead.sponsors,
        SponsorRole.ADDITIONAL: parsed.masthead.additional_sponsors,
    }
    printed = [(role, order, each) for role in named for order, each in enumerate(named[role], 1)]
    rows = actor_keys()
    with replacing():
        resolution.sponsorships.filter(role__in=[role for role in named if named[role]]).delete()
    gone = taken_back(Sponsorship, [resolution.pk], "role", "printed")
    Sponsorship.objects.bulk_create(
        Sponsorship(
            resolution=resolution,
            sponsor_id=rows.get(sponsor.slug),
            printed=sponsor.printed,
            on_behalf_of=sponsor.on_behalf_of,
            group_id=rows.get(states.slug_of(sponsor.on_behalf_of)),
            role=role,
            order=order,
            source="Printed in the text",
        )
        for role, order, sponsor in printed
        if (role, sponsor.printed) not in gone
    )
