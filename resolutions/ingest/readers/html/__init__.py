"""
HTML: pages of the web, and documents that a word processor saved as one.

Read with libxml2's parser: it repairs what browsers repair, takes time in
proportion to length and has limits of its own. (Python's html.parser takes
time that grows with the square on some input; html5lib does so on more.)
"""

import re

from lxml import etree

from resolutions.ingest import limits
from resolutions.ingest.document import ParseWarning, Reading, Refused
from resolutions.ingest.readers.html.characters import decode
from resolutions.ingest.readers.html.footnotes import Footnotes
from resolutions.ingest.readers.html.page import Page
from resolutions.ingest.readers.html.sniff import looks_like_html
from resolutions.ingest.readers.html.styles import Stylesheet

_LAST_ENDS = re.compile(r"</(?:body|html)\s{0,99}>", re.IGNORECASE)

_DAMAGED = "save the page anew in your browser, or as a Word document, and send that."


def accepts(data: bytes) -> bool:
    return looks_like_html(data)


def read(data: bytes) -> Reading:
    """Give each block of text that a browser would show, with its styles and automatic number."""
    decoded = decode(data)
    root = _parse(decoded.text)
    if root is None:
        return Reading("html", (), decoded.warnings)
    page = Page(Stylesheet.of(root), Footnotes.of(root))
    page.read(root)
    warnings = list(decoded.warnings)
    if page.hidden:
        message = "The page holds text that its readers do not see; it was left out."
        warnings.append(ParseWarning("hidden-text", message))
    return Reading("html", tuple(page.lines), tuple(warnings), tuple(page.changes))


def _parse(text: str) -> etree._Element | None:
    limits.check_size(
        text.count("<"),
        2 * limits.HTML_NODES,  # each element has an end
        "too-many-nodes",
        "The page holds more than 200,000 pieces of mark-up; split it into its documents.",
    )
    parser = etree.HTMLParser(
        encoding="utf-8", remove_pis=True, no_network=True, huge_tree=False, collect_ids=False
    )
    # The parser stops where the page says that it ends; browsers go on.
    text = _LAST_ENDS.sub("", text)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    for error in parser.error_log:
        if error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Refused(
                "nested-too-deeply", f"The page nests its parts more than 256 deep; {_DAMAGED}"
            )
    return root
