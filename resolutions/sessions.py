"""A session of the General Assembly at a glance: texts, outcomes, sponsors and closest votes."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from resolutions.models import Resolution, Sponsor, VoteSession
from resolutions.vocabulary import Holding, Series, Stage, VoteKind
from resolutions.voting.filters import public_votes
from resolutions.voting.roll_call import counted_tally, with_counts

SPONSORS, VOTES = 12, 5


@dataclass(frozen=True, slots=True)
class StageCount:
    """Texts of one stage: how many, and of how many the words are held."""

    stage: str
    count: int
    full: int

    @property
    def label(self) -> str:
        return Stage(self.stage).label


def texts_of(session: int):
    """The public resolutions and drafts of a regular session."""
    return Resolution.objects.published().resolutions().filter(session=session, session_kind="")


def sessions_held() -> list[int]:
    """The regular sessions with a public text, in order; one query."""
    held = Resolution.objects.published().resolutions().filter(session_kind="")
    rows = held.exclude(session=None).order_by("session").values_list("session", flat=True)
    return list(rows.distinct())


def stages(session: int) -> list[StageCount]:
    rows = (
        texts_of(session)
        .order_by()
        .values("stage")
        .annotate(count=Count("pk"), full=Count("pk", filter=Q(holding=Holding.FULL_TEXT)))
    )
    counts = {row["stage"]: StageCount(**row) for row in rows}
    return [counts[stage] for stage in reversed(Stage.values) if stage in counts]


def outcomes(session: int) -> list[tuple[str, str, int]]:
    """How its texts fared, (kind, words, number of votes), those on paragraphs left out."""
    votes = VoteSession.objects.on_whole_texts().filter(resolution__in=texts_of(session))
    rows = dict(votes.order_by().values_list("kind").annotate(n=Count("resolution", distinct=True)))
    return [(kind, words, rows[kind]) for kind, words in VoteKind.choices if kind in rows]


def in_series(session: int):
    """The texts of the archive's series, as lists show them, in the order of their symbols."""
    texts = texts_of(session).exclude(series__in=["", Series.RECALLED])
    return texts.for_list().by_symbol()


def sponsors(session: int):
    """The actors that sponsored the most texts of a session, as `shared`."""
    of_session = Q(sponsorships__resolution__in=texts_of(session))
    return (
        Sponsor.objects.annotate(
            n=Count("sponsorships__resolution", filter=of_session, distinct=True)
        )
        .filter(n__gt=0)
        .order_by("-n", "sort_name")[:SPONSORS]
    )


def closest_votes(session: int):
    """The recorded votes with the narrowest margin, with their tallies."""
    votes = (
        public_votes()
        .once_each()
        .filter(resolution__session=session, resolution__session_kind="", kind=VoteKind.RECORDED)
        .exclude(margin=None)
        .order_by(F("margin").asc(), "pk")
    )
    return [(vote, counted_tally(vote)) for vote in with_counts(votes)[:VOTES]]
