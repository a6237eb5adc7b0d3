"""A document as plain text: a paragraph a line, points set in, footnotes at the end."""

from collections.abc import Iterable, Iterator

from resolutions.ingest.document import Masthead, ParsedParagraph, ParsedResolution
from resolutions.vocabulary import ParagraphKind
from resolutions.wording import day, ordinal

INDENT = "    "


def write(document: ParsedResolution, source: str) -> str:
    """Return the text, which ends with `source`: where it comes from, in a sentence."""
    parts = [*head(document.masthead), *body(document), source]
    return "\n\n".join(parts) + "\n"


def head(masthead: Masthead) -> Iterator[str]:
    if masthead.symbol:
        yield masthead.symbol
    if masthead.title:
        yield masthead.title
    facts = [
        masthead.body,
        f"{ordinal(masthead.session)} session" if masthead.session else "",
        masthead.committee,
        f"Agenda item {masthead.agenda_item}" if masthead.agenda_item else "",
        f"Issued {day(masthead.issued_on)}" if masthead.issued_on else "",
        f"Adopted {day(masthead.adopted_on)}" if masthead.adopted_on else "",
        masthead.meeting,
    ]
    yield "\n".join(filter(None, facts))
    if masthead.sponsors:
        yield "Sponsors: " + "; ".join(sponsor.printed for sponsor in masthead.sponsors)


def body(document: ParsedResolution) -> Iterator[str]:
    if document.formula:
        yield document.formula
    yield from lines(document.paragraphs)
    for annex in document.annexes:
        yield annex.title or "Annex"
        yield from lines(annex.paragraphs)
    if document.notes:
        yield "Notes\n\n" + "\n".join(f"[{note.mark}] {note.text}" for note in document.notes)


def lines(paragraphs: Iterable[ParsedParagraph], depth: int = 0) -> Iterator[str]:
    for paragraph in paragraphs:
        number = paragraph.number
        if paragraph.kind == ParagraphKind.HEADING:
            number = ""  # which its text begins with
        elif number and number[-1].isalnum():
            number += "."
        words = " ".join(filter(None, [number, marked(paragraph)]))
        yield "\n".join(f"{INDENT * depth}{line}" for line in words.split("\n"))
        yield from lines(paragraph.children, depth + 1)


def marked(paragraph: ParsedParagraph) -> str:
    """The words with the marks of footnotes in brackets, in their places."""
    text = paragraph.text
    for mark in sorted(paragraph.marks, key=lambda each: -each.position):
        text = f"{text[: mark.position]}[{mark.mark}]{text[mark.position :]}"
    return text
