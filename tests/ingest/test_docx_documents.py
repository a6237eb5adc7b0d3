"""Word files become documents: what Word knows of its paragraphs reaches the structure."""

import pytest

from resolutions.ingest import parse
from tests.ingest.word import docx as made
from tests.ingest.word import listed, paragraph, run, table

ITALIC, BOLD = "<w:i/>", "<w:b/>"
FORMULA = paragraph("<w:r><w:tab/></w:r>", run("The General Assembly", ITALIC), ",")
BREAK = "<w:r><w:br/></w:r>"
LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="{}"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
PREAMBLE = paragraph(run("Recalling", ITALIC), " its resolution 75/240 of 31 December 2020,")


def structure(body: str, **parts: str) -> list[tuple[str, str, str]]:
    def below(paragraphs):
        for each in paragraphs:
            yield each.anchor, each.opening, each.text
            yield from below(each.children)

    return list(below(parse(made(FORMULA + PREAMBLE + body, **parts)).paragraphs))[1:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            paragraph(
                run("Noting", ITALIC), " the report,", BREAK, run("Welcoming", ITALIC), " it,"
            ),
            [("pp2", "Noting", "Noting the report,"), ("pp3", "Welcoming", "Welcoming it,")],
            id="break-between-paragraphs",
        ),
        pytest.param(
            paragraph(run("Noting", ITALIC), " the session held from 1 to", BREAK, "5 May 2023,"),
            [("pp2", "Noting", "Noting the session held from 1 to 5 May 2023,")],
            id="break-within-a-sentence",
        ),
        pytest.param(
            paragraph(
                "1.\t", run("Calls", ITALIC), " for:", BREAK, "(a) Peace;", BREAK, "(b) Law."
            ),
            [("op1", "Calls", "Calls for:"), ("op1-a", "", "Peace;"), ("op1-b", "", "Law.")],
            id="break-before-a-point",
        ),
        pytest.param(
            table(
                ("1.", paragraph(run("Calls upon", ITALIC), " States;")), ("2.", "Decides to act.")
            )
            + paragraph("3. ", run("Requests", ITALIC), " a report."),
            [
                ("op1", "Calls upon", "Calls upon States;"),
                ("op2", "Decides", "Decides to act."),
                ("op3", "Requests", "Requests a report."),
            ],
            id="numbers-in-a-column-of-a-table",
        ),
        pytest.param(
            paragraph("1.\t", run("Notes", ITALIC), " the report", run("*", "<w:vanish/>"), ";"),
            [("op1", "Notes", "Notes the report;")],
            id="hidden-asterisk",
        ),
    ],
)
def test_paragraphs(body, expected):
    assert structure(body) == expected


@pytest.mark.parametrize("printed", ["%1.", "OP%1", "OP %1.", "%1)"])
def test_automatic_numbers_make_operative_paragraphs(printed):
    body = listed("Calls for:") + listed("Peace;", level=1) + listed("Decides to act.")
    assert structure(body, numbering=LISTS.format(printed)) == [
        ("op1", "Calls for", "Calls for:"),
        ("op1-a", "", "Peace;"),
        ("op2", "Decides", "Decides to act."),
    ]


def test_a_masthead_of_paragraphs_with_line_breaks():
    head = (
        paragraph("United Nations", "<w:r><w:tab/></w:r>", "A/C.1/76/L.13")
        + paragraph("General Assembly", BREAK, "Distr.: Limited", BREAK, "8 October 2021")
        + paragraph(
            "Seventy-sixth session",
            BREAK,
            "First Committee",
            BREAK,
            "Agenda item 95",
            BREAK,
            "Security",
        )
        + paragraph(run("Kenya and Peru: draft resolution", BOLD))
        + paragraph(run("Developments in the field of", BOLD), BREAK, run("information", BOLD))
    )
    masthead = parse(made(head + FORMULA + PREAMBLE + listed("Decides."))).masthead
    assert (masthead.symbol, masthead.session, masthead.committee, masthead.agenda_item) == (
        "A/C.1/76/L.13",
        76,
        "First Committee",
        "95",
    )
    assert masthead.title == "Developments in the field of information"
    assert [sponsor.slug for sponsor in masthead.sponsors] == ["kenya", "peru"]
    assert str(masthead.issued_on) == "2021-10-08"


def test_a_symbol_that_only_the_running_head_prints():
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    head = paragraph("A/C.1/76/L.13", "<w:r><w:tab/></w:r>", "8 October 2021")
    masthead = parse(made(FORMULA + PREAMBLE + section, header1=head)).masthead
    assert (masthead.symbol, masthead.issued_on) == ("A/C.1/76/L.13", None)


def test_the_full_name_of_the_fourth_committee_is_short():
    head = paragraph("Special Political and Decolonization Committee") + paragraph(
        "(Fourth Committee)"
    )
    assert parse(made(head + FORMULA + PREAMBLE)).masthead.committee == "Fourth Committee"


def test_a_space_after_the_mark_of_a_note_stays():
    note = f'<w:footnote w:id="1">{paragraph("A/68/98.")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = paragraph("1.\t", run("Notes", ITALIC), " the report,", mark, " and thanks States.")
    assert structure(body, footnotes=note) == [
        ("op1", "Notes", "Notes the report, and thanks States.")
    ]
