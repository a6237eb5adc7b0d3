"""The home page, and the page about the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Min
from django.shortcuts import render

from resolutions import coverage
from resolutions.models import Paragraph, Resolution
from resolutions.vocabulary import ParagraphKind, Stage

REPEATED, LATEST = 5, 4
EXAMPLES = ("“critical infrastructure”", "capacity-building", "A/C.1/77/L.23")


@dataclass(frozen=True, slots=True)
class Session:
    """A session with its texts; `skipped` sessions before it have none here."""

    session: int
    texts: list[Resolution]
    full: int
    records: int
    skipped: int


def home(request):
    texts = Resolution.objects.published().resolutions()
    dated = texts.filter(session__isnull=False, session_kind="")
    context = {
        "examples": EXAMPLES,
        "marks": {stage: {"stage": stage} for stage in Stage.values},
        "totals": coverage.totals(),
        "sessions": list(sessions_of(dated.order_by("session", "dated", "number", "pk"))),
        "repeated": most_repeated(),
        "latest": texts.with_text().for_list().order_by("-published_at", "-pk")[:LATEST],
    }
    return render(request, "resolutions/home.html", context)


def sessions_of(texts) -> Iterator[Session]:
    """Yield the sessions that texts are held of; `texts` are ordered by session."""
    before = None
    for number, group in groupby(texts, key=lambda text: text.session):
        group = list(group)
        full = sum(text.has_text for text in group)
        skipped = number - before - 1 if before else 0
        yield Session(number, group, full, len(group) - full, skipped)
        before = number


def most_repeated() -> list[Paragraph]:
    """
    The paragraphs whose words recur in the most published texts; two queries.

    Opening words may differ. Each paragraph is the first of its wording that was held,
    and comes with `texts` and `since`.
    """
    recurring = (
        Paragraph.objects.published()
        .filter(wording__isnull=False)
        .exclude(kind=ParagraphKind.HEADING)
        .values("wording")
        .annotate(
            texts=Count("resolution", distinct=True),
            since=Min("resolution__year"),
            first=Min("pk"),
        )
        .filter(texts__gt=1)
        .order_by("-texts", "since", "first")[:REPEATED]
    )
    rows = list(recurring)
    unread = ("search_vector", "exact_vector")
    paragraphs = Paragraph.objects.select_related("resolution").defer(*unread)
    found = paragraphs.in_bulk([row["first"] for row in rows])
    for row in rows:
        found[row["first"]].texts, found[row["first"]].since = row["texts"], row["since"]
    return [found[row["first"]] for row in rows]


def about(request):
    sessions = coverage.by_session()
    context = {
        "sessions": sessions,
        "totals": coverage.totals(),
        "full": sum(row.full for row in sessions),
        "records": sum(row.records for row in sessions),
        "roll_calls": sum(row.roll_calls for row in sessions),
        "sources": coverage.sources(),
    }
    return render(request, "resolutions/about.html", context)
