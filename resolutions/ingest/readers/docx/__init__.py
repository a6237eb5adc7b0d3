"""
Word files (.docx): the text as Word prints it, tracked changes taken as accepted.

    package    the zip archive and its parts
    styles     how text is set, by style and directly
    numbering  automatic numbers; `numerals` prints them
    footnotes  notes and their marks
    comments   what was said in the margin
    layout     how paragraphs and pictures stand on the page
    paragraph  one paragraph while it is read
    writer     characters with their style; `fields` and `symbols` help it
    story      the walk through the text
"""

from collections.abc import Iterator

from lxml import etree

from resolutions.ingest.document import ParseWarning, Place, Reading, Refused
from resolutions.ingest.readers.docx.comments import comments_in
from resolutions.ingest.readers.docx.footnotes import ENDNOTE, FOOTNOTE, Notes
from resolutions.ingest.readers.docx.names import R, W, child, is_on
from resolutions.ingest.readers.docx.numbering import Numbering
from resolutions.ingest.readers.docx.package import Package
from resolutions.ingest.readers.docx.story import Story
from resolutions.ingest.readers.docx.styles import Styles
from resolutions.ingest.readers.signatures import SAVE_AS

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_WARNINGS = {
    "damaged": "The file is damaged or cut short; some of its text may be missing.",
    "tracked-changes": "The file holds tracked changes; it was read as if all were accepted.",
    "hidden-text": "The file holds text that its readers do not see; it was left out.",
    "struck-text": "The file holds text with a line through it; it was read as text.",
    "comments": "The file holds comments; they are not part of the text.",
    "equations": "The file holds equations; they were read as plain characters.",
    "pictures": "The file holds pictures; if they show text, it was not read.",
    "embedded": "The file draws in other files; they were not read.",
}


def accepts(data: bytes) -> bool:
    """Every zip archive: what is no Word file is refused by name."""
    return data.startswith(_ZIP)


def read(data: bytes) -> Reading:
    """
    Give each paragraph as a whole line, notes after the paragraph that refers to them.

    A line break in a paragraph is `\\n`. What heads the first page alone comes
    first, as part of the text; running heads and feet come last.
    """
    package = Package(data)
    body = _body(package)
    settings, sections = package.part("settings"), _sections(body)
    styles = Styles(package.part("styles"))
    bodies = {FOOTNOTE: package.part("footnotes"), ENDNOTE: package.part("endnotes")}
    story = Story(
        styles,
        Numbering(package.part("numbering"), styles),
        Notes(bodies, settings),
        sections,
        comments_in(package.part("comments")),
    )
    first, running = _heads_and_feet(sections, settings)
    for head in _parts(package, first):
        story.read(head)
    story.read(body)
    for part in _parts(package, running):
        story.read(part, Place.RUNNING)
    _refuse_empty(story)
    return Reading("docx", tuple(story.lines), _warnings(package, story), tuple(story.changes))


def _body(package: Package) -> etree._Element:
    root = package.root(package.main)
    if root is None:
        again = "open the document in Word, save it again and send that."
        raise Refused("damaged-file", f"The Word file is damaged and cannot be read; {again}")
    body = child(root, "body")
    if body is None:
        raise Refused("no-text", "The Word file holds no text; send one that holds a document.")
    for further in list(root.iterchildren(W + "body"))[1:]:
        body.extend(further)
    return body


def _sections(body: etree._Element) -> list[etree._Element]:
    """The properties of the sections in order, without those that were changed."""
    found = []
    for properties in body.iter(W + "sectPr"):
        parent = properties.getparent()
        if parent is body or (parent.tag == W + "pPr" and parent.getparent().tag == W + "p"):
            found.append(properties)
    return found


def _heads_and_feet(
    sections: list[etree._Element], settings: etree._Element | None
) -> tuple[list[str], list[str]]:
    """Name what heads the first page alone, and the heads and feet that run."""
    even = _has(settings, "evenAndOddHeaders")
    first, running = [], []
    for number, section in enumerate(sections):
        shown = {"default": True, "even": even, "first": _has(section, "titlePg")}
        for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
            kind = reference.get(W + "type", "default")
            if not shown.get(kind, True):
                continue
            heads = kind == "first" and not number and reference.tag == W + "headerReference"
            (first if heads else running).append(reference.get(R + "id", ""))
    return first, running


def _has(element: etree._Element | None, name: str) -> bool:
    found = child(element, name)
    return found is not None and is_on(found)


def _parts(package: Package, identifiers: list[str]) -> Iterator[etree._Element]:
    """The parts of these names, each once."""
    for name in dict.fromkeys(map(package.target, identifiers)):
        root = None if name is None else package.root(name)
        if root is not None:
            yield root


def _refuse_empty(story: Story) -> None:
    if any(line.place is not Place.RUNNING for line in story.lines):
        return
    if "pictures" in story.doubts:
        message = "The Word file holds pictures of text, which are not read; "
        raise Refused("no-text", message + SAVE_AS)
    raise Refused("no-text", "The Word file holds no text; send one that holds a document.")


def _warnings(package: Package, story: Story) -> tuple[ParseWarning, ...]:
    doubts = set(story.doubts)
    if package.damaged:
        doubts.add("damaged")
    if any(change.kind != "comment" for change in story.changes):
        doubts.add("tracked-changes")
    return tuple(ParseWarning(code, said) for code, said in _WARNINGS.items() if code in doubts)
