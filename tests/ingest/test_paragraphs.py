"""What print and page breaks have cut is put together again, and nothing else."""

import pytest

from resolutions.ingest.document import Line, Run, Style
from resolutions.ingest.hyphens import Vocabulary, restore
from resolutions.ingest.paragraphs import assemble
from resolutions.ingest.readers.markdown import read as read_markdown
from resolutions.ingest.readers.text import lines_of

LONG = "Recalling that the dissemination and use of technologies affect the interests of all"


def read(text):
    return [(line.label, line.text) for line in assemble(lines_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "    Recalling its resolutions 53/199 of 15 December 1998 and 61/185 of\n"
            "20 December 2006 on the proclamation of international years,\n\n"
            "    Noting that they\nare many,",
            [
                (
                    "",
                    "Recalling its resolutions 53/199 of 15 December 1998 and 61/185 of"
                    " 20 December 2006 on the proclamation of international years,",
                ),
                ("", "Noting that they are many,"),
            ],
            id="hard-wrapped print",
        ),
        pytest.param(
            "    Recalling the\nfirst one,\n    Noting the\nother one,",
            [("", "Recalling the first one,"), ("", "Noting the other one,")],
            id="hard-wrapped, paragraphs by indentation",
        ),
        pytest.param(
            f"{LONG}\n\nstates and\n\n1. Decides;",
            [("", f"{LONG} states and"), ("1.", "Decides;")],
            id="goes on in small letters over a page",
        ),
        pytest.param(
            "(a) the reports of the Group of Experts on\n\nDevelopments in the Field;\n\n(b) x;",
            [
                ("(a)", "the reports of the Group of Experts on Developments in the Field;"),
                ("(b)", "x;"),
            ],
            id="goes on with a name over a page",
        ),
        pytest.param(
            "8. Calls upon all States to act against the Recruitment, Use,\n\n\n\n"
            "Financing and Training of Mercenaries;",
            [
                (
                    "8.",
                    "Calls upon all States to act against the Recruitment, Use,"
                    " Financing and Training of Mercenaries;",
                )
            ],
            id="goes on after a comma over a page",
        ),
        pytest.param(
            "Recalling x,\n\nCommitted to y,\n\nRe-engaging with z,",
            [("", "Recalling x,"), ("", "Committed to y,"), ("", "Re-engaging with z,")],
            id="after a comma a verb begins a paragraph, known or not",
        ),
        pytest.param(
            "1. Decides x;\n\nCapacity-building\n\n2. Decides y;",
            [("1.", "Decides x;"), ("", "Capacity-building"), ("2.", "Decides y;")],
            id="a heading between paragraphs",
        ),
        pytest.param(
            "\tPP1\n\tRecalling x,\n\n\tOP2 bis\n\tDecides y;",
            [("PP1", "Recalling x,"), ("OP2 bis", "Decides y;")],
            id="labels on lines of their own",
        ),
        pytest.param(
            "- 1. Decides;\n  - (a) One;\n  - (b) Two;",
            [("- 1.", "Decides;"), ("- (a)", "One;"), ("- (b)", "Two;")],
            id="bullets before numbers",
        ),
        pytest.param(
            "Recalling x,\n\n1 Calls upon y;",
            [("", "Recalling x,"), ("1.", "Calls upon y;")],
            id="number without stop",
        ),
        pytest.param(
            "Affirms that the Forced Labour Convention, 1930 (No.\n"
            "29) and the Work in Fishing Convention are relevant\n"
            "instruments that ensure decent working conditions,",
            [
                (
                    "",
                    "Affirms that the Forced Labour Convention, 1930 (No. 29) and the Work in"
                    " Fishing Convention are relevant instruments that ensure decent working"
                    " conditions,",
                )
            ],
            id="a bracket at the end of a line is no number",
        ),
        pytest.param(
            "of 0.15\n\nto 0.2 per cent;",
            [("", "of 0.15"), ("", "to 0.2 per cent;")],
            id="no sentence, no joining",
        ),
        pytest.param(
            "1. Urges a target of 0.15\n\nto 0.2 per cent;",
            [("1.", "Urges a target of 0.15 to 0.2 per cent;")],
            id="a decimal does not end a sentence",
        ),
    ],
)
def test_assemble(text, expected):
    assert read(text) == expected


