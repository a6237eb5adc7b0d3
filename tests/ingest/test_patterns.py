"""
No pattern takes time that grows faster than its text.

Three rules, held by a look at the tree of each pattern of the packages that read
strangers' text:

- a repeat within a repeat needs something between its rounds that it cannot itself match;
- two repeats that match the same characters do not stand side by side;
- none is built while a text is read, and none from the text.

Possessive repeats (`*+`) and atomic groups give nothing back, and may do either.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants as code
from re import _parser as parser

import pytest

PACKAGES = ("resolutions.ingest", "resolutions.search", "resolutions.states", "resolutions.symbols")

# Loads the modules and prints what they compile, those in functions aside.
RECORDER = """
import importlib, json, pkgutil, re, sys
from re import _compiler
found, compile_ = {}, _compiler.compile
def record(pattern, flags=0):
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    place = frame.f_code.co_filename
    if "resolutions" in place and isinstance(pattern, (str, bytes)):
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        module = place.rpartition("resolutions")[2]
        found[text, int(flags), isinstance(pattern, bytes)] = module.lstrip("/\\\\")
    return compile_(pattern, flags)
_compiler.compile = record
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for each in pkgutil.walk_packages(getattr(package, "__path__", ()), name + "."):
        importlib.import_module(each.name)
json.dump([[*key, module] for key, module in found.items()], sys.stdout)
"""

# So many rounds are as good as without end.
MANY = 500
# This one repeats at its end: nothing follows that could fail and have it try other ways.
AT_THE_END = "(?P<field>[A-Za-z]{2,20}:"
# What these modules look at is short, so that time with its square does no harm: a symbol, or
# what is typed into a search.
SHORT = ("search/reader.py", "search/tokens.py", "symbols/grammar.py")
GREEDY = (code.MAX_REPEAT, code.MIN_REPEAT)
SINGLE = (code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN)
# Enough to tell the sets of characters apart that the patterns use.
ALPHABET = [*map(chr, range(0x09, 0x0E)), *map(chr, range(0x20, 0x7F))]
ALPHABET += [*"\u00a0\u2028éßÇ’“”–—‐‑²¹³½٣م第，。：；（）㈠", "\u0301", "\u200b", "\ufffd"]


def faults_of(pattern: str | bytes, flags: int = 0) -> list[str]:
    """What is wrong with a pattern; nothing, it is to be hoped."""
    tree = parser.parse(pattern, flags)
    look = Look(tree.state.flags, isinstance(pattern, bytes))
    return [*look.nested(tree), *look.adjacent(tree, frozenset())]


class Look:
    """A walk through the tree of one pattern."""

    def __init__(self, flags: int, of_bytes: bool):
        self.flags = flags
        self.alphabet = (
            [c.encode("latin-1") for c in ALPHABET if c < "\x80"] if of_bytes else ALPHABET
        )

    def matched(self, nodes) -> frozenset:
        """The characters that single signs anywhere in the tree match."""
        found: set = set()
        for operator, value in nodes:
            if operator in SINGLE:
                found |= self.signs(operator, value)
            for inner in below(operator, value):
                found |= self.matched(inner)
        return frozenset(found)

    def signs(self, operator, value) -> set:
        state = parser.State()
        state.str, state.flags = "", self.flags
        one = re._compiler.compile(parser.SubPattern(state, [(operator, value)]), self.flags)
        return {sign for sign in self.alphabet if one.fullmatch(sign)}

    def nested(self, nodes, repeated=None) -> Iterator[str]:
        """Long repeats within long repeats whose rounds may be cut in more ways than one."""
        for operator, value in nodes:
            around = repeated
            if operator in GREEDY and value[1] >= MANY:
                if repeated is not None and not self.parted(repeated, value[2]):
                    yield "a repeat within a repeat"
                around = value[2]
            elif operator in (code.ATOMIC_GROUP, code.POSSESSIVE_REPEAT):
                around = None
            for inner in below(operator, value):
                yield from self.nested(inner, around)

    def parted(self, round_, inner) -> bool:
        """Whether each round holds a sign that the repeat in it does not match."""
        own = self.matched(inner)
        return any(self.is_apart(node, own) for node in unwrapped(round_))

    def is_apart(self, node, own: frozenset) -> bool:
        return node[0] in SINGLE and not self.signs(*node) & own

    def adjacent(self, nodes, open_: frozenset) -> Iterator[str]:
        """Repeats that could hand characters to one another, with nothing certain between."""
        for operator, value in nodes:
            if operator in GREEDY and value[1] >= MANY:
                if shared := open_ & self.first(value[2]):
                    yield f"repeats side by side that match {sorted(shared)[:3]}"
                open_ = self.left_open(value[2]) | (open_ if value[0] == 0 else frozenset())
                continue
            if operator in (
                code.ATOMIC_GROUP,
                code.POSSESSIVE_REPEAT,
                code.ASSERT,
                code.ASSERT_NOT,
            ):
                continue
            ends = []
            for inner in below(operator, value):
                yield from self.adjacent(inner, open_)
                ends.append(self.open_after(inner, open_))
            if ends:
                least = value[0] if operator in GREEDY else 1
                open_ = frozenset().union(*ends) | (open_ if least == 0 else frozenset())
            elif operator in SINGLE:
                open_ = frozenset()

    def left_open(self, round_) -> frozenset:
        """The characters of which a repeat may take more or fewer at its end."""
        return self.first(round_) | self.open_after(round_, frozenset())

    def first(self, nodes) -> frozenset:
        """The characters with which a match of the nodes may begin."""
        found: set = set()
        for operator, value in nodes:
            if operator in SINGLE:
                return frozenset(found | self.signs(operator, value))
            inner = list(below(operator, value))
            found |= frozenset().union(*map(self.first, inner))
            least = value[0] if operator in (*GREEDY, code.POSSESSIVE_REPEAT) else 1
            if operator not in (code.ASSERT, code.ASSERT_NOT) and least and inner:
                break
        return frozenset(found)

    def open_after(self, nodes, open_: frozenset) -> frozenset:
        """The characters of long repeats with which a match of the nodes may end."""
        for operator, value in nodes:
            if operator in GREEDY and value[1] >= MANY:
                open_ = self.left_open(value[2]) | (open_ if value[0] == 0 else frozenset())
            elif operator in SINGLE:
                open_ = frozenset()
            elif operator in (code.SUBPATTERN, code.BRANCH, *GREEDY):
                ends = [self.open_after(inner, open_) for inner in below(operator, value)]
                least = value[0] if operator in GREEDY else 1
                open_ = frozenset().union(*ends) | (open_ if least == 0 else frozenset())
        return open_


def below(operator, value) -> Iterator:
    """The trees below a node."""
    if operator in (*GREEDY, code.POSSESSIVE_REPEAT):
        yield value[2]
    elif operator is code.SUBPATTERN:
        yield value[3]
    elif operator is code.BRANCH:
        yield from value[1]
    elif operator is code.ATOMIC_GROUP:
        yield value
    elif operator in (code.ASSERT, code.ASSERT_NOT):
        yield value[1]
    elif operator is code.GROUPREF_EXISTS:
        yield from (each for each in value[1:] if each)


def unwrapped(nodes) -> Iterator:
    """The nodes of a sequence, those of groups and of repeats that must come among them."""
    for operator, value in nodes:
        if operator is code.SUBPATTERN:
            yield from unwrapped(value[3])
        elif operator in GREEDY and value[0] > 0:
            yield from unwrapped(value[2])
        else:
            yield operator, value


def compiled() -> list:
    said = subprocess.run(
        [sys.executable, "-c", RECORDER, *PACKAGES], capture_output=True, check=True, text=True
    )
    return [
        pytest.param(
            module, text.encode("latin-1") if of_bytes else text, flags, id=f"{module}: {text[:40]}"
        )
        for text, flags, of_bytes, module in json.loads(said.stdout)
    ]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls of functions of `re` within functions, with where they stand."""
    for name in PACKAGES:
        path = Path(*name.split("."))
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]:
            tree = ast.parse(module.read_text(encoding="utf-8"))
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef):
                    for node in ast.walk(function):
                        if is_of_re(node):
                            yield f"{module}:{node.lineno}", node


