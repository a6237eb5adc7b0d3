"""What changed, as redlines and as a map: a comparison has hundreds, too many for a template."""

import re
from collections.abc import Iterable
from functools import partial

from django import template
from django.utils.safestring import SafeString

from resolutions.comparing.pieces import Piece
from resolutions.comparing.redline import Mark
from resolutions.comparing.rows import Kind
from resolutions.markup import NOTHING, filled, joined
from resolutions.models import Resolution
from resolutions.parallel import query_for
from resolutions.redlines import SIGNS, Names, ShownRow

register = template.Library()

# Sizes in the drawing: a mark, the two columns, the whole, and the space above.
MARK, LEFT, RIGHT, WIDTH, TOP = 42, 58, 156, 258, 20
# The height of a row: as a rule, at least, and from where on it has a label; and of the whole.
STEP, CLOSE, LABELLED, TALLEST = 16, 3, 11, 1100

LINE = '<path class="l {}" d="{}"/>'
BOX = '<rect class="b {}" x="{}" y="{}" width="{}" height="{}"/>'
NAME = '<text x="{}" y="{}" text-anchor="{}"{}>{}</text>'
# A label has room for so many signs; a longer one is written closer.
ROOM = 9
CLOSER = filled(' textLength="{}" lengthAdjust="spacingAndGlyphs"', LEFT - 8)
SIGN = '<text class="sign" x="{}" y="{}" text-anchor="middle">{}</text>'
# What is marked is also said, for those who hear or copy it.
MARKED = {
    Mark.REMOVED: '<del><span class="vh">[removed: </span>{}<span class="vh">]</span></del>{}',
    Mark.ADDED: '<ins><span class="vh">[added: </span>{}<span class="vh">]</span></ins>{}',
}
ONLY = (
    '<span class="only {}"><span class="vh">[only in {}: </span>{}'
    '<span class="vh">]</span></span>{}'
)
SHARED = '<span class="shared">{}</span>{}'
BREAK = filled('<span aria-hidden="true">¶</span><span class="vh">paragraph break</span>')
NEW_LINE = filled("<br>")
ROW = (
    '<section class="row {}" id="{}" aria-labelledby="h-{}">'
    '<h3 id="h-{}"><span class="g {}" aria-hidden="true">{}</span>'
    '<a class="row__labels" href="{}{}#{}">{}</a> <span class="why">{}</span>{}</h3>'
    "{}<div{}>{}</div></section>\n"
)
STEP_OF_THREE = '<span class="row__step">{} to {}</span>'
LISTED = '<p class="row__list">{}</p>'
ABROAD = ' lang="{}" dir="{}"'
WORDING = '<p class="side">{}</p>'
SIDES = '<div class="sides">{}{}</div>'
SIDE = '<div class="side"><p class="from" lang="en" dir="ltr">{}</p><p>{}</p></div>'
NO_SIDE = '<p class="side none" lang="en" dir="ltr">Not in {}</p>'
BY_WORD = (
    '<details class="disclose"><summary lang="en" dir="ltr">Word by word</summary>{}</details>'
)
UNCHANGED = '<p class="side" id="{}"><span class="from">{}</span>{}</p>'


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
        mark(n, heights[n][passage.anchor], thick, signs[n][passage.anchor], passage.label, step)
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
        "lines": joined(filled(LINE, *line) for line in lines),
        "marks": joined(marks),
    }


