"""Which resolutions an import is to bring: by what they are about."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resolutions.ingest.holdings.extract import Row

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "subject_sets.json"


@dataclass(frozen=True, slots=True)
class SubjectSet:
    """A saved choice: any of the subjects, or any of the words in the title."""

    name: str
    label: str
    subjects: frozenset[str]
    titles: tuple[str, ...] = ()

    def holds(self, row: Row) -> bool:
        title = row.title.casefold()
        return any(words in title for words in self.titles) or any(
            subject.term.casefold() in self.subjects for subject in row.subjects
        )


@cache
def subject_sets() -> dict[str, SubjectSet]:
    records = json.loads(FIXTURE.read_text(encoding="utf-8"))["subject_sets"]
    return {
        record["name"]: SubjectSet(
            record["name"],
            record["label"],
            frozenset(map(str.casefold, record["subjects"])),
            tuple(map(str.casefold, record["titles"])),
        )
        for record in records
    }


def about(names: Iterable[str]) -> Callable[[Row], bool]:
    """A choice by the names of saved sets, and by subjects themselves."""
    given = list(names)
    sets = [subject_sets()[name] for name in given if name in subject_sets()]
    terms = frozenset(name.casefold() for name in given if name not in subject_sets())
    sets.append(SubjectSet("", "", terms))
    return lambda row: any(each.holds(row) for each in sets)
