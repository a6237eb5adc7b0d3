"""Akoma Ntoso as a whole: the UN's own shape, the guidelines', annexes and collections."""

import datetime
import re

import pytest

from resolutions.ingest import parse
from resolutions.ingest.document import (
    Masthead,
    NoteMark,
)
from resolutions.ingest.readers import akn
from resolutions.vocabulary import ParagraphKind
from tests.ingest import akoma
from tests.ingest.akoma import (
    KEEPS,
    anchors,
    annex,
    heading,
    italic,
    made,
    meta,
    note,
    operative,
    preamble,
    preambular,
    read,
    table,
    tree,
)


def test_a_resolution():
    document = parse(
        made(
            operative("1.", f"{italic('Takes note')} of the report of the Secretary-General;"),
            operative("2.", f"{italic('Decides')} to return to the matter."),
            preamble=preamble(preambular(f"{italic('Recalling')} its resolution 85/12,")),
        )
    )
    assert document.format == "akn"
    assert document.kind == "resolution"
    assert document.language == "en"
    assert document.formula == "The General Assembly,"
    assert document.warnings == ()
    assert [
        (each.anchor, each.kind, each.number, each.opening, each.text)
        for each in document.paragraphs
    ] == [
        ("pp1", ParagraphKind.PREAMBULAR, "", "Recalling", "Recalling its resolution 85/12,"),
        (
            "op1",
            ParagraphKind.OPERATIVE,
            "1",
            "Takes note",
            "Takes note of the report of the Secretary-General;",
        ),
        ("op2", ParagraphKind.OPERATIVE, "2", "Decides", "Decides to return to the matter."),
    ]


def test_annexes():
    document = read(
        KEEPS,
        annexes=[
            annex(
                heading("Annex I", kind="H1", element="heading"),
                heading("Rules of keeping", kind="H1", element="heading"),
                heading("Oil", "A."),
                operative("1.", "Oil is kept:"),
                operative("", "(a)\tDry;"),
                operative("", "Text without a number."),
                heading("Annex II", kind="H1", element="heading"),
                operative("", "I, [name], swear."),
                operative("1.", "Text"),
            )
        ],
    )
    assert [each.title for each in document.annexes] == ["Rules of keeping", "Annex II"]
    assert tree(document)[1:] == [
        ("annex1-h1", "A Oil"),
        ("annex1-op1", "Oil is kept:"),
        ("annex1-op1-a", "Dry;"),
        ("annex1-p1", "Text without a number."),
        ("annex2-p1", "I, [name], swear."),
        ("annex2-op1", "Text"),
    ]
    kinds = [each.kind for annexed in document.annexes for each in annexed.paragraphs]
    assert set(kinds) == {ParagraphKind.HEADING, ParagraphKind.ANNEX}


@pytest.mark.parametrize(
    ("first", "title"),
    [
        pytest.param(heading("Annex"), "Rules", id="english"),
        pytest.param(heading("المرفق"), "Rules", id="arabic"),
        pytest.param(heading("附件一"), "Rules", id="chinese"),
        pytest.param(heading("Annexe I"), "Rules", id="french"),
        pytest.param(operative("", "Anexo"), "Rules", id="spanish-as-text"),
        pytest.param(
            operative("", '<span class="bold">Приложение</span>', "HCh0"), "Rules", id="russian"
        ),
        pytest.param("", "Rules", id="no-name"),
        pytest.param(
            operative("", "Annex<eol />Staffing for 2032", "H1"), "Staffing for 2032", id="one-line"
        ),
    ],
)
def test_the_title_of_an_annex(first, title):
    content = [first, operative("", '<span class="bold">Rules</span>'), operative("1.", "Text")]
    (found,) = read(KEEPS, annexes=[annex(*content)]).annexes
    assert found.title == title


def test_notes_below_a_table_of_an_annex():
    foot = operative("", "<sup>a</sup> \tSee A/86/5.", "FootnoteText")
    typed = operative("", "b\tOf these, two.", "FootnoteText")
    said = operative("", "Abbreviations: K, keeper.", "FootnoteText")
    document = read(
        KEEPS,
        annexes=[
            annex(
                heading("Annex"),
                heading("Posts"),
                table(["Post", "2032<span class='italic'><sup>a</sup></span>"], ["Keeper", "2"]),
                foot,
                typed,
                said,
            )
        ],
    )
    assert [(each.mark, each.text) for each in document.notes] == [
        ("a", "See A/86/5."),
        ("b", "Of these, two."),
    ]
    table_, text = document.annexes[0].paragraphs
    assert table_.text == "Post | 2032\nKeeper | 2"
    assert table_.marks == (NoteMark("a", len("Post | 2032")),)
    assert text.text == "Abbreviations: K, keeper."


def test_points_below_a_heading_go_by_it():
    content = [heading("Annex"), heading("Rules")]
    for title in ("Oil", "Wicks"):
        content += [heading(title), *(operative(label, "Text") for label in ("(a)", "(i)", "(b)"))]
    document = read(KEEPS, annexes=[annex(*content)])
    assert anchors(document)[1:] == [
        "annex1-h1", "annex1-h1-a", "annex1-h1-a-i", "annex1-h1-b",
        "annex1-h2", "annex1-h2-a", "annex1-h2-a-i", "annex1-h2-b",
    ]  # fmt: skip


