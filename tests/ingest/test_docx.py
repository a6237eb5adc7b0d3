"""Word files are read as Word prints them."""

import zipfile

import pytest

from resolutions.ingest.readers import docx, read
from tests.ingest.word import docx as made
from tests.ingest.word import package, paragraph, printed, run, table, zipped

ITALIC, BOLD, RAISED = "<w:i/>", "<w:b/>", '<w:vertAlign w:val="superscript"/>'
HIDDEN = "<w:vanish/>"


def field(result: str, instruction: str = " PAGE ") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(content: str) -> str:
    return f"<w:txbxContent>{content}</w:txbxContent>"


def drawing(content: str, anchor: str = "") -> str:
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    return f"<w:drawing><wp:anchor>{anchor}{shape}</wp:anchor></w:drawing>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(run("Recalling", ITALIC) + run(" its"), "_Recalling_ its", id="italic"),
        pytest.param(run("not", '<w:i w:val="0"/>'), "not", id="italic-off"),
        pytest.param(run("m") + run("2", RAISED), "m^2^", id="raised"),
        pytest.param(run("1", '<w:position w:val="6"/>'), "^1^", id="raised-by-position"),
        pytest.param("<w:hyperlink>" + run("75/240") + "</w:hyperlink>", "75/240", id="hyperlink"),
        pytest.param("<w:smartTag>" + run("Egypt") + "</w:smartTag>", "Egypt", id="smart-tag"),
        pytest.param(
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>"
            + run("Kenya")
            + "</w:sdtContent></w:sdt>",
            "Kenya",
            id="content-control",
        ),
        pytest.param("<w:fldSimple>" + run("8") + "</w:fldSimple>", "8", id="simple-field"),
        pytest.param(field(run("3")), "3", id="field"),
        pytest.param(field(field(run("in")), "IF"), "in", id="field-in-field"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("kept"), "kept", id="field-no-end"
        ),
        pytest.param(
            run("kept") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "kept", id="field-no-begin"
        ),
        pytest.param("<w:r><w:t>1.</w:t><w:tab/><w:t>Calls</w:t></w:r>", "1.\tCalls", id="tab"),
        pytest.param("<w:r><w:tab/><w:t>Noting</w:t></w:r>", "Noting", id="tab-before"),
        pytest.param(
            "<w:r><w:t>cross</w:t><w:noBreakHyphen/><w:t>border</w:t></w:r>",
            "cross\u2011border",
            id="non-breaking-hyphen",
        ),
        pytest.param(
            "<w:r><w:t>inter</w:t><w:softHyphen/><w:t>national</w:t></w:r>",
            "inter\u00adnational",
            id="soft-hyphen",
        ),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥", id="symbol"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓", id="wingdings"),
        pytest.param(
            run("\uf0b7", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "•", id="symbol-run"
        ),
        pytest.param("<w:r><w:t>\n  Noting\n  </w:t></w:r>", "Noting", id="pretty-printed"),
        pytest.param("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1", id="equation"),
        pytest.param(
            "<w:ruby><w:rt>"
            + run("kan")
            + "</w:rt><w:rubyBase>"
            + run("漢")
            + "</w:rubyBase></w:ruby>",
            "漢",
            id="ruby",
        ),
        pytest.param(
            "<w:bdo w:val='rtl'>" + run("العامة", "<w:rtl/><w:iCs/>") + "</w:bdo>",
            "_العامة_",
            id="right-to-left",
        ),
        pytest.param(run("العامة", "<w:rtl/><w:i/>"), "العامة", id="italic-of-another-script"),
    ],
)
def test_what_a_paragraph_holds(inner, expected):
    assert printed(docx.read(made(paragraph(inner)))) == [expected]


