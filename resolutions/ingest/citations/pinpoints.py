"""Where in a document a citation points: "paragraphs 1 to 3 of", ", annex", ", paras. 2-3"."""

import re

from resolutions.ingest.citations.patterns import DASH

# How far from a citation its pinpoint may stand, and how long it may be.
REACH = 110

# What a pinpoint counts: "1 to 3", "6 and 7", "3 (b) and (c)", "II", "A". Not the number that
# comes after it, "53/70, para. 8, 70/116".
COUNT = r"(?:\d{1,3}(?![\d/])(?:\s?\([a-z]{1,4}\))?|\([a-z]{1,4}\)|[IVXL]{1,7}\b(?!/)|[A-Z]\b(?!/))"
COUNTS = rf"{COUNT}(?:(?:,\s|,?\sand\s|\sto\s|{DASH}){COUNT}){{0,30}}"
# "paragraphs 1 to 3", "sect. II", "annex", "appendix I".
PLACE = (
    r"(?:(?:(?:operative\s|preambular\s)?(?:sub)?paragraphs?|paras?\.|sections?|sects?\.|chapters?"
    rf"|chaps?\.|parts?)\s{COUNTS}|(?:annex(?:es)?|appendix|appendices)(?:\s{COUNTS})?)"
)
# "paragraphs 1 to 3 of its" before what is cited, "the annex to".
BEFORE = re.compile(
    rf"\b(?P<pinpoint>{PLACE}(?:,\s{PLACE})?)\s(?:of|to|in)\s(?:the\s|its\s|their\s)?"
    r"(?:General\sAssembly\s|Security\sCouncil\s|Assembly\s|Council\s|document\s)?$"
)
# ", paras. 2-3", ", annex", ", sect. II, para. 5" after it; not when it is of the next one.
AFTER = re.compile(rf"(?>(?:,\s(?:and\s)?{PLACE}){{1,4}})(?!\s(?:of|to|in)\b|\w)")


def pinpoint_after(text: str, end: int) -> tuple[str, int]:
    """Return the pinpoint printed after a citation that ends at `end`, and where it ends."""
    found = AFTER.match(text, end, end + REACH)
    return (found[0].strip(", "), found.end()) if found else ("", end)


def pinpoint_before(text: str, start: int) -> str:
    """Return the pinpoint printed before a citation that starts at `start`, or ""."""
    found = BEFORE.search(text[max(0, start - REACH) : start])
    return found["pinpoint"] if found else ""
