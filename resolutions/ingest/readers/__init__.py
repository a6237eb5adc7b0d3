"""
The readers: one a format, each from bytes to lines.

What a reader guarantees, whatever the format:

- It looks at the bytes alone, never at a file name or a declared type.
- It gives all visible text in reading order, each character once, and makes
  nothing up: a number that the format prints of itself goes to `Line.label`.
- It does not clean, join or judge. Page furniture, notes and masthead are
  left in, with what the format knows of them in `Line.place`.
- Text that a person looking at the document would not see is left out, and a
  warning (`hidden-text`) says so.
- It raises nothing but `Refused`, with a sentence that says what to do.

What each tells of a line beyond its text:

    text      gap, indent, page (form feeds)
    markdown  gap, page (form feeds), styles, heading, place of notes and tables
    pdf       all but whole, heading, label and level
    docx      all but gap; and tracked changes
    html      all but size and centred; gap and indent in typed text only; and changes

Akoma Ntoso (akn) marks everything up, so its reader gives the finished document. A
web page's menus, head and foot are left out where it marks them as such.

To add one, write a module with `accepts(data)` and `read(data)` and enter it in
`READERS`, before the formats that would also accept its files.
"""

from collections.abc import Callable
from dataclasses import dataclass

from resolutions.ingest.document import ParsedResolution, Reading, Refused
from resolutions.ingest.readers import akn, docx, html, markdown, pdf, text
from resolutions.ingest.readers.signatures import ACCEPTED, refuse_known


@dataclass(frozen=True, slots=True)
class Reader:
    """
    `read` gives lines, or the finished document where the format marks it up.

    `accepts` is quick and certain; it may not raise.
    """

    format: str
    accepts: Callable[[bytes], bool]
    read: Callable[[bytes], Reading | ParsedResolution]


READERS = (
    Reader("pdf", pdf.accepts, pdf.read),
    Reader("docx", docx.accepts, docx.read),
    Reader("html", html.accepts, html.read),
    Reader("akn", akn.accepts, akn.read),
    Reader("markdown", markdown.accepts, markdown.read),
    Reader("text", text.accepts, text.read),
)


def read(data: bytes) -> Reading | ParsedResolution:
    """Read a file with the first reader that accepts its content."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refused("empty-file", "The file is empty; send one that holds a document.")
    refuse_known(data)
    for reader in READERS:
        if reader.accepts(data):
            return reader.read(data)
    raise Refused(
        "not-text", f"The file is not a document that can be read; send {ACCEPTED} instead."
    )