RAISING = f'<w:style w:type="character" w:styleId="Mark"><w:rPr>{RAISED}</w:rPr></w:style>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="Slanted"><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Upright"><w:basedOn w:val="Slanted"/>'
    '<w:rPr><w:i w:val="false"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Slanted"/></w:style>'
    '<w:style w:type="character" w:styleId="Emphasis"><w:rPr><w:i/></w:rPr></w:style>'
    + RAISING
    + '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="About"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="About"><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "properties", "expected"),
    [
        pytest.param("Slanted", "", ["_text_"], id="paragraph-style"),
        pytest.param("Child", "", ["_text_"], id="style-based-on-another"),
        pytest.param("Upright", "", ["text"], id="style-that-takes-it-back"),
        pytest.param("", '<w:rStyle w:val="Emphasis"/>', ["_text_"], id="character-style"),
        pytest.param(
            "Slanted", '<w:rStyle w:val="Emphasis"/>', ["text"], id="two-styles-undo-each-other"
        ),
        pytest.param(
            "Slanted", '<w:rStyle w:val="Emphasis"/><w:i/>', ["_text_"], id="direct-settles-it"
        ),
        pytest.param("Slanted", '<w:i w:val="0"/>', ["text"], id="direct-off"),
        pytest.param("", '<w:rStyle w:val="Mark"/>', ["^text^"], id="raised-by-style"),
        pytest.param("Round", "", ["text"], id="styles-in-a-circle"),
        pytest.param("Unknown", "", ["text"], id="style-that-is-missing"),
        pytest.param("Secret", '<w:vanish w:val="0"/>', ["text"], id="shown-after-all"),
    ],
)
def test_styles_are_resolved_as_word_does(style, properties, expected):
    body = paragraph(run("text", properties), properties=f'<w:pStyle w:val="{style}"/>')
    assert printed(docx.read(made(body, styles=STYLES))) == expected


def test_what_is_known_of_a_line():
    indent = '<w:jc w:val="center"/><w:ind w:left="720" w:hanging="360"/>'
    body = paragraph(run("large", '<w:sz w:val="28"/>'), run(" and small"), properties=indent)
    heading = paragraph("II", properties='<w:pStyle w:val="Heading2"/>')
    first, second = docx.read(made(body + heading, styles=STYLES)).lines
    assert (first.centred, first.indent, first.size, first.heading) == (True, 18.0, 10.0, 0)
    assert first.whole
    assert second.heading == 2
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("<w:br/>", [("above", 1, True), ("below", 1, False)], id="line-break"),
        pytest.param("<w:cr/>", [("above", 1, True), ("below", 1, False)], id="carriage-return"),
        pytest.param("<w:br/><w:br/>", [("above", 1, True), ("below", 2, True)], id="empty-line"),
        pytest.param(
            '<w:br w:type="page"/>', [("above", 1, True), ("below", 2, True)], id="page-break"
        ),
    ],
)
def test_line_breaks_part_a_paragraph(inner, expected):
    body = paragraph(f"<w:r><w:t>above</w:t>{inner}<w:t>below</w:t></w:r>")
    lines = docx.read(made(body)).lines
    assert [(line.text, line.number, line.whole) for line in lines] == expected


BREAK_BEFORE = "<w:pageBreakBefore/>"
SECTION = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        pytest.param(
            paragraph('<w:r><w:t>a</w:t><w:br w:type="page"/></w:r>') + paragraph("b"),
            [1, 2],
            id="break",
        ),
        pytest.param(paragraph("a") + paragraph("b", properties=BREAK_BEFORE), [1, 2], id="before"),
        pytest.param(
            paragraph("a", properties=SECTION.format("continuous"))
            + paragraph("b")
            + SECTION.format("continuous"),
            [1, 1],
            id="section-on-the-same-page",
        ),
        pytest.param(
            paragraph("a", properties=SECTION.format("nextPage"))
            + paragraph("b")
            + SECTION.format("nextPage"),
            [1, 2],
            id="section-on-the-next-page",
        ),
        pytest.param(
            paragraph('<w:r><w:t>a</w:t><w:br w:type="page"/></w:r>')
            + paragraph("<w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>"),
            [1, 2],
            id="counted-once-where-word-has-counted",
        ),
    ],
)
def test_pages_are_told_apart(body, pages):
    assert [line.page for line in docx.read(made(body)).lines] == pages


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table(("United Nations", "A/C.1/73/L.27"), ("", "Distr.: Limited")),
            ["= United Nations", "= A/C.1/73/L.27", "= Distr.: Limited"],
            id="masthead",
        ),
        pytest.param(table(("Recalling",)), ["Recalling"], id="one-cell-is-a-frame"),
        pytest.param(
            table(("a", table(("b", "c")) + paragraph("d"))),
            ["= a", "= b", "= c", "= d"],
            id="table-in-a-table",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent>" + table(("a", "b")) + "</w:sdtContent></w:sdt>",
            ["= a", "= b"],
            id="in-a-content-control",
        ),
        pytest.param(
            "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>"
            + paragraph("a")
            + "</w:tc></w:sdtContent></w:sdt><w:tc>"
            + paragraph("b")
            + "</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
            ["= a", "= b"],
            id="rows-and-cells-in-content-controls",
        ),
    ],
)
def test_tables(body, expected):
    assert printed(docx.read(made(body))) == expected


