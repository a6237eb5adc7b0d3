"""
Opening words: the verb by which a paragraph acts, with what belongs to it.

In print they are the leading italics. Where a source has no italics they are
read by this grammar, which follows the printed usage:

    [adverbs] verb [particle] [adverbs] [and verb] [with feeling] [its feeling] [adverbs]

    "Recalling its resolution"                 Recalling
    "Taking note of the report"                Taking note
    "Also calls upon all States"               Also calls upon
    "Expressing its deep concern at"           Expressing its deep concern
    "Noting with appreciation also the work"   Noting with appreciation also
    "Recalling, in this regard, resolution"    Recalling
    "Deeply concerned that"                    Deeply concerned
    "Having considered the report"             Having considered

A participle or adjective opens a preambular paragraph, a verb in the third
person an operative one; a noun ("Development and peace") opens neither.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from resolutions.ingest.document import Line, Style


class Form(Enum):
    """What kind of paragraph the opening words begin."""

    PARTICIPLE = "participle"
    FINITE = "finite"


@dataclass(frozen=True, slots=True)
class Opening:
    words: str
    form: Form


_VERBS = """
    accede accept acclaim acknowledge act adhere admire adopt advise affirm agree aim amend
    anticipate appeal applaud appoint appreciate appropriate approve ask assert assess
    associate assume assure attach authorize await bear believe bring build call caution
    celebrate challenge change choose cite commemorate commend commit compliment conclude
    concur condemn confirm congratulate consider continue convene convey create decide
    declare decline dedicate deem defer define delegate demand denounce deplore deprecate
    designate desire determine direct discontinue dissociate draw elect emphasize empower
    encourage endorse enjoin ensure entrust envisage establish exhort expect express extend
    facilitate favour feel find focus follow foresee give grant greet hail have highlight
    honour hope identify implore include increase inform insist instruct intend introduce
    invite keep lament launch leave look maintain make mandate mark mourn note object
    observe offer open oppose order outline pay place pledge point praise preserve proceed
    proclaim prohibit promote propose protest provide pursue raise rate re-emphasize
    reaffirm realize recall receive recognize recommend recommit reconfirm reconstitute
    reemphasize refer regret reinforce reiterate reject rejoice remain remember remind
    render renew repeat repudiate request reserve resolve respect restate revert review
    revise revoke salute seek send set share signal solicit specify state stipulate
    strengthen stress strive submit suggest support suspend sustain take terminate thank
    think transfer transmit trust underline underscore understand undertake uphold urge
    value view voice vote warn welcome wish withdraw witness
"""

_STATES = """
    alarmed anxious appalled appreciative assembled aware cognizant committed concerned
    confident conscious
    convinced dedicated deploring desirous determined disappointed dismayed distressed
    disturbed eager encouraged grateful gratified guided heartened hopeful horrified
    indignant inspired mindful motivated moved outraged persuaded pleased prompted proud
    reassured resolute resolved saddened satisfied seized sensitive shocked supportive
    troubled worried
"""

_FEELINGS = """
    abhorrence acknowledgement adherence admiration agreement alarm anguish anxiety appeal
    appreciation approval attachment awareness belief call commendation commitment
    commitments concern concerns condemnation condolences confidence congratulations
    conviction demand deploration desire determination disappointment disapproval dismay
    displeasure dissatisfaction distress encouragement endorsement expectation faith
    frustration gratification gratitude grief hope horror indignation intention interest
    invitation opposition optimism outrage pleasure pride readiness recognition regret
    rejection request resolve respect revulsion sadness satisfaction shock solidarity sorrow
    support sympathy thanks trust understanding willingness wish wishes
