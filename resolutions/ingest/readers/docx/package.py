"""The parts of a Word file, found by their relationships as Word finds them."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from resolutions.ingest.document import Refused
from resolutions.ingest.readers import xml
from resolutions.ingest.readers.archives import Archive
from resolutions.ingest.readers.signatures import SAVE_AS

_TYPES = "[Content_Types].xml"
_USUAL_PLACE = "word/document.xml"
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_WITH_MACROS = ("ms-word.document.macroenabled", "ms-word.template.macroenabled")

# Words in content types (or the `mimetype` of other formats) that tell what is not read.
_OTHERS = (
    ("spreadsheetml", "spreadsheet", "This is an Excel workbook; "),
    ("ms-excel", "spreadsheet", "This is an Excel workbook; "),
    ("presentationml", "presentation", "This is a PowerPoint presentation; "),
    ("ms-powerpoint", "presentation", "This is a PowerPoint presentation; "),
    ("opendocument", "open-document", "This is an OpenDocument file; "),
    ("epub", "e-book", "This is an electronic book; "),
    ("visio", "drawing", "This is a Visio drawing; "),
)

# The strict variant of the format has its own names for the same things.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)


class Package:
    """
    A Word file as its parts.

    `damaged` is set when a part that was read turned out cut short, altered or
    not well-formed. Parts outside the file are never looked for.
    """

    def __init__(self, data: bytes):
        self._archive = Archive(data)
        self.damaged = self._archive.cut_short
        self._names = set(self._archive)
        self._refuse_others()
        self._refuse_document_types()
        self.main = self._find_main()
        self._related = self._relationships(self.main)

    def root(self, name: str) -> etree._Element | None:
        """The root element of a part, or None if the file lacks it or nothing is left of it."""
        data = self._read(name)
        if not data:
            return None
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        root, repaired = xml.parse_repairing(data)
        self.damaged = self.damaged or repaired
        return root

    def part(self, kind: str) -> etree._Element | None:
        """The root of the main part's relation of a kind: `styles`, `footnotes`, ..."""
        for related_kind, name in self._related.values():
            if related_kind == kind:
                return self.root(name)
        return None

    def target(self, identifier: str | None) -> str | None:
        """The name of the part that an `r:id` in the main part stands for."""
        return self._related.get(identifier, ("", None))[1]

    def _read(self, name: str) -> bytes | None:
        part = self._archive.read(name)
        if part is None:
            return None
        self.damaged = self.damaged or part.damaged
        return part.data

    def _refuse_others(self) -> None:
        kinds = (self._read("mimetype") or b"")[:200] + (self._read(_TYPES) or b"")
        kinds = kinds.replace(b"\x00", b"").decode("latin-1").lower()
        has_code = any(name.endswith("vbaproject.bin") for name in self._names)
        is_word = any(kind in kinds for kind in _MAIN)
        if any(kind in kinds for kind in _WITH_MACROS) or (is_word and has_code):
            raise Refused("macros", "This is a Word file with macros; " + SAVE_AS)
        for sign, code, what in () if is_word else _OTHERS:
            if sign in kinds:
                raise Refused(code, what + SAVE_AS)

    def _refuse_document_types(self) -> None:
        """Refuse a document type in any part, those that are not read among them."""
        for name in self._names:
            if name.endswith((".xml", ".rels", ".vml")):
                xml.refuse_document_type(self._archive.read(name).data)

    def _find_main(self) -> str:
        for kind, name in self._relationships("").values():
            if kind == "officedocument" and name in self._names:
                return name
        if _USUAL_PLACE in self._names:
            return _USUAL_PLACE
        raise Refused("archive", "This is a zip archive, not a Word document; " + SAVE_AS)

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """The kind and part name of each relation inside the file, by its identifier."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", name + ".rels"))
        related = {}
        for relation in () if root is None else root:
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
            kind = relation.get("Type", "").rpartition("/")[2].lower()
            related[relation.get("Id", "")] = (kind, path.lstrip("/").lower())
        return related
