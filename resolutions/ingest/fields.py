"""The fields of a masthead, cell by cell."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from resolutions import symbols
from resolutions.ingest.document import Line, Style
from resolutions.ingest.furniture import rule_of
from resolutions.ingest.ordinals import ORDINAL, session_in
from resolutions.ingest.wording import MONTH, cut, date_in, words

MARK = Style.RAISED | Style.NOTE

_ORGANS = (
    "General Assembly|Security Council|Economic and Social Council|Human Rights Council"
    "|Trusteeship Council"
)
_COMMITTEE = (
    "(?:First|Second|Third|Fourth|Fifth|Sixth) Committee"
    "|Special Political(?: and Decolonization)? Committee"
)
# Main Committees that also go by their full names.
_FULL_NAMES = {"Special Political and Decolonization Committee": "Fourth Committee"}
_DATE = rf"\d{{1,2}} {MONTH} (?:19|20)\d\d"
_LANGUAGE = "(?:English|French|Spanish|Russian|Arabic|Chinese)"
_SESSION = rf"(?=[A-Z])(?i:{ORDINAL} (?:(?:emergency )?special )?session)"

# "51st plenary meeting", "54th (resumed) plenary meeting", "48th meeting (Resumption 1)"
MEETING = (
    r"\d{1,4}(?:st|nd|rd|th) (?:\(\w{1,20}\) )?(?:plenary )?meeting"
    r"(?: \((?:[Rr]esum|[Cc]ontin)\w{1,10}(?: \d)?\))?"
)

# "76/19", "S-32/1", "60/147 A", "1514 (XV)", "2603 A (XXIV)": the number above a title.
_NUMBER = (
    r"(?:ES-|S-)?\d{1,3}/\d{1,3}(?: ?[A-Z])?|(?:19|20)\d\d/\d{1,3}"
    r"|\d{1,4}(?: [A-Z])? ?\((?:E?S-)?[IVXL]{1,7}\)(?: [A-Z])?"
)

# Cells stand side by side ("General Assembly        Distr.: Limited") or, in text
# dumps, are run together ("United NationsA/RES/71/28General AssemblyDistr.: General").
_BETWEEN_CELLS = re.compile(
    rf"\s{{4,}}|\t+"
    rf"|(?<=United Nations) ?(?=[ASE]/)"
    rf"|(?<=[a-z0-9)])(?=(?:{_ORGANS})(?:$|Distr))"
    rf"|(?<=[a-z0-9)]) ?(?=Distr\.|Original:)"
    rf"|(?<=[a-z0-9)])(?={_SESSION})"
)

# "[Adopted by a recorded vote of 44 to 0, with 3 abstentions.]"
VOTE = r"\[?Adopted (?:by|without) (?:[^\]]{0,40} )?votes?\b[^\]]{0,200}\]?"

_MARKS = r"[*\s]{0,4}"
_SYMBOL = re.compile(rf"(?P<symbol>[A-Z]{{1,5}}/[A-Za-z0-9./() -]{{1,58}}[A-Za-z0-9)]){_MARKS}")
_ODS = re.compile(r"<<ODS DOC SYMBOL1>>([^<]{1,60})<<")


def _whole(pattern: str) -> re.Pattern:
    return re.compile(pattern + _MARKS, re.IGNORECASE)


# Each is matched against the whole cell, in single spaces; the first that fits names it.
_CELLS = (
    ("united_nations", re.compile(r"United Nations|UNITED NATIONS|Nations Unies")),
    ("body", _whole(rf"(?P<body>{_ORGANS})")),
    (
        "distribution",
        _whole(rf"Distr(?:\.|ibution) ?:? ?(?P<distribution>[A-Z]+)?(?: (?P<issued_on>{_DATE}))?"),
    ),
    ("distribution", re.compile(r"(?P<distribution>GENERAL|LIMITED|RESTRICTED|PROVISIONAL)")),
    ("issued_on", _whole(rf"(?P<issued_on>{_DATE})\.?")),
    (
        "original",
        _whole(rf"Original ?: ?(?P<original>{_LANGUAGE}(?:[ ,/]|and|{_LANGUAGE}){{0,24}})"),
    ),
    ("language", _whole(rf"(?:Advance )?{_LANGUAGE}(?: only)?")),
    ("session", re.compile(rf"(?:Resumed )?(?P<session>{_SESSION}){_MARKS}")),
    ("committee", _whole(rf"(?P<committee>{_COMMITTEE})(?: \([^()]{{1,80}}\))?")),
    (
        "agenda_item",
        re.compile(
            r"(?:Agenda )?[Ii]tems? ?:? ?"
            r"(?P<agenda_item>\d{1,3}(?: ?\([a-z]{1,3}\))?"
            r"(?:(?:, | and | to )(?:\d{1,3}(?: ?\([a-z]{1,3}\))?|\([a-z]{1,3}\))){0,20})"
            r"(?: of the (?:provisional|preliminary) (?:agenda|list))?[*. ]{0,4}"
            r"(?::? (?P<text>\S.*))?"
        ),
    ),
    (
        "adopted",
        re.compile(
            r"\W?(?P<adopted>(?-i:[RD])(?:esolutions?|ecisions?) adopted by)"
            rf" the (?P<body>{_ORGANS})"
            rf"(?: (?:on|at its .{{1,60}} on) (?P<adopted_on>{_DATE}))?\W{{0,3}}",
            re.IGNORECASE,
        ),
    ),
    ("adopted", _whole(rf"on (?P<adopted_on>{_DATE})")),
    (
        "adopted",
        _whole(
            rf"(?P<adopted>Adopted) by the (?P<body>{_ORGANS}) at its"
            rf" (?P<meeting>{MEETING})[^,]{{0,20}},? on (?P<adopted_on>{_DATE})"
        ),
    ),
    ("resolution", _whole(r"Resolution (?P<resolution>\d{1,4} \((?:19|20)\d\d\))")),
    ("vote", re.compile(VOTE)),
    ("part", _whole(r"(?:Draft (?:resolution|decision)|Addendum|Corrigendum)")),
    (
        "report",
        re.compile(
            rf"\[?on the report of the (?:[A-Z][^()\[\]]{{0,60}} \()?"
            rf"(?P<committee>{_COMMITTEE})\)?"
            rf"(?: \(?(?P<committee_report>[ASE]/[^\s,();]{{1,40}})[^\]]{{0,60}})?\]?",
            re.IGNORECASE,
        ),
    ),
    (
        "report",
        re.compile(r"\[?without reference to a Main Committee[^\]]{0,80}\]?", re.IGNORECASE),
    ),
    (
        "meeting",
        re.compile(rf"(?P<meeting>{MEETING}),?(?: (?P<adopted_on>{_DATE}))?\.?"),
    ),
    (
        "title",
        re.compile(rf"(?P<resolution>{_NUMBER})\. ?(?P<text>\S.*)?"),
    ),
    ("title", re.compile(r"(?P<text>)(?:Draft )?Title ?:?", re.IGNORECASE)),
    (
        "label",
        re.compile(
            r"(?:Pre-? ?ambul(?:ar|atory)|Operative) (?:Paragraphs?|Part)|Preamble|Draft text",
            re.IGNORECASE,
        ),
    ),
)

# Fields whose words may be a line of a title.
_PLAIN_WORDS = frozenset({"united_nations", "body", "committee", "language", "issued_on"})

# Fields that are followed by text, on their own line or the next.
WITH_TEXT = frozenset({"title", "agenda_item"})


@dataclass(slots=True)
class Found:
    """The fields read so far. `symbol_printed` is the symbol before it was made canonical."""

    symbol: str | None = None
    symbol_printed: str | None = None
    body: str | None = None
    committee: str | None = None
    session: int | None = None
    agenda_item: str | None = None
    distribution: str | None = None
    issued_on: datetime.date | None = None
    adopted: str | None = None
    adopted_on: datetime.date | None = None
    meeting: str | None = None
    committee_report: str | None = None
    original_languages: tuple[str, ...] = ()
    resolution: str | None = None

    def take(self, text: str, inside: bool = False) -> str | None:
        """
        Read one cell. Returns the name of its field, or None if it is text.

        What was read first stays: a running head cannot change a masthead.
        `inside` says that the cell stands in the middle of a text: there "of the"
        and "United Nations" make no masthead.
        """
        if rule_of(text) or not text:
            return "furniture"
        if match := _ODS.match(text):
            return self._take_symbol(match[1])
        if match := _SYMBOL.fullmatch(text):
            return self._take_symbol(match["symbol"])
        for name, pattern in _CELLS:
            if inside and name in _PLAIN_WORDS:
                continue
            if match := pattern.fullmatch(text):
                for group, value in match.groupdict().items():
                    if value:
                        self._take(group, value, after_meeting=self.meeting is not None)
                return name
        return None

    def _take_symbol(self, printed: str) -> str:
        if self.symbol is None:
            self.symbol_printed = printed
            self.symbol = symbols.canonical(printed) or printed
        return "symbol"

    def _take(self, name: str, value: str, after_meeting: bool) -> None:
        if name == "text":
            return
        if name == "original":
            name = "original_languages"
            value = tuple(re.findall(_LANGUAGE, value.title()))
        elif name == "issued_on" and after_meeting:
            name, value = "adopted_on", date_in(value)
        elif name in ("issued_on", "adopted_on"):
            value = date_in(value)
        elif name == "session":
            value = session_in(value)
        elif name == "committee_report":
            value = symbols.canonical(value) or value
        elif name in ("distribution", "body", "committee"):
            value = _capitals(value)
            value = _FULL_NAMES.get(value, value)
        if not getattr(self, name):
            setattr(self, name, value)

    def filled_from(self, other: "Found") -> "Found":
        """These fields, and the other's where these have nothing."""
        missing = {
            each.name: getattr(other, each.name)
            for each in fields(self)
            if not getattr(self, each.name)
        }
        return replace(self, **missing)


