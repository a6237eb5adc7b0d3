"""What changed, as a map of two texts compared."""

from django import template

from resolutions.markup import filled, joined
from resolutions.redlines import SIGNS

register = template.Library()

# Sizes in the drawing: a mark, the two columns, the whole, and the space above.
MARK, LEFT, RIGHT, WIDTH, TOP = 42, 58, 156, 258, 20
# The height of a row: as a rule, at least, and from where on it has a label; and of the whole.
STEP, CLOSE, LABELLED, TALLEST = 16, 3, 11, 1100


@register.inclusion_tag("resolutions/figures/change_map.html")
def change_map(comparison, sides, names, counts):
    """
    Draw a comparison of two `sides`; the counts say it in words.

    No control: the counts and the rows lead to the same places.
    """
    count = max(map(len, sides), default=0)
    step = min(STEP, max(CLOSE, (TALLEST - TOP) / (count or 1)))
    heights = [
        {passage.anchor: round(TOP + step * (place + 0.5), 1) for place, passage in enumerate(side)}
        for side in sides
    ]
    signs = [
        {
            each.anchor: SIGNS[row.kind][:2]
            for row in comparison.rows
            for each in (row.old, row.new)[n]
        }
        for n in (0, 1)
    ]
    lines = [
        (SIGNS[row.kind][1], curve(heights[0][one.anchor], heights[1][other.anchor]))
        for row in comparison.rows
        for one in row.old
        for other in row.new
    ]
    thick = round(min(9, step * 0.6), 1)
    marks = [
        {
            "x": (LEFT, RIGHT)[n],
            "y": round(heights[n][passage.anchor] - thick / 2, 1),
            "style": signs[n][passage.anchor][1],
            "sign": signs[n][passage.anchor][0],
            "sign_x": (LEFT, RIGHT)[n] + MARK // 2,
            "label": passage.label if step >= LABELLED else "",
            "text_x": (LEFT - 6, RIGHT + MARK + 6)[n],
            "text_y": round(heights[n][passage.anchor] + 4, 1),
            "anchor": ("end", "start")[n],
        }
        for n in (0, 1)
        for passage in sides[n]
    ]
    # Lines of what has moved or changed lie above the rest.
    lines.sort(key=lambda line: ("k-unchanged", "k-changed", "k-moved").index(line[0]))
    return {
        "names": names,
        "heads": ((LEFT + MARK, "end", names.old), (RIGHT, "start", names.new)),
        "counts": counts,
        "width": WIDTH,
        "height": round(TOP + step * count),
        "mark": MARK,
        "thick": thick,
        "lines": lines,
        "marks": marks,
    }


@register.simple_tag
def told_cells(told):
    """The rows of the map as a table; not by a template, for there are hundreds."""
    row = "<tr><td>{}</td><td>{}</td><td>{}</td><td class='n'>{}</td></tr>"
    return joined(filled(row, *cells) for cells in told)


def curve(one: float, other: float) -> str:
    start, end = LEFT + MARK, RIGHT
    middle = (start + end) / 2
    return f"M{start} {one}C{middle} {one} {middle} {other} {end} {other}"
