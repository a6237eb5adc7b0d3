"""Opening words: as printed in italics, or by the grammar of the UN's usage."""

import pytest

from resolutions.ingest import openings
from resolutions.ingest.document import Line, Run, Style
from resolutions.ingest.openings import Form


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        ("Recalling its resolutions 53/70", "Recalling", Form.PARTICIPLE),
        ("Recalling also its resolutions", "Recalling also", Form.PARTICIPLE),
        ("Recalling, in this connection, the", "Recalling", Form.PARTICIPLE),
        ("Bearing in mind also the results", "Bearing in mind also", Form.PARTICIPLE),
        ("Taking note of the reports", "Taking note", Form.PARTICIPLE),
        ("Expressing concern that these", "Expressing concern", Form.PARTICIPLE),
        ("Expressing its deep concern at", "Expressing its deep concern", Form.PARTICIPLE),
        ("Noting with appreciation also the", "Noting with appreciation also", Form.PARTICIPLE),
        ("Guided by the purposes", "Guided", Form.PARTICIPLE),
        ("Deeply concerned that", "Deeply concerned", Form.PARTICIPLE),
        ("Having considered the report", "Having considered", Form.PARTICIPLE),
        ("Being gravely concerned at", "Being gravely concerned", Form.PARTICIPLE),
        ("Ever mindful that", "Ever mindful", Form.PARTICIPLE),
        ("Committed to strengthening", "Committed", Form.PARTICIPLE),
        ("Reenergizing the Commission", "Reenergizing", Form.PARTICIPLE),
        ("Calls upon Member States:", "Calls upon", Form.FINITE),
        ("Also calls upon all States", "Also calls upon", Form.FINITE),
        ("Calls once again upon Israel", "Calls once again upon", Form.FINITE),
        ("Takes note with appreciation of", "Takes note with appreciation", Form.FINITE),
        (
            "Expresses its gratitude and support to",
            "Expresses its gratitude and support",
            Form.FINITE,
        ),
        ("Condemns in the strongest terms all", "Condemns in the strongest terms", Form.FINITE),
        ("Welcomes and encourages the", "Welcomes and encourages", Form.FINITE),
        ("Reiterates its call upon all", "Reiterates its call upon", Form.FINITE),
        ("Encourages further work on", "Encourages", Form.FINITE),
        ("Decides to include in", "Decides", Form.FINITE),
    ],
)
def test_read(text, words, form):
    found = openings.read(text)
    assert (found.words, found.form) == (words, form)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Capacity-building", id="noun"),
        pytest.param("Developments in the field of information", id="noun in the plural"),
        pytest.param("States should be guided", id="a noun that could be a verb"),
        pytest.param("recalling its resolution", id="in mid-sentence"),
        pytest.param("The Secretary-General", id="article"),
        pytest.param("", id="nothing"),
    ],
)
def test_read_finds_none(text):
    assert openings.read(text) is None


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        pytest.param(
            [("Notes in this regard", 1), (" that", 0)], "Notes in this regard", id="as printed"
        ),
        pytest.param([("Recalling, ", 1), ("in", 0)], "Recalling", id="without comma"),
        pytest.param([("Recalling all of it,", 1)], "Recalling", id="all in italics"),
        pytest.param([("Decides", 2), (" to", 0)], "Decides", id="bold is no italics"),
    ],
)
def test_italics_go_before_grammar(runs, expected):
    assert openings.of(Line.of([Run(text, Style(style)) for text, style in runs])) == expected