def test_paragraphs_of_the_format_are_whole():
    lines = [Line.of(text, whole=True) for text in ("Recalling x,", "Noting y,")]
    assert [line.text for line in assemble(lines)] == ["Recalling x,", "Noting y,"]


def test_styles_follow_their_characters():
    [line] = assemble(read_markdown(b"1. *Calls\nupon* all\nof *the* States").lines)
    assert [(run.text, run.style) for run in line.runs] == [
        ("Calls upon", Style.ITALIC),
        (" all of ", Style.PLAIN),
        ("the", Style.ITALIC),
        (" States", Style.PLAIN),
    ]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        pytest.param("anti-", "trafficking", "anti-trafficking", id="print breaks after a hyphen"),
        pytest.param(
            "resolution 73/", "27 of", "resolution 73/27 of", id="a symbol parted at its stroke"
        ),
        pytest.param(
            "his or her and/", "or their", "his or her and/or their", id="two words and a stroke"
        ),
        pytest.param(
            "one of the two /", "three", "one of the two / three", id="a stroke between spaces"
        ),
        pytest.param("interna-", "tional", "international", id="a word that stands elsewhere"),
        pytest.param("Guinea-", "Bissau", "Guinea-Bissau", id="a name"),
        pytest.param("low-", "and middle-income", "low- and middle-income", id="a word to come"),
        pytest.param("country-", "to-country", "country-to-country", id="three words in one"),
        pytest.param("2010 –", "2015", "2010 – 2015", id="a dash is no hyphen"),
    ],
)
def test_words_that_a_line_end_parts(above, below, expected):
    vocabulary = Vocabulary(["international law", above, below])
    assert vocabulary.join([Line.of(above), Line.of(below)]).text == expected


def test_hyphens_that_a_dump_has_lost_come_back():
    lines = [Line.of("The Open-ended and open-ended groups"), Line.of("the Openended group")]
    restored, [warning] = restore(lines)
    assert restored[1].text == "the Open-ended group"
    assert len(restored[1].styles) == len(restored[1].text)
    assert warning.code == "hyphen-restored"
    assert warning.message == "“openended” was read as “open-ended”, as elsewhere in the text."


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["multi-stakeholder and multi-stakeholder", "multistakeholder"], id="prefix"),
        pytest.param(["open-ended", "openended openended"], id="the solid form is the usual one"),
        pytest.param(["the openended group"], id="no other form in the text"),
    ],
)
def test_words_are_left_where_the_text_is_no_witness(texts):
    lines = [Line.of(text) for text in texts]
    assert restore(lines) == (lines, [])


