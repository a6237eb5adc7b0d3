"""Doubts of one kind, looked at together and mended in one step where none needs a choice."""

from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from resolutions.editing.operations import OPERATIONS, settle
from resolutions.editing.problems import Problem, problems
from resolutions.editing.value import Edited, Impossible

# So many doubts of a kind are shown one by one.
FEW = 3
# And of a folded group so many.
SHOWN = 50
# What is said of more; the rest is told by the words of the first.
SAID = {
    "number-gap": "{count} operative paragraphs are not numbered one after another.",
    "no-number": "{count} operative paragraphs have no number, and others have.",
    "note-missing": "{count} marks in the text have no footnote.",
    "note-not-cited": "{count} footnotes have no mark in the text.",
    "unknown-sponsor": "{count} sponsors have names that are not known.",
    "hyphen-restored": "{count} words at the end of a line were read with their hyphen.",
    "lost-labels": "{count} paragraphs seem to have lost the letters of their points.",
    "unnumbered-text": "{count} paragraphs are followed by one without a number.",
    "tracked-change": "{count} tracked changes are neither accepted nor refused.",
    "comment": "{count} comments were made in the file.",
}
# What the button says that mends them all, by the operation that mends one.
MENDING = {
    "renumber": "Number all from the first",
    "join": "Join each with the next",
    "remove-mark": "Take all {count} marks out",
    "take-mark": "Take each figure found for its mark",
    "replace-words": "Take all {count} hyphens out",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Doubts of one kind, or one doubt; `mending` is what mends them all, "" if nothing does."""

    problems: tuple[Problem, ...]
    mending: str = ""

    @property
    def is_folded(self) -> bool:
        return len(self.problems) > FEW

    @property
    def code(self) -> str:
        return self.problems[0].doubt.code

    @property
    def words(self) -> str:
        first = self.problems[0].doubt.message
        said = SAID.get(self.code, "{count} doubts of one kind, the first: {first}")
        return said.format(count=len(self.problems), first=first)

    @property
    def shown(self) -> tuple[Problem, ...]:
        return self.problems[:SHOWN]

    @property
    def hidden(self) -> int:
        return max(len(self.problems) - SHOWN, 0)

    @property
    def keys(self) -> str:
        return " ".join(problem.key for problem in self.problems)


def grouped(found: Iterable[Problem]) -> list[Group]:
    """Doubts in the order given; many of a kind are one group, where the first of them is."""
    found = list(found)
    counts = Counter(problem.doubt.code for problem in found)
    groups, seen = [], set()
    for problem in found:
        code = problem.doubt.code
        if counts[code] <= FEW:
            groups.append(Group((problem,)))
        elif code not in seen:
            seen.add(code)
            same = tuple(each for each in found if each.doubt.code == code)
            groups.append(Group(same, _mending(same)))
    return groups


def _mending(same: Collection[Problem]) -> str:
    """What mends doubts of a kind in one step: each has one repair, and it is the same for all."""
    names = {repair.operation for problem in same for repair in problem.repairs}
    if len(names) != 1 or any(len(problem.repairs) != 1 for problem in same):
        return ""
    return MENDING.get(names.pop(), "").format(count=len(same))


def settle_all(edited: Edited, keys: Collection[str]) -> Edited:
    """Note that somebody has looked at these doubts and found the text right."""
    for problem in problems(edited):
        if problem.key in keys:
            edited = settle(edited, problem.doubt)
    return edited


def mend_all(edited: Edited, code: str) -> Edited:
    """Mend every doubt of a kind that has one repair; what cannot be mended stays."""
    mended, tried = edited, set()
    while step := _next(mended, code, tried):
        tried.add(step.key)
        repair = step.repairs[0]
        with suppress(Impossible):
            mended = OPERATIONS[repair.operation](mended, **repair.values)
    if mended == edited:
        raise Impossible("None of these can be mended in one step; mend them one by one.")
    return mended


def _next(edited: Edited, code: str, tried: Collection[str]) -> Problem | None:
    for problem in problems(edited):
        wanted = problem.doubt.code == code and not problem.settled and problem.key not in tried
        if wanted and len(problem.repairs) == 1:
            return problem
    return None
