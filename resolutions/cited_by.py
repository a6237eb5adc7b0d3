"""Which texts cite a document, and in which paragraphs."""

from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from resolutions.models import Citation, Paragraph, Resolution
from resolutions.vocabulary import Language

PARAGRAPHS_UNREAD = ("text", "search_vector", "exact_vector")


@dataclass(slots=True)
class CitingText:
    """A published text and those of its paragraphs that cite a document, in reading order."""

    resolution: Resolution
    paragraphs: list[Paragraph] = field(default_factory=list)


def citing(symbol: str) -> list[CitingText]:
    """
    Return the published texts that cite `symbol`, newest first; three queries.

    A paragraph cites what it names itself and what its footnotes name. A text held in
    several languages is told in one of them. Works for documents that the archive does
    not hold.
    """
    citations = (
        Citation.objects.filter(pk__in=once_each(symbol))
        .select_related("paragraph__resolution", "note__resolution")
        .prefetch_related("note__references__paragraph")
        .defer(*(f"paragraph__{name}" for name in PARAGRAPHS_UNREAD))
    )
    found: dict[int, dict[int, Paragraph]] = {}
    texts: dict[int, Resolution] = {}
    for citation in citations:
        for paragraph in paragraphs_of(citation):
            resolution = (citation.paragraph or citation.note).resolution
            texts[resolution.pk] = paragraph.resolution = resolution
            found.setdefault(resolution.pk, {})[paragraph.order] = paragraph
    return [
        CitingText(text, [found[text.pk][order] for order in sorted(found[text.pk])])
        for text in sorted(texts.values(), key=newest_last, reverse=True)
    ]


def once_each(symbol: str) -> list[int]:
    """The citations of a document, those of one language of each text: English, if it has that."""
    rows = list(
        Citation.objects.published()
        .filter(symbol=symbol)
        .order_by()
        .values_list(
            "pk",
            Coalesce("paragraph__resolution", "note__resolution"),
            Coalesce("paragraph__language", "note__language"),
        )
    )
    languages: dict[int, str] = {}
    for _, text, language in rows:
        languages[text] = min(language, languages.get(text, language), key=english_first)
    return [pk for pk, text, language in rows if languages[text] == language]


def english_first(language: str) -> tuple[bool, str]:
    return language != Language.ENGLISH, language


def paragraphs_of(citation: Citation) -> list[Paragraph]:
    if citation.paragraph:
        return [citation.paragraph]
    return [reference.paragraph for reference in citation.note.references.all()]


def newest_last(resolution: Resolution) -> tuple:
    dated = resolution.dated.toordinal() if resolution.dated else 0
    return (resolution.year or 0, dated, resolution.session or 0, resolution.number or 0)
