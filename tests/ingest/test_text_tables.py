"""Columns of figures in plain text are a table; other columns are not."""

import pytest

from resolutions.ingest.readers.text import columned, lines_of


def cells(text: str) -> list[list[str]]:
    rows: dict[tuple[int, int], list[str]] = {}
    for line in columned(lines_of(text)):
        if line.cell:
            rows.setdefault(line.cell[:2], []).append(line.text)
    return list(rows.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Section            Amount\n1. Lamps              400\n2. Oil, and wicks   1 200\n"
            "Total               1 600",
            [
                ["Section", "Amount"],
                ["1. Lamps", "400"],
                ["2. Oil, and wicks", "1 200"],
                ["Total", "1 600"],
            ],
            id="rows with numbers, and heads",
        ),
        pytest.param(
            "  1. Lamps       (2,400)\n  2. Oil             30%",
            [["1. Lamps", "(2,400)"], ["2. Oil", "30%"]],
            id="two rows that end below each other",
        ),
        pytest.param("1. Lamps       400\n2. Oil      30", [], id="two rows that do not"),
        pytest.param(
            "A/99/L.7      General\nNew York      3 October 2044\nOriginal:     English\n",
            [],
            id="a masthead",
        ),
        pytest.param("1. Decides in 2044\n2. Requests in 2045\n3. Invites in 2046", [], id="text"),
        pytest.param("Lamps     1\n\n\nOil       2\n\n\nWicks     3", [], id="far apart"),
    ],
)  # fmt: skip
def test_columns_of_figures_are_a_table(text, expected):
    assert cells(text) == expected


def test_no_word_of_a_table_is_lost():
    text = "Heads   of   three\nLamps   5   400\nOil   6   30\nwords that follow\nTotal   430"

    words = " ".join(line.text for line in columned(lines_of(text))).split()
    assert words == text.split()
