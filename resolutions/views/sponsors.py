"""The actors behind the texts: their list, and the page of one."""

from operator import attrgetter

from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from resolutions.exports import csv_response
from resolutions.finding.knowledge import current
from resolutions.finding.tables import NOT_STATED
from resolutions.models import Resolution, Sponsor, Sponsorship
from resolutions.profiles import (
    cast_by,
    choices_of,
    lines_of,
    neighbours,
    often_with,
    parts,
    rivalries,
)
from resolutions.strips import columns
from resolutions.views.paging import in_order
from resolutions.vocabulary import ActorKind, RegionalGroup
from resolutions.voting.comparison import with_texts
from resolutions.voting.roll_call import WORDS

OTHERS = "others"
GROUPS = {
    "": "All",
    RegionalGroup.AFRICAN: "African",
    RegionalGroup.ASIA_PACIFIC: "Asia-Pacific",
    RegionalGroup.EASTERN_EUROPEAN: "Eastern European",
    RegionalGroup.GRULAC: "GRULAC",
    RegionalGroup.WEOG: "WEOG",
    OTHERS: "Others",
}
# Texts and votes that the page itself lists; the rest are a link away.
SHOWN = 25


def sponsor_list(request):
    """Who sponsored a published text, by regional group and by any name it has had."""
    group, words = request.GET.get("group", ""), request.GET.get("q", "").replace("\x00", "")
    held = parts(current().texts)
    sponsors = Sponsor.objects.filter(slug__in=held)
    problem = ""
    if group == OTHERS:
        sponsors = sponsors.filter(regional_group="")
    elif group in GROUPS:
        sponsors = sponsors.filter(regional_group=group) if group else sponsors
    else:
        problem, group = "There is no such regional group. This is the whole list.", ""
    if words := " ".join(words.split())[:80]:
        named = Sponsor.objects.filter(
            Q(names__name__icontains=words) | Q(name__icontains=words) | Q(short__icontains=words)
        )
        sponsors = sponsors.filter(pk__in=named.values("pk"))
    if request.GET.get("format") == "csv":
        rows = (actor_row(each, held[each.slug]) for each in sponsors.order_by("sort_name"))
        return csv_response("sponsors.csv", ACTOR_COLUMNS, rows)
    context = {
        "sponsors": [(each, held[each.slug]) for each in sponsors.order_by("sort_name")],
        "groups": GROUPS.items(),
        "group": group,
        "q": words,
        "problem": problem,
    }
    return render(request, "resolutions/sponsors.html", context, status=400 if problem else 200)


ACTOR_COLUMNS = ("sponsor", "kind", "regional group", "iso3", "texts", "first year", "last year")
TEXT_COLUMNS = ("text", "title", "status", "session", "year", "role", "printed as", "source")


def actor_row(sponsor, part):
    return (
        *(sponsor.name, sponsor.get_kind_display(), sponsor.get_regional_group_display()),
        *(sponsor.iso3, part.texts, part.first_year, part.last_year),
    )


def texts_csv(sponsor):
    """Every public text that an actor sponsored, the earliest first."""
    rows = Sponsorship.objects.published().by_actors(pk=sponsor.pk).select_related("resolution")
    rows = rows.order_by("resolution__year", "resolution__dated", "resolution__pk", "role")
    found = (
        (
            *(row.resolution.label, row.resolution.title, row.resolution.get_stage_display()),
            *(row.resolution.session, row.resolution.year),
            *(row.get_role_display(), row.printed, row.source),
        )
        for row in rows
    )
    return csv_response(f"{sponsor.slug}-texts.csv", TEXT_COLUMNS, found)


def sponsor_detail(request, slug):
    """One actor: its texts through time, with whom, its part in each series, and its votes."""
    sponsor = get_object_or_404(Sponsor.objects.prefetch_related("names", "successors"), slug=slug)
    is_csv, table = request.GET.get("format") == "csv", request.GET.get("table")
    if is_csv and table != "years":
        return texts_csv(sponsor)
    texts = current().texts
    sponsored = texts.having("sponsor", sponsor.slug)
    by_year = texts.properties["year"].counts(sponsored)
    years = sorted((int(year), n) for year, n in by_year.items() if year != NOT_STATED)
    if is_csv:
        return csv_response(f"{sponsor.slug}-years.csv", ("year", "texts"), years)
    newest = in_order(Resolution.objects.published().for_list(), texts.keys[sponsored][:SHOWN])
    is_state = sponsor.kind in (ActorKind.MEMBER, ActorKind.FORMER)
    count = int(sponsored.sum())
    context = {
        "sponsor": sponsor,
        "predecessors": list(sponsor.predecessors.all()),
        "texts": newest,
        "count": count,
        "strip": list(columns(reversed(newest), attrgetter("year"))),
        "years": years,
        "said": busiest(years, count),
        "neighbours": often_with(sponsor, texts),
        "lines": lines_of(sponsor),
        "is_state": is_state,
    }
    if is_state:
        context |= votes_of(sponsor)
    return render(request, "resolutions/sponsor.html", context)


def busiest(years: list[tuple[int, int]], texts: int) -> str:
    """ "Most in 2023: 74 of 340 texts, from 2013 to 2024; 2 have no date."."""
    if not years:
        return ""
    most, n = max(years, key=lambda each: each[1])
    undated, (first, _), (last, _) = texts - sum(n for _, n in years), years[0], years[-1]
    span = f"from {first} to {last}" if first != last else f"in {first}"
    rest = f"; {undated} {'has' if undated == 1 else 'have'} no date" if undated else ""
    return f"Most in {most}: {n} of {texts:,} texts, {span}{rest}."


def votes_of(sponsor):
    """How a State voted, like whom, and where against the rival of a text of its own."""
    sponsored = Resolution.objects.published().sponsored_by([sponsor.slug])
    cast = cast_by(sponsor)
    newest = cast[:SHOWN]
    rivals = rivalries(sponsored.in_series().for_naming().oldest_first(), cast)
    loaded = with_texts([*newest, *rivals])
    return {
        "cast": loaded[: len(newest)],
        "choices": [(choice, WORDS[choice], n) for choice, n in choices_of(cast)],
        "rivalries": loaded[len(newest) :],
        "alike": neighbours(sponsor),
    }