def test_cells_are_counted_by_the_grid():
    wide = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>'
    a, b, c = map(paragraph, "abc")
    body = (
        f"<w:tbl><w:tr><w:tc>{wide}{a}</w:tc><w:tc>{b}</w:tc></w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>{c}</w:tc></w:tr></w:tbl>'
    )
    lines = docx.read(made(body + table(("d", "e")))).lines
    cells = [(0, 0, 0), (0, 0, 3), (0, 1, 2), (1, 0, 0), (1, 0, 1)]
    assert [line.cell for line in lines] == cells


CHOICE = (
    '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice>'
    "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            "<w:r>"
            + CHOICE.format(
                drawing(box(paragraph("boxed"))), f"<w:pict>{box(paragraph('boxed'))}</w:pict>"
            )
            + "</w:r>"
            + run("text"),
            ["boxed", "text"],
            id="one-of-two-forms",
        ),
        pytest.param(
            "<w:r>"
            + CHOICE.format("<w:drawing/>", f"<w:pict>{box(paragraph('boxed'))}</w:pict>")
            + "</w:r>",
            ["boxed"],
            id="the-form-with-text",
        ),
        pytest.param(
            "<w:r><w:pict><v:shape><v:textbox>"
            + box(paragraph("A/C.1/55/L.1") + paragraph("Limited"))
            + "</v:textbox></v:shape></w:pict></w:r>"
            + run("text"),
            ["A/C.1/55/L.1", "Limited", "text"],
            id="of-an-old-file",
        ),
    ],
)
def test_text_boxes_are_read_once(inner, expected):
    assert printed(docx.read(made(paragraph(inner)))) == expected


def test_heads_and_feet_run_but_for_the_first_page():
    """What heads the first page alone is the masthead; the rest comes once, at the end."""
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/>'
        '<w:headerReference w:type="default" r:id="header2"/>'
        '<w:headerReference w:type="even" r:id="header3"/>'
        '<w:footerReference w:type="first" r:id="footer1"/><w:titlePg/></w:sectPr>'
    )
    reading = docx.read(
        made(
            paragraph("text") + section,
            header1=table(("United Nations", "A/RES/71/28")),
            header2=paragraph("A/RES/71/28"),
            header3=paragraph("never shown"),
            footer1=paragraph("16-20717 (E)"),
        )
    )
    assert printed(reading) == [
        "= United Nations",
        "= A/RES/71/28",
        "text",
        "# A/RES/71/28",
        "# 16-20717 (E)",
    ]


def test_even_heads_are_shown_where_the_settings_say_so():
    section = '<w:sectPr><w:headerReference w:type="even" r:id="header1"/></w:sectPr>'
    reading = docx.read(
        made(
            paragraph("text") + section,
            header1=paragraph("2/3"),
            settings="<w:evenAndOddHeaders/>",
        )
    )
    assert printed(reading) == ["text", "# 2/3"]


