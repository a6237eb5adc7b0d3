"""Drafts, reports, meeting records and the rest: symbols made of components."""

import re
from dataclasses import replace

from resolutions.symbols.value import Symbol, SymbolKind

# First components of the symbols in use. Another word makes no symbol: "HIV/AIDS", "C/2023".
# fmt: off
BODIES = frozenset({
    "A", "AC", "APLC", "BWC", "CAC", "CAT", "CBD", "CCM", "CCPR", "CCW", "CD", "CEB", "CED",
    "CEDAW", "CERD", "CLCS", "CMW", "CRC", "CRPD", "CTOC", "DC", "DP", "E", "ECE", "ENDC",
    "ESCAP", "ESCWA", "FCCC", "HRI", "HSP", "ICCD", "ID", "INFCIRC", "ISBA", "JIU", "NPT",
    "PBC", "S", "SPLOS", "ST", "T", "TD", "TPNW", "UNEP", "UNW",
})
# fmt: on

# What one component may be named: "77", "29A", "RES", "C.1", "CONF.192", "EA.SS.1", "S-12",
# "COP-MOP", "SR.1-28". Not "174.THE", a full stop that lost its space.
NAME = (
    r"(?:[A-Z]{1,10}(?:\.[A-Z]{1,4})?\.(?:\d{1,5}(?:[A-Z]|-\d{1,5})?|[IVX]{1,6})(?![A-Z0-9])"
    r"|[A-Z]{1,4}-[A-Z0-9]{1,4}|[A-Z0-9]{1,10})"
)
# One component: a name, a session glued to it ("COP(14)"), a part after it ("53 (PART I)").
COMPONENT = re.compile(rf"(?P<name>{NAME})(?P<glued>\([A-Z0-9]{{1,4}}\))? ?(?P<part>\([^()]+\))?")
# The part of a document, in brackets after its number: "(PART I)", "(VOL.II)", "(SECT. 29A)".
PART = re.compile(
    r"\((?P<word>PARTS?|VOLS?\.|(?:INCOME )?SECT\.|PROG\.|RESUMPTION|INTRODUCTION|PLAN OUTLINE) ?"
    r"(?P<number>[A-Z0-9 ]*)\)"
)
# "Add.1", "Corr.2", "Rev.1", "Summary"; and "Res.6", as the Environment Assembly writes it.
TITLED = re.compile(r"(?:ADD|AMEND|CORR|REV|RES)(?=\.)|SUMMARY|CORRIGENDUM")
SUFFIX_FIELDS = {"REV": "revision", "ADD": "addendum", "CORR": "corrigendum"}

# Components that tell the nature of a document: "L.23", "PV.51", "INF".
NATURES = {
    "L": SymbolKind.DRAFT,
    "PV": SymbolKind.MEETING_RECORD,
    "SR": SymbolKind.MEETING_RECORD,
    "RES": SymbolKind.RESOLUTION,
    "DEC": SymbolKind.DECISION,
    **dict.fromkeys(("CRP", "INF", "NGO", "PRST", "WP"), SymbolKind.OTHER),
}
# A session or a year: "77", "S-12", "2022".
SESSION = re.compile(r"(?:(?P<kind>E?S)-)?(?P<number>\d{1,4})")
# Two symbols of one document, printed as one: "A/51/113-S/1996/276".
JOINT = re.compile(r"\d-[SE]/\d")


def parse_paper(main: str) -> Symbol | None:
    """Read a symbol, in upper-case ASCII, that has no suffixes and is of no series."""
    components = main.split("/")
    if components[0] not in BODIES or len(components) < 2 or JOINT.search(main):
        return None
    shown = [_show(component) for component in components]
    if None in shown or not any(char.isdigit() for char in main):
        return None
    return _describe("/".join(shown), [re.sub(r" ?\(.*", "", c) for c in components])


def add_suffixes(symbol: Symbol, suffixes: list[str]) -> Symbol | None:
    """Return the symbol of an addendum, corrigendum or revision ("ADD.1") of a document."""
    for suffix in suffixes:
        word, _, number = suffix.partition(".")
        fields = {SUFFIX_FIELDS[word]: int(number)} if word in SUFFIX_FIELDS else {}
        symbol = replace(symbol, text=f"{symbol.text}/{_titled(suffix)}", **fields)
    return symbol


def _titled(component: str) -> str:
    return TITLED.sub(lambda match: match[0].capitalize(), component)


def _show(component: str) -> str | None:
    """Return a component as the UN spells it, or None if it is none."""
    match = COMPONENT.fullmatch(component)
    if not match:
        return None
    shown = _titled(match["name"])
    # "COP(14)" is a session and stays glued; "32 (Part I)" is a part and stands apart.
    if match["glued"] and not match["name"][-1].isdigit():
        shown += match["glued"]
    elif match["glued"]:
        return None
    if not match["part"]:
        return shown
    part = PART.fullmatch(match["part"])
    if not part:
        return None
    number = part["number"].replace(" AND ", " and ")
    return f"{shown} ({' '.join(filter(None, (part['word'].capitalize(), number)))})"


def _describe(text: str, components: list[str]) -> Symbol:
    body, *below = components
    natures = [NATURES[name] for c in below if (name := c.partition(".")[0]) in NATURES]
    subsidiary = ""
    if below[0].partition(".")[0] not in NATURES and not SESSION.fullmatch(below[0]):
        subsidiary = below.pop(0)
    sessions = [match for c in below[:-1] if (match := SESSION.fullmatch(c))]
    last = re.search(r"\d+$", below[-1]) if below else None
    plain = bool(below) and all(SESSION.fullmatch(c) for c in below)
    return Symbol(
        text=text,
        body=body,
        subsidiary=subsidiary,
        kind=next(iter(natures), SymbolKind.REPORT if plain else SymbolKind.OTHER),
        session=int(sessions[0]["number"]) if sessions else None,
        session_kind=(sessions[0]["kind"] or "") if sessions else "",
        number=int(last[0]) if last else None,
    )
