"""
The grammar of United Nations document symbols: tidy, take apart, sort, address.

`A/RES/71/28`, `A/RES/43/78 H`, `A/RES/217 A (III)`, `S/RES/1373 (2001)`,
`A/C.1/77/L.23/Rev.1`, `A/71/PV.51`. Decisions print no symbol; here they have
the library's, `A/DEC/72/512`. Where a citation begins and ends in running text
is the business of `ingest.citations`.
"""

from resolutions.symbols.addresses import address, docs_url, from_address
from resolutions.symbols.grammar import canonical, meanings, parse
from resolutions.symbols.value import Symbol, SymbolKind

__all__ = [
    "Symbol",
    "SymbolKind",
    "address",
    "canonical",
    "docs_url",
    "from_address",
    "meanings",
    "parse",
]