def is_of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr != "escape"
    )


PATTERNS = compiled()


def test_the_patterns_are_found():
    assert len(PATTERNS) > 200


@pytest.mark.parametrize(("module", "pattern", "flags"), PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_its_text(module, pattern, flags):
    faults = faults_of(pattern, flags)
    if isinstance(pattern, str) and pattern.startswith(AT_THE_END):
        faults = []
    if module in SHORT:
        faults = [fault for fault in faults if not fault.startswith("repeats side by side")]
    assert faults == []


# Made of constants alone, at the time of loading or once for all.
CONSTANT = {
    "pattern + _MARKS",
    "group.term",
    "g.term",
    "pattern",
    "LABEL",
    "f'[{HYPHENS}]'",
    "_LANGUAGE",
}


@pytest.mark.parametrize(("place", "call"), [pytest.param(*each, id=each[0]) for each in calls()])
def test_a_pattern_in_a_function_is_a_constant(place, call):
    first = call.args[0]
    if isinstance(first, ast.Constant):
        assert faults_of(first.value) == []
    else:
        assert ast.unparse(first) in CONSTANT


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(?:a*)*b",
        r"(?:\w+\s?)+:",
        r"(?:\s*x?\s*)+y",
        r"(\d+,?)+;",
        r".*.*x",
        r"\s*-?\s*$",
        r"(?:a+|b)(?:a*c)",
        r"\w+[a-z]*!",
        rb"[^>]*\s*>",
    ],
)
def test_a_bad_pattern_is_found(pattern):
    assert faults_of(pattern) != []


@pytest.mark.parametrize(
    "pattern",
    [
        r"[a-z]+(?:-[a-z]+)*",
        r"(?: \w+)+,",
        r"(?:\s*+x?\s*+)++y",
        r"(?>\s*)\s*",
        r"\d+\.\d+",
        r"(?:[ab]{1,9}){1,9}",
        r"\s*,\s*",
        r"(?:a+|b+)c",
    ],
)
def test_a_good_pattern_is_not(pattern):
    assert faults_of(pattern) == []
