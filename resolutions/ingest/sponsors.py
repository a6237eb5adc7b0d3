"""
Sponsors: the line above a draft's title that says whose it is.

    Chile and Kenya: draft resolution                   two States
    Guyana,* on behalf of the Group of 77 and China: .. one State, for a group
    Iraq:* draft resolution                             the same, if note * says so
    Draft resolution submitted by the Rapporteur, ...   an office, with who holds it
"""

import re
from collections.abc import Mapping

from resolutions import states
from resolutions.ingest.document import ParsedSponsor, ParseWarning

# ": draft resolution", ": revised draft resolution", ": amendment to draft resolution A/..."
LABEL = re.compile(
    r"[\s*]*:[\s*]*(?P<label>(?:(?:second |third )?revised )?(?:draft resolution|draft decision"
    r"|working paper|amendments? to (?:the )?(?:revised )?draft resolution[^:]{0,120})"
    r"(?: [IVXLC]{1,8})?)[\s*]*$",
    re.IGNORECASE,
)
# "Draft resolution submitted by the Chair", "Sponsors: Australia, Chile and Kenya"
_SUBMITTED = re.compile(
    r"(?:(?P<label>(?:revised )?draft (?:resolution|decision)) (?:submitted|proposed) by"
    r"|(?:co-?)?sponsors?(?:hip)?:) ?(?P<names>\S.{0,20000})$",
    re.IGNORECASE,
)
# "submitted by the Chair, on the basis of informal consultations on draft resolution A/..."
_WHEREUPON = re.compile(
    r",? (?:and )?(?:on the (?:basis|recommendation) of|following|after|as a result of"
    r"|in accordance with|pursuant to|in the light of)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# "..., taking into account also the provisions of General Assembly resolution 52/250": how a
# State may act for a group, and no sponsor.
_TAKING = re.compile(r",? taking into account\b.*", re.IGNORECASE | re.DOTALL)
_ON_BEHALF = re.compile(r"\W{0,2}(?:on|of) behalf of (?:the )?(?P<whom>.{1,400})", re.IGNORECASE)
# All members of the United Nations take up less than a quarter of this.
_LONGEST = 20_000
_STARS = re.compile(r"\*+")


def read(text: str) -> tuple[str, str] | None:
    """Split a sponsor line into the names and what they submit, or return None."""
    if len(text) > _LONGEST:
        return None
    names, label = text, ""
    if match := LABEL.search(text[-300:]):
        end = len(text) - min(len(text), 300) + match.start()
        # An asterisk of "Iraq:*" belongs to the name.
        stars = "".join(_STARS.findall(match[0][: match.start("label") - match.start()]))
        names, label = text[:end].strip() + stars, match["label"].lower()
    if match := _SUBMITTED.match(names):
        return match["names"].strip(), label or (match["label"] or "").lower()
    return (names, label) if label else None


def resolve(
    names: str, notes: Mapping[str, str] | None = None
) -> tuple[tuple[ParsedSponsor, ...], list[ParseWarning]]:
    """
    Read a printed list of sponsors; a name that nobody bears stays as printed.

    `notes` are the texts of the notes that asterisks refer to: "* On behalf of the
    Group of African States" says for whom a State with that asterisk acts.
    """
    names = " ".join(names.split())
    if office := _office(names):
        return (office,), []
    sponsors, warnings = [], []
    # A list may name a State twice; it sponsors once.
    for name in dict.fromkeys(states.split_names(_starred(_TAKING.sub("", names)))):
        sponsor = _sponsor(name, notes or {})
        if not _STARS.sub("", name).strip():
            continue
        sponsors.append(sponsor)
        if not sponsor.slug:
            message = f"The sponsor “{sponsor.printed[:80]}” is not a name that is known."
            warnings.append(ParseWarning("unknown-sponsor", message))
        if (whom := sponsor.on_behalf_of) and states.find(whom) is None:
            message = f"The group “{whom[:80]}”, for which a sponsor acts, is not known."
            warnings.append(ParseWarning("unknown-group", message))
    return tuple(sponsors), warnings


def _starred(names: str) -> str:
    """Names with their asterisks before the comma: "Cuba,* Chile" as "Cuba*, Chile"."""
    return re.sub(r"(\s*,)\s?(\*+)", r"\2\1", names)


def _sponsor(name: str, notes: Mapping[str, str]) -> ParsedSponsor:
    printed = " ".join(_STARS.sub("", name).split()).replace(" ,", ",")
    mention = states.mention(printed)
    behalf = mention.on_behalf_of
    for star in _STARS.findall(name):
        behalf = behalf or _whom(notes.get(star, ""))
    return ParsedSponsor(printed, mention.actor.slug if mention.actor else "", behalf)


def _whom(note: str) -> str:
    """The group for which the sponsor acts to whom a note refers, or ""."""
    match = _ON_BEHALF.match(note)
    return states.group_name(_TAKING.sub("", match["whom"]).strip(" .")) if match else ""


def _office(names: str) -> ParsedSponsor | None:
    """
    The one sponsor of a text that an office submits, with the person who holds it.

    "the Vice-Chair of the Committee, Jenni Mikkola (Finland), on the basis of informal
    consultations" is the Vice-Chair; neither Ms. Mikkola nor Finland is a sponsor.
    """
    actor = states.find(f"submitted by {names}")
    if actor is None:
        return None
    printed = _WHEREUPON.sub("", _STARS.sub("", names)).strip(" ,").replace(" )", ")")
    return ParsedSponsor(printed, actor.slug)
