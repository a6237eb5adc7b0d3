"""The ladder of opening verbs: where one became stronger, and where weaker."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.exports import csv_response
from resolutions.models import Paragraph
from resolutions.verbs import STRONGER, WEAKER, Move, about, ladders, moves
from resolutions.views.paging import numbers_of, page_of
from resolutions.vocabulary import Series

AT_ONCE = 40
DIRECTIONS = {STRONGER: "stronger", WEAKER: "weaker"}
COLUMNS = (
    *("year", "text", "paragraph", "verb", "was", "earlier text", "earlier paragraph"),
    *("direction", "rungs"),
)


@require_safe
def verb_list(request):
    """Moves up and down, by direction, year and series; whatever is asked gives a page."""
    every, problems = moves(), []
    asked = {name: request.GET.get(name, "") for name in ("direction", "year", "series")}
    years = sorted({move.year for move in every if move.year}, reverse=True)
    held = {move.series for move in every}
    options = {
        "direction": DIRECTIONS,
        "year": {str(year): str(year) for year in years},
        "series": {value: label for value, label in Series.choices if value in held},
    }
    for name, value in asked.items():
        if value and value not in options[name]:
            problems.append(f"There is no move of that {name}. Moves of every {name} are shown.")
            asked[name] = ""
    found = [move for move in every if meets(move, asked)]
    if request.GET.get("format") == "csv":
        return csv_response("verbs.csv", COLUMNS, rows(found))
    page, trouble, status = page_of(found, request.GET.get("page", "1"), AT_ONCE)
    context = {
        "ladders": ladders().ladders,
        "about": about(),
        "asked": asked,
        "options": options,
        "problems": [*problems, *trouble],
        "page": page,
        "numbers": numbers_of(page),
        "moves": with_paragraphs(page.object_list),
        "counts": [
            (words, sum(m.direction == d for m in found)) for d, words in DIRECTIONS.items()
        ],
    }
    return render(request, "resolutions/verbs.html", context, status=400 if problems else status)


def meets(move: Move, asked: dict[str, str]) -> bool:
    return all(not value or value == str(getattr(move, name)) for name, value in asked.items())


def with_paragraphs(found: list[Move]) -> list[tuple[Move, Paragraph, Paragraph]]:
    """Each move with its two paragraphs; one query."""
    keys = {key for move in found for key in (move.later, move.earlier)}
    held = Paragraph.objects.published().select_related("resolution").in_bulk(keys)
    pairs = ((move, held.get(move.later), held.get(move.earlier)) for move in found)
    return [(move, later, earlier) for move, later, earlier in pairs if later and earlier]


def rows(found: list[Move]):
    for move, later, earlier in with_paragraphs(found):
        yield (
            *(move.year, later.resolution.label, later.label, move.now, move.before),
            *(earlier.resolution.label, earlier.label, move.direction, move.rungs),
        )
