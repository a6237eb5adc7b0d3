"""The texts by year."""

from collections import Counter
from itertools import groupby

from django.http import Http404
from django.shortcuts import render

from resolutions.models import Resolution


def year_list(request):
    """Every year with its texts: how many, in which sessions, and each as a mark."""
    texts = Resolution.objects.published().resolutions().oldest_first()
    years = [
        (year, list(group))
        for year, group in groupby(texts.order_by("year", "dated", "session", "pk"), by_year)
    ]
    years.reverse()
    context = {
        "years": [
            {"year": year, "texts": texts, "sessions": sessions_of(texts), "stages": stages(texts)}
            for year, texts in years
            if year
        ],
        "undated": [text for year, texts in years if not year for text in texts],
        "most": max((len(texts) for _, texts in years), default=0),
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


def by_year(text):
    return text.year


def sessions_of(texts):
    return sorted({text.session for text in texts if text.session and not text.session_kind})


def stages(texts):
    """How many texts of each stage, in the stages' own order."""
    counted = Counter((text.stage, text.get_stage_display()) for text in texts)
    return [(label, n) for (_, label), n in sorted(counted.items())]
