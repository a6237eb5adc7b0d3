"""
The shapes that citations are printed in.

No pattern here backtracks without bound: what repeats begins with a separator
that the part before it cannot hold, and a pattern that looks around a place is
given a slice of bounded length.
"""

import re

from resolutions.symbols.papers import BODIES

HYPHENS = "\u2010\u2011-"
DASH = f"[\u2013\u2014{HYPHENS}]"

# Not in a word, nor in a symbol: not the "2008" of "LC-LP.1 (2008)".
APART = r"(?<![\w./-])"
# The beginning of a symbol, also of the second in "A/51/113-S/1996/276".
SYMBOL_APART = rf"(?:(?<![\w./-])|(?<=\d[{HYPHENS}]))"

# Numbers ----------------------------------------------------------------------------------

# A number within a session: "53/70", "S-10/2", "ES-11/1", "2017/18", and "43/78" of "43/78H".
# Not "9/11/2001", "1/CP.21", "12/07" (no organ counts with a nought), "24/7th", "70/1.5".
SLASHED = rf"(?:E?S[{HYPHENS}])?[1-9]\d{{0,3}}/[1-9]\d{{0,3}}(?![\d/]|[a-z_]|[A-Z]\w|\.\d|{DASH}\d)"
# Lettered parts: " H", "H", "(H)", " A and B", " A, B and C", " A to D". Not " A/75/1", " Article".
LETTER = r"\(?[A-Z]\)?(?![\w/]|\.\w)"
LETTERS = rf"\s?{LETTER}(?:(?:,\s?|,?\s(?:and|or|to)\s|{DASH}){LETTER}){{0,25}}"
# A number with the session in Roman numerals: "2625 (XXV)", "217 A (III)", "217A(III)",
# "217 (III) A", "3411 A to D (XXX)", "3201 (S-VI)". Not "40 (Cg-XII)".
ROMAN = (
    rf"[1-9]\d{{0,3}}(?:\s?[A-Z](?:(?:,\s|,?\sand\s|\sto\s|{DASH})[A-Z]){{0,9}})?\s?"
    rf"\((?:E?S[{HYPHENS}])?[IVXL]{{1,8}}\)(?:\s?[A-Z](?![\w/]|\.\w)|(?!\w))"
)
# A number with the year, as the Security Council writes: "1373 (2001)".
YEARED = r"[1-9]\d{0,3}\s?\((?:19|20)\d\d\)(?!\w)"

NUMBER = f"(?:{ROMAN}|{YEARED}|{SLASHED}(?:{LETTERS})?)"

# Symbols ----------------------------------------------------------------------------------

# A symbol of a resolution or decision: "A/RES/53/70", "S/RES/1373 (2001)", "A/HRC/RES/42/12".
SERIES = rf"{SYMBOL_APART}(?P<organ>A/HRC|[ASE])/(?P<word>RES|DEC)/(?P<printed>{NUMBER})"

# One component of another symbol: "C.1", "c.1", "77", "L.23", "COP(14)", "COP-MOP", and the
# "SR.1-28" of "SR.1-28/Corrigendum". A hyphen before another symbol ends it, and so does a
# full stop that lost its space ("174.The").
COMPONENT = (
    r"(?i:[A-Z]{1,12}(?:\.[A-Z]{1,4})?\."
    rf"(?:\d{{1,5}}(?:[A-Z]|{DASH}\d{{1,5}}(?=/))?|[IVX]{{1,6}}|l)(?!\w)"
    rf"|[A-Z]{{1,4}}[{HYPHENS}](?![ASE]/)[A-Z0-9]{{1,4}}|[A-Z0-9]{{1,12}})"
    r"(?:\([A-Z0-9]{1,4}\))?"
)
# The part of a document: "(Part I)", "(Parts I and II)", "(Vol. II)", "(Sect. 29A)".
PART = (
    r"(?i:\s?\((?:parts?|vols?\.|(?:income\s)?sect\.|prog\.|resumption|introduction"
    r"|plan\soutline)\s?[\w ]{0,12}\))"
)
# Any other symbol: "A/70/174", "A/C.1/77/L.23/Rev.1", "NPT/CONF.1995/32 (Part I)/Corr.2".
# Not "HIV/AIDS" or "and/or": it begins with a body of the United Nations.
BODY = "|".join(sorted(BODIES, key=len, reverse=True))
# A line's end may have parted a suffix from it: "A/66/53/Add.1/ Corr.1".
PAPER = (
    rf"{SYMBOL_APART}(?P<paper>(?:{BODY})"
    rf"(?:(?:/|\s?/\s?(?=(?:Add|Corr|Rev)\.)){COMPONENT}(?:{PART})?)+)(?!\w)"
)

