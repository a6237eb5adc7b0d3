"""The source beside the text: which lines are whose, and where they stand on its pages."""

from dataclasses import replace

import pytest

from resolutions.editing import flatten
from resolutions.editing.matching import matched
from resolutions.sources import lines_beside, page_beside
from tests.editing.texts import text

TEXTS = [
    "Recalling its resolution 71/28 of 5 December 2016 on lamps and peace,",
    "Welcomes the report, and peace,",
    "Decides to meet.",
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["Recalling its resolution 71/28 of 5"], {0: 0}, id="one line"),
        pytest.param(
            ["1. Welcomes the report, and", "peace,"], {0: 1, 1: 1}, id="a short last line"
        ),
        pytest.param(
            ["Recalling its resolution 71/28 of 5 December", "2016 on", "lamps and peace,"],
            {0: 0, 2: 0},
            id="two words amid a paragraph are not told",
        ),
        pytest.param(
            ["Recalling its resolution 71/28 of 5", "Decem- ber 2016 on lamps and peace,"],
            {0: 0, 1: 0},
            id="a word broken by its line",
        ),
        pytest.param(["peace,", "1. Welcomes the report, and"], {0: 1, 1: 1}, id="only beside"),
        pytest.param(["peace,"], {}, id="a short line by itself"),
        pytest.param(["Decides to meet.", "9"], {0: 2}, id="a page number"),
        pytest.param(["The lamps of the General Assembly", "Decides to meet."], {1: 2}, id="other"),
        pytest.param([], {}, id="nothing"),
    ],
)
def test_lines_find_their_paragraphs(lines, expected):
    assert matched(lines, TEXTS) == expected


def line(words, page, top, number=0):
    return {"text": words, "number": number, "page": page, "spot": [100, top, 800, 20]}


SOURCE = [
    line("A/C.1/77/L.99", 1, 10),
    line("Recalling its resolution on lamps,", 1, 100),
    line("Welcomes the report on lamps", 1, 900),
    line("of the Secretary-General;", 2, 100),
    line("Decides to meet.", 3, 100),
]
TEXT = text(
    "pp Recalling its resolution on lamps,",
    "op 1. Welcomes the report on lamps of the Secretary-General;",
    "op 2. Decides to meet.",
)


@pytest.mark.parametrize(
    ("wanted", "chosen", "number", "marked", "goes_on"),
    [
        pytest.param(0, "", 1, ["pp1", "op1"], (), id="nothing chosen"),
        pytest.param(0, "op1", 1, ["pp1", "op1!"], (2,), id="over two pages"),
        pytest.param(2, "op1", 2, ["op1!"], (1,), id="the other page"),
        pytest.param(3, "op1", 3, ["op2"], (1, 2), id="a page without it"),
        pytest.param(9, "op2", 3, ["op2!"], (), id="no such page"),
        pytest.param(0, "op9", 1, ["pp1", "op1"], (), id="no such paragraph"),
    ],
)
def test_a_page_shows_where_paragraphs_stand(wanted, chosen, number, marked, goes_on):
    lines = lines_beside(TEXT, flatten(TEXT), SOURCE)
    page = page_beside(lines, wanted, chosen)
    shown = [each.anchor + "!" * each.is_chosen for each in page.marked]
    assert (page.number, page.count, shown, page.goes_on) == (number, 3, marked, goes_on)
    assert (page.before, page.after) == (number - 1 or None, {1: 2, 2: 3}.get(number))


def test_lines_that_were_read_before_they_had_spots_are_shown_without():
    lines = lines_beside(TEXT, flatten(TEXT), [{"text": "x", "number": 1, "page": 1}])
    assert page_beside(lines, 0, "").marked == []


def test_lines_of_xml_are_shown_as_a_person_reads_them():
    lines = [
        line("<akomaNtoso>", 1, 0),
        line("  <p>Recalling <i>its</i> resolution on <ref href='/x'>lamps</ref>,</p>", 1, 0),
        line("  <num>1.</num>", 1, 0),
        line("  <p>Welcomes the report on lamps of the Secretary&#8209;General;</p>", 1, 0),
    ]
    edited = replace(TEXT, document=replace(TEXT.document, format="akn"))
    shown = lines_beside(edited, flatten(edited), lines)
    assert [(each.number, each.anchor) for each in shown] == [(2, "pp1"), (3, ""), (4, "op1")]
    assert shown[0].text == "Recalling its resolution on lamps,"


def test_lines_of_the_head_are_of_no_paragraph_that_repeats_them():
    lines = [
        line("Calm lamps: general and complete quiet", 1, 0),
        line("77/99. Calm lamps of all the", 1, 20),
        line("Member States", 1, 40),
        line("The General Assembly,", 1, 60),
        line("Recalling its resolution on lamps,", 1, 80),
        line("Decides to include the item “Calm lamps of all the", 1, 100),
        line("Member States”, and calls it calm lamps: general and complete quiet,", 1, 120),
        line("as the General Assembly, whose formula it is.", 1, 140),
    ]
    edited = text(
        "pp Recalling its resolution on lamps,",
        "op 1. Decides to include the item “Calm lamps of all the Member States”, and calls it "
        "calm lamps: general and complete quiet, as the General Assembly, whose formula it is.",
    )
    masthead = replace(
        edited.document.masthead,
        title="Calm lamps of all the Member States",
        agenda_title="Calm lamps: general and complete quiet",
    )
    document = replace(edited.document, masthead=masthead, formula="The General Assembly,")
    edited = replace(edited, document=document)
    shown = lines_beside(edited, flatten(edited), lines)
    assert [each.anchor or each.said for each in shown] == [
        "read as: agenda title",
        "read as: title",
        "read as: title",
        "read as: formula",
        "pp1",
        "op1",
        "op1",
        "op1",
    ]
