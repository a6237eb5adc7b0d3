"""What pages know of every public vote, in memory: read once, and again when it has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from django.db.models import Case, Exists, F, FloatField, OuterRef, When
from django.db.models.functions import Abs, Cast

from resolutions.finding.knowledge import Key, current_key
from resolutions.finding.tables import NOT_STATED, Property, Table
from resolutions.models import Ballot, VoteSession
from resolutions.vocabulary import VoteKind

# Of the votes for or against, in per cent: (above, up to). Each span ends before the next begins.
OPPOSED = {
    "none": ("None against", -1, 0),
    "few": ("Up to 10 % against", 0, 10),
    "some": ("10 to 30 % against", 10, 30),
    "many": ("Over 30 % against", 30, 100),
}
AGE = ("resolution__year", "date", "resolution__session", "resolution__number")
ORDERS = {
    "newest": (*(F(name).desc(nulls_last=True) for name in AGE), "-pk"),
    "oldest": (*(F(name).asc(nulls_last=True) for name in AGE), "pk"),
    "closest": (F("margin").asc(nulls_last=True), "-resolution__year", "pk"),
}


class Held(NamedTuple):
    """One vote, as far as it is chosen and counted by."""

    pk: int
    resolution_id: int
    session: int | None
    year: int | None
    series: str
    body: str
    kind: str
    anchor: str
    date: date | None
    opposed: float | None
    has_ballots: bool

    @property
    def is_roll_call(self) -> bool:
        """Whether it is a recorded vote on a whole text, and who voted how is held."""
        return self.kind == VoteKind.RECORDED and not self.anchor and self.has_ballots

    @property
    def opposition(self) -> list[str]:
        share = self.opposed
        spans = OPPOSED.items() if share is not None else ()
        return [name for name, (_, above, up_to) in spans if above < share <= up_to]


@dataclass(frozen=True)
class Votes(Table):
    """The public votes, each once, the newest first."""

    held: Sequence[Held]


def public_votes():
    """Every vote on a published text, each once, with the share against and its margin."""
    cast = Cast(F("in_favour") + F("against"), FloatField())
    known = When(in_favour__isnull=False, against__isnull=False, then=F("against") * 100 / cast)
    return (
        VoteSession.objects.published()
        .once_each()
        .annotate(
            opposed=Case(When(in_favour=0, against=0, then=None), known, default=None),
            margin=Abs(F("opposed") - 50.0),
        )
    )


def current_votes() -> Votes:
    """Return the public votes as of now; one query where nothing has changed."""
    return _votes(current_key())


@lru_cache(maxsize=1)
def _votes(key: Key) -> Votes:
    found = public_votes().annotate(
        has_ballots=Exists(Ballot.objects.filter(vote=OuterRef("pk"))),
    )
    of_text = (f"resolution__{name}" for name in ("session", "year", "series"))
    columns = "body", "kind", "anchor", "date", "opposed", "has_ballots"
    rows = found.order_by(*ORDERS["newest"]).values_list("pk", "resolution_id", *of_text, *columns)
    held = [Held(*row) for row in rows]
    places = {vote.pk: place for place, vote in enumerate(held)}
    orders = {
        name: [
            places[pk] for pk in found.order_by(*by).values_list("pk", flat=True) if pk in places
        ]
        for name, by in ORDERS.items()
    }
    return Votes(
        keys=np.array(list(places), np.int64),
        properties={
            "session": Property.of([str(vote.session or NOT_STATED)] for vote in held),
            "year": Property.of([str(vote.year or NOT_STATED)] for vote in held),
            "opposed": Property.of(vote.opposition for vote in held),
            "body": Property.of([vote.body] for vote in held),
            "series": Property.of([vote.series or NOT_STATED] for vote in held),
            "kind": Property.of([vote.kind] for vote in held),
        },
        orders={name: np.array(order, np.int64) for name, order in orders.items()},
        held=held,
    )
