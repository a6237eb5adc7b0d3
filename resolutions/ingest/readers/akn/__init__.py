"""
Akoma Ntoso: the XML in which the UN publishes its resolutions, in six languages.

Reads the dialect of its publisher and what the guidelines (AKN4UN) ask for. The
source marks up nearly everything, so this reader gives the finished document.
"""

import re
from dataclasses import replace

from lxml import etree

from resolutions.ingest.document import ParsedResolution, ParseWarning, Refused
from resolutions.ingest.readers import xml
from resolutions.ingest.readers.akn.documents import document_in, documents_in
from resolutions.ingest.readers.akn.names import name_of
from resolutions.ingest.readers.signatures import SAVE_AS

__all__ = ["accepts", "read", "read_all"]

_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[\s?]|<!--|<!DOCTYPE\s{1,9}(?!html)"
    rb"|<(?:[\w.-]{1,40}:)?akomaNtoso[\s/>]|<[\w.:-]{1,80}\s[^<>]{0,2000}\bxmlns\b)"
)
_WIDE = tuple("<?xml".encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))
_NAMESPACE = "docs.oasis-open.org/legaldocml/ns/akn"


def accepts(data: bytes) -> bool:
    """Any XML is this reader's to read or to refuse: no other reads bare XML."""
    return bool(_XML.match(data)) or data[:64].lstrip(b"\xff\xfe").startswith(_WIDE)


def read(data: bytes) -> ParsedResolution:
    """Read a file as one document, even if it holds resolutions A and B."""
    root, warnings = _opened(data)
    return _warned(document_in(root), warnings)


def read_all(data: bytes, *, facts: bool = True) -> tuple[ParsedResolution, ...]:
    """Read each resolution of a file by itself; without `facts`, what is recorded is left out."""
    root, warnings = _opened(data)
    return tuple(_warned(document, warnings) for document in documents_in(root, facts=facts))


def _opened(data: bytes) -> tuple[etree._Element, tuple[ParseWarning, ...]]:
    root, repaired = xml.parse_repairing(data)
    if root is None:
        raise Refused("damaged-xml", f"The file is damaged and cannot be read; {SAVE_AS}")
    if name_of(root) != "akomaNtoso" or _NAMESPACE not in root.tag:
        raise Refused("not-akoma-ntoso", f"This is an XML file that is not Akoma Ntoso; {SAVE_AS}")
    if not repaired:
        return root, ()
    message = "The file is damaged; it was read as far as possible, and text may be missing."
    return root, (ParseWarning("damaged-file", message),)


def _warned(document: ParsedResolution, warnings: tuple[ParseWarning, ...]) -> ParsedResolution:

    return replace(document, warnings=(*warnings, *document.warnings)) if warnings else document
