"""
Roll calls as CSV: one line a ballot, with what it was cast on.

    symbol,date,state,vote,body,anchor,meeting,in_favour,against,abstaining,title
    A/RES/73/27,2018-12-05,France,N,plenary,,A/73/PV.45,119,46,14,

Only the first four columns are needed. `state` is a name or an ISO 3166 code of three
letters; `vote` is Y, N, A or X (did not vote). `body` is a committee ("first" to
"sixth") or plenary, `anchor` the paragraph voted on (`op2`) and empty for the whole
text; the counts are those stated, on any line of the vote. `title` is for a text
that the archive may not hold.
"""

import csv
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from resolutions import states, symbols
from resolutions.ingest.document import ParsedBallot, ParsedVote, Refused
from resolutions.states import Actor
from resolutions.vocabulary import BallotChoice, Committee, VoteKind

NEEDED = ("symbol", "date", "state", "vote")
COLUMNS = (*NEEDED, "body", "anchor", "meeting", "in_favour", "against", "abstaining", "title")
COUNTS = ("in_favour", "against", "abstaining")
_ANCHOR = re.compile(r"[a-z0-9_-]{0,60}")
_CHOICES = {choice.value: choice for choice in BallotChoice}


@dataclass(slots=True)
class RollCall:
    """The lines of one vote; `lines` are their numbers in the file, from 1."""

    symbol: str
    body: str
    anchor: str
    date: datetime.date
    meeting: str = ""
    title: str = ""
    stated: dict[str, int] = field(default_factory=dict)
    ballots: dict[str, ParsedBallot] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)

    @property
    def vote(self) -> ParsedVote:
        """The vote; where no counts are stated, they are those of the list."""
        ballots = tuple(self.ballots.values())
        if self.stated:
            stated = [self.stated.get(name) for name in COUNTS]
        else:
            choices = [ballot.choice for ballot in ballots]
            stated = [choices.count(choice) for choice in list(BallotChoice)[:3]]
        return ParsedVote(VoteKind.RECORDED, *stated, ballots)


def roll_calls_in(lines: Iterable[str]) -> tuple[list[RollCall], list[Refused]]:
    """
    Return the votes of a file, and a refusal for every line that cannot be used.

    Raises `Refused` where the first line does not name the columns.
    """
    reader = csv.DictReader(lines)
    names = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Refused("no-columns", f"The first line names no column “{missing[0]}”.")
    calls: dict[tuple, RollCall] = {}
    refused = []
    try:
        for number, row in enumerate(reader, 2):
            values = {(name or "").strip(): (text or "").strip() for name, text in _texts(row)}
            try:
                _take(values, number, calls)
            except ValueError as reason:
                refused.append(Refused("line", f"Line {number}: {reason}"))
    except csv.Error as fault:
        raise Refused("damaged-table", f"The table cannot be read as CSV ({fault}).") from None
    return [call for call in calls.values() if call.lines], refused


def _texts(row: dict) -> Iterator[tuple[str, str]]:
    """The cells of a line; those beyond the columns are left out."""
    return ((name, text) for name, text in row.items() if name is not None)


def _take(values: dict[str, str], number: int, calls: dict[tuple, RollCall]) -> None:
    call = _call(values, calls)
    choice = _CHOICES.get(values["vote"].upper())
    if choice is None:
        raise ValueError(f"“{values['vote'][:20]}” is not Y, N, A or X.")
    if not values["state"]:
        raise ValueError("it names no State.")
    actor = _actor(values["state"], call.date)
    key = actor.slug if actor else values["state"]
    if key in call.ballots or key in call.silent:
        raise ValueError(f"{values['state']} has voted on {call.symbol} already, on another line.")
    _state(call, values)
    call.lines.append(number)
    if choice is BallotChoice.NOT_VOTING:
        call.silent.add(key)
    else:
        slug = actor.slug if actor else ""
        call.ballots[key] = ParsedBallot(values["state"], choice, slug)


def _call(values: dict[str, str], calls: dict[tuple, RollCall]) -> RollCall:
    symbol = symbols.canonical(values["symbol"])
    if symbol is None:
        raise ValueError(f"“{values['symbol'][:60]}” is no symbol that is known.")
    body = values.get("body") or Committee.PLENARY.value
    if body not in Committee.values:
        raise ValueError(f"“{body[:20]}” is none of {', '.join(Committee.values)}.")
    anchor = values.get("anchor", "")
    if not _ANCHOR.fullmatch(anchor):
        raise ValueError(f"“{anchor[:20]}” is no paragraph.")
    try:
        date = datetime.date.fromisoformat(values["date"])
    except ValueError:
        raise ValueError(f"“{values['date'][:20]}” is no date such as 2018-12-05.") from None
    call = calls.get((symbol, body, anchor)) or RollCall(symbol, body, anchor, date)
    if call.date != date:
        raise ValueError(f"{symbol} was voted on on {call.date} by a line above, not on {date}.")
    calls[symbol, body, anchor] = call
    return call


def _state(call: RollCall, values: dict[str, str]) -> None:
    """Take what a line says of the whole vote."""
    for name in COUNTS:
        text = values.get(name, "")
        if not text:
            continue
        if not re.fullmatch(r"[0-9]{1,4}", text):
            raise ValueError(f"“{text[:20]}” is no count.")
        if call.stated.setdefault(name, int(text)) != int(text):
            raise ValueError(f"it states {text} {name}, and a line above {call.stated[name]}.")
    call.meeting = call.meeting or values.get("meeting", "")[:60]
    call.title = call.title or values.get("title", "")


def _actor(name: str, on: datetime.date) -> Actor | None:
    return states.find(name, on) or _by_code().get(name.upper())


@cache
def _by_code() -> dict[str, Actor]:
    return {actor.iso3: actor for actor in reversed(states.actors()) if actor.iso3}
