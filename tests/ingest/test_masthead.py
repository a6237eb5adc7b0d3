"""Mastheads in their forms: each field where it is printed, and nothing made up."""

import datetime

import pytest

from resolutions.ingest import masthead, parse, parts
from resolutions.ingest.document import Line, Masthead
from resolutions.ingest.fields import Found, cells
from resolutions.ingest.normalise import clean
from resolutions.ingest.ordinals import session_in
from resolutions.ingest.readers.text import lines_of

BUREAU = "bureau-of-the-committee"


def read(text):
    return masthead.read(parts.split(clean(lines_of(text + "\n\nThe General Assembly,\n"))))


@pytest.mark.parametrize(
    ("cell", "field", "value"),
    [
        ("A/C.1/77/L.23", "symbol", "A/C.1/77/L.23"),
        ("A/c.1/77/L.23*", "symbol", "A/C.1/77/L.23"),
        ("<<ODS DOC SYMBOL1>>A/RES/71/28<<ODS DOC SYMBOL1>>", "symbol", "A/RES/71/28"),
        ("GENERAL ASSEMBLY", "body", "General Assembly"),
        ("Distr.: Limited 6 October 2022", "distribution", "Limited"),
        ("Distr. GENERAL", "distribution", "General"),
        ("LIMITED", "distribution", "Limited"),
        ("Distr.: Limited 6 October 2022", "issued_on", datetime.date(2022, 10, 6)),
        ("6 October 2022", "issued_on", datetime.date(2022, 10, 6)),
        ("31 February 2022", "issued_on", None),
        ("Original: English and Russian", "original_languages", ("English", "Russian")),
        ("ORIGINAL: FRENCH", "original_languages", ("French",)),
        ("English", "original_languages", ()),
        ("Seventy-first session", "session", 71),
        ("Tenth emergency special session", "session", None),
        ("First Committee", "committee", "First Committee"),
        ("Agenda item 103 (jj)", "agenda_item", "103 (jj)"),
        ("Agenda items 12 and 74 (b)", "agenda_item", "12 and 74 (b)"),
        ("Item 66 of the provisional agenda*", "agenda_item", "66"),
        (
            "Resolution adopted by the General Assembly on 5 December 2016",
            "adopted_on",
            datetime.date(2016, 12, 5),
        ),
        ("[on the report of the First Committee (A/71/445)]", "committee_report", "A/71/445"),
        (
            "[on the report of the First Committee (A/75/399, para. 96)]",
            "committee_report",
            "A/75/399",
        ),
        (
            "[on the report of the Special Political and Decolonization Committee"
            " (Fourth Committee) (A/75/410)]",
            "committee",
            "Fourth Committee",
        ),
        ("[without reference to a Main Committee (A/76/L.11)]", "committee_report", None),
        ("54th (resumed) plenary meeting", "meeting", "54th (resumed) plenary meeting"),
    ],
)
def test_each_cell_has_its_field(cell, field, value):
    found = Found()
    assert found.take(cell) is not None
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    "cell",
    [
        "Developments in the field of information",
        "Promotion of interreligious dialogue, 2 December 2020 to 1 May 2021",
        "Report of the First Committee",
        "Cuba and China: draft resolution",
        "Session on languages",
    ],
)
def test_other_cells_are_text(cell):
    assert Found().take(cell) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "General Assembly        Distr.: Limited",
            ["General Assembly", "Distr.: Limited"],
            id="side by side",
        ),
        pytest.param(
            "United NationsA/RES/71/28General AssemblyDistr.: General",
            ["United Nations", "A/RES/71/28", "General Assembly", "Distr.: General"],
            id="run together",
        ),
        pytest.param(
            "6 October 2020Original: FrenchSeventy-fifth session",
            ["6 October 2020", "Original: French", "Seventy-fifth session"],
            id="dates and languages run together",
        ),
        pytest.param("76/278. Financing of the", ["76/278. Financing of the"], id="one cell"),
    ],
)
def test_cells(line, expected):
    assert [cell.text for cell in cells(Line.of(line))] == expected


DRAFT = """United Nations                                                  A/75/L.81

      General Assembly                          Distr.: Limited
                                                26 April 2021
                                                Original: English

Seventy-fifth session
Agenda item 14
Integrated and coordinated implementation of and
follow-up to the outcomes of the major United
Nations conferences


            Qatar, Bosnia and Herzegovina and Guinea-
            Bissau: draft resolution


          International Day of Women Judges"""


