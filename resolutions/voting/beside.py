"""What a vote stands beside: the committee's vote, rival texts, and other votes of a series."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count as CountOf

from resolutions.models import Ballot, Resolution, Sponsor, VoteSession
from resolutions.vocabulary import BallotChoice, Committee
from resolutions.voting.agreement import CHOICES
from resolutions.voting.roll_call import WORDS, RollCall
from resolutions.voting.scope import sponsors_of
from resolutions.voting.table import current_votes

# Other votes of a series that one page shows.
OTHERS = 12


@dataclass(frozen=True, slots=True)
class Change:
    """A State that voted one way in committee and another in plenary."""

    sponsor: Sponsor
    before: str
    after: str

    @property
    def words(self) -> str:
        return f"{WORDS[self.before]}, then {WORDS[self.after]}"


def changes(committee: RollCall, plenary: RollCall) -> list[Change]:
    """
    The States whose choice changed between the two, by name.

    Not voting is a choice here, but a State that a source does not name is left out.
    """
    before = {voter.sponsor.pk: voter.choice for voter in committee.voters}
    return [
        Change(voter.sponsor, before[voter.sponsor.pk], voter.choice)
        for voter in plenary.voters
        if voter.choice in BallotChoice
        and before.get(voter.sponsor.pk) in BallotChoice
        and before[voter.sponsor.pk] != voter.choice
    ]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another text of the same series and session, and how its sponsors voted on this one."""

    text: Resolution
    by_choice: dict[str, list[Sponsor]]

    @property
    def against(self) -> list[Sponsor]:
        return self.by_choice.get(BallotChoice.AGAINST, [])

    @property
    def summary(self) -> str:
        """ "3 in favour, 12 against": the sponsors of the rival, in this vote."""
        counts = [(len(self.by_choice.get(choice, [])), WORDS[choice]) for choice in WORDS]
        return ", ".join(f"{n} {words}" for n, words in counts if n)


def rivals(text: Resolution, family: Iterable[Resolution], call: RollCall) -> list[Rival]:
    """
    The texts put to a vote beside this one, by symbol, with their sponsors' choices.

    Rivals are other texts of the same series and session on which a vote was recorded,
    that are no version of this one. The sponsors of a text are those of its drafts too.
    """
    if not text.is_in_series or not call.voters:
        return []
    own = {version.pk for version in family}
    others = (
        Resolution.objects.published()
        .filter(series=text.series, session=text.session, votes__body=Committee.PLENARY)
        .exclude(pk__in=own)
        .by_symbol()
        .distinct()
    )
    texts = {other.pk: other for other in others}
    sponsors = sponsors_of(texts)
    choices = {voter.sponsor.pk: voter for voter in call.voters}
    found = []
    for pk, other in texts.items():
        by_choice = defaultdict(list)
        for sponsor in sorted(sponsors[pk] & choices.keys(), key=lambda s: order(choices[s])):
            by_choice[choices[sponsor].choice].append(choices[sponsor].sponsor)
        if by_choice:
            found.append(Rival(other, dict(by_choice)))
    return found


def order(voter) -> str:
    return voter.sponsor.sort_name


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How a set of States cast another vote: so many for each choice."""

    vote: VoteSession
    counts: Counter

    @property
    def cells(self) -> list[int]:
        return [self.counts[choice] for choice in CHOICES]


def elsewhere(call: RollCall, choice: str) -> list[Elsewhere]:
    """How those who made `choice` here cast the other votes of the series, newest first."""
    vote = call.vote
    group = [voter.sponsor.pk for voter in call.by_choice(choice)]
    if not group or not vote.resolution.is_in_series:
        return []
    others = [
        other.pk
        for other in current_votes().held
        if other.is_roll_call
        and (other.body, other.series) == (vote.body, vote.resolution.series)
        and other.pk != vote.pk
    ]
    held = VoteSession.objects.published().with_texts().in_bulk(others[:OTHERS])
    votes = [held[pk] for pk in others[:OTHERS] if pk in held]
    rows = (
        Ballot.objects.filter(vote__in=votes, sponsor__in=group)
        .order_by()
        .values_list("vote", "choice")
        .annotate(n=CountOf("pk"))
    )
    counts = defaultdict(Counter)
    for pk, made, n in rows:
        counts[pk][made] = n
    return [Elsewhere(other, counts[other.pk]) for other in votes]
