"""Words and figures of pages that follow paragraphs through time."""

from django import template

from resolutions.phrases import tidy
from resolutions.plots import Series, levels_up_to, line_figure, thinned
from resolutions.redlines import compare_url
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


# The widths of a trend on its own page, and what the name of a session and a gap between some need.
_TREND, _NAMED, _GAP = 760, 46, 1.8


@register.inclusion_tag("resolutions/figures/lines.html")
def trend_lines(trend, width=_TREND):
    """
    Phrases over the sessions of which texts are held.

    Sessions stand side by side; where some between them are not held there is a wider
    space, and the line is broken.
    """
    places = along(trend.sessions)
    series = [
        Series(line.label, [(places[s], value, False) for s, value in line.values.items()])
        for line in trend.lines
    ]
    most = max((value for line in trend.lines for value in line.values.values()), default=0)
    figure = line_figure(
        series, levels_up_to(most, 0 if trend.per_words else 1), width=width, gap=1
    )
    named = thinned(trend.sessions, figure["across"], _NAMED)
    return figure | {
        "style": "trend",
        "name": "Paragraphs by session",
        "said": " ".join(line.said for line in trend.lines),
        "levels": [(tidy(level), y) for level, y in figure["levels"]],
        "ticks": [
            (figure["x"](places[s]), *session_and_year(s).split(", ", 1), "")[:3] for s in named
        ],
    }


def along(sessions) -> dict[int, float]:
    """Where each session stands, in steps from the first."""
    found: dict[int, float] = {}
    for before, session in zip([None, *sessions], sessions, strict=False):
        step = 0 if before is None else 1 if session == before + 1 else _GAP
        found[session] = found.get(before, 0) + step
    return found


register.filter("tidy", tidy)
register.filter("session_and_year", session_and_year)
