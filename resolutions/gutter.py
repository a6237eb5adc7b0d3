"""What each paragraph of a text was in an earlier text, told beside it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from resolutions.comparing import telling
from resolutions.comparing.passages import Passage
from resolutions.comparing.rows import Comparison, Kind, Row
from resolutions.comparisons import compared, passages_of
from resolutions.models import Resolution
from resolutions.redlines import compare_url, row_id
from resolutions.series import Series
from resolutions.vocabulary import Language

# Asked for instead of a text: no comparison.
NOTHING = "none"
VERBS = {
    Kind.SPLIT: "Split from",
    Kind.MERGED: "Merged from",
    Kind.MOVED: "Moved from",
    Kind.REWRITTEN: "Rewritten from",
    Kind.CHANGED: "Changed from",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one paragraph; `style` is new, changed or same, `href` its redline."""

    style: str
    words: str
    href: str = ""


@dataclass(slots=True)
class Gutter:
    """
    What stands beside the paragraphs of a text, by anchor.

    `base` is the text that they are compared with, one of `choices`, or None. A wish that
    cannot be met is told as a problem.
    """

    choices: list[Resolution]
    base: Resolution | None = None
    beside: dict[str, Beside] = field(default_factory=dict)
    summary: str = ""
    href: str = ""
    problem: str = ""


def choices_of(
    text: Resolution, series: Series, versions: Iterable[Resolution]
) -> list[Resolution]:
    """The texts that a text may be compared with: earlier ones, then its own versions."""
    return [*series.bases, *(each for each in versions if each.has_text and each != text)]


def gutter_of(
    text: Resolution,
    passages: Sequence[Passage],
    language: str,
    choices: list[Resolution],
    since: str,
    elsewhere: Collection[str] = (),
) -> Gutter:
    """
    Compare a text with one of the choices: the one whose address is `since`, or the first.

    At most one query. A choice that is not held in the language is compared in none. The
    paragraphs `elsewhere` stand in other texts as well: the choice may lack them, but they
    are not called new. Without passages only the choice is judged.
    """
    named = next((each for each in choices if since in (each.symbol, each.address)), None)
    gutter = Gutter(choices)
    if since == NOTHING or not choices:
        return gutter
    if since and named is None:
        gutter.problem = f"Changes are shown since one of the texts listed, not since {since[:80]}."
    base = named or choices[0]
    if passages and (before := passages_of(base, language)):
        comparison = compared(before, passages)
        gutter.base = base
        spoken = {} if language == Language.ENGLISH else {"lang": language}
        gutter.href = compare_url(base, text, **spoken)
        gutter.beside = dict(_beside(comparison, base, gutter.href, elsewhere))
        gutter.summary = summary(comparison)
    return gutter


def _beside(
    comparison: Comparison, base: Resolution, href: str, elsewhere: Collection[str]
) -> Iterable[tuple[str, Beside]]:
    for row in comparison.rows:
        for passage in row.new:
            known = passage.anchor in elsewhere
            yield passage.anchor, _told(row, base.label, f"{href}#{row_id(row)}", known)


def _told(row: Row, base: str, href: str, known: bool) -> Beside:
    if row.kind is Kind.ADDED:
        return Beside("new", f"Not in {base}" if known else "New in this text", href)
    if row.kind is Kind.SAME:
        return Beside("same", "Unchanged", href)
    if row.kind is Kind.PUNCTUATION:
        return Beside("same", telling.slight(row), href)
    labels = telling.joined_with_and(passage.label for passage in row.old)
    differ = f": {telling.words(row.line.changed)}" if row.line.changed else ""
    return Beside("changed", f"{VERBS[row.kind]} {base} {labels}{differ}", href)


def summary(comparison: Comparison) -> str:
    """ "3 added, 10 changed, 4 not carried over, 13 unchanged"."""
    counts = comparison.counts
    changed = sum(counts[kind] for kind in VERBS)
    unchanged = counts[Kind.SAME] + counts[Kind.PUNCTUATION]
    told = (
        (counts[Kind.ADDED], "added"),
        (changed, "changed"),
        (counts[Kind.REMOVED], "not carried over"),
        (unchanged, "unchanged"),
    )
    return ", ".join(f"{number} {words}" for number, words in told if number)
