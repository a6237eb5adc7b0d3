"""
Blocks to paragraphs: kinds, nesting and anchors, by the UN's own numbers.

Rules, each with what it is for:

    preamble          marked up as preambular: pp1, pp2, ... through the whole text
    number            "4.": operative 4; a number that is not higher begins a section (s2-op1)
    point             "(a)", "ii)", "(ب)": a subparagraph, nested by the numbers before it
    lone              set off like an operative paragraph, where nothing is numbered: op1
    chapeau           text above "1.": "Resolves that, for 2020:", a paragraph without number
    heading           marked up as a heading; "II" and the title below it are one
    flush             text below a numbered paragraph or point: part of it
    table             a table: part of the paragraph above it
    annex             text of an annex without a number: annex1-p1
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from resolutions.ingest import limits, openings
from resolutions.ingest.document import CitationSpan, ParsedParagraph, ParseWarning
from resolutions.ingest.lists import Lists, slug
from resolutions.ingest.numbering import Number, Rank, bare_number, number_of
from resolutions.ingest.readers.akn.blocks import Block, Form
from resolutions.ingest.readers.akn.inline import Inline
from resolutions.vocabulary import ParagraphKind

# "II", "B.", "Part III", ثانيا, ألف, 十一
_SECTION = re.compile(
    r"(?:(?:Section|Part|Chapter|Titre|Título|Parte|Часть|Раздел) )?(?:[IVXL]{1,7}|[A-Z])\.?"
    r"|[一二三四五六七八九十]{1,3}[.、]?|第[一二三四五六七八九十]{1,3}编"
    r"|(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)(?:ا|اً|ًا)|(?:ال)?\w{2,6} عشر"
    r"|(?:ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء)|الباب \w{2,8}(?: عشر)?"
)
_COLON = (":", "：", "—", "–")
_COMMA = (",", "،", "，", "、")
_FINISHED = re.compile(r"[.;:,。；：，،؛…!?][”\"’»')\]）]{0,3}$")
_LONGEST_HEADING = 400
_SHORT = 150
_LONGEST_OPENING = 300
# How many labels below one are looked at to tell whether "(i)" goes on or opens a list.
_AHEAD = 12

Cite = Callable[[Inline], tuple[CitationSpan, ...]]


@dataclass(slots=True)
class _Node:
    kind: ParagraphKind
    anchor: str
    number: str
    inline: Inline
    rule: str
    children: list["_Node"] = field(default_factory=list)
    flush: int = 0

    @property
    def introduces(self) -> bool:
        """Whether the text announces what stands below it."""
        return self.inline.text.rstrip("”\"’' »").endswith(_COLON)


@dataclass(slots=True)
class Nested:
    """What a builder makes: paragraphs, and what a person should look at."""

    paragraphs: tuple[ParsedParagraph, ...]
    warnings: tuple[ParseWarning, ...]


class Builder:
    """
    Sorts the blocks of one text into paragraphs.

    `prefix` is that of an annex's anchors ("annex1-"). `cite` finds the citations
    of a text. Numbers, kinds and anchors do not depend on the language.
    """

    def __init__(self, language: str, cite: Cite, prefix: str = ""):
        self.language = language
        self.cite = cite
        self.prefix = prefix
        self.nodes: list[_Node] = []
        self.path: list[_Node] = []
        # The paragraph that flush text goes to, as long as such text follows.
        self.flush_below: _Node | None = None
        self.lists = Lists()
        self.counts = {"pp": 0, "h": 0, "p": 0}
        self.anchors: Counter[str] = Counter()
        self.warnings: list[ParseWarning] = []
        self.section, self.last = 1, 0
        # Whether anything is numbered or lone since the last heading or preamble.
        self.opened = False

    def build(self, blocks: Sequence[Block]) -> Nested:
        self.numbers = [self.number(block) for block in blocks]
        self.ahead = list(_ahead(blocks, self.numbers))
        for place, block in enumerate(blocks):
            self.take(place, block)
        return Nested(tuple(map(self.finished, self.nodes)), tuple(self.warnings))

    def number(self, block: Block) -> Number | None:
        if block.form in (Form.HEADING, Form.TABLE):
            return None
        label = "1." if block.label == "l." else block.label
        return number_of(f"{label} " if label else block.inline.text)

    def take(self, place: int, block: Block) -> None:
        number, inline = self.numbers[place], block.inline
        if block.form is Form.HEADING:
            self.add_heading(inline)
            return
        if block.form is Form.TABLE:
            self.add_flush(inline, "table")
            return
        if number is None and inline.emphasis[1]:
            number = bare_number(inline.text, self.last + 1)
        if number is None:
            self.take_unnumbered(place, block)
            return
        inline = self.without(inline, number, block.label)
        if number.rank is Rank.POINT:
            self.add_point(place, number, inline)
        elif number.value is None:
            self.add_section_number(number, inline)
        else:
            self.add_numbered(place, number, inline)

    def without(self, inline: Inline, number: Number, label: str) -> Inline:
        """The text without its number; one that is marked up may be printed in the text too."""
        if not label:
            return inline.cut(number.length)
        again = number_of(inline.text)
        if again and again.key == number.key:
            return inline.cut(again.length)
        return inline.cut(len(inline.text) - len(inline.text.lstrip(". ")))

    # Paragraphs with a number

    def add_numbered(self, place: int, number: Number, inline: Inline) -> None:
        doubt = None
        if number.value <= self.last and " " not in number.key:
            if self.ahead[place].value == self.last + 2:
                due = self.last + 1
                doubt = ("number-wrong", f"Number {number.printed} stands where {due} is due.")
                number = Number(Rank.PARAGRAPH, number.printed, str(due), number.length, due)
            else:
                self.section += 1
                if self.opened:
                    message = f"Number {number.printed} is not higher than the one before it."
                    doubt = ("number-restarts", message)
        elif self.last and number.value > self.last + 1:
            doubt = ("number-missing", f"Number {number.printed} follows number {self.last}.")
        self.last = number.value
        self.add_operative(number.printed, slug(number.key), inline, "number")
        if doubt:
            self.warnings.append(ParseWarning(*doubt, self.path[0].anchor))

    def add_section_number(self, number: Number, inline: Inline) -> None:
        """ "1.1", "1.2" below a heading: paragraphs beside those that count through."""
        self.add_operative(number.printed, number.key.replace(".", "-"), inline, "number")

    def add_operative(self, printed: str, part: str, inline: Inline, rule: str) -> None:
        section = f"s{self.section}-" if self.section > 1 else ""
        kind = ParagraphKind.ANNEX if self.prefix else ParagraphKind.OPERATIVE
        self.add_top(kind, f"{section}op{part}", printed, inline, rule)
        self.opened = True

    def add_point(self, place: int, number: Number, inline: Inline) -> None:
        if not self.path:
            self.lists = Lists()
        under = bool(self.path) and self.path[-1].introduces
        depth = self.lists.place(number.key, under, self.following(place))
        if depth >= limits.LIST_DEPTH:
            depth = limits.LIST_DEPTH - 1
            del self.lists.levels[limits.LIST_DEPTH :]
        # Points that stand alone below a heading are the path's own first level.
        depth -= not self.path or self.path[0].rule == "point"
        if depth < 0:
            self.add_lone_point(number, inline)
            return
        del self.path[depth + 1 :]
        self.add_below(self.path[-1], slug(number.key), number.printed, inline, "point")

    def add_lone_point(self, number: Number, inline: Inline) -> None:
        """ "(a)" with no paragraph above it goes by the heading that it stands under."""
        kind = ParagraphKind.ANNEX if self.prefix else ParagraphKind.SUBPARAGRAPH
        heading = f"h{self.counts['h']}-" if self.counts["h"] else ""
        lists = self.lists
        self.add_top(kind, heading + slug(number.key), number.printed, inline, "point")
        self.lists = lists

    def following(self, place: int) -> list[str]:
        ahead = self.numbers[place + 1 : place + 1 + _AHEAD]
        return [number.key for number in ahead if number]

    # Paragraphs without a number

    def take_unnumbered(self, place: int, block: Block) -> None:
        inline = block.inline
        if block.form is Form.PREAMBULAR:
            self.add_in_preamble(place, inline)
        elif self.prefix:
            self.add_in_annex(inline)
        elif self.is_preambular(inline):
            self.add_preambular(inline)
        elif self.is_heading(inline):
            self.add_heading(inline)
        elif self.opened and self.path:
            self.add_flush(inline, "flush")
        elif self.is_chapeau(place, inline):
            self.add_text(ParagraphKind.OPERATIVE, inline, "chapeau")
        else:
            self.add_lone(inline)

    def add_in_preamble(self, place: int, inline: Inline) -> None:
        """A preambular paragraph, or the end of one after its points."""
        above = self.path[0] if self.path else None
        if (
            above
            and above.children
            and above.kind is ParagraphKind.PREAMBULAR
            and not inline.emphasis[1]
        ):
            self.add_flush(inline, "flush")
        else:
            self.add_preambular(inline)

    def add_preambular(self, inline: Inline) -> None:
        self.counts["pp"] += 1
        self.add_top(ParagraphKind.PREAMBULAR, f"pp{self.counts['pp']}", "", inline, "preamble")
        self.opened = False

    def is_preambular(self, inline: Inline) -> bool:
        """A section's own preamble, where the mark-up does not say so."""
        begin, end = inline.emphasis
        begun = self.counts["pp"] and not self.opened
        return bool(begun) and begin == 0 < end and inline.text.endswith(_COMMA)

    def is_heading(self, inline: Inline) -> bool:
        """ "Follow-up" among numbered paragraphs, but not the items of a list."""
        if is_title(inline):
            return True
        if inline.emphasis[1] or len(inline.text) > _LONGEST_HEADING:
            return False
        last = self.path[-1] if self.path else None
        if self.flush_below or (last and last.introduces):
            return False
        return not _FINISHED.search(inline.text) and bool(self.nodes or self.prefix)

    def is_chapeau(self, place: int, inline: Inline) -> bool:
        """
        Text above the paragraph that is numbered 1.

        "Resolves that, for 2020:", "Adopts the following declaration:" and "We, Heads of
        State, ..." are; a section's lone paragraph is not, though the next section begins
        with 1.
        """
        ahead = self.ahead[place]
        near = not ahead.headings or not self.counts["h"] or inline.text.endswith(_COLON)
        return ahead.value == 1 and near

    def add_lone(self, inline: Inline) -> None:
        """The one operative paragraph of a text or section, which bears no number."""
        if self.last:
            self.section += 1
        self.last = 1
        self.add_operative("", "1", inline, "lone")

    def add_in_annex(self, inline: Inline) -> None:
        if self.is_heading(inline) and len(inline.text) < _SHORT:
            self.add_heading(inline)
        elif self.path and self.path[-1].introduces and not inline.emphasis[1] and self.opened:
            self.add_flush(inline, "flush")
        else:
            self.add_text(ParagraphKind.ANNEX, inline, "annex")

    def add_text(self, kind: ParagraphKind, inline: Inline, rule: str) -> None:
        self.counts["p"] += 1
        self.add_top(kind, f"p{self.counts['p']}", "", inline, rule)

    def add_flush(self, inline: Inline, rule: str) -> None:
        """Text that belongs to the paragraph above: to the point, if that announces it."""
        if not self.path:
            kind = ParagraphKind.ANNEX if self.prefix else ParagraphKind.OPERATIVE
            self.add_text(kind, inline, rule)
            return
        parent = self.flush_below or (self.path[-1] if self.path[-1].introduces else self.path[0])
        parent.flush += 1
        anchor = self.unique(f"{parent.anchor}-p{parent.flush + 1}")
        parent.children.append(_Node(ParagraphKind.SUBPARAGRAPH, anchor, "", inline, rule))
        self.flush_below = parent

    def add_heading(self, inline: Inline) -> None:
        last = self.nodes[-1] if self.nodes else None
        if last and last.kind is ParagraphKind.HEADING and _SECTION.fullmatch(last.inline.text):
            label = last.inline.text.rstrip(".")
            last.number = label
            title = inline.after(label)
            last.inline = Inline(title.text, marks=last.inline.marks + title.marks)
            return
        self.counts["h"] += 1
        self.add_top(ParagraphKind.HEADING, f"h{self.counts['h']}", "", inline, "heading")
        self.path, self.opened = [], False

    # The tree

    def add_top(
        self, kind: ParagraphKind, anchor: str, number: str, inline: Inline, rule: str
    ) -> None:
        node = _Node(kind, self.unique(self.prefix + anchor), number, inline, rule)
        self.nodes.append(node)
        self.path, self.lists, self.flush_below = [node], Lists(), None

    def add_below(self, parent: _Node, part: str, number: str, inline: Inline, rule: str) -> None:
        anchor = self.unique(f"{parent.anchor}-{part}")
        node = _Node(ParagraphKind.SUBPARAGRAPH, anchor, number, inline, rule)
        parent.children.append(node)
        self.path.append(node)
        self.flush_below = None

    def unique(self, anchor: str) -> str:
        """The anchor, or one made different where the source gives a number twice."""
        self.anchors[anchor] += 1
        if self.anchors[anchor] == 1:
            return anchor
        message = "The number of this paragraph occurs twice in its place."
        again = self.unique(f"{anchor}_{self.anchors[anchor]}")
        self.warnings.append(ParseWarning("number-repeats", message, again))
        return again

    def finished(self, node: _Node) -> ParsedParagraph:
        opened = node.kind in (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)
        return ParsedParagraph(
            anchor=node.anchor,
            kind=node.kind,
            number=node.number,
            opening=opening_of(node.inline, self.language) if opened else "",
            text=node.inline.text,
            marks=node.inline.marks,
            citations=self.cite(node.inline),
            children=tuple(map(self.finished, node.children)),
            rule=node.rule,
        )


