"""A query in plain English, so that a reader sees how it was understood."""

from collections.abc import Sequence

from resolutions.search.tree import PREFIX, Alike, And, Field, Near, Node, Not, Or, Term


def explain(node: Node) -> str:
    """Return what a paragraph must hold: "any form of “norms”, and not “voluntary”"."""
    match node:
        case Term(words, exact):
            return _term(words, exact)
        case Near(left, right, distance):
            apart = f"at most {distance} word{'' if distance == 1 else 's'}"
            return f"{_one_of(left)} {apart} from {_one_of(right)}"
        case Field(name, values):
            return f"{name} {_listed([f'“{value}”' for value in values], 'or')}"
        case And(parts):
            wanted = [_inner(part) for part in parts if not isinstance(part, Not)]
            absent = [f"not {_inner(part.part)}" for part in parts if isinstance(part, Not)]
            return _listed([*wanted, *absent], "and")
        case Or(parts):
            return f"either {_listed([_inner(part) for part in parts], 'or')}"
        case Not(part):
            return f"not {_inner(part)}"
        case Alike(typed, _):
            return f"{_inner(typed)} or an equal of it"


def _term(words: Sequence[str], exact: bool) -> str:
    shown = " ".join(words)
    if any(word.endswith(PREFIX) for word in words):
        kind = "words that begin as in" if len(words) == 1 else "side by side"
        return f"{kind} “{shown}”"
    if exact:
        return f"exactly “{shown}”"
    return f"any form of “{shown}”" + (" side by side" if len(words) > 1 else "")


def _one_of(terms: Sequence[Term]) -> str:
    return _listed([explain(term) for term in terms], "or")


def _inner(node: Node) -> str:
    return f"({explain(node)})" if isinstance(node, (And, Or)) else explain(node)


def _listed(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
