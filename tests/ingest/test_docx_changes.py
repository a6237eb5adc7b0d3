"""Tracked changes: the text as if all were accepted, the changes as data."""

import datetime

import pytest

from resolutions.ingest import parse
from resolutions.ingest.contract import as_json
from resolutions.ingest.document import TrackedChange
from resolutions.ingest.readers import docx
from tests.ingest.word import docx as made
from tests.ingest.word import listed, paragraph, printed, run

WHO = 'w:id="1" w:author="Delegate of Egypt" w:date="2019-10-24T09:30:00Z"'
WHEN = datetime.datetime(2019, 10, 24, 9, 30, tzinfo=datetime.UTC)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def inserted(*inner: str) -> str:
    return f"<w:ins {WHO}>{''.join(inner)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def mark(kind: str) -> str:
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


def changes(body: str) -> list[tuple]:
    reading = docx.read(made(body, numbering=NUMBERING))
    return [(each.kind, each.text, each.number, each.start) for each in reading.changes]


CASES = [
    pytest.param(
        paragraph("Noting ", inserted(run("the "), run("broad ")), "support"),
        ["Noting the broad support"],
        [("insertion", "the broad ", 1, 7)],
        id="insertion",
    ),
    pytest.param(
        paragraph("Noting ", deleted("the "), deleted("broad "), "support"),
        ["Noting support"],
        [("deletion", "the broad ", 1, 7)],
        id="deletion",
    ),
    pytest.param(
        paragraph("its ", deleted("74/28"), inserted(run("75/32")), " of"),
        ["its 75/32 of"],
        [("deletion", "74/28", 1, 4), ("insertion", "75/32", 1, 4)],
        id="replacement",
    ),
    pytest.param(
        paragraph("a ", inserted(deleted("b ")), "c"),
        ["a c"],
        [("deletion", "b ", 1, 2)],
        id="inserted-and-then-deleted",
    ),
    pytest.param(
        paragraph(f"<w:moveFrom {WHO}>{run('b')}</w:moveFrom>", "a")
        + paragraph(f"<w:moveTo {WHO}>{run('b')}</w:moveTo>"),
        ["a", "b"],
        [("moved-away", "b", 1, 0), ("moved-here", "b", 2, 0)],
        id="move",
    ),
    pytest.param(
        paragraph("one") + paragraph(deleted("two"), properties=mark("del")) + paragraph("three"),
        ["one", "three"],
        [("deletion", "two\n", 2, 0)],
        id="deleted-paragraph",
    ),
    pytest.param(
        paragraph("its support,", properties=mark("del")) + paragraph(" and its thanks,"),
        ["its support, and its thanks,"],
        [("deletion", "\n", 1, 12)],
        id="deleted-paragraph-mark-joins",
    ),
    pytest.param(
        paragraph("one") + paragraph(inserted(run("two")), properties=mark("ins")),
        ["one", "two"],
        [("insertion", "two\n", 2, 0)],
        id="inserted-paragraph",
    ),
    pytest.param(
        listed("one")
        + listed("two")
        .replace("<w:pPr>", "<w:pPr>" + mark("del"))
        .replace(run("two"), deleted("two"))
        + listed("three"),
        ["1.|one", "2.|three"],
        [("deletion", "two\n", 2, 0)],
        id="deleted-paragraphs-are-not-numbered",
    ),
    pytest.param(
        f"<w:tbl><w:tr><w:trPr><w:del {WHO}/></w:trPr><w:tc>{listed('gone')}</w:tc>"
        f"<w:tc>{paragraph('too')}</w:tc></w:tr><w:tr><w:tc>{listed('kept')}</w:tc></w:tr></w:tbl>",
        ["= 1.|kept"],
        [("deletion", "gone", 1, 0), ("deletion", "too", 1, 0)],
        id="deleted-row",
    ),
    pytest.param(
        "<w:tbl><w:tr><w:tc><w:tcPr>"
        f"<w:cellDel {WHO}/></w:tcPr>{paragraph('gone')}</w:tc>"
        f"<w:tc>{paragraph('kept')}</w:tc></w:tr></w:tbl>",
        ["= kept"],
        [("deletion", "gone", 1, 0)],
        id="deleted-cell",
    ),
    pytest.param(
        paragraph("\tNoting ", inserted(run("the support"))),
        ["Noting the support"],
        [("insertion", "the support", 1, 7)],
        id="white-space-before-is-not-counted",
    ),
    pytest.param(
        paragraph(run("set", f"<w:i/><w:rPrChange {WHO}><w:rPr><w:b/></w:rPr></w:rPrChange>")),
        ["_set_"],
        [],
        id="formatting-is-no-change-of-text",
    ),
    pytest.param(
        paragraph("kept", "<w:r><w:delText>stray</w:delText></w:r>"),
        ["kept"],
        [],
        id="deleted-text-outside-a-deletion",
    ),
]


@pytest.mark.parametrize(("body", "expected", "tracked"), CASES)
def test_changes_are_taken_as_accepted_and_kept(body, expected, tracked):
    assert printed(docx.read(made(body, numbering=NUMBERING))) == expected
    assert changes(body) == tracked


def test_a_change_says_who_made_it_and_when():
    reading = docx.read(made(paragraph("a", inserted(run("b")))))
    assert reading.changes == (
        TrackedChange("insertion", "b", "Delegate of Egypt", WHEN, number=1, start=1),
    )
    assert [warning.code for warning in reading.warnings] == ["tracked-changes"]


@pytest.mark.parametrize("date", ["", "yesterday", "2019-13-45T00:00:00Z"])
def test_a_date_that_is_none_is_left_out(date):
    body = paragraph(f'<w:ins w:author="x" w:date="{date}">{run("b")}</w:ins>')
    assert docx.read(made(body)).changes[0].made_at is None


def test_changes_find_their_paragraphs_and_notes():
    """What was changed in the masthead belongs to no paragraph."""
    note = f'<w:footnote w:id="1">{paragraph("A/68/98", inserted(run(".")))}</w:footnote>'
    body = (
        paragraph("Developments", inserted(run(" in the field")))
        + paragraph(run("The General Assembly", "<w:i/>"), ",")
        + paragraph(
            run("Recalling", "<w:i/>"),
            " its ",
            inserted(run("resolution 70/237")),
            ",",
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
        )
        + listed("Calls upon States to ").replace("</w:p>", inserted(run("cooperate;")) + "</w:p>")
        + listed("Decides to remain seized of the matter.")
    )
    document = parse(made(body, numbering=NUMBERING, footnotes=note))
    found = [(each["text"], each["paragraph"], each["note"]) for each in _contract(document)]
    assert found == [
        (" in the field", None, None),
        ("resolution 70/237", "pp1", None),
        (".", None, "1"),
        ("cooperate;", "op1", None),
    ]


def _contract(document):
    return as_json(document)["tracked_changes"]
