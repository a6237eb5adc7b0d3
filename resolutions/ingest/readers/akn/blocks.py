"""
The blocks of a resolution in reading order: paragraphs, headings, tables.

The mark-up that the UN publishes says what is a heading, a preambular paragraph
or a table. How it nests lists, and its eIds, say nothing: points stand beside
their paragraph, in it, or in a list, from one resolution to the next.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from lxml import etree

from resolutions.ingest.numbering import Rank, number_of
from resolutions.ingest.readers.akn.inline import (
    Inline,
    Source,
    clean,
    read,
    read_cells,
    words_of,
)
from resolutions.ingest.readers.akn.names import NAME, children, descendants, name_of


class Form(Enum):
    PREAMBULAR = "preambular"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    NOTE = "note"


# Not frozen: files have many of these, and frozen ones take thrice the time to make.
@dataclass(slots=True)
class Block:
    """`label` is the number as marked up; a number in running text stays in `inline`."""

    form: Form
    inline: Inline
    label: str = ""


_PARAGRAPHS = frozenset(
    {
        "paragraph",
        "subparagraph",
        "point",
        "item",
        "indent",
        "alinea",
        "rule",
        "subrule",
        "hcontainer",
    }
)
_TITLES = frozenset({"heading", "subheading"})
_TITLED = _TITLES | {"num", "docTitle", "docNumber"}
_TEXTS = frozenset({"p", "listIntroduction", "listWrapUp", "block"})
# Parts of a document, which are read by themselves; what prints no words.
_SKIPPED = frozenset(
    {"meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments"}
    | {"formula", "img"}
)
# The names that Word gave the styles of headings.
_HEADING_CLASS = re.compile(r"(?:Agenda|Title){0,2}H(?:\d|C[Hh])\d?")
_ORNAMENT = re.compile(r"[\s*_–—•·-]*")
_ENDED = re.compile(r"[.;:,。；：，،؛]$")
_DEEPEST = 60


def blocks_of(part: etree._Element, source: Source) -> Iterator[Block]:
    """Yield the blocks of a preface, preamble or main body."""
    form = Form.PREAMBULAR if name_of(part) == "preamble" else Form.PARAGRAPH
    lone: Block | None = None
    found: list[Block] = []
    _Walk(source, form).children(part, found)
    for block in found:
        if lone and _belongs(block):
            block, lone = replace(block, label=lone.label), None
        if lone:
            yield lone
            lone = None
        if block.label and not block.inline.text and block.form is not Form.HEADING:
            lone = block
        elif block.label or not _ORNAMENT.fullmatch(block.inline.text):
            yield block
    if lone:
        yield lone


def _belongs(block: Block) -> bool:
    """Whether a number that stands alone above is this text's: it has none of its own."""
    plain = block.form in (Form.PARAGRAPH, Form.PREAMBULAR) and not block.label
    return plain and bool(block.inline.text) and number_of(block.inline.text) is None


class _Walk:
    """Gathers the blocks of a part; into lists, since long files have many thousands."""

    def __init__(self, source: Source, form: Form):
        self.source = source
        self.form = form

    def children(self, parent: etree._Element, found: list[Block], depth: int = 0) -> None:
        if depth > _DEEPEST:
            found.append(Block(self.form, read(parent, self.source)))
            return
        if parent.text and parent.text.strip():
            found.append(Block(self.form, Inline(words(parent.text))))
        for element in parent:
            self.element(element, NAME[element.tag], found, depth + 1)
            if element.tail and element.tail.strip():
                found.append(Block(self.form, Inline(words(element.tail))))

    def element(self, element: etree._Element, name: str, found: list[Block], depth: int) -> None:
        if name in _TEXTS:
            found.append(self.text(element))
        elif name in _PARAGRAPHS:
            found += self.paragraph(element, depth)
        elif name in _TITLES or name == "num":
            found.append(Block(Form.HEADING, read(element, self.source)))
        elif name == "crossHeading":
            preamble = element.get("refersTo") == "#preamble"
            form = Form.PREAMBULAR if preamble else Form.HEADING
            found.append(Block(form, read(element, self.source)))
        elif name == "table":
            found += self.table(element)
        elif name and name not in _SKIPPED:
            self.children(element, found, depth)

    def text(self, element: etree._Element) -> Block:
        inline = read(element, self.source)
        titled = not _TITLED.isdisjoint([NAME[each.tag] for each in element])
        if titled or (inline.bold and self.form is Form.PREAMBULAR):
            return Block(Form.HEADING, inline)
        if inline.marks and inline.marks[0].position == 0 and inline.marks[0].mark.isalpha():
            # "a See A/86/5.", its letter raised: a note below a table.
            return Block(Form.NOTE, replace(inline, marks=()), inline.marks[0].mark)
        return Block(self.form, inline)

    def paragraph(self, element: etree._Element, depth: int) -> Iterable[Block]:
        """A numbered paragraph, or a heading that is marked up as one."""
        labels: list[str] = []
        titles: list[Inline] = []
        body: list[Block] = []
        for each in element:
            name = NAME[each.tag]
            if name == "num":
                labels.append(words_of(each))
            elif name in _TITLES:
                titles.append(read(each, self.source))
            else:
                self.element(each, name, body, depth + 1)
        label = " ".join(filter(None, labels))
        style = element.get("class") or ""
        if style == "FootnoteText" and not label:
            return map(_foot, body)
        if not body or (_HEADING_CLASS.fullmatch(style) and not _is_sentence(label, body)):
            return _heading(label, [*titles, *(block.inline for block in body)])
        return _labelled(label, titles, body)

    def table(self, element: etree._Element) -> list[Block]:
        rows = [children(row, "td", "th") for row in descendants(element, "tr")]
        rows = [row for row in rows if any(words_of(cell) for cell in row)]
        return [Block(Form.TABLE, read_cells(rows, self.source))] if rows else []


def words(text: str) -> str:
    return " ".join(clean(text).split())


def _foot(block: Block) -> Block:
    """Text below a table: a note if it begins with a letter, raised or not."""
    if block.form is Form.NOTE or not re.match(r"[a-z] ", block.inline.text):
        return block
    return Block(Form.NOTE, block.inline.cut(2), block.inline.text[0])


def _is_sentence(label: str, body: list[Block]) -> bool:
    """An operative paragraph that was set in the style of a title."""
    number = number_of(f"{label} ")
    numbered = number is not None and number.rank is Rank.PARAGRAPH
    return numbered and bool(_ENDED.search(body[-1].inline.text))


def _heading(label: str, titles: list[Inline]) -> Iterator[Block]:
    """ "I." and "Introduction" are one heading; a title may repeat its number."""
    for title in titles or [Inline()]:
        text = title.text.removeprefix(label).lstrip(". ") if label else title.text
        title = title.cut(len(title.text) - len(text))
        if label:
            title = title.after(label.rstrip("."))
            label = ""
        yield Block(Form.HEADING, title)


def _labelled(label: str, titles: list[Inline], body: list[Block]) -> Iterator[Block]:
    first, *rest = body
    if titles and titles[0].text:  # "Article 10" above the article that a paragraph quotes
        first = replace(first, inline=first.inline.after(titles[0].text))
    if not label:
        yield first
    elif first.label or first.form in (Form.TABLE, Form.HEADING):
        yield Block(Form.PARAGRAPH, Inline(), label)
        yield first
    else:
        yield Block(first.form, first.inline, label)
    yield from rest
