"""Words and figures of pages that follow paragraphs through time."""

from django import template

register = template.Library()


@register.filter
def get(found, key):
    """The value of a mapping for a key, or None."""
    return found.get(key)


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
