"""Markdown: blocks of lines, with emphasis, headings, links and raised figures."""

import re
from collections.abc import Iterator
from dataclasses import replace

from resolutions.ingest import limits
from resolutions.ingest.decoding import decode, is_text
from resolutions.ingest.document import Line, ParseWarning, Place, Reading, Run
from resolutions.ingest.readers.inline import runs_of
from resolutions.ingest.readers.text import lines_of
from resolutions.ingest.wording import cut

# One of these, and the file is Markdown. Plain text may hold lone asterisks,
# numbers with a stop, bullets and rows of dashes: none of them counts.
_SIGNS = re.compile(
    r"""
    ^\#{1,6}[ ]\S                     # a heading
  | \*\*[^\s*][^*]{0,2000}\*\*        # bold
  | ^(?:\d{1,3}\.[ ]|-[ ])?\*[A-Z][^*\n]{1,80}\*   # *Recalling*
  | \]\((?:\#|/|https?:)[^()\s]{0,2000}\)          # a link
  | <sup>                             # a raised figure
  | ^\[\^\w{1,20}\]:                  # a note
    """,
    re.VERBOSE | re.MULTILINE,
)

# Characters with which a mark may begin.
_MARKUP = re.compile(r"[*_<>&\[\]|^`!]")
_HEADING = re.compile(r"(#{1,6})(?:\s++|$)(.*)")
_NOTE = re.compile(r"\[\^([^\s\]\[]{1,20})\]:\s*")
_DEFINITION = re.compile(r"\[[^\]\[^][^\]\[]{0,100}\]:\s*(?:<|https?:|#)\S*$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w+-]{0,20}$")
_TABLE_RULE = re.compile(r"\|?(?:\s*+:?-{2,}+:?\s*+\|)++\s*+:?-*+:?\s*+$")
_QUOTE = re.compile(r"(?:>\s?){1,20}")


def accepts(data: bytes) -> bool:
    return is_text(data) and bool(_SIGNS.search(decode(data).text))


def read(data: bytes) -> Reading:
    """
    Give the lines of each block with the styles that emphasis gives them.

    Line ends within a paragraph are kept, though Markdown would not print
    them: mastheads rely on them.
    """
    decoded = decode(data)
    limits.check_size(
        len(_MARKUP.findall(decoded.text)),
        limits.MARKDOWN_MARKS,
        "too-much-markup",
        "The text has more marks of Markdown than words need; save it as plain text.",
    )
    hidden = False
    lines: list[Line] = []
    for block in _blocks(lines_of(decoded.text)):
        block_lines, block_hidden = _read_block(block, table=len(lines))
        lines += block_lines
        hidden = hidden or block_hidden
    warnings = list(decoded.warnings)
    if hidden:
        message = "The file holds comments or pictures that its readers do not see as text."
        warnings.append(ParseWarning("hidden-text", message))
    return Reading("markdown", tuple(_counted(lines)), tuple(warnings))


def _counted(lines: list[Line]) -> list[Line]:
    """
    Number the items of a list that are all written "1.", as Markdown prints them.

    Where any other number stands at the margin, the numbers are the author's.
    """
    numbers = [_NUMBER.match(line.text) if _at_margin(line) else None for line in lines]
    if {match[1] for match in numbers if match} != {"1"}:
        return lines
    counted, number = [], 0
    for line, match in zip(lines, numbers, strict=True):
        number += match is not None
        fresh = cut(line, match.end()) if match else line
        counted.append(replace(fresh, label=f"{number}.") if match else line)
    return counted


def _at_margin(line: Line) -> bool:
    return line.place is Place.BODY and (line.indent or 0) < _INNER


_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
# A list within an item stands three or more columns in.
_INNER = 3


def _blocks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Group the lines of one block: emphasis may run over line ends, not over blocks."""
    block: list[Line] = []
    for line in lines:
        line = _without_quote(line)
        alone = line.text.startswith("#") or _NOTE.match(line.text)
        if block and (line.gap or alone or block[-1].text.startswith("#")):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _without_quote(line: Line) -> Line:
    quote = _QUOTE.match(line.text)
    return line.but(line.text[quote.end() :], line.styles[quote.end() :]) if quote else line


def _read_block(block: list[Line], table: int) -> tuple[list[Line], bool]:
    if any(_TABLE_RULE.match(line.text) for line in block[1:2]):
        return _table(block, table)
    lines = [line for line in block if not _DEFINITION.match(line.text)]
    lines = [line for line in lines if not _FENCE.match(line.text)]
    if not lines:
        return [], False
    first, source = _facts(lines[0])
    runs, hidden = runs_of("\n".join([source, *(line.text.rstrip("\\") for line in lines[1:])]))
    printed = _split(runs)
    # A <br> makes more lines than the source has; they share the last one's facts.
    places = [first, *lines[1:]] + [replace(lines[-1], gap=0.0)] * len(printed)
    result = [
        place.but(line.text, line.styles)
        for place, line in zip(places, printed, strict=False)
        if line.text.strip()
    ]
    return result, hidden


def _facts(line: Line) -> tuple[Line, str]:
    """What the first line of a block says of it, and its text without that mark."""
    if match := _HEADING.match(line.text):
        return replace(line, heading=len(match[1])), match[2].rstrip().rstrip("#").rstrip()
    if match := _NOTE.match(line.text):
        return replace(line, place=Place.NOTE, note=match[1]), line.text[match.end() :]
    return line, line.text.rstrip("\\")


def _split(runs: list[Run]) -> list[Line]:
    """Cut runs at line ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(first, run.style))
        lines += [[Run(part, run.style)] for part in rest]
    return [Line.of(parts) for parts in lines]


def _table(block: list[Line], table: int) -> tuple[list[Line], bool]:
    cells, hidden = [], False
    count = sum(line.text.count("|") for line in block)
    limits.check_size(count, 2 * limits.PARAGRAPHS, *limits.TOO_MANY_PARAGRAPHS)
    rows = [line for line in block if not _TABLE_RULE.match(line.text)]
    for row, line in enumerate(rows):
        for column, source in enumerate(line.text.strip().strip("|").split("|")):
            runs, cell_hidden = runs_of(source.strip())
            hidden = hidden or cell_hidden
            if runs:
                facts = {"number": line.number, "gap": line.gap, "page": line.page, "whole": True}
                cell = (table, row, column)
                cells.append(Line.of(runs, place=Place.TABLE, cell=cell, **facts))
    return cells, hidden