def _capitals(text: str) -> str:
    """Write "GENERAL ASSEMBLY" as "General Assembly"."""
    return text.title().replace(" And ", " and ") if text.isupper() or text.islower() else text


def is_open(text: str) -> bool:
    """Tell whether a cell goes on in the next: "[on the report of the Special Political"."""
    return bool(_OPEN.match(text))


_OPEN = re.compile(
    r"\[[^\]]{1,150}$|(?:(?:Resolution|Decision) a|A)dopted by .{0,80} (?:on|the|its|meeting,)$"
    rf"|\d{{1,2}} {MONTH}$"
)


def cells(line: Line) -> Iterator[Line]:
    """Cut a line of a masthead into its cells."""
    start = 0
    for match in _BETWEEN_CELLS.finditer(line.text):
        if match.start() > start:
            yield cut(line, start, match.start())
        start = match.end()
    if start < len(line.text):
        yield cut(line, start)


def symbols_in(lines: Iterable[Line]) -> list[Line]:
    """The cells that are document symbols and nothing else."""
    each = (cell for line in lines for cell in cells(line))
    return [cell for cell in each if Found().take(words(cell.text)) == "symbol"]


def text_start(name: str, text: str) -> int:
    """Where the text begins in a cell that holds a field and text after it."""
    for other, pattern in _CELLS:
        if other == name and (match := pattern.fullmatch(text.strip())):
            offset = len(text) - len(text.lstrip())
            return offset + match.start("text") if match["text"] else len(text)
    return len(text)


def between(above: str) -> str:
    """What joins a line to the one above it: nothing after a hyphen, else a space."""
    return "" if re.search(r"[^\W\d]-$", above[-2:]) else " "
