"""Where published texts stand in time, and which of them are of one line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from resolutions.models import LanguageVersion, Resolution
from resolutions.vocabulary import Language, Stage

_STAGES = list(Stage.values)
_FIELDS = (
    *(
        "pk",
        "title",
        "agenda_title",
        "dated",
        "year",
        "session",
        "stage",
        "number",
        "letter",
        "revision",
    ),
    *("revises_id", "became_id"),
)
# An undated draft came before what was adopted that year, which was near its end.
_DRAFTED, _ADOPTED = (10, 1), (12, 31)


@dataclass(frozen=True, slots=True)
class Head:
    """
    When a text came about; `order` sorts texts by time, and `line` is that of its titles.

    `names` are what it calls itself in each language, one a line; it may do so in others, too.
    """

    text: int
    day: int
    order: tuple
    line: int
    year: int | None
    names: Mapping[str, str]


def heads() -> dict[int, Head]:
    """Return the heads of all published texts that are held, by their keys; two queries."""
    published = Resolution.objects.published().with_text()
    rows = list(published.order_by("pk").values_list(*_FIELDS, named=True))
    lines, names = _lines(rows), _names(rows)
    return {
        row.pk: Head(row.pk, _day(row), _order(row), lines[row.pk], row.year, names[row.pk])
        for row in rows
    }


def _names(rows: Iterable) -> dict[int, dict[str, str]]:
    found = {row.pk: {Language.ENGLISH: {row.title, row.agenda_title}} for row in rows}
    versions = LanguageVersion.objects.order_by().values_list(
        "resolution", "language", "title", "agenda_title"
    )
    for text, language, *names in versions:
        if text in found:
            found[text].setdefault(language, set()).update(names)
    return {
        text: {language: "\n".join(sorted(some - {""})) for language, some in names.items()}
        for text, names in found.items()
    }


def _day(row) -> int:
    if row.dated:
        return row.dated.toordinal()
    if not row.year:
        return 0
    return date(row.year, *(_ADOPTED if row.stage == Stage.ADOPTED else _DRAFTED)).toordinal()


def _order(row) -> tuple:
    stage = _STAGES.index(row.stage) if row.stage else -1
    return (_day(row), stage, row.session or 0, row.number or 0, row.letter, row.revision, row.pk)


def _lines(rows: Iterable) -> dict[int, int]:
    """Give one number to the texts of a title, whatever years it names, and to their versions."""
    joined = Joined()
    by_title: dict[str, int] = {}
    for row in rows:
        joined.find(row.pk)
        joined.join(row.pk, by_title.setdefault(_plain(row.title), row.pk))
    for row in rows:
        for other in (row.revises_id, row.became_id):
            if other in joined.above:
                joined.join(row.pk, other)
    return {row.pk: joined.find(row.pk) for row in rows}


def _plain(title: str) -> str:
    return " ".join(
        word for word in re.findall(r"\w+", title.lower()) if not re.search(r"\d", word)
    )


class Joined:
    """Numbers that belong together; the least of them stands for all."""

    def __init__(self):
        self.above: dict[int, int] = {}

    def find(self, number: int) -> int:
        above = self.above.setdefault(number, number)
        while above != self.above[above]:
            self.above[number] = above = self.above[above]
        return above

    def join(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        self.above[max(one, other)] = min(one, other)
