"""The tree of paragraphs while it is built, and what makes a paragraph of it operative."""

from dataclasses import dataclass, field

from resolutions.ingest import openings
from resolutions.ingest.document import Dropped, Line, ParseWarning
from resolutions.ingest.openings import Form
from resolutions.vocabulary import ParagraphKind


@dataclass(slots=True)
class Node:
    """A paragraph on its way into the tree; `line` holds its text and marks."""

    kind: ParagraphKind
    anchor: str
    number: str
    line: Line
    rule: str
    children: list["Node"] = field(default_factory=list)

    @property
    def introduces(self) -> bool:
        """Whether the text announces what stands below it."""
        return self.line.text.rstrip("”\"’'").endswith((":", "—", "–"))


@dataclass(slots=True)
class Annex:
    label: str = ""
    title: str = ""
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    nodes: list[Node] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def warn(self, code: str, message: str, anchor: str) -> None:
        warning = ParseWarning(code, message, anchor)
        if warning not in self.warnings[-3:]:
            self.warnings.append(warning)


def rename(node: Node, anchor: str) -> None:
    for child in node.children:
        rename(child, anchor + child.anchor[len(node.anchor) :])
    node.anchor = anchor


def find_lone_operative(structure: Structure, nodes: list[Node]) -> None:
    """
    Make those paragraphs of a text without numbers operative that act.

    "Adopts ..." does; if nothing does, the last paragraph that ends with a
    full stop is the one.
    """
    tops = [node for node in nodes if node.kind is ParagraphKind.PREAMBULAR]
    acting = [node for node in tops if _acts(node)]
    if not acting and tops and tops[-1].line.text.endswith((".", "。")):
        acting = tops[-1:]
    for count, node in enumerate(acting, start=1):
        node.kind, node.rule = ParagraphKind.OPERATIVE, "lone-operative"
        rename(node, f"op{count}")
    rest = [node for node in tops if node.kind is ParagraphKind.PREAMBULAR]
    for count, node in enumerate(rest, start=1):
        rename(node, f"pp{count}")
    if len(acting) > 1:
        message = "The operative paragraphs have no numbers; they were counted."
        structure.warn("unnumbered-operative", message, acting[0].anchor)


def _acts(node: Node) -> bool:
    opening = openings.read(node.line.text)
    return opening is not None and opening.form is Form.FINITE
