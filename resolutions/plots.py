"""Figures of lines: where points, levels and labels stand; the templates draw them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 264, 46, 20, 14, 42
# Lines are told apart by dashes, by marks and by colours; dashes alone would do.
DASHES = ("", "7 4", "2 4", "9 3 2 3", "1 5", "12 4", "4 2 1 2", "14 3 3 3")
MARKS = (
    (-3.2, 0, "a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0"),
    (-3, -3, "h6v6h-6z"),
    (0, -4.2, "l4.2 7.4h-8.4z"),
    (0, -4.4, "l4.4 4.4-4.4 4.4-4.4-4.4z"),
)
# Letters of a label that are shown, and the units that one takes at the figure's size.
LONGEST, LETTER = 36, 6.8
LABEL_HEIGHT = 15


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its points as (place along, value, whether it rests on little)."""

    label: str
    points: Sequence[tuple[float, float, bool]]

    @property
    def short(self) -> str:
        return self.label if len(self.label) <= LONGEST else f"{self.label[: LONGEST - 1]}…"


def line_figure(
    series: Sequence[Series], levels: Sequence[float], *, width: int, gap: float
) -> dict:
    """
    Return what the figure of some lines is drawn from.

    A line is broken where two of its points are farther apart than `gap`. Labels stand at
    the ends of lines if there is more than one.
    """
    right = RIGHT + (max(map(room, series)) if len(series) > 1 else 0)
    ends = [place for each in series for place, *_ in each.points]
    first, last = min(ends, default=0), max(ends, default=1)
    across = (width - LEFT - right) / ((last - first) or 1)
    down = (HEIGHT - TOP - BOTTOM) / (levels[-1] - levels[0])

    def x(place: float) -> float:
        return round(LEFT + (place - first) * across, 1)

    def y(value: float) -> float:
        return round(TOP + (levels[-1] - value) * down, 1)

    drawn = []
    for number, each in enumerate(series[: len(DASHES)]):
        points = [(x(place), y(value), few) for place, value, few in each.points]
        if points:
            drawn.append(_drawn(number, each, points, gap * across))
    heights = spread([line["points"][-1][1] + 4 for line in drawn])
    for line, height in zip(drawn, heights, strict=True):
        line["label_y"] = height
    return {
        "lines": drawn,
        "named": len(series) > 1,
        "levels": [(level, y(level)) for level in levels],
        "x": x,
        "across": across,
        "width": width,
        "height": HEIGHT,
        "left": LEFT,
        "right": round(width - right, 1),
        "foot": HEIGHT - BOTTOM + 16,
    }


def _drawn(number: int, series: Series, points: list, gap: float) -> dict:
    return {
        "label": series.short,
        "number": number % len(MARKS) + 1,
        "dash": DASHES[number],
        "path": path(points, gap),
        "key": mark(number, 17, 6),
        "full": "".join(mark(number, x, y) for x, y, few in points if not few),
        "hollow": "".join(mark(number, x, y) for x, y, few in points if few),
        "points": points,
    }


def mark(number: int, x: float, y: float) -> str:
    right, down, shape = MARKS[number % len(MARKS)]
    return f"M{x + right:.1f} {y + down:.1f}{shape}"


def path(points: Sequence[tuple[float, float, bool]], gap: float) -> str:
    """A line through the points, broken where two are farther apart than the gap."""
    drawn, before = "", None
    for x, y, _ in points:
        drawn += f"{'L' if before is not None and x - before <= gap + 0.1 else 'M'}{x} {y}"
        before = x
    return drawn


def room(series: Series) -> float:
    """The width that a label takes, generously; letters of East Asia are wider."""
    return sum(LETTER * (2 if east_asian_width(c) in "WF" else 1) for c in series.short)


def spread(heights: Sequence[float]) -> list[float]:
    """Move labels as little as keeps them from one another and on the figure."""
    placed = dict.fromkeys(range(len(heights)), 0.0)
    order = sorted(placed, key=heights.__getitem__)
    below = 0.0
    for place in order:
        placed[place] = below = max(heights[place], below + LABEL_HEIGHT)
    above = HEIGHT - BOTTOM + 4.0
    for place in reversed(order):
        placed[place] = min(placed[place], above)
        above = placed[place] - LABEL_HEIGHT
    return [round(placed[place], 1) for place in range(len(heights))]


def levels_up_to(most: float, least: float = 0) -> list[float]:
    """
    Return even levels from 0 to the first that is not below a value: at most five steps.

    A step is 1, 2 or 5, or that many tenths, tens and so on, and no less than `least`.
    """
    scale = 10.0 ** math.floor(math.log10(most / 5)) if most else 1.0
    step = next(s * scale for s in (1, 2, 5, 10) if s * scale * 5 >= most * 0.999999)
    step = max(step, least)
    count = max(1, math.ceil(most / step - 1e-6))
    return [round(step * n, 10) for n in range(count + 1)]


def thinned(places: Sequence, across: float, needed: float) -> Iterator:
    """Every so manieth of the places, so that each has the width its name needs."""
    every = max(1, math.ceil(needed / (across or 1)))
    yield from places[::every]
