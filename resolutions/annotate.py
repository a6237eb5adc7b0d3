"""
Text and spans become HTML: citations as links, footnote marks, opening words in italics.

The one place where HTML is marked as safe. Every character of the text is escaped here, and
every tag is written here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

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
    return mark_safe("".join(html))  # noqa: S308 - each part is escaped below


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


def _words(text: str, start: int, end: int, opening: int) -> str:
    turn = min(max(opening, start), end)
    italic = f"<em>{escape(text[start:turn])}</em>" if turn > start else ""
    return italic + escape(text[turn:end])


def _link(link: Link, words: str) -> str:
    held = " held" if link.held else ""
    hint = f' title="{escape(link.hint)}"' if link.hint else ""
    if not link.href.startswith(LINKED):
        return f'<span class="cite"{hint}>{words}</span>'
    card = f' data-card="{escape(link.symbol)}"' if link.symbol else ""
    return f'<a class="cite{held}" href="{escape(link.href)}"{hint}{card}>{words}</a>'


def _mark(mark: Mark) -> str:
    place = f' id="{escape(mark.id)}"' if mark.id else ""
    href = escape(mark.href if mark.href.startswith(LINKED) else "#")
    label = escape(mark.text)
    return f'<a class="fnref"{place} href="{href}" aria-label="Footnote {label}">{label}</a>'


# What could end a script element or begin a comment in it; in JSON all stand in strings only.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def data_block(value: Any) -> SafeString:
    """
    Return a value as a block of JSON-LD, for programs that read the page.

    A data block is never run, so that a policy without inline scripts lets it stand.
    """
    data = json.dumps(value, ensure_ascii=False).translate(ESCAPES)
    block = f'<script type="application/ld+json">{data}</script>'
    return mark_safe(block)  # noqa: S308 - whatever could end the block is escaped
