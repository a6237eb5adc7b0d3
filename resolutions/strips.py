"""Texts along a line of sessions or years, with its gaps: the data of a strip."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from resolutions.models import Resolution


@dataclass(frozen=True, slots=True)
class Column:
    """One session or year with its texts; `skipped` ones before it have none here."""

    number: int
    texts: list[Resolution]
    skipped: int

    @property
    def full(self) -> int:
        return sum(text.has_text for text in self.texts)

    @property
    def records(self) -> int:
        return len(self.texts) - self.full


def columns(
    texts: Iterable[Resolution], number: Callable[[Resolution], int | None]
) -> Iterator[Column]:
    """Yield a column for each number, in order; `texts` without a number are left out."""
    numbered = sorted((text for text in texts if number(text)), key=number)
    before = None
    for n, group in groupby(numbered, key=number):
        yield Column(n, list(group), n - before - 1 if before else 0)
        before = n
