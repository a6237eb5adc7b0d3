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

Declarations = dict[str, str]

_SELECTOR = re.compile(r"[\w-]{0,40}(?:[.#][\w-]{1,80})?")
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%)?$")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|rgba?\([^()]{1,60}\)|[a-z]{3,20}")
_WHITE = frozenset({"white", "#fff", "#ffffff", "#ffffffff", "rgb(255,255,255)"})
_CLEAR = frozenset({"transparent", "#0000", "#00000000", "rgba(0,0,0,0)"})
_OFF_PAGE = -500
_ATTRIBUTES = ("class", "id", "style", "color", "bgcolor")
_MOST_RULES = 5_000


@dataclass(slots=True)
class Stylesheet:
    """Declarations by selector: "p", ".note", "p.note", "#first"."""

    rules: dict[str, Declarations] = field(default_factory=dict)
    known: dict[tuple[str, ...], Declarations] = field(default_factory=dict)

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

    def of_element(self, element: etree._Element) -> Declarations:
        """What holds for one element: its own style goes before its id, classes and name."""
        key = (element.tag, *(element.get(name) or "" for name in _ATTRIBUTES))
        if key not in self.known:
            self.known[key] = self._gathered(*key)
        return self.known[key]

    def _gathered(
        self, tag: str, classes: str, identity: str, own: str, ink: str, ground: str
    ) -> Declarations:
        found = declarations(f"color: {ink}; background: {ground}") if ink or ground else {}
        for selector in _selectors(tag, classes.lower(), identity.lower()):
            found |= self.rules.get(selector, {})
        return found | declarations(own)


def _selectors(tag: str, classes: str, identity: str) -> Iterator[str]:
    names = classes.split()[:20]
    yield tag
    yield from (f".{name}" for name in names)
    yield from (f"{tag}.{name}" for name in names)
    if identity:
        yield f"#{identity}"


def _without_comments(text: str) -> str:
    kept = []
    for piece in text.split("*/"):
        before, _, _ = piece.partition("/*")
        kept.append(before)
    return " ".join(kept)


def declarations(text: str) -> Declarations:
    """ "font-style: italic; color: #FFF" as a mapping, in small letters."""
    found = {}
    for declaration in text.split(";")[:200]:
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.lower().replace("!important", "").strip()
    return found


def is_unseen(declared: Declarations) -> bool:
    """Whether an element is not shown, by itself and whatever stands around it."""
    if declared.get("display") == "none" or declared.get("mso-hide") == "all":
        return True
    if declared.get("visibility") in ("hidden", "collapse"):
        return True
    if _number(declared.get("opacity", "1")) == 0 or _number(declared.get("font-size", "9")) < 1.5:
        return True
    moved = [declared.get(side, "0") for side in ("left", "top", "text-indent", "margin-left")]
    if any(_number(distance) <= _OFF_PAGE for distance in moved):
        return True
    sizes = [_number(declared.get(size, "1")) for size in ("width", "height")]
    return declared.get("overflow") == "hidden" and 0 in sizes


def colour(declared: Declarations, name: str) -> str | None:
    """A colour as declared, or None; `name` is "color" or "background"."""
    value = declared.get(name) or declared.get(f"{name}-color") or ""
    match = _COLOUR.match(value.replace(" ", ""))
    if match is None or match[0] in ("inherit", "initial", "windowtext", "auto", "none", "url"):
        return None
    if match[0] in _WHITE:
        return "white"
    return "clear" if match[0] in _CLEAR else match[0]


def _number(value: str) -> float:
    """The number of a length: 0.5 for ".5pt", 1 for what is not one."""
    match = _LENGTH.match(value)
    if match is None or match[1] in ("", "-", "."):
        return 1.5
    size = float(match[1])
    return size * 16 if match[2] in ("em", "rem") and size > 0 else size
