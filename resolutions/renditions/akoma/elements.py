"""Elements and their identifiers."""

import re

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# What XML cannot hold.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Make an element; attributes without a value are left out."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}")
    for attribute, value in attributes.items():
        if value:
            made.set(attribute.rstrip("_"), legal(value))
    if text:
        made.text = legal(text)
    return made


def below(parent: etree._Element, name: str, text: str = "", /, **attributes) -> etree._Element:
    made = element(name, text, **attributes)
    parent.append(made)
    return made


def legal(text: str) -> str:
    return ILLEGAL.sub("", text)


class Ids:
    """The eIds of a document: each is that of its parent, its name and its number, once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, parent: str, name: str, number: str = "") -> str:
        """ "para_2__list_1__point_a"; without a number, the next that is free."""
        stem = f"{parent}__{name}" if parent else name
        number = re.sub(r"[^\w-]+", "", number)
        found = f"{stem}_{number}" if number else ""
        count = 0
        while not found or found in self.taken:
            count += 1
            found = f"{stem}_{number}-{count}" if number else f"{stem}_{count}"
        self.taken.add(found)
        return found
