"""
What the head of a page tells reference managers and search engines of its text.

Highwire tags (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing) and Dublin
Core (DCMI Metadata Terms); `citation_technical_report_institution` is what makes Zotero save
a report. Neither has `citation_author` or `DC.creator`: programs split such names into those
of a person ("Assembly, United Nations General"). The body is told as institution and
publisher; the files to import name it as author, whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resolutions.references.works import Work
from resolutions.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class Alternate:
    """The text in another form or language, at `href`; `language` is an ISO 639-1 code or ""."""

    href: str
    media_type: str = ""
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text in the language that its page shows: its title there, and its address."""

    language: str
    title: str
    url: str


def tags(work: Work, shown: Shown, subjects: Iterable[str], files: dict[str, str]):
    """Yield the names and contents of `meta` elements; `files` are addresses by media type."""
    found = [*highwire(work, shown, subjects, files), *dublin_core(work, shown, subjects)]
    yield from ((name, content) for name, content in found if content)


def highwire(
    work: Work, shown: Shown, subjects: Iterable[str], files: dict[str, str]
) -> Iterator[tuple[str, str]]:
    yield "z:itemType", "report"
    yield "citation_title", shown.title
    yield "citation_technical_report_institution", work.author
    yield "citation_technical_report_number", work.symbol
    yield "citation_publication_date", f"{work.dated:%Y/%m/%d}" if work.dated else ""
    yield "citation_year", "" if work.dated else str(work.year or "")
    yield "citation_language", shown.language
    yield "citation_public_url", shown.url
    yield "citation_fulltext_html_url", shown.url if files else ""
    yield from (("citation_keywords", subject) for subject in subjects)


def dublin_core(work: Work, shown: Shown, subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield "DC.title", shown.title
    yield "DC.publisher", work.author
    yield "DC.date", work.dated.isoformat() if work.dated else str(work.year or "")
    yield "DC.identifier", work.symbol
    yield "DC.identifier", work.official
    yield "DC.type", work.genre
    yield "DC.language", shown.language
    yield from (("DC.subject", subject) for subject in subjects)


def legislation(work: Work, shown: Shown, subjects: Iterable[str], files: dict[str, str]) -> dict:
    """The text as schema.org describes it; reports, which decide nothing, as reports."""
    adopted = work.text.adopted_on if work.number else None
    enacted = {
        "legislationIdentifier": work.symbol,
        "legislationType": work.genre,
        "legislationDate": adopted and adopted.isoformat(),
        "legislationPassedBy": body(work) if work.number else None,
    }
    is_report = work.text.kind == DocumentKind.REPORT
    found = {
        "@context": "https://schema.org",
        "@type": "Report" if is_report else "Legislation",
        "@id": shown.url,
        "url": shown.url,
        "name": shown.title,
        **({"reportNumber": work.symbol} if is_report else enacted),
        "datePublished": work.text.issued_on and work.text.issued_on.isoformat(),
        "publisher": body(work),
        "inLanguage": shown.language,
        "keywords": list(subjects),
        "sameAs": work.official,
        "encoding": [encoding(address, media_type) for media_type, address in files.items()],
        "sdPublisher": {"@type": "Organization", "name": "Cyber Norms Archive"},
    }
    return {name: value for name, value in found.items() if value}


def body(work: Work) -> dict:
    return {"@type": "GovernmentOrganization", "name": work.author}


def encoding(address: str, media_type: str) -> dict:
    """A file of the archive's, which has no legal value: the authentic text is the UN's."""
    return {
        "@type": "LegislationObject",
        "contentUrl": address,
        "encodingFormat": media_type,
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
    }
