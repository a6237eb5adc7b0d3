"""Preamble, main body and annexes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree

from resolutions.cells import is_table, rows_of
from resolutions.ingest.document import NoteMark, ParsedParagraph, ParsedResolution
from resolutions.ingest.numerals import to_roman
from resolutions.renditions.akoma.elements import Ids, below, element
from resolutions.renditions.akoma.head import Names, meta
from resolutions.renditions.akoma.inline import Notes, fill
from resolutions.vocabulary import ParagraphKind

BARE_NUMBER = re.compile(r"\d+(?: [a-z]+)?")
# A title that is a label itself needs none above it.
LABEL = re.compile(r"(?:Annexe?|Anexo|Приложение|المرفق|附件|Appendix|Enclosure)(?:\s?\S{1,7})?$")
LOCAL_IDS = {ParagraphKind.PREAMBULAR: "pp", ParagraphKind.HEADING: "h"}

Paragraphs = Sequence[ParsedParagraph]


def split(paragraphs: Paragraphs) -> tuple[Paragraphs, Paragraphs]:
    """The preamble, and the rest: headings go with what stands below them."""
    end = 0
    for place, paragraph in enumerate(paragraphs):
        if paragraph.kind == ParagraphKind.PREAMBULAR:
            end = place + 1
        elif paragraph.kind != ParagraphKind.HEADING:
            break
    return paragraphs[:end], paragraphs[end:]


def preamble(formula: str, paragraphs: Paragraphs, ids: Ids, notes: Notes) -> etree._Element:
    made = element("preamble")
    if formula:
        below(below(made, "formula", name="enactingFormula"), "p", formula)
    for paragraph in paragraphs:
        if paragraph.kind == ParagraphKind.HEADING:
            for words in titles(paragraph):
                holder = below(made, "container", name="heading", eId=ids.of("", "heading"))
                write(below(below(holder, "p"), "b"), words, notes)
            continue
        eid = ids.of("preamble", "container", number_in(paragraph.anchor))
        holder = below(made, "container", name="preambular", eId=eid, wId=paragraph.anchor)
        write(below(holder, "p"), paragraph, notes)
        block_lists(holder, paragraph.children, eid, ids, notes)
    return made


def block_lists(
    parent: etree._Element, children: Paragraphs, eid: str, ids: Ids, notes: Notes
) -> None:
    """Points of a preambular paragraph; text between them is a paragraph of its own."""
    for numbered, group in groupby(children, key=lambda child: bool(child.number)):
        if not numbered:
            for child in group:
                blocks(parent, child, notes)
            continue
        own = ids.of(eid, "list")
        holder = below(parent, "blockList", eId=own)
        for child in group:
            item = ids.of(own, "item", number_in(child.anchor))
            made = below(holder, "item", eId=item, wId=child.anchor)
            below(made, "num", child.number)
            blocks(made, child, notes)
            block_lists(made, child.children, item, ids, notes)


def main_body(paragraphs: Paragraphs, ids: Ids, notes: Notes, prefix: str = "") -> etree._Element:
    made = element("mainBody")
    for paragraph in paragraphs:
        if paragraph.kind == ParagraphKind.HEADING:
            for words in titles(paragraph):
                eid = ids.of(prefix, "heading")
                holder = below(made, "hcontainer", name="heading", eId=eid)
                write(below(holder, "heading"), words, notes)
        elif paragraph.kind == ParagraphKind.PREAMBULAR:
            section_preamble(made, paragraph, ids, notes)
        else:
            name = "point" if paragraph.kind == ParagraphKind.SUBPARAGRAPH else "paragraph"
            hierarchy(made, name, paragraph, prefix, ids, notes)
    if not len(made):
        below(made, "p")
    return made


def section_preamble(
    parent: etree._Element, paragraph: ParsedParagraph, ids: Ids, notes: Notes
) -> None:
    """A preambular paragraph below a heading, as the United Nations marks it up."""
    eid = ids.of("preamble", "container", number_in(paragraph.anchor))
    made = below(parent, "hcontainer", name="preambular", eId=eid, wId=paragraph.anchor)
    words = below(made, "crossHeading", refersTo="#preamble", eId=ids.of(eid, "words"))
    write(words, paragraph, notes)
    points(made, paragraph.children, eid, ids, notes)


def hierarchy(
    parent: etree._Element,
    name: str,
    paragraph: ParsedParagraph,
    above: str,
    ids: Ids,
    notes: Notes,
) -> None:
    """A paragraph or point with what stands below it."""
    short = {"paragraph": "para"}.get(name, name)
    eid = ids.of(above, short, number_in(paragraph.anchor) if paragraph.number else "")
    made = below(parent, name, eId=eid, wId=paragraph.anchor)
    if paragraph.number:
        stop = "." if BARE_NUMBER.fullmatch(paragraph.number) else ""
        below(made, "num", f"{paragraph.number}{stop}")
    holder = below(made, "intro" if paragraph.children else "content")
    blocks(holder, paragraph, notes)
    points(made, paragraph.children, eid, ids, notes)


def points(parent: etree._Element, children: Paragraphs, above: str, ids: Ids, notes: Notes):
    """Points in lists; text that goes on between them in alineas."""
    for numbered, group in groupby(children, key=lambda child: bool(child.number)):
        if not numbered:
            for child in group:
                hierarchy(parent, "alinea", child, above, ids, notes)
            continue
        own = ids.of(above, "list")
        holder = below(parent, "list", eId=own)
        for child in group:
            hierarchy(holder, "point", child, own, ids, notes)


def annexes(document: ParsedResolution, names: Names, ids: Ids, notes: Notes) -> etree._Element:
    made = element("attachments")
    several = len(document.annexes) > 1
    for number, annex in enumerate(document.annexes, 1):
        eid = ids.of("", "att", str(number))
        holder = below(made, "attachment", eId=eid)
        label = annex.label or (f"Annex {to_roman(number).upper()}" if several else "Annex")
        if LABEL.match(annex.title) or annex.title == annex.label:
            label = annex.title
        below(holder, "heading", label)
        if annex.title and annex.title != label:
            below(holder, "subheading", annex.title)
        doc = below(holder, "doc", name="annex")
        doc.append(meta(document, names, component=f"annex_{number}"))
        doc.append(main_body(annex.paragraphs, ids, notes, eid))
    return made


def blocks(parent: etree._Element, paragraph: ParsedParagraph, notes: Notes) -> None:
    """The words of a paragraph: running text, or a table with a line a row."""
    if not is_table(paragraph.text):
        write(below(parent, "p"), paragraph, notes)
        return
    table, spans = below(parent, "table"), []
    for row in rows_of(paragraph.text):
        line = below(table, "tr")
        for start, end in row:
            cell = paragraph.text[start:end]
            begin = start + len(cell) - len(cell.lstrip())
            spans.append((below(below(line, "td"), "p"), begin, start + len(cell.rstrip())))
    for holder, begin, end in spans:
        marks = [mark for mark in paragraph.marks if begin <= mark.position <= max(begin, end)]
        write(holder, replace(paragraph, marks=tuple(marks)), notes, begin, max(begin, end))


def write(
    parent: etree._Element,
    paragraph: ParsedParagraph,
    notes: Notes,
    start: int = 0,
    end: int | None = None,
) -> None:
    begins = paragraph.text.startswith(paragraph.opening)
    fill(
        parent,
        paragraph.text,
        opening=len(paragraph.opening) if begins else 0,
        citations=paragraph.citations,
        marks=paragraph.marks,
        notes=notes,
        start=start,
        end=end,
    )


def titles(heading: ParsedParagraph) -> Iterable[ParsedParagraph]:
    """A heading's number and its title, which stand below one another in print."""
    number, text = heading.number, heading.text
    rest = text.removeprefix(number).lstrip() if number else text
    if not number or rest == text or not rest:
        return [heading]
    cut = len(text) - len(rest)
    marks = tuple(NoteMark(m.mark, max(0, m.position - cut)) for m in heading.marks)
    return [
        ParsedParagraph(heading.anchor, heading.kind, "", "", number),
        ParsedParagraph(heading.anchor, heading.kind, "", "", rest, marks),
    ]


def number_in(anchor: str) -> str:
    """The last part of an anchor without its kind: "op2-a" gives "a", "pp3" gives "3"."""
    return re.sub(r"^(?:pp|op|p|h)(?=\d)", "", anchor.rpartition("-")[2])
