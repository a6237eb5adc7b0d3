"""Figures of citations: the cells of the matrix, and a document among its neighbours."""

from itertools import groupby

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from resolutions.markup import filled, joined

register = template.Library()

# A dot grows with the places in which a text cites a document, up to these.
MOST_PLACES = 4
DOT = '<td class="d{}"><i></i><span class="vh">{}</span></td>'
EMPTY = filled("<td></td>")


@register.simple_tag
def matrix_cells(row) -> SafeString:
    """The cells of a row: a dot where the text cites the column's document; its places."""
    return joined(filled(DOT, min(n, MOST_PLACES), n) if n else EMPTY for n in row.places)


@register.simple_tag
def said(verbs):
    """Verbs in a row: "recalling, reaffirming"; a dash where none is printed."""
    return format_html_join(", ", "{}", ((verb,) for verb in verbs)) or "–"


# A column is as wide as the page allows, and no narrower than a year or wider than two symbols.
WIDTH, NARROWEST, WIDEST = 1150, 42, 104
LINE, STAGGER, TOP, LEFT, RIGHT, FOOT, FOCUS_Y = 42, 3, 124, 24, 96, 34, 40


@register.inclusion_tag("resolutions/figures/network.html")
def citation_network(network, among=False):
    """
    The neighbours of a document in columns by year, an arc from each citing text to the cited.

    Years without a document have no column. `among` has thin arcs besides, from each
    neighbour back to the latest of the others that it cites: all of them would be a hairball.
    """
    focus = network.focus
    years = sorted({each.document.year for each in network.neighbours} | {focus.year})
    column = max(NARROWEST, min(WIDEST, (WIDTH - LEFT - RIGHT) // max(1, len(years) - 1)))
    across = {year: LEFT + place * column for place, year in enumerate(years)}
    here = across[focus.year]
    nodes = []
    by_year = groupby(network.neighbours, key=lambda each: each.document.year)
    for year, group in by_year:
        # Columns stand lower by turns, so that names have the room of as many.
        lower = years.index(year) % STAGGER * LINE // STAGGER
        for place, each in enumerate(group):
            nodes.append(node(each, here, across[year], TOP + place * LINE + lower))
    foot = max((each["y"] for each in nodes), default=TOP) + LINE
    return {
        "network": network,
        "width": LEFT + (len(years) - 1) * column + RIGHT,
        "height": foot + FOOT,
        "nodes": nodes,
        "among": arcs_among(nodes) if among else [],
        "years": [(year or "No year", x) for year, x in across.items()],
        "foot": foot,
        "text": foot + 20,
        "here": here,
        "focus_y": FOCUS_Y,
    }


def node(each, here: int, x: int, y: int) -> dict:
    """A neighbour at its place, with its arc: flat at the focus, upright at the neighbour."""
    bend = f"M{here} {FOCUS_Y}" + (f"Q{x} {FOCUS_Y} {x} {y - 5}" if x != here else f"V{y - 5}")
    return {"each": each, "x": x, "y": y, "text": x + 9, "text_y": y + 4, "arc": bend}


def arcs_among(nodes) -> list[str]:
    """An arc from each neighbour back to the one it goes on from, bent above both."""
    places = {at["each"].document.focus: (at["x"], at["y"]) for at in nodes}
    arcs = []
    for at in nodes:
        if at["each"].goes_on:
            (x, y), (to_x, to_y) = (at["x"], at["y"]), places[at["each"].goes_on.focus]
            bend = max(TOP - LINE, min(y, to_y) - abs(x - to_x) // 5)
            across = (x + to_x) // 2 if x != to_x else x - LINE
            arcs.append(f"M{x} {y}Q{across} {bend if x != to_x else (y + to_y) // 2} {to_x} {to_y}")
    return arcs