def test_a_plenary_draft_in_columns():
    head = read(DRAFT)
    assert head.kind == "draft-resolution"
    fields = head.masthead
    assert fields == Masthead(
        symbol="A/75/L.81",
        body="General Assembly",
        session=75,
        agenda_item="14",
        agenda_title="Integrated and coordinated implementation of and follow-up to the outcomes"
        " of the major United Nations conferences",
        title="International Day of Women Judges",
        distribution="Limited",
        issued_on=datetime.date(2021, 4, 26),
        original_languages=("English",),
        sponsors=fields.sponsors,
    )
    assert [sponsor.slug for sponsor in fields.sponsors] == [
        "qatar",
        "bosnia-and-herzegovina",
        "guinea-bissau",
    ]


ADOPTED = """[Start1]

Resolution adopted by the General Assembly on 15 December 2022
[on the report of the Fourth
Committee (A/77/455)]
77/129.\tInformation transmitted under Article 73 e of the Charter of the
United Nations"""


def test_an_adopted_text():
    head = read(ADOPTED)
    assert head.kind == "resolution"
    assert head.masthead == Masthead(
        symbol="A/RES/77/129",
        body="General Assembly",
        committee="Fourth Committee",
        title="Information transmitted under Article 73 e of the Charter of the United Nations",
        adopted_on=datetime.date(2022, 12, 15),
        committee_report="A/77/455",
    )


@pytest.mark.parametrize(
    ("line", "kind", "slugs", "on_behalf_of"),
    [
        ("Cuba: draft resolution", "draft-resolution", ["cuba"], [""]),
        ("Cuba:* revised draft resolution", "revised-draft-resolution", ["cuba"], [""]),
        (
            "Belarus,** Cuba and Iran (Islamic Republic of): draft resolution",
            "draft-resolution",
            ["belarus", "cuba", "iran"],
            ["", "", ""],
        ),
        (
            "Guyana,* on behalf of the Group of 77 and China: draft resolution",
            "draft-resolution",
            ["guyana"],
            ["Group of 77 and China"],
        ),
        ("Atlantis: draft resolution", "draft-resolution", [""], [""]),
        (
            "Egypt,* on behalf of the States that are members of the Group of 77 and China,"
            " taking into account also the provisions of General Assembly resolution ES-10/23 of"
            " 10 May 2024: draft resolution",
            "draft-resolution",
            ["egypt"],
            ["Group of 77 and China"],
        ),
        (
            "Draft resolution submitted by the Vice-Chair of the Committee, Jenni Mikkola"
            " (Finland), on the basis of informal consultations on draft resolution A/C.2/80/L.3",
            "draft-resolution",
            ["vice-chair-of-the-committee"],
            [""],
        ),
        (
            "Draft resolution submitted by the President of the General Assembly:"
            " revised draft resolution",
            "revised-draft-resolution",
            ["president-of-the-general-assembly"],
            [""],
        ),
        ("Draft decision submitted by the Bureau", "draft-resolution", [BUREAU], [""]),
        ("Chad and Chile: draft resolution", "draft-resolution", ["chad", "chile"], ["", ""]),
    ],
)
def test_sponsors(line, kind, slugs, on_behalf_of):
    head = read(f"{line}\n\nA title")
    assert head.kind == kind
    assert [sponsor.slug for sponsor in head.masthead.sponsors] == slugs
    assert [sponsor.on_behalf_of for sponsor in head.masthead.sponsors] == on_behalf_of
    assert ("unknown-sponsor" in {warning.code for warning in head.warnings}) == ("" in slugs)


def test_nothing_is_made_up():
    """A text with a title alone has a title alone."""
    head = read("Title\n\nAdvancing responsible State behaviour")
    assert head.kind == "working-text"
    assert head.masthead == Masthead(
        body="General Assembly", title="Advancing responsible State behaviour"
    )


