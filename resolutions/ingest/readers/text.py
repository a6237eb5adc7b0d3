"""Plain text: one line of the file, one line of print."""

from collections.abc import Iterator

from resolutions.ingest import limits
from resolutions.ingest.decoding import decode, is_text
from resolutions.ingest.document import Line, Reading
from resolutions.ingest.normalise import UNSEEN

_TAB = 8
_TOO_MANY = "The text has too many lines for a resolution; split it into its documents."


def accepts(data: bytes) -> bool:
    return is_text(data)


def read(data: bytes) -> Reading:
    """Give each line with the blank lines above it, its indentation and its page."""
    decoded = decode(data)
    return Reading("text", tuple(lines_of(decoded.text)), decoded.warnings)


def lines_of(text: str) -> Iterator[Line]:
    """Cut text into lines of print; a form feed begins a page."""
    gap, page, printed_lines = 0, 1, 0
    for number, raw in enumerate(split(text), start=1):
        page += raw.count("\f")
        printed = raw.replace("\f", "").rstrip()
        if UNSEEN.fullmatch(printed):
            gap += 1
            continue
        printed_lines += 1
        limits.check_size(printed_lines, limits.PRINTED_LINES, "too-many-lines", _TOO_MANY)
        yield Line.of(
            _without_indent(printed),
            number=number,
            gap=float(gap),
            page=page,
            indent=indent(printed),
        )
        gap = 0


def _without_indent(printed: str) -> str:
    """The line from its first letter on, with the marks before it that print nothing."""
    before = UNSEEN.match(printed)[0]
    return "".join(before.split()) + printed[len(before) :]


def split(text: str) -> list[str]:
    """Split at line ends, within the limits for lines."""
    lines = text.split("\n")
    limits.check_size(len(lines), limits.LINES, "too-many-lines", _TOO_MANY)
    limits.check_size(
        max(map(len, lines)),
        limits.LINE_BYTES,
        "line-too-long",
        "A line of the text is longer than 1 MiB; put each paragraph on a line of its own.",
    )
    return lines


def indent(printed: str) -> float:
    """How many columns stand before the first character."""
    blank = printed[: len(printed) - len(printed.lstrip())]
    return float(len(blank.expandtabs(_TAB)))
