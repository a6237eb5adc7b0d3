"""What people said in the margin of a Word file."""

from lxml import etree

from resolutions.ingest.readers.docx.names import W
from resolutions.ingest.readers.docx.paragraph import Revision

# A longer comment is cut; it is a letter of its own.
_LONGEST = 2000


def comments_in(root: etree._Element | None) -> dict[str, tuple[Revision, str]]:
    """Who said what, by the number under which the text refers to it; what is empty is left out."""
    found = {}
    for comment in () if root is None else root.iterfind(W + "comment"):
        parts = ("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        text = " ".join(" ".join(parts).split())[:_LONGEST]
        if text:
            found[comment.get(W + "id", "")] = Revision.of("comment", comment), text
    return found
