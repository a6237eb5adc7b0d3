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
    if up_to := patterns.UP_TO.match(text, token.end()):
        for member in _up_to(symbol, up_to["last"]):
            yield CitationSpan(*up_to.span("last"), member, verb=verb)
        return
    end = token.end()
    while added := patterns.ADDED.match(text, end):
        suffixed = canonical(f"{symbol}/{added['suffix'].replace(' ', '')}")
        end = added.end()
        if suffixed:
            yield CitationSpan(*added.span("suffix"), suffixed, verb=verb)
        if suffixed and added["last"]:
            for member in _up_to(suffixed, added["last"]):
                yield CitationSpan(*added.span("last"), member, verb=verb)


def _up_to(symbol: str, last: str) -> list[str]:
    """Return the symbols after `symbol` up to the number `last`: SR.12 to SR.14 after SR.11."""
    counted = re.fullmatch(r"(.*[A-Za-z]\.)(\d+)", symbol)
    if not counted:
        return []
    numbers = range(int(counted[2]) + 1, int(last) + 1)
    return [f"{counted[1]}{n}" for n in numbers] if len(numbers) <= LONGEST_RANGE else []
