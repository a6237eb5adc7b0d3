"""The names of WordprocessingML, and small questions that every module asks of its elements."""

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"

VAL = W + "val"

_INTEGER = re.compile(r"[+-]?\d{1,9}")
_OFF = {"0", "false", "off", "no"}


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name, or None; of None, None."""
    return None if element is None else next(element.iterchildren(W + name), None)


def value(element: etree._Element | None, name: str) -> str | None:
    """The `w:val` of the first child of that name, or None."""
    found = child(element, name)
    return None if found is None else found.get(VAL)


def integer(text: str | None, default: int | None = None) -> int | None:
    """A measure or count; `default` where it is missing or no number."""
    match = _INTEGER.match(text or "")
    return int(match[0]) if match else default


def is_on(element: etree._Element) -> bool:
    """The state of an on-off property that is present."""
    return element.get(VAL, "1").lower() not in _OFF
