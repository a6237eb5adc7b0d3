"""Where a paragraph's opening verb became stronger or weaker from one text to the next."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models.functions import Left

from resolutions.lineage.ladder import Ladders, ladders_of
from resolutions.models import Descent

STRONGER, WEAKER = "stronger", "weaker"
READ = (
    *("later", "later__opening", "later_text", "earlier__opening", "earlier_text"),
    *("later__resolution__series", "later__resolution__year", "earlier"),
)
# Letters of a paragraph in which the words that qualify its verb stand.
BEGINNING = 200


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph whose verb rose by some rungs, or fell where `rise` is below nought."""

    later: int  # keys of paragraphs
    earlier: int
    before: str
    now: str
    rise: int
    year: int | None
    series: str

    @property
    def direction(self) -> str:
        return STRONGER if self.rise > 0 else WEAKER

    @property
    def rungs(self) -> int:
        return abs(self.rise)


@cache
def ladders() -> Ladders:
    return ladders_of(_file()["verb_ladders"])


@cache
def about() -> str:
    """Where the order comes from."""
    return _file()["about"]["layout"]


def _file() -> dict:
    path = Path(settings.BASE_DIR) / "fixtures" / "verb_ladders.json"
    return json.loads(path.read_text(encoding="utf-8"))


def moves() -> list[Move]:
    """
    Return every move between published texts in English, the latest first; one query.

    A paragraph that goes on from several of one verb has moved once.
    """
    found = sorted(_moves(), key=lambda move: (-(move.year or 0), -move.later, move.earlier))
    return list({(m.later, m.before.lower(), m.now): m for m in reversed(found)}.values())[::-1]


def _moves() -> Iterator[Move]:
    order = ladders()
    links = Descent.objects.filter(
        opens_otherwise=True,
        later__resolution__published_at__isnull=False,
        earlier__resolution__published_at__isnull=False,
    ).annotate(
        later_text=Left("later__text", BEGINNING), earlier_text=Left("earlier__text", BEGINNING)
    )
    for later, *words, series, year, earlier in links.order_by().values_list(*READ):
        now, before = order.stated(*words[:2]), order.stated(*words[2:])
        if rise := order.rise(before, now):
            yield Move(later, earlier, before, now, rise, year, series)
