"""
The facts that DGACM publishes beside its XML: `data_extract/75.json`, one resolution a line.

The lines differ from session to session: dates are "7 December 2020" or
"2019-12-12 00:00:00", counts are texts and "N.A.", names are in capitals.
"""

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from resolutions import states, symbols
from resolutions.ingest.document import ParsedBallot, ParsedSubject, ParsedVote, Refused
from resolutions.ingest.readers.akn.head import agenda_item
from resolutions.ingest.readers.akn.workflow import first_symbol
from resolutions.vocabulary import BallotChoice, Committee, VoteKind

_OUTCOME = re.compile(r"\bwas (?:adopted|rejected|withdrawn)\b")
_NOT_GIVEN = ("", "N.A.", "N/A", "NA")
_VOCABULARIES = ("UNBIS Thesaurus", "DHLAUTH")
_MONTHS = [f"{datetime.date(2000, month, 1):%B}" for month in range(1, 13)]
_DAY = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})")
_COMMITTEES = {label.casefold().replace(" ", ""): value for value, label in Committee.choices}
_RANGE = re.compile(r"(?P<base>.+/\d+) ?(?P<first>[A-Z])[-–](?P<last>[A-Z])")


class _Line(msgspec.Struct):
    """What a line of the extract holds, by its own names; what else it holds is passed over."""

    symbol: str
    title: str = ""
    adoption_meeting: str = ""
    adoption_date: str = ""
    originating_document: str = ""
    report_paragraph: str = ""
    committee: str = ""
    agenda_item: str = ""
    agenda_item_name: str = ""
    adoption_type: str = ""
    MS_in_favour_count: str = ""
    MS_against_count: str = ""
    MS_abstaining_count: str = ""
    pv: str = ""
    MS_in_favour: tuple[str, ...] = ()
    MS_against: tuple[str, ...] = ()
    MS_abstaining: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    additional_sponsors: tuple[str, ...] = ()
    subjects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """
    A line of the extract, tidied; fields that it does not give are empty.

    `symbols` are several where the line is of resolutions A and B. `raw` is the line.
    """

    symbols: tuple[str, ...]
    raw: bytes
    title: str = ""
    meeting: str = ""
    adopted_on: datetime.date | None = None
    origin: str | None = None
    report_paragraph: str = ""
    committee: str = ""
    agenda_item: str = ""
    agenda_title: str = ""
    record_symbol: str | None = None
    vote: ParsedVote | None = None
    sponsors: tuple[str, ...] = ()
    additional_sponsors: tuple[str, ...] = ()
    subjects: tuple[ParsedSubject, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


def rows_in(data: bytes) -> Iterator[Row | Refused]:
    """Yield the lines of a file; a line that cannot be read comes as its refusal."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                yield read_line(line.strip())
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                yield Refused("damaged-line", f"Line {number} is not a resolution in JSON.")
            except Refused as refusal:
                yield Refused(refusal.code, f"Line {number}: {refusal.message}")


def read_line(raw: bytes) -> Row:
    line = msgspec.json.decode(raw, type=_Line)
    found = symbols_of(line.symbol)
    if not found:
        raise Refused("no-symbol", f"“{line.symbol[:60]}” is not the symbol of a resolution.")
    return Row(
        symbols=found,
        raw=raw,
        title=given(line.title),
        meeting=given(line.adoption_meeting),
        adopted_on=day_of(line.adoption_date),
        origin=first_symbol(line.originating_document),
        report_paragraph=given(line.report_paragraph),
        committee=committee_of(line.committee),
        agenda_item=agenda_item(given(line.agenda_item)) or "",
        agenda_title=given(line.agenda_item_name),
        record_symbol=first_symbol(line.pv),
        vote=_vote(line),
        sponsors=_names(line.sponsors),
        additional_sponsors=_names(line.additional_sponsors),
        subjects=tuple(
            ParsedSubject(term, source)
            for words, source in line.subjects
            if source in _VOCABULARIES and (term := given(words))
        ),
    )


def _names(listed: Sequence[str]) -> tuple[str, ...]:
    """The sponsors among what is listed; A/78/L.106 lists what became of an amendment too."""
    return tuple(name for each in listed if (name := given(each)) and not _OUTCOME.search(name))


def given(text: str) -> str:
    """The text in single spaces; "" for the ways to say that there is none."""
    text = " ".join(text.split())
    return "" if text in _NOT_GIVEN else text


def symbols_of(text: str) -> tuple[str, ...]:
    """The resolutions that "A/RES/75/254 A-C" names, or the one that a plain symbol does."""
    match = _RANGE.fullmatch(given(text))
    letters = range(ord(match["first"]), ord(match["last"]) + 1) if match else ()
    named = [f"{match['base']} {chr(code)}" for code in letters] or [given(text)]
    found = (symbols.canonical(each) for each in named)
    return tuple(each for each in found if each and "/RES/" in each)


def day_of(text: str) -> datetime.date | None:
    """A day as the extract writes it; the first of year 1 stands for none."""
    text = given(text)
    try:
        if match := _DAY.search(text):
            month = _MONTHS.index(match["month"]) + 1
            return datetime.date(int(match["year"]), month, int(match["day"]))
        day = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year > 1 else None


def committee_of(text: str) -> str:
    """A value of `Committee`: of "Fifth Committee" or "#fifthCommittee"; else ""."""
    if text.startswith("Without reference"):
        return Committee.PLENARY
    return _COMMITTEES.get(text.lstrip("#").replace(" ", "").casefold(), "")


def _vote(line: _Line) -> ParsedVote | None:
    if "without" in line.adoption_type.casefold():
        return ParsedVote(VoteKind.WITHOUT_VOTE)
    if "recorded" not in line.adoption_type.casefold():
        return None
    lists = {
        BallotChoice.IN_FAVOUR: line.MS_in_favour,
        BallotChoice.AGAINST: line.MS_against,
        BallotChoice.ABSTAINING: line.MS_abstaining,
    }
    counts = (line.MS_in_favour_count, line.MS_against_count, line.MS_abstaining_count)
    stated = (int(count) if re.fullmatch("[0-9]{1,4}", count) else None for count in counts)
    ballots = tuple(
        ParsedBallot(name, choice, _slug(name))
        for choice, names in lists.items()
        for name in map(given, names)
        if name
    )
    return ParsedVote(VoteKind.RECORDED, *stated, ballots)


@lru_cache(maxsize=4096)
def _slug(printed: str) -> str:
    actor = states.find(printed)
    return actor.slug if actor else ""
