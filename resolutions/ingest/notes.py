"""
Footnotes: their texts, wherever in a file they stand, taken out of the lines.

A note begins with its mark. Where the mark is raised, bracketed or set by the
format it is certain. A plain figure is a mark only in its turn, one more than
the last note's, and where notes stand: below a rule, after another note, at
the end of a page or of the text.

    ¹ A/77/275.                       raised
    [1] A/77/275.                     bracketed
    (1) A/77/275.                     in round brackets, below a rule or if "report(1)" refers
                                      to it: elsewhere it is a point of a list
    1 See A/C.2/59/3.                 plain, in its turn
    1. Decides                        a paragraph: a stop follows
    10 December 1948, as well as      a line of text: a date, and no turn of its own
    * Reissued for technical reasons  an asterisk, if the text has one to match
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from resolutions.ingest import openings
from resolutions.ingest.document import Dropped, Line, Place, Style
from resolutions.ingest.furniture import rule_of
from resolutions.ingest.hyphens import Vocabulary
from resolutions.ingest.labels import LabelKind, is_annex, is_section, label_of
from resolutions.ingest.wording import MONTH, cut, tidy, words

_CERTAIN = re.compile(r"\[\^?(?P<bracketed>\d{1,3}|[a-z]|\*{1,3})\]:?\s+(?=\S)")
_ROUND = re.compile(r"\((?P<round>\d{1,3})\)\s+(?=\S)")
_ROUND_REFERENCE = re.compile(r"(?:[^\W\d_]|[,.;:”\"’»])\((\d{1,3})\)")
_SLASHED = re.compile(r"(?P<slashed>\d{1,3})/\s+(?=\S)")
_PLAIN = re.compile(
    r"(?P<plain>\d{1,3})(?![\d.)\]:/])\s{0,4}"
    rf"(?=[^\W\d]|[“\"‘'(\[]|(?:19|20)\d\d )(?!{MONTH} \d)"
)
_STARRED = re.compile(r"(?P<starred>\*{1,3})\s{0,4}(?=[A-Z“\"(])")
_RAISED_FIGURES = {ord(c): str(n) for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_RAISED_FIGURE = re.compile(r"\s*(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}|\*{1,3}|[a-z])\s*")
# How many notes in a row may be lost.
_MOST_LOST = 5
# "- (d) The estimated": an item of a list, whatever stands above it.
_ITEM = re.compile(r"[-–•*] \S")
# "Supplement No.", "vol.", "para.": a stop that ends no note.
_SHORTENED = re.compile(r"\b(?:Nos?|[Vv]ols?|paras?|sects?|chaps?|arts?|pp?)\.$")
_NUMBERED = (LabelKind.NUMBER, LabelKind.OPERATIVE, LabelKind.PREAMBULAR)
_ENDED = re.compile(r"[.;]\W{0,3}$")
_STAR_REFERENCE = re.compile(r"(?<=[\w.,;:)’”\"])(\*{1,3})(?=[\s.,;:)]|$)")
_RAISED_STYLES = "".join(chr(style) for style in range(16) if style & (Style.RAISED | Style.NOTE))


@dataclass(frozen=True, slots=True)
class Notes:
    """
    The lines without their notes, the notes in order of mark, and rules dropped.

    `round` are the marks of the notes that stand in round brackets.
    """

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    round: frozenset[str] = frozenset()


def figure(raised: str) -> str:
    """A mark in plain figures: "¹²" is "12"."""
    return raised.translate(_RAISED_FIGURES)


def take_out(lines: Iterable[Line], starred: str = "") -> Notes:
    """
    Separate notes from text.

    `starred` is text outside these lines in which an asterisk may refer to a
    note (the masthead). Note lines come out with `note` set and text whole,
    a note that goes on overleaf joined.
    """
    return _Taker(list(lines), starred).take()


class _Taker:
    def __init__(self, lines: list[Line], starred: str):
        self.lines = lines
        self.vocabulary = Vocabulary(line.text for line in lines)
        references = [line.text for line in lines] + [starred]
        self.stars = {
            mark for text in references if "*" in text for mark in _STAR_REFERENCE.findall(text)
        }
        self.glued = {
            mark
            for line in lines
            if "(" in line.text
            for mark in _ROUND_REFERENCE.findall(line.text)
        }
        self.round: set[str] = set()
        self.kept: list[Line] = []
        self.notes: list[Line] = []
        self.dropped: list[Dropped] = []
        self.open: list[Line] = []
        self.below_rule = False
        self.turn = 1

    def take(self) -> Notes:
        for place, line in enumerate(self.lines):
            if place and line.page != self.lines[place - 1].page:
                if not self.goes_on_overleaf():
                    self.close()
                self.below_rule = False
            if rule_of(words(line.text)) == "rule":
                self.rule(line, place)
            elif not self.note(line, place) and not self.goes_on(line):
                self.close()
                self.kept.append(line)
        self.close()
        return Notes(
            tuple(self.kept), tuple(self.notes), tuple(self.dropped), frozenset(self.round)
        )

    def rule(self, line: Line, place: int) -> None:
        """A rule with a note below it begins the foot of a page."""
        self.close()
        self.dropped.append(Dropped(words(line.text), "rule", line.number))
        below = self.lines[place + 1] if place + 1 < len(self.lines) else None
        self.below_rule = (
            below is not None and self.mark(below, place + 1, at_foot=True) is not None
        )
        if below is not None and not self.below_rule and line.text.startswith("_"):
            self.reopen(below)

    def reopen(self, below: Line) -> None:
        """A long note goes on at the foot of the next page, without its mark."""
        if self.notes and not below.gap and not _ENDED.search(self.notes[-1].text[-20:]):
            self.open = [self.notes.pop()]
            self.below_rule = True

    def note(self, line: Line, place: int) -> bool:
        mark = self.mark(line, place, self.below_rule or self.stands_apart(line, place))
        if mark is None:
            return False
        self.close()
        text, length = mark
        self.open = [tidy(replace(cut(line, length), note=text, place=Place.NOTE))]
        if text.isdigit():
            self.turn = int(text) + 1
        return True

    def stands_apart(self, line: Line, place: int) -> bool:
        """Not the next line of a paragraph in print."""
        if self.open or not self.kept:
            return True
        return bool(line.gap) or line.whole or line.page != self.lines[place - 1].page

    def mark(self, line: Line, place: int, at_foot: bool) -> tuple[str, int] | None:
        """The mark with which a line begins, and how many characters it takes up."""
        if line.place is Place.NOTE and line.note:
            return line.note, 0
        raised = len(line.styles) - len(line.styles.lstrip(_RAISED_STYLES))
        if raised and (match := _RAISED_FIGURE.fullmatch(line.text[:raised])):
            return figure(match["raised"]), raised
        first = line.text[:1]
        if first == "[" and (match := _CERTAIN.match(line.text)):
            return match["bracketed"], match.end()
        if first == "*" and (match := _STARRED.match(line.text)):
            return (match["starred"], match.end()) if match["starred"] in self.stars else None
        if first == "(" and at_foot and (match := _ROUND.match(line.text)):
            return self.round_mark(match, place)
        if first.isdigit() and at_foot:
            return self.plain_mark(line, place)
        return None

    def round_mark(self, match: re.Match, place: int) -> tuple[str, int] | None:
        """ "(1) A/77/275." below a rule; or below a text that refers to it, but for its lists."""
        mark = match["round"]
        above = words(self.lines[place - 1].text) if place else ""
        at_rule = self.below_rule or rule_of(above) == "rule"
        below_text = mark in self.glued and not above.endswith((":", ";", "; and"))
        in_turn = self.open and self.round
        if int(mark) != self.turn or not (at_rule or below_text or in_turn):
            return None
        self.round.add(mark)
        return mark, match.end()

    def plain_mark(self, line: Line, place: int) -> tuple[str, int] | None:
        match = _SLASHED.match(line.text) or _PLAIN.match(line.text)
        if match is None or not self.is_turn(int(match[1]), place):
            return None
        opening = openings.read(line.text[match.end() :])
        acts = opening is not None and opening.form is openings.Form.FINITE
        return None if acts else (match[1], match.end())

    def is_turn(self, number: int, place: int) -> bool:
        """The next note; or a later one, where some are lost, if notes stand on either side."""
        if not self.turn < number <= self.turn + _MOST_LOST:
            return number == self.turn
        if place and rule_of(words(self.lines[place - 1].text)) == "rule":
            return True
        after = self.lines[place + 1 : place + 2]
        following = _PLAIN.match(after[0].text) if after else None
        return bool(self.open) or bool(following and int(following[1]) == number + 1)

    def goes_on(self, line: Line) -> bool:
        """Add a line to the note before it, where nothing sets it apart."""
        if not self.open and line.place is Place.NOTE and self.notes:
            # The format says that this is a note: without a mark it is the last one, overleaf.
            self.open = [self.notes.pop()]
        if not self.open:
            return False
        if line.place is not Place.NOTE and (
            line.gap or line.whole or _ITEM.match(line.text) or self.begins_text(line)
        ):
            return False
        self.open.append(tidy(line))
        return True

    def goes_on_overleaf(self) -> bool:
        """Whether a note below the end of the whole text breaks off at the end of its page."""
        ended = bool(self.kept) and self.kept[-1].text.rstrip("”\"’'* ").endswith(".")
        last = self.open[-1].text[-20:].rstrip("”\"’')] ") if self.open else "."
        return ended and (not last.endswith(".") or bool(_SHORTENED.search(last)))

    def begins_text(self, line: Line) -> bool:
        """
        Tell whether the text goes on right below the last note of a page.

        "Noting the support", "3. Decides" and "Annex" do where the note has ended;
        "Noting" in the middle of a note's sentence does not, nor do "24." and
        "B." below "para." and "sect.".
        """
        if is_annex(line.text) or (is_section(line.text) and not line.text.endswith(".")):
            return True
        if not _ENDED.search(self.open[-1].text[-20:]):
            return False
        label = label_of(line.text)
        numbered = label is not None and label.kind in _NUMBERED
        if numbered and line.text[label.length :][:1].isupper():
            return True
        return openings.read(line.text) is not None

    def close(self) -> None:
        if self.open:
            self.notes.append(self.vocabulary.join(self.open))
            self.open = []
