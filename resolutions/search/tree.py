"""The syntax tree of a query: what is asked for, apart from how it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass

PREFIX = "*"


@dataclass(frozen=True)
class Term:
    """
    One or more words that stand side by side: exactly as they are, or in any form.

    A word that ends in `*` stands for all words that begin so.
    """

    words: tuple[str, ...]
    exact: bool = False

    @property
    def key(self) -> tuple:
        """Equal for terms that differ in case only."""
        return tuple(word.lower() for word in self.words), self.exact

    def __str__(self):
        return f"“{' '.join(self.words)}”" if self.exact else "-".join(self.words)


@dataclass(frozen=True)
class Near:
    """One of the left terms at most `distance` words from one of the right, in any order."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    distance: int


@dataclass(frozen=True)
class Field:
    """A property of the paragraph or of its text; any one of the values will do."""

    name: str
    values: tuple[str, ...]

    def __str__(self):
        return f"{self.name}:{','.join(map(quoted, self.values))}"


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


@dataclass(frozen=True)
class Alike:
    """What was typed, or else one of the terms that the archive takes for the same."""

    typed: "Node"
    others: tuple[Term, ...]


Node = Term | Near | Field | And | Or | Not | Alike


def terms(node: Node | None, wanted: bool = False) -> Iterator[Term]:
    """Yield the terms below a node in the order typed; if `wanted`, not those to be absent."""
    match node:
        case Term():
            yield node
        case Near(left, right):
            yield from left
            yield from right
        case Not(part) if not wanted:
            yield from terms(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part, wanted)
        case Alike(typed, others):
            yield from terms(typed, wanted)
            yield from others


def is_wanted(node: Node) -> bool:
    """Whether a node asks for something to be there, not only for things to be absent."""
    match node:
        case Not():
            return False
        case And(parts):
            return any(is_wanted(part) for part in parts)
    return True


def either_of(left: Node, right: Node) -> Node:
    alternatives = [*left.parts] if isinstance(left, Or) else [left]
    alternatives += right.parts if isinstance(right, Or) else [right]
    distinct = tuple(dict.fromkeys(alternatives))
    return Or(distinct) if len(distinct) > 1 else left


def all_of(parts: tuple[Node, ...]) -> Node | None:
    """Return what asks for all of the parts; None for none."""
    return And(parts) if len(parts) > 1 else parts[0] if parts else None


def quoted(value: str) -> str:
    """Return a value as it would be typed."""
    return f'"{value}"' if any(c in value for c in ' ,"()|') else value


def typed(node: Node) -> str:
    """Return what could be typed for a node: reading it gives the node again."""
    match node:
        case Term(words, exact):
            joined = " ".join(words)
            return f'"{joined}"' if exact else "-".join(words)
        case Near(left, right, distance):
            return f"{_any_of(left)} NEAR/{distance} {_any_of(right)}"
        case And(parts):
            return " ".join(map(_inner, parts))
        case Or(parts):
            return " OR ".join(map(_inner, parts))
        case Not(part):
            return f"-{_inner(part)}"
        case Alike(original, _):
            return typed(original)
    return str(node)


def _inner(node: Node) -> str:
    return f"({typed(node)})" if isinstance(node, (And, Or)) else typed(node)


def _any_of(terms_: tuple[Term, ...]) -> str:
    return typed(terms_[0]) if len(terms_) == 1 else f"({' OR '.join(map(typed, terms_))})"
