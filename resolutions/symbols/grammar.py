"""Read one symbol, as people print and type it."""

import re
from functools import lru_cache

from resolutions.symbols.folding import LONGEST, fold
from resolutions.symbols.papers import add_suffixes, parse_paper
from resolutions.symbols.series import (
    ASSEMBLY,
    ECOSOC,
    HUMAN_RIGHTS_COUNCIL,
    PRINTED,
    RESOLUTION,
    SECURITY_COUNCIL,
    YEARED,
    parse_series,
)
from resolutions.symbols.value import Symbol

# The UN's own address of a document, pasted.
UN_ADDRESS = re.compile(
    r"(?:HTTPS?://)?(?:WWW\.)?(?:DOCS\.UN\.ORG|UNDOCS\.ORG)/(?:(?:AR|EN|ES|FR|RU|ZH)/)?"
)
# What people put before a number or a symbol: "General Assembly resolution 71/28",
# "GA Res. 71/28", "UN Doc. A/70/174", "decision 72/512". Not "CND resolution 61/2": that
# body has no place here, and its number must not pass for the Assembly's.
TYPED = re.compile(
    r"(?:THE )?(?:(?:UNITED NATIONS |UN )?"
    r"(?P<organ>GENERAL ASSEMBLY|SECURITY COUNCIL|ECONOMIC AND SOCIAL COUNCIL"
    r"|HUMAN RIGHTS COUNCIL|ECOSOC|(?:UN)?(?:GA|SC|HRC)|G\.A\.) )?"
    r"(?:UN )?(?:(?P<word>RES(?:OLUTION)?|DEC(?:ISION)?|DOC(?:UMENT)?)(?:\. ?| )(?:NO\.? ?)?)?"
    r"(?:(?P<symbol>[A-Z]{1,8}/.+)|(?P<number>(?:E?S-)?\d.*))"
)
ORGANS = {
    "GENERAL ASSEMBLY": ASSEMBLY,
    "GA": ASSEMBLY,
    "SECURITY COUNCIL": SECURITY_COUNCIL,
    "SC": SECURITY_COUNCIL,
    "ECONOMIC AND SOCIAL COUNCIL": ECOSOC,
    "ECOSOC": ECOSOC,
    "HUMAN RIGHTS COUNCIL": HUMAN_RIGHTS_COUNCIL,
    "HRC": HUMAN_RIGHTS_COUNCIL,
}
NUMBER_ALONE = re.compile(r"\s*\d+/\d+\s*")

# "A/55/140/Add.1/Corr.1" is a document and its suffixes.
SUFFIXED = re.compile(
    r"(?P<main>.*?)(?P<suffixes>(?:/(?:(?:ADD|AMEND|CORR|REV)\.[1-9]\d{0,2}|SUMMARY|CORRIGENDUM))*)"
)


def canonical(text: str) -> str | None:
    """
    Return the one symbol that `text` consists of, as the UN writes it, or None.

    Takes what people print and type: "71/28", "res 71/28", "217A(III)",
    "decision 72/512", "A/c.1/77/L.23", "Corr.l", "43/78(H)". A letter of another
    alphabet (a Cyrillic А) makes it no symbol. Nothing ambiguous is guessed:
    "24/7", "16/18" and "decision 2023/354" name no body, so they give None.
    """
    symbol = parse(text)
    return symbol.text if symbol else None


def meanings(text: str) -> tuple[str, ...]:
    """
    Return every symbol that `text` may stand for, the one that `canonical` gives first.

    A number alone, such as "72/512", may be that of a decision as well.
    """
    symbol = canonical(text)
    decision = canonical(f"decision {text}") if symbol and NUMBER_ALONE.fullmatch(text) else None
    return tuple(meant for meant in (symbol, decision) if meant)


def parse(text: str) -> Symbol | None:
    """Take the one symbol that `text` consists of apart; reads whatever `canonical` does."""
    return _parse(text) if len(text) <= LONGEST else None


# Texts cite the same few documents over and over.
@lru_cache(maxsize=8192)
def _parse(text: str) -> Symbol | None:
    folded = fold(text) or ""
    pasted = UN_ADDRESS.match(folded)
    typed = TYPED.fullmatch(folded, pasted.end() if pasted else 0)
    if not typed:
        return None
    if typed["symbol"]:
        return _parse_symbol(typed["symbol"])
    word = (typed["word"] or RESOLUTION)[:3]
    if typed["organ"]:
        organ = ORGANS[typed["organ"].replace(".", "").removeprefix("UN")]
    else:
        # Only the Security Council gives the year in brackets.
        organ = SECURITY_COUNCIL if YEARED.fullmatch(typed["number"]) else ASSEMBLY
    return parse_series(organ, word, typed["number"]) if word != "DOC" else None


def _parse_symbol(symbol: str) -> Symbol | None:
    split = SUFFIXED.fullmatch(symbol)
    main, suffixes = split["main"], split["suffixes"].split("/")[1:]
    if printed := PRINTED.fullmatch(main):
        parsed = parse_series(*printed.group("organ", "word", "number"))
    else:
        parsed = parse_paper(main)
    return add_suffixes(parsed, suffixes) if parsed else None
