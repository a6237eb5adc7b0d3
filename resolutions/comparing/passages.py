"""What is compared: a text as its paragraphs, in reading order."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from resolutions.comparing.words import Words, words_of
from resolutions.vocabulary import ParagraphKind, Part

# Stands between the paragraphs of one row, where several became one or one became several.
BREAK = "\n"


@dataclass(frozen=True)
class Passage:
    """A paragraph, subparagraph or heading; `label` is what delegates call it (OP1 (b))."""

    anchor: str
    label: str
    kind: ParagraphKind
    part: Part
    text: str
    opening: str = ""
    depth: int = 0

    @cached_property
    def words(self) -> Words:
        return words_of(self.text, self.opening)

    def __getstate__(self):
        """What is kept of a passage: its words are found anew."""
        return {name: value for name, value in vars(self).items() if name != "words"}

    @property
    def parent(self) -> str:
        """The anchor of the paragraph that it is a point of, or ""."""
        return self.anchor.rpartition("-")[0] if self.depth else ""

    @property
    def is_heading(self) -> bool:
        return self.kind == ParagraphKind.HEADING


def share_words(passages: Iterable[Passage]) -> None:
    """Find the words of paragraphs of the same text once; most of a text stays as it was."""
    first: dict[tuple[str, str], Passage] = {}
    for passage in passages:
        words = first.setdefault((passage.text, passage.opening), passage).words
        vars(passage)["words"] = words


def joined(passages: Iterable[Passage]) -> Words:
    """The words of some passages, with a break between two."""
    whole = Words([], [], [])
    for passage in passages:
        before = whole + Words([BREAK], ["¶"], [0]) if whole.texts else None
        whole = before + passage.words if before else passage.words
    return whole
