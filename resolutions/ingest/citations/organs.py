"""Whose resolution it is: what the words around a list, and its numbers, say."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from resolutions.ingest.citations.pinpoints import COUNTS
from resolutions.symbols.series import (
    ASSEMBLY,
    ECOSOC,
    ECOSOC_YEARS,
    FIRST_SLASHED_SESSION,
    HUMAN_RIGHTS_COUNCIL,
    SECURITY_COUNCIL,
)

# How far from a list the words that govern it may stand.
REACH = 120

# "Council" alone may be any of three. A foreign body's numbers must not pass for the Assembly's.
COUNCIL, FOREIGN = "council", "foreign"

FOREIGN_NAMES = (
    r"(?:Governing|Trusteeship|Executive|European|Peace\sand\sSecurity|Ministerial)\sCouncil"
    r"|(?:Environment|Health|Parliamentary|Habitat|Tourism)\sAssembly"
    r"|Commission(?:\sfor(?:\s(?:the|and|[A-Z]\w{1,20})){1,6})?|Committee|Conference|Organi[sz]ation"
    r"|Union|Board|Drugs|Justice|Rights|Women|Agency|Authority|Programme|Parties|Meeting|Congress"
    r"|Parliament|Fund|Bank|Forum|League"
)
ORGAN = (
    rf"\b(?:(?P<foreign>{FOREIGN_NAMES})|(?P<assembly>(?:General\s)?Assembly|UNGA|GA)"
    r"|(?P<security>Security\sCouncil|UNSC|SC)|(?P<ecosoc>Economic\sand\sSocial\sCouncil|ECOSOC)"
    r"|(?P<rights>Human\sRights\sCouncil|HRC)|(?P<council>Council))\b"
)
CODES = {
    "foreign": FOREIGN,
    "assembly": ASSEMBLY,
    "security": SECURITY_COUNCIL,
    "ecosoc": ECOSOC,
    "rights": HUMAN_RIGHTS_COUNCIL,
    "council": COUNCIL,
}
MENTION = re.compile(ORGAN)
# "Security Council resolution", "the Council's resolution".
BEFORE = re.compile(rf"{ORGAN}(?:[’']s?)?\s$")
# "the Human Rights Council, in paragraph 3 of its resolution", "the Assembly by its decision".
SUBJECT = re.compile(
    rf"{ORGAN},?(?:\s(?:at|during)\s[^,;]{{0,60}},)?\s(?:in|of|by|through|under|pursuant\sto)\s"
    rf"(?:paragraphs?\s{COUNTS}\sof\s)?its\s$"
)
# "General Assembly and Security Council resolutions 70/262 and 2282 (2016)".
JOINT = re.compile(r"\bAssembly(?:,|\sand)\s$")
# "resolution 5/12 of 2 March 2022 of the United Nations Environment Assembly".
AFTER = re.compile(
    r"\s(?:of|adopted\sby)\sthe\s(?:[A-Z][\w’-]*\s(?:(?:and|of|on|for|the)\s){0,2}){0,5}?" + ORGAN
)
ITS = re.compile(r"\b[Ii]ts\s$")
# A resolution printed in a report: of the Human Rights Council in Supplement No. 53, "(A/74/53),
# chap. III, resolution 42/12"; of a commission elsewhere, "(E/2020/27), chap. I, sect. C,
# resolution 59/1".
IN_RIGHTS_REPORT = re.compile(
    r"\(A/\d\d/53\b[^()]{0,80}\),\s(?:(?:chap|sect)s?\.\s[\w ]{1,20},\s){1,3}$"
)
IN_REPORT = re.compile(r"\b(?:chap|sect)s?\.\s[\w ]{1,20},\s$")

# The Human Rights Council has met since 2006, in three regular sessions a year, and has never
# adopted more than this many resolutions in one.
FIRST_RIGHTS_YEAR, RIGHTS_SESSIONS_A_YEAR = 2005.7, 3
LAST_RIGHTS_SESSION, MOST_RIGHTS_RESOLUTIONS = 70, 45


@dataclass(frozen=True, slots=True)
class Context:
    """
    What a text says of whose numbers a list holds.

    `stated` is said beside the list: a code of `symbols.series`, COUNCIL or
    FOREIGN. `own` is whether they are "its" numbers, of this organ; `doubtful`,
    whether they may be another body's. `nearest` is the organ named last before
    the list; `named` are all that the text names.
    """

    stated: str | None = None
    own: bool = False
    doubtful: bool = False
    nearest: str | None = None
    named: frozenset[str] = frozenset()


class Organs:
    """The organs that one text names, found once, when they are first asked for."""

    def __init__(self, text: str):
        self._text = text

    @cached_property
    def _mentions(self) -> list[tuple[int, str]]:
        return [
            (match.start(), CODES[match.lastgroup])
            for match in MENTION.finditer(self._text)
            if match.lastgroup != FOREIGN
        ]

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(code for _, code in self._mentions)

    def around(self, start: int, end: int) -> Context:
        """Return what is said of the list at `text[start:end]`."""
        before = self._text[max(0, start - REACH) : start]
        index = bisect_left(self._mentions, (start, ""))
        nearest = self._mentions[index - 1][1] if index else None
        said = {"nearest": nearest, "named": self._named}
        if IN_RIGHTS_REPORT.search(before):
            return Context(HUMAN_RIGHTS_COUNCIL)
        if IN_REPORT.search(before):
            return Context(FOREIGN)
        if beside := BEFORE.search(before):
            if JOINT.search(before, 0, beside.start()):
                return Context(own=True, **said)
            return Context(CODES[beside.lastgroup], **said)
        if beside := AFTER.match(self._text[end : end + REACH]):
            return Context(CODES[beside.lastgroup], **said)
        own = bool(ITS.search(before))
        subject = SUBJECT.search(before)
        if subject and subject.lastgroup == FOREIGN:
            return Context(doubtful=True, **said)
        return Context(CODES[subject.lastgroup] if subject else None, own=own, **said)


def organ_of(
    number: str, when: date | None, context: Context, previous: str | None = None
) -> str | None:
    """
    Return the organ whose number this is, or None where that would be a guess.

    `previous` is the organ of the number before it in the list.
    """
    stated = context.stated
    if stated == FOREIGN:
        return None
    if stated and stated != COUNCIL:
        return stated
    session = number.partition("/")[0]
    if session == number:
        # Only the Security Council gives the year in brackets.
        if number[-5:-1].isdigit():
            return SECURITY_COUNCIL
        return ECOSOC if stated else ASSEMBLY
    if not session.isdigit():
        return HUMAN_RIGHTS_COUNCIL if stated else previous or ASSEMBLY
    if int(session) in ECOSOC_YEARS:
        return ECOSOC if stated or ECOSOC in context.named else None
    return HUMAN_RIGHTS_COUNCIL if stated else _assembly_or_rights(number, when, context)


def _assembly_or_rights(number: str, when: date | None, context: Context) -> str | None:
    """Tell the Assembly's 53/70 from the Human Rights Council's 42/22, where nothing is stated."""
    session = int(number.partition("/")[0])
    can_be_assembly = session >= FIRST_SLASHED_SESSION
    can_be_rights = HUMAN_RIGHTS_COUNCIL in context.named and _can_be_rights(number, when)
    if can_be_assembly and when:
        # A session begins in September and its resolutions go on into the next year.
        if when.year - 1945 - session in (0, 1):
            return ASSEMBLY
        if can_be_rights:
            return HUMAN_RIGHTS_COUNCIL
        # "Its" own is the Assembly's, though the date be misprinted.
        return ASSEMBLY if context.own else None
    near = context.nearest in (HUMAN_RIGHTS_COUNCIL, COUNCIL)
    if can_be_rights and (not can_be_assembly or (near and not context.own)):
        return HUMAN_RIGHTS_COUNCIL
    return ASSEMBLY if can_be_assembly and not context.doubtful else None


def _can_be_rights(number: str, when: date | None) -> bool:
    session, _, rest = number.partition("/")
    count = int(re.match(r"\d+", rest)[0])
    if count > MOST_RIGHTS_RESOLUTIONS or int(session) > LAST_RIGHTS_SESSION:
        return False
    expected = FIRST_RIGHTS_YEAR + int(session) / RIGHTS_SESSIONS_A_YEAR
    return when is None or abs(when.year - expected) < 1.5
