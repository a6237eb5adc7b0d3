"""A table in the text of a paragraph: a line for each row, with bars between its cells."""

from collections.abc import Iterator

BAR, LINE = "|", "\n"


def is_table(text: str) -> bool:
    return BAR in text or LINE in text


def rows_of(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the rows of a table, each as where its cells begin and end, spaces included."""
    start = 0
    for row in text.split(LINE):
        cells = []
        for cell in row.split(BAR):
            cells.append((start, start + len(cell)))
            start += len(cell) + 1
        yield cells
