"""Words and figures of pages that follow paragraphs through time."""

from django import template

from resolutions.phrases import tidy
from resolutions.redlines import compare_url
from resolutions.templatetags.figures import (
    BOTTOM,
    DASHES,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    spread,
)
from resolutions.vocabulary import Language
from resolutions.wording import session_and_year

register = template.Library()


@register.filter
def get(found, key):
    """The value of a mapping for a key, or None."""
    return found.get(key)


@register.simple_tag
def redline_of(earlier, later):
    """The address of the comparison of two paragraphs' texts at the later; "" within one text."""
    if earlier.resolution_id == later.resolution_id:
        return ""
    lang = {} if later.language == Language.ENGLISH else {"lang": later.language}
    address = compare_url(earlier.resolution, later.resolution, **lang)
    return f"{address}#c-{later.anchor}"


# Sizes in the units of the figure: a row holds the words above its bar.
_WIDTH, _ROW, _BAR, _NUMBERS = 320, 42, 14, 76


@register.inclusion_tag("resolutions/figures/words.html")
def words_chart(steps):
    """Bars of wordings, the oldest first: words carried over, and new ones."""
    steps = list(steps)
    most = max((step.words for step in steps), default=1) or 1
    scale = (_WIDTH - _NUMBERS) / most
    rows = []
    for place, step in enumerate(steps):
        old, new = round(step.kept * scale, 1), round(step.added * scale, 1)
        text = step.first.resolution
        rows.append(
            {
                "step": step,
                "label": f"{step.number}. {text.year or ''} {text.label} {step.first.label}",
                "text_y": place * _ROW + 12,
                "bar_y": place * _ROW + 19,
                "number_y": place * _ROW + 19 + _BAR - 3,
                "old": old,
                "new": new,
                "end": round(old + new + 6, 1),
            }
        )
    said = "; ".join(
        f"{row['label']}: {row['step'].words} words, {row['step'].kept} carried over"
        for row in rows
    )
    return {"rows": rows, "width": _WIDTH, "height": len(rows) * _ROW, "bar": _BAR, "said": said}


@register.inclusion_tag("resolutions/figures/trend.html")
def trend_lines(trend):
    """
    Phrases over the sessions of which texts are held, told apart by dashes.

    Sessions stand side by side; where some between them are not held there is a wider
    space, and the line is broken.
    """
    places = along(trend.sessions)
    across = (WIDTH - LEFT - RIGHT) / max(1, max(places.values(), default=1))
    top = level_above(max((v for line in trend.lines for v in line.values.values()), default=0))
    down = (HEIGHT - TOP - BOTTOM) / top
    drawn = []
    for line, dash in zip(trend.lines, DASHES, strict=False):
        points = {
            s: (round(LEFT + places[s] * across, 1), round(TOP + (top - v) * down, 1), False)
            for s, v in line.values.items()
        }
        drawn.append(
            {
                "label": line.label,
                "path": joined(points),
                "dash": dash,
                "points": list(points.values()),
            }
        )
    spread([line for line in drawn if line["points"]])
    levels = [top * part / 4 for part in range(5)]
    every = max(1, round(NAMED / (across or 1)))
    return {
        "name": "Paragraphs by session",
        "said": " ".join(line.said for line in trend.lines),
        "width": WIDTH,
        "height": HEIGHT,
        "lines": drawn,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "levels": [(tidy(level), round(TOP + (top - level) * down)) for level in levels],
        "sessions": [(s, round(LEFT + places[s] * across, 1)) for s in trend.sessions[::every]],
        "foot": HEIGHT - 8,
    }


# The space that the number of a session needs, and a gap, in steps.
NAMED, GAP = 26, 1.8


def along(sessions) -> dict[int, float]:
    """Where each session stands, in steps from the first."""
    found: dict[int, float] = {}
    for before, session in zip([None, *sessions], sessions, strict=False):
        step = 0 if before is None else 1 if session == before + 1 else GAP
        found[session] = found.get(before, 0) + step
    return found


def joined(points) -> str:
    """A line through the points, by session, of those that follow one another."""
    return "".join(
        f"{'L' if session - 1 in points else 'M'}{x} {y}" for session, (x, y, _) in points.items()
    )


def level_above(value: float) -> float:
    """The least of 4, 8, 20, 40 ... that is not below a value, or of their tenths and so on."""
    scale = 10.0 ** (len(str(int(value))) - 2) if value >= 1 else 0.001
    while True:
        for step in (4, 8, 20):
            if step * scale >= value:
                return step * scale
        scale *= 10


register.filter("tidy", tidy)
register.filter("session_and_year", session_and_year)
