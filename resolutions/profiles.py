"""What the page of one actor shows: its texts, its part in each series, and its votes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db.models import Exists, OuterRef

from resolutions.finding.tables import NOT_STATED
from resolutions.finding.texts import Texts
from resolutions.models import Ballot, Resolution, Sponsor, Sponsorship, VoteSession
from resolutions.vocabulary import BallotChoice, Committee
from resolutions.voting.agreement import Agreement
from resolutions.voting.roll_call import possible_voters
from resolutions.voting.scope import Ballots, ScopeForm
from resolutions.voting.table import Held, current_votes

NEIGHBOURS = 10
ALIKE = 5


@dataclass(frozen=True, slots=True)
class Part:
    """In how many public texts an actor had a part as a sponsor, and from when to when."""

    texts: int
    first_year: int | None
    last_year: int | None


def parts(texts: Texts) -> dict[str, Part]:
    """The part of every actor that sponsored a public text, by its slug."""
    sponsored = texts.properties["sponsor"]
    years = texts.years[sponsored.rows]
    found = {}
    for code, slug in enumerate(sponsored.values):
        own = years[sponsored.codes == code]
        known = own[own > 0].tolist()
        if slug != NOT_STATED:
            found[slug] = Part(len(own), min(known, default=None), max(known, default=None))
    return found


def frequent(texts: Texts, rows: np.ndarray, most: int, but: str = "") -> list[tuple[Sponsor, int]]:
    """The actors that sponsored the most of some texts, and how many; one query."""
    counts = texts.properties["sponsor"].counts(rows)
    actors = Sponsor.objects.filter(slug__in=counts).exclude(slug=but).order_by("sort_name")
    ranked = sorted(actors, key=lambda actor: -counts[actor.slug])[:most]
    return [(actor, counts[actor.slug]) for actor in ranked]


def often_with(sponsor: Sponsor, texts: Texts) -> list[tuple[Sponsor, int]]:
    """The actors with whom `sponsor` shares the most public texts, and how many; one query."""
    return frequent(texts, texts.having("sponsor", sponsor.slug), NEIGHBOURS, but=sponsor.slug)


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote, and the choice that an actor made in it."""

    vote: Held | VoteSession
    choice: str


def cast_by(sponsor: Sponsor) -> list[Cast]:
    """The choices of an actor in public votes, the newest first; two queries."""
    made = dict(Ballot.objects.filter(sponsor=sponsor).order_by().values_list("vote", "choice"))
    return [Cast(vote, made[vote.pk]) for vote in current_votes().held if vote.pk in made]


def choices_of(cast: Iterable[Cast]) -> list[tuple[str, int]]:
    """How often an actor made each choice in votes on whole texts, most often first."""
    return Counter(each.choice for each in cast if not each.vote.anchor).most_common()


# Its part in the series


@dataclass(frozen=True, slots=True)
class Step:
    """
    One text of a line with known sponsors, and whether the actor was among them.

    `text` is the latest version that the archive holds of it.
    """

    text: Resolution
    joined: bool
    left: bool
    sponsored: bool

    @property
    def words(self) -> str:
        if self.joined:
            return "joined"
        if self.left:
            return "no longer a sponsor"
        return "sponsor" if self.sponsored else "not a sponsor"


@dataclass(frozen=True, slots=True)
class Line:
    """Texts of one title through the sessions, of which the actor sponsored some."""

    title: str
    steps: list[Step]


def lines_of(sponsor: Sponsor) -> list[Line]:
    """
    Return each line of a series that the actor took part in, with who joined and left when.

    A line is the texts of one title in one series; the versions of a session count as
    one text, and sessions whose sponsors no source here tells are left out. One query.
    """
    at_all = Sponsorship.objects.standing().filter(resolution=OuterRef("pk"))
    texts = (
        Resolution.objects.published()
        .in_series()
        .annotate(told=Exists(at_all), mine=Exists(at_all.by_actors(pk=sponsor.pk)))
        .filter(told=True)
        .for_naming()
        .oldest_first()
    )
    lines = defaultdict(lambda: defaultdict(list))
    for text in texts:
        lines[text.series, text.title.casefold()][text.session].append(text)
    found = []
    for sessions in lines.values():
        if len(sessions) > 1 and any(text.mine for texts in sessions.values() for text in texts):
            found.append(line(list(sessions.values())))
    return sorted(found, key=lambda each: each.title)


def line(sessions: list[list[Resolution]]) -> Line:
    steps, before = [], None
    for texts in sessions:
        now = any(text.mine for text in texts)
        joined, left = now and before is False, before is True and not now
        steps.append(Step(texts[-1], joined, left, now))
        before = now
    return Line(sessions[-1][-1].title, steps)


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A text that the actor sponsored, and a vote against another of the same session."""

    sponsored: Resolution
    vote: Held | VoteSession


def rivalries(sponsored: Iterable[Resolution], cast: Iterable[Cast]) -> list[Rivalry]:
    """Where it sponsored one text of a series and session and voted against another."""
    own, by_session = set(), {}
    for text in sponsored:
        own.add(text.pk)
        if text.is_in_series:
            by_session[text.series, text.session] = text
    return [
        Rivalry(by_session[key], vote)
        for vote, choice in ((each.vote, each.choice) for each in cast)
        if choice == BallotChoice.AGAINST
        and vote.body == Committee.PLENARY
        and not vote.anchor
        and vote.resolution_id not in own
        and (key := (vote.series, vote.session)) in by_session
    ]


# Who votes alike


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The States that vote most and least like one, over the series of the archive."""

    nearest: list[tuple[Sponsor, Agreement]]
    farthest: list[tuple[Sponsor, Agreement]]


def neighbours(sponsor: Sponsor) -> Neighbours | None:
    """Return None where too few votes are shared to say anything; three queries."""
    ballots = Ballots.of(ScopeForm({}).votes(), possible_voters())
    record = ballots.records.get(sponsor.pk)
    if record is None:
        return None
    agreed = [
        (actor, record.agreement(ballots.records[actor.pk]))
        for actor in ballots.actors
        if actor != sponsor
    ]
    ranked = sorted(
        (each for each in agreed if not each[1].is_few),
        key=lambda each: (-each[1].same / each[1].shared, -each[1].shared, each[0].sort_name),
    )
    if len(ranked) < 2 * ALIKE:
        return Neighbours(ranked, []) if ranked else None
    return Neighbours(ranked[:ALIKE], ranked[::-1][:ALIKE])
