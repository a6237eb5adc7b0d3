"""Figures drawn on the server as SVG: sizes are computed here, and the templates draw."""

from itertools import accumulate

from django import template

register = template.Library()

BAR_WIDTH, GAP = 334, 1.5


@register.inclusion_tag("resolutions/figures/vote_bar.html")
def vote_bar(tally, height=20):
    """A bar of one vote, its parts as wide as their share."""
    lines = [line for line in tally if line.shown]
    total = sum(line.shown for line in lines)
    free = BAR_WIDTH - GAP * (len(lines) - 1)
    widths = [free * line.shown / total for line in lines]
    starts = [0, *accumulate(width + GAP for width in widths)]
    return {
        "width": BAR_WIDTH,
        "height": height,
        "inner": height - 2,
        "parts": [
            {"choice": line.choice.lower(), "x": round(x, 1), "width": round(width, 1)}
            for line, x, width in zip(lines, starts, widths, strict=False)
        ],
        "name": ", ".join(f"{line.shown} {line.words}" for line in tally),
    }


@register.inclusion_tag("resolutions/figures/bar.html")
def bar(value, most, width=160, height=12):
    """One bar of a list of bars, as long as its share of the longest."""
    return {"width": width, "height": height, "length": round(width * value / (most or 1), 1)}
