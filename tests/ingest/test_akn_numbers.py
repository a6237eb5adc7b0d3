"""Numbers, nesting and anchors of Akoma Ntoso, whatever its mark-up and language."""

import pytest

from resolutions.vocabulary import ParagraphKind
from tests.ingest.akoma import (
    KEEPS,
    anchors,
    heading,
    italic,
    listed,
    only,
    operative,
    p,
    preamble,
    preambular,
    read,
    table,
    tree,
)


def numbered(*labels: str, **parts):
    return read(*(operative(label, f"Text {place}") for place, label in enumerate(labels)), **parts)


def test_running_ids_are_not_numbers():
    document = read(
        operative("1.", "One").replace("para_25", "para_12"),
        operative("2.", "Two").replace("para_25", "para_19"),
    )
    assert anchors(document) == ["op1", "op2"]


@pytest.mark.parametrize(
    "label",
    ["2.", "\t2.", "\u00a0 2.\t", "2 -", "2-", "2 –", "2)", "٢ -", "2 ."],
    ids=["plain", "tab", "nbsp", "arabic", "hyphen", "dash", "bracket", "digits", "apart"],
)
def test_a_number_in_its_forms(label):
    document = numbered("1.", label)
    assert [(each.anchor, each.number) for each in document.paragraphs] == [
        ("op1", "1"),
        ("op2", "2"),
    ]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param(
            ["1.", "(a)", "(b)", "2.", "(a)"], ["op1", "op1-a", "op1-b", "op2", "op2-a"], id="flat"
        ),
        pytest.param(
            ["1.", "(a)", "(i)", "(ii)", "(b)"],
            ["op1", "op1-a", "op1-a-i", "op1-a-ii", "op1-b"],
            id="two-levels",
        ),
        pytest.param(
            ["1.", *(f"({letter})" for letter in "abcdefghij")],
            ["op1", *(f"op1-{letter}" for letter in "abcdefghij")],
            id="i-after-h",
        ),
        pytest.param(["1.", "(z)", "(aa)"], ["op1", "op1-z", "op1-aa"], id="past-z"),
        pytest.param(["1.", "2 bis.", "3."], ["op1", "op2-bis", "op3"], id="bis"),
        pytest.param(
            ["1.", "a)", "i)", "ii)", "b)"],
            ["op1", "op1-a", "op1-a-i", "op1-a-ii", "op1-b"],
            id="french",
        ),
        pytest.param(
            ["1.", "а)", "b)", "с)"], ["op1", "op1-a", "op1-b", "op1-c"], id="cyrillic-letters"
        ),
        pytest.param(
            ["1 -", "(أ)", "‘1’", "‘2’", "(ب)", "(ﻫ)"],
            ["op1", "op1-a", "op1-a-i", "op1-a-ii", "op1-b", "op1-e"],
            id="arabic",
        ),
        pytest.param(
            ["1 -", "(ض)", "(أ أ)", "(ب ب)"],
            ["op1", "op1-z", "op1-aa", "op1-bb"],
            id="arabic-past-z",
        ),
        pytest.param(
            ["1.", "(a)", "㈠", "㈡", "(b)", "(一)"],
            ["op1", "op1-a", "op1-a-i", "op1-a-ii", "op1-b", "op1-b-i"],
            id="chinese",
        ),
        pytest.param(
            ["1.", "(子)", "(丑)", "2.", "(甲)", "(乙)"],
            ["op1", "op1-a", "op1-b", "op2", "op2-a", "op2-b"],
            id="chinese-stems-and-branches",
        ),
        pytest.param(["1.1", "1.2"], ["op1-1", "op1-2"], id="decimal"),
        pytest.param(["l.", "2."], ["op1", "op2"], id="l-for-1"),
    ],
)
def test_points_nest_by_their_numbers(labels, expected):
    assert anchors(numbered(*labels)) == expected


def test_points_keep_the_number_that_is_printed():
    document = numbered("1 -", "(ب)")
    assert document.paragraphs[0].children[0].number == "(ب)"


def test_points_however_they_are_marked_up():
    points = [("(a)", "To lend oil:"), ("(b)", "To lend wicks")]
    sublist = (
        f"<sublist><point><num>(i)</num><content>{p('In June')}</content></point>"
        f"<point><num>(ii)</num><content>{p('In July')}</content></point></sublist>"
    )
    nested = listed("1.", "Decides:", points[0], sublist=sublist)
    flat = "".join(
        operative(label, text) for label, text in [("(i)", "In June"), ("(ii)", "In July")]
    )
    typed = operative("", "(a)\tTo lend oil:") + operative("", "(i)\tIn June")
    expected = [
        ("op1", "Decides:"),
        ("op1-a", "To lend oil:"),
        ("op1-a-i", "In June"),
        ("op1-a-ii", "In July"),
    ]
    assert tree(read(nested)) == expected
    assert tree(read(listed("1.", "Decides:", points[0]) + flat)) == expected
    assert tree(read(operative("1.", "Decides:") + typed)) == expected[:3]


