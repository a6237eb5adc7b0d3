"""What libraries record of documents and votes: held beside what the texts themselves say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from resolutions import symbols
from resolutions.archive.acting import importing
from resolutions.archive.actors import actor_keys
from resolutions.archive.bulk.documents import head_of_record, merge
from resolutions.archive.bulk.sponsors import store_sponsors
from resolutions.archive.bulk.subjects import store_subjects
from resolutions.archive.bulk.votes import Vote, store_votes
from resolutions.archive.links import link_citations
from resolutions.archive.store import STORE_LOCK
from resolutions.ingest.holdings.marc import Catalogued, Voting
from resolutions.ingest.holdings.roll_calls import RollCall
from resolutions.models import Resolution, Sponsor, VoteSession
from resolutions.symbols import SymbolKind
from resolutions.vocabulary import BallotChoice, Committee, SponsorRole, VoteKind

LIBRARY = "UN Digital Library"


@dataclass(slots=True)
class Report:
    """What was taken in, and where it disagrees with what is held from other sources."""

    counts: Counter = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def store_records(
    records: Sequence[Catalogued | Voting], *, publish: bool = True, source: str = LIBRARY
) -> Report:
    """
    Hold what a library's records say. What is held from elsewhere stays as it is.

    A field that differs is kept beside the one held, a vote beside that of another
    source, and both are reported.
    """
    with importing(source):
        return _store_records(records, publish, source)


def _store_records(records: Sequence[Catalogued | Voting], publish: bool, source: str) -> Report:
    _lock()
    report = Report()
    merged = merge([_head(record, source) for record in records], source, publish=publish)
    report.conflicts += merged.conflicts
    report.counts["new documents"] = len(merged.new)
    documents = [record for record in records if isinstance(record, Catalogued)]
    _store_documents(documents, merged.rows, source, report)
    votings = [record for record in records if isinstance(record, Voting)]
    _store_votes([_vote(voting, merged.rows[voting.symbol]) for voting in votings], source, report)
    report.counts["documents"], report.counts["votes"] = len(documents), len(votings)
    link_citations()
    return report


@transaction.atomic
def store_roll_calls(calls: Iterable[RollCall], source: str, *, publish: bool = True) -> Report:
    """Hold roll calls of one source; refuse those of texts that are not held and have no title."""
    with importing(source):
        return _store_roll_calls(list(calls), source, publish)


def _store_roll_calls(calls: list[RollCall], source: str, publish: bool) -> Report:
    _lock()
    report = Report()
    held = {
        *Resolution.objects.filter(symbol__in=[c.symbol for c in calls]).values_list(
            "symbol", flat=True
        )
    }
    known = [call for call in calls if call.symbol in held or call.title]
    for call in calls:
        if call.symbol not in held and not call.title:
            lines = f"Lines {call.lines[0]} to {call.lines[-1]}"
            report.refused.append(f"{lines}: {call.symbol} is not held; give its title.")
    heads = [
        head_of_record(c.symbol, {"title": c.title} if c.title else {}, source, fills=True)
        for c in known
    ]
    rows = merge(heads, source, publish=publish).rows
    votes = [Vote(rows[c.symbol].pk, c.vote, c.date, c.meeting, c.body, c.anchor) for c in known]
    _store_votes(votes, source, report)
    report.counts["votes"] = len(votes)
    report.counts["ballots"] = sum(len(vote.vote.ballots) for vote in votes)
    return report


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])


def _head(record: Catalogued | Voting, source: str):
    facts = {"title": record.title, "library_record": record.number}
    if isinstance(record, Catalogued):
        dated = "issued_on" if _is_draft(record.symbol) else None
        facts |= {"agenda_item": record.agenda_item, "agenda_title": record.agenda_title}
        facts |= {dated: record.dated} if dated else {}
    else:
        # The number is that of the record of the vote, not of the text.
        facts = {"title": record.title, "adopted_on": record.date, "meeting_record": record.meeting}
    return head_of_record(record.symbol, {k: v for k, v in facts.items() if v}, source)


def _is_draft(symbol: str) -> bool:
    return symbols.parse(symbol).kind is SymbolKind.DRAFT


def _store_documents(documents: list[Catalogued], rows, source: str, report: Report) -> None:
    named = {
        rows[record.symbol].pk: {
            SponsorRole.ORIGINAL: record.sponsors,
            SponsorRole.ADDITIONAL: record.additional,
        }
        for record in documents
    }
    recorded, unknown = store_sponsors(named, actor_keys(), source)
    report.counts["sponsorships"] = recorded
    report.unresolved += unknown
    store_subjects({rows[record.symbol].pk: record.subjects for record in documents})
    _relate(documents, rows, report)


def _relate(documents: list[Catalogued], rows, report: Report) -> None:
    """Say of drafts what they became, where that is held; never against what is known already."""
    named = {symbol for record in documents for symbol in record.related}
    held = {row.symbol: row for row in Resolution.objects.filter(symbol__in=named)}
    linked = []
    for record in documents:
        draft = rows[record.symbol]
        adopted = [s for s in record.related if s in held and "/RES/" in s]
        if not _is_draft(record.symbol) or len(adopted) != 1:
            continue
        if draft.became_id is None:
            draft.became = held[adopted[0]]
            linked.append(draft)
        elif draft.became_id != held[adopted[0]].pk:
            report.conflicts.append(
                f"{draft.symbol}: became is held as {draft.became}, not {adopted[0]}"
            )
    Resolution.objects.bulk_update(linked, ["became"])


def _vote(voting: Voting, row: Resolution) -> Vote:
    parsed = symbols.parse(voting.symbol)
    body = row.committee if parsed.kind is SymbolKind.DRAFT and row.committee else Committee.PLENARY
    return Vote(row.pk, voting.vote, voting.date, voting.meeting, body)


def _store_votes(votes: list[Vote], source: str, report: Report) -> None:
    report.unresolved += [
        ballot.printed for vote in votes for ballot in vote.vote.ballots if not ballot.slug
    ]
    store_votes(votes, actor_keys(), source)
    report.conflicts += list(_disagreements({vote.resolution for vote in votes}, source))


def _disagreements(resolutions: set[int], source: str):
    """Yield where a source's recorded votes differ from those of another on the same text."""
    sessions = (
        VoteSession.objects.filter(resolution__in=resolutions, kind=VoteKind.RECORDED)
        .select_related("resolution")
        .prefetch_related("ballots")
    )
    names = dict(Sponsor.objects.values_list("pk", "short"))
    groups: dict[tuple, list[VoteSession]] = {}
    for session in sessions:
        groups.setdefault((session.resolution_id, session.body, session.anchor), []).append(session)
    for group in groups.values():
        own = [session for session in group if session.source == source]
        for session in own:
            for other in group:
                if other is not session:
                    yield from _differences(session, other, names)


def _differences(session: VoteSession, other: VoteSession, names: dict[int, str]):
    what = f"{session.resolution.symbol} ({session.get_body_display()})"
    if session.tally and other.tally and session.tally != other.tally:
        yield f"{what}: {session.source} states {session.tally}, {other.source} {other.tally}"
    cast = [
        {b.sponsor_id: b.choice for b in each.ballots.all() if b.choice != BallotChoice.NOT_VOTING}
        for each in (session, other)
    ]
    apart = sorted(
        names[actor] for actor in {*cast[0], *cast[1]} if cast[0].get(actor) != cast[1].get(actor)
    )
    if all(cast) and apart:
        more = f" and {len(apart) - 8} more" if len(apart) > 8 else ""
        yield f"{what}: {session.source} and {other.source} differ on {', '.join(apart[:8])}{more}"
