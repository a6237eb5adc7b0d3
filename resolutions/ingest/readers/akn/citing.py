"""Citations of a text: by the grammar, and in other languages than English by its links."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote

from resolutions import symbols
from resolutions.ingest.citations import find_citations
from resolutions.ingest.citations.verbs import Introducers
from resolutions.ingest.document import CitationSpan
from resolutions.ingest.numerals import to_roman
from resolutions.ingest.readers.akn.inline import Inline

_IDEOGRAPH = re.compile("[\u3001-\u303f\u3400-\u9fff\uff00-\uff0f]")
_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/++(?:(?:ar|ch|en|es|fr|ru|zh)/++)?"
    r"(?P<symbol>\S+)",
    re.IGNORECASE,
)
_LETTER_OF_SYMBOL = re.compile(r" [A-Z](?: \(|$)")

# "43/78 H": in Arabic the letter is spelt out, in Russian it may be a Cyrillic one.
_ARABIC = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين تاء ثاء"
)
_LETTERS = dict(zip("АВСЕНКМОРТХ", "ABCEHKMOPTX", strict=True)) | {
    name: chr(ord("A") + place) for place, name in enumerate(_ARABIC.split())
}
_ANY_LETTER = rf"(?:[A-ZА-Я](?![A-Za-zА-Яа-я\d])|(?:{_ARABIC.replace(' ', '|')})(?!\w))"
_LETTER = re.compile(rf"[\s-]?(?P<letter>{_ANY_LETTER})")
_ARABIC_SESSION = re.compile(
    rf"(?<!\d)(?P<number>\d{{1,4}})(?: (?P<letter>{_ANY_LETTER}))?"
    r" ?\((?P<kind>دإط|دإ|د)[ -]{1,3}(?P<session>\d{1,2})\)"
)
# "A et B", "A–C": the letters that follow the first.
_NEXT = re.compile(
    rf"\s?(?:(?P<to>à|al?|по|至|إلى|[–-])|et|y|e|и|和|و|und|,|、)\s?(?P<letter>{_ANY_LETTER})"
)


def citations_of(inline: Inline, language: str) -> tuple[CitationSpan, ...]:
    """
    Return the documents that a text cites, in reading order.

    The grammar reads English. Other languages are cited by the symbols printed
    in them, which all languages share, and by the links of their publisher. A link with a
    title names a document in words, in any language.
    """
    # Chinese sets no space between a symbol and the words around it.
    found = find_citations(inline.text if language != "zh" else _IDEOGRAPH.sub(" ", inline.text))
    named = _apart(_named(inline, language), found)
    if language == "en":
        return tuple(sorted([*found, *named], key=lambda span: span.start)) if named else found
    # What is printed goes before what is linked: the address of 217 A (III) lacks its letter.
    printed = [*found, *named, *_apart(_arabic(inline.text), found)]
    placed = {
        (span.start, span.symbol): span for span in [*_apart(_linked(inline), printed), *printed]
    }
    return tuple(sorted(placed.values(), key=lambda span: span.start))


def _apart(spans: Iterable[CitationSpan], others: Sequence[CitationSpan]) -> list[CitationSpan]:
    """The spans that overlap none of the others."""
    return [
        span
        for span in spans
        if not any(span.start < other.end and other.start < span.end for other in others)
    ]


def _arabic(text: str) -> list[CitationSpan]:
    """Numbers of the first thirty sessions, as Arabic counts them: 2200 ألف (د-21)."""
    spans = []
    for match in _ARABIC_SESSION.finditer(text) if "(د" in text else ():
        kind = {"د": "", "دإ": "S-", "دإط": "ES-"}[match["kind"]]
        letter = f" {_latin(match)}" if match["letter"] else ""
        session = kind + to_roman(int(match["session"])).upper()
        if symbol := symbols.canonical(f"{match['number']}{letter} ({session})"):
            spans.append(CitationSpan(*match.span(), symbol))
    return spans


@lru_cache(maxsize=8192)
def symbol_at(address: str) -> str | None:
    """The symbol of the document that lies at one of the UN's addresses."""
    match = _ADDRESS.fullmatch(unquote(address).strip())
    return symbols.canonical(match["symbol"].rstrip("/.")) if match else None


def _named(inline: Inline, language: str) -> list[CitationSpan]:
    """Documents that are named in words, as the archive's own files link them."""
    links = [(link, symbol_at(link.address)) for link in inline.links if link.name]
    introducers = Introducers(inline.text if links and language == "en" else "")
    return [
        CitationSpan(
            link.start, link.end, symbol, verb=introducers.before(link.start), name=link.name
        )
        for link, symbol in links
        if symbol
    ]


def _linked(inline: Inline) -> list[CitationSpan]:
    spans: list[CitationSpan] = []
    for link in inline.links:
        symbol = symbol_at(link.address)
        if symbol is None or not any(map(str.isalnum, inline.text[link.start : link.end])):
            continue
        last = spans[-1] if spans else None
        if last and (last.start, last.end) == (link.start, link.end):
            # Links of one place within one another: "E" for 51/211 B to E.
            spans.append(CitationSpan(link.start, link.end, symbol))
            continue
        between = inline.text[last.end : link.start] if last else ""
        same = last is not None and last.symbol == symbol
        if last and (not between or (same and not any(map(str.isalnum, between)))):
            # One number in several links: "50", "/" and "70", "43/78" and " H".
            printed = symbols.canonical(inline.text[last.start : link.end])
            spans[-1] = CitationSpan(last.start, link.end, printed or last.symbol)
        else:
            spans.append(CitationSpan(link.start, link.end, symbol))
    return [each for span in spans for each in _lettered(span, inline.text)]


def _lettered(span: CitationSpan, text: str) -> list[CitationSpan]:
    """Add the letters that are printed in or after a link; what is printed goes first."""
    if "/RES/" not in span.symbol:
        return [span]
    printed = symbols.canonical(text[span.start : span.end]) or ""
    if printed.startswith("A/RES/") and span.symbol.startswith("A/RES/"):
        # A letter that the address lacks; an address that is of another resolution.
        if _LETTER_OF_SYMBOL.search(printed):
            return [CitationSpan(span.start, span.end, printed)]
        span = CitationSpan(span.start, span.end, printed)
    match = _LETTER.match(text, span.end)
    first = match and symbols.canonical(f"{span.symbol} {_latin(match)}")
    if not first:
        return [span]
    spans = [CitationSpan(span.start, match.end(), first)]
    last = _latin(match)
    while match := _NEXT.match(text, match.end()):
        start = ord(last) + 1 if match["to"] else ord(_latin(match))
        last = _latin(match)
        given = (symbols.canonical(f"{span.symbol} {chr(n)}") for n in range(start, ord(last) + 1))
        place = match.span("letter")
        spans += [CitationSpan(*place, symbol) for symbol in given if symbol]
    return spans


def _latin(match: re.Match) -> str:
    return _LETTERS.get(match["letter"], match["letter"])