@pytest.fixture
def collection() -> bytes:
    cover = akoma.COVER.replace("A/RES/86/41", "A/RES/86/41 A-B")
    component = (
        '<component><statement name="resolution"><preface><p><docNumber>{0}</docNumber>'
        '<docTitle refersTo="#resolutionTitle">{1}</docTitle></p></preface>{2}'
        "<mainBody>{3}</mainBody>{4}</statement></component>"
    )
    parts = [
        component.format(
            letter,
            title,
            preamble(preambular(f"{italic('Mindful')} of fog,{note(mark, 'A/86/5.')}")),
            KEEPS,
            akoma.CONCLUSIONS,
        )
        for letter, title, mark in (("A", "Oil", "1"), ("B", "Wicks", "2"))
    ]
    return akoma.akoma(
        f'<documentCollection name="publication">{meta()}{cover}{akoma.PREFACE}'
        '<collectionBody><component><documentRef href="comp_0"/></component></collectionBody>'
        f"</documentCollection><components>{''.join(parts)}</components>"
    )


def test_resolutions_under_one_number_one_by_one(collection):
    first, second = akn.read_all(collection)
    assert [each.masthead.symbol for each in (first, second)] == ["A/RES/86/41 A", "A/RES/86/41 B"]
    assert [each.masthead.title for each in (first, second)] == ["Oil", "Wicks"]
    assert [note.mark for note in second.notes] == ["2"]
    assert anchors(first) == anchors(second) == ["pp1", "op1"]
    assert second.masthead.meeting == "48th (resumed) plenary meeting"
    assert second.masthead.session == 86


def test_resolutions_under_one_number_as_one_text(collection):
    document = akn.read(collection)
    assert [warning.code for warning in document.warnings] == ["several-resolutions", "no-symbol"]
    assert document.masthead.symbol is None
    assert tree(document) == [
        ("h1", "A Oil"),
        ("pp1", "Mindful of fog,"),
        ("op1", "Keeps the lamps lit;"),
        ("h2", "B Wicks"),
        ("pp2", "Mindful of fog,"),
        ("s2-op1", "Keeps the lamps lit;"),
    ]
    assert [note.mark for note in document.notes] == ["1", "2"]


def test_one_resolution_is_read_the_same_alone():
    data = made(KEEPS)
    assert akn.read_all(data) == (akn.read(data),)


def test_the_guidelines_shape():
    """What the UN's guidelines ask for: no cover page, lower names, nested lists, notes apart."""
    content = """
      <statement name="resolution">
        <meta><identification source="#ga"><FRBRExpression><FRBRlanguage language="en"/>
          </FRBRExpression></identification></meta>
        <preface><p><docNumber>A/RES/86/41</docNumber></p>
          <p><session value="86">Eighty-sixth session</session></p>
          <p><docTitle>Upkeep of lighthouses</docTitle></p></preface>
        <preamble><formula name="enactingFormula"><p><i>The General Assembly</i>,</p></formula>
          <container name="recalling"><p><i>Recalling</i> its resolution
            <ref href="/akn/un/statement/deliberation/un-ga/2030-12-04/85-12">85/12</ref>,</p>
          </container></preamble>
        <mainBody>
          <paragraph eId="para_1"><num>1.</num><list><intro><p><i>Decides</i>:</p></intro>
            <point eId="para_1__list_1__point_a"><num>(a)</num><list><intro><p>To lend:</p></intro>
              <point><num>(i)</num><content><p>Oil;</p></content></point></list></point></list>
          </paragraph>
          <paragraph eId="para_2"><num>2.</num><content><p>Text.</p></content></paragraph>
        </mainBody>
        <conclusions><p><docDate date="2031-12-02" refersTo="#adoptionDate">2 December</docDate></p>
        </conclusions>
        <attachments><attachment><heading>Annex</heading><doc name="annex"><meta/>
          <preface><p><docTitle>Rules of keeping</docTitle></p></preface>
          <mainBody><paragraph><num>1.</num><content><p>Text.</p></content></paragraph></mainBody>
        </doc></attachment></attachments>
      </statement>"""
    document = akn.read(akoma.akoma(content))
    assert tree(document) == [
        ("pp1", "Recalling its resolution 85/12,"),
        ("op1", "Decides:"),
        ("op1-a", "To lend:"),
        ("op1-a-i", "Oil;"),
        ("op2", "Text."),
        ("annex1-op1", "Text."),
    ]
    assert document.annexes[0].title == "Rules of keeping"
    assert document.paragraphs[0].opening == "Recalling"
    assert document.masthead == Masthead(
        symbol="A/RES/86/41",
        session=86,
        title="Upkeep of lighthouses",
        adopted_on=datetime.date(2031, 12, 2),
    )
    assert document.warnings == ()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte-order-mark"),
        pytest.param(lambda data: b'<?xml version="1.0"?>\n' + data, id="declaration"),
        pytest.param(lambda data: b"<!-- made by hand -->" + data, id="comment"),
        pytest.param(
            lambda data: re.sub(
                rb"<(/?)(?!a:|akn4un)(\w)", rb"<\1a:\2", data.replace(b" xmlns=", b" xmlns:a=")
            ),
            id="prefix",
        ),
        pytest.param(lambda data: data.replace(b"ns/akn/3.0", b"ns/akn/3.0/CSD13"), id="edition"),
        pytest.param(
            lambda data: (
                '<?xml version="1.0" encoding="UTF-16"?>' + data.decode()
            ).encode("utf-16"),
            id="utf-16",
        ),
    ],
)  # fmt: skip
def test_akoma_ntoso_by_its_content(change):
    document = parse(change(made(KEEPS)))
    assert document.format == "akn"
    assert tree(document) == [("op1", "Keeps the lamps lit;")]


def test_a_damaged_file_is_read_as_far_as_it_goes():
    """One tag of two files in the UN's collection is never closed."""
    data = made(KEEPS, preface=akoma.PREFACE.replace("<p>", '<p><inline name="B">', 1))
    document = parse(data)
    assert anchors(document) == ["op1"]
    assert document.masthead.title == "Upkeep of lighthouses at sea"
    assert [warning.code for warning in document.warnings] == ["damaged-file"]
