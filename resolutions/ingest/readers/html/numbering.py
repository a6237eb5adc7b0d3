"""The numbers that a browser prints before the items of a list."""

from dataclasses import dataclass

from lxml import etree

from resolutions.ingest.readers.docx.numerals import numeral
from resolutions.ingest.readers.html.styles import Look

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman"}
_FORMS = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
}
_BULLETS = frozenset({"disc", "circle", "square"})
_MOST_DIGITS = 6


@dataclass(slots=True)
class HtmlList:
    """A list while it is read; `number` is that of its next item."""

    ordered: bool
    form: str
    number: int = 1
    step: int = 1

    @classmethod
    def of(cls, element: etree._Element, look: Look) -> "HtmlList":
        ordered = element.tag == "ol"
        form = _form(element, look) or ("decimal" if ordered else "disc")
        backwards = ordered and element.get("reversed") is not None
        items = sum(1 for each in element if each.tag == "li") if backwards else 1
        start = integer(element.get("start"))
        return cls(ordered, form, items if start is None else start, -1 if backwards else 1)

    def label(self, item: etree._Element, look: Look) -> str:
        """The next item's number with its stop, a bullet, or "" where none is printed."""
        form = _form(item, look) or self.form
        value = integer(item.get("value")) if self.ordered else None
        number = self.number if value is None else value
        self.number = number + self.step
        if form == "none":
            return ""
        if form in _BULLETS or form not in _FORMS:
            return "•"
        return numeral(number, _FORMS[form]) + "."


def _form(element: etree._Element, look: Look) -> str:
    """How an element says that numbers are printed, or ""."""
    for word in look.list_style.split():
        if word in _FORMS or word in _BULLETS or word == "none":
            return word
    kind = element.get("type") or ""
    return "upper-roman" if kind == "I" else _TYPES.get(kind, "")


def integer(value: str | None) -> int | None:
    text = (value or "").strip()
    bare = text.removeprefix("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) <= _MOST_DIGITS):
        return None
    return int(text)
