"""Tells a page of the web by its first words, whatever it is called."""

from resolutions.ingest.readers.signatures import beginning

# Tags that may begin a whole page, and those that may begin a piece of one.
_PAGE = ("!doctype html", "html", "head", "body", "frameset")
_PIECE = (
    *("article", "blockquote", "center", "div", "dl", "font", "h1", "h2", "h3", "h4", "main"),
    *("meta", "ol", "p", "pre", "section", "span", "style", "table", "title", "ul"),
)
# So many ends of blocks tell a piece of HTML from Markdown that begins with a tag.
_LEAST_ENDS = 2


def looks_like_html(data: bytes) -> bool:
    """Whether the file begins as a page, or is made of blocks of HTML from its start."""
    text = beginning(data)
    if text.startswith(tuple("<" + tag for tag in _PAGE)):
        return _ends_tag(text, _PAGE)
    if not (text.startswith(tuple("<" + tag for tag in _PIECE)) and _ends_tag(text, _PIECE)):
        return False
    ends = sum(data.count(end) for end in (b"</p>", b"</div>", b"</li>", b"</td>", b"</P>"))
    return ends >= _LEAST_ENDS


def _ends_tag(text: str, tags: tuple[str, ...]) -> bool:
    """Whether the word ends where the tag does: "<p>" and "<p class", not "<pbody"."""
    return any(
        text.startswith("<" + tag) and text[len(tag) + 1 : len(tag) + 2] in (*" \t\r\n\f/>", "")
        for tag in tags
    )
