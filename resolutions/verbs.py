"""Where a paragraph's opening verb became stronger or weaker from one text to the next."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from resolutions.lineage.ladder import Ladders, ladders_of
from resolutions.models import Descent

STRONGER, WEAKER = "stronger", "weaker"
READ = (
    *("later", "later__opening", "earlier__opening", "later__resolution__series"),
    *("later__resolution__year", "earlier"),
)


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
    """Return every move between published texts in English, the latest first; one query."""
    return sorted(_moves(), key=lambda move: (-(move.year or 0), -move.later, move.earlier))


def _moves() -> Iterator[Move]:
    order = ladders()
    links = Descent.objects.filter(
        opens_otherwise=True,
        later__resolution__published_at__isnull=False,
        earlier__resolution__published_at__isnull=False,
    ).order_by()
    for later, now, before, series, year, earlier in links.values_list(*READ):
        if rise := order.rise(before, now):
            yield Move(later, earlier, before, now, rise, year, series)
