"""The source of a text under work as its page shows it: its lines and, of a PDF, its pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from django.core.cache import caches

from resolutions.editing import Edited, Piece
from resolutions.editing.matching import matched
from resolutions.ingest.document import ParsedResolution, Spot
from resolutions.ingest.viewing import Viewer
from resolutions.models import SourceFile

# Mark-up amid words, and all other.
AMID = re.compile(r"</?(?:i|b|u|sub|sup|ref|span|inline|date|term)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
# What stands before the title of a resolution: "76/36. ".
NUMBERED = re.compile(r"^[\d/A-Z-]+\. ")
# Lines of the masthead that say nothing of the document.
SAY_NOTHING = {f"masthead {name}" for name in ("united nations", "label", "text", "tail")}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """
    A line of the source; `anchor` is the paragraph that has it, `said` what it is otherwise.

    `spot` is where it stands on the picture of its page, if there is one.
    """

    number: int
    page: int
    text: str
    anchor: str
    said: str
    is_left_out: bool
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """The lines of one paragraph on one page, or of what was left out there (`anchor` is "")."""

    anchor: str
    spots: list[Spot]
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ShownPage:
    """
    A page of a PDF with its lines, paragraph by paragraph.

    `goes_on` are the other pages that the chosen paragraph stands on.
    """

    number: int
    count: int
    marked: list[Marked] = field(default_factory=list)
    goes_on: tuple[int, ...] = ()

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def lines_beside(edited: Edited, pieces: Sequence[Piece], lines: Sequence[dict]) -> list[ShownLine]:
    """The lines that a text was read from, each with what was read of it."""
    numbered = list(enumerate(lines, 1))
    if edited.document.format == "akn":
        numbered = [(number, line) for number, each in numbered if (line := _untagged(each))]
    lines = [line for _, line in numbered]
    dropped = {(each.number, _plain(each.text)): each.rule for each in edited.document.dropped}
    head = _head(edited.document, [_plain(line["text"]) for line in lines])
    rules = [
        dropped.get((line["number"], _plain(line["text"])), head.get(place, ""))
        for place, line in enumerate(lines)
    ]
    anchors = [piece.anchor for piece in pieces]
    # What was read as part of the head may stand in a paragraph, too: a title often does.
    texts = ["" if rules[n] or n in head else line["text"] for n, line in enumerate(lines)]
    found = matched(texts, [piece.text for piece in pieces])
    return [
        _line(number, line, anchors[found[place]] if place in found else "", rules[place])
        for place, (number, line) in enumerate(numbered)
    ]


def _head(document: ParsedResolution, lines: Sequence[str]) -> dict[int, str]:
    """The rule of each line, by place, down to the enacting formula; "" where it is not known."""
    try:
        end = lines.index(_plain(document.formula) or None)
    except ValueError:
        return {}
    facts = {"title": document.masthead.title, "agenda title": document.masthead.agenda_title}

    def rule(line: str) -> str:
        bare = NUMBERED.sub("", line)
        parts = (part for part, words in facts.items() if bare and bare in _plain(words or ""))
        return next((f"masthead {part}" for part in parts), "")

    return {place: rule(line) for place, line in enumerate(lines[:end])} | {end: "masthead formula"}


def _untagged(line: dict) -> dict | None:
    """A line of XML as a person reads it; None if it has nothing but mark-up."""
    words = _plain(unescape(TAG.sub(" ", AMID.sub("", line["text"]))))
    return line | {"text": words} if words else None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _line(number: int, line: dict, anchor: str, rule: str) -> ShownLine:
    words = rule.replace("-", " ").replace("_", " ")
    part = words.removeprefix("masthead ")
    read_as = part != words and words not in SAY_NOTHING
    said = "" if not rule else f"read as: {part}" if read_as else f"left out: {words}"
    left_out = bool(rule) and not read_as
    # Sources that were read before lines had spots are shown without.
    spot = Spot(*line["spot"]) if line.get("spot") else None
    return ShownLine(number, line["page"], line["text"], anchor, said, left_out, spot)


def page_beside(lines: Sequence[ShownLine], wanted: int, anchor: str) -> ShownPage:
    """The page that is asked for, or else the first on which a paragraph stands, or page 1."""
    count = max((line.page for line in lines), default=1)
    standing = sorted({line.page for line in lines if anchor and line.anchor == anchor})
    number = wanted if 1 <= wanted <= count else (standing or [1])[0]
    spots: dict[str, list[Spot]] = {}
    for line in lines:
        if line.page == number and line.spot and (line.anchor or line.is_left_out):
            spots.setdefault(line.anchor, []).append(line.spot)
    marked = [Marked(each, found, each == anchor != "") for each, found in spots.items()]
    goes_on = tuple(page for page in standing if page != number)
    return ShownPage(number, count, marked, goes_on)


def drawn(source: SourceFile, page: int) -> bytes | None:
    """A page of a PDF as PNG, drawn in the limited process; None if there is no such page."""
    key = f"{source.sha256}-{page}"
    picture = caches["pictures"].get(key)
    if picture is None:
        with Viewer() as viewer, source.content.open() as file:
            picture = viewer.picture(file.read(), page)
        if picture:
            caches["pictures"].set(key, picture)
    return picture
