"""The actors behind the texts: their list, and the page of one."""

from operator import attrgetter

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, render

from resolutions.models import Ballot, Resolution, Sponsor
from resolutions.strips import columns
from resolutions.vocabulary import ActorKind, RegionalGroup

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
NEIGHBOURS = 10


def sponsor_list(request):
    """Who sponsored a published text, by regional group and by any name it has had."""
    group, words = request.GET.get("group", ""), request.GET.get("q", "").replace("\x00", "")
    sponsors = Sponsor.objects.with_counts().filter(texts__gt=0)
    problem = ""
    if group == OTHERS:
        sponsors = sponsors.filter(regional_group="")
    elif group in GROUPS:
        sponsors = sponsors.filter(regional_group=group) if group else sponsors
    else:
        problem, group = "There is no such regional group. This is the whole list.", ""
    if words := " ".join(words.split())[:80]:
        # Not a join: every name that matched would count the texts once more.
        named = Sponsor.objects.filter(
            Q(names__name__icontains=words) | Q(name__icontains=words) | Q(short__icontains=words)
        )
        sponsors = sponsors.filter(pk__in=named.values("pk"))
    context = {
        "sponsors": list(sponsors.order_by("sort_name")),
        "groups": GROUPS.items(),
        "group": group,
        "q": words,
        "problem": problem,
    }
    return render(request, "resolutions/sponsors.html", context, status=400 if problem else 200)


def sponsor_detail(request, slug):
    """One actor: its texts through time, with whom, its votes, and its names."""
    sponsor = get_object_or_404(Sponsor.objects.prefetch_related("names", "successors"), slug=slug)
    published = Resolution.objects.published()
    texts = published.filter(sponsorships__sponsor=sponsor)
    held = list(texts.for_list().newest_first().distinct())
    context = {
        "sponsor": sponsor,
        "predecessors": list(sponsor.predecessors.all()),
        "texts": held,
        "years": list(columns(reversed(held), attrgetter("year"))),
        "neighbours": list(often_with(sponsor)),
        "ballots": list(ballots_of(sponsor)),
        "is_state": sponsor.kind in (ActorKind.MEMBER, ActorKind.FORMER),
    }
    return render(request, "resolutions/sponsor.html", context)


def often_with(sponsor: Sponsor):
    """The actors with whom `sponsor` shares the most published texts, as `shared`."""
    common = Q(
        sponsorships__resolution__sponsorships__sponsor=sponsor,
        sponsorships__resolution__published_at__isnull=False,
    )
    return (
        Sponsor.objects.exclude(pk=sponsor.pk)
        .filter(common)
        .annotate(shared=Count("sponsorships__resolution", distinct=True))
        .order_by("-shared", "sort_name")[:NEIGHBOURS]
    )


def ballots_of(sponsor: Sponsor):
    """The ballots of an actor on published texts, newest first."""
    return (
        Ballot.objects.filter(sponsor=sponsor, vote__resolution__published_at__isnull=False)
        .select_related("vote__resolution")
        .order_by(
            F("vote__resolution__year").desc(nulls_last=True),
            F("vote__date").desc(nulls_last=True),
            "-vote__resolution__session",
            "-vote__resolution__number",
            "pk",
        )
    )
