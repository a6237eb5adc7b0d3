"""
Pages in two columns: a gutter runs down the page, with text of lines on both sides.

What crosses the gutter (a heading, the masthead) parts what stands above it from
what stands below; between, the left column is read before the right one.
"""

from collections.abc import Iterator
from operator import attrgetter

from resolutions.ingest.readers.pdf.page import Word

# Where a gutter is looked for, in parts of the width of the print, and how often.
_MIDDLE, _STEPS = (0.35, 0.65), 16

# How many of its lines may cross the gutter, and how wide it is, in sizes of type. (A full
# line of a wide page has a hundred characters, of which but one stands in the gutter.)
_CROSSING, _GUTTER, _SAMPLE = 0.2, 0.7, 8

# Columns of text have this many words and fill this part of their width.
_WORDS, _FILLED = 60, 0.55


def blocks(words: list[Word]) -> Iterator[list[Word]]:
    """Part the words of a page into blocks, in the order in which they are read."""
    gutter = _gutter(words)
    if gutter is None:
        yield words
        return
    crossing = {round(word.y) for word in words if word.left < gutter < word.right}
    across: list[Word] = []
    sides: tuple[list[Word], list[Word]] = [], []
    for word in sorted(words, key=attrgetter("y")):
        if round(word.y) in crossing:
            yield from (side for side in sides if side)
            sides = [], []
            across.append(word)
            continue
        if across:
            yield across
            across = []
        sides[word.left >= gutter].append(word)
    yield from (block for block in (across, *sides) if block)


def _gutter(words: list[Word]) -> float | None:
    """The place that the fewest words cross, hardly any, if text stands on both sides of it."""
    if len(words) < 2 * _WORDS:
        return None
    left, right = min(word.left for word in words), max(word.right for word in words)
    lines = len({round(word.y) for word in words})
    half = _GUTTER / 2 * words[len(words) // 2].size
    fewest, gutter = _CROSSING * lines, None
    for step in range(_STEPS + 1):
        share = _MIDDLE[0] + (_MIDDLE[1] - _MIDDLE[0]) * step / _STEPS
        place = left + share * (right - left)
        edges = place - half, place + half
        # A few words show that most pages have no gutter.
        few = words[::_SAMPLE]
        if _crossing(few, *edges) > fewest:
            continue
        crossing = _crossing(words, *edges)
        is_better = crossing < fewest or (gutter is None and crossing == fewest)
        if is_better and _is_text(words, left, place, right):
            fewest, gutter = crossing, place
        if not fewest:
            break
    return gutter


def _crossing(words: list[Word], left: float, right: float) -> int:
    """How many lines have a word between two places."""
    return len({round(word.y) for word in words if word.left < right and word.right > left})


def _is_text(words: list[Word], left: float, gutter: float, right: float) -> bool:
    """Whether words fill the lines on both sides: figures in a table do not."""
    for start, end in ((left, gutter), (gutter, right)):
        side = [word for word in words if start <= word.left and word.right <= end]
        lines = len({round(word.y) for word in side})
        filled = sum(word.right - word.left for word in side)
        if len(side) < _WORDS or filled < _FILLED * lines * (end - start):
            return False
    return True
