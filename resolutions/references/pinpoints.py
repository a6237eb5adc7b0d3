"""A paragraph of a text, as each style of citation names it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.ingest.numerals import to_roman
from resolutions.ingest.ordinals import ORDINALS
from resolutions.models import Paragraph
from resolutions.vocabulary import ParagraphKind

IN_WORDS = {number: word for word, number in ORDINALS.items()}
ANCHOR = re.compile(
    r"(?:annex(?P<annex>\d{1,3})-)?(?P<section>s\d{1,3}-)?(?P<kind>pp|op)(?P<number>\d{1,4})"
    r"(?P<points>(?:-[^-]+)*)"
)
# The end of the anchor of text that goes on below a paragraph: part of that paragraph.
FLUSH = re.compile(r"(?:-p\d{1,3})?(?:_\d{1,3})?$")
SECTION = re.compile(r"(?:Section |Part )?(?P<number>[IVXL]{1,7}|[A-Z])(?![\w’'])")


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """
    A place in a text: `number` is the printed one with its points, "2 (a) (i)".

    `number` is "" where nothing is numbered; `within` is the annex or section that the
    numbers are of ("annex II", "sect. B"), or "".
    """

    anchor: str
    name: str
    number: str = ""
    preambular: bool = False
    within: str = ""

    @property
    def united_nations(self) -> str:
        """ "para. 2 (a)", "third preambular paragraph", "annex, para. 4"."""
        words = f"para. {self.number}" if self.number else ""
        if self.preambular:
            first, _, points = self.number.partition(" ")
            words = f"{IN_WORDS.get(int(first), first)} preambular paragraph"
            words += f", subpara. {points}" if points else ""
        return joined(", ", self.within, words)

    def abbreviated(self, paragraph: str, preamble: str, between: str = " ") -> str:
        """ "para 2(a)", "pmbl. ¶ 3": by a style's words for a paragraph and the preamble."""
        number = self.number.replace(" (", "(")
        words = f"{paragraph} {number}" if number else ""
        if self.preambular:
            words = f"{preamble} {words}"
        within = self.within if "." in paragraph else self.within.replace("sect.", "s")
        return joined(between, within, words)


def joined(between: str, *words: str) -> str:
    return between.join(filter(None, words))


def pinpoint(wanted: str, paragraphs: Sequence[Paragraph], name: str) -> Pinpoint:
    """
    Return the place of the paragraph with the anchor `wanted`, which `name` says in words.

    `paragraphs` are those of one language version, in reading order: the headings and the
    annexes around it tell what its number counts in.
    """
    match = ANCHOR.fullmatch(FLUSH.sub("", wanted))
    annex = re.match(r"annex(\d{1,3})-", wanted)
    within = name_of_annex(int(annex[1]), paragraphs) if annex else ""
    if match is None:
        return Pinpoint(wanted, name, within=within)
    if match["section"]:
        within = joined(", ", within, section_above(wanted, paragraphs))
    points = "".join(f" ({point})" for point in match["points"].split("-") if point)
    preambular = match["kind"] == "pp"
    return Pinpoint(wanted, name, match["number"] + points, preambular, within)


def name_of_annex(number: int, paragraphs: Sequence[Paragraph]) -> str:
    """ "annex" where there is one, else "annex II"."""
    several = any(paragraph.anchor.startswith("annex2-") for paragraph in paragraphs)
    return f"annex {to_roman(number).upper()}" if several else "annex"


def section_above(anchor: str, paragraphs: Sequence[Paragraph]) -> str:
    """ "sect. II": the number of the heading that a paragraph stands under, or ""."""
    found = ""
    for paragraph in paragraphs:
        if paragraph.anchor == anchor:
            break
        if paragraph.kind == ParagraphKind.HEADING:
            match = SECTION.match(paragraph.number or paragraph.text)
            found = f"sect. {match['number']}" if match else found
    return found
