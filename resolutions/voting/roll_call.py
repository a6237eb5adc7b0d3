"""Who voted how: the ballots of one vote, by choice and by regional group."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count as CountOf

from resolutions import states
from resolutions.models import Ballot, Sponsor, SponsorName, VoteSession
from resolutions.querysets import VoteSessionQuerySet
from resolutions.vocabulary import ActorKind, BallotChoice, Committee, RegionalGroup

# States that the source does not name, where those in favour are all it leaves out, and
# where it leaves out more.
UNNAMED, UNKNOWN = "?", "??"
# No choice of a ballot: the State did not belong to the United Nations on the day.
NO_MEMBER = ""
# Choices in the order of the tally, with the words and letters that pages use.
WORDS = {
    BallotChoice.IN_FAVOUR: "in favour",
    BallotChoice.AGAINST: "against",
    BallotChoice.ABSTAINING: "abstained",
    BallotChoice.NOT_VOTING: "not voting",
    UNNAMED: "in favour or not voting",
    UNKNOWN: "not named in the source",
    NO_MEMBER: "not a Member",
}
LETTERS = {BallotChoice.NOT_VOTING: "–", UNKNOWN: "?"}
ORDER = {choice: place for place, choice in enumerate(WORDS)}
STATED = {
    BallotChoice.IN_FAVOUR: "in_favour",
    BallotChoice.AGAINST: "against",
    BallotChoice.ABSTAINING: "abstaining",
    BallotChoice.NOT_VOTING: "not_voting",
}


# The choices of a State that took part.
MADE = (BallotChoice.IN_FAVOUR, BallotChoice.AGAINST, BallotChoice.ABSTAINING)


class Spelled:
    """What has a `choice`: the letter and the words for it."""

    __slots__ = ()

    @property
    def letter(self) -> str:
        return LETTERS.get(self.choice, self.choice)

    @property
    def words(self) -> str:
        return WORDS[self.choice]


@dataclass(frozen=True, slots=True)
class Voter(Spelled):
    """
    A State and its choice, as far as the source tells.

    `then` is what the State was called on the day, where that is not its name today.
    """

    sponsor: Sponsor
    choice: str
    then: str = ""

    @property
    def style(self) -> str:
        """How a tile is drawn: y, n, a, x or unnamed."""
        return "unnamed" if self.choice in (UNNAMED, UNKNOWN) else self.choice.lower()


@dataclass(frozen=True, slots=True)
class Count(Spelled):
    """One line of the tally: as the source states it, and as its list of States adds up."""

    choice: str
    stated: int | None
    counted: int

    @property
    def shown(self) -> int:
        return self.counted if self.stated is None else self.stated

    @property
    def differs(self) -> bool:
        """Whether the source names another number of States than it states."""
        return self.stated is not None and self.counted not in (0, self.stated)


@dataclass(slots=True)
class GroupRoll:
    label: str
    voters: list[Voter] = field(default_factory=list)

    def counts(self, choices: Iterable[str]) -> list[int]:
        counted = Counter(voter.choice for voter in self.voters)
        return [counted[choice] for choice in choices]

    @property
    def summary(self) -> str:
        """ "40 in favour, 3 against, 2 abstained"."""
        counted = zip(WORDS, self.counts(WORDS), strict=True)
        return ", ".join(f"{n} {WORDS[choice]}" for choice, n in counted if n)


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Regional groups, and all of them, by how their States voted; `choices` head the columns."""

    choices: list[str]
    rows: list[tuple[str, list[int]]]


@dataclass(frozen=True, slots=True)
class RollCall:
    """
    One vote with all who voted, and the members of that day who are not named.

    `silent` is the choice given to the latter: not voting, unless the source
    states more votes than it names States.
    """

    vote: VoteSession
    voters: tuple[Voter, ...]
    silent: str

    @property
    def tally(self) -> list[Count]:
        return tally(self.vote, {choice: len(self.by_choice(choice)) for choice in STATED})

    def by_choice(self, choice: str) -> list[Voter]:
        return [voter for voter in self.voters if voter.choice == choice]

    @property
    def lists(self) -> list[tuple[str, list[Voter]]]:
        """States by choice, the few before the many: against, abstained, then the others."""
        order = ["N", "A", "Y", "X", UNNAMED, UNKNOWN]
        lists = ((WORDS[choice], self.by_choice(choice)) for choice in order)
        return [(words, voters) for words, voters in lists if voters]

    @property
    def groups(self) -> list[GroupRoll]:
        """The regional groups in the order of their names, former members without one last."""
        rolls = {group.value: GroupRoll(group.label) for group in RegionalGroup}
        rolls[""] = GroupRoll("No regional group")
        for voter in sorted(self.voters, key=lambda voter: ORDER[voter.choice]):
            rolls[voter.sponsor.regional_group].voters.append(voter)
        return [roll for roll in rolls.values() if roll.voters]

    @property
    def by_group(self) -> "GroupTable":
        """The regional groups by choice, and the sum of them, as a table."""
        counted = Counter(voter.choice for voter in self.voters)
        choices = [choice for choice in WORDS if counted[choice]]
        rows = [(group.label, group.counts(choices)) for group in self.groups]
        return GroupTable(
            [WORDS[choice] for choice in choices],
            [*rows, ("All", [counted[choice] for choice in choices])],
        )

    @property
    def said(self) -> str:
        """ "In favour were 156 of the 177 States that made a choice, 88 %."; "" where not known."""
        shown = {line.choice: line.shown for line in self.tally}
        cast = [shown.get(choice) for choice in MADE]
        if None in cast or not sum(cast):
            return ""
        share = round(100 * cast[0] / sum(cast))
        return f"In favour were {cast[0]} of the {sum(cast)} States that made a choice, {share} %."

    @property
    def is_partial(self) -> bool:
        return self.silent != BallotChoice.NOT_VOTING


