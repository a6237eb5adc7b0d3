"""Which texts cite a document, and in which paragraphs."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from resolutions.models import Citation, CitedDocument, Paragraph, Resolution


@dataclass(slots=True)
class CitingText:
    """A published text and those of its paragraphs that cite a document, in reading order."""

    resolution: Resolution
    paragraphs: list[Paragraph] = field(default_factory=list)


def citing(symbol: str) -> list[CitingText]:
    """
    Return the published texts that cite `symbol`, newest first; two queries.

    A paragraph cites what it names itself and what its footnotes name. A text held in
    several languages is told in one of them. Works for documents that the archive does
    not hold.
    """
    told = CitedDocument.objects.filter(
        resolution=OuterRef("resolution"), symbol=symbol, language=OuterRef("language")
    )
    citations = (
        Citation.objects.published()
        .filter(Exists(told), symbol=symbol)
        .select_related("resolution", "paragraph")
        .prefetch_related("note__references__paragraph")
        .defer("paragraph__text")
    )
    found: dict[int, dict[int, Paragraph]] = {}
    texts: dict[int, Resolution] = {}
    for citation in citations:
        for paragraph in paragraphs_of(citation):
            text = paragraph.resolution = citation.resolution
            texts[text.pk] = text
            found.setdefault(text.pk, {})[paragraph.order] = paragraph
    return [
        CitingText(text, [found[text.pk][order] for order in sorted(found[text.pk])])
        for text in sorted(texts.values(), key=newest_last, reverse=True)
    ]


def paragraphs_of(citation: Citation) -> list[Paragraph]:
    if citation.paragraph:
        return [citation.paragraph]
    return [reference.paragraph for reference in citation.note.references.all()]


def newest_last(resolution: Resolution) -> tuple:
    dated = resolution.dated.toordinal() if resolution.dated else 0
    return (resolution.year or 0, dated, resolution.session or 0, resolution.number or 0)
