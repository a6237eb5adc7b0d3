"""The texts by year."""

from operator import attrgetter

from django.http import Http404
from django.shortcuts import render

from resolutions.models import Resolution
from resolutions.strips import columns


def year_list(request):
    """Every year with its texts, the newest first: how many, in which sessions, each as a mark."""
    texts = list(Resolution.objects.published().resolutions().order_by("dated", "number", "pk"))
    years = list(columns(texts, attrgetter("year")))
    context = {
        "years": [(column, sessions_of(column.texts)) for column in reversed(years)],
        "undated": [text for text in texts if not text.year],
        "most": max((len(column.texts) for column in years), default=0),
    }
    return render(request, "resolutions/years.html", context)


def year_detail(request, year):
    texts = Resolution.objects.published().resolutions().filter(year=year)
    texts = list(texts.for_list().newest_first())
    if not texts:
        raise Http404
    held = Resolution.objects.published().resolutions().order_by("year").values_list("year")
    years = [year for (year,) in held.distinct() if year]
    place = years.index(year)
    context = {
        "year": year,
        "texts": texts,
        "sessions": sessions_of(texts),
        "before": years[place - 1] if place else None,
        "after": years[place + 1] if place + 1 < len(years) else None,
    }
    return render(request, "resolutions/year.html", context)


def sessions_of(texts):
    return sorted({text.session for text in texts if text.session and not text.session_kind})