def test_a_list_in_the_preamble():
    """The end of the paragraph has no number; it is a part of it, not a new one."""
    blocks = (
        '<container name="Noting"><blockList><listIntroduction>'
        f"\t{italic('Noting')} that lamps need:</listIntroduction>"
        f"<item><num>(a)</num>{p('Oil,')}</item><item><num>(b)</num>{p('Wicks,')}</item>"
        f"<item>{p('and keepers,')}</item></blockList></container>"
    )
    document = read(KEEPS, preamble=preamble(blocks, preambular(f"{italic('Mindful')} of fog,")))
    assert tree(document)[:-1] == [
        ("pp1", "Noting that lamps need:"),
        ("pp1-a", "Oil,"),
        ("pp1-b", "Wicks,"),
        ("pp1-p2", "and keepers,"),
        ("pp2", "Mindful of fog,"),
    ]
    assert document.paragraphs[0].opening == "Noting"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            operative("A.", "A.\tPlenary", "H23"), [("h1", "A Plenary")], id="number-in-heading"
        ),
        pytest.param(operative("1.", "1. Takes note"), [("op1", "Takes note")], id="number-twice"),
        pytest.param(operative("1.", ".\tTakes note"), [("op1", "Takes note")], id="stop-twice"),
        pytest.param(
            KEEPS + operative("", f"2 {italic('Calls upon')} all"),
            [("op1", "Keeps the lamps lit;"), ("op2", "Calls upon all")],
            id="stop-lost",
        ),
        pytest.param(
            KEEPS + operative("", f"2 .{italic('Calls upon')} all"),
            [("op1", "Keeps the lamps lit;"), ("op2", "Calls upon all")],
            id="stop-astray",
        ),
        pytest.param(
            KEEPS + operative("", f"2.\u200e {italic('Calls upon')} all"),
            [("op1", "Keeps the lamps lit;"), ("op2", "Calls upon all")],
            id="number-in-text",
        ),
        pytest.param(
            operative("", "一.\t登记；") + operative("", "二.\t出版；"),
            [("op1", "登记；"), ("op2", "出版；")],
            id="chinese-numerals",
        ),
        pytest.param(
            operative("1 -", "تشدد على؛", "TitleH1"), [("op1", "تشدد على؛")], id="styled-as-a-title"
        ),
        pytest.param(
            operative("1.", "") + operative("", "Takes note;"),
            [("op1", "Takes note;")],
            id="number-on-a-line-of-its-own",
        ),
        pytest.param(
            operative("1.", "") + operative("(a)", "To note;"),
            [("op1", ""), ("op1-a", "To note;")],
            id="number-above-a-point",
        ),
    ],
)
def test_numbers_out_of_place(body, expected):
    assert tree(read(body)) == expected


def test_a_lone_operative_paragraph_has_no_number():
    paragraph = only(operative("", f"{italic('Decides')} to keep the lamps lit."))
    assert (paragraph.anchor, paragraph.number, paragraph.kind) == (
        "op1",
        "",
        ParagraphKind.OPERATIVE,
    )


@pytest.mark.parametrize(
    ("body", "expected", "warned"),
    [
        pytest.param(["1.", "2.", "4."], ["op1", "op2", "op4"], ["number-missing"], id="missing"),
        pytest.param(
            ["1.", "2.", "1.", "2."],
            ["op1", "op2", "s2-op1", "s2-op2"],
            ["number-restarts"],
            id="restarts",
        ),
        pytest.param(
            ["1.", "2.", "2.", "4."], ["op1", "op2", "op3", "op4"], ["number-wrong"], id="wrong"
        ),
        pytest.param(
            ["1.", "(a)", "(b)", "(b)"],
            ["op1", "op1-a", "op1-b", "op1-b_2"],
            ["number-repeats"],
            id="repeats",
        ),
    ],
)
def test_numbers_that_are_not_in_order(body, expected, warned):
    """Anchors stay unique, and a warning says so."""
    document = numbered(*body)
    assert anchors(document) == expected
    assert [warning.code for warning in document.warnings] == warned
    assert all(warning.anchor in expected for warning in document.warnings)


def test_sections_with_a_preamble_of_their_own():
    section = (
        "<section><num>{}</num><subheading>{}</subheading>"
        '<crossHeading refersTo="#preamble">{}</crossHeading>{}</section>'
    )
    document = read(
        section.format("I", "Oil", f"{italic('Recalling')} section II,", KEEPS),
        section.format("II", "Wicks", f"{italic('Having considered')} the report,", KEEPS),
    )
    assert tree(document) == [
        ("h1", "I Oil"),
        ("pp1", "Recalling section II,"),
        ("op1", "Keeps the lamps lit;"),
        ("h2", "II Wicks"),
        ("pp2", "Having considered the report,"),
        ("s2-op1", "Keeps the lamps lit;"),
    ]
    assert document.warnings == ()