WIDE = "1. Decides to convene a group that shall report to the Assembly and that shall meet"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{WIDE}\nin public sessions;\nII\nFollow-up\n2. Invites all the States that are"
            " Members of the United Nations and that\nare able to do so to act.",
            [
                ("1.", f"{WIDE[3:]} in public sessions;"),
                ("", "II"),
                ("", "Follow-up"),
                (
                    "2.",
                    "Invites all the States that are Members of the United Nations and that"
                    " are able to do so to act.",
                ),
            ],
            id="headings end short of the margin",
        ),
        pytest.param(
            f"{WIDE}\nfrom the Office for\nDisarmament Affairs and to the group of experts that"
            " meets in Geneva and is\nof equal rank.",
            [
                (
                    "1.",
                    f"{WIDE[3:]} from the Office for Disarmament Affairs and to the group of"
                    " experts that meets in Geneva and is of equal rank.",
                )
            ],
            id="a line may end short by accident",
        ),
        pytest.param(
            f"{WIDE}\n   under section 29G,\n   Administration, Nairobi, of the programme budget"
            " for the year 2021, and it\n   shall end by 1 p.m.\n   and on time.",
            [
                (
                    "1.",
                    f"{WIDE[3:]} under section 29G, Administration, Nairobi, of the programme"
                    " budget for the year 2021, and it shall end by 1 p.m. and on time.",
                )
            ],
            id="set in below its label",
        ),
        pytest.param(
            f"{WIDE}\non Human Rights:\nImplementing the framework of the group that reports to the"
            " Assembly and that\nis open.",
            [
                (
                    "1.",
                    f"{WIDE[3:]} on Human Rights: Implementing the framework of the group that"
                    " reports to the Assembly and that is open.",
                )
            ],
            id="a title with a colon",
        ),
        pytest.param(
            f"{WIDE}\nin public and in private.\n30. Decides to reduce the resources for travel by"
            " five per cent and to save;\n31. Also decides to do so in the year that follows the"
            " coming one and later;\n32. Further decides the same for the years that\nfollow.",
            [
                ("1.", f"{WIDE[3:]} in public and in private."),
                (
                    "30.",
                    "Decides to reduce the resources for travel by five per cent and to save;",
                ),
                (
                    "31.",
                    "Also decides to do so in the year that follows the coming one and later;",
                ),
                ("32.", "Further decides the same for the years that follow."),
            ],
            id="numbers in their order",
        ),
    ],
)
def test_print_without_blank_lines(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. Decides;\n\n1. Invites;\n\n1. Calls.", ["1.", "2.", "3."], id="counted"),
        pytest.param(
            "1. Decides;\n\n2. Invites;\n\n1. Calls.", ["1.", "2.", "1."], id="as written"
        ),
        pytest.param("1. Decides:\n\n   1. To act;\n\n1. Calls.", ["1.", "1.", "2."], id="inner"),
        pytest.param("1. Adopts the text.", ["1."], id="one"),
    ],
)
def test_markdown_counts_its_lists(text, expected):
    """In Markdown "1." before every item prints as 1, 2, 3."""
    lines = read_markdown(f"# Title\n\n{text}".encode()).lines
    assert [line.label for line in assemble(lines)[1:]] == expected


def printed(*lines):
    """Lines of print, as (text, indent, page)."""
    return [
        Line.of(
            [Run(text, Style.BOLD if text.isupper() else Style.PLAIN)],
            number=number,
            indent=indent,
            page=page,
            size=10.0,
            gap=None if number and page != lines[number - 1][2] else 0.0,
        )
        for number, (text, indent, page) in enumerate(lines)
    ]


FULL = "in the course of the year to come and in those that follow it, and also to"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [
                ("Recalling the resolutions adopted by the Assembly on the matter in 2020,", 5, 1),
                ("Noting that they are to be put into practice by all the States concerned", 5, 1),
                (FULL, 0, 1),
                ("act at once,", 0, 1),
            ],
            2,
            id="first lines are set in",
        ),
        pytest.param(
            [
                ("Recalling the resolutions adopted by the Assembly on Human Rights:", 5, 1),
                ("Implementing the framework of the groups that were convened for it", 0, 1),
                (FULL, 0, 1),
                ("act at once,", 0, 1),
            ],
            1,
            id="a title goes on at the margin",
        ),
        pytest.param(
            [("FOLLOW-UP TO THE", 0, 1), ("OUTCOME OF THE CONFERENCE", 0, 2)],
            1,
            id="a heading cut by the end of its page",
        ),
        pytest.param(
            [("II", 0, 1), ("FOLLOW-UP", 0, 2)], 2, id="a number above its heading, joined later"
        ),
    ],
)
def test_print_by_its_places(lines, expected):
    assert len(assemble(printed(*lines))) == expected
