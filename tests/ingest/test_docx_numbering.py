"""Automatic numbers come out as Word prints them."""

import pytest

from resolutions.ingest.readers import docx
from resolutions.ingest.readers.docx.numerals import numeral
from tests.ingest.word import docx as made
from tests.ingest.word import listed, paragraph


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def shared(identifier: int, *content: str) -> str:
    inner = "".join(content)
    return f'<w:abstractNum w:abstractNumId="{identifier}">{inner}</w:abstractNum>'


def number(identifier: int, of: int, *overrides: str) -> str:
    inner = f'<w:abstractNumId w:val="{of}"/>' + "".join(overrides)
    return f'<w:num w:numId="{identifier}">{inner}</w:num>'


def override(depth: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{inner}</w:lvlOverride>'


def starting(depth: int, start: int) -> str:
    return override(depth, f'<w:startOverride w:val="{start}"/>')


USUAL = shared(
    0,
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "(%2)"),
    level(2, "lowerRoman", "(%3)"),
)
PLAIN = USUAL + number(1, 0)


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    lines = docx.read(made(body, numbering=numbering, styles=styles)).lines
    return [f"{line.label} {line.text}".strip() for line in lines]


@pytest.mark.parametrize(
    ("body", "numbering", "expected"),
    [
        pytest.param(
            listed("a") + listed("b") + listed("c"), PLAIN, ["1. a", "2. b", "3. c"], id="counts"
        ),
        pytest.param(
            listed("a") + listed("b", level=1) + listed("c", level=1) + listed("d"),
            PLAIN,
            ["1. a", "(a) b", "(b) c", "2. d"],
            id="levels",
        ),
        pytest.param(
            listed("a") + listed("b", level=1) + listed("c") + listed("d", level=1),
            PLAIN,
            ["1. a", "(a) b", "2. c", "(a) d"],
            id="a-level-begins-anew-below-a-higher-one",
        ),
        pytest.param(
            listed("a") + paragraph("text") + listed("b"),
            PLAIN,
            ["1. a", "text", "2. b"],
            id="text-between",
        ),
        pytest.param(
            listed("a") + listed("") + listed("b"),
            PLAIN,
            ["1. a", "3. b"],
            id="empty-paragraphs-count",
        ),
        pytest.param(
            listed("a", 1) + listed("b", 2) + listed("c", 1),
            USUAL + number(1, 0) + number(2, 0),
            ["1. a", "2. b", "3. c"],
            id="numbers-of-one-list-count-together",
        ),
        pytest.param(
            listed("a", 1) + listed("b", 2) + listed("c", 2) + listed("d", 1),
            USUAL + number(1, 0) + number(2, 0, starting(0, 1)),
            ["1. a", "1. b", "2. c", "3. d"],
            id="a-start-of-its-own-begins-anew-once",
        ),
        pytest.param(
            listed("a", 2) + listed("b", 2),
            USUAL + number(2, 0, starting(0, 14)),
            ["14. a", "15. b"],
            id="another-start",
        ),
        pytest.param(
            listed("a", 2) + listed("b", 2),
            USUAL + number(2, 0, override(0, level(0, "upperRoman", "%1"))),
            ["I a", "II b"],
            id="a-level-of-its-own",
        ),
        pytest.param(
            listed("a") + listed("b", level=1) + listed("c", level=1),
            shared(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2")) + number(1, 0),
            ["I. a", "I.1 b", "I.2 c"],
            id="higher-numbers-repeated",
        ),
        pytest.param(
            listed("a") + listed("b", level=1),
            shared(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
            + number(1, 0),
            ["I. a", "1.1 b"],
            id="higher-numbers-in-figures",
        ),
        pytest.param(
            listed("a") + listed("b", level=1) + listed("c") + listed("d", level=1),
            shared(
                0,
                level(0, "decimal", "%1."),
                level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>'),
            )
            + number(1, 0),
            ["1. a", "(a) b", "2. c", "(b) d"],
            id="a-level-that-never-begins-anew",
        ),
        pytest.param(
            listed("a", level=1),
            PLAIN,
            ["(a) a"],
            id="a-lower-level-first",
        ),
        pytest.param(
            listed("a"),
            shared(0, level(0, "bullet", "\uf0b7", "")).replace(
                "</w:lvl>", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>'
            )
            + number(1, 0),
            ["• a"],
            id="bullet",
        ),
        pytest.param(
            listed("a"), shared(0, level(0, "none", "")) + number(1, 0), ["a"], id="no-number"
        ),
        pytest.param(listed("a", 0), PLAIN, ["a"], id="taken-back"),
        pytest.param(listed("a", 7), PLAIN, ["a"], id="unknown-number"),
        pytest.param(listed("a", level=8), PLAIN, ["a"], id="unknown-level"),
        pytest.param(listed("a", level=99), PLAIN, ["a"], id="level-out-of-range"),
        pytest.param(
            listed("a"),
            shared(0, level(0, "decimal", "%1." * 400)) + number(1, 0),
            ["1." * 33 + "% a"],
            id="label-without-end",
        ),
    ],
)
def test_lists_count(body, numbering, expected):
    assert labels(body, numbering) == expected


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Para"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    "</w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    "</w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Deep"><w:pPr><w:numPr><w:ilvl w:val="2"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Para"/></w:style>'
    '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
    "</w:pPr></w:style>"
)
OF_STYLE = (
    shared(
        0,
        level(0, "decimal", "%1.", '<w:pStyle w:val="Para"/>'),
        level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Point"/>'),
        level(2, "lowerRoman", "(%3)"),
    )
    + shared(1, '<w:numStyleLink w:val="List"/>')
    + shared(2, '<w:styleLink w:val="List"/>', level(0, "upperLetter", "%1."))
    + number(1, 0)
    + number(2, 1)
    + number(3, 2)
)


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>{more}')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(styled("a", "Para") + styled("b", "Para"), ["1. a", "2. b"], id="style"),
        pytest.param(
            styled("a", "Para") + styled("b", "Point"),
            ["1. a", "(a) b"],
            id="level-that-names-its-style",
        ),
        pytest.param(styled("a", "Deep"), ["(i) a"], id="level-that-the-style-names"),
        pytest.param(styled("a", "Child"), ["1. a"], id="style-based-on-another"),
        pytest.param(
            styled("a", "Para", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("b", "Para"),
            ["a", "1. b"],
            id="taken-back-by-the-paragraph",
        ),
        pytest.param(
            styled("a", "Para", '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
            ["(a) a"],
            id="level-of-its-own",
        ),
        pytest.param(listed("a", 2) + listed("b", 2), ["A. a", "B. b"], id="list-style"),
    ],
)
def test_styles_bring_numbers(body, expected):
    assert labels(body, OF_STYLE, STYLED) == expected


def test_a_line_knows_the_depth_of_its_list_and_its_indent():
    numbering = shared(0, level(0, "decimal", "%1.")).replace(
        "</w:lvl>", '<w:pPr><w:ind w:left="900" w:hanging="300"/></w:pPr></w:lvl>'
    )
    line, text = docx.read(
        made(listed("a") + paragraph("b"), numbering=numbering + number(1, 0))
    ).lines
    assert (line.level, line.indent) == (0, 30.0)
    assert (text.level, text.indent) == (None, 0.0)


def test_list_styles_that_point_at_each_other_give_no_number():
    numbering = shared(0, '<w:numStyleLink w:val="Round"/>') + number(1, 0)
    round_style = (
        '<w:style w:type="numbering" w:styleId="Round"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert labels(listed("a"), numbering, round_style) == ["a"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (10, "russianLower", "к"),
        (2, "chicago", "†"),
        (5, "chicago", "**"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (3, "numberInDash", "- 3 -"),
        (3, "none", ""),
        (3, "bullet", ""),
        (3, "thaiCounting", "3"),
        (0, "lowerRoman", "0"),
        (-5, "lowerLetter", "-5"),
        (999_999_999, "lowerLetter", "999999999"),
        (999_999_999, "upperRoman", "999999999"),
    ],
)
def test_numerals(count, form, printed):
    assert numeral(count, form) == printed
