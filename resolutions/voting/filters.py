"""Every public vote, in arrays, and what visitors may ask of their list."""

from functools import lru_cache

import numpy as np
from django.db.models import Case, F, FloatField, When
from django.db.models.functions import Abs, Cast

from resolutions.finding.kinds import Filter, Number, Session, Vocabulary
from resolutions.finding.knowledge import Key, current_key
from resolutions.finding.tables import NOT_STATED, Property, Table
from resolutions.models import VoteSession
from resolutions.vocabulary import Committee, Series, VoteKind

# Of the votes for or against, in per cent: (above, up to). Each span ends before the next begins.
OPPOSED = {
    "none": ("None against", -1, 0),
    "few": ("Up to 10 % against", 0, 10),
    "some": ("10 to 30 % against", 10, 30),
    "many": ("Over 30 % against", 30, 100),
}
# In the order of the page; recorded votes, unless the visitor asks for others.
OF_VOTES: dict[str, Filter] = {
    each.name: each
    for each in (
        Session("session", "Session", shown=8, bars=True),
        Number("year", "Year", shown=8, bars=True),
        Vocabulary(
            "opposed",
            "Closeness",
            choices=tuple((value, words) for value, (words, *_) in OPPOSED.items()),
        ),
        Vocabulary("body", "Body", choices=tuple(Committee.choices)),
        Vocabulary("series", "Series", choices=tuple(Series.choices), blank="Outside these series"),
        Vocabulary("kind", "Vote", choices=tuple(VoteKind.choices), usual=VoteKind.RECORDED),
    )
}
AGE = ("resolution__year", "date", "resolution__session", "resolution__number")
ORDERS = {
    "newest": (*(F(name).desc(nulls_last=True) for name in AGE), "-pk"),
    "oldest": (*(F(name).asc(nulls_last=True) for name in AGE), "pk"),
    "closest": (F("margin").asc(nulls_last=True), "-resolution__year", "pk"),
}


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


def current_votes() -> Table:
    """Return the public votes as of now; one query where nothing has changed."""
    return _votes(current_key())


@lru_cache(maxsize=1)
def _votes(key: Key) -> Table:
    found = public_votes().order_by(*ORDERS["newest"])
    votes = list(
        found.values_list(
            *("pk", "resolution__session", "resolution__year", "opposed"),
            *("body", "resolution__series", "kind"),
        )
    )
    rows = {pk: row for row, (pk, *_) in enumerate(votes)}
    orders = {
        name: [rows[pk] for pk in found.order_by(*order).values_list("pk", flat=True) if pk in rows]
        for name, order in ORDERS.items()
    }
    values = zip(*(_values(*vote) for vote in votes), strict=True) if votes else [()] * 6
    return Table(
        keys=np.array(list(rows), np.int64),
        properties=dict(zip(OF_VOTES, map(Property.of, values), strict=True)),
        orders={name: np.array(order, np.int64) for name, order in orders.items()},
    )


def _values(pk, session, year, opposed, body, series, kind) -> tuple[list[str], ...]:
    """The values of one vote, in the order of the filters."""
    return (
        [str(session or NOT_STATED)],
        [str(year or NOT_STATED)],
        [
            name
            for name, (_, above, to) in OPPOSED.items()
            if opposed is not None and above < opposed <= to
        ],
        [body],
        [series or NOT_STATED],
        [kind],
    )