def test_each_section_may_have_a_lone_paragraph():
    approves = operative("", f"{italic('Approves')} the budget;")
    assert anchors(read(KEEPS, heading("Oil"), approves, heading("Wicks"), approves)) == [
        "op1", "h1", "s2-op1", "h2", "s3-op1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        pytest.param([heading("II"), heading("Wicks")], ["II Wicks"], id="number-above"),
        pytest.param([heading("Wicks", "II.")], ["II Wicks"], id="number-beside"),
        pytest.param([operative("II", "Wicks", "H23")], ["II Wicks"], id="as-a-paragraph"),
        pytest.param([heading("ثانيا"), heading("الفتائل")], ["ثانيا الفتائل"], id="arabic"),
        pytest.param([heading("二"), heading("灯芯")], ["二 灯芯"], id="chinese"),
        pytest.param([heading("Titre II"), heading("Mèches")], ["Titre II Mèches"], id="french"),
        pytest.param([heading("Oil"), heading("Wicks")], ["Oil", "Wicks"], id="two-headings"),
        pytest.param([operative("", "Wicks")], ["Wicks"], id="not-marked-up"),
        pytest.param([operative("", '<span class="bold">Wicks</span>')], ["Wicks"], id="bold"),
        pytest.param(
            ["<section><p><num>II</num></p><subheading>Wicks</subheading></section>"],
            ["II Wicks"],
            id="number-in-a-paragraph",
        ),
    ],
)
def test_headings(headings, expected):
    document = read(KEEPS, *headings, operative("2.", "Text"))
    found = [each for each in document.paragraphs if each.kind == ParagraphKind.HEADING]
    assert [each.text for each in found] == expected
    assert [each.anchor for each in found] == [f"h{n + 1}" for n in range(len(expected))]


def test_headings_in_the_preamble():
    bold = '<container name=""><p><span class="bold">\t\tFog</span></p></container>'
    ornament = "<p><decoration>* * *</decoration></p>"
    text = preambular(f"{italic('Mindful')} of fog,")
    assert anchors(read(KEEPS, preamble=preamble(text, bold, text, ornament, text))) == [
        "pp1", "h1", "pp2", "pp3", "op1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            [operative("", f"{italic('Resolves')} that, for 2032:"), KEEPS],
            ["p1", "op1"],
            id="above-paragraph-1",
        ),
        pytest.param(
            [
                operative("", f"{italic('Adopts')} the following declaration:"),
                heading("Declaration", kind="H1", element="heading"),
                operative("", "We, Heads of State,"),
                KEEPS,
            ],
            ["p1", "h1", "p2", "op1"],
            id="declaration",
        ),
        pytest.param(
            [operative("", f"{italic('Resolves')} for 2032,"), KEEPS],
            ["p1", "op1"],
            id="no-preamble-above",
        ),
        pytest.param(
            [KEEPS, operative("(a)", "Oil;"), operative("", "and invites them to stay;")],
            ["op1", "op1-a", "op1-p2"],
            id="below-a-list",
        ),
        pytest.param(
            [
                operative("1.", "Decides that panels shall be held as follows:"),
                operative("", "Panel 1: Oil"),
                operative("", "Panel 2: Wicks"),
                operative("2.", "Text"),
            ],
            ["op1", "op1-p2", "op1-p3", "op2"],
            id="a-list-without-numbers",
        ),
    ],
)
def test_text_without_a_number(body, expected):
    assert anchors(read(*body)) == expected


def test_the_end_of_the_preamble_may_stand_in_the_body():
    above = preamble(preambular(f"{italic('Recalling')} its resolution 85/12,"))
    considered = operative("", f"{italic('Having considered')} the note,")
    assert anchors(read(considered, KEEPS, preamble=above)) == ["pp1", "pp2", "op1"]


def test_the_meeting_below_the_last_paragraph_is_none():
    """Some files leave it in the body; it belongs to the masthead."""
    document = read(KEEPS, operative("", italic("48th plenary meeting")), conclusions="")
    assert anchors(document) == ["op1"]
    assert document.masthead.meeting == "48th plenary meeting"


def test_a_table_belongs_to_the_paragraph_above_it():
    document = read(
        operative("1.", "Approves the following posts:"),
        table(["Post", "Number"], ["", ""], ["Keeper", "<span>2</span>"]),
        operative("2.", "Text"),
    )
    assert tree(document) == [
        ("op1", "Approves the following posts:"),
        ("op1-p2", "Post | Number\nKeeper | 2"),
        ("op2", "Text"),
    ]
