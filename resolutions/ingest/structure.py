"""
Paragraphs to structure: preamble, operative part, subparagraphs, headings, annexes.

Rules, each with what it is for:

    label-pp          "PP3" in a delegation's draft: preambular 3
    label-op          "OP2 bis": operative 2 bis
    number            "4.": operative 4
    point             "(a)", "(ii)", "(aa)": a subparagraph, nested by what came before
    lost-label        "1." "1." below a colon, or bullets: subparagraphs whose labels are lost
    opening           "Recalling ...," before any number: preambular
    lone-operative    "Adopts ..." where nothing is numbered: operative, without a number
    chapeau           "Declares that:" above number 1: operative, without a number
    decision          "The General Assembly approves ...": the same, without a formula above it
    lone-point        "(a) Approves ..." right below "The General Assembly:": operative
    heading           "Capacity-building": short, with no stop at its end
    formula-again     a second "The General Assembly,": dropped, with a warning
    flush             text between numbered paragraphs that opens nothing: part of the one above
    table             a table of figures: part of the paragraph above it
    annex             "Annex" alone on a line: an annex begins, its title on the next line
"""

import re
from collections import Counter
from collections.abc import Sequence

from resolutions.ingest import openings
from resolutions.ingest.document import Dropped, Line, Place
from resolutions.ingest.headings import COMMA, annex_title, is_heading, split_annexes
from resolutions.ingest.labels import Label, LabelKind, is_section, label_of
from resolutions.ingest.lists import Lists, slug
from resolutions.ingest.openings import Form
from resolutions.ingest.paragraphs import is_bold, is_finished
from resolutions.ingest.parts import formula_in, is_decision, without_comma
from resolutions.ingest.tree import Annex, Node, Structure, find_lone_operative
from resolutions.ingest.wording import join
from resolutions.vocabulary import Language, ParagraphKind

_PART_LABEL = re.compile(
    r"(?:Pre-? ?ambul(?:ar|atory)|Operative) (?:Paragraphs?|Part)|Preamble|Draft text", re.I
)


def build(lines: Sequence[Line], language: str = Language.ENGLISH) -> Structure:
    """
    Sort whole paragraphs into the structure of a resolution.

    Opening words are known in English; in other languages paragraphs are told by
    their numbers and stops alone.

    Never raises and loses no text: what fits no rule becomes a heading or a
    paragraph, with a warning where that is a guess.
    """
    structure = Structure()
    body, annexes = split_annexes(lines)
    builder = _Builder(body, structure, language)
    structure.nodes = builder.build()
    for place, (annex, content) in enumerate(annexes, start=1):
        title, rest = annex_title(content)
        inner = _Builder(rest, structure, language, prefix=f"annex{place}-")
        structure.annexes.append(Annex(annex.text, title or annex.text, inner.build()))
    return structure


