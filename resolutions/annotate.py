"""
Text and spans become HTML: citations as links, footnote marks, opening words in italics.

Every tag is written here, and every character of the text is escaped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from resolutions.cells import rows_of
from resolutions.markup import NOTHING, filled, joined

# Addresses of the archive's own and of the United Nations; nothing else becomes a link.
LINKED = ("/", "#", "https://docs.un.org/")
# What a column of figures holds: "137 295 900", "(18 012 700)", "–".
FIGURES = re.compile(r"[\d\s.,()%+–-]+")


@dataclass(frozen=True, slots=True)
class Link:
    """
    A stretch of text that names a document: `text[start:end]`.

    `held` says that the archive holds it. Without `href` the stretch is marked
    but leads nowhere. `hint` is shown to a pointer that rests on it; `symbol` is what a
    card about the document is asked for by.
    """

    start: int
    end: int
    href: str = ""
    held: bool = False
    hint: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark that stands before `text[position]`; `href` leads to the note."""

    position: int
    text: str
    href: str
    id: str = ""


def annotate(
    text: str, links: Iterable[Link] = (), marks: Iterable[Mark] = (), opening: int = 0
) -> SafeString:
    """
    Return `text` as HTML; its first `opening` characters are in italics.

    Without the marks the words are those of `text`, unchanged and in order. A link
    that lies outside the text or overlaps an earlier one is left out, and a mark
    inside a link follows it.
    """
    links = _disjoint(links, len(text))
    stops: list[tuple[int, int, Mark | Link]] = [
        *((_outside(mark.position, links, len(text)), 0, mark) for mark in marks),
        *((link.start, 1, link) for link in links),
    ]
    html, at = [], 0
    for position, _, stop in sorted(stops, key=lambda stop: stop[:2]):
        html.append(_words(text, at, position, opening))
        if isinstance(stop, Link):
            html.append(_link(stop, _words(text, stop.start, stop.end, opening)))
            at = stop.end
        else:
            html.append(_mark(stop))
            at = position
    html.append(_words(text, at, len(text), opening))
    return joined(html)


def annotate_table(text: str, links: Iterable[Link] = (), marks: Iterable[Mark] = ()) -> SafeString:
    """
    Return a text of rows and cells (see `cells`) as the rows of a table, the first as its heads.

    A row of one cell goes across. Cells of a column of figures have a class of their own.
    """
    rows, links, marks = list(rows_of(text)), list(links), list(marks)
    width = max(map(len, rows))
    figures = {column for column in range(width) if _are_figures(text, rows[1:], column)}
    html = []
    for place, row in enumerate(rows):
        across = f' colspan="{width}"' if len(row) == 1 and width > 1 else ""
        cells = []
        for column, (start, end) in enumerate(row):
            is_head = place == 0 and text[start:end].strip()  # a head without words is none
            name, scope = ("th", ' scope="col"') if is_head else ("td", "")
            kind = ' class="n"' if column in figures else ""
            words = _within(text, links, marks, start, end)
            cells.append(filled(f"<{name}{scope}{across}{kind}>{{}}</{name}>", words))
        html.append(filled("<tr>{}</tr>", joined(cells)))
    return joined(html)


def _are_figures(text: str, rows: Iterable[list[tuple[int, int]]], column: int) -> bool:
    """Whether a column, if not the first, has mostly figures below its head."""
    spans = [row[column] for row in rows if 0 < column < len(row)]
    words = [word for start, end in spans if (word := text[start:end].strip())]
    return sum(map(bool, map(FIGURES.fullmatch, words))) * 2 > len(words)


def _within(
    text: str, links: Iterable[Link], marks: Iterable[Mark], start: int, end: int
) -> SafeString:
    """A stretch of a text, with what stands there alone."""
    return annotate(
        text[start:end],
        [
            replace(link, start=link.start - start, end=link.end - start)
            for link in links
            if start <= link.start < link.end <= end
        ],
        [
            replace(mark, position=mark.position - start)
            for mark in marks
            if start <= mark.position <= end
        ],
    )


def _disjoint(links: Iterable[Link], length: int) -> list[Link]:
    kept: list[Link] = []
    for link in sorted(links, key=lambda link: link.start):
        free_from = kept[-1].end if kept else 0
        if free_from <= link.start < link.end <= length:
            kept.append(link)
    return kept


def _outside(position: int, links: Iterable[Link], length: int) -> int:
    """Where a mark may stand: in the text, and not within a link."""
    position = min(max(position, 0), length)
    return next((link.end for link in links if link.start < position < link.end), position)


def _words(text: str, start: int, end: int, opening: int) -> SafeString:
    turn = min(max(opening, start), end)
    italic = filled("<em>{}</em>", text[start:turn]) if turn > start else ""
    return joined([italic, text[turn:end]])


def _link(link: Link, words: SafeString) -> SafeString:
    hint = filled(' title="{}"', link.hint) if link.hint else NOTHING
    if not link.href.startswith(LINKED):
        return filled('<span class="cite"{}>{}</span>', hint, words)
    card = filled(' data-card="{}"', link.symbol) if link.symbol else NOTHING
    held = " held" if link.held else ""
    return filled('<a class="cite{}" href="{}"{}{}>{}</a>', held, link.href, hint, card, words)


def _mark(mark: Mark) -> SafeString:
    place = filled(' id="{}"', mark.id) if mark.id else NOTHING
    href = mark.href if mark.href.startswith(LINKED) else "#"
    shape = '<a class="fnref"{} href="{}" aria-label="Footnote {}">{}</a>'
    return filled(shape, place, href, mark.text, mark.text)
