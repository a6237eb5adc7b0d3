"""
What a page says of the look of its elements, as far as reading needs it.

Rules of a style sheet count whose selector is one element, class or id; that is
how word processors write them. What they say, and what an element's own `style`
says, tells italics from plain letters and what is shown from what is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from resolutions.ingest.document import Style

Declarations = dict[str, str]

_SELECTOR = re.compile(r"[\w-]{0,40}(?:[.#][\w-]{1,80})?")
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%)?$")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|rgba?\([^()]{1,60}\)|[a-z]{3,20}")
# White, and what no eye tells from it.
_WHITE = re.compile(
    r"white|#fff|#(?:f[6-9a-f]){3}(?:ff)?|rgb\((?:2(?:4[6-9]|5\d),){2}2(?:4[6-9]|5\d)\)"
)
_CLEAR = frozenset({"transparent", "#0000", "#00000000", "rgba(0,0,0,0)"})
_NO_COLOUR = frozenset({"inherit", "initial", "windowtext", "auto", "none", "url"})
_HEAVY = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_ITALIC_TAGS = frozenset({"i", "em", "cite", "var", "dfn", "address"})
_BOLD_TAGS = frozenset({"b", "strong"})
_ATTRIBUTES = ("class", "id", "style", "color", "bgcolor")
_OFF_PAGE = -500
# "rect(0,0,0,0)" and "rect(1px, 1px, 1px, 1px)" leave nothing of an element.
_CUT_AWAY = re.compile(r"rect\(([01])(?:px)?(?:[, ]{1,2}\1(?:px)?){3}\)")
_MOST_RULES = 5_000


@dataclass(frozen=True, slots=True)
class Look:
    """
    What an element's name, style and classes say of its text.

    `on` and `off` are styles that begin and end with it. `ink` and `ground` are its
    colours, "" where it inherits them. `unseen` says that it is not shown, whatever
    stands around it. `list_style` is as declared for the numbers of a list.
    """

    on: int = 0
    off: int = 0
    ink: str = ""
    ground: str = ""
    unseen: bool = False
    kept_spaces: bool = False
    new_page: bool = False
    is_note: bool = False
    list_style: str = ""


PLAIN = Look()
_HIDDEN = Look(unseen=True)


@dataclass(slots=True)
class Stylesheet:
    """Declarations by selector: "p", ".note", "p.note", "#first"."""

    rules: dict[str, Declarations] = field(default_factory=dict)
    known: dict[tuple[str, ...], Look] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> "Stylesheet":
        sheet = cls()
        for style in root.iter("style"):
            sheet.add("".join(style.itertext()))
        return sheet

    def add(self, text: str) -> None:
        text = text.replace("<!--", " ").replace("-->", " ")
        for rule in _without_comments(text).split("}")[:_MOST_RULES]:
            before, _, body = rule.rpartition("{")
            if "@" in before:  # print, small screens, pages: not how the page is read
                continue
            declared = declarations(body)
            for selector in before.split(","):
                name = selector.strip().lower()
                if declared and name and _SELECTOR.fullmatch(name):
                    self.rules.setdefault(name, {}).update(declared)

    def look(self, element: etree._Element) -> Look:
        """How an element looks: its own style goes before its id, classes and name."""
        # Most elements have no attributes, and most of those that do look like others.
        key = (element.tag,)
        if element.keys():
            key += tuple(element.get(name) or "" for name in _ATTRIBUTES)
            if element.get("hidden") is not None:
                return _HIDDEN
        if key not in self.known:
            self.known[key] = self._look(*key)
        return self.known[key]

    def _look(self, tag, classes="", identity="", own="", ink="", ground="") -> Look:
        found = declarations(f"color: {ink}; background: {ground}") if ink or ground else {}
        for selector in _selectors(tag, classes.lower(), identity.lower()):
            found |= self.rules.get(selector, {})
        found |= declarations(own)
        on, off = _styles(tag, found)
        look = Look(
            on=on,
            off=off,
            ink=_colour(found, "color"),
            ground=_colour(found, "background"),
            unseen=_is_unseen(found),
            kept_spaces=tag == "pre" or found.get("white-space", "").startswith("pre"),
            new_page=found.get("page-break-before") == "always"
            or found.get("break-before") == "page",
            is_note=found.get("mso-element") in ("footnote", "endnote"),
            list_style=f"{found.get('list-style-type', '')} {found.get('list-style', '')}".strip(),
        )
        return PLAIN if look == PLAIN else look


def _selectors(tag: str, classes: str, identity: str) -> Iterator[str]:
    names = classes.split()[:20]
    yield tag
    yield from (f".{name}" for name in names)
    yield from (f"{tag}.{name}" for name in names)
    if identity:
        yield f"#{identity}"


def _without_comments(text: str) -> str:
    return " ".join(piece.partition("/*")[0] for piece in text.split("*/"))


def declarations(text: str) -> Declarations:
    """ "font-style: italic; color: #FFF" as a mapping, in small letters."""
    found = {}
    for declaration in text.split(";")[:200]:
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.lower().replace("!important", "").strip()
    return found


def _styles(tag: str, declared: Declarations) -> tuple[int, int]:
    """The styles that begin with an element, and those that end."""
    on = Style.ITALIC * (tag in _ITALIC_TAGS) | Style.BOLD * (tag in _BOLD_TAGS)
    on, off = on | Style.RAISED * (tag == "sup"), 0
    said = (
        (Style.ITALIC, declared.get("font-style"), lambda value: value != "normal"),
        (Style.BOLD, declared.get("font-weight"), _HEAVY.__contains__),
        (Style.RAISED, declared.get("vertical-align"), "super".__eq__),
    )
    for style, value, begins in said:
        if value and begins(value):
            on |= style
        elif value and (style is not Style.RAISED or value == "baseline"):
            on, off = on & ~style, off | style
    return int(on), int(off)


def _is_unseen(declared: Declarations) -> bool:
    if declared.get("display") == "none" or declared.get("mso-hide") == "all":
        return True
    if declared.get("visibility") in ("hidden", "collapse"):
        return True
    if _number(declared.get("opacity", "1")) == 0 or _number(declared.get("font-size", "9")) < 1.5:
        return True
    if _CUT_AWAY.match(declared.get("clip", "")) or declared.get("clip-path") == "inset(100%)":
        return True
    moved = [declared.get(side, "0") for side in ("left", "top", "text-indent", "margin-left")]
    if any(_number(distance) <= _OFF_PAGE for distance in moved):
        return True
    sizes = [_number(declared.get(size, "1")) for size in ("width", "height")]
    return declared.get("overflow") == "hidden" and 0 in sizes


def _colour(declared: Declarations, name: str) -> str:
    """A colour as declared, or ""; `name` is "color" or "background"."""
    value = declared.get(name) or declared.get(f"{name}-color") or ""
    match = _COLOUR.match(value.replace(" ", ""))
    if match is None or match[0] in _NO_COLOUR:
        return ""
    if _WHITE.fullmatch(match[0]):
        return "white"
    return "clear" if match[0] in _CLEAR else match[0]


def _number(value: str) -> float:
    """The number of a length, in pixels or points; 1.5 for what is not one."""
    match = _LENGTH.match(value)
    if match is None or match[1] in ("", "-", "."):
        return 1.5
    size = float(match[1])
    return size * 16 if match[2] in ("em", "rem") and size > 0 else size