@pytest.mark.parametrize(
    ("body", "expected", "doubt"),
    [
        pytest.param(
            paragraph(run("seen"), run("unseen", HIDDEN)), ["seen"], "hidden-text", id="hidden"
        ),
        pytest.param(
            paragraph("seen") + paragraph("unseen", properties='<w:pStyle w:val="Secret"/>'),
            ["seen"],
            "hidden-text",
            id="hidden-by-style",
        ),
        pytest.param(
            paragraph(run("seen"), run("unseen", '<w:color w:val="FFFFFF"/>')),
            ["seen"],
            "hidden-text",
            id="white-on-white",
        ),
        pytest.param(
            paragraph(run("seen", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')),
            ["seen"],
            None,
            id="white-on-black",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='1F497D'/></w:tcPr>"
            + paragraph(run("seen", '<w:color w:val="FFFFFF"/>'))
            + "</w:tc></w:tr></w:tbl>",
            ["seen"],
            None,
            id="white-in-a-dark-cell",
        ),
        pytest.param(
            paragraph(run("seen"), run("unseen", '<w:sz w:val="2"/>')),
            ["seen"],
            "hidden-text",
            id="too-small",
        ),
        pytest.param(
            paragraph("seen") + paragraph("unseen", properties='<w:ind w:left="-20000"/>'),
            ["seen"],
            "hidden-text",
            id="off-the-page",
        ),
        pytest.param(
            paragraph(
                "<w:r>"
                + drawing(
                    box(paragraph("unseen")),
                    "<wp:positionH><wp:posOffset>-90000000</wp:posOffset></wp:positionH>",
                )
                + "</w:r>",
                "seen",
            ),
            ["seen"],
            "hidden-text",
            id="box-off-the-page",
        ),
        pytest.param(
            paragraph("seen", run("struck", "<w:strike/>")),
            ["seenstruck"],
            "struck-text",
            id="struck-through",
        ),
        pytest.param(
            paragraph('<w:commentRangeStart w:id="1"/>' + run("seen")),
            ["seen"],
            "comments",
            id="comment",
        ),
        pytest.param(
            paragraph("seen", "<m:oMath><m:r><m:t>=1</m:t></m:r></m:oMath>"),
            ["seen=1"],
            "equations",
            id="equation",
        ),
        pytest.param(
            paragraph("seen") + '<w:altChunk r:id="chunk"/>', ["seen"], "embedded", id="other-file"
        ),
        pytest.param(
            paragraph(
                "seen",
                '<w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="7200000"/>'
                "<pic:pic/></wp:inline></w:drawing></w:r>",
            ),
            ["seen"],
            "pictures",
            id="large-picture",
        ),
        pytest.param(
            paragraph(
                "seen",
                '<w:r><w:pict><v:shape style="width:400pt;height:300.5pt"><v:imagedata/>'
                "</v:shape></w:pict></w:r>",
            ),
            ["seen"],
            "pictures",
            id="large-picture-of-an-old-file",
        ),
        pytest.param(
            paragraph(
                "seen",
                '<w:r><w:drawing><wp:inline><wp:extent cx="668020" cy="564515"/>'
                "<pic:pic/></wp:inline></w:drawing></w:r>",
            ),
            ["seen"],
            None,
            id="emblem",
        ),
    ],
)
def test_what_nobody_sees_is_left_out_with_a_warning(body, expected, doubt):
    reading = docx.read(made(body, styles=STYLES))
    assert printed(reading) == expected
    assert [warning.code for warning in reading.warnings] == ([doubt] if doubt else [])


NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    + "".join(
        f'<w:footnote w:id="{number}">'
        + paragraph("<w:r><w:footnoteRef/></w:r>" + run(f" Note {number}."))
        + "</w:footnote>"
        for number in range(1, 5)
    )
)


def refer(number: int, more: str = "", mark: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{number}" {more}/>{mark}</w:r>'


RESTART = '<w:sectPr><w:footnotePr><w:numRestart w:val="{}"/></w:footnotePr></w:sectPr>'


@pytest.mark.parametrize(
    ("body", "settings", "expected"),
    [
        pytest.param(
            paragraph("a,", refer(2), " b", refer(1)) + paragraph("c", refer(3)),
            "",
            ["a,{1} b{2}", "[1] Note 2.", "[2] Note 1.", "c{3}", "[3] Note 3."],
            id="numbered-by-reference",
        ),
        pytest.param(
            paragraph("a", refer(1, 'w:customMarkFollows="1"', "<w:t>*</w:t>"), "b", refer(2)),
            "",
            ["a{*}b{1}", "[*] Note 1.", "[1] Note 2."],
            id="marks-of-their-own-are-not-counted",
        ),
        pytest.param(
            paragraph("<w:del>" + refer(1) + "</w:del>", "a", refer(2)),
            "",
            ["a{1}", "[1] Note 2."],
            id="deleted-ones-are-not-counted",
        ),
        pytest.param(
            paragraph("a", refer(1), properties=RESTART.format("eachSect"))
            + paragraph("b", refer(2))
            + RESTART.format("eachSect"),
            "",
            ["a{1}", "[1] Note 1.", "b{1}", "[1] Note 2."],
            id="anew-in-each-section",
        ),
        pytest.param(
            paragraph("a", refer(1), '<w:r><w:br w:type="page"/></w:r>', "b", refer(2)),
            '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>',
            ["a{1}", "b{1}", "[1] Note 1.", "[1] Note 2."],
            id="anew-on-each-page",
        ),
        pytest.param(
            paragraph("a", refer(1), refer(2)),
            '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>',
            ["a{*†}", "[*] Note 1.", "[†] Note 2."],
            id="signs-for-numbers",
        ),
        pytest.param(
            paragraph("a", refer(1)),
            '<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>',
            ["a{7}", "[7] Note 1."],
            id="another-start",
        ),
        pytest.param(paragraph("a", refer(9)), "", ["a"], id="note-that-is-missing"),
        pytest.param(
            table(("a", paragraph("b", refer(1)))),
            "",
            ["= a", "= b{1}", "[1] Note 1."],
            id="in-a-table",
        ),
    ],
)
def test_footnotes_are_numbered_as_word_does(body, settings, expected):
    reading = docx.read(made(body, footnotes=NOTES, settings=settings))
    assert printed(reading) == expected


def test_endnotes_count_in_small_romans():
    body = paragraph("a", '<w:r><w:endnoteReference w:id="1"/></w:r>', "b", refer(1))
    endnote = f'<w:endnote w:id="1">{paragraph("Below.")}{paragraph("And more.")}</w:endnote>'
    assert printed(docx.read(made(body, endnotes=endnote, footnotes=NOTES))) == [
        "a{i}b{1}",
        "[i] Below.",
        "[] And more.",
        "[1] Note 1.",
    ]


def test_a_mark_that_is_typed_in_the_note_is_not_repeated():
    body = paragraph("a", refer(1, 'w:customMarkFollows="1"', "<w:t>*</w:t>"))
    note = f'<w:footnote w:id="1">{paragraph(run("*", RAISED), run(" Reissued."))}</w:footnote>'
    assert printed(docx.read(made(body, footnotes=note))) == ["a{*}", "[*] Reissued."]


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda files: files.pop("_rels/.rels"), id="no-relationships"),
        pytest.param(lambda files: files.pop("[Content_Types].xml"), id="no-content-types"),
        pytest.param(
            lambda files: files.update({"word\\document.xml": files.pop("word/document.xml")}),
            id="backslash-in-a-name",
        ),
        pytest.param(
            lambda files: files.update({"Word/Document.xml": files.pop("word/document.xml")}),
            id="capitals-in-a-name",
        ),
        pytest.param(
            lambda files: files.update(
                {
                    name: content.replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    ).replace(
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main",
                    )
                    for name, content in files.items()
                }
            ),
            id="strict-variant",
        ),
        pytest.param(
            lambda files: files.update(
                {
                    "word/document.xml": (
                        "\ufeff" + files["word/document.xml"].replace("UTF-8", "UTF-16")
                    ).encode("utf-16-le")
                }
            ),
            id="utf-16",
        ),
        pytest.param(
            lambda files: files.update({"word/embeddings/book1.xlsx": b"PK\x03\x04"}),
            id="holds-a-workbook",
        ),
    ],
)
def test_odd_files_are_read_as_well(alter):
    files = package(paragraph(run("Recalling", ITALIC), run(" its")))
    alter(files)
    assert printed(read(zipped(files))) == ["_Recalling_ its"]


def test_files_that_are_not_compressed_are_read():
    files = package(paragraph("text"))
    assert printed(read(zipped(files, zipfile.ZIP_STORED))) == ["text"]
