"""Resolutions and decisions: numbered in series, each organ and age in its own way."""

import re

from resolutions.symbols.value import Symbol, SymbolKind

RESOLUTION, DECISION = "RES", "DEC"

ASSEMBLY, SECURITY_COUNCIL, ECOSOC, HUMAN_RIGHTS_COUNCIL = "A", "S", "E", "A/HRC"

# Since its thirty-first session (1976) the Assembly counts within each session.
FIRST_SLASHED_SESSION, LAST_SESSION = 31, 199
# Before, it counted through and put the session in Roman numerals; so did ECOSOC until 1977.
LAST_ROMAN = {ASSEMBLY: 30, ECOSOC: 64}
LAST_ROMAN_SPECIAL = {"S": 7, "ES": 5}
# The Assembly's numbers by the last session of each five, with room at both ends: 1514 (XV)
# is one of them; 722 (XXIII) and 574 (XXVII) are other bodies'.
ROMAN_NUMBERS = {
    4: range(1, 400),
    9: range(300, 1000),
    14: range(880, 1500),
    19: range(1450, 2100),
    24: range(1990, 2650),
    30: range(2600, 3542),
}
ECOSOC_YEARS = range(1978, 2100)

# "A/RES/71/28", "E/DEC/2023/354", "A/HRC/RES/42/12"
PRINTED = re.compile(r"(?P<organ>A/HRC|[ASE])/(?P<word>RES|DEC)/(?P<number>.+)")

# "71/28", "43/78 H", "43/78H", "43/78(H)", "S-10/2", "ES-11/1", "2017/18"
SLASHED = re.compile(
    r"(?:(?P<special>E?S)-)?(?P<session>[1-9]\d{0,3})/(?P<number>[1-9]\d{0,3})"
    r"(?:[ -]?[(\[]?(?P<letter>[A-Z])[)\]]?)?"
)
# "2625 (XXV)", "217 A (III)", "217A(III)", "217(III)A", "217 (III)[A]", "3201 (S-VI)"
ROMAN = re.compile(
    r"(?P<number>[1-9]\d{0,3})(?:[ -]?(?P<letter>[A-Z]))? ?"
    r"\((?:(?P<special>E?S)-)?(?P<session>[IVXL]{1,8})\)(?: ?[(\[]?(?P<after>[A-Z])[)\]]?)?"
)
# "1373 (2001)"
YEARED = re.compile(r"(?P<number>[1-9]\d{0,3}) ?\((?P<session>(?:19|20)\d\d)\)")


def parse_series(organ: str, word: str, number: str) -> Symbol | None:
    """
    Read the number of a resolution ("RES") or decision ("DEC") of an organ.

    `number` is upper-case ASCII ("43/78(H)", "217A(III)"). None if the organ
    never numbered so: "24/7" and "2030/31" are no resolutions of the Assembly.
    """
    if match := SLASHED.fullmatch(number):
        session, letter = int(match["session"]), match["letter"]
        shown = f"{_special(match)}{session}/{match['number']}"
        shown = f"{shown} {letter}" if letter else shown
        known = _is_slashed_session(organ, match["special"], session)
    elif match := ROMAN.fullmatch(number):
        session, letter = roman_value(match["session"]), match["letter"] or match["after"]
        bracket = f"({_special(match)}{match['session']})"
        shown = " ".join(filter(None, (match["number"], letter, bracket)))
        known = not (match["letter"] and match["after"])
        known = known and _is_roman_session(organ, match["special"], session)
        known = known and _is_roman_number(organ, match["special"], session, int(match["number"]))
    elif match := YEARED.fullmatch(number):
        session, letter = int(match["session"]), None
        shown = f"{match['number']} ({session})"
        known = organ == SECURITY_COUNCIL and word == RESOLUTION
    else:
        return None
    if not known:
        return None
    return Symbol(
        text=f"{organ}/{word}/{shown}",
        body=organ[0],
        subsidiary=organ[2:],
        kind=SymbolKind.RESOLUTION if word == RESOLUTION else SymbolKind.DECISION,
        session=session,
        session_kind=match.groupdict().get("special") or "",
        number=int(match["number"]),
        letter=letter or "",
    )


def roman_value(numeral: str) -> int | None:
    """Return the value of a well-formed Roman numeral from I to LXXXIX, or None."""
    if not re.fullmatch(r"(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})", numeral):
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _special(match: re.Match) -> str:
    return f"{match['special']}-" if match["special"] else ""


def _is_slashed_session(organ: str, special: str | None, session: int) -> bool:
    if organ == ECOSOC:
        return not special and session in ECOSOC_YEARS
    if organ == ASSEMBLY and not special:
        return FIRST_SLASHED_SESSION <= session <= LAST_SESSION
    return organ != SECURITY_COUNCIL and session <= LAST_SESSION


def _is_roman_session(organ: str, special: str | None, session: int | None) -> bool:
    if session is None or organ not in LAST_ROMAN:
        return False
    return session <= (LAST_ROMAN_SPECIAL[special] if special else LAST_ROMAN[organ])


def _is_roman_number(organ: str, special: str | None, session: int, number: int) -> bool:
    if organ != ASSEMBLY or special:
        return True
    return number in next(range_ for last, range_ in ROMAN_NUMBERS.items() if session <= last)
