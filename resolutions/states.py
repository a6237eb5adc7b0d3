"""States and other actors: their names through time, membership by date, spellings in sources."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from resolutions.vocabulary import ActorKind, RegionalGroup

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "actors.json"

# Combining marks go, and these letters have no decomposition.
FOLDED_LETTERS = str.maketrans({"ı": "i", "&": " and "})

# "States Members of the United Nations that are members of the Group of 77 and China";
# sources also print "members of the members of the". The short form is "States that are members
# of"; "member States of the European Union" is a name of its own.
MEMBERSHIP_PHRASE = re.compile(
    r"^(?:the )?(?:(?:States Members|Member States) of the United Nations|(?:Member )?States)"
    r" (?:(?:that|which) are )?(?:(?:members of|belonging to) (?:the )?)+",
    re.IGNORECASE,
)

# "Republic of Cameroon" is Cameroon, but these are not whom the last word names.
FORM_OF_STATE = re.compile(
    r"^(?:the )?(?:Republic|Kingdom) of (?:the )?(?P<rest>.+)$", re.IGNORECASE
)
NEVER_SHORTENED = {"china", "vietnam"}

# "Submitted by the Chair of the Committee following informal consultations"; who spoke for it
# may stand before that: "France Cassar (Malta), submitted by the Rapporteur".
OFFICE_PHRASE = re.compile(
    r"^(?:[^,()]{1,60} \([^()]{1,60}\), )?"
    r"(?:(?:submitted|introduced)(?: in the Committee)? by|on the basis of the report of)"
    r" (?:the )?(?P<office>.+)$",
    re.IGNORECASE,
)

# "Cuba, on behalf of the Group of 77 and China"; "Cuba (on behalf of ...)"; "The representative
# of Austria on behalf of the Bureau"; "Romania (in its capacity as Chair of ...)". "Of behalf of"
# and "on behalf the" are misprints seen in sources.
ACTING_FOR = re.compile(
    r"^(?:introduced in the Committee by )?(?:the representative of )?(?P<name>.+?),? "
    r"(?P<bracket>\()?(?:(?:on|of) behalf(?: of)?|in its capacity as) (?:the )?(?P<whom>.+)$",
    re.IGNORECASE,
)
STARTS_ACTING_FOR = re.compile(r"^\(?(?:on|of) behalf of\b", re.IGNORECASE)

# "Venezuela (Bolivarian Republic of) (A74/368)"
REFERENCE = re.compile(r"\s*\(A/?\d+/[^()\s]{1,30}\)$")
# "Togo. - Philippines was removed from the list of sponsors": what is no name follows.
REMARK = re.compile(r"\.\s+[-–]\s+")
# "Philippines was removed from the list of sponsors", "Removes Czechia from the list of sponsors"
WITHDRAWAL = re.compile(
    r"^(?:(?P<one>.{1,200}?) (?:was|were) removed|removes? (?P<other>.{1,200}?)) "
    r"from the list of sponsors\b",
    re.IGNORECASE,
)

# "The amendment was rejected by the Assembly"
ABOUT_A_TEXT = re.compile(
    r"^the (?:draft |proposed |oral )*(?:resolution|decision|amendment|proposal|text)s?,?"
    r"(?: [^ ]{1,40}){0,4} (?:was|were|is|has been|have been)\b",
    re.IGNORECASE,
)

SEPARATOR = re.compile(r"\s*[,;]\s*and\s+|\s*[,;]\s*|\s+and\s+|\s*&\s*", re.IGNORECASE)
# "Cuba, on behalf of the Group of 77 and China": the most pieces that one name falls into.
MOST_PIECES = 4


@dataclass(frozen=True, slots=True)
class Name:
    """What an actor was called from `start` to `end`, both days included; None is open."""

    name: str
    start: date | None
    end: date | None

    def valid_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """
    A State, observer, group of States or office that sponsors or votes.

    `slug` is its public address and never changes. `names` holds at least one name.
    `admitted` and `until` are the first and last day of membership; `absent` are
    spans between them, first and last day included, in which it was not a member.
    """

    slug: str
    kind: ActorKind = field(compare=False)
    name: str = field(compare=False)
    short: str = field(compare=False)
    iso2: str = field(compare=False)
    iso3: str = field(compare=False)
    m49: str = field(compare=False)
    regional_group: RegionalGroup | None = field(compare=False)
    group_note: str = field(compare=False)
    note: str = field(compare=False)
    admitted: date | None = field(compare=False)
    until: date | None = field(compare=False)
    absent: tuple[tuple[date, date], ...] = field(compare=False)
    successors: tuple[str, ...] = field(compare=False)
    names: tuple[Name, ...] = field(compare=False)
    aliases: tuple[str, ...] = field(compare=False)

    @property
    def sort_name(self) -> str:
        """The name as the United Nations sorts it: plain letters, "Côte" as "Cote"."""
        return re.sub(r"[^a-z0-9 ]", "", _plain(self.name))

    def was_member(self, day: date) -> bool:
        if self.admitted is None or day < self.admitted:
            return False
        if self.until is not None and day > self.until:
            return False
        return not any(start <= day <= end for start, end in self.absent)


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A sponsor as printed and whom it names.

    `actor` is None where nothing is known by that name. In "Cuba, on behalf of the
    Group of 77 and China" the actor is Cuba and `group` the other; `on_behalf_of` is
    the name of the group, or the words printed where the group is not known.
    """

    printed: str
    actor: Actor | None
    on_behalf_of: str = ""
    group: Actor | None = None


