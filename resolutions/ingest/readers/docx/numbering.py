"""Automatic numbers: what Word prints before a paragraph, counted as Word counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from resolutions.ingest.readers.docx.names import W, child, integer, is_on, value
from resolutions.ingest.readers.docx.numerals import numeral
from resolutions.ingest.readers.docx.styles import Styles
from resolutions.ingest.readers.docx.symbols import plain

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Longer ones are no numbers; Word has no such limit.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a paragraph as printed, and the depth of its list."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and prints."""

    start: int
    form: str
    text: str
    restart: int | None
    plain: bool
    properties: etree._Element | None


def _level(element: etree._Element) -> _Level:
    restart = value(element, "lvlRestart")
    legal = child(element, "isLgl")
    text = value(element, "lvlText") or ""
    fonts = child(child(element, "rPr"), "rFonts")
    return _Level(
        start=integer(value(element, "start"), 0),
        form=value(element, "numFmt") or "decimal",
        text=plain(text[:_LONGEST], "" if fonts is None else fonts.get(W + "ascii", "")),
        restart=integer(restart),
        plain=legal is not None and is_on(legal),
        properties=child(element, "pPr"),
    )


class _List:
    """One abstract numbering: the numbers that share it count on together."""

    def __init__(self, root: etree._Element):
        self.root = root
        self.counts: list[int | None] = [None] * _LEVELS
        self.levels: dict[int, _Level] = {}
        self.by_style: dict[str, int] = {}
        for element in root.iterfind(W + "lvl"):
            depth = integer(element.get(W + "ilvl"), 0)
            self.levels[depth] = _level(element)
            if style := value(element, "pStyle"):
                self.by_style.setdefault(style, depth)


class _Number:
    """A numbering as paragraphs name it: a list, with levels or starts of its own."""

    def __init__(self, shared: _List, root: etree._Element):
        self.list = shared
        self.levels = dict(shared.levels)
        self.starts: dict[int, int] = {}
        self.begun: set[int] = set()
        for override in root.iterfind(W + "lvlOverride"):
            depth = integer(override.get(W + "ilvl"), 0)
            if (level := child(override, "lvl")) is not None:
                self.levels[depth] = _level(level)
            if (start := integer(value(override, "startOverride"))) is not None:
                self.starts[depth] = start

    def start(self, depth: int) -> int:
        level = self.levels.get(depth)
        return self.starts.get(depth, 1 if level is None else level.start)


class Numbering:
    """
    The lists of a document, and how far each has counted.

    Ask for the labels of paragraphs in reading order.
    """

    def __init__(self, root: etree._Element | None, styles: Styles):
        self._styles = styles
        self._lists = {
            element.get(W + "abstractNumId", ""): _List(element)
            for element in _children(root, "abstractNum")
        }
        self._roots = {e.get(W + "numId", ""): e for e in _children(root, "num")}
        self._numbers: dict[str, _Number] = {}
        self._styled: dict[str, tuple[str | None, int]] = {}
        for identifier, element in self._roots.items():
            shared = self._list(identifier)
            if shared is not None:
                self._numbers[identifier] = _Number(shared, element)

    def place(self, properties: etree._Element | None, style: str) -> "ListPlace | None":
        """Where a paragraph of that style stands in a list, by itself or by its style."""
        own = child(properties, "numPr")
        identifier, depth = value(own, "numId"), integer(value(own, "ilvl"))
        if identifier is None:
            identifier, styled = self._of_style(style)
            depth = styled if depth is None else depth
        number = self._numbers.get(identifier or "")
        depth = min(max(depth or 0, 0), _LEVELS - 1)
        return ListPlace(number, depth) if number and depth in number.levels else None

    def _of_style(self, style: str) -> tuple[str | None, int]:
        if style not in self._styled:
            self._styled[style] = next(self._stated(style), (None, 0))
        return self._styled[style]

    def _stated(self, identifier: str) -> Iterator[tuple[str, int]]:
        """The numberings that a style and those it is based on name, and their levels."""
        for style in self._styles.chain(identifier):
            numbering = child(child(style, "pPr"), "numPr")
            if (named := value(numbering, "numId")) is None:
                continue
            depth, number = integer(value(numbering, "ilvl"), 0), self._numbers.get(named)
            if number is not None:
                depth = number.list.by_style.get(style.get(W + "styleId", ""), depth)
            yield named, depth

    def _list(self, identifier: str) -> _List | None:
        """The list behind a number, through list styles that point on to others."""
        seen: set[str] = set()
        while identifier in self._roots and identifier not in seen:
            seen.add(identifier)
            shared = self._lists.get(value(self._roots[identifier], "abstractNumId") or "")
            link = None if shared is None else value(shared.root, "numStyleLink")
            if link is None:
                return shared
            chain = self._styles.chain(link)
            numbering = child(child(chain[0], "pPr"), "numPr") if chain else None
            identifier = value(numbering, "numId") or ""
        return None


def _children(root: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if root is None else root.findall(W + name)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The place of a paragraph in a list; `label` counts it, so ask once."""

    number: _Number
    depth: int

    @property
    def properties(self) -> etree._Element | None:
        """The `w:pPr` that the list gives its paragraphs."""
        return self.number.levels[self.depth].properties

    def label(self) -> Label:
        """Count the paragraph, and return its number."""
        number, depth = self.number, self.depth
        counts = number.list.counts
        # A number with a start of its own begins anew where it is first used.
        anew = counts[depth] is None or (depth in number.starts and depth not in number.begun)
        counts[depth] = number.start(depth) if anew else counts[depth] + 1
        number.begun.add(depth)
        for deeper in range(depth + 1, _LEVELS):
            level = number.levels.get(deeper)
            if level is None or level.restart is None or depth < level.restart:
                counts[deeper] = None
        return Label(_printed(number, depth), depth)


def _printed(number: _Number, depth: int) -> str:
    level = number.levels[depth]

    def figure(match: re.Match) -> str:
        place = int(match[1]) - 1
        count = number.list.counts[place]
        if count is None:
            count = number.start(place)
        form = number.levels[place].form if place in number.levels else "decimal"
        return numeral(count, "decimal" if level.plain and place < depth else form)

    return _PLACE.sub(figure, level.text).strip()
