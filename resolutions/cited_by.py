"""Which texts cite a document, and in which paragraphs."""

import re
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from resolutions.models import Citation, CitedDocument, Paragraph, Resolution

# "paragraph 16 (b)", "paragraphs 5, 7 and 33 to 37": operative paragraphs; sections are not.
MEANT = re.compile(r"paragraphs? (?P<numbers>\d{1,3}(?: \([a-z]\))?(?:(?:,| and| to) \d{1,3})*)")
NUMBER = re.compile(r"(?:(?P<from>\d{1,3}) to )?(?P<number>\d{1,3})(?: \((?P<point>[a-z])\))?")


@dataclass(slots=True)
class CitingPlace:
    """
    A paragraph that cites a document, by which verbs ("recalling", "welcoming").

    `meant` are the paragraphs of the document that it names, by anchor.
    """

    paragraph: Paragraph
    verbs: list[str] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)

    @property
    def targets(self) -> list[tuple[str, str]]:
        """The anchors of the paragraphs meant, and what delegates call these."""
        return [(anchor, Paragraph(anchor=anchor).label) for anchor in self.meant]

    def add(self, citation: Citation) -> None:
        if citation.verb and citation.verb not in self.verbs:
            self.verbs.append(citation.verb)
        self.meant += (a for a in anchors_in(citation.pinpoint) if a not in self.meant)


@dataclass(slots=True)
class CitingText:
    """A published text and its places that cite a document, in reading order."""

    resolution: Resolution
    places: list[CitingPlace] = field(default_factory=list)


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
    found: dict[int, dict[int, CitingPlace]] = {}
    texts: dict[int, Resolution] = {}
    for citation in citations:
        for paragraph in paragraphs_of(citation):
            text = paragraph.resolution = citation.resolution
            texts[text.pk] = text
            places = found.setdefault(text.pk, {})
            places.setdefault(paragraph.order, CitingPlace(paragraph)).add(citation)
    return [
        CitingText(text, [found[text.pk][order] for order in sorted(found[text.pk])])
        for text in sorted(texts.values(), key=newest_last, reverse=True)
    ]


def anchors_in(pinpoint: str) -> list[str]:
    """The anchors of the operative paragraphs that a citation names; none for sections."""
    match = MEANT.fullmatch(pinpoint)
    found = []
    for each in NUMBER.finditer(match["numbers"]) if match else ():
        last = int(each["number"])
        point = f"-{each['point']}" if each["point"] else ""
        found += [f"op{n}{point}" for n in range(int(each["from"] or last), last + 1)]
    return found


def paragraphs_of(citation: Citation) -> list[Paragraph]:
    if citation.paragraph:
        return [citation.paragraph]
    return [reference.paragraph for reference in citation.note.references.all()]


def newest_last(resolution: Resolution) -> tuple:
    dated = resolution.dated.toordinal() if resolution.dated else 0
    return (resolution.year or 0, dated, resolution.session or 0, resolution.number or 0)
