"""The texts by year."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render

from resolutions.models import Resolution
from resolutions.views.paging import numbers_of, page_of
from resolutions.vocabulary import Holding
from resolutions.wording import LAST_SESSION

# Years of more texts than these show how many, and not each as a mark.
MARKS = 24


@dataclass(slots=True)
class Year:
    """A year of texts; `texts` are its marks, empty where they are too many."""

    year: int
    count: int = 0
    full: int = 0
    sessions: list[int] = field(default_factory=list)
    texts: list[Resolution] = field(default_factory=list)


def year_list(request):
    """Every year, the newest first: how many texts, of which sessions, each as a mark."""
    years = count_years()
    few = [year.year for year in years if year.count <= MARKS]
    texts = published().filter(Q(year__in=few) | Q(year=None)).order_by("dated", "number", "pk")
    by_year = defaultdict(list)
    for text in texts:
        by_year[text.year].append(text)
    for year in years:
        year.texts = by_year[year.year]
    context = {
        "years": years,
        "undated": by_year[None],
        "most": max((year.count for year in years), default=0),
    }
    return render(request, "resolutions/years.html", context)


def count_years() -> list[Year]:
    rows = (
        published()
        .exclude(year=None)
        .order_by("-year", "session")
        .values_list("year", "session", "session_kind")
        .annotate(n=Count("pk"), full=Count("pk", filter=Q(holding=Holding.FULL_TEXT)))
    )
    years: dict[int, Year] = {}
    for year, session, kind, n, full in rows:
        found = years.setdefault(year, Year(year))
        found.count += n
        found.full += full
        if session and not kind and session <= LAST_SESSION:
            found.sessions.append(session)
    return list(years.values())


def year_detail(request, year):
    """The texts of one year, newest first, a page at a time."""
    years = {each.year: each for each in count_years()}
    if year not in years:
        raise Http404
    texts = published().filter(year=year).newest_first().for_list()
    page, problems, status = page_of(texts, request.GET.get("page", "1"))
    held = sorted(years)
    place = held.index(year)
    context = {
        "year": year,
        "page": page,
        "numbers": numbers_of(page),
        "problems": problems,
        "sessions": years[year].sessions,
        "before": held[place - 1] if place else None,
        "after": held[place + 1] if place + 1 < len(held) else None,
    }
    return render(request, "resolutions/year.html", context, status=status)


def published():
    return Resolution.objects.published().resolutions()
