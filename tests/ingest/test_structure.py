"""From paragraphs to preamble, operative part, lists, headings and annexes."""

from dataclasses import replace

import pytest

from resolutions.ingest import parse
from resolutions.ingest.document import Line, Place
from resolutions.ingest.labels import label_of
from resolutions.ingest.lists import Lists, Reading, readings, slug
from resolutions.ingest.numerals import alphabetic, roman, to_letter, to_roman
from resolutions.ingest.paragraphs import assemble
from resolutions.ingest.readers.text import lines_of
from resolutions.ingest.structure import build


def read(text):
    """The tree as (anchor, rule), children after their parent."""
    return [(node.anchor, node.rule) for node in flat(build(assemble(lines_of(text))).nodes)]


def anchors(text):
    return [anchor for anchor, _ in read(text)]


def flat(nodes):
    for node in nodes:
        yield node
        yield from flat(node.children)


PARTS = """A

Lamps

The General Assembly

1. Decides x;

2. Decides y;

B

Oil

The General Assembly,

Recalling z,

Decides:

(a) X.

C

Keepers

The General Assembly

1. Decides v.
"""


def test_parts_with_a_formula_each_number_their_paragraphs_anew():
    """No second text is suspected, and no formula, with or without its comma, is a heading."""
    document = parse(PARTS.encode())

    assert [(each.anchor, each.text) for each in document.paragraphs] == [
        ("h1", "A Lamps"),
        ("op1", "Decides x;"),
        ("op2", "Decides y;"),
        ("h2", "B Oil"),
        ("pp1", "Recalling z,"),
        ("s2-op1", "Decides:"),
        ("h3", "C Keepers"),
        ("s3-op1", "Decides v."),
    ]
    assert not {"formula-again"} & {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PP3: Recalling x,", [("pp3", "label-pp")], id="label-pp"),
        pytest.param("OP2 bis. Decides x;", [("op2-bis", "label-op")], id="label-op"),
        pytest.param("4. Decides x;", [("op4", "number")], id="number"),
        pytest.param("4 bis. Decides x;", [("op4-bis", "number")], id="number bis"),
        pytest.param("1. Decides:\n\n(a) X;", [("op1", "number"), ("op1-a", "point")], id="point"),
        pytest.param(
            "1. Decides:\n\n1. X;\n\n1. Y;\n\n2. Requests z;",
            [
                ("op1", "number"),
                ("op1-a", "lost-label"),
                ("op1-b", "lost-label"),
                ("op2", "number"),
            ],
            id="lost-label",
        ),
        pytest.param(
            "1. Decides:\n\n- X;\n\n- Y;",
            [("op1", "number"), ("op1-a", "lost-label"), ("op1-b", "lost-label")],
            id="bullets",
        ),
        pytest.param(
            "Recalling x,\n\n1. Decides.", [("pp1", "opening"), ("op1", "number")], id="opening"
        ),
        pytest.param(
            "Recalling x,\n\nAdopts the text.",
            [("pp1", "opening"), ("op1", "lone-operative")],
            id="lone-operative",
        ),
        pytest.param(
            "Recalling x,\n\nThe text is adopted.",
            [("pp1", "opening"), ("op1", "lone-operative")],
            id="lone operative without a known verb",
        ),
        pytest.param(
            "1. Decides;\n\nCapacity-building", [("op1", "number"), ("h1", "heading")], id="heading"
        ),
        pytest.param(
            "1. Decides:\n\n(a) X;\n\nThis shall apply to all.",
            [("op1", "number"), ("op1-a", "point"), ("op1-p2", "flush")],
            id="flush",
        ),
        pytest.param(
            "Operative Paragraphs\n\n1. Decides.", [("op1", "number")], id="label of a part"
        ),
        pytest.param(
            "I\n\nCalendar\n\n1. Decides;\n\nII\n\nBudget\n\n1. Decides;\n\n2. Requests;",
            [
                ("h1", "heading"),
                ("op1", "number"),
                ("h2", "heading"),
                ("s2-op1", "number"),
                ("s2-op2", "number"),
            ],
            id="numbers begin again in a section",
        ),
        pytest.param(
            "1. Decides;\n\nII\n\nRecalling x,\n\n2. Requests;",
            [("op1", "number"), ("h1", "heading"), ("pp1", "opening"), ("op2", "number")],
            id="a section with its own preamble",
        ),
        pytest.param(
            "1. Decides;\n\nII\n\nTakes note of the report;",
            [("op1", "number"), ("h1", "heading"), ("s2-op1", "lone-operative")],
            id="a section of one paragraph",
        ),
        pytest.param(
            "Recalling:\n\n(a) X,\n\n(b) Y,\n\nNoting z,\n\n1. Decides.",
            [
                ("pp1", "opening"),
                ("pp1-a", "point"),
                ("pp1-b", "point"),
                ("pp2", "opening"),
                ("op1", "number"),
            ],
            id="a list in the preamble",
        ),
    ],
)
def test_rules(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mindful of x,\n\nDeclares that:\n\n1. The subjection of peoples is contrary to y.",
            [("pp1", "opening"), ("p1", "chapeau"), ("op1", "number")],
            id="chapeau",
        ),
        pytest.param(
            "Recalling that:\n\n1. Decides x.",
            [("pp1", "opening"), ("op1", "number")],
            id="no chapeau",
        ),
        pytest.param(
            "The General Assembly approves x, as set out below:",
            [("op1", "decision")],
            id="decision",
        ),
        pytest.param(
            "OP1 Decides;\n\nOP2 Invites;\n\nOP2 Urges;\n\nOP1 Notes;\n\nOP2 Calls.",
            [
                ("op1", "label-op"),
                ("op2", "label-op"),
                ("op2-2", "label-op"),
                ("s2-op1", "label-op"),
                ("s2-op2", "label-op"),
            ],
            id="OP1 once more is a section, OP2 once more an alternative",
        ),
        pytest.param(
            "(a) Approves x;\n\n(b) Invites y.",
            [("op-a", "lone-point"), ("op-b", "lone-point")],
            id="lone-point",
        ),
        pytest.param(
            "1. Decides:\n\n(a) To hold panels on the following:\n\nPanel 1: Risk\n\n"
            "Panel 2: Health\n\n2. Invites z;\n\nRegional cooperation\n\n3. Calls.",
            [
                ("op1", "number"),
                ("op1-a", "point"),
                ("op1-a-p2", "flush"),
                ("op1-a-p3", "flush"),
                ("op2", "number"),
                ("h1", "heading"),
                ("op3", "number"),
            ],
            id="lines below a colon are no headings",
        ),
    ],
)
def test_more_rules(text, expected):
    assert read(text) == expected


