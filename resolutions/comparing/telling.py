"""What became of a paragraph, in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resolutions.comparing.items import number_and_date
from resolutions.comparing.passages import Passage
from resolutions.comparing.rows import Kind, Row
from resolutions.vocabulary import Part

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = {
    Part.PREAMBLE: "the preamble",
    Part.OPERATIVE: "the operative part",
    Part.ANNEX: "an annex",
}
# The words for a paragraph's head: so many, if it has no opening words.
HEAD = 4
# A chain of resolutions is a list from so many on.
LIST = 3
# Between these signs, which are not seen, words have an order of their own.
ISOLATED = "\u2068{}\u2069"
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Listed:
    """Numbers of resolutions that a list gained and lost, and those whose date differs."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    redated: tuple[str, ...]


def labels(row: Row) -> str:
    """ "PP7 → PP3", "OP4 and OP5 → OP6"; one label where both are the same."""
    old, new = (joined_with_and(each.label for each in side) for side in (row.old, row.new))
    return old if old == new or not new else f"{old} → {new}" if old else new


def sentence(row: Row, old: str, new: str) -> str:
    """Say what became of a paragraph between the texts called `old` and `new`."""
    if row.kind is Kind.ADDED:
        return f"Added: new in {new}"
    if row.kind is Kind.REMOVED:
        return f"Removed: not carried into {new}"
    said = [each for each in (_first(row), _level(row), _differs(row)) if each]
    return "; ".join([said[0], *(each[0].lower() + each[1:] for each in said[1:])])


def rivals_sentence(row: Row, old: str, new: str) -> str:
    """The same of two texts of which neither came from the other."""
    if row.kind is Kind.ADDED:
        return f"Only in {new}"
    if row.kind is Kind.REMOVED:
        return f"Only in {old}"
    if not row.line.changed:
        level = ", at another level" if row.is_new_level else ""
        return f"Shared: the same words in both{level}"
    return f"Shared in part: {words(row.line.kept)} the same, {words(row.line.changed)} different"


def _first(row: Row) -> str:
    kind = row.kind
    if kind is Kind.SPLIT:
        return f"Split: became {joined_with_and(each.label for each in row.new)}"
    if kind is Kind.MERGED:
        return f"Merged: {joined_with_and(each.label for each in row.old)} became one"
    if kind is Kind.MOVED:
        return f"Moved {_way(row)}"
    if kind is Kind.REWRITTEN:
        return "Rewritten"
    return "" if kind is not Kind.SAME else "Unchanged"


def _way(row: Row) -> str:
    if row.is_new_part:
        return f"from {PARTS[row.old[0].part]} to {PARTS[row.new[0].part]}"
    passed = abs(row.passed)
    way = (
        f"{'up' if row.passed < 0 else 'down'} past {number(passed)} paragraph{'s'[: passed != 1]}"
    )
    return f"{way}, now before {named(row.before)}" if row.before else f"{way}, now last"


def _level(row: Row) -> str:
    if not row.is_new_level or row.kind in (Kind.SPLIT, Kind.MERGED):
        return ""
    point = row.new[0]
    if point.depth > row.old[0].depth:
        return f"Became subparagraph {point.label.rpartition(' ')[2]}"
    return "Became a paragraph of its own"


def _differs(row: Row) -> str:
    line = row.line
    if line.changed:
        differ = f"{words(line.changed)} differ{'s' if line.changed == 1 else ''}"
        return f"Changed: {differ}" if row.kind is Kind.CHANGED and not row.is_new_level else differ
    return slight(row) if line.is_punctuation else ""


def slight(row: Row) -> str:
    """Say which signs differ where no word does."""
    spelt = [
        ("".join(filter(str.isalnum, removed.old)), "".join(filter(str.isalnum, added.new)))
        for removed, added in row.line.changes
    ]
    capitals = any(one != other for one, other in spelt)
    signs = any(_signs(removed.old) != _signs(added.new) for removed, added in row.line.changes)
    if capitals and signs:
        return "Punctuation and capitals only"
    return "Capitals only" if capitals else "Punctuation only"


def _signs(text: str) -> str:
    return "".join(sign for sign in text if not sign.isalnum() and not sign.isspace())


def listed(row: Row) -> Listed | None:
    """What the list of resolutions in a paragraph gained and lost, if it has one."""
    olds, news = _numbers(row.old), _numbers(row.new)
    if min(len(olds), len(news)) < LIST:
        return None
    redated = [n for n in olds if olds[n] and news.get(n) and olds[n] != news[n]]
    found = Listed(
        added=tuple(n for n in news if n not in olds),
        removed=tuple(n for n in olds if n not in news),
        redated=tuple(redated),
    )
    return found if found.added or found.removed or found.redated else None


def _numbers(passages: Iterable[Passage]) -> dict[str, str]:
    """The numbers of resolutions in some paragraphs, with their dates where these stand by."""
    return dict(
        found
        for passage in passages
        for key in passage.words.keys
        if (found := number_and_date(key))
    )


def listed_sentence(found: Listed) -> str:
    """ "In the list 68/243, 69/28 and 70/237 are added; the date of 75/32 differs."."""
    said = [
        f"{joined_with_and(numbers)} {'is' if len(numbers) == 1 else 'are'} {verb}"
        for numbers, verb in ((found.added, "added"), (found.removed, "removed"))
        if numbers
    ]
    if found.redated:
        dates = "date" if len(found.redated) == 1 else "dates"
        differ = "differs" if len(found.redated) == 1 else "differ"
        said.append(f"the {dates} of {joined_with_and(found.redated)} {differ}")
    return f"In the list {'; '.join(said)}."


def rivals_listed_sentence(found: Listed, old: str, new: str) -> str:
    """The same of two texts of which neither came from the other."""
    said = [
        f"only in {name} {joined_with_and(numbers)}"
        for name, numbers in ((old, found.removed), (new, found.added))
        if numbers
    ]
    if found.redated:
        said.append(f"with another date {joined_with_and(found.redated)}")
    return f"In the list {'; '.join(said)}."


def named(passage: Passage) -> str:
    """ "PP4 “Noting that considerable progress”"; Arabic disorders none of the words around it."""
    head = " ".join(passage.text.split(maxsplit=HEAD)[:HEAD]).rstrip(",;:.،؛")
    quoted = f"“{head}”"
    return f"{passage.label} {ISOLATED.format(quoted) if _ARABIC.search(head) else quoted}"


def words(count: int) -> str:
    return f"{count} word{'s'[: count != 1]}"


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def joined_with_and(names: Iterable[str]) -> str:
    names: Sequence[str] = list(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
