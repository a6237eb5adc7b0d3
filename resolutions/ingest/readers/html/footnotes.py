"""
Footnotes of a page: links to a place further down, with a link back.

    <a href="#_ftn1" name="_ftnref1">[1]</a>     in the text
    <a href="#_ftnref1" name="_ftn1">[1]</a> See A/75/816.     below it
"""

import re
from dataclasses import dataclass, field

from lxml import etree

_MARK = re.compile(r"[\[(]?(\d{1,3}|\*{1,3}|[a-z]|[ivx]{1,5})[\])]?")
_NOTE = re.compile(r"ftn|edn|fn|note|cite", re.IGNORECASE)
_BACK = re.compile(r"ref", re.IGNORECASE)
_LONGEST = 10
_ARROWS = frozenset("↩↑^⤴←︎ \u00a0")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """`marks` by the id of the place that a mark in the text leads to."""

    marks: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> "Footnotes":
        places = set(root.xpath("//@id | //@name"))
        marks = {}
        for link in root.iter("a"):
            target = _target(link)
            is_note = _NOTE.search(target) and not _BACK.search(target)
            if is_note and target in places and (mark := _mark_of(link)):
                marks.setdefault(target, mark)
        return cls(marks)

    def reference(self, link: etree._Element) -> str:
        """The mark, if a link leads to a note; else ""."""
        mark = self.marks.get(_target(link), "")
        return mark if mark and _mark_of(link) else ""

    def begun_at(self, element: etree._Element) -> str:
        """The mark of the note that begins at an element, or ""."""
        if not self.marks:
            return ""
        return self.marks.get(element.get("id") or "") or self.marks.get(
            element.get("name") or "", ""
        )

    def leads_back(self, link: etree._Element) -> bool:
        """Whether a link is that from a note to its mark in the text."""
        target = _target(link)
        if not target or not (_BACK.search(target) or "backref" in (link.get("class") or "")):
            return False
        return bool(_mark_of(link)) or _ARROWS.issuperset(*link.itertext())


def _target(link: etree._Element) -> str:
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else ""


def _mark_of(link: etree._Element) -> str:
    text = ""
    for piece in link.itertext():
        text += "".join(piece[:_LONGEST].split())
        if len(text) > _LONGEST:
            return ""
    match = _MARK.fullmatch(text)
    return match[1] if match else ""
