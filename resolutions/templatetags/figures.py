"""Figures drawn on the server as SVG: sizes are computed here, and the templates draw."""

from itertools import accumulate

from django import template

from resolutions.markup import filled, joined
from resolutions.plots import Series, line_figure
from resolutions.vocabulary import BallotChoice
from resolutions.voting.agreement import FEW

register = template.Library()

BAR_WIDTH, GAP = 334, 1.5


@register.inclusion_tag("resolutions/figures/vote_bar.html")
def vote_bar(tally, height=20, id="", name="", said=""):
    """
    A bar of one vote, its parts as wide as their share and in the order of the tally.

    As a figure it has an `id`, a name and a sentence; without, it is hidden from those who
    hear the page, and the tally stands beside it. Abstentions are striped, so that the parts
    differ where colours do not.
    """
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
            {
                "choice": line.choice.lower(),
                "x": round(x, 1),
                "width": round(width, 1),
                "stripes": stripes(x, width, height)
                if line.choice == BallotChoice.ABSTAINING
                else "",
            }
            for line, x, width in zip(lines, starts, widths, strict=False)
        ],
        "id": id,
        "name": name,
        "said": said,
    }


def stripes(x: float, width: float, height: int) -> str:
    """Lines along a part: a bar is stretched in width, so others would not keep their slant."""
    thirds = (1 + (height - 2) * part / 3 for part in (1, 2))
    return "".join(f"M{x:.1f} {y:.1f}h{width:.1f}" for y in thirds)


@register.inclusion_tag("resolutions/figures/bar.html")
def bar(value, most, width=160, height=12):
    """One bar of a list of bars, as long as its share of the longest."""
    return {"width": width, "height": height, "length": round(width * value / (most or 1), 1)}


# The side of a cell where States are few, and where they are many; room for names and codes.
CELL, SMALL, MANY, LABEL, HEAD = 22, 16, 32, 176, 44


@register.inclusion_tag("resolutions/figures/matrix.html")
def agreement_matrix(matrix, said):
    """
    The lower half of a square of States: the greater the agreement, the greater the mark.

    Marks are two paths, one of full and one of hollow squares (too few votes shared),
    so that a page with thousands of them stays small.
    """
    cell = CELL if len(matrix) <= MANY else SMALL
    full, hollow = [], []
    for row, (_, pairs) in enumerate(matrix):
        for column, pair in enumerate(pairs):
            if pair.agreement.shared:
                marks = hollow if pair.agreement.is_few else full
                marks.append(square(column, row, cell, pair.agreement.percent))
    size = cell * len(matrix)
    return {
        "name": "Agreement of each two States",
        "said": said,
        "width": LABEL + size + HEAD,
        "height": size + 2,
        "left": LABEL,
        "full": "".join(full),
        "hollow": "".join(hollow),
        "rows": [
            {
                "actor": actor,
                "text": LABEL - 6,
                "y": row * cell + cell // 2 + 4,
                "code_x": LABEL + row * cell + 4,
                "line": f"M{LABEL} {row * cell}h{(row + 1) * cell}",
            }
            for row, (actor, _) in enumerate(matrix)
        ],
    }


def square(column: int, row: int, cell: int, percent: int) -> str:
    """A square in the middle of its cell whose side grows with the percentage."""
    side = round((cell - 1) * percent / 100, 1)
    x = LABEL + column * cell + (cell - side) / 2
    y = row * cell + (cell - side) / 2
    return f"M{x:.1f} {y:.1f}h{side}v{side}h-{side}z"


@register.simple_tag
def agreement_cells(pairs, compare):
    """The cells of a row of the table; not by a template, which takes seven times as long."""
    cell = '<td class="n"><a href="{}?{}">{}</a> of {}{}</td>'
    return joined(
        filled(cell, compare, pair.query, each.percent, each.shared, ", few" * each.is_few)
        if (each := pair.agreement).shared
        else filled('<td class="n">–</td>')
        for pair in pairs
    )


LINES_WIDTH = 440
LONGEST_GAP = 3  # years


@register.inclusion_tag("resolutions/figures/lines.html")
def agreement_lines(lines, name, said):
    """Agreement over time, one line a pair; hollow points rest on few votes."""
    series = [
        Series(
            line.pair.other.short or line.pair.other.name,
            [(year, agreed.percent, agreed.shared < FEW) for year, agreed in line.points],
        )
        for line in lines
    ]
    figure = line_figure(series, (0, 25, 50, 75, 100), width=LINES_WIDTH, gap=LONGEST_GAP)
    years = [year for line in lines for year, _ in line.points]
    named = ticks(min(years, default=0), max(years, default=1))
    return figure | {
        "name": name,
        "said": said,
        "levels": [(f"{level} %", y) for level, y in figure["levels"]],
        "ticks": [(figure["x"](year), year, "") for year in named],
    }


def ticks(first: int, last: int) -> range:
    """Years to name on an axis, about eight of them."""
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 8)
    return range(-(-first // step) * step, last + 1, step)


# The step of two bars at which a number of three figures fits over one.
NUMBERED = 20


@register.inclusion_tag("resolutions/figures/years.html")
def year_bars(years, name, said, width=340, height=110):
    """Bars over a line of years; `years` are (year, number), and years between have none."""
    first, last = years[0][0], years[-1][0]
    step = min(24, (width - 40) / (last - first + 1))
    most, foot = max(n for _, n in years), height - 18
    bars = []
    for year, n in years:
        tall = round((foot - 16) * n / most, 1)
        x = round(20 + (year - first) * step, 1)
        above = {"n": n, "middle": round(x + step * 0.4, 1), "above": round(foot - tall - 3, 1)}
        # Numbers over the bars where they have room, and over the tallest anyway.
        above = above if step >= NUMBERED or n == most else {}
        bars.append(
            {"x": x, "y": round(foot - tall, 1), "width": round(step * 0.8, 1), "height": tall}
            | above
        )
    every = next(every for every in (1, 2, 5, 10, 20, 50) if every * step >= 34)
    named = range(-(-first // every) * every, last + 1, every)
    return {
        "name": name,
        "said": said,
        "width": width,
        "height": height,
        "foot": foot,
        "text": height - 4,
        "bars": bars,
        "ticks": [(year, round(20 + (year - first + 0.4) * step, 1)) for year in named],
    }
