"""The home page, and the pages about the archive."""

from operator import attrgetter

from django.db.models import Count, F, Min
from django.shortcuts import render

from resolutions import coverage
from resolutions.exports import csv_response
from resolutions.models import Paragraph, Resolution
from resolutions.strips import columns
from resolutions.vocabulary import Language, ParagraphKind

by_session = attrgetter("session")
# Texts without a date are working texts, which come before the others.
as_they_came = (F("dated").asc(nulls_first=True), "number", "pk")
REPEATED, LATEST = 5, 4
EXAMPLES = ("“critical infrastructure”", "capacity-building", "A/C.1/77/L.23")


def home(request):
    texts = Resolution.objects.published().resolutions()
    dated = texts.in_series().in_regular_sessions()
    context = {
        "examples": EXAMPLES,
        "totals": coverage.totals(),
        "sessions": list(columns(dated.order_by(*as_they_came), by_session)),
        "repeated": most_repeated(),
        "latest": texts.with_text().for_list().order_by("-published_at", "-pk")[:LATEST],
    }
    return render(request, "resolutions/home.html", context)


def most_repeated() -> list[Paragraph]:
    """
    The paragraphs whose words recur in the most texts of the series; two queries.

    In English; opening words may differ. Each comes as it first stood, with `texts` and `since`.
    """
    paragraphs = Paragraph.objects.filter(
        resolution__in=Resolution.objects.published().in_series(), language=Language.ENGLISH
    )
    rows = list(
        paragraphs.filter(wording__isnull=False)
        .exclude(kind=ParagraphKind.HEADING)
        .values("wording")
        .annotate(
            texts=Count("resolution", distinct=True),
            since=Min("resolution__year"),
            first=Min("pk"),
        )
        .filter(texts__gt=1)
        .order_by("-texts", F("since").asc(nulls_last=True), "first")[:REPEATED]
    )
    firsts = (
        paragraphs.filter(wording__in=[row["wording"] for row in rows])
        .select_related("resolution")
        .order_by("wording", "resolution__year", "resolution__dated", "pk")
        .distinct("wording")
    )
    found = {paragraph.wording: paragraph for paragraph in firsts}
    for row in rows:
        found[row["wording"]].texts, found[row["wording"]].since = row["texts"], row["since"]
    return [found[row["wording"]] for row in rows]


def about(request):
    return render(request, "resolutions/about.html", {"totals": coverage.totals()})


COVERAGE_COLUMNS = (
    "session",
    "adopted",
    "drafts",
    "full texts",
    "catalogue records",
    "outcome known",
    "roll calls",
)


def coverage_page(request):
    """What is held by session, stage, language and source, with dates."""
    sessions = coverage.by_session()
    if request.GET.get("format") == "csv":
        header = (*COVERAGE_COLUMNS, *Language.labels)
        rows = (
            (
                *(row.name, row.adopted, row.drafts, row.full, row.records, row.votes),
                *(row.roll_calls, *row.by_language),
            )
            for row in sessions
        )
        return csv_response("coverage.csv", header, rows)
    context = {
        "sessions": sessions,
        "languages": coverage.by_language(),
        "all_languages": Language.choices,
        "sources": coverage.by_source(),
        "nameless": coverage.names_without_actor(),
        "totals": coverage.totals(),
        "full": sum(row.full for row in sessions),
        "records": sum(row.records for row in sessions),
        "roll_calls": sum(row.roll_calls for row in sessions),
    }
    return render(request, "resolutions/coverage.html", context)