def test_a_line_of_a_title_is_no_field():
    """ "United Nations" and "First Committee" in the middle of a title stay in it."""
    assert read("76/1.\tWork of the\nFirst Committee\nof the").masthead.title == (
        "Work of the First Committee of the"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First session", 1),
        ("Twentieth session", 20),
        ("Forty-ninth session", 49),
        ("EIGHTIETH SESSION", 80),
        ("Hundredth session", 100),
        ("Tenth special session", None),
        ("session", None),
    ],
)
def test_sessions(text, expected):
    assert session_in(text) == expected


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        pytest.param("The General Assembly,", "The General Assembly,", id="alone"),
        pytest.param(
            "The General Assembly, Recalling its", "The General Assembly,", id="before the preamble"
        ),
        pytest.param(
            "The Economic and Social Council,", "The Economic and Social Council,", id="other organ"
        ),
        pytest.param(
            "The Conference of the Parties,", "The Conference of the Parties,", id="conference"
        ),
        pytest.param("The General Assembly, in its resolution 60/1, decided", "", id="a sentence"),
        pytest.param("The title, as agreed,", "", id="no organ"),
    ],
)
def test_formula(line, formula):
    assert parts.split([Line.of("A title"), Line.of(line)]).formula == formula


def test_a_formula_without_its_comma():
    assert parts.split([Line.of("The General Assembly"), Line.of("Recalling x,")]).formula == (
        "The General Assembly"
    )


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The General Assembly:", id="above the points of a decision"),
        pytest.param("The Human Rights Council,", id="a council"),
    ],
)
def test_other_formulas(line):
    assert parts.split([Line.of("A title"), Line.of(line)]).formula == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The General Assembly approves the programme of work:", True, id="acts"),
        pytest.param(
            "At its 42nd plenary meeting, on 4 December 2023, the General Assembly, recalling its"
            " resolution 75/240, decided to endorse the report.",
            True,
            id="at its meeting",
        ),
        pytest.param("The General Assembly Hall and its renovation", False, id="a name"),
        pytest.param("The General Assembly, in the session of 1960, was", False, id="tells"),
    ],
)
def test_decisions_in_one_sentence(text, expected):
    assert parts.is_decision(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. In operative paragraph 13, delete “new”.", True, id="delete"),
        pytest.param("After the third preambular paragraph, insert", True, id="insert"),
        pytest.param("Replace operative paragraph 2 with the following:", True, id="replace"),
        pytest.param("Operative paragraph 5 should read:", True, id="should read"),
        pytest.param("In the field of information", False, id="a title"),
        pytest.param("Addressing the threat of landmines", False, id="a longer word"),
    ],
)
def test_amendments(text, expected):
    assert parts.is_amendment(text) == expected


AMENDMENT = """United Nations                  A/C.3/80/L.64

General Assembly                Distr.: Limited
                                14 November 2025

Eightieth session
Third Committee
Agenda item 67
Promotion and protection of the rights of children

Burundi: amendment to revised draft resolution A/C.3/80/L.20/Rev.1

Rights of the child

1. In operative paragraph 13, delete “health,”.

2. In operative paragraphs 27 and 43, delete “reproductive”.
"""


def test_an_amendment_is_read_without_a_formula():
    document = parse(AMENDMENT.encode())
    assert document.masthead.symbol == "A/C.3/80/L.64"
    assert document.masthead.title == "Rights of the child"
    assert [sponsor.slug for sponsor in document.masthead.sponsors] == ["burundi"]
    assert [paragraph.anchor for paragraph in document.paragraphs] == ["op1", "op2"]
    assert "amendment" in {warning.code for warning in document.warnings}


def test_a_symbol_below_the_draft_that_it_names_is_not_the_documents():
    head = read(
        "A/C.2/80/L.59\n\nDraft resolution submitted by the Vice-Chair of the Committee, on the"
        " basis\nof informal consultations on draft resolution\nA/C.2/80/L.3\n\nA title"
    )
    assert head.masthead.symbol == "A/C.2/80/L.59"
    assert head.masthead.title == "A title"
    assert [sponsor.printed for sponsor in head.masthead.sponsors] == [
        "the Vice-Chair of the Committee"
    ]


def test_an_asterisk_tells_for_whom_a_sponsor_acts():
    """The note of a sponsor is no note that the text fails to refer to."""
    document = parse(
        b"A/C.2/80/L.2\n\nBelarus,** Palau* and Togo: draft resolution\n\nA title\n\n"
        b"The General Assembly,\n\nRecalling its resolution 78/322,\n\n1. Decides to act.\n\n"
        b"*  On behalf of the States Members of the United Nations that are members of the"
        b" Group of African States.\n"
        b"** Reissued for technical reasons.\n"
    )
    given = {each.slug: each.on_behalf_of for each in document.masthead.sponsors}
    assert given == {"belarus": "", "palau": "Group of African States", "togo": ""}
    assert [paragraph.anchor for paragraph in document.paragraphs] == ["pp1", "op1"]
    assert document.warnings == ()


