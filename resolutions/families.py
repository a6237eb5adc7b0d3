"""The history of one paragraph: the wordings it has had, who carried each, and how they changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from resolutions.comparing.pieces import Piece, inline, sides
from resolutions.comparing.redline import Mark, Redline, redline
from resolutions.comparing.words import words_of
from resolutions.models import Descent, FamilyMember, Paragraph, Resolution
from resolutions.search.tokens import words_in
from resolutions.vocabulary import SAME_FAMILY, DescentKind

# Paragraphs of one history; of a greater family those nearest in time are told.
MOST = 300
# Paragraphs outside the family whose wording it has, or that have its wording.
MOST_AROUND = 60


@dataclass(slots=True, eq=False)
class Step:
    """
    A wording and the paragraphs that have it, the earliest first.

    It goes on from `parent` by `link`; `also` are other wordings that it has words of.
    `is_family` is whether it is the same paragraph, and not only of the same words here
    and there.
    """

    carriers: list[Paragraph]
    number: int = 0
    is_family: bool = True
    parent: "Step | None" = None
    link: Descent | None = None
    also: list[tuple["Step", Descent]] = field(default_factory=list)
    children: list["Step"] = field(default_factory=list)
    marked: Redline | None = None

    @property
    def first(self) -> Paragraph:
        return self.carriers[0]

    @property
    def later(self) -> list[Paragraph]:
        return self.carriers[1:]

    @property
    def id(self) -> str:
        return f"step-{self.number}"

    @property
    def shows_removed(self) -> bool:
        """Whether the words left out are marked too: not where most of them are."""
        return self.link.kind in SAME_FAMILY and not self.marked.is_rewritten

    @property
    def is_above(self) -> bool:
        """Whether it goes on from the wording just before it on the page."""
        return bool(self.parent) and self.parent.number == self.number - 1

    def compare(self) -> None:
        """Mark what is new against the wording that it goes on from."""
        if self.parent and not self.marked:
            before, now = self.parent.first, self.first
            self.marked = redline(before.text, now.text, before.opening, now.opening)

    @property
    def pieces(self) -> list[Piece]:
        """The text with its marks; without any where it goes on from nothing."""
        if self.marked is None:
            return [Piece(Mark.SAME, self.first.text)]
        shown = inline(self.marked) if self.shows_removed else sides(self.marked)[1]
        return list(shown)

    @property
    def words(self) -> int:
        return self.kept + self.added

    @property
    def kept(self) -> int:
        return self.marked.kept if self.marked else 0

    @property
    def added(self) -> int:
        if self.marked is None:
            return words_of(self.first.text, self.first.opening).count
        return sum(run.words for run in self.marked.runs if run.mark is Mark.ADDED)

    @property
    def removed(self) -> int:
        runs = self.marked.runs if self.marked else ()
        return sum(run.words for run in runs if run.mark is Mark.REMOVED)

    @property
    def how(self) -> str:
        """The kind of its descent in words; empty for a first appearance."""
        return self.link.get_kind_display() if self.link else ""

    @property
    def verbs(self) -> tuple[str, str] | None:
        """The opening words before and now, where they differ."""
        before, now = (
            (each.first.opening for each in (self.parent, self)) if self.parent else ("", "")
        )
        return (before, now) if before and now and before.lower() != now.lower() else None


@dataclass
class History:
    """The wordings of a paragraph's family in the order of time, and of what shares its words."""

    paragraph: Paragraph
    steps: list[Step]
    whole: "Whole"

    @cached_property
    def family(self) -> list[Step]:
        return [step for step in self.steps if step.is_family]

    @cached_property
    def around(self) -> list[Step]:
        return [step for step in self.steps if not step.is_family]

    @property
    def is_cut(self) -> bool:
        return len(self.whole.keys) > MOST

    @property
    def texts(self) -> int:
        return self.whole.texts

    @cached_property
    def in_time(self) -> list[Paragraph]:
        """The family's paragraphs, the earliest first."""
        return sorted((p for step in self.family for p in step.carriers), key=when)

    @cached_property
    def first(self) -> Paragraph:
        """
        The earliest of what the paragraph goes on from, or itself.

        Not any of its family: what became one with it later had a past of its own.
        """
        return next((p for p in self.in_time if p.pk == self.whole.first), self.paragraph)

    @cached_property
    def last(self) -> Paragraph:
        """The latest of its family, its neighbours in its own text left out."""
        own = self.paragraph
        others = (p for p in self.in_time if p.resolution_id != own.resolution_id)
        return max(own, *others, key=when)

    @cached_property
    def own(self) -> Step:
        return next(step for step in self.steps if self.paragraph in step.carriers)


@dataclass(frozen=True, slots=True)
class Carried:
    """In how many texts a paragraph stands, and the year of the first that it goes on from."""

    texts: int
    since: int | None


def carried(text: Resolution, language: str) -> dict[str, Carried]:
    """Return the paragraphs of a text, by anchor, that other texts have too; one query."""
    members = FamilyMember.objects.filter(
        paragraph__resolution=text, paragraph__language=language, family__texts__gt=1
    )
    told = ("paragraph__anchor", "family__texts", "first__resolution__year")
    rows = members.order_by().values_list(*told)
    return {anchor: Carried(texts, since) for anchor, texts, since in rows}


