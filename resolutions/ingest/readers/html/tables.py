"""Tables of a page: those that hold figures, and those that only place text."""

from dataclasses import dataclass

from lxml import etree

from resolutions.ingest.readers.html.numbering import integer

_MOST_COLUMNS = 1_000
_LONGEST_CELL = 600
# What stands in a page, and not in the cells of a table.
_OF_PAGES = ("table", "li", "h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Table:
    """A table of figures while it is read; rows and columns count from 0."""

    index: int
    row: int = -1
    column: int = -1

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, -1

    def next_cell(self, element: etree._Element) -> tuple[int, int, int]:
        self.column += 1
        cell = (self.index, max(self.row, 0), self.column)
        self.column += max(1, min(integer(element.get("colspan")) or 1, _MOST_COLUMNS)) - 1
        return cell


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places text: a frame, a page, two columns of paragraphs."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iterdescendants(*_OF_PAGES), None) is not None:
        return True
    cells = list(table.iter("td", "th"))
    return len(cells) < 2 or any(sum(map(len, cell.itertext())) > _LONGEST_CELL for cell in cells)