OTHERS = {
    "S/RES/1373 (2001)": """United Nations                      S/RES/1373 (2001)

Security Council                    Distr.: General
                                    28 September 2001

Resolution 1373 (2001)

Adopted by the Security Council at its 4385th meeting, on
28 September 2001

The Security Council,

Reaffirming its resolution 1269 (1999) of 19 October 1999,

1. Decides to remain seized of this matter.
""",
    "A/HRC/RES/47/23": """United Nations                      A/HRC/RES/47/23

General Assembly                    Distr.: General
                                    16 July 2021

Human Rights Council
Forty-seventh session
Agenda item 3

Resolution adopted by the Human Rights Council
on 13 July 2021

47/23. New and emerging digital technologies and human rights

The Human Rights Council,

Recalling its resolution 41/11 of 11 July 2019,

1. Decides to remain seized of the matter.

39th meeting
13 July 2021

[Adopted by a recorded vote of 44 to 0, with 3 abstentions.]
""",
    "E/RES/2021/28": """Economic and Social Council

Resolution adopted by the Economic and Social Council on 22 July 2021

2021/28. Assessment of the progress made

The Economic and Social Council,

Recalling its resolution 2020/12 of 17 July 2020,

1. Requests the Secretary-General to report.
""",
    "A/RES/1514 (XV)": """1514 (XV). Declaration on the granting of independence

The General Assembly,

Mindful of the determination proclaimed by the peoples of the world,

1. Declares that all peoples have the right to self-determination.

947th plenary meeting,
14 December 1960.
""",
    "A/RES/ES-11/1": """United Nations A/RES/ES-11/1

General Assembly Distr.: General
18 March 2022

Eleventh emergency special session
Agenda item 5

Resolution adopted by the General Assembly on 2 March 2022

ES-11/1. Aggression against Ukraine

The General Assembly,

Reaffirming the paramount importance of the Charter of the United Nations,

1. Reaffirms its commitment.
""",
}


@pytest.mark.parametrize(
    ("symbol", "body", "title", "adopted", "meeting"),
    [
        ("S/RES/1373 (2001)", "Security Council", None, (2001, 9, 28), "4385th meeting"),
        (
            "A/HRC/RES/47/23",
            "Human Rights Council",
            "New and emerging digital technologies and human rights",
            (2021, 7, 13),
            "39th meeting",
        ),
        (
            "E/RES/2021/28",
            "Economic and Social Council",
            "Assessment of the progress made",
            (2021, 7, 22),
            None,
        ),
        (
            "A/RES/1514 (XV)",
            "General Assembly",
            "Declaration on the granting of independence",
            (1960, 12, 14),
            "947th plenary meeting",
        ),
        (
            "A/RES/ES-11/1",
            "General Assembly",
            "Aggression against Ukraine",
            (2022, 3, 2),
            None,
        ),
    ],
)
def test_resolutions_of_other_organs_and_times(symbol, body, title, adopted, meeting):
    document = parse(OTHERS[symbol].encode())
    head = document.masthead
    assert document.kind == "resolution"
    assert (head.symbol, head.body, head.title) == (symbol, body, title)
    assert head.adopted_on == datetime.date(*adopted)
    assert head.meeting == meeting
    assert [paragraph.anchor for paragraph in document.paragraphs] == ["pp1", "op1"]
    assert document.paragraphs[1].children == ()


def test_a_date_may_be_cut_by_the_end_of_its_cell():
    assert read("A/RES/75/31\n16 December\n2020\n\nTitle").masthead.issued_on == datetime.date(
        2020, 12, 16
    )


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        pytest.param("78/237.", "A/RES/78/237", id="a resolution"),
        pytest.param("78/541.", "A/DEC/78/541", id="decisions are numbered from 401"),
        pytest.param("S-32/1.", "A/RES/S-32/1", id="special session"),
        pytest.param("2603 A (XXIV).", "A/RES/2603 A (XXIV)", id="lettered"),
    ],
)
def test_the_number_above_a_title_gives_the_symbol(number, symbol):
    assert read(f"{number} A title").masthead.symbol == symbol
