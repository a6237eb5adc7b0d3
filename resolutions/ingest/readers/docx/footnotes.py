"""Footnotes and endnotes: their texts, and the marks that Word counts for them."""

from dataclasses import dataclass

from lxml import etree

from resolutions.ingest.readers.docx.names import W, child, integer, value
from resolutions.ingest.readers.docx.numerals import numeral

FOOTNOTE, ENDNOTE = "footnote", "endnote"
_FORMS = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"}


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the text refers to: its mark as printed, and its body the first time."""

    mark: str
    body: etree._Element | None
    custom: bool


class Notes:
    """
    The notes of a document, numbered by what refers to them.

    Ask for each reference once, in reading order; notes to which nothing
    refers are not printed.
    """

    def __init__(self, roots: dict[str, etree._Element | None], settings: etree._Element | None):
        self._bodies = {
            (kind, element.get(W + "id", "")): element
            for kind, root in roots.items()
            for element in (() if root is None else root.iterfind(W + kind))
        }
        self._settings = {kind: child(settings, kind + "Pr") for kind in _FORMS}
        self._marks: dict[tuple[str, str], str] = {}
        self._section: etree._Element | None = None
        self._counts: dict[str, int | None] = dict.fromkeys(_FORMS)
        self._pages = dict.fromkeys(_FORMS, 0)

    def begin_section(self, properties: etree._Element | None) -> None:
        """Take the `w:sectPr` of the section that begins."""
        self._section = properties
        for kind in _FORMS:
            if self._stated(kind, "numRestart") == "eachSect":
                self._counts[kind] = None

    def refer(self, kind: str, reference: etree._Element, typed: str, page: int) -> Note | None:
        """
        Return the note of a reference; `typed` is the text after it in its run.

        Without a body in the file there is no note. Another reference to the
        same note repeats its mark and has no body.
        """
        key = (kind, reference.get(W + "id", ""))
        if key not in self._bodies:
            return None
        if key in self._marks:
            return Note(self._marks[key], None, custom=False)
        follows = reference.get(W + "customMarkFollows", "0").lower()
        custom = follows not in ("0", "false", "off") and bool(typed.strip())
        mark = typed.strip() if custom else self._next(kind, page)
        self._marks[key] = mark
        return Note(mark, self._bodies[key], custom)

    def _next(self, kind: str, page: int) -> str:
        if self._stated(kind, "numRestart") == "eachPage" and page != self._pages[kind]:
            self._counts[kind] = None
        self._pages[kind] = page
        count = self._counts[kind]
        start = integer(self._stated(kind, "numStart"), 1)
        self._counts[kind] = start if count is None else count + 1
        return numeral(self._counts[kind], self._stated(kind, "numFmt") or _FORMS[kind])

    def _stated(self, kind: str, name: str) -> str | None:
        """What the section says of its notes, or else the document."""
        stated = value(child(self._section, kind + "Pr"), name)
        return value(self._settings[kind], name) if stated is None else stated
