"""Mastheads in their forms: each field where it is printed, and nothing made up."""

import datetime

import pytest

from resolutions.ingest import masthead, parts
from resolutions.ingest.document import Line, Masthead
from resolutions.ingest.fields import Found, cells
from resolutions.ingest.normalise import clean
from resolutions.ingest.ordinals import session_in
from resolutions.ingest.readers.text import lines_of


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