# Lists ------------------------------------------------------------------------------------

# The word that opens a list of numbers: "resolutions", "decision"; "Res." before a number
# only: "7 Dec 1988" is a day.
HEAD = (
    r"\b(?P<head>(?:[Rr]esolution|RESOLUTION|[Dd]ecision|DECISION)(?P<plural>s|S)?\b"
    r"|(?:[Rr]es|RES|[Dd]ec|DEC)\b\.?(?=\s(?:E?S-)?\d{1,4}(?:/|\s?[A-Z]?\s?\()))"
)
# The look ahead says at once, for most letters of a text, that nothing begins there.
TOKEN = re.compile(rf"(?=[A-Z0-9rd])(?:{SERIES}|{PAPER}|{HEAD}|{APART}(?P<number>{NUMBER}))")

# What stands between the word and the first number: "resolution 53/70", "resolution No. 53/70".
OPENING = re.compile(r"\s(?:[Nn]os?\.\s?)?\(?")
# The end of the words between the word and the first number: "resolutions on ageing, including
# 78/177", "the subsequent resolutions, the latest of which was 2466 (2019)".
OPENING_ASIDE = re.compile(
    r"\s(?:including|in\sparticular|namely|notably|especially|which\s(?:was|is|being))\s(?:its\s)?$"
)
# What stands between two numbers of a list; the comma may have lost its space.
LINK = re.compile(r"\)?(?:[,;]\s?|(?:,?\s(?:and|or|to|as\swell\sas|and\salso))?\s)(?:its\s|of\s)?")
# The end of the words between two numbers of a list, "resolutions 54/213 on culture, 57/249".
ASIDE = re.compile(r"(?:,\s?|,?\sand\s|,?\sas\swell\sas\s)$")

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
# " of 4 December 1998", " (4 December 1998)" after a number; delegations write "7 Dec 1988"
# and "7 Dec. 1988" too.
MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
DATED = re.compile(
    r",?\s(?:of\s|on\s|dated\s|adopted\son\s|\()"
    rf"(?P<day>\d{{1,2}})\s(?P<month>{MONTH})\.?\s(?P<year>(?:19|20)\d\d)(?!\d)\)?"
)

# After a symbol ----------------------------------------------------------------------------

# "-14" after "A/C.6/75/SR.11": the records up to that one.
UP_TO = re.compile(rf"{DASH}(?P<last>\d{{1,4}})(?![\w/])")
# "and Corr.1", ", Add.1", "and Add.1-3" after a symbol: more papers under it.
ADDED = re.compile(
    r"(?:[,;]\s?|[,;]?\s(?:and|or|as\swell\sas)\s)"
    r"(?P<suffix>(?:Add|Amend|Corr|Rev)\.\s?(?:\d{1,3}|[lI]\b)"
    rf"(?:/(?:Add|Corr|Rev)\.\d{{1,3}})?)(?:(?:{DASH}|\sto\s)(?P<last>\d{{1,3}}))?(?![\w/])"
)
# "and L.24" after "A/C.1/77/L.23", "and PV.51" after "A/71/PV.50": its neighbours.
NEIGHBOUR = re.compile(
    r"(?:,\s|,?\sand\s)(?P<component>(?P<nature>L|PV|SR|INF|WP)\.\d{1,4}(?:/Rev\.\d{1,2})?)(?![\w/])"
)
