"""
Additional sponsors: what an addendum says of who has joined those of a draft.

    Add the following countries to the list of sponsors of the draft resolution:
    Add Chad and Malta to the list of sponsors.
    Additional sponsors: Chad and Malta
    The following States have joined in sponsoring the draft resolution: Chad and Malta.
    Chad and Malta have joined the sponsors of the draft resolution.

"Add the following sentence to paragraph 3:" amends a draft, and adds no sponsor.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions import states
from resolutions.ingest.document import Dropped, Line
from resolutions.ingest.wording import words

_SPONSORS = r"(?:list of )?(?:co-?)?sponsors?(?:ing|hip)?\b"
_WHO = r"(?:countries|country|(?:Member )?States?|delegations?|names?|Members?)"
_SAYINGS = (
    rf"Add the following(?: {_WHO})? to the {_SPONSORS}[^:]{{0,200}}(?::|$)(?P<below>.*)",
    rf"(?:Add|Insert) (?:the names? of )?(?P<added>\S.{{1,4000}}?) to the {_SPONSORS}.{{0,200}}",
    r"Additional (?:co-?)?sponsors?\b[^:]{0,200}(?::|$)(?P<listed>.*)",
    rf"The following(?: {_WHO})? [^:]{{1,80}}\b{_SPONSORS}[^:]{{0,200}}(?::|$)(?P<joining>.*)",
    rf"(?P<joined>\S.{{1,4000}}?),? (?:have|has) (?:also )?(?:joined|become) [^.:]{{0,40}}"
    rf"{_SPONSORS}.{{0,200}}",
)
_SAYING = re.compile("|".join(f"(?:{saying})" for saying in _SAYINGS), re.DOTALL)
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Taken:
    """The paragraphs that are left, the names of the sponsors, and what said them."""

    lines: tuple[Line, ...]
    names: str = ""
    dropped: tuple[Dropped, ...] = ()


def says(text: str) -> bool:
    """Tell whether a paragraph adds sponsors."""
    return _names_in(text) is not None


def take_out(lines: Sequence[Line]) -> Taken:
    """
    Take out the paragraphs that add sponsors, and those below that list them.

    What names nobody that is known stays a paragraph.
    """
    kept: list[Line] = []
    names: list[str] = []
    dropped: list[Dropped] = []
    listing = False
    for line in lines:
        said = _names_in(line.text)
        found = _listed(line.text) if said is None and listing else said
        listing = found is not None
        if found is None:
            kept.append(line)
            continue
        if name := _BETWEEN.sub("", found):
            names.append(name)
        dropped.append(Dropped(words(line.text), "additional-sponsors", line.number))
    if not any(map(_listed, names)):
        return Taken(tuple(lines))
    return Taken(tuple(kept), ", ".join(names), tuple(dropped))


def _names_in(text: str) -> str | None:
    """The names in a paragraph that adds sponsors; "" where they stand below it."""
    match = _SAYING.fullmatch(words(text)) if len(text) <= _LONGEST else None
    return next((each for each in match.groups() if each is not None), "") if match else None


def _listed(text: str) -> str | None:
    """The names in a list half of which at least are known, or None if it is no such list."""
    if len(text) > _LONGEST:
        return None
    named = states.split_names(_BETWEEN.sub("", text))
    known = sum(states.mention(name.strip("* ")).actor is not None for name in named)
    return text if 2 * known >= len(named) > 0 else _one_a_line(text)


def _one_a_line(text: str) -> str | None:
    """ "Chad New Zealand Peru", which stood on three lines, with its commas; or None."""
    pieces, names = text.split(), []
    while pieces:
        lengths = range(min(len(pieces), _MOST_WORDS), 0, -1)
        length = next((n for n in lengths if states.find(" ".join(pieces[:n]))), 0)
        if not length:
            return None
        names.append(" ".join(pieces[:length]))
        del pieces[:length]
    return ", ".join(names) or None


# "the former Yugoslav Republic of Macedonia" has six.
_MOST_WORDS = 8
# What parts a list from the sentence around it, and one line of it from the next.
_BETWEEN = re.compile(r"^[\s.;:,]+|[\s.;:,]+(?:and\W{0,3})?$|\s+and$")