def test_tables_go_with_the_paragraph_above_them():
    """A table is one text: a line a row, bars between its cells."""
    cells = [("Year", 0, 0), ("Amount", 0, 1), ("2024", 1, 0), ("1 200", 1, 1), ("300", 2, 1)]
    table = [
        Line.of(text, place=Place.TABLE, cell=(0, row, column), whole=True, number=row + 9)
        for text, row, column in cells
    ]
    lines = [*lines_of("1. Approves the following:"), *table, *lines_of("2. Decides x.")]
    tree = list(flat(build(assemble([replace(each, whole=True) for each in lines])).nodes))
    assert [(node.anchor, node.rule) for node in tree] == [
        ("op1", "number"),
        ("op1-p2", "table"),
        ("op2", "number"),
    ]
    assert tree[1].line.text == "Year | Amount\n2024 | 1 200\n| 300"
    assert len(tree[1].line.styles) == len(tree[1].line.text)


def points(labels, colon_after=()):
    text = "1. Decides:\n\n" + "\n\n".join(
        f"({label}) Text{':' if label in colon_after else ';'}" for label in labels.split()
    )
    return [anchor.removeprefix("op1-") for anchor in anchors(text)[1:]]


@pytest.mark.parametrize(
    ("labels", "colon_after", "expected"),
    [
        pytest.param("a b c", "", "a b c", id="one list"),
        pytest.param("a i ii b", "a", "a a-i a-ii b", id="two levels"),
        pytest.param(
            "a i ii iii iv v vi b c",
            "a",
            "a a-i a-ii a-iii a-iv a-v a-vi b c",
            id="(v) in a roman list",
        ),
        pytest.param("f g h i j", "", "f g h i j", id="(i) after (h)"),
        pytest.param(
            "f g h i ii i", "h", "f g h h-i h-ii i", id="a roman list below (h), then (i)"
        ),
        pytest.param("h i", "h", "h h-i", id="(i) after (h) and a colon"),
        pytest.param("x y z aa bb", "", "x y z aa bb", id="past (z)"),
        pytest.param("a i A B ii b", "a i", "a a-i a-i-a a-i-b a-ii b", id="three levels"),
        pytest.param("a b d", "", "a b d", id="a letter left out"),
        pytest.param("a a b", "", "a a-2 b", id="a letter twice"),
    ],
)
def test_nesting(labels, colon_after, expected):
    assert points(labels, colon_after.split()) == expected.split()


