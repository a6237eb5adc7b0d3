"""Words and phrases that are taken for one another: a query with what it might have said too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resolutions.search.characters import words_of
from resolutions.search.tokens import plain
from resolutions.search.tree import PREFIX, Alike, And, Field, Near, Node, Not, Or, Term, all_of

Stem = Callable[[str], str]


@dataclass(frozen=True)
class Group:
    """Terms of one meaning, each as its words."""

    name: str
    terms: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, name: str, lines: Sequence[str]) -> "Group":
        terms = [tuple(words_of(line)) for line in lines]
        return cls(name, tuple(term for term in terms if term))


@dataclass(frozen=True)
class Used:
    """What was typed, and what is looked for as well."""

    typed: str
    others: tuple[str, ...]


def widen(node: Node | None, groups: Sequence[Group], stem: Stem) -> tuple[Node | None, list[Used]]:
    """
    Return the tree with the equals of its terms beside them, and which those are.

    Terms in quotation marks, with a star, or to be absent stay as they are. `stem` gives
    the lexeme of a plain word: “cyber norms” finds what “cyber norm” is equal to.
    """
    used: list[Used] = []
    return (_widened(node, groups, stem, used) if node else None), used


def _widened(node: Node, groups: Sequence[Group], stem: Stem, used: list[Used]) -> Node:
    match node:
        case Term():
            return _alike(node, (node,), groups, stem, used) or node
        case And(parts):
            return all_of(tuple(_runs(parts, groups, stem, used)))
        case Or(parts):
            return Or(tuple(_widened(part, groups, stem, used) for part in parts))
        case Near(left, right, distance):
            sides = []
            for terms in (left, right):
                found = [_alike(term, (term,), groups, stem, used) for term in terms]
                others = [other for each in found if each for other in each.others]
                sides.append(tuple(dict.fromkeys([*terms, *others])))
            return Near(*sides, distance)
        case Field() | Not() | Alike():
            return node


def _runs(parts: Sequence[Node], groups, stem, used):
    """Yield the parts of a conjunction; words side by side that are one term together."""
    place = 0
    while place < len(parts):
        for length in range(min(5, len(parts) - place), 1, -1):
            run = parts[place : place + length]
            if all(isinstance(part, Term) for part in run):
                together = And(tuple(run))
                if alike := _alike(together, run, groups, stem, used):
                    yield alike
                    place += length
                    break
        else:
            yield _widened(parts[place], groups, stem, used)
            place += 1


def _alike(
    typed: Node, terms: Sequence[Term], groups: Sequence[Group], stem: Stem, used: list[Used]
) -> Alike | None:
    words = [word for term in terms for word in term.words]
    if any(term.exact for term in terms) or any(word.endswith(PREFIX) for word in words):
        return None
    key = _key(words, stem)
    others: dict[tuple, Term] = {}
    for group in groups:
        if any(_key(term, stem) == key for term in group.terms):
            for term in group.terms:
                if _key(term, stem) != key:
                    others.setdefault(_key(term, stem), Term(term))
    if not others:
        return None
    used.append(Used(" ".join(words), tuple(" ".join(term.words) for term in others.values())))
    return Alike(typed, tuple(others.values()))


def _key(words: Sequence[str], stem: Stem) -> tuple[str, ...]:
    return tuple(stem(plain(word)) or plain(word) for word in words)