@cache
def actors() -> tuple[Actor, ...]:
    """Every actor, in the order of the fixture."""
    records = json.loads(FIXTURE.read_text(encoding="utf-8"))["actors"]
    return tuple(_actor(record) for record in records)


@cache
def by_slug() -> dict[str, Actor]:
    return {actor.slug: actor for actor in actors()}


def find(name: str, on: date | None = None) -> Actor | None:
    """
    Return the actor that `name` names, or None; never a guess.

    Case, accents, apostrophes, spaces, a leading "the" and inversions ("Iran, Islamic
    Republic of") do not matter. Former names find the actor that bore them. One name
    borne by two actors ("Yugoslavia") goes by the day `on`, where it is given.
    """
    text = REFERENCE.sub("", MEMBERSHIP_PHRASE.sub("", " ".join(name.split())))
    found = _look_up(text, on) or _look_up_without_form_of_state(text, on) or _office(text)
    if found is None and (mended := _mended(text)) != text:
        found = _look_up(mended, on)
    return found


def slug_of(name: str) -> str:
    """The slug of the actor that `name` names today or once named, or ""."""
    actor = find(name)
    return actor.slug if actor else ""


def _mended(text: str) -> str:
    """A text that was taken for Latin-1 while it was UTF-8: "CÃ´te d'Ivoire"."""
    try:
        return text.encode("latin-1").decode() if not text.isascii() else text
    except UnicodeError:
        return text


def mention(text: str, on: date | None = None) -> Mention:
    """Read one sponsor as printed: a name, or a State that acts on behalf of others."""
    printed = " ".join(text.split())
    match = ACTING_FOR.match(printed)
    if not match:
        return Mention(printed, find(printed, on))
    whom = match["whom"].removesuffix(")") if match["bracket"] else match["whom"]
    group = find(whom, on)
    return Mention(printed, find(match["name"], on), group_name(whom), group)


def group_name(whom: str) -> str:
    """The name of those on whose behalf a State acts; as printed, if they are not known."""
    group = find(whom)
    return group.name if group else MEMBERSHIP_PHRASE.sub("", " ".join(whom.split()))


def split_names(text: str) -> list[str]:
    """
    Split a printed list of sponsors at its commas and "and"s, as printed, in order.

    Names that hold a comma or an "and" stay whole where they are known ("Bosnia and
    Herzegovina", "Iran, Islamic Republic of"), and so does "Cuba, on behalf of the
    Group of 77 and China". Brackets are never split, nor is the phrase by which an
    office submits a text, nor a remark after the list.
    """
    text = " ".join(text.split())
    if _office(text):
        return [text]
    text, *remarks = REMARK.split(text)
    pieces, separators = _pieces(text)
    names: list[str] = []
    at = 0
    while at < len(pieces):
        end = _end_of_name(pieces, separators, at)
        name = _joined(pieces, separators, at, end)
        if names and STARTS_ACTING_FOR.match(name):
            names[-1] += separators[at - 1] + name
        elif name:
            names.append(name)
        at = end
    return [*names, *remarks]


def is_remark(text: str) -> bool:
    """Tell whether what stands in a list of sponsors says what happened to a text."""
    return ABOUT_A_TEXT.match(text) is not None


def withdrawn(remark: str) -> list[str]:
    """The names in a remark that States left the list of sponsors; of another text, none."""
    match = WITHDRAWAL.match(remark)
    return split_names(match["one"] or match["other"]) if match else []


@cache
def members_on(day: date) -> frozenset[Actor]:
    """The Member States on a day."""
    return frozenset(actor for actor in actors() if actor.was_member(day))


def fold(text: str) -> str:
    """The letters and digits of a name, plain and small, without a "the" at either end."""
    words = re.findall(r"[^\W_]+", _plain(text))
    if words[:1] == ["the"]:
        words = words[1:]
    if words[-1:] == ["the"]:
        words = words[:-1]
    if words[:1] == ["st"]:
        words[0] = "saint"
    return "".join(words)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.casefold().translate(FOLDED_LETTERS)


def _look_up(text: str, on: date | None) -> Actor | None:
    bearers = _index().get(fold(text), ())
    if on is not None:
        bearers = (
            [bearer for bearer in bearers if bearer[0].valid_on(on)]
            or [bearer for bearer in bearers if bearer[1].was_member(on)]
            or bearers
        )
    return bearers[0][1] if bearers else None


def _look_up_without_form_of_state(text: str, on: date | None) -> Actor | None:
    match = FORM_OF_STATE.match(text)
    if not match or fold(match["rest"]) in NEVER_SHORTENED:
        return None
    return _look_up(match["rest"], on)


