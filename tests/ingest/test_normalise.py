"""Characters that print nothing go; those that print stay."""

import pytest

from resolutions.ingest.document import Line, Style
from resolutions.ingest.normalise import clean, doubts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Recalling\u00a0its", "Recalling its", id="hard space"),
        pytest.param("capacity\u2011building", "capacity-building", id="hard hyphen"),
        pytest.param("co\u00adoperation", "cooperation", id="soft hyphen"),
        pytest.param("\u200bNot\u200eing\ufeff", "Noting", id="zero width"),
        pytest.param("a\u202egnitoN\u202cb", "agnitoNb", id="right-to-left override"),
        pytest.param("De\x00cides\x07", "Decides", id="control characters"),
        pytest.param("of\ufb01cial", "official", id="ligature"),
        pytest.param("Tu\u0308rkiye", "Türkiye", id="decomposed letter"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a character"),
        pytest.param("2010–2015 “x” ’s", "2010–2015 “x” ’s", id="dashes and quotes stay"),
        pytest.param("x" + "\u0301" * 99 + "y", "x" + "\u0301" * 30 + "y", id="pile of accents"),
        pytest.param("“" * 99, "“" * 99, id="no pile"),
        pytest.param("\tThe\tGeneral", "\tThe\tGeneral", id="tabs stay for the columns"),
    ],
)
def test_clean(text, expected):
    [line] = clean([Line.of(text)])
    assert line.text == expected
    assert len(line.styles) == len(line.text)


def test_raised_figures_keep_their_character_and_get_the_style():
    [line] = clean([Line.of("made,¹² and")])
    assert [(run.text, run.style) for run in line.runs] == [
        ("made,", Style.PLAIN),
        ("¹²", Style.RAISED),
        (" and", Style.PLAIN),
    ]


def test_lines_with_nothing_in_print_are_dropped():
    assert clean([Line.of("\u200b\u200b"), Line.of("a")]) == [Line.of("a")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("a\u202eb", "direction-marks", id="override"),
        pytest.param("State\ue000s", "unreadable-characters", id="private use"),
        pytest.param("the Stateâ€™s", "mojibake", id="wrong encoding"),
    ],
)
def test_doubts(text, code):
    assert [warning.code for warning in doubts([Line.of(text)])] == [code]
