"""A session of the General Assembly at a glance: texts, outcomes, sponsors and closest votes."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Count, F, Q

from resolutions.finding.knowledge import current
from resolutions.models import Resolution, Sponsor, VoteSession
from resolutions.profiles import frequent
from resolutions.vocabulary import Holding, Stage, VoteKind
from resolutions.voting.roll_call import with_tallies
from resolutions.voting.table import public_votes

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
    held = Resolution.objects.published().resolutions().in_regular_sessions()
    return list(held.order_by("session").values_list("session", flat=True).distinct())


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
    texts = texts_of(session).in_series()
    return texts.for_list().by_symbol()


def sponsors(session: int) -> list[tuple[Sponsor, int]]:
    """The actors that sponsored the most texts of a session, and how many."""
    texts = current().texts
    rows = texts.rows_of(np.fromiter(texts_of(session).values_list("pk", flat=True), np.int64))
    return frequent(texts, np.bincount(rows[rows >= 0], minlength=texts.size), SPONSORS)


def closest_votes(session: int):
    """The recorded votes with the narrowest margin, with their tallies."""
    votes = (
        public_votes()
        .with_texts()
        .filter(resolution__session=session, resolution__session_kind="", kind=VoteKind.RECORDED)
        .exclude(margin=None)
        .order_by(F("margin").asc(), "pk")
    )
    return with_tallies(votes[:VOTES])
