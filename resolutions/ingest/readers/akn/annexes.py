"""Annexes: what stands in the attachments of a resolution, divided by its headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from resolutions.ingest.document import ParsedAnnex, ParseWarning
from resolutions.ingest.readers.akn.blocks import Block, Form, blocks_of
from resolutions.ingest.readers.akn.inline import Inline, Source, read
from resolutions.ingest.readers.akn.names import children, descendants, parts
from resolutions.ingest.readers.akn.nesting import Builder, Cite

# "Annex", "Annex II", "Annex Staffing table for 2020", in the official languages and German.
_ANNEX = re.compile(
    r"(?:(?:Annexe?|Anexo|Anlage|Приложение|Appendix|Enclosure)"
    r"(?: (?:[IVXL]{1,7}|\d{1,2}|[A-Z])(?!\w))?"
    r"|المرفق(?: ال(?:أول|ثاني|ثالث|رابع|خامس))?"
    r"|附件[一二三四五六七八九十]{0,3})"
    r"(?:$|[.:]?\s(?P<title>.+))",
    re.DOTALL,
)

_ATTACHED = ("attachment", "doc", "statement")
_PARTS = ("preface", "preamble", "mainBody")


@dataclass(slots=True)
class Annex:
    """`name` is as printed ("Annex II"); `notes` are those below its tables."""

    name: str = ""
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, Inline]] = field(default_factory=list)

    def add(self, block: Block) -> None:
        if block.form is Form.NOTE:
            self.notes.append((block.label, block.inline))
        elif not self.title and not self.blocks and is_title(block):
            self.title = block.inline.text
        else:
            self.blocks.append(block)

    def build(
        self, language: str, cite: Cite, place: int
    ) -> tuple[ParsedAnnex, tuple[ParseWarning, ...]]:
        nested = Builder(language, cite, prefix=f"annex{place}-").build(self.blocks)
        return ParsedAnnex(self.title or self.name, nested.paragraphs), nested.warnings


def annexes_of(statement: etree._Element, source: Source) -> Iterator[Annex]:
    """Yield the annexes of a statement; one attachment may hold Annex I and Annex II."""
    for attachment in children(next(iter(parts(statement, "attachments")), None), *_ATTACHED):
        annex: Annex | None = None
        for block in _blocks(attachment, source):
            if begun := _begun(block):
                if annex:
                    yield annex
                annex = begun
            else:
                annex = annex or Annex()
                annex.add(block)
        if annex:
            yield annex


def _blocks(attachment: etree._Element, source: Source) -> Iterator[Block]:
    for heading in children(attachment, "heading", "subheading"):
        yield Block(Form.HEADING, read(heading, source))
    for part in descendants(attachment, *_PARTS):
        yield from blocks_of(part, source)


def _begun(block: Block) -> Annex | None:
    """The annex that begins with a block, or None."""
    match = _ANNEX.match(block.inline.text) if not block.label else None
    if match is None or (match["title"] and block.form is not Form.HEADING):
        return None
    name = block.inline.text[: match.start("title")] if match["title"] else block.inline.text
    return Annex(name.strip(), match["title"] or "")


def is_title(block: Block) -> bool:
    return block.form is Form.HEADING or (block.inline.bold and not block.label)
