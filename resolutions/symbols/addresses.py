"""Symbols in addresses: the archive's own and the UN's."""

import re

from resolutions.symbols.grammar import parse
from resolutions.vocabulary import Language

# An address holds a whole symbol: "71/28" alone is none.
WHOLE = re.compile(r"[A-Za-z]{1,8}/")
# Decisions are printed in compilations and have no document each.
COMPILED = re.compile(r"(?:A|E)/DEC/")
# Resolutions that share a number of sessions 1 to 30 share one document: "217 A (III)".
LETTER_BEFORE_SESSION = re.compile(r" [A-Z](?= \()")


def address(symbol: str) -> str:
    """
    Return a canonical symbol as it stands in the archive's addresses.

    An underscore stands for each space and nothing else changes, so that it
    still reads as the symbol: A/RES/43/78_H, A/RES/217_A_(III), S/RES/1373_(2001).
    `from_address` is the inverse.
    """
    return symbol.replace(" ", "_")


def from_address(path: str) -> str | None:
    """
    Return the canonical symbol that an address names, or None.

    Sloppy forms are read too: lower case, "43/78H", "217(III)", spaces, a slash
    at the end. Where `address(from_address(path)) != path`, redirect.
    """
    symbol = parse(path.replace("_", " ").strip("/")) if WHOLE.match(path) else None
    return symbol.text if symbol else None


def docs_url(symbol: str, language: Language = Language.ENGLISH) -> str | None:
    """Return the UN's own address of a document, or None if it has none of its own."""
    parsed = parse(symbol)
    if parsed is None or COMPILED.match(parsed.text):
        return None
    path = LETTER_BEFORE_SESSION.sub("", parsed.text).replace(" ", "")
    return f"https://docs.un.org/{Language(language)}/{path}"
