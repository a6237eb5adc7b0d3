"""A comparison laid out for reading: its rows with words about each, what is unchanged folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from resolutions.comparing import telling
from resolutions.comparing.pieces import Piece, inline, sides
from resolutions.comparing.redline import redline
from resolutions.comparing.rows import Comparison, Kind, Row
from resolutions.models import Resolution
from resolutions.series import Series

# So many texts of each sort are suggested to compare with.
MOST_SUGGESTED = 6
# The sign of each kind, the style that it is drawn in, and what its rows are counted as: in a
# text and its predecessor, and in two rivals.
SIGNS = {
    Kind.CHANGED: ("≠", "k-changed", "changed", "shared in part"),
    Kind.REWRITTEN: ("≠", "k-changed", "rewritten", "shared in small part"),
    Kind.MOVED: ("⇅", "k-moved", "moved", "in another place"),
    Kind.SPLIT: ("⋔", "k-moved", "split", "split"),
    Kind.MERGED: ("⋔", "k-moved", "merged", "merged"),
    Kind.ADDED: ("+", "k-new", "added", "only in {new}"),
    Kind.REMOVED: ("−", "k-removed", "removed", "only in {old}"),
    Kind.PUNCTUATION: ("≈", "k-unchanged", *["with other punctuation or capitals"] * 2),
    Kind.SAME: ("=", "k-unchanged", "unchanged", "the same"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """
    What the texts of a comparison are called, and whether they are rivals of one session.

    `step` is set for the step before, of three texts: it begins the ids of its rows.
    """

    old: str
    new: str
    rivals: bool = False
    step: str = ""


@dataclass(slots=True, eq=False)
class ShownRow:
    """A row as the page shows it; of three texts, `earlier` are its rows of the step before."""

    row: Row
    names: Names
    earlier: list["ShownRow"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.names.step + row_id(self.row)

    @property
    def sign(self) -> str:
        return SIGNS[self.row.kind][0]

    @property
    def style(self) -> str:
        return SIGNS[self.row.kind][1]

    @property
    def labels(self) -> str:
        return telling.labels(self.row)

    @property
    def sentence(self) -> str:
        tell = telling.rivals_sentence if self.names.rivals else telling.sentence
        return tell(self.row, self.names.old, self.names.new)

    @property
    def listed(self) -> str:
        found = telling.listed(self.row)
        if found is None:
            return ""
        if self.names.rivals:
            return telling.rivals_listed_sentence(found, self.names.old, self.names.new)
        return telling.listed_sentence(found)

    @property
    def is_plain(self) -> bool:
        """Whether it has no marks: of rivals, what only one of them has is no change."""
        return self.names.rivals and not (self.row.old and self.row.new)

    @property
    def pieces(self) -> list[Piece]:
        return inline(self.row.line)

    @property
    def sides(self) -> tuple[list[Piece], list[Piece]]:
        return sides(self.row.line)

    @property
    def steps(self) -> list["ShownRow"]:
        """Of the step before, what has changed."""
        return [each for each in self.earlier if not each.is_folded]

    @property
    def is_folded(self) -> bool:
        return self.row.kind is Kind.SAME and not self.steps


@dataclass(slots=True)
class Fold:
    """Neighbouring paragraphs that have not changed."""

    rows: list[ShownRow] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"same-{self.rows[0].id}"

    @property
    def labels(self) -> str:
        return ", ".join(row.labels for row in self.rows)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows there are of a kind; `href` leads to the first of them."""

    sign: str
    style: str
    number: int
    words: str
    href: str


def row_id(row: Row) -> str:
    """The place of a row on the page; gutters of documents link to it."""
    return f"c-{row.new[0].anchor}" if row.new else f"c-old-{row.old[0].anchor}"


def shown_rows(comparison: Comparison, names: Names) -> list[ShownRow]:
    return [ShownRow(row, names) for row in comparison.rows]


def with_earlier(rows: list[ShownRow], earlier: list[ShownRow]) -> list[ShownRow]:
    """
    Put before each row what became of its paragraphs in the step before.

    What that step removed has no row in this one, and stands where it stood.
    """
    by_anchor = {each.anchor: row for row in rows for each in row.row.old}
    together, before = list(rows), 0
    for step in earlier:
        later = [by_anchor[each.anchor] for each in step.row.new if each.anchor in by_anchor]
        for row in dict.fromkeys(later):
            row.earlier.append(step)
            before = together.index(row) + 1
        if not step.row.new:
            together.insert(before, step)
            before += 1
    return together


def folded(rows: Iterable[ShownRow]) -> Iterator[ShownRow | Fold]:
    """Yield the rows, neighbours that are unchanged together."""
    fold = Fold()
    for row in rows:
        if row.is_folded:
            fold.rows.append(row)
            continue
        if fold.rows:
            yield fold
            fold = Fold()
        yield row
    if fold.rows:
        yield fold


def counted(
    comparison: Comparison, names: Names, laid_out: Iterable[ShownRow | Fold]
) -> list[Counted]:
    """
    The kinds of rows that there are, with a link to the first of each.

    Unchanged paragraphs are led to as they are laid out: folded, unless one that stands first
    among three texts has changed in the step before.
    """
    folds = {each.id for each in laid_out if isinstance(each, Fold)}
    shown = []
    for kind, (sign, style, words, of_rivals) in SIGNS.items():
        if first := comparison.first(kind):
            fold = f"same-{row_id(first)}"
            href = f"#{fold if fold in folds else row_id(first)}"
            told = of_rivals.format(old=names.old, new=names.new) if names.rivals else words
            shown.append(Counted(sign, style, comparison.counts[kind], told, href))
    return shown


def told_rows(comparison: Comparison, names: Names) -> list[tuple[str, str, str, int]]:
    """The rows of the change map in words: old labels, new labels, what became of them, words."""
    words = {
        kind: (of_rivals.format(old=names.old, new=names.new) if names.rivals else plain)
        for kind, (_, _, plain, of_rivals) in SIGNS.items()
    }
    return [
        (
            *(telling.joined_with_and(each.label for each in side) for side in (row.old, row.new)),
            words[row.kind],
            row.line.changed,
        )
        for row in comparison.rows
    ]


def title_redline(old: Resolution, new: Resolution) -> list[Piece]:
    """The titles of two texts in one; none where they are the same."""
    line = redline(old.title, new.title)
    return [] if line.is_same else inline(line)


def compare_url(old: Resolution, new: Resolution, **more: str) -> str:
    """The address of a comparison; an underscore stands for a space, as in other addresses."""
    query = {"from": old.address, "to": new.address, **more}
    return f"{reverse('compare')}?{urlencode(query, safe='/')}"


def comparable(
    text: Resolution, series: Series, versions: Iterable[Resolution]
) -> list[tuple[str, list[tuple[Resolution, str]]]]:
    """The texts that a text may be compared with, by what they are to it, with addresses."""
    if not text.has_text:
        return []
    later = [series.next] if series.next and series.next.has_text else []
    groups = {
        "Earlier texts of the series": series.bases[:MOST_SUGGESTED],
        "Other versions of this text": [
            each for each in versions if each.has_text and each != text
        ],
        "Other texts of its session": series.rivals[:MOST_SUGGESTED],
    }
    suggested = {
        words: [(each, compare_url(each, text)) for each in texts]
        for words, texts in groups.items()
    }
    suggested["The next text of the series"] = [(each, compare_url(text, each)) for each in later]
    return [(words, texts) for words, texts in suggested.items() if texts]
