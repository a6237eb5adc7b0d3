"""
What people type into the search box, read into a small syntax tree.

    norms behaviour            all of these words, in any form
    capacity-building          these words side by side, in any form
    "additional norms"         exactly these words
    capacit*                   all words that begin so
    norms OR rules             either; OR binds its two neighbours only
    norms (rules OR "use of force") -voluntary
    state NEAR/5 behaviour     at most five words apart, in any order
    norms session:74..77       in texts of these sessions

`parse` accepts any text. What it cannot use it leaves out and says so.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from resolutions.search.tokens import HAN_CHARACTER
from resolutions.search.tree import (
    PREFIX,
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Term,
    all_of,
    either_of,
    is_wanted,
    terms,
)

MAX_CHARACTERS = 400
MAX_TERMS = 12
MAX_PHRASE_WORDS = 30
MAX_DEPTH = 10
MAX_DISTANCE, USUAL_DISTANCE = 100, 10
LEAST_PREFIX = 3  # letters before the star
MAX_VALUES = 50

# What may stand before a colon, and the parameter of the address that it is.
FIELDS = {
    name: name
    for name in (
        *("session", "year", "date", "symbol", "sponsor", "committee", "stage", "part"),
        *("opening", "cites", "vote", "lang", "title", "subject"),
    )
} | {"status": "stage", "language": "lang", "outcome": "vote", "verb": "opening"}

CURLY = dict.fromkeys(map(ord, "“”„‟«»″＂〝〞"), '"') | dict.fromkeys(map(ord, "‐‑–−"), "-")
TOKEN = re.compile(
    r'(?P<field>[A-Za-z]{2,20}:(?:"[^"]*"?|[^\s()|",/][^\s()|",]*)'
    r'(?:,(?:"[^"]*"?|[^\s()|",]+))*)'
    r'|"(?P<phrase>[^"]*)(?P<closed>"?)'
    r"|(?P<bracket>[()])|(?P<bar>\|+)|(?P<minus>-+(?=[^\s-]))"
    r'|(?P<run>[^\s()|"]+)'
)
VALUE = re.compile(r'"([^"]*)"?|([^",]+)')
NEARNESS = re.compile(r"NEAR(?:/([0-9]{1,6}))?")


@dataclass(frozen=True)
class Notice:
    """Something in the typed text that was mended or left out, in one sentence."""

    code: str
    message: str


@dataclass(frozen=True)
class Query:
    """
    What was typed: `text` as tidied, its tree, and what to tell the visitor.

    `root` is None where there is nothing to look for.
    """

    text: str
    root: Node | None = None
    notices: tuple[Notice, ...] = ()

    @cached_property
    def wanted(self) -> tuple[Term, ...]:
        """The terms to be found, without those to be absent."""
        return tuple(terms(self.root, wanted=True))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(terms(self.root))

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """What all have to be met."""
        return self.root.parts if isinstance(self.root, And) else (self.root,) if self.root else ()

    @cached_property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """
        The fields that stand beside everything else: the same as filters of the address.

        A second one of a name narrows the first, so that it stays in `words`.
        """
        found: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            if isinstance(part, Field):
                found.setdefault(part.name, part.values)
        return found

    @cached_property
    def words(self) -> Node | None:
        """The tree without `fields`."""
        lifted = {Field(name, values) for name, values in self.fields.items()}
        return all_of(tuple(part for part in self.parts if part not in lifted))


def parse(typed: str) -> Query:
    """Read what a visitor typed. Never raises, whatever the text."""
    text = tidy(typed)
    reader = Reader()
    if len(text) > MAX_CHARACTERS:
        reader.tell("too-long", f"Only the first {MAX_CHARACTERS} characters were searched.")
        text = shorten(text)
    root = reader.read(text)
    if root is None and reader.known:
        reader.tell(
            "only-exclusions", "Add a word to look for: only words to leave out were given."
        )
    elif root is None and text:
        reader.tell("no-words", "There is no word or number in this to look for.")
    return Query(text, root, tuple(reader.notices.values()))


def without_field(query: Query, name: str, value: str | None = None) -> str:
    """
    Return the text without a field that stands beside everything else, or without one value.

    The same text where nothing could be taken out alone.
    """
    for match in TOKEN.finditer(query.text):
        if not match["field"] or FIELDS.get(match["field"].partition(":")[0].lower()) != name:
            continue
        values = [v for v in query.fields.get(name, ()) if value is not None and v != value]
        rest = str(Field(name, tuple(values))) if values else ""
        text = f"{query.text[: match.start()]}{rest}{query.text[match.end() :]}"
        found = parse(" ".join(text.split()))
        if found.words == query.words and found.fields.get(name, ()) == tuple(values):
            return found.text
    return query.text


def tidy(typed: str) -> str:
    """
    Return the text in one form of its characters (NFKC), on one line.

    Control, format and direction characters and lone surrogates go; curly quotation
    marks become straight.
    """
    folded = unicodedata.normalize("NFKC", typed.translate(CURLY)).translate(CURLY)
    seen = (c for c in folded if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(seen).split())


def shorten(text: str) -> str:
    """Cut at the limit, between two words if there is a space."""
    cut = text[:MAX_CHARACTERS]
    return cut if text[MAX_CHARACTERS] == " " else cut.rpartition(" ")[0] or cut


def words_of(text: str) -> list[str]:
    """
    Split into words as `highlight` does: letters, marks and digits in one run.

    Whatever holds no letter or digit is no word; a Chinese character is one word.
    """
    spaced = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    if not spaced.isascii():
        spaced = HAN_CHARACTER.sub(r" \g<0> ", spaced)
    return [word for word in spaced.split() if any(c.isalnum() for c in word)]


def words_and_prefixes(text: str) -> list[str]:
    """Split into words as above, where a star after a word stays with it."""
    words = []
    for place, piece in enumerate(stretches := text.split(PREFIX)):
        found = words_of(piece)
        followed = place + 1 < len(stretches) and piece[-1:].isalnum()
        if found and followed and len(found[-1]) >= LEAST_PREFIX:
            found[-1] += PREFIX
        words += found
    return words


@dataclass
class Level:
    """
    What has been read between two brackets so far.

    `in_or` is set while the last part is an OR made here, without brackets.
    """

    parts: list[Node] = field(default_factory=list)
    joint: str = ""
    distance: int = 0
    negate: bool = False
    in_or: bool = False


@dataclass
class Reader:
    """
    One pass over the text: nearness within alternatives within conjunctions within brackets.

    Notices are kept by code, so that each is given once.
    """

    notices: dict[str, Notice] = field(default_factory=dict)
    known: set = field(default_factory=set)
    skipped: int = 0

    def tell(self, code: str, message: str) -> None:
        self.notices.setdefault(code, Notice(code, message))

    def read(self, text: str) -> Node | None:
        levels = [Level()]
        for match in TOKEN.finditer(text):
            match match.lastgroup, match[0]:
                case "field", typed:
                    self.read_field(typed, levels[-1])
                case "bracket", "(":
                    self.open(levels)
                case "bracket", _:
                    self.close(levels)
                case "run", run:
                    self.read_run(run, levels[-1])
                case "bar", _:
                    self.read_operator("OR", levels[-1])
                case "minus", _:
                    self.read_operator("NOT", levels[-1])
                case _:
                    self.read_phrase(match["phrase"], match["closed"], levels[-1])
        self.skipped = 0
        while len(levels) > 1:
            self.tell("bracket-closed", "We closed the bracket for you.")
            self.close(levels)
        root = self.finish(levels[0])
        return root if root and is_wanted(root) else None

    def open(self, levels: list[Level]) -> None:
        if len(levels) > MAX_DEPTH:
            self.tell("too-deep", f"Brackets more than {MAX_DEPTH} deep were left out.")
            self.skipped += 1
        else:
            levels.append(Level())

    def close(self, levels: list[Level]) -> None:
        if self.skipped:
            self.skipped -= 1
        elif len(levels) == 1:
            self.tell("bracket-dropped", "A closing bracket without an opening one was left out.")
        else:
            inner = self.finish(levels.pop())
            self.add(inner, levels[-1])

    def read_run(self, run: str, level: Level) -> None:
        if run in ("AND", "NOT", "OR", "Or", "or"):
            self.read_operator(run.upper(), level)
        elif nearness := NEARNESS.fullmatch(run):
            self.read_operator("NEAR", level)
            level.distance = self.read_distance(nearness[1])
        else:
            self.add_words(run, False, level)

    def read_distance(self, typed: str | None) -> int:
        distance = int(typed) if typed else USUAL_DISTANCE
        if distance > MAX_DISTANCE:
            self.tell("too-far", f"NEAR reaches {MAX_DISTANCE} words at most.")
        return min(max(distance, 1), MAX_DISTANCE)

    def read_operator(self, operator: str, level: Level) -> None:
        if operator == "NOT":
            level.negate = True
        elif level.joint or not level.parts:
            self.tell_operator_dropped()
        else:
            level.joint = operator

    def read_field(self, typed: str, level: Level) -> None:
        name, _, rest = typed.partition(":")
        values = [a or b for a, b in VALUE.findall(rest)]
        values = [value for value in (each.strip() for each in values) if value]
        if name.lower() not in FIELDS:
            self.tell(
                "unknown-field", f"“{name}” is not a field to search by: its words were looked for."
            )
            self.add_words(name, False, level)
            for value in values:
                self.add_words(value, f'"{value}' in rest, level)
        elif not values:
            self.tell("field-empty", f"“{name}” without a value was left out.")
            self.add(None, level)
        else:
            if rest.count('"') % 2:
                self.tell("quotation-closed", "We closed the quotation mark for you.")
            distinct = tuple(dict.fromkeys(values[:MAX_VALUES]))
            self.add(Field(FIELDS[name.lower()], distinct), level)

    def read_phrase(self, phrase: str, closed: str, level: Level) -> None:
        if not words_of(phrase):
            self.tell("quotation-empty", "Quotation marks with no word inside were left out.")
        elif not closed:
            self.tell("quotation-closed", "We closed the quotation mark for you.")
        self.add_words(phrase, True, level)

    def add_words(self, text: str, exact: bool, level: Level) -> None:
        words = words_and_prefixes(text)
        if PREFIX in text and not any(word.endswith(PREFIX) for word in words):
            least = f"A star goes after {LEAST_PREFIX} letters or more; this one was left out."
            self.tell("star-dropped", least)
        if len(words) > MAX_PHRASE_WORDS:
            most = f"Only the first {MAX_PHRASE_WORDS} words of a phrase were searched."
            self.tell("phrase-too-long", most)
        term = Term(tuple(words[:MAX_PHRASE_WORDS]), exact) if words else None
        if term and term.key not in self.known and len(self.known) == MAX_TERMS:
            self.tell("too-many-terms", f"Only the first {MAX_TERMS} words were searched.")
            term = None
        if term:
            self.known.add(term.key)
        self.add(term, level)

    def add(self, node: Node | None, level: Level) -> None:
        """Put a node in its place: negated, joined to the last one, or beside it."""
        if node and level.negate:
            if not is_wanted(node):
                self.tell("exclusion-dropped", "An exclusion inside an exclusion was left out.")
                node = None
            else:
                node = Not(node)
        level.negate = False
        if node is None:
            return
        joint, level.joint = level.joint, ""
        if joint == "NEAR" and self.add_near(node, level):
            return
        if joint == "OR" and is_wanted(node) and is_wanted(level.parts[-1]):
            level.parts[-1] = either_of(level.parts[-1], node)
            level.in_or = True
            return
        if joint == "OR":
            self.tell("or-dropped", "OR was left out: it does not go with a word to leave out.")
        level.parts.append(node)
        level.in_or = False

    def add_near(self, node: Node, level: Level) -> bool:
        """Join a node to the last word or phrase by nearness; say where that cannot be."""
        before = level.parts[-1]
        last = before.parts[-1] if level.in_or and isinstance(before, Or) else before
        chain = (
            last.parts[-1] if isinstance(last, And) and isinstance(last.parts[-1], Near) else last
        )
        left = chain.right if isinstance(chain, Near) else alternatives(last)
        right = alternatives(node)
        if not left or not right:
            self.tell(
                "near-dropped", "NEAR was left out: it goes between words, phrases or alternatives."
            )
            return False
        near: Node = Near(left, right, level.distance)
        if isinstance(chain, Near):
            near = And((*(last.parts if isinstance(last, And) else (last,)), near))
        if last is not before:
            level.parts[-1] = Or((*before.parts[:-1], near))
        elif isinstance(near, And) and level.parts[-1:] == [last]:
            level.parts[-1:] = near.parts
        else:
            level.parts[-1] = near
        return True

    def tell_operator_dropped(self) -> None:
        message = "AND, OR, NOT, NEAR or minus without a word to go with was left out."
        self.tell("operator-dropped", message)

    def finish(self, level: Level) -> Node | None:
        if level.joint or level.negate:
            self.tell_operator_dropped()
        return all_of(tuple(dict.fromkeys(flat(level.parts))))


def flat(parts: Iterable[Node]) -> Iterable[Node]:
    """Yield parts, and those of a conjunction among them in its place."""
    for part in parts:
        if isinstance(part, And):
            yield from part.parts
        else:
            yield part


def alternatives(node: Node) -> tuple[Term, ...]:
    """Return the terms that a node is one of; none where it asks for more than words."""
    match node:
        case Term():
            return (node,)
        case Or(parts) if all(isinstance(part, Term) for part in parts):
            return parts
    return ()
