"""
What people type into the search box, read into a small syntax tree.

    norms behaviour            all of these words, in any form
    capacity-building          these words side by side, in any form
    "additional norms"         exactly these words
    norms OR rules             either; OR binds its two neighbours only
    norms (rules OR "use of force") -voluntary

`parse` accepts any text. What it cannot use it leaves out and says so.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

MAX_CHARACTERS = 400
MAX_TERMS = 12
MAX_PHRASE_WORDS = 8
MAX_DEPTH = 10

CURLY = dict.fromkeys(map(ord, "“”„‟«»″＂〝〞"), '"') | dict.fromkeys(map(ord, "‐‑–−"), "-")
TOKEN = re.compile(
    r'"(?P<phrase>[^"]*)(?P<closed>"?)'
    r"|(?P<bracket>[()])|(?P<bar>\|+)|(?P<minus>-+(?=[^\s-]))"
    r'|(?P<run>[^\s()|"]+)'
)


@dataclass(frozen=True)
class Notice:
    """Something in the typed text that was mended or left out, in one sentence."""

    code: str
    message: str


@dataclass(frozen=True)
class Term:
    """One or more words that stand side by side: exactly as they are, or in any form."""

    words: tuple[str, ...]
    exact: bool = False

    @property
    def key(self) -> tuple:
        """Equal for terms that differ in case only."""
        return tuple(word.lower() for word in self.words), self.exact

    def __str__(self):
        return f"“{' '.join(self.words)}”" if self.exact else "-".join(self.words)


@dataclass(frozen=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """At least one of the parts; each of them asks for something to be there."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    part: "Node"


Node = Term | And | Or | Not


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
        return tuple(terms(self.root, wanted=True)) if self.root else ()

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(terms(self.root)) if self.root else ()


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
    Split into words as PostgreSQL does in `vectors`: letters, marks and digits in one run.

    Whatever holds no letter or digit is no word.
    """
    spaced = (c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return [word for word in "".join(spaced).split() if any(c.isalnum() for c in word)]


def terms(node: Node, wanted: bool = False) -> Iterator[Term]:
    """Yield the terms below a node in the order typed; if `wanted`, not those to be absent."""
    match node:
        case Term():
            yield node
        case Not(part) if not wanted:
            yield from terms(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part, wanted)


@dataclass
class Reader:
    """
    One pass over the text: alternatives within conjunctions within brackets.

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

    def open(self, levels: list["Level"]) -> None:
        if len(levels) > MAX_DEPTH:
            self.tell("too-deep", f"Brackets more than {MAX_DEPTH} deep were left out.")
            self.skipped += 1
        else:
            levels.append(Level())

    def close(self, levels: list["Level"]) -> None:
        if self.skipped:
            self.skipped -= 1
        elif len(levels) == 1:
            self.tell("bracket-dropped", "A closing bracket without an opening one was left out.")
        else:
            inner = self.finish(levels.pop())
            self.add(inner, levels[-1])

    def read_run(self, run: str, level: "Level") -> None:
        if run in ("AND", "NOT", "OR", "Or", "or"):
            self.read_operator(run.upper(), level)
        else:
            self.add_words(run, False, level)

    def read_operator(self, operator: str, level: "Level") -> None:
        if operator == "NOT":
            level.negate = True
        elif level.joint or not level.parts:
            self.tell_operator_dropped()
        else:
            level.joint = operator

    def read_phrase(self, phrase: str, closed: str, level: "Level") -> None:
        if not words_of(phrase):
            self.tell("quotation-empty", "Quotation marks with no word inside were left out.")
        elif not closed:
            self.tell("quotation-closed", "We closed the quotation mark for you.")
        self.add_words(phrase, True, level)

    def add_words(self, text: str, exact: bool, level: "Level") -> None:
        words = words_of(text)
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

    def add(self, node: Node | None, level: "Level") -> None:
        """Put a node in its place: negated, as an alternative to the last one, or beside it."""
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
        if joint == "OR" and is_wanted(node) and is_wanted(level.parts[-1]):
            level.parts[-1] = either_of(level.parts[-1], node)
            return
        if joint == "OR":
            self.tell("or-dropped", "OR was left out: it does not go with a word to leave out.")
        level.parts.append(node)

    def tell_operator_dropped(self) -> None:
        message = "AND, OR, NOT or minus without a word to go with was left out."
        self.tell("operator-dropped", message)

    def finish(self, level: "Level") -> Node | None:
        if level.joint or level.negate:
            self.tell_operator_dropped()
        parts = tuple(dict.fromkeys(level.parts))
        return And(parts) if len(parts) > 1 else parts[0] if parts else None


@dataclass
class Level:
    """What has been read between two brackets so far."""

    parts: list[Node] = field(default_factory=list)
    joint: str = ""
    negate: bool = False


def is_wanted(node: Node) -> bool:
    """Whether a node asks for something to be there, not only for things to be absent."""
    match node:
        case Not():
            return False
        case And(parts):
            return any(is_wanted(part) for part in parts)
    return True


def either_of(left: Node, right: Node) -> Or:
    alternatives = [*left.parts] if isinstance(left, Or) else [left]
    alternatives += right.parts if isinstance(right, Or) else [right]
    return Or(tuple(dict.fromkeys(alternatives)))
