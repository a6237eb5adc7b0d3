"""XML from strangers: parsed without entities, document types, network or excess."""

import re
import sys

from lxml import etree

from resolutions.ingest import limits
from resolutions.ingest.document import Refused

_DECLARED = re.compile(
    rb"""^\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']"""
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
# In these a "<" is one byte "<", so that what is looked for can be found.
_PLAIN = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))

# Characters by their number; of some, no character is: "&#xD800;", "&#0;", "&#x110000;".
_BY_NUMBER = re.compile(rb"&#(?:(\d{1,10})|[xX]([0-9a-fA-F]{1,8}));")

# Whether an element has more attributes than any should.
_OVERLOADED = etree.XPath(f"boolean(//*[@*[{limits.XML_ATTRIBUTES + 1}]])")
_AGAIN = "open the document in the program that made it, save it again and send that."


def parse(data: bytes) -> etree._Element:
    """Return the root element; refuse what is not well-formed or exceeds the limits."""
    root, repaired = parse_repairing(data)
    if root is None or repaired:
        raise Refused("damaged-xml", f"The file is damaged and cannot be read; {_AGAIN}")
    return root


def parse_repairing(data: bytes) -> tuple[etree._Element | None, bool]:
    """
    Return the root element, and whether it had to be repaired.

    What is cut short or not well-formed is read as far as it can be, to nothing
    at the worst; tell the user when that was so, since text may be missing.
    """
    data = _BY_NUMBER.sub(_existing, _as_utf8(data))
    _check(data)
    try:
        root, repaired = etree.fromstring(data, _parser()), False
    except etree.XMLSyntaxError as error:
        _refuse_excess(error)
        root, repaired = _recovered(data), True
    if root is not None:
        _check_tree(root)
    return root, repaired


def _existing(match: re.Match) -> bytes:
    """What stands for a character by its number, or U+FFFD where there is none of that number."""
    number = int(match[1]) if match[1] else int(match[2], 16)
    is_none = number == 0 or 0xD800 <= number < 0xE000 or number > sys.maxunicode
    return b"&#xFFFD;" if is_none else match[0]


def _recovered(data: bytes) -> etree._Element | None:
    """The root of what can be read of damaged XML; None where nothing can."""
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def refuse_document_type(data: bytes) -> None:
    """Refuse XML that declares entities or names a document type to fetch."""
    if any(mark in data for mark in _DOCUMENT_TYPES):
        raise Refused(
            "document-type", f"The file declares a document type, which is not read; {_AGAIN}"
        )


def _parser(**options) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        **options,
    )


def _as_utf8(data: bytes) -> bytes:
    """Recode to UTF-8, whatever the file declares."""
    encoding = next((name for mark, name in _MARKS + _UNMARKED if data.startswith(mark)), None)
    if encoding is None:
        declared = _DECLARED.match(data[:200])
        encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
        if encoding not in _PLAIN:
            raise Refused(
                "xml-encoding", "The file is not in UTF-8; save it in UTF-8 and send that."
            )
        if encoding in ("utf-8", "utf8"):
            return data
    return data.decode(encoding, errors="replace").encode("utf-8", errors="replace")


def _check(data: bytes) -> None:
    """Refuse by counting, before anything is built in memory."""
    refuse_document_type(data)
    if len(data) <= limits.XML_NODES:  # each of what is counted takes up a character or more
        return
    elements = data.count(b"<") - data.count(b"</")
    texts = data.count(b">") - data.count(b"><")
    attributes = data.count(b'="') + data.count(b"='")
    limits.check_size(
        elements + texts + 2 * attributes,  # an attribute's value is a node of its own
        limits.XML_NODES,
        "too-many-nodes",
        "The file holds more than 2 million pieces of mark-up; split it into its documents.",
    )


def _refuse_excess(error: etree.XMLSyntaxError) -> None:
    """Tell what exceeds libxml2's limits from what is only damaged."""
    if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from None
    message = str(error)
    if message.startswith("Excessive depth"):
        raise Refused(
            "nested-too-deeply", f"The file nests its parts more than 256 deep; {_AGAIN}"
        ) from None
    if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "huge" in message.lower():
        raise Refused(
            "too-much-text", "A piece of text in the file is too long; split it into paragraphs."
        ) from None


def _check_tree(root: etree._Element) -> None:
    if _OVERLOADED(root):
        raise Refused(
            "too-many-attributes", f"The file describes one element at too great length; {_AGAIN}"
        )
