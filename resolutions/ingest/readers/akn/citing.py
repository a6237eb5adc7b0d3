"""Citations of a text: by the grammar, and in other languages than English by its links."""

import re
from functools import lru_cache
from urllib.parse import unquote

from resolutions import symbols
from resolutions.ingest.citations import find_citations
from resolutions.ingest.document import CitationSpan
from resolutions.ingest.readers.akn.inline import Inline

_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/+(?:(?:ar|ch|en|es|fr|ru|zh)/+)?(?P<symbol>\S+)",
    re.IGNORECASE,
)
# "43/78 H": in Arabic the letter is spelt out, in Russian it may be a Cyrillic one.
_ARABIC = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء")
_LETTER = re.compile(rf"[\s-]?(?P<letter>(?:[A-ZА-Я]|{'|'.join(_ARABIC)})(?!\w))")
_LETTERS = dict(zip("АВСЕНКМОРТХ", "ABCEHKMOPTX", strict=True)) | dict(
    zip(_ARABIC, "ABCDEFGHIJ", strict=True)
)


def citations_of(inline: Inline, language: str) -> tuple[CitationSpan, ...]:
    """
    Return the documents that a text cites, in reading order.

    The grammar reads English. Other languages are cited by the links of their
    publisher, and by symbols, which all languages share.
    """
    found = find_citations(inline.text) if _DIGIT.search(inline.text) else ()
    if language == "en" or not inline.links:
        return found
    linked = _linked(inline)
    covered = [(span.start, span.end) for span in linked]
    apart = [
        span
        for span in found
        if not any(span.start < end and start < span.end for start, end in covered)
    ]
    return tuple(sorted([*linked, *apart], key=lambda span: span.start))


def symbol_at(address: str) -> str | None:
    """The symbol of the document that lies at one of the UN's addresses."""
    return _symbol_at(address)


@lru_cache(maxsize=8192)
def _symbol_at(address: str) -> str | None:
    match = _ADDRESS.fullmatch(unquote(address).strip())
    return symbols.canonical(match["symbol"].rstrip("/.")) if match else None


def _linked(inline: Inline) -> list[CitationSpan]:
    spans: list[CitationSpan] = []
    for link in inline.links:
        symbol = symbol_at(link.address)
        if symbol is None or not any(map(str.isalnum, inline.text[link.start : link.end])):
            continue
        last = spans[-1] if spans else None
        if last and last.symbol == symbol and not inline.text[last.end : link.start].strip():
            spans[-1] = CitationSpan(last.start, link.end, symbol)
        else:
            spans.append(CitationSpan(link.start, link.end, symbol))
    return [_lettered(span, inline.text) for span in spans]


def _lettered(span: CitationSpan, text: str) -> CitationSpan:
    """Take in the letter that is printed in or after a link to the resolution without it."""
    inside = re.search(r"\d( ?)([A-Z])$", text[span.start : span.end])
    if inside and not span.symbol.endswith(inside[2]):
        symbol = symbols.canonical(f"{span.symbol} {inside[2]}")
        return CitationSpan(span.start, span.end, symbol) if symbol else span
    match = _LETTER.match(text, span.end)
    if match is None or "/RES/" not in span.symbol:
        return span
    symbol = symbols.canonical(f"{span.symbol} {_LETTERS.get(match['letter'], match['letter'])}")
    return CitationSpan(span.start, match.end(), symbol) if symbol else span
