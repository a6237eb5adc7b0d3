"""
The masthead: what a document prints about itself, at its head or at its tail.

Its lines fall into cells, and each cell is a field of `fields` or text. Text is
the agenda title after "Agenda item", the sponsors where it ends in ": draft
resolution", and the title where it stands last. A field that is not printed
stays None.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from resolutions import symbols
from resolutions.ingest import fields, limits, sponsors
from resolutions.ingest.document import Dropped, Line, Masthead, ParseWarning
from resolutions.ingest.fields import Found
from resolutions.ingest.notes import figure
from resolutions.ingest.parts import Parts, organ
from resolutions.ingest.wording import cut, join, tidy, words


@dataclass(slots=True)
class _Block:
    """Consecutive cells that are text; `after` names the field they stand below."""

    line: Line
    after: str

    @property
    def text(self) -> str:
        return words(self.line.text)


@dataclass(frozen=True, slots=True)
class Head:
    """The masthead, what kind of document it says this is, and what was left of it."""

    masthead: Masthead
    kind: str
    dropped: tuple[Dropped, ...]
    warnings: tuple[ParseWarning, ...]


@dataclass(slots=True)
class _Gathered:
    found: Found = field(default_factory=Found)
    blocks: list[_Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def read(
    parts: Parts,
    tail: Iterable[Line] = (),
    closing: Iterable[Line] = (),
    notes: Mapping[str, str] | None = None,
) -> Head:
    """
    Read the fields from the head; what is missing there, from closing and tail.

    `notes` are the texts of the document's notes: "* On behalf of ..." tells of a sponsor.
    """
    head, end = _gather(parts.head), _gather(closing)
    found = head.found.filled_from(end.found).filled_from(_gather(tail).found)
    texts = _texts(head.blocks)
    names, label = (sponsors.read(texts.sponsors) or ("", "")) if texts.sponsors else ("", "")
    given, warnings = sponsors.resolve(names, notes)
    body = _body(found.body, parts.formula)
    masthead = Masthead(
        symbol=found.symbol or _symbol_of(found.resolution, body),
        body=body,
        committee=found.committee,
        session=found.session,
        agenda_item=found.agenda_item,
        agenda_title=texts.agenda_title or None,
        title=texts.title or None,
        distribution=found.distribution,
        issued_on=found.issued_on,
        adopted_on=found.adopted_on,
        meeting=found.meeting,
        committee_report=found.committee_report,
        original_languages=found.original_languages,
        sponsors=given,
    )
    others = [*texts.others, *(block.text for block in end.blocks), label]
    dropped = [Dropped(text, "masthead-text") for text in others if text]
    return Head(
        masthead,
        _kind(masthead, label, found),
        (*head.dropped, *end.dropped, *dropped),
        (*warnings, *_doubts(masthead, found, label)),
    )


def _body(printed: str | None, formula: str) -> str | None:
    """
    The organ that speaks: the formula's, where it names one of the principal organs.

    The Human Rights Council prints "General Assembly" at the head of its papers.
    """
    speaks = organ(formula) if formula else None
    return speaks if speaks in _SERIES or not printed else printed


# What stands before the number of a resolution in its symbol.
_SERIES = {
    "General Assembly": "A/RES/",
    "Security Council": "S/RES/",
    "Economic and Social Council": "E/RES/",
    "Human Rights Council": "A/HRC/RES/",
}
# Each session numbers its resolutions from 1 and its decisions from 401.
_FIRST_DECISION = 401


def _symbol_of(number: str | None, body: str | None) -> str | None:
    """Give "76/278.", printed above a title, its A/RES/, and "78/541." its A/DEC/."""
    if not number:
        return None
    series = _SERIES.get(body or "General Assembly", "A/RES/")
    last = re.search(r"/(\d+)", number)
    if series == "A/RES/" and last and int(last[1]) >= _FIRST_DECISION:
        series = "A/DEC/"
    return symbols.canonical(series + number)


def _kind(masthead: Masthead, label: str, found: Found) -> str:
    symbol = masthead.symbol or ""
    if found.adopted or "/RES/" in symbol or "/DEC/" in symbol:
        return "resolution"
    if "revised" in label or "/Rev." in symbol:
        return "revised-draft-resolution"
    if label or "/L." in symbol:
        return "draft-resolution"
    return "working-text"


def _doubts(masthead: Masthead, found: Found, label: str) -> list[ParseWarning]:
    warnings = []
    if label.startswith("amendment"):
        message = "The text amends another draft: its paragraphs say what to change there."
        warnings.append(ParseWarning("amendment", message))
    if masthead.symbol is None:
        warnings.append(ParseWarning("no-symbol", "The document prints no symbol."))
    elif found.symbol_printed and found.symbol_printed != masthead.symbol:
        printed = found.symbol_printed[:60]
        message = f"The symbol is printed as {printed}; it was read as {masthead.symbol}."
        warnings.append(ParseWarning("symbol-normalised", message))
    if masthead.title is None:
        warnings.append(ParseWarning("no-title", "The document prints no title."))
    return warnings


_LONGEST_TEXT = 20_000
# "... on the basis of informal consultations on draft resolution": its symbol stands below.
_NAMES = re.compile(r"(?:draft (?:resolutions?|decisions?)|documents?|amendments? to) ?$", re.I)


def _gather(lines: Iterable[Line]) -> _Gathered:
    """Sort cells into fields and blocks of text."""
    gathered, after = _Gathered(), ""
    open_block: _Block | None = None
    for cell in _cells(lines):
        inside = open_block is not None and _goes_on(open_block.line, cell)
        names = inside and open_block is not None and _NAMES.search(open_block.line.text[-60:])
        name = None if names else gathered.found.take(words(cell.text), inside)
        if name:
            gathered.dropped.append(Dropped(words(cell.text), f"masthead-{name}", cell.number))
            after, open_block, inside = name, None, False
            if name not in fields.WITH_TEXT:
                continue
            cell = tidy(cell)
            cell = cut(cell, fields.text_start(name, cell.text))
        if inside and open_block:
            open_block.line = replace(
                join(open_block.line, tidy(cell), fields.between(open_block.line.text)),
                number=cell.number,
            )
        else:
            open_block = _Block(tidy(cell), after)
            gathered.blocks.append(open_block)
    return gathered


def _cells(lines: Iterable[Line]) -> Iterator[Line]:
    """The cells of all lines; one that its line end has cut is whole again."""
    waiting: Line | None = None
    for line in lines:
        for cell in fields.cells(line):
            cell = join(waiting, cell) if waiting else cell
            waiting = cell if fields.is_open(words(cell.text)) else None
            if waiting is None:
                yield cell
    if waiting:
        yield waiting


def _goes_on(above: Line, below: Line) -> bool:
    """Tell whether a cell is the next line of the text above it."""
    if len(above.text) > _LONGEST_TEXT:
        return False
    same = above.heading == below.heading and above.styles[-1:] == below.styles[:1]
    return same and (not below.gap or below.number == above.number) and not below.whole


@dataclass(frozen=True, slots=True)
class _Texts:
    agenda_title: str = ""
    sponsors: str = ""
    title: str = ""
    others: tuple[str, ...] = ()


def _texts(blocks: list[_Block]) -> _Texts:
    """Tell the texts of a masthead apart by what stands above them, and by their order."""
    blocks = [block for block in blocks if block.text]
    sponsor = next((block for block in blocks if sponsors.read(block.text)), None)
    rest = [block for block in blocks if block is not sponsor]
    title = next((block for block in rest if block.after == "title"), None)
    agenda = next((block for block in rest if block.after == "agenda_item"), None)
    if title is None:
        others = [block for block in rest if block is not agenda]
        title = others[-1] if others else None
    if title is None and agenda is not None and agenda.line.gap:
        title, agenda = agenda, None
    given = _without_marks(title.line) if title else ""
    if len(given) > limits.TITLE_CHARACTERS:
        given, title = "", None
    left = tuple(block.text for block in rest if block not in (title, agenda))
    return _Texts(
        agenda.text if agenda else "",
        sponsor.text if sponsor else "",
        given,
        left,
    )


def marks_in(lines: Iterable[Line]) -> frozenset[str]:
    """The marks of notes to which a masthead refers: asterisks and raised figures."""
    found: set[str] = set()
    for line in lines:
        found.update(re.findall(r"\*{1,3}", line.text))
        found.update(figure(run.text.strip()) for run in line.runs if run.style & fields.MARK)
    return frozenset(found)


def _without_marks(line: Line) -> str:
    """A title without the marks of notes to it."""
    plain = "".join(run.text for run in line.runs if not run.style & fields.MARK)
    return re.sub(r"\s*\*{1,3}$", "", words(plain))
