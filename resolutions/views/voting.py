"""The votes of the archive together: their list, States compared, and who votes like whom."""

from django.shortcuts import render

from resolutions.exports import csv_response
from resolutions.facets import chips, facets
from resolutions.finding.selection import Selection
from resolutions.models import VoteSession
from resolutions.views.paging import in_order, numbers_of, page_of
from resolutions.vocabulary import RegionalGroup
from resolutions.voting.comparison import (
    WINDOW,
    Line,
    extremes,
    lines,
    matrix,
    moved,
    pairs,
    rows,
    with_texts,
    years_of,
)
from resolutions.voting.filters import OF_VOTES
from resolutions.voting.likeness import by_likeness
from resolutions.voting.roll_call import possible_voters, with_tallies
from resolutions.voting.scope import Ballots, ScopeForm, chosen_states, frequent_sponsors
from resolutions.voting.table import current_votes

SORTS = {
    "newest": "Newest",
    "oldest": "Oldest",
    "closest": "Closest",
}
COLUMNS = (
    "text",
    "paragraph",
    "title",
    "body",
    "date",
    "meeting",
    "vote",
    "in favour",
    "against",
    "abstained",
    "not voting",
    "source",
)
# Votes on one page of a comparison.
ROWS = 60
MOST_COMPARED, MOST_IN_MATRIX, USUAL_IN_MATRIX = 8, 60, 24
# What a form of votes and States leaves as it is.
KEPT = "group", "order", "only"
ORDERS = {"": "By name", "likeness": "By likeness"}


def vote_list(request):
    """Every vote: filters, sort and page are all in the address, and none of it can be wrong."""
    votes = VoteSession.objects.published().with_texts()
    selection = Selection(current_votes(), OF_VOTES, request.GET, votes)
    problems = selection.problems
    sort = request.GET.get("sort", "newest")
    if sort not in SORTS:
        problems.append(
            "Votes can be sorted by newest, oldest or closest. They stand newest first."
        )
        sort = "newest"
    keys = selection.keys(sort)
    if request.GET.get("format") == "csv":
        return csv_response("votes.csv", COLUMNS, map(as_row, in_order(votes, keys)))
    page, trouble, status = page_of(keys, request.GET.get("page", "1"))
    problems += trouble
    context = {
        "page": page,
        "votes": with_tallies(in_order(votes, page)),
        "numbers": numbers_of(page),
        "facets": list(facets(OF_VOTES, selection, selection.table)),
        "chips": list(chips(selection, request.GET)),
        "sorts": SORTS.items(),
        "sort": sort,
        "problems": problems,
    }
    status = 400 if problems and status == 200 else status
    return render(request, "resolutions/vote_list.html", context, status=status)


def as_row(vote):
    text = vote.resolution
    counts = (vote.in_favour, vote.against, vote.abstaining, vote.not_voting)
    return (
        *(text.label, vote.anchor, text.title, vote.get_body_display(), vote.date, vote.meeting),
        *(vote.get_kind_display(), *counts, vote.source),
    )


def compare(request):
    """How some States voted, side by side, how often alike, and how that changed."""
    scope = ScopeForm(request.GET)
    states, problems = chosen_states(request.GET, MOST_COMPARED)
    ballots = Ballots.of(scope.votes(), states)
    side_by_side = list(rows(ballots)) if states else []
    over_time = lines(ballots) if len(states) > 1 else []
    if request.GET.get("format") == "csv":
        if request.GET.get("table") == "time":
            return over_time_csv(over_time)
        return comparison_csv(ballots, with_texts(side_by_side))
    differing = [row for row in side_by_side if row.differs]
    only_differing = request.GET.get("only") == "differing"
    listed = differing if only_differing else side_by_side
    page, trouble, status = page_of(listed, request.GET.get("page", "1"), ROWS)
    problems += trouble
    page.object_list = with_texts(page)
    context = scope_context(request, scope, ballots) | {
        "pairs": pairs(ballots),
        "lines": over_time,
        "said": "; ".join(line.said for line in over_time if line.points),
        "window": WINDOW,
        "count": len(listed),
        "page": page,
        "numbers": numbers_of(page),
        "differing": len(differing),
        "only_differing": only_differing,
        "most": MOST_COMPARED,
        "with_each": [(actor, without_state(request.GET, actor)) for actor in ballots.actors],
    }
    return answer(request, "resolutions/vote_compare.html", context, problems, status)


