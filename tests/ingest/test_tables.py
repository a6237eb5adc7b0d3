"""Tables that only lay out the text are read as text; other tables are left alone."""

import pytest

from resolutions.ingest.document import Line, Place
from resolutions.ingest.tables import unfold


def cells(*rows: tuple[str, ...]) -> list[Line]:
    return [
        Line.of(text, place=Place.TABLE, cell=(0, row, column), number=row + 1, whole=True)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]


FORMULA = "The General Assembly,"
RECALLING = "Recalling its resolution 75/240 of 31 December 2020,"
CALLS = "Calls upon States to cooperate;"
DECIDES = "Decides to remain seized of the matter."


@pytest.mark.parametrize(
    ("rows", "expected", "beside"),
    [
        pytest.param(
            [("1.", CALLS), ("2.", DECIDES)],
            [("1.", CALLS), ("2.", DECIDES)],
            [],
            id="numbers-in-a-column",
        ),
        pytest.param([("1.", CALLS)], [("1.", CALLS)], [], id="a-row-of-its-own"),
        pytest.param(
            [("OP1", CALLS), ("(a)", "To cooperate;"), ("OP2", DECIDES)],
            [("OP1", CALLS), ("(a)", "To cooperate;"), ("OP2", DECIDES)],
            [],
            id="labels-of-several-kinds",
        ),
        pytest.param(
            [("Text", "Comments"), (FORMULA, ""), (RECALLING, "Agreed"), ("1. " + CALLS, "No")],
            [("", "Text"), ("", FORMULA), ("", RECALLING), ("", "1. " + CALLS)],
            ["Comments", "Agreed", "No"],
            id="comments-beside-the-text",
        ),
        pytest.param([("Year", "Amount"), ("2020", "1 000")], None, [], id="figures"),
        pytest.param(
            [("United Nations", "A/RES/71/28"), ("General Assembly", "Distr.: General")],
            None,
            [],
            id="masthead",
        ),
        pytest.param(
            [("1.", "Capacity-building"), ("2.", "Confidence-building")], None, [], id="topics"
        ),
        pytest.param(
            [("Action", "Recalling"), ("Date", "2020")], None, [], id="one-verb-is-no-text"
        ),
    ],
)
def test_text_is_taken_out_of_tables(rows, expected, beside):
    lines = cells(*rows)
    unfolded = unfold(lines)
    if expected is None:
        assert unfolded.lines == tuple(lines)
    else:
        assert [(line.label, line.text) for line in unfolded.lines] == expected
        assert {line.place for line in unfolded.lines} == {Place.BODY}
    assert [dropped.text for dropped in unfolded.dropped] == beside
    assert [warning.code for warning in unfolded.warnings] == (["text-in-table"] if beside else [])


def test_lines_around_a_table_keep_their_order():
    above, below = Line.of("above"), Line.of("below")
    lines = [above, *cells(("1.", CALLS)), below]
    assert [line.text for line in unfold(lines).lines] == ["above", CALLS, "below"]