def tally(vote: VoteSession, counted: Mapping[str, int]) -> list[Count]:
    """The tally of a vote; lines of which nothing is known are left out."""
    stated = {choice: getattr(vote, column) for choice, column in STATED.items()}
    silent = BallotChoice.NOT_VOTING
    if stated[silent] is None and not counted[silent]:
        stated[silent] = computed_not_voting(vote)
    lines = [Count(choice, stated[choice], counted[choice]) for choice in STATED]
    return [line for line in lines if line.stated is not None or line.counted]


def computed_not_voting(vote: VoteSession) -> int | None:
    """The members on the day less the votes cast; None where either is unknown."""
    cast = (vote.in_favour, vote.against, vote.abstaining)
    if vote.date is None or None in cast:
        return None
    return max(0, len(states.members_on(vote.date)) - sum(cast))


def with_tallies(votes: Iterable[VoteSession]) -> list[tuple[VoteSession, list[Count]]]:
    """Give each vote its tally, in their order; one query more, and no ballot read."""
    votes = list(votes)
    counted = {vote.pk: dict.fromkeys(STATED, 0) for vote in votes}
    rows = Ballot.objects.filter(vote__in=counted).order_by().values_list("vote", "choice")
    for vote, choice, n in rows.annotate(n=CountOf("pk")):
        counted[vote][choice] = n
    return [(vote, tally(vote, counted[vote.pk])) for vote in votes]


def tallies(votes: VoteSessionQuerySet) -> list[tuple[VoteSession, list[Count]]]:
    """Return votes with their tallies, the plenary's first; two queries."""
    return with_tallies(sorted(votes, key=lambda vote: vote.body != Committee.PLENARY))


def roll_call(
    vote: VoteSession, actors: Iterable[Sponsor], names: Iterable[SponsorName] = ()
) -> RollCall:
    """
    Call the roll of a vote whose ballots, with their sponsors, are loaded.

    `actors` are all who could have voted; those among them that were members on
    the day and cast no ballot are given as not voting, or as not named. `names` are
    what actors were called through time.
    """
    ballots = list(vote.ballots.all())
    silent = choice_of_the_silent(vote, [ballot.choice for ballot in ballots])
    # Where the day is not known, the members at the end of the year stand in.
    day = vote.date or (vote.resolution.year and date(vote.resolution.year, 12, 31))
    then = names_on(day, names) if day else {}
    voters = [
        Voter(ballot.sponsor, ballot.choice, name_then(ballot.sponsor, then)) for ballot in ballots
    ]
    if ballots and day:
        named = {ballot.sponsor_id for ballot in ballots}
        members = {actor.slug for actor in states.members_on(day)}
        voters += [
            Voter(actor, silent, name_then(actor, then))
            for actor in actors
            if actor.slug in members and actor.pk not in named
        ]
    voters.sort(key=lambda voter: voter.sponsor.sort_name)
    return RollCall(vote, tuple(voters), silent)


def names_on(day: date, names: Iterable[SponsorName]) -> dict[int, str]:
    """What actors were called on that day, of those that have been called otherwise since."""
    return {
        name.sponsor_id: name.name
        for name in names
        if name.until and name.until >= day and (name.since is None or name.since <= day)
    }


def name_then(actor: Sponsor, then: Mapping[int, str]) -> str:
    name = then.get(actor.pk, "")
    return "" if name in (actor.name, actor.short) else name


def choice_of_the_silent(vote: VoteSession, choices: list[str]) -> str:
    """What may be said of members without a ballot: it depends on whose names are missing."""
    short = {
        choice
        for choice, column in STATED.items()
        if choice != BallotChoice.NOT_VOTING
        and (getattr(vote, column) or 0) > choices.count(choice)
    }
    if not short:
        return BallotChoice.NOT_VOTING
    return UNNAMED if short == {BallotChoice.IN_FAVOUR} else UNKNOWN


def possible_voters():
    """All present and former members, by name."""
    return Sponsor.objects.filter(kind__in=[ActorKind.MEMBER, ActorKind.FORMER])