def agreement(request):
    """A matrix of States by how often they voted alike."""
    scope = ScopeForm(request.GET)
    votes = scope.votes()
    states, problems = chosen_states(request.GET, MOST_IN_MATRIX)
    group = request.GET.get("group", "")
    if group and group not in RegionalGroup.values:
        problems.append("There is no such regional group.")
        group = ""
    usual = not states and not group
    if usual:
        states = frequent_sponsors(votes, USUAL_IN_MATRIX)
    elif not states:
        states = list(possible_voters().filter(regional_group=group).order_by("sort_name"))
    else:
        group = ""
    order = request.GET.get("order", "")
    if order not in ORDERS:
        problems.append("A matrix stands in order by name or by likeness. This one is by name.")
        order = ""
    ballots = Ballots.of(votes, states).voting()
    if order:
        ballots = ballots.reordered(by_likeness([a.pk for a in ballots.actors], ballots.records))
    if request.GET.get("format") == "csv":
        return agreement_csv(ballots)
    context = scope_context(request, scope, ballots) | {
        "matrix": matrix(ballots),
        "said": extremes(pairs(ballots)),
        "moved": moved(ballots),
        "groups": RegionalGroup.choices,
        "group": group,
        "usual": usual,
        "orders": ORDERS.items(),
        "order": order,
        "most": MOST_IN_MATRIX,
    }
    return answer(request, "resolutions/agreement.html", context, problems)


def scope_context(request, scope: ScopeForm, ballots: Ballots) -> dict:
    """What both comparisons show: the form, the States chosen, and the votes counted."""
    chosen = set(request.GET.getlist("state"))
    groups = {value: [] for value in ["", *RegionalGroup.values]}
    for actor in possible_voters().order_by("sort_name"):
        groups[actor.regional_group].append((actor, actor.slug in chosen))
    labels = [*RegionalGroup.choices, ("", "Former Members")]
    offered = [(label, groups[value]) for value, label in labels if groups[value]]
    return {
        "scope": scope,
        "ballots": ballots,
        "choices": [(label, each, any(on for _, on in each)) for label, each in offered],
        "years": years_of(ballots.votes),
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
    }


def without_state(query, actor) -> str:
    """The query string without one State."""
    rest = query.copy()
    rest.setlist("state", [slug for slug in query.getlist("state") if slug != actor.slug])
    return f"?{rest.urlencode()}"


def answer(request, template: str, context: dict, problems: list[str], status: int = 200):
    problems = [*problems, *context["scope"].problems]
    status = 400 if problems and status == 200 else status
    return render(request, template, context | {"problems": problems}, status=status)


def comparison_csv(ballots: Ballots, side_by_side):
    header = ["symbol", "title", "date", "body", *(actor.name for actor in ballots.actors)]
    lines = (
        [
            row.vote.resolution.symbol or row.vote.resolution.label,
            row.vote.resolution.title,
            row.vote.date,
            row.vote.get_body_display(),
            *(cast.choice for cast in row.cast),
        ]
        for row in side_by_side
    )
    return csv_response("votes-compared.csv", header, lines)


def over_time_csv(over_time: list[Line]):
    rows = (
        (line.pair.other.name, year, agreed.shared, agreed.percent)
        for line in over_time
        for year, agreed in line.points
    )
    header = ("state", "years up to", "votes shared", "agreement in per cent")
    return csv_response("agreement-over-time.csv", header, rows)


def agreement_csv(ballots: Ballots):
    header = ["state", "iso3", "other state", "other iso3", "shared votes", "same", "percent"]
    lines = (
        [
            pair.one.name,
            pair.one.iso3,
            pair.other.name,
            pair.other.iso3,
            pair.agreement.shared,
            pair.agreement.same,
            pair.agreement.percent,
        ]
        for pair in pairs(ballots)
    )
    return csv_response("agreement.csv", header, lines)