def test_four_levels():
    text = (
        "1. Decides:\n\n(a) A:\n\n(i) B:\n\na. C:\n\ni. D;\n\nii. E;\n\nb. F;\n\n(ii) G;\n\n(b) H."
    )
    assert anchors(text) == [
        "op1",
        "op1-a",
        "op1-a-i",
        "op1-a-i-a",
        "op1-a-i-a-i",
        "op1-a-i-a-ii",
        "op1-a-i-b",
        "op1-a-ii",
        "op1-b",
    ]


def test_a_numbered_section_is_one_heading():
    [heading, _] = build(assemble(lines_of("II\n\nCapacity-building\n\n1. Decides."))).nodes
    assert (heading.number, heading.line.text) == ("II", "II Capacity-building")


def test_annexes_have_titles_and_addresses_of_their_own():
    text = (
        "1. Decides.\n\nAnnex I\n\nTerms of reference\n\n1. The group:\n\n(a) Meets;\n\n"
        "We agree.\n\nAnnex II\n\n1. Other."
    )
    first, second = build(assemble(lines_of(text))).annexes
    assert (first.title, second.title) == ("Terms of reference", "Annex II")
    assert [node.anchor for node in flat(first.nodes)] == [
        "annex1-op1",
        "annex1-op1-a",
        "annex1-p1",
    ]
    assert [node.anchor for node in flat(second.nodes)] == ["annex2-op1"]


def test_guesses_are_said():
    codes = [warning.code for warning in build(assemble(lines_of("1. Decides:\n\n1. X;"))).warnings]
    assert codes == ["lost-labels"]


def test_a_second_formula_is_said():
    built = build(assemble(lines_of("1. Decides.\n\nThe General Assembly,\n\n2. Decides.")))
    assert [warning.code for warning in built.warnings] == ["formula-again"]
    assert [dropped.text for dropped in built.dropped] == ["The General Assembly,"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Decides", "1", "Decides"),
        ("12)\tDecides", "12", "Decides"),
        ("2 bis. Decides", "2 bis", "Decides"),
        ("PP3 Recalling", "PP3", "Recalling"),
        ("OP10bis: Decides", "OP10bis", "Decides"),
        ("(aa) Text", "(aa)", "Text"),
        ("- (iv) Text", "(iv)", "Text"),
        ("- 1. Text", "1", "Text"),
        ("a. Text", "a.", "Text"),
        ("[OP3] Decides", "OP3", "Decides"),
        ("(PP3 bis) Recalling", "PP3 bis", "Recalling"),
        ("OP 3 – Decides", "OP 3", "Decides"),
        ("a) to text", "a)", "to text"),
        ("1 - تقرر", "1", "تقرر"),
        ("(ب) نص", "(ب)", "نص"),
        ("б) текст", "б)", "текст"),
    ],
)
def test_labels(text, number, rest):
    label = label_of(text)
    assert (label.number, text[label.length :]) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1,000 dollars",
        "2.5 per cent",
        "10 March",
        "(see A/65/201)",
        "i.e. this",
        "a report",
        "(2015) x",
    ],
)
def test_no_labels(text):
    assert label_of(text) is None


def test_numerals():
    assert [roman(to_roman(n)) for n in range(1, 90)] == list(range(1, 90))
    assert [alphabetic(to_letter(n)) for n in range(1, 60)] == list(range(1, 60))
    assert (roman("iiii"), roman("c"), alphabetic("ab"), alphabetic("é")) == (None,) * 4


def test_readings_of_a_label():
    assert readings("(i)") == [Reading("a()", 9), Reading("i()", 1)]
    assert readings("(1)") == [Reading("1()", 1)]
    assert readings("(?)") == []
    assert slug("(b bis)") == "b-bis"


def test_lists_remember_their_depth():
    lists = Lists()
    assert [lists.place(label, False, ()) for label in ("(a)", "(b)")] == [0, 0]
    assert lists.place("(i)", True, ["(ii)"]) == 1
    assert lists.place("(c)", False, ()) == 0
