"""How many texts were adopted becomes rows at once."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from resolutions import states
from resolutions.archive.acting import replacing
from resolutions.archive.copying import copy
from resolutions.archive.withdrawals import taken_back
from resolutions.ingest.document import ParsedVote
from resolutions.models import Ballot, VoteSession
from resolutions.vocabulary import BallotChoice, Committee, VoteKind

UPDATED = (
    *("kind", "date", "meeting", "in_favour", "against", "abstaining", "not_voting"),
    "unresolved",
)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote on a document or a paragraph of it, with where and when it was taken."""

    resolution: int
    vote: ParsedVote
    date: datetime.date | None = None
    meeting: str = ""
    body: str = Committee.PLENARY
    anchor: str = ""


def store_votes(votes: list[Vote], actors: Mapping[str, int], source: str) -> None:
    """
    Record votes as one source has them, in place of what it had before.

    Votes and ballots that an editor took back are left out.
    """
    texts = {vote.resolution for vote in votes}
    gone = taken_back(VoteSession, texts, "resolution", "body", "anchor", "source")
    votes = [v for v in votes if (v.resolution, v.body, v.anchor, source) not in gone]
    gone = taken_back(Ballot, texts, "vote", "sponsor")
    rolls = [_roll(vote, actors) for vote in votes]
    sessions = VoteSession.objects.bulk_create(
        [_session(vote, roll, source) for vote, roll in zip(votes, rolls, strict=True)],
        update_conflicts=True,
        unique_fields=["resolution", "body", "anchor", "source"],
        update_fields=UPDATED,
    )
    with replacing():
        Ballot.objects.filter(vote__in=[session.pk for session in sessions]).delete()
    copy(
        Ballot,
        ("vote", "sponsor", "choice", "printed"),
        (
            (session.pk, actor, choice, printed)
            for session, roll in zip(sessions, rolls, strict=True)
            for actor, (choice, printed) in roll.named.items()
            if (session.pk, actor) not in gone
        ),
    )


@dataclass(frozen=True, slots=True)
class _Roll:
    """The ballots by actor, the names that are no actor's, and how many did not vote."""

    named: dict[int, tuple[str, str]]
    unresolved: list[dict[str, str]]
    not_voting: int | None


def _roll(vote: Vote, actors: Mapping[str, int]) -> _Roll:
    named, unresolved = {}, []
    for ballot in vote.vote.ballots:
        actor = actors.get(ballot.slug)
        if actor is None or actor in named:
            unresolved.append({"printed": ballot.printed, "choice": ballot.choice.value})
        else:
            named[actor] = (ballot.choice.value, ballot.printed)
    silent: list[int] = []
    # Who is not named did not vote, but only where all who voted are named.
    complete = vote.vote.kind == VoteKind.RECORDED and named and vote.vote.adds_up
    if complete and vote.date and not unresolved:
        members = sorted(actor.slug for actor in states.members_on(vote.date))
        silent = [actors[slug] for slug in members if actors[slug] not in named]
    named |= dict.fromkeys(silent, (BallotChoice.NOT_VOTING.value, ""))
    return _Roll(named, unresolved, len(silent) if complete else None)


def _session(vote: Vote, roll: _Roll, source: str) -> VoteSession:
    return VoteSession(
        resolution_id=vote.resolution,
        anchor=vote.anchor,
        body=vote.body,
        kind=vote.vote.kind,
        date=vote.date,
        meeting=vote.meeting,
        in_favour=vote.vote.in_favour,
        against=vote.vote.against,
        abstaining=vote.vote.abstaining,
        not_voting=roll.not_voting,
        unresolved=roll.unresolved,
        source=source,
    )
