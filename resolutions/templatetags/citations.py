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


# A column is as wide as the page allows, and no narrower than a symbol or wider than two.
WIDTH, NARROWEST, WIDEST = 1150, 46, 104
LINE, TOP, LEFT, RIGHT, FOOT, FOCUS_Y = 26, 124, 24, 72, 34, 40


@register.inclusion_tag("resolutions/figures/network.html")
def citation_network(network):
    """
    The neighbours of a document in columns by year, an arc from each citing text to the cited.

    Years without a document have no column.
    """
    focus = network.focus
    years = sorted({each.document.year for each in network.neighbours} | {focus.year})
    column = max(NARROWEST, min(WIDEST, (WIDTH - LEFT - RIGHT) // max(1, len(years) - 1)))
    across = {year: LEFT + place * column for place, year in enumerate(years)}
    here = across[focus.year]
    nodes = []
    by_year = groupby(network.neighbours, key=lambda each: each.document.year)
    for year, group in by_year:
        # Every other column stands half a line lower, so that names have room.
        lower = years.index(year) % 2 * LINE // 2
        for place, each in enumerate(group):
            nodes.append(node(each, here, across[year], TOP + place * LINE + lower))
    foot = max((each["y"] for each in nodes), default=TOP) + LINE
    return {
        "network": network,
        "width": LEFT + (len(years) - 1) * column + RIGHT,
        "height": foot + FOOT,
        "nodes": nodes,
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