def history(paragraph: Paragraph) -> History:
    """Return the history of a published paragraph, its resolution loaded; four queries."""
    whole, around = _keys(paragraph)
    family = {paragraph.pk, *whole.keys[:MOST], *whole.ends, whole.first}
    held = (
        Paragraph.objects.published()
        .filter(pk__in=family.union(around[:MOST_AROUND]))
        .select_related("resolution")
    )
    paragraphs = {each.pk: each for each in held}
    links = Descent.objects.filter(later__in=paragraphs, earlier__in=paragraphs)
    steps = _steps(paragraphs.values(), family, list(links))
    return History(paragraphs[paragraph.pk], steps, whole)


@dataclass(frozen=True, slots=True)
class Whole:
    """
    A family as a whole, however large: its keys, the nearest in time first.

    `ends` are those of its earliest and its latest paragraph, `first` that of the earliest
    which the paragraph goes on from, if of any family, `texts` how many texts have it.
    """

    keys: Sequence[int]
    ends: Sequence[int]
    first: int | None
    texts: int


_KIN = """
    WITH RECURSIVE up (id, depth) AS (
        SELECT %(key)s::bigint, 0
        UNION SELECT d.earlier_id, depth + 1 FROM up
            JOIN resolutions_descent d ON d.later_id = up.id WHERE depth < %(depth)s
    ), down (id, depth) AS (
        SELECT %(key)s::bigint, 0
        UNION SELECT d.later_id, depth + 1 FROM down
            JOIN resolutions_descent d ON d.earlier_id = down.id WHERE depth < %(depth)s
    ), family (id, first) AS (
        SELECT other.paragraph_id, own.first_id FROM resolutions_familymember own
            JOIN resolutions_familymember other USING (family_id)
            WHERE own.paragraph_id = %(key)s
    ), found (id, is_family, first) AS (
        SELECT id, true, first FROM family
        UNION ALL SELECT id, false, null FROM (
            SELECT id FROM (SELECT id FROM up LIMIT %(most)s) AS u
            UNION SELECT id FROM (SELECT id FROM down LIMIT %(most)s) AS d
            UNION SELECT d.earlier_id FROM family f
                JOIN resolutions_descent d ON d.later_id = f.id
            UNION SELECT d.later_id FROM family f
                JOIN resolutions_descent d ON d.earlier_id = f.id
            EXCEPT SELECT id FROM family
        ) AS others
    )
    SELECT found.id, is_family, r.id, r.year, r.dated, r.session, r.number, p.order, first
        FROM found
        JOIN resolutions_paragraph p ON p.id = found.id
        JOIN resolutions_resolution r ON r.id = p.resolution_id
        WHERE r.published_at IS NOT NULL
        ORDER BY abs(coalesce(r.dated, make_date(r.year::int, 10, 1)) - %(day)s::date), found.id
"""
# Generations that are walked, and how many paragraphs the walk may meet.
_DEPTH, _WALKED = 40, 2_000


def _keys(paragraph: Paragraph) -> tuple[Whole, list[int]]:
    """The family, and the keys of what is around it, the nearest in time first."""
    values = {
        "key": paragraph.pk,
        "depth": _DEPTH,
        "most": _WALKED,
        "day": paragraph.resolution.dated or f"{paragraph.resolution.year or 2000}-10-01",
    }
    with connection.cursor() as cursor:
        cursor.execute(_KIN, values)
        rows = cursor.fetchall()
    family = [row for row in rows if row[1]]
    times = {row[0]: (*_age(*row[3:7], row[2]), row[7]) for row in family}
    ends = {min(times, key=times.__getitem__), max(times, key=times.__getitem__)} if times else ()
    first = next((row[8] for row in family), None)
    whole = Whole([row[0] for row in family], [*ends], first, len({row[2] for row in family}) or 1)
    return whole, [row[0] for row in rows if not row[1]]


def _steps(
    paragraphs: Iterable[Paragraph], family: set[int], links: Sequence[Descent]
) -> list[Step]:
    """Gather paragraphs of the same words, and join what goes on from one another."""
    by_words: dict[tuple, list[Paragraph]] = defaultdict(list)
    for each in sorted(paragraphs, key=when):
        by_words[tuple(words_in(each.text))].append(each)
    steps = [Step(carriers) for carriers in by_words.values()]
    step_of = {each.pk: step for step in steps for each in step.carriers}
    by_later: dict[int, list[Descent]] = defaultdict(list)
    for link in links:
        by_later[link.later_id].append(link)
    for number, step in enumerate(steps, 1):
        step.number = number
        step.is_family = any(each.pk in family for each in step.carriers)
        _join(step, step_of, by_later)
    return steps


def _join(step: Step, step_of: dict[int, Step], by_later: dict[int, list[Descent]]) -> None:
    """Find what a wording goes on from: the nearest of what its first carrier goes on from."""
    links = sorted(by_later[step.first.pk], key=nearest_first)
    links = [link for link in links if step_of[link.earlier_id] is not step]
    for link in links:
        other = step_of[link.earlier_id]
        if step.parent is None:
            step.parent, step.link = other, link
            other.children.append(step)
        elif other is not step.parent:
            step.also.append((other, link))


def nearest_first(link: Descent) -> tuple:
    return (link.kind == DescentKind.REUSED, -link.kept, -link.score, link.earlier_id)


def when(paragraph: Paragraph) -> tuple:
    """Sort paragraphs by the time of their texts."""
    return (*age(paragraph.resolution), paragraph.order)


def age(text: Resolution) -> tuple:
    return _age(text.year, text.dated, text.session, text.number, text.pk)


def _age(year, dated, session, number, key) -> tuple:
    return (year or 0, dated.toordinal() if dated else 0, session or 0, number or 0, key)
