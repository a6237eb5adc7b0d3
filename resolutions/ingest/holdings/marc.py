"""
Records of the UN Digital Library in MARCXML: of documents, and of votes.

    191 symbol   245 title   269 date   515 additional sponsors   650 subjects
    700, 710 sponsors   991 agenda   993 related documents
    791 symbol of what was voted on   952 meeting   992 date of the vote
    967, 968, 969 a State and its vote   996 tallies
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from resolutions import states, symbols
from resolutions.ingest import limits
from resolutions.ingest.document import (
    ParsedBallot,
    ParsedSponsor,
    ParsedSubject,
    ParsedVote,
    Refused,
)
from resolutions.ingest.readers.akn.workflow import first_symbol
from resolutions.symbols import SymbolKind
from resolutions.vocabulary import BallotChoice, VoteKind

_LETTERS = {"Y": BallotChoice.IN_FAVOUR, "N": BallotChoice.AGAINST, "A": BallotChoice.ABSTAINING}
_ADDITIONAL = re.compile(r"Additional sponsors?:")
_STATED = "bcd"
_SUBJECT_TAGS = ("610", "611", "630", "650", "651")
_AGENDA = re.compile(r"(?P<number>\d{1,3})(?P<letter>[a-z]{1,2})?(?:\[.*\])?")


@dataclass(frozen=True, slots=True)
class Catalogued:
    """The record of a document; `number` is the library's own, `related` are symbols."""

    number: str
    symbol: str
    title: str = ""
    dated: datetime.date | None = None
    agenda_item: str = ""
    agenda_title: str = ""
    sponsors: tuple[ParsedSponsor, ...] = ()
    additional: tuple[ParsedSponsor, ...] = ()
    subjects: tuple[ParsedSubject, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voting:
    """The record of a vote on the text of a symbol."""

    number: str
    symbol: str
    vote: ParsedVote
    title: str = ""
    date: datetime.date | None = None
    meeting: str = ""


def records_in(stream: BinaryIO) -> Iterator[Catalogued | Voting | Refused]:
    """
    Yield the records of a file one by one; one that cannot be used comes as its refusal.

    Raises `Refused` for a file that is no MARCXML, or at a record that is too large; what
    stands before is yielded first.
    """
    found, bounded = 0, _Bounded(stream)
    try:
        for _, element in etree.iterparse(
            bounded,
            events=("end",),
            tag=("{*}record", "record"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            found += 1
            bounded.left = limits.RECORD_BYTES
            yield _read(element, found)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        raise Refused(
            "damaged-xml", "The file is damaged, or no XML, and is read no further."
        ) from None
    if not found:
        raise Refused("no-records", "The file holds no MARC record; export one as MARCXML.")


class _Bounded:
    """
    A stream that ends in a refusal where one record goes on for too long.

    `left` is how much may come before the next record ends: what is read of a record
    is held until it ends, however long it may be.
    """

    def __init__(self, stream: BinaryIO):
        self.stream = stream
        self.left = limits.RECORD_BYTES

    def read(self, size: int) -> bytes:
        if self.left <= 0:
            raise Refused("record-too-large", limits.RECORD_TOO_LARGE)
        data = self.stream.read(size)
        self.left -= len(data)
        return data


def _read(element: etree._Element, place: int) -> Catalogued | Voting | Refused:
    record = _Record(element)
    name = record.control("001") or f"number {place} of the file"
    if symbol := symbols.canonical(record.first("791", "a")):
        return _voting(record, name, symbol)
    if symbol := symbols.canonical(record.first("191", "a")):
        return _catalogued(record, name, symbol)
    given = record.first("191", "a") or record.first("791", "a")
    reason = f"“{given[:60]}” is no symbol that is known" if given else "it gives no symbol"
    return Refused("no-symbol", f"Record {name}: {reason}.")


class _Record:
    """The fields of a record by tag."""

    def __init__(self, element: etree._Element):
        self.controls: dict[str, str] = {}
        self.fields: dict[str, list[list[tuple[str, str]]]] = {}
        for field in element:
            tag = field.get("tag") or ""
            if len(field) == 0:
                self.controls[tag] = (field.text or "").strip()
            else:
                parts = [
                    (part.get("code") or "", " ".join((part.text or "").split())) for part in field
                ]
                self.fields.setdefault(tag, []).append(parts)

    def control(self, tag: str) -> str:
        return self.controls.get(tag, "")[:20]

    def all(self, tag: str, codes: str) -> list[str]:
        """The subfields of every field of a tag, those of one field put together."""
        joined = (
            " ".join(text for code, text in parts if code in codes and text)
            for parts in self.fields.get(tag, ())
        )
        return [text for text in joined if text]

    def first(self, tag: str, codes: str) -> str:
        return next(iter(self.all(tag, codes)), "")


def _names_in(note: str) -> str:
    """
    The names of a note "Chad and Palau (A/C.1/86/PV.20)." without its place and full stop.

    Brackets without a symbol are of a name: "Iran (Islamic Republic of)".
    """
    names = note.strip().removesuffix(".").rstrip()
    before, bracket, place = names.rpartition("(")
    return before.rstrip() if bracket and place.endswith(")") and "/" in place else names


def _catalogued(record: _Record, number: str, symbol: str) -> Catalogued:
    item = record.first("991", "b")
    # Of other documents these fields name the authors.
    is_draft = symbols.parse(symbol).kind is SymbolKind.DRAFT
    named = [*record.all("710", "a"), *record.all("700", "a")] if is_draft else []
    noted = (
        _names_in(text[match.end() :])
        for text in record.all("515", "a")
        if (match := _ADDITIONAL.match(text))
    )
    return Catalogued(
        number=number,
        symbol=symbol,
        title=_title(record),
        dated=_day(record.first("269", "a")),
        agenda_item=_agenda_item(item),
        agenda_title=record.first("991", "c").rstrip(". "),
        sponsors=_sponsors(named),
        additional=_sponsors(name for names in noted for name in states.split_names(names)),
        subjects=tuple(
            dict.fromkeys(
                ParsedSubject(term, "UNBIS Thesaurus")
                for tag in _SUBJECT_TAGS
                for term in record.all(tag, "a")
            )
        ),
        related=tuple(filter(None, map(first_symbol, record.all("993", "a")))),
    )


def _voting(record: _Record, number: str, symbol: str) -> Voting | Refused:
    ballots, unread = [], []
    for tag in ("967", "968", "969"):
        for parts in record.fields.get(tag, ()):
            values = dict(parts)
            name, letter = values.get("e") or values.get("c", ""), values.get("d", "").upper()
            if choice := _LETTERS.get(letter):
                actor = states.find(name) or states.find(values.get("c", ""))
                ballots.append(ParsedBallot(name, choice, actor.slug if actor else ""))
            elif letter not in ("", "X"):
                unread.append(f"{name} “{letter[:10]}”")
    if unread:
        reason = f"it gives votes that are not Y, N, A or X: {', '.join(unread[:5])}"
        return Refused("unknown-vote", f"Record {number}: {reason}.")
    stated = [_count(record.first("996", code)) for code in _STATED]
    recorded = ballots or any(stated)
    kind = VoteKind.RECORDED if ballots else VoteKind.NOT_RECORDED
    return Voting(
        number=number,
        symbol=symbol,
        vote=ParsedVote(kind if recorded else VoteKind.WITHOUT_VOTE, *stated, tuple(ballots)),
        title=_title(record),
        date=_day(record.first("992", "a") or record.first("269", "a")),
        meeting=first_symbol(record.first("952", "a")) or "",
    )


def _title(record: _Record) -> str:
    """ "Title : resolution / adopted by ..." without what is said of the document after it."""
    title, rest = record.first("245", "a").rstrip(" :/"), record.first("245", "b").rstrip(" :/")
    plain = re.fullmatch(r"(?:revised )?(?:draft )?resolution", rest)
    return title if plain or not rest else f"{title}: {rest}"


def _sponsors(names: Iterable[str]) -> tuple[ParsedSponsor, ...]:
    found = []
    for name in dict.fromkeys(names):
        # "UN. General Assembly. 3rd Committee. Chair" is the Chair.
        mention = states.mention(name.rpartition(". ")[2] if name.startswith("UN. ") else name)
        slug = mention.actor.slug if mention.actor else ""
        found.append(ParsedSponsor(name, slug, mention.on_behalf_of))
    return tuple(found)


def _agenda_item(given: str) -> str:
    """ "71b[20]" is item 71 (b)."""
    match = _AGENDA.fullmatch(given)
    if not match:
        return ""
    return match["number"] + (f" ({match['letter']})" if match["letter"] else "")


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _count(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None
