"""Whether what was read fits the columns that it goes to."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from resolutions.ingest.document import CitationSpan, ParsedParagraph, ParsedResolution, Refused
from resolutions.models import Citation, Note, Paragraph, Resolution, Sponsorship


def check_fits(parsed: ParsedResolution) -> None:
    """
    Raise `Refused` for a document with a part longer than the archive keeps.

    Of the head, only what an editor's form does not show; `check_head` checks it all.
    """
    for model, name, value in measured(parsed):
        field = model._meta.get_field(name)
        if len(value) > field.max_length:
            raise Refused(
                "part-too-long",
                f"The {model._meta.verbose_name} {field.verbose_name} “{value[:30]}…” is longer "
                f"than {field.max_length} characters, so it was hardly read as meant; correct "
                "the file there and send it again.",
            )


def check_head(resolution: Resolution) -> None:
    """Raise `Refused` for a head with a value too long or too large for its column."""
    resolution.sort_by_symbol()
    for field in resolution._meta.concrete_fields:
        value = None if field.generated else getattr(resolution, field.attname)
        try:
            field.run_validators(value)
        except ValidationError as error:
            raise Refused(
                "part-too-long",
                f"The {field.verbose_name} “{str(value)[:30]}…” does not fit in the archive, so it "
                f"was hardly read as meant. {' '.join(error.messages)}",
            ) from error


def measured(parsed: ParsedResolution) -> Iterator[tuple]:
    """Yield (model, field, value) for every value of limited length."""
    yield Resolution, "formula", parsed.formula
    yield Resolution, "body", parsed.masthead.body or ""
    for sponsor in (*parsed.masthead.sponsors, *parsed.masthead.additional_sponsors):
        yield Sponsorship, "printed", sponsor.printed
        yield Sponsorship, "on_behalf_of", sponsor.on_behalf_of
    for note in parsed.notes:
        yield Note, "mark", note.mark
        yield from measured_citations(note.citations)
    for part in (parsed.paragraphs, *(annex.paragraphs for annex in parsed.annexes)):
        for paragraph in part:
            yield from measured_paragraph(paragraph)


def measured_paragraph(paragraph: ParsedParagraph) -> Iterator[tuple]:
    for name in ("anchor", "number", "opening"):
        yield Paragraph, name, getattr(paragraph, name)
    yield from measured_citations(paragraph.citations)
    for child in paragraph.children:
        yield from measured_paragraph(child)


def measured_citations(citations: tuple[CitationSpan, ...]) -> Iterator[tuple]:
    for citation in citations:
        for name in ("symbol", "name", "verb", "pinpoint"):
            yield Citation, name, getattr(citation, name)
