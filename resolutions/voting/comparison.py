"""What the pages that compare States show: pairs, votes side by side, and change over time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from resolutions.models import Sponsor, VoteSession
from resolutions.querysets import NAMING
from resolutions.vocabulary import BallotChoice
from resolutions.voting.agreement import CHOICES, FEW, Agreement, bits_of, movements
from resolutions.voting.roll_call import NO_MEMBER, Voter
from resolutions.voting.scope import Ballots
from resolutions.voting.table import Held

# Years that a point of the line takes together: a year alone has few votes.
WINDOW = 5


@dataclass(frozen=True, slots=True)
class Pair:
    one: Sponsor
    other: Sponsor
    agreement: Agreement

    def __str__(self) -> str:
        """ "Cuba and India, 40 % of 35 votes"."""
        one, other = (actor.short or actor.name for actor in (self.one, self.other))
        return f"{one} and {other}, {self.agreement.percent} % of {self.agreement.shared} votes"

    @property
    def query(self) -> str:
        return f"state={self.one.slug}&state={self.other.slug}"


@dataclass(frozen=True, slots=True)
class Row:
    """One vote and how each of the States compared cast it."""

    vote: Held | VoteSession
    cast: list[Voter]

    @property
    def differs(self) -> bool:
        """Whether those who made a choice made different ones."""
        return len({each.choice for each in self.cast if each.choice in CHOICES}) > 1


@dataclass(frozen=True, slots=True)
class Line:
    """The agreement of a pair over time; `points` are (last year of the window, agreement)."""

    pair: Pair
    points: list[tuple[int, Agreement]]

    @property
    def said(self) -> str:
        """ "Cuba: 25 % in the years up to 1995, 43 % in those up to 2025"; "" without a point."""
        if not self.points:
            return ""
        name = self.pair.other.short or self.pair.other.name
        (year, agreed), (last, later) = self.points[0], self.points[-1]
        since = f"{name}: {agreed.percent} % in the years up to {year}"
        return since if year == last else f"{since}, {later.percent} % in those up to {last}"


def pairs(ballots: Ballots) -> list[Pair]:
    return [
        Pair(one, other, ballots.records[one.pk].agreement(ballots.records[other.pk]))
        for one, other in combinations(ballots.actors, 2)
    ]


def extremes(found: Iterable[Pair]) -> str:
    """Say which pairs voted alike most and least often, of those with enough votes to tell."""
    known = [pair for pair in found if not pair.agreement.is_few]
    if not known:
        return f"No two of these States share {FEW} votes."
    if len(known) == 1:
        return f"{known[0]}."
    most, least = (pick(known, key=lambda pair: pair.agreement.share) for pick in (max, min))
    return f"Most often alike: {most}. Least often: {least}."


def matrix(ballots: Ballots) -> list[tuple[Sponsor, list[Pair]]]:
    """Each State with its pairs with those before it: the lower half of a square."""
    found = []
    for place, actor in enumerate(ballots.actors):
        record = ballots.records[actor.pk]
        above = ballots.actors[:place]
        found.append(
            (actor, [Pair(actor, o, record.agreement(ballots.records[o.pk])) for o in above])
        )
    return found


def rows(ballots: Ballots) -> Iterator[Row]:
    """Yield the votes, the newest first."""
    made = [ballots.records[actor.pk].choices(len(ballots.votes)) for actor in ballots.actors]
    for vote, *choices in reversed(list(zip(ballots.votes, *made, strict=True))):
        cast = zip(ballots.actors, choices, strict=True)
        yield Row(vote, [Voter(actor, choice or silent(actor, vote)) for actor, choice in cast])


def with_texts(found: Iterable) -> list:
    """Load the votes of rows and the texts voted on, as pages show them; one query."""
    found = list(found)
    shown = (f"resolution__{name}" for name in NAMING)
    votes = (
        VoteSession.objects.published()
        .select_related("resolution")
        .only("anchor", "body", "date", *shown)
        .in_bulk({row.vote.pk for row in found})
    )
    return [replace(row, vote=votes[row.vote.pk]) for row in found if row.vote.pk in votes]


def silent(actor: Sponsor, vote: Held) -> str:
    """What a State did that is not among those who made a choice."""
    day = vote.date
    if day and ((actor.admitted and actor.admitted > day) or (actor.until and actor.until < day)):
        return NO_MEMBER
    return BallotChoice.NOT_VOTING


def lines(ballots: Ballots) -> list[Line]:
    """The pairs of the first State with each of the others, year by year."""
    years = sorted({vote.year for vote in ballots.votes if vote.year})
    first, *others = ballots.actors
    found = []
    for other in others:
        one, two = ballots.records[first.pk], ballots.records[other.pk]
        points = []
        for year in years:
            agreement = one.agreement(two, ballots.within(year - WINDOW + 1, year))
            if agreement.shared:
                points.append((year, agreement))
        found.append(Line(Pair(first, other, one.agreement(two)), points))
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """The pairs that came closer or apart the most between two halves of the votes."""

    pairs: list
    before: tuple[int | None, int | None]
    after: tuple[int | None, int | None]


def moved(ballots: Ballots) -> Moved | None:
    """Compare the earlier half of the votes with the later; None where there are too few."""
    half = len(ballots.votes) // 2
    if not half:
        return None
    earlier, later = ballots.votes[:half], ballots.votes[half:]
    found = movements(
        ballots.records, bits_of(range(half)), bits_of(range(half, len(ballots.votes)))
    )
    actors = {actor.pk: actor for actor in ballots.actors}
    named = [(Pair(actors[m.one], actors[m.other], m.after), m) for m in found]
    return Moved(named, years_of(earlier), years_of(later))


def years_of(votes: list[Held]) -> tuple[int | None, int | None]:
    years = [vote.year for vote in votes if vote.year]
    return (min(years), max(years)) if years else (None, None)