def _office(text: str) -> Actor | None:
    match = OFFICE_PHRASE.match(text)
    if not match:
        return None
    said = match["office"].casefold()
    for name, actor in _offices():
        if said == name or (said.startswith(name) and not said[len(name)].isalnum()):
            return actor
    return None


@cache
def _offices() -> tuple[tuple[str, Actor], ...]:
    """Names of offices, longest first, so that the fullest one that fits is found."""
    found = [
        (spelling.casefold(), actor)
        for actor in actors()
        if actor.kind == ActorKind.OFFICE
        for spelling in (actor.name, *actor.aliases)
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _index() -> dict[str, list[tuple[Name, Actor]]]:
    """Folded spellings and who bore them: names of today, then of the past, then aliases."""
    index: dict[str, list[tuple[Name, Actor]]] = {}
    for rank in (_current_names, _past_names, _aliases):
        for actor in actors():
            for name in rank(actor):
                for spelling in _turned(name.name):
                    index.setdefault(fold(spelling), []).append((name, actor))
    return index


def _current_names(actor: Actor) -> list[Name]:
    return [name for name in actor.names if name.name == actor.name]


def _past_names(actor: Actor) -> list[Name]:
    return [name for name in actor.names if name.name != actor.name]


def _aliases(actor: Actor) -> list[Name]:
    """Spellings have no dates of their own: they are good while the actor is a member."""
    return [Name(alias, actor.admitted, actor.until) for alias in (actor.short, *actor.aliases)]


def _turned(name: str) -> list[str]:
    """A name and its other turns: "Iran (Islamic Republic of)", "Islamic Republic of Iran"."""
    match = re.fullmatch(r"(?P<short>[^(]+) \((?P<form>[^)]+? of)(?: the)?\)", name)
    if not match:
        return [name]
    short, form = match["short"], match["form"]
    turns = [f"{form} {short}", f"{form} the {short}", f"{short} {form.removesuffix(' of')}"]
    if name.endswith(" the)"):
        turns.append(f"{form} the {short}")
    return [name, *turns]


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """Cut at every separator outside brackets; the separators stand between the pieces."""
    balanced = text.count("(") == text.count(")")
    pieces, separators, start, depth, seen = [], [], 0, 0, 0
    for match in SEPARATOR.finditer(text):
        depth += text.count("(", seen, match.start()) - text.count(")", seen, match.start())
        seen = match.start()
        if balanced and depth > 0:
            continue
        pieces.append(text[start : match.start()])
        separators.append(match[0])
        start = match.end()
    return [*pieces, text[start:]], separators


def _joined(pieces: list[str], separators: list[str], at: int, end: int) -> str:
    text = pieces[at]
    for number in range(at + 1, end):
        text += separators[number - 1] + pieces[number]
    return text


def _end_of_name(pieces: list[str], separators: list[str], at: int) -> int:
    """Where the longest known name that starts at `at` ends; one piece where none is known."""
    if not _may_go_on(pieces, at):
        return at + 1
    for end in range(min(at + MOST_PIECES, len(pieces)), at + 1, -1):
        read = mention(_joined(pieces, separators, at, end))
        if read.actor and (read.group or not read.on_behalf_of):
            return end
    return at + 1


def _may_go_on(pieces: list[str], at: int) -> bool:
    """Whether a piece can open a name of several: nearly none can, and lists may be long."""
    if any("behalf of" in piece.casefold() for piece in pieces[at : at + 2]):
        return True
    match = FORM_OF_STATE.match(pieces[at])
    return fold(match["rest"] if match else pieces[at]) in _openings()


@cache
def _openings() -> frozenset[str]:
    """The folded first pieces of the spellings that hold a separator."""
    spellings = [
        turn
        for actor in actors()
        for name in (*(name.name for name in actor.names), actor.short, *actor.aliases)
        for turn in _turned(name)
    ]
    # A name with brackets may also be printed with a comma: "Iran, Islamic Republic of".
    cut = [SEPARATOR.split(spelling.replace(" (", ", ")) for spelling in spellings]
    return frozenset(fold(pieces[0]) for pieces in cut if len(pieces) > 1)


def _actor(record: dict) -> Actor:
    names = tuple(
        Name(entry["name"], _date(entry["from"]), _date(entry["to"]))
        for entry in record.get("names", [])
    )
    regional_group = record.get("regional_group")
    admitted, until = _date(record.get("admitted")), _date(record.get("until"))
    return Actor(
        slug=record["slug"],
        kind=ActorKind(record["kind"]),
        name=record["name"],
        short=record.get("short", record["name"]),
        iso2=record.get("iso2", ""),
        iso3=record.get("iso3", ""),
        m49=record.get("m49", ""),
        regional_group=RegionalGroup(regional_group) if regional_group else None,
        group_note=record.get("group_note", ""),
        note=record.get("note", ""),
        admitted=admitted,
        until=until,
        absent=tuple((_date(first), _date(last)) for first, last in record.get("absent", [])),
        successors=tuple(record.get("successors", [])),
        names=names or (Name(record["name"], admitted, until),),
        aliases=tuple(record.get("aliases", [])),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