"""


# No opening is longer than this.
_LONGEST = 200


# "States", "views" and the like are nouns in every text.
_NOUNS = frozenset({"act", "aim", "build", "change", "order", "set", "state", "value", "view"})


def _third_person(verb: str) -> str:
    if verb == "have":
        return "has"
    return re.sub(r"(?<=[sxz])$|(?<=[cs]h)$", "e", verb) + "s"


def _participle(verb: str) -> str:
    stem = verb if verb.endswith(("ee", "re-e")) else verb.removesuffix("e")
    doubled = ("commit", "recommit", "set", "submit", "transmit", "regret", "refer", "defer")
    return stem + (stem[-1] if verb in doubled or verb == "transfer" else "") + "ing"


def _any(words) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_FIRST_WORDS = frozenset(
    [word for verb in _VERBS.split() for word in (_third_person(verb), _participle(verb))]
    + _STATES.split()
    + ["again", "also", "being", "equally", "ever", "further", "furthermore", "likewise", "once"]
)
_FINITE = _any(_third_person(verb) for verb in _VERBS.split() if verb not in _NOUNS)
_PARTICIPLE = _any([_participle(verb) for verb in _VERBS.split()] + _STATES.split())
_FEELING = _any(_FEELINGS.split())
_VERB = f"(?:{_FINITE}|{_PARTICIPLE})"

_ALSO = r"(?:also|further|again|once[ ]again|once[ ]more|equally|likewise|furthermore|anew)"
# "Further encourages", never "Encourages further": that is "further work".
_AFTER = r"""(?:also|(?:(?<=ing[ ])|(?<=[efg]d[ ])|(?<=note[ ])|(?<=ful[ ]))further
    |again|once[ ]again|once[ ]more|equally|unequivocally|categorically
    |without[ ](?:any[ ])?reservation|in[ ]particular(?=[ ])
    |(?<=ing[ ])in[ ]this[ ]regard(?=[ ]))"""
_BEFORE = rf"(?:{_ALSO}|ever|[a-z]{{2,14}}ly)"
# "its very deep and growing concern": up to five words before the feeling.
_DEGREE = r"(?:(?!with\b|its\b)[a-z]{3,14}(?:,|[ ]and)?[ ]){0,5}?"

# Each verb takes particles of its own: "calls for" is one verb, "calls" and "for" are not.
_PARTICLES = (
    (r"tak(?:es|ing)", r"note|into[ ](?:account|consideration)|stock"),
    (r"(?:bear|keep|hav)(?:s|ing)", r"in[ ]mind"),
    (r"(?:draws|drawing)", r"attention|the[ ]attention"),
    (r"call(?:s|ing)", rf"(?:{_ALSO}[ ])?(?:upon|on|for|attention)"),
    (r"pay(?:s|ing)", r"tribute|(?:special[ ])?attention"),
    (r"look(?:s|ing)", r"forward"),
    (r"giv(?:es|ing)", r"due[ ]consideration|effect"),
    (r"(?:believ|consider)(?:es|s|ing)", r"it[ ][a-z]{4,14}(?=[ ](?:that|to|for)\b)"),
    (r"plac(?:es|ing)", r"on[ ]record"),
    (r"(?:leav|keep)(?:es|s|ing)", r"open"),
    (r"express(?:es|ing)", r"the[ ](?:view|need|hope|desire|wish|belief|conviction)"),
)
_PARTICLE = "|".join(rf"\b{verb}[ ](?:{particle})\b" for verb, particle in _PARTICLES)

_PAST = (
    r"(?:considered|examined|heard|received|reviewed|listened|adopted|discussed|noted|studied"
    r"|met|taken[ ]note|regard|in[ ]mind|decided|established|elected|been)"
)
_WITH = rf"[ ](?:with[ ]{_DEGREE}{_FEELING}|in[ ]the[ ]strongest[ ](?:possible[ ])?terms)\b"
_WHOSE = rf"""
    [ ](?:its|their|our)[ ]{_DEGREE}{_FEELING}\b
    (?:[ ]and[ ]{_DEGREE}{_FEELING}\b)?
    (?:(?<=\bcall)[ ](?:upon|on|for)\b)?
"""
# "Expresses deep concern", with no "its".
_FELT = rf"(?<=express)(?:es|ing)[ ]{_DEGREE}{_FEELING}\b(?:[ ]and[ ]{_DEGREE}{_FEELING}\b)?"

_GRAMMAR = re.compile(
    rf"""
    (?:{_BEFORE}[ ]){{0,2}}
    (?:
        having[ ](?:{_BEFORE}[ ])?{_PAST}\b
      | (?:being|remaining|remains)[ ](?:[a-z]{{2,14}}[ ]){{0,2}}?{_any(_STATES.split())}\b
      | continu(?:es|ing)[ ]to[ ](?:take[ ]the[ ]view|[a-z]{{3,20}}\b)
      | {_PARTICLE}
      | express{_FELT}
      | renew(?:s|ing)[ ]its[ ]decision\b
      | {_VERB}\b
    )
    (?:[ ]and[ ](?:continues[ ]to[ ][a-z]{{3,20}}\b
        |(?:{_BEFORE}[ ])?(?:{_PARTICLE}|express{_FELT}|{_VERB}\b)))?
    (?:[ ]{_AFTER}\b)?
    (?:{_WITH})?
    (?:{_WHOSE})?
    (?:{_WITH})?
    (?:[ ](?:{_AFTER}|(?<=[gn][ ])further)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_FIRST_VERB = re.compile(
    rf"(?:{_BEFORE}[ ])*(?:(?P<finite>{_FINITE})|(?P<participle>{_PARTICIPLE}|having|being))\b",
    re.IGNORECASE,
)
# A verb that no list holds: "Reenergizing the Commission".
_UNKNOWN_PARTICIPLE = re.compile(r"[A-Z][a-z]{3,20}ing\b(?= (?:that|the|its|with|all|on|to)\b)")


def read(text: str) -> Opening | None:
    """Return the opening words by the grammar, or None if the text begins otherwise."""
    return _read(text[:_LONGEST]) if text[:1].isupper() else None


@lru_cache(maxsize=4096)
def _read(head: str) -> Opening | None:
    first = head.split(maxsplit=1)[0].rstrip(",;:").lower()
    begins = first in _FIRST_WORDS or first.endswith("ly")
    if begins and (match := _GRAMMAR.match(head)) and (form := form_of(match[0])):
        return Opening(match[0], form)
    if match := _UNKNOWN_PARTICIPLE.match(head):
        return Opening(match[0], Form.PARTICIPLE)
    return None


def form_of(words: str) -> Form | None:
    """Tell by its first verb what kind of paragraph opens with these words."""
    match = _FIRST_VERB.match(words)
    if match is None:
        return None
    return Form.FINITE if match["finite"] else Form.PARTICIPLE


def of(line: Line) -> str:
    """
    Return the opening words of a paragraph: its leading italics, or by the grammar.

    Italics that run through the whole paragraph are not an opening.
    """
    italic = chr(Style.ITALIC)
    end = len(line.styles) - len(line.styles.lstrip(italic))
    words = line.text[:end].strip(" ,;:")
    if words and end < len(line.text.rstrip(" ,;:.")):
        return words
    found = read(line.text)
    return found.words if found else ""
