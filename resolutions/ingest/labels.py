"""
The numbers that paragraphs bear: what they look like and what comes after what.

    1.  2 bis.  12)          operative paragraphs
    PP3  OP12 bis            a delegation's labels
    [OP3]  (OP3)  **OP3**    the same in brackets
    (a)  (ii)  (aa)  a.  i.  subparagraphs
    1 -  (أ)  а)  一.         the same in other languages
    -  •                     bullets: a list whose labels are lost or lacking
"""

import re
from dataclasses import dataclass
from enum import Enum

from resolutions.ingest.numbering import Rank, number_of


class LabelKind(Enum):
    PREAMBULAR = "PP"
    OPERATIVE = "OP"
    NUMBER = "1."
    POINT = "(a)"
    BULLET = "-"


@dataclass(frozen=True, slots=True)
class Label:
    """
    A paragraph's label. `number` is the UN's own without stop ("2 bis", "(a)").

    `length` is how much of the line it takes up, white space after it included.
    `key` is the number in its English form: "(a)" for "(أ)".
    """

    kind: LabelKind
    number: str
    length: int
    key: str


_ANNEX = re.compile(
    r"(?:Annexe?|Appendix|Enclosure|Anexo|Приложение)(?: (?:[IVXL]{1,7}|\d{1,2}|[A-Z]))?"
    r"|المرفق(?: ال\w{3,6})?|附件[一二三四五六七八九十]{0,3}",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:(?:Section|Part|Chapter) )?(?:[IVXL]{1,7}|[A-Z])\.?")
_AGAIN = r"(?:[ ]?(?:bis|ter|quater|quinquies|sexies|septies|octies|alt(?:ernative)?\.?))"
_SPACE = r"(?:\s+|$)"
# "OP3.", "OP3:", "[OP3]", "(OP3).", "OP3 – "
_CLOSE = rf"(?:[ ]?[–—-]{_SPACE}|[.:)\]]{{0,2}}{_SPACE})"

_LABEL = re.compile(
    rf"""
    [\[(]?(?P<PREAMBULAR>(?:PP|pp)[ ]?\d{{1,3}}{_AGAIN}?){_CLOSE}
  | [\[(]?(?P<OPERATIVE>(?:OP|op)[ ]?\d{{1,3}}{_AGAIN}?){_CLOSE}
  | (?P<NUMBER>\d{{1,3}}{_AGAIN}?)[.)]{_SPACE}
  | (?P<POINT>\((?:[a-z]{{1,3}}|[ivxl]{{1,7}}|[A-Z]|\d{{1,2}}){_AGAIN}?\)
            |(?:[a-z]|[ivx]{{1,5}})(?:\)|\.(?=\s+(?:[A-Z“"]|$)))){_SPACE}
  | (?P<BULLET>[-–—•●▪◦‣·*])\s+
    """,
    re.VERBOSE,
)


def label_of(text: str) -> Label | None:
    """Return the label with which a text begins; "- (a)" is (a) and "- 1." is 1."""
    match = _LABEL.match(text)
    if match is None:
        return _foreign(text)
    if match.lastgroup == LabelKind.BULLET.name:
        inner = _LABEL.match(text, match.end())
        if inner and inner.lastgroup != LabelKind.BULLET.name:
            match = inner
    number = " ".join(match[match.lastgroup].split())
    return Label(LabelKind[match.lastgroup], number, match.end(), number)


def _foreign(text: str) -> Label | None:
    """A label as the other official languages print it: "1 - ", "(أ)", "а)", "一."."""
    if not _FOREIGN.match(text):
        return None
    number = number_of(text)
    if number is None or (number.rank is Rank.PARAGRAPH and number.value is None):
        return None
    kind = LabelKind.NUMBER if number.rank is Rank.PARAGRAPH else LabelKind.POINT
    return Label(kind, number.printed, number.length, number.key)


# A number before a dash, and whatever begins with a letter that is not Latin.
_FOREIGN = re.compile(
    r"\d{1,3} ?[-–—] ?(?:[^\W\da-zA-Z]|$)|[(（]?[\u0400-\u04ff\u0620-\u064a\u3200-\u9fff]"
)


def is_annex(text: str) -> bool:
    """
    Tell whether an annex begins: "Annex II" alone, in any official language.

    "annex." is the end of a sentence.
    """
    return not text[:1].islower() and bool(_ANNEX.fullmatch(text.strip(" *.")))


def is_section(text: str) -> bool:
    """Tell whether a line is nothing but the number of a section: "II", "Part B."."""
    return bool(_SECTION.fullmatch(text))
