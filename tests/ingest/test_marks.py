"""Footmarks leave the text, and figures that are none stay."""

import pytest

from resolutions.ingest.document import Line, Run, Style
from resolutions.ingest.marks import take_out
from resolutions.ingest.normalise import clean


def read(notes, *texts):
    marked = take_out(clean([Line.of(text) for text in texts]), [str(n) for n in notes])
    return [
        (line.text, [(mark.mark, mark.position) for mark in line.marks]) for line in marked.lines
    ]


@pytest.mark.parametrize(
    ("notes", "text", "expected", "marks"),
    [
        pytest.param(
            [1],
            "held from 16 to 18 November 2005,1 and recalling",
            "held from 16 to 18 November 2005, and recalling",
            ["1"],
            id="after a comma",
        ),
        pytest.param(
            [3, 4],
            "in its 20134 and 20153 reports",
            "in its 2013 and 2015 reports",
            ["4", "3"],
            id="glued to years, out of order",
        ),
        pytest.param(
            [1, 2],
            "the working group, 1 and takes note of it; 2",
            "the working group, and takes note of it;",
            ["1", "2"],
            id="spaced",
        ),
        pytest.param(
            [1],
            "the 2030 Agenda for Sustainable Development 1 and that",
            "the 2030 Agenda for Sustainable Development and that",
            ["1"],
            id="spaced after a word",
        ),
        pytest.param(
            [1],
            "the Programme of Action1 and",
            "the Programme of Action and",
            ["1"],
            id="glued to a word",
        ),
        pytest.param([1], "made,¹ and", "made, and", ["1"], id="raised"),
        pytest.param([1], "made,[1] and", "made, and", ["1"], id="bracketed"),
        pytest.param(
            [4],
            "Sustainable Development Goals 5 and 16,4 in particular target 5.2",
            "Sustainable Development Goals 5 and 16, in particular target 5.2",
            ["4"],
            id="after a number and a comma",
        ),
        pytest.param(
            [17],
            "the Decade on Ecosystem Restoration 2021–203017 and the",
            "the Decade on Ecosystem Restoration 2021–2030 and the",
            ["17"],
            id="after a span of years",
        ),
        pytest.param(
            [7],
            "into account Agenda 217 and the Plan",
            "into account Agenda 21 and the Plan",
            ["7"],
            id="Agenda 21",
        ),
        pytest.param(
            [3],
            "pursuant to resolution 75/47;3",
            "pursuant to resolution 75/47;",
            ["3"],
            id="after a resolution",
        ),
        pytest.param(
            [1],
            "pursuant to resolution 60/2881 of",
            "pursuant to resolution 60/288 of",
            ["1"],
            id="glued to a resolution",
        ),
        pytest.param(
            [3],
            "and of the 2000 3 and 2010 Review Conferences",
            "and of the 2000 and 2010 Review Conferences",
            ["3"],
            id="between years",
        ),
        pytest.param(
            [1],
            "resolution 71/1 of 7 December 2016",
            "resolution 71/1 of 7 December 2016",
            [],
            id="number of a resolution",
        ),
        pytest.param(
            [3],
            "in the Report 2021, 3 stresses that",
            "in the Report 2021, stresses that",
            ["3"],
            id="before a verb",
        ),
        pytest.param(
            [15],
            "against COVID-1915 and HIV/AIDS",
            "against COVID-19 and HIV/AIDS",
            ["15"],
            id="glued to COVID-19",
        ),
        pytest.param(
            [7],
            "control of HIV/AIDS7 and",
            "control of HIV/AIDS and",
            ["7"],
            id="glued to HIV/AIDS",
        ),
        pytest.param(
            [2], "decision 14.COM 10.b.2 on", "decision 14.COM 10.b.2 on", [], id="number in parts"
        ),
        pytest.param([19], "COVID-19 pandemic", "COVID-19 pandemic", [], id="name with a number"),
        pytest.param(
            [5], "an increase of 2.5 per cent", "an increase of 2.5 per cent", [], id="decimal"
        ),
        pytest.param([8], "on 8 March 2021", "on 8 March 2021", [], id="day"),
        pytest.param(
            [4],
            "Youth4Disarmament, a platform",
            "Youth4Disarmament, a platform",
            [],
            id="figure inside a word",
        ),
        pytest.param(
            [2],
            "on an area of 5 km² of land",
            "on an area of 5 km² of land",
            [],
            id="square kilometres",
        ),
        pytest.param([], "in 2005,1 and", "in 2005,1 and", [], id="no notes, no marks"),
    ],
)
def test_take_out(notes, text, expected, marks):
    [(found, places)] = read(notes, text)
    assert found == expected
    assert [mark for mark, _ in places] == marks


def test_each_note_gets_its_first_reference_in_order():
    """Of the figures that could be marks those are taken in which the notes follow in order."""
    found = read([1, 2], "paragraph 2 of the report1 and", "on 1 May, the annex2 and")
    assert [[mark for mark, _ in places] for _, places in found] == [["1"], ["2"]]
    assert found[0][0] == "paragraph 2 of the report and"


def test_a_mark_may_come_back():
    found = read([1, 2], "the report,1 and", "the annex,2 and", "again the report;1")
    assert [[mark for mark, _ in places] for _, places in found] == [["1"], ["2"], ["1"]]


def test_counts_in_a_list_are_no_repeated_marks():
    """ "1 D-1, 2 P-5" in a list of posts, though notes 1 and 2 exist."""
    posts = "16 posts (1 Assistant Secretary-General, 1 D-1, 2 P-5)"
    assert read([1, 2], "the report,1 and", "the annex,2 and", posts)[2] == (posts, [])


def test_a_mark_stays_where_its_place_was():
    [(text, [(_, place)])] = read([1], "made,¹ and more")
    assert text[:place] == "made,"


def test_a_raised_mark_goes_even_if_its_note_is_lost():
    assert read([], "made,¹ and") == [("made, and", [("1", 5)])]


def test_a_reference_of_the_format():
    line = Line.of([Run("made,"), Run("7", Style.NOTE), Run(" and")])
    marked = take_out([line], ["7"])
    assert (marked.lines[0].text, marked.used) == ("made, and", {"7"})


@pytest.mark.parametrize(
    ("text", "expected", "marks"),
    [
        pytest.param(
            "the report,(1) article 5 (1), (1) oil and decision(2)",
            "the report, article 5 (1), (1) oil and decision",
            [("1", 11), ("2", 47)],
            id="right after a word, as all are then",
        ),
        pytest.param("the report (1) on oil", "the report on oil", [("1", 10)], id="spaced"),
        pytest.param("articles 5 (1) and 6 (2)", "articles 5 (1) and 6 (2)", [], id="articles"),
    ],
)
def test_marks_in_round_brackets(text, expected, marks):
    """Only where the notes stand in such brackets; elsewhere they count off points."""
    (line,) = take_out([Line.of(text)], ["1", "2"], frozenset("12")).lines
    assert (line.text, [(mark.mark, mark.position) for mark in line.marks]) == (expected, marks)
    (plain,) = take_out([Line.of(text)], ["1", "2"]).lines
    assert plain.text == text