class _Builder:
    """Reads the paragraphs of one text in order; one instance for each body and annex."""

    def __init__(
        self, lines: Sequence[Line], structure: Structure, language: str, prefix: str = ""
    ):
        self.lines = lines
        self.english = language == Language.ENGLISH
        self.structure = structure
        self.prefix = prefix
        self.nodes: list[Node] = []
        self.used: set[str] = set()
        self.repeated: Counter[str] = Counter()
        self.flush: Counter[str] = Counter()
        self.counts = dict.fromkeys(ParagraphKind, 0)
        self.lists = Lists()
        self.path: list[Node] = []
        # The paragraph that text without a number goes to, as long as such text follows.
        self.flush_below: Node | None = None
        self.last_number = 0
        self.section = 1
        self.labels = [label_of(line.label + " ") if line.label else None for line in lines]
        kinds = {label.kind for label in self.labels if label}
        self.delegation = bool(kinds & {LabelKind.PREAMBULAR, LabelKind.OPERATIVE})
        self.numbered = LabelKind.NUMBER in kinds or LabelKind.OPERATIVE in kinds
        self.operative = False
        self.lost = False

    def build(self) -> list[Node]:
        for place, line in enumerate(self.lines):
            self.take(place, line, self.labels[place])
        if not self.prefix and not (self.numbered or self.operative or self.delegation):
            find_lone_operative(self.structure, self.nodes)
        return self.nodes

    def take(self, place: int, line: Line, label: Label | None) -> None:
        if label is None:
            self.take_unlabelled(place, line)
        elif label.kind is LabelKind.PREAMBULAR:
            self.add_top(ParagraphKind.PREAMBULAR, line, label.number[2:].strip(), "label-pp")
        elif label.kind is LabelKind.OPERATIVE:
            number = label.number[2:].strip()
            self.begin_section(number)
            self.add_top(ParagraphKind.OPERATIVE, line, number, "label-op")
        elif label.kind is LabelKind.NUMBER:
            self.take_number(line, label)
        elif label.kind is LabelKind.POINT:
            self.add_point(place, line, label)
        else:
            self.take_bullet(place, line)

    # Numbered paragraphs and lists

    def take_number(self, line: Line, label: Label) -> None:
        value = int(re.match(r"\d+", label.key)[0])
        if self.is_lost_label(value):
            self.add_lost(line, supply=True)
            return
        if value <= self.last_number and " " not in label.number:
            self.section += 1
        self.last_number = value
        self.add_top(ParagraphKind.OPERATIVE, line, label.number, "number", label.key)

    def begin_section(self, number: str) -> None:
        """OP1 once more begins a section; other numbers that come again are alternatives."""
        if number == "1" and self.last_number > 1:
            self.section += 1
        self.last_number = int(re.match(r"\d+", number)[0])

    def is_lost_label(self, value: int) -> bool:
        """Below a colon "1." is (a) whose label a word processor lost; so is the next "1."."""
        if not self.path or (value != 1 and not self.lost) or self.path[0].rule == "chapeau":
            return False
        if self.delegation:
            return True
        if value == self.last_number + 1 or self.path[0].kind is ParagraphKind.PREAMBULAR:
            return False
        return value == 1 and (self.path[-1].introduces or self.lost)

    def add_top(
        self, kind: ParagraphKind, line: Line, number: str, rule: str, key: str = ""
    ) -> None:
        short = "pp" if kind is ParagraphKind.PREAMBULAR else "op"
        short += "-" if rule == "lone-point" else ""
        self.counts[kind] += 1
        section = f"s{self.section}-" if self.section > 1 and short == "op" else ""
        count = 1 if rule == "lone-operative" and section else self.counts[kind]
        anchor = f"{self.prefix}{section}{short}{slug(key or number) or count}"
        if short == "pp" and number.isdigit():
            number = ""  # The UN numbers no preambular paragraph; "PP3" is a count.
        if self.prefix and kind is ParagraphKind.OPERATIVE:
            kind = ParagraphKind.ANNEX
        self.operative = self.operative or short != "pp"
        self.add(Node(kind, self.unique(anchor), number, line, rule))

    def unique(self, anchor: str) -> str:
        """The anchor, or with a count after it where the source uses a number twice."""
        free = anchor
        while free in self.used:
            # Counting from 1 each time would take time with the square of a list of (a).
            self.repeated[anchor] += 1
            free = f"{anchor}-{self.repeated[anchor] + 1}"
        self.used.add(free)
        return free

    def add(self, node: Node) -> None:
        self.nodes.append(node)
        self.path = [node]
        self.lists = Lists()
        self.lost, self.flush_below = False, None

    def add_point(self, place: int, line: Line, label: Label) -> None:
        following = [each.key for each in self.labels[place + 1 : place + 12] if each]
        after_colon = bool(self.path) and self.path[-1].introduces
        depth = self.lists.place(label.key, after_colon, following)
        if not self.prefix and (not self.nodes or self.nodes[-1].rule == "lone-point"):
            depth -= 1
        if depth < 0:
            self.add_lone_point(line, label)
            return
        self.add_below(depth, line, label.number, slug(label.key), "point")

    def add_lone_point(self, line: Line, label: Label) -> None:
        """ "(a)" with no paragraph above it, and its neighbours (b) and (c)."""
        lists = self.lists
        self.add_top(ParagraphKind.OPERATIVE, line, label.number, "lone-point", label.key)
        self.lists = lists

    def take_bullet(self, place: int, line: Line) -> None:
        if self.path and (self.path[-1].introduces or self.lost):
            self.add_lost(line, supply=False)
        else:
            self.take_unlabelled(place, line)

    def add_lost(self, line: Line, supply: bool) -> None:
        depth, letter = self.lists.place_lost()
        self.lost = True
        self.add_below(depth, line, f"({letter})" if supply else "", letter, "lost-label")
        if supply:
            message = "The label of a subparagraph is lost; it was lettered by its place."
            self.structure.warn("lost-labels", message, self.path[-1].anchor)

    def add_below(self, depth: int, line: Line, number: str, part: str, rule: str) -> None:
        if not self.path:
            kind = ParagraphKind.ANNEX if self.prefix else ParagraphKind.SUBPARAGRAPH
            self.add(Node(kind, self.unique(f"{self.prefix}{part}"), number, line, rule))
            return
        del self.path[depth + 1 :]
        parent = self.path[-1]
        anchor = self.unique(f"{parent.anchor}-{part}")
        node = Node(ParagraphKind.SUBPARAGRAPH, anchor, number, line, rule)
        parent.children.append(node)
        self.path.append(node)
        self.flush_below = None

    # Paragraphs without a label

    def take_unlabelled(self, place: int, line: Line) -> None:
        if _PART_LABEL.fullmatch(line.text):
            self.structure.dropped.append(Dropped(line.text, "label", line.number))
        elif self.is_formula(place, line):
            self.structure.dropped.append(Dropped(line.text, "formula-again", line.number))
            if not self.in_part():
                message = "The enacting formula comes again; the file may hold two texts."
                above = self.nodes[-1].anchor if self.nodes else ""
                self.structure.warn("formula-again", message, above)
        elif line.place is Place.TABLE:
            self.add_table(line)
        elif self.may_head(line) and is_heading(
            line, may_open=self.operative or self.is_section_label()
        ):
            self.add_heading(line)
        elif self.prefix:
            self.add_text(line, ParagraphKind.ANNEX, "annex")
        elif self.is_chapeau(place, line):
            self.add_text(line, ParagraphKind.OPERATIVE, "chapeau")
        elif self.operative and not self.opens_preamble(line):
            self.add_in_operative_part(line)
        elif not self.nodes and is_decision(line.text):
            self.add_top(ParagraphKind.OPERATIVE, line, "", "decision")
        else:
            self.add_top(ParagraphKind.PREAMBULAR, line, "", "opening")

    def is_formula(self, place: int, line: Line) -> bool:
        """Each part of a text, A and B, has a formula of its own; it may lack its comma."""
        if formula_in(line.text) == (line.text, len(line.text)):
            return True
        below = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return (
            self.in_part()
            and below is not None
            and without_comma(line.text, below.text) is not None
        )

    def in_part(self) -> bool:
        """Whether the heading of a part of the text stands right above: "B Income estimates"."""
        above = self.nodes[-1] if self.nodes else None
        return bool(
            above
            and above.kind is ParagraphKind.HEADING
            and (above.number or is_section(above.line.text))
        )

    def may_head(self, line: Line) -> bool:
        """ "Round table 1: poverty" below "the following themes:" is no heading, unless in bold."""
        if line.heading or is_bold(line) or not self.operative or self.prefix or not self.path:
            return True
        below = self.flush_below.children[-1:] if self.flush_below else []
        listed = below and not is_finished(below[0].line.text) and below[0].rule == "flush"
        return not (listed or (not below and self.path[-1].introduces))

    def opens_preamble(self, line: Line) -> bool:
        """A section may bring its own preamble; it stands below a heading or a formula."""
        opening = openings.read(line.text)
        below_heading = bool(self.nodes) and self.nodes[-1].kind is ParagraphKind.HEADING
        participle = opening is not None and opening.form is Form.PARTICIPLE
        if not self.english:
            participle = bool(COMMA.search(line.text))
        return participle and (below_heading or self.nodes[-1].kind is ParagraphKind.PREAMBULAR)

    def add_heading(self, line: Line) -> None:
        if self.is_section_label():
            above = self.nodes[-1]
            above.number = above.line.text.rstrip(".")
            above.line = join(above.line, line)
            return
        self.counts[ParagraphKind.HEADING] += 1
        anchor = f"{self.prefix}h{self.counts[ParagraphKind.HEADING]}"
        self.nodes.append(Node(ParagraphKind.HEADING, anchor, "", line, "heading"))
        self.path, self.lists, self.lost, self.flush_below = [], Lists(), False, None

    def is_chapeau(self, place: int, line: Line) -> bool:
        """
        Tell whether a text without a number announces the numbered paragraphs below it.

        "Declares that:" above "1. The subjection of peoples ..." does; "Recalling that:"
        does not, nor does text in the middle of numbered paragraphs.
        """
        if self.path and self.path[0].kind is not ParagraphKind.PREAMBULAR:
            return False
        below = self.labels[place + 1] if place + 1 < len(self.labels) else None
        first = below is not None and below.kind is LabelKind.NUMBER and below.key == "1"
        opening = openings.read(line.text)
        announces = line.text.rstrip("”\"’'").endswith((":", "—", "–"))
        acts = opening is not None and opening.form is Form.FINITE
        return bool(first and announces and (acts or not self.english))

    def add_text(self, line: Line, kind: ParagraphKind, rule: str) -> None:
        self.counts[ParagraphKind.ANNEX] += 1
        anchor = f"{self.prefix}p{self.counts[ParagraphKind.ANNEX]}"
        self.add(Node(kind, self.unique(anchor), "", line, rule))

    def is_section_label(self) -> bool:
        above = self.nodes[-1] if self.nodes else None
        return bool(above and above.kind is ParagraphKind.HEADING and is_section(above.line.text))

    def add_in_operative_part(self, line: Line) -> None:
        """Below a heading a section's lone operative paragraph; else text of the one above."""
        if self.nodes and self.nodes[-1].kind is ParagraphKind.OPERATIVE:
            self.add_flush(line, "flush")
        else:
            self.section += 1
            self.add_top(ParagraphKind.OPERATIVE, line, "", "lone-operative")

    def add_table(self, line: Line) -> None:
        if self.path:
            self.add_flush(line, "table")
        else:
            kind = ParagraphKind.ANNEX if self.prefix else ParagraphKind.OPERATIVE
            self.add_text(line, kind, "table")

    def add_flush(self, line: Line, rule: str) -> None:
        """
        Text without a number among numbered paragraphs goes with the one above it.

        With the subparagraph, where that announces it; else with the whole paragraph.
        """
        above = self.flush_below or (self.path[-1] if self.path[-1].introduces else self.path[0])
        self.flush[above.anchor] += 1
        anchor = self.unique(f"{above.anchor}-p{self.flush[above.anchor] + 1}")
        above.children.append(Node(ParagraphKind.SUBPARAGRAPH, anchor, "", line, rule))
        self.flush_below = above
        if rule == "flush":
            message = "A paragraph without a number follows this one."
            self.structure.warn("unnumbered-text", message, above.anchor)
