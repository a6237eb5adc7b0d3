"""Ordinals in words, as sessions print them: "Seventy-first" is 71."""

import re

_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth"
)
_TENS = "twent thirt fort fift sixt sevent eight ninet"


def _table() -> dict[str, int]:
    units = _UNITS.split()
    table = {word: number for number, word in enumerate(units + _TEENS.split(), start=1)}
    for ten, stem in enumerate(_TENS.split(), start=2):
        table[stem + "ieth"] = 10 * ten
        table |= {f"{stem}y-{unit}": 10 * ten + n for n, unit in enumerate(units, start=1)}
    return table | {"hundredth": 100}


ORDINALS = _table()

ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
_SESSION = re.compile(rf"({ORDINAL})\s+session\b", re.IGNORECASE)


def session_in(text: str) -> int | None:
    """
    The regular session that a text names, or None.

    A special or emergency special session has a numbering of its own and is none.
    """
    match = _SESSION.search(text)
    return ORDINALS[match[1].lower()] if match else None
