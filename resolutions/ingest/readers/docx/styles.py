"""How text is set: formatting by default, by style and directly, resolved as Word does."""

import re
from dataclasses import dataclass, field

from lxml import etree

from resolutions.ingest.document import Style
from resolutions.ingest.readers.docx.names import VAL, W, child, integer, is_on, value

_TOGGLES = {W + name: name for name in ("b", "bCs", "i", "iCs", "vanish", "strike", "dstrike")}
_SCRIPT = {W + "rtl", W + "cs"}
# White, and what no eye tells from it.
_WHITE = re.compile(r"(?:F[6-9A-F]){3}|WHITE")
# In half-points: nobody reads type of less than three points.
_SMALLEST, _RAISED_BY, _USUAL_SIZE = 6, 3, 20
_HEADING = "heading "
# Of styles based on one another; Word itself gives up sooner. It ends circles too.
_LONGEST_CHAIN = 30
_MOST_SETTINGS = 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """
    How a run is set. `hidden` text is not printed at all, or cannot be seen;
    `struck` text is printed with a line through it.
    """

    style: Style = Style.PLAIN
    hidden: bool = False
    struck: bool = False
    size: float | None = None
    font: str = ""


@dataclass(slots=True)
class _Level:
    """What one level of the hierarchy (defaults, a style, a run) says of characters."""

    toggles: dict[str, bool] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def over(self, lower: "_Level") -> "_Level":
        return _Level(lower.toggles | self.toggles, lower.facts | self.facts)


def _level(properties: etree._Element | None) -> _Level:
    level = _Level()
    for element in () if properties is None else properties:
        tag = element.tag
        if tag in _TOGGLES:
            level.toggles[_TOGGLES[tag]] = is_on(element)
        elif tag in _SCRIPT:
            level.facts["script"] = "1" if is_on(element) else ""
        elif tag == W + "rFonts":
            level.facts["font"] = element.get(W + "ascii", "")
        elif tag == W + "shd":
            level.facts["shading"] = element.get(W + "fill", "")
        elif tag in _FACTS:
            level.facts[_FACTS[tag]] = element.get(VAL, "")
    return level


_FACTS = {
    W + "rStyle": "style",
    W + "vertAlign": "vertical",
    W + "position": "position",
    W + "sz": "size",
    W + "color": "colour",
    W + "highlight": "highlight",
}


class Styles:
    """The styles of a document; without them, everything is plain."""

    def __init__(self, root: etree._Element | None):
        found = () if root is None else root.iterfind(W + "style")
        self._styles = {element.get(W + "styleId", ""): element for element in found}
        defaults = child(root, "docDefaults")
        self._run_defaults = _level(child(child(defaults, "rPrDefault"), "rPr"))
        self._paragraph_defaults = child(child(defaults, "pPrDefault"), "pPr")
        self._normal = next((name for name, s in self._styles.items() if _is_normal(s)), "")
        self._chains: dict[str, list[etree._Element]] = {}
        self._levels: dict[str, _Level] = {}
        self._settings: dict[tuple, Setting] = {}

    def chain(self, identifier: str) -> list[etree._Element]:
        """The style and those that it is based on, nearest first."""
        if identifier not in self._chains:
            style, chain = self._styles.get(identifier), []
            while style is not None and len(chain) < _LONGEST_CHAIN:
                chain.append(style)
                style = self._styles.get(value(style, "basedOn") or "")
            self._chains[identifier] = chain
        return self._chains[identifier]

    def of_paragraph(self, properties: etree._Element | None) -> str:
        """The style of a paragraph: the one that it names, or the usual one."""
        named = value(properties, "pStyle") or ""
        return named if named in self._styles else self._normal

    def paragraph_properties(self, identifier: str) -> list[etree._Element | None]:
        """What the defaults and a style say of its paragraphs, the weakest first."""
        chain = reversed(self.chain(identifier))
        return [self._paragraph_defaults, *(child(style, "pPr") for style in chain)]

    def heading(self, identifier: str) -> int:
        """The level of the headings that a style marks, or 0."""
        for style in self.chain(identifier):
            name = (value(style, "name") or "").lower()
            if name.startswith(_HEADING) and name.removeprefix(_HEADING).isdecimal():
                return integer(name.removeprefix(_HEADING), 0)
        return 0

    def setting(self, run: etree._Element | None, paragraph: str, shaded: bool) -> Setting:
        """
        How a run is set, given its `w:rPr` and the style of its paragraph.

        `shaded` says that its ground is not white, so that white text shows.
        """
        direct = _level(run)
        key = (paragraph, shaded, *direct.toggles.items(), *direct.facts.items())
        if key not in self._settings:
            if len(self._settings) >= _MOST_SETTINGS:
                self._settings.clear()
            character = direct.facts.get("style", "")
            self._settings[key] = self._resolve(direct, paragraph, character, shaded)
        return self._settings[key]

    def _resolve(self, direct: _Level, paragraph: str, run: str, shaded: bool) -> Setting:
        by_paragraph, by_run = self._of_style(paragraph), self._of_style(run)
        facts = direct.over(by_run.over(by_paragraph.over(self._run_defaults))).facts

        def toggled(name: str) -> bool:
            # A toggle set by two styles turns itself off; one set directly just holds.
            styled = by_paragraph.toggles.get(name, False) != by_run.toggles.get(name, False)
            default = self._run_defaults.toggles.get(name, False)
            return direct.toggles.get(name, default or styled)

        complex_script = "Cs" if facts.get("script") else ""
        style = Style.ITALIC if toggled("i" + complex_script) else Style.PLAIN
        style |= Style.BOLD if toggled("b" + complex_script) else Style.PLAIN
        style |= Style.RAISED if _is_raised(facts) else Style.PLAIN
        size = integer(facts.get("size"))
        hidden = toggled("vanish") or _is_unseen(facts, size, shaded)
        struck = toggled("strike") or toggled("dstrike")
        points = (_USUAL_SIZE if size is None else size) / 2
        return Setting(style, hidden, struck, points, facts.get("font", ""))

    def _of_style(self, identifier: str) -> _Level:
        if identifier not in self._levels:
            level = _Level()
            for style in reversed(self.chain(identifier)):
                level = _level(child(style, "rPr")).over(level)
            self._levels[identifier] = level
        return self._levels[identifier]


def _is_normal(style: etree._Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")


def _is_raised(facts: dict[str, str]) -> bool:
    return facts.get("vertical") == "superscript" or integer(facts.get("position"), 0) >= _RAISED_BY


def _is_unseen(facts: dict[str, str], size: int | None, shaded: bool) -> bool:
    """White on white, in the colour of its ground, or too small to see."""
    colour, shading = facts.get("colour", "").upper(), facts.get("shading", "").upper()
    ground = shading not in {"", "AUTO"} and not _WHITE.fullmatch(shading)
    lit = ground or shaded or facts.get("highlight", "none") != "none"
    white = bool(_WHITE.fullmatch(colour)) and not lit
    return white or (ground and colour == shading) or (size is not None and size < _SMALLEST)