class _Ahead(NamedTuple):
    """The next paragraph's number below a block, and how many headings stand before it."""

    value: int | None = None
    headings: int = 0


def _ahead(blocks: Sequence[Block], numbers: Sequence[Number | None]) -> Iterator[_Ahead]:
    """For each block what is ahead of it, found in one pass from the end."""
    found, ahead = [], _Ahead()
    for block, number in zip(reversed(blocks), reversed(numbers), strict=True):
        found.append(ahead)
        if number and number.rank is Rank.PARAGRAPH:
            ahead = _Ahead(number.value)
        elif block.form is Form.HEADING:
            ahead = _Ahead(ahead.value, ahead.headings + 1)
    return reversed(found)


def is_title(inline: Inline) -> bool:
    """Set off from end to end, and no sentence: a heading that is not marked up as one."""
    return (inline.bold or inline.italic) and not _FINISHED.search(inline.text)


def opening_of(inline: Inline, language: str) -> str:
    """The words that print sets off at the beginning; in English, else by the grammar."""
    begin, end = inline.emphasis
    words = inline.text[begin:end].strip(" ,;:،，；：") if begin == 0 else ""
    if words and end < len(inline.text.rstrip(" ,;:.،，；：。")):
        return words if len(words) <= _LONGEST_OPENING else ""
    found = openings.read(inline.text) if language == "en" else None
    return found.words if found else ""
