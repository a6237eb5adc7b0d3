"""The grammar of queries: a tree from what was typed, in one pass that accepts any text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from resolutions.search.characters import LEAST_PREFIX, words_and_prefixes, words_of
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
)

MAX_TERMS = 12
# A long stretch of a paragraph can be pasted between quotation marks. It takes little longer than a
# few words: after the rarest of them, each is looked for only where the others stand.
MAX_PHRASE_WORDS = 30
MAX_DEPTH = 10
MAX_DISTANCE, USUAL_DISTANCE = 100, 10
MAX_VALUES = 25

# What may stand before a colon, and the parameter of the address that it is.
FIELDS = {
    name: name
    for name in (
        *("session", "year", "date", "symbol", "sponsor", "committee", "stage", "part"),
        *("opening", "cites", "vote", "lang", "title", "subject"),
    )
} | {"status": "stage", "language": "lang", "outcome": "vote", "verb": "opening"}

TOKEN = re.compile(
    r'(?P<field>[A-Za-z]{2,20}:(?:"[^"]*"?|[^\s()|",/][^\s()|",]*)'
    r'(?:,(?:"[^"]*"?|[^\s()|",]+))*)'
    r'|"(?P<phrase>[^"]*)(?P<closed>"?)'
    r"|(?P<bracket>[()])|(?P<bar>\|+)|(?P<minus>-+(?=[^\s-]))"
    r'|(?P<run>[^\s()|"]+)'
)
VALUE = re.compile(r'"([^"]*)"?|([^",]+)')
NEARNESS = re.compile(r"NEAR(?:/(\S*))?")


@dataclass(frozen=True)
class Notice:
    """Something in the typed text that was mended or left out, in one sentence."""

    code: str
    message: str


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
        name, colon, rest = run.partition(":")
        if run in ("AND", "NOT", "OR", "Or", "or"):
            self.read_operator(run.upper(), level)
        elif nearness := NEARNESS.fullmatch(run):
            self.read_operator("NEAR", level)
            level.distance = self.read_distance(nearness[1])
        elif colon and name.lower() in FIELDS and not words_of(rest):
            self.tell_field_empty(name)
            self.add(None, level)
        else:
            self.add_words(run, False, level)

    def read_distance(self, typed: str | None) -> int:
        if typed is None:
            return USUAL_DISTANCE
        if not re.fullmatch("0*[1-9][0-9]{0,2}", typed) or int(typed) > MAX_DISTANCE:
            takes = f"NEAR takes a whole number of words from 1 to {MAX_DISTANCE}, as in NEAR/5"
            is_far = re.fullmatch("[0-9]{3,}", typed) and int(typed) > MAX_DISTANCE
            distance = MAX_DISTANCE if is_far else USUAL_DISTANCE
            self.tell("distance", f"{takes}: {distance} was taken.")
            return distance
        return int(typed)

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
            self.tell_field_empty(name)
            self.add(None, level)
        else:
            if rest.count('"') % 2:
                self.tell("quotation-closed", "We closed the quotation mark for you.")
            distinct = tuple(dict.fromkeys(values))
            if len(distinct) > MAX_VALUES:
                most = f"Only the first {MAX_VALUES} values of “{name}” were used."
                self.tell("too-many-values", most)
            self.add(Field(FIELDS[name.lower()], distinct[:MAX_VALUES]), level)

    def tell_field_empty(self, name: str) -> None:
        self.tell("field-empty", f"“{name}:” without a value right after it was left out.")

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
