"""Sponsors: the line above a draft's title that says whose it is."""

import re

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
# All members of the United Nations take up less than a quarter of this.
_LONGEST = 20_000
_STARS = re.compile(r"\*+")


def read(text: str) -> tuple[str, str] | None:
    """Split a sponsor line into the names and what they submit, or return None."""
    if len(text) > _LONGEST:
        return None
    if match := LABEL.search(text[-300:]):
        end = len(text) - min(len(text), 300) + match.start()
        return text[:end].strip(), match["label"].lower()
    if match := _SUBMITTED.match(text):
        return match["names"].strip(), (match["label"] or "").lower()
    return None


def resolve(names: str) -> tuple[tuple[ParsedSponsor, ...], list[ParseWarning]]:
    """Read a printed list of sponsors; a name that nobody bears stays as printed."""
    sponsors, warnings = [], []
    for printed in states.split_names(_STARS.sub("", names)):
        mention = states.mention(printed)
        slug = mention.actor.slug if mention.actor else ""
        sponsors.append(ParsedSponsor(printed, slug, mention.on_behalf_of))
        if not slug:
            message = f"The sponsor “{printed[:80]}” is not a name that is known."
            warnings.append(ParseWarning("unknown-sponsor", message))
    return tuple(sponsors), warnings
