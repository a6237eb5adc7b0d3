"""
Text and spans become HTML: citations as links, footnote marks, opening words in italics.

Every tag is written here, and every character of the text is escaped.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from resolutions.markup import NOTHING, filled, joined

# Addresses of the archive's own and of the United Nations; nothing else becomes a link.
LINKED = ("/", "#", "https://docs.un.org/")


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
