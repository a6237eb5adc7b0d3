"""The verbs and phrases that introduce a citation: a small, closed vocabulary."""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

# What is printed ("Recalls", "Recalling also") goes by its participle. A past form introduces
# nothing: "as requested in its resolution 71/28".
VERBS = {
    r"acknowledg(?:es|ing)": "acknowledging",
    r"affirm(?:s|ing)": "affirming",
    r"approv(?:es|ing)": "approving",
    r"authoriz(?:es|ing)": "authorizing",
    r"bear(?:s|ing)\s(?:also\s|further\s)?in\smind": "bearing in mind",
    r"call(?:s|ing)\s(?:also\s|further\s)?(?:up)?on": "calling upon",
    r"commend(?:s|ing)": "commending",
    r"confirm(?:s|ing)": "confirming",
    r"consider(?:s|ing)": "considering",
    r"decid(?:es|ing)": "deciding",
    r"emphasiz(?:es|ing)": "emphasizing",
    r"encourag(?:es|ing)": "encouraging",
    r"endors(?:es|ing)": "endorsing",
    r"guided\s(?:also\s|further\s)?by": "guided by",
    r"having\sconsidered": "having considered",
    r"invit(?:es|ing)": "inviting",
    r"mindful\s(?:also\s|further\s)?of": "mindful of",
    r"not(?:es|ing)": "noting",
    r"reaffirm(?:s|ing)": "reaffirming",
    r"recall(?:s|ing)": "recalling",
    r"recogniz(?:es|ing)": "recognizing",
    r"reiterat(?:es|ing)": "reiterating",
    r"request(?:s|ing)": "requesting",
    r"stress(?:es|ing)": "stressing",
    r"support(?:s|ing)": "supporting",
    r"tak(?:es|ing)\s(?:also\s|further\s)?note": "taking note of",
    r"tak(?:es|ing)\s(?:also\s|further\s)?into\s(?:account|consideration)": "taking into account",
    r"underlin(?:es|ing)": "underlining",
    r"underscor(?:es|ing)": "underscoring",
    r"urg(?:es|ing)": "urging",
    r"welcom(?:es|ing)": "welcoming",
}
# These govern only what follows at once: "the report submitted pursuant to resolution 71/28".
CONNECTIVES = {
    r"contained\sin": "contained in",
    r"established\s(?:by|in|under|pursuant\sto)": "established by",
    r"in\s(?:accordance|conformity|line)\swith": "in accordance with",
    r"in\sresponse\sto": "in response to",
    r"(?:pursuant\sto|in\spursuance\sof)": "pursuant to",
    r"see\salso": "see also",
    r"see": "see",
    r"set\s(?:out|forth)\sin": "set out in",
}
CONNECTIVE_REACH = 60

INTRODUCERS = VERBS | CONNECTIVES
NAMES = tuple(INTRODUCERS.values())
VERB_NAMES = frozenset(VERBS.values())
# Most words fail at their first letter, and no groups are kept: this runs over every text.
FIRST_LETTERS = "".join(sorted({pattern.lstrip("(?:")[0] for pattern in INTRODUCERS}))
INTRODUCER = re.compile(rf"\b(?=[{FIRST_LETTERS}])(?:{'|'.join(INTRODUCERS)})\b", re.IGNORECASE)


class Introducers:
    """The introducing words of one text, found once, when they are first asked for."""

    def __init__(self, text: str):
        self._text = text

    @cached_property
    def _all(self) -> list[tuple[int, str]]:
        return [(match.end(), _name(match[0])) for match in INTRODUCER.finditer(self._text)]

    @cached_property
    def _verbs(self) -> list[tuple[int, str]]:
        return [(end, name) for end, name in self._all if name in VERB_NAMES]

    def before(self, position: int) -> str:
        """Return the introducer that governs what stands at `position`, or ""."""
        end, name = _last(self._all, position)
        if name and position - end <= CONNECTIVE_REACH:
            return name
        return _last(self._verbs, position)[1]


@lru_cache(maxsize=1024)
def _name(printed: str) -> str:
    """The name that printed words go by; they match one of the patterns."""
    matches = (re.fullmatch(pattern, printed, re.IGNORECASE) for pattern in INTRODUCERS)
    return next(name for name, match in zip(NAMES, matches, strict=True) if match)


def _last(found: list[tuple[int, str]], position: int) -> tuple[int, str]:
    index = bisect_right(found, position, key=lambda pair: pair[0])
    return found[index - 1] if index else (0, "")