def mark(
    side: int, height: float, thick: float, sign: tuple[str, str], label: str, step: float
) -> SafeString:
    """A paragraph in the map; it has a label and a sign where there is room."""
    x, y = (LEFT, RIGHT)[side], round(height + 4, 1)
    box = filled(BOX, sign[1], x, round(height - thick / 2, 1), MARK, thick)
    if step < LABELLED or not label:
        return box
    label = in_brief(label)
    closer = CLOSER if len(label) > ROOM else NOTHING
    name = filled(
        NAME, (LEFT - 6, RIGHT + MARK + 6)[side], y, ("end", "start")[side], closer, label
    )
    return joined([name, box, filled(SIGN, x + MARK // 2, y, sign[0])])


def in_brief(label: str) -> str:
    """A label for a narrow place: "Annex 1 OP27 (a)" is A1 27(a); one that fits stays."""
    if len(label) <= ROOM:
        return label
    return re.sub(r"^Annex (?=\d)", "A", label).replace("OP", "").replace(" (", "(")


@register.simple_tag(takes_context=True)
def compared_row(context, shown: ShownRow, old: Resolution, new: Resolution) -> SafeString:
    """
    A paragraph that changed between two texts, with both wordings.

    Of the context it takes `base`, `view`, `language` and `direction`.
    """
    row, names, language = shown.row, shown.names, context["language"]
    text, first = (new, row.new[0]) if row.new else (old, row.old[0])
    return filled(
        ROW,
        *(shown.style, *[shown.id] * 3, shown.style, shown.sign),
        *(text.get_absolute_url(), query_for(language), first.anchor, shown.labels, shown.sentence),
        filled(STEP_OF_THREE, names.old, names.new) if context.get("base") else NOTHING,
        filled(LISTED, shown.listed) if shown.listed else NOTHING,
        filled(ABROAD, language, context["direction"]) if language != "en" else NOTHING,
        wordings(shown, context["view"]),
    )


def wordings(shown: ShownRow, view: str) -> SafeString:
    """The two wordings of a row, in one or side by side."""
    row, names = shown.row, shown.names
    if shown.is_plain:
        return filled(WORDING, row.line.old + row.line.new)
    if row.kind is Kind.REWRITTEN:
        texts = ("".join(passage.text for passage in side) for side in (row.old, row.new))
        sides = filled(SIDES, *map(partial(filled, SIDE), (names.old, names.new), texts))
        return joined([sides, filled(BY_WORD, in_one(shown))])
    if view != "split":
        return in_one(shown)
    each = zip((row.old, row.new), (names.old, names.new), shown.sides, strict=True)
    return filled(
        SIDES,
        *(
            filled(SIDE, name, redline_pieces(pieces, names)) if side else filled(NO_SIDE, name)
            for side, name, pieces in each
        ),
    )


def in_one(shown: ShownRow) -> SafeString:
    return filled(WORDING, redline_pieces(shown.pieces, shown.names))


@register.simple_tag
def unchanged_rows(rows: Iterable[ShownRow]) -> SafeString:
    """Neighbours that are the same, each with its labels; of rivals, marked as shared."""
    return joined(
        filled(
            UNCHANGED,
            each.id,
            each.labels,
            filled(SHARED, each.row.line.new, "") if each.names.rivals else each.row.line.new,
        )
        for each in rows
    )


@register.simple_tag
def redline_pieces(pieces: Iterable[Piece], names: Names | None = None) -> SafeString:
    """A redline, or one of its sides; of rivals what only one of them has is no change."""
    return joined(
        rival_piece(each, names) if names and names.rivals else piece(each) for each in pieces
    )


def piece(each: Piece) -> SafeString:
    if each.mark is Mark.SAME:
        return joined([each.text or NEW_LINE, each.space])
    return filled(MARKED[each.mark], each.text or BREAK, each.space)


def rival_piece(each: Piece, names: Names) -> SafeString:
    if each.mark is Mark.SAME:
        return (
            filled(SHARED, each.text, each.space) if each.text and each.is_shared else piece(each)
        )
    name = names.old if each.mark is Mark.REMOVED else names.new
    return filled(ONLY, each.mark, name, each.text or BREAK, each.space)


@register.simple_tag
def told_cells(told):
    """The rows of the map as a table; not by a template, for there are hundreds."""
    row = "<tr><td>{}</td><td>{}</td><td>{}</td><td class='n'>{}</td></tr>"
    return joined(filled(row, *cells) for cells in told)


def curve(one: float, other: float) -> str:
    start, end = LEFT + MARK, RIGHT
    middle = (start + end) / 2
    return f"M{start} {one}C{middle} {one} {middle} {other} {end} {other}"
