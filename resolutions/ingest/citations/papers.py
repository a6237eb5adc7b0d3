"""Symbols of documents in a text, and the addenda, corrigenda and records named after them."""

import re
from collections.abc import Iterator

from resolutions.ingest.citations import patterns
from resolutions.ingest.citations.pinpoints import pinpoint_after, pinpoint_before
from resolutions.ingest.document import CitationSpan
from resolutions.symbols import canonical

# A longer range is no range of papers but a slip; its first member stands alone.
LONGEST_RANGE = 25


def read_papers(text: str, token: re.Match, verb: str) -> Iterator[CitationSpan]:
    """
    Return the document whose symbol `token` is, and those named after it by suffix.

    "A/55/140 and Corr.1 and Add.1" is three, "A/C.6/75/SR.11-14" four.
    """
    symbol = canonical(token["paper"])
    if symbol is None:
        return
    pinpoint = pinpoint_after(text, token.end())[0] or pinpoint_before(text, token.start())
    yield CitationSpan(*token.span(), symbol, verb=verb, pinpoint=pinpoint)
    for start, end, added in _added(text, token.end(), symbol):
        yield CitationSpan(start, end, added, verb=verb)


def _added(text: str, end: int, symbol: str) -> Iterator[tuple[int, int, str]]:
    """Return the papers named in short after a symbol that ends at `end`, with their places."""
    if up_to := patterns.UP_TO.match(text, end):
        yield from ((*up_to.span("last"), member) for member in _up_to(symbol, up_to["last"]))
        return
    while True:
        if added := patterns.ADDED.match(text, end):
            end = added.end()
            suffixed = canonical(f"{symbol}/{added['suffix'].replace(' ', '')}")
            if suffixed:
                yield *added.span("suffix"), suffixed
            if suffixed and added["last"]:
                members = _up_to(suffixed, added["last"])
                yield from ((*added.span("last"), member) for member in members)
        elif (added := patterns.NEIGHBOUR.match(text, end)) and f"/{added['nature']}." in symbol:
            end = added.end()
            symbol = symbol.partition(f"/{added['nature']}.")[0] + f"/{added['component']}"
            yield *added.span("component"), symbol
        else:
            return


def _up_to(symbol: str, last: str) -> list[str]:
    """Return the symbols after `symbol` up to the number `last`: SR.12 to SR.14 after SR.11."""
    counted = re.fullmatch(r"(.*[A-Za-z]\.)(\d+)", symbol)
    if not counted:
        return []
    numbers = range(int(counted[2]) + 1, int(last) + 1)
    return [f"{counted[1]}{n}" for n in numbers] if len(numbers) <= LONGEST_RANGE else []
