"""HTML: what a browser shows, line by line, and documents of a few shapes as a whole."""

import datetime
import json

import pytest
from markdown_it import MarkdownIt

from resolutions.ingest import contract, parse
from resolutions.ingest.document import Line, Place, Style, TrackedChange
from resolutions.ingest.readers import html
from resolutions.vocabulary import ParagraphKind

HIDDEN = "The page holds text that its readers do not see; it was left out."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def lines(body: str, head: str = "") -> tuple[Line, ...]:
    return html.read(page(body, head)).lines


def texts(body: str, head: str = "") -> list[str]:
    return [line.text.strip() for line in lines(body, head)]


def styled(body: str, head: str = "") -> list[tuple[str, Style]]:
    return [(run.text, run.style) for line in lines(body, head) for run in line.runs]


# Lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>One<p>Two", ["One", "Two"], id="paragraphs-not-closed"),
        pytest.param("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"], id="text-between"),
        pytest.param("<p>One\n   two\t three</p>", ["One two three"], id="spaces"),
        pytest.param("<p>a <b> b</b> c</p>", ["a b c"], id="spaces-across-elements"),
        pytest.param("<p>One<br>two<br/>three", ["One", "two", "three"], id="line-breaks"),
        pytest.param("<p>see <a href='x'>the report</a>.", ["see the report."], id="links"),
        pytest.param(
            "<p>&lt;b&gt; &amp;amp; &eacute;&#8217;&#x2014;", ["<b> &amp; é’—"], id="entities"
        ),
        pytest.param("<p>R&D &unknown; x", ["R&D &unknown; x"], id="entities-that-are-none"),
        pytest.param("<p>He said <q>no</q>.", ["He said “no”."], id="quotations"),
        pytest.param("<dl><dt>Oil<dd>Dry</dl>", ["Oil", "Dry"], id="definitions"),
        pytest.param("<p>One<hr><p>Two", ["One", "-----", "Two"], id="rules"),
        pytest.param("<p>o<img alt='lamp'>il", ["oil"], id="pictures"),
        pytest.param(
            "<button>Menu</button><select><option>A</select><p>One<input value='x'>", ["One"],
            id="controls",
        ),
        pytest.param("<p>One</p><script>two()</script><style>p{}</style>", ["One"], id="programs"),
        pytest.param("<center>One</center><font>Two</font>", ["One", "Two"], id="old-elements"),
        pytest.param("<p>One</div></b></p>", ["One"], id="ends-without-beginnings"),
    ],
)  # fmt: skip
def test_lines(body, expected):
    assert texts(body) == expected


def test_a_line_break_makes_lines_of_one_number():
    first, second, third = lines("<p>One<br>two<br><br>three")
    assert (first.whole, second.whole, third.whole) == (True, False, True)
    assert first.number == second.number
    assert third.number != second.number


def test_typed_text_keeps_its_lines():
    first, second, third = lines("<pre>One\n   two\n\nthree</pre>")
    assert [line.text.strip() for line in (first, second, third)] == ["One", "two", "three"]
    assert [(line.whole, line.gap) for line in (first, second, third)] == [
        (False, 1.0),
        (False, 0.0),
        (False, 1.0),
    ]
    assert second.indent == 3.0


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        pytest.param(
            "<p><i>a</i><em>b</em><b>c</b><strong>d</strong><sup>1</sup>e", "",
            [("ab", Style.ITALIC), ("cd", Style.BOLD), ("1", Style.RAISED), ("e", Style.PLAIN)],
            id="elements",
        ),
        pytest.param("<p><i><b>a</b></i>", "", [("a", Style.ITALIC | Style.BOLD)], id="both"),
        pytest.param(
            '<p><span style="font-style:italic">a</span><span style="FONT-WEIGHT: 700">b</span>'
            '<span style="vertical-align: super">1</span>', "",
            [("a", Style.ITALIC), ("b", Style.BOLD), ("1", Style.RAISED)],
            id="own-style",
        ),
        pytest.param(
            '<p><i>a<span style="font-style: normal">b</span></i>', "",
            [("a", Style.ITALIC), ("b", Style.PLAIN)],
            id="back-to-plain",
        ),
        pytest.param(
            '<p class="c1">a<span class="c2 c3">b</span><span id="d">c</span>',
            "<style>/* x */ .c1 {font-style:italic} span.c3, #d {font-weight:bold}</style>",
            [("a", Style.ITALIC), ("bc", Style.ITALIC | Style.BOLD)],
            id="style-sheet",
        ),
        pytest.param(
            '<p class="c1">a', "<style>@media print {.c1 {font-style:italic}}</style>",
            [("a", Style.PLAIN)],
            id="style-sheet-for-print",
        ),
    ],
)  # fmt: skip
def test_styles(body, head, expected):
    assert styled(body, head) == expected


def test_headings():
    assert [(line.text, line.heading) for line in lines("<h1>A</h1><h4>B</h4><p>C")] == [
        ("A", 1),
        ("B", 4),
        ("C", 0),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<ol><li>a<li>b</ol>", ["1.", "2."], id="figures"),
        pytest.param("<ol start=7><li>a<li>b</ol>", ["7.", "8."], id="start"),
        pytest.param("<ol><li>a<li value=5>b<li>c</ol>", ["1.", "5.", "6."], id="value"),
        pytest.param("<ol reversed><li>a<li>b</ol>", ["2.", "1."], id="reversed"),
        pytest.param("<ol type=a start=26><li>a<li>b</ol>", ["z.", "aa."], id="letters"),
        pytest.param("<ol type=A><li>a</ol>", ["A."], id="capitals"),
        pytest.param("<ol type=i start=3><li>a<li>b</ol>", ["iii.", "iv."], id="romans"),
        pytest.param("<ol type=I><li>a</ol>", ["I."], id="roman-capitals"),
        pytest.param(
            "<ol style='list-style-type: lower-alpha'><li>a</ol>", ["a."], id="letters-by-style"
        ),
        pytest.param("<ol style='list-style: none'><li>a</ol>", [""], id="none"),
        pytest.param("<ul><li>a<li>b</ul>", ["•", "•"], id="bullets"),
        pytest.param("<ul><li>(a) To lend</ul>", [""], id="bullet-beside-a-typed-number"),
        pytest.param("<ol start=-1><li>a<li>b</ol>", ["-1.", "0."], id="below-one"),
        pytest.param("<ol start=999999999><li>a</ol>", ["1."], id="too-large-a-start"),
        pytest.param("<ol><li><p>a<p>b</ol>", ["1.", ""], id="two-paragraphs"),
        pytest.param("<ol><li><li>b</ol>", ["2."], id="empty-item"),
        pytest.param("<li>a", [""], id="no-list"),
    ],
)
def test_automatic_numbers(body, expected):
    assert [line.label for line in lines(body)] == expected


def test_lists_in_lists():
    body = "<ol><li>a<ol type=a><li>b<ol type=i><li>c</ol></ol><li>d</ol>"
    assert [(line.label, line.level) for line in lines(body)] == [
        ("1.", 0),
        ("a.", 1),
        ("i.", 2),
        ("2.", 0),
    ]


def test_tables():
    body = "<table><tr><th>Post<th colspan=2>Number<tr><td>Keeper<td>2<td>3<p>4</table>"
    assert [(line.text, line.place, line.cell) for line in lines(body)] == [
        ("Post", Place.TABLE, (0, 0, 0)),
        ("Number", Place.TABLE, (0, 0, 1)),
        ("Keeper", Place.TABLE, (0, 1, 0)),
        ("2", Place.TABLE, (0, 1, 1)),
        ("3", Place.TABLE, (0, 1, 2)),
        ("4", Place.TABLE, (0, 1, 2)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<table role=presentation><tr><td>One<td>Two</table>", id="declared"),
        pytest.param("<table><tr><td><p>One<p>Two</table>", id="frame"),
        pytest.param("<table><tr><td><h1>One</h1><td>Two</table>", id="headings"),
        pytest.param(
            "<table><tr><td><table><tr><td>One</table><td>Two</table>", id="table-in-a-table"
        ),
    ],
)
def test_tables_that_only_place_text(body):
    assert [(line.text, line.place) for line in lines(body)] == [
        ("One", Place.BODY),
        ("Two", Place.BODY),
    ]


LONG = "Lamps are lit. " * 20


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<header>Site</header><nav>Home</nav><p>You are here</p>"
            f"<main><header>A/RES/86/41</header><p>{LONG}</main><footer>Imprint</footer>",
            ["A/RES/86/41", LONG.strip()],
            id="main-part",
        ),
        pytest.param(
            "<header>Site</header><article><header>A/RES/86/41</header><p>One</article>"
            "<aside>More</aside><p>Two<footer>Imprint</footer>",
            ["A/RES/86/41", "One", "Two"],
            id="article",
        ),
        pytest.param("<nav>Home</nav><p>One", ["One"], id="menu"),
        pytest.param("<main>Loading</main><p>One", ["Loading", "One"], id="next-to-nothing"),
        pytest.param("<header>One</header><p>Two<footer>3</footer>", ["One", "Two", "3"], id="no"),
    ],
)  # fmt: skip
def test_the_frame_of_a_page_is_no_text_of_it(body, expected):
    assert texts(body) == expected


def test_pages_of_print():
    body = "<p>One<br clear=all style='page-break-before:always'><p>Two"
    assert [line.page for line in lines(body)] == [1, 2]


# Footnotes


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            '<p>the report<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> and</p>'
            '<hr><div style="mso-element:footnote" id=ftn1><p><a href="#_ftnref1" name="_ftn1">'
            "<span>[1]</span></a> See A/86/5.</p><p>And more.</p></div>",
            id="word",
        ),
        pytest.param(
            '<p>the report<sup><a href="#fn1" id="fnref1">1</a></sup> and</p><hr>'
            '<section><ol><li id="fn1"><p>See A/86/5. <a href="#fnref1" class="footnote-backref">↩︎'
            "</a></p><p>And more.</p></li></ol></section>",
            id="markdown",
        ),
        pytest.param(
            '<p>the report<a id="footnote-ref-1" href="#footnote-1">1</a> and</p><hr>'
            '<ol><li id="footnote-1">See A/86/5. <a href="#footnote-ref-1">↑</a><p>And more.</ol>',
            id="converter",
        ),
    ],
)
def test_footnotes(body):
    text, rule, note, more = lines(body)
    assert [(run.text, run.style) for run in text.runs] == [
        ("the report", Style.PLAIN),
        ("1", Style.NOTE | Style.RAISED),
        (" and", Style.PLAIN),
    ]
    assert rule.text == "-----"
    assert (note.text.strip(), note.place, note.note) == ("See A/86/5.", Place.NOTE, "1")
    assert (more.text, more.place, more.note) == ("And more.", Place.NOTE, "")


def test_links_within_a_page_are_no_footnotes():
    body = '<p>See <a href="#part1">1</a> and <a href="#top">a</a>.</p><h2 id=part1>One</h2>'
    assert texts(body) == ["See 1 and a.", "One"]
    assert all(line.place is Place.BODY for line in lines(body))


# What is not shown


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p hidden>secret", id="hidden"),
        pytest.param('<p style="display: none">secret', id="display"),
        pytest.param('<p style="visibility:hidden">secret', id="visibility"),
        pytest.param('<span style="mso-hide:all">secret</span>', id="word"),
        pytest.param('<p style="color: white">secret', id="white"),
        pytest.param('<p style="color:#FFFFFF">secret', id="white-in-figures"),
        pytest.param('<p style="color: rgb(255, 255, 255)">secret', id="white-in-rgb"),
        pytest.param('<font color="#fff">secret</font>', id="white-font"),
        pytest.param('<p style="color:transparent">secret', id="transparent"),
        pytest.param('<div style="background:navy"><p style="color:navy">secret</div>', id="navy"),
        pytest.param('<p style="background-color:black">secret', id="black-on-black"),
        pytest.param('<p style="font-size:0">secret', id="no-size"),
        pytest.param('<p style="font-size: 1px">secret', id="one-pixel"),
        pytest.param('<p style="opacity:0">secret', id="opacity"),
        pytest.param('<p style="position:absolute;left:-9999px">secret', id="off-the-page"),
        pytest.param('<p style="text-indent:-9999px">secret', id="indented-away"),
        pytest.param('<p style="height:0;overflow:hidden">secret', id="no-height"),
        pytest.param("<noscript>secret</noscript>", id="noscript"),
        pytest.param("<template><p>secret</template>", id="template"),
        pytest.param("<dialog>secret</dialog>", id="closed-dialog"),
        pytest.param("<!-- and this is the secret of it -->", id="comment"),
    ],
)
def test_hidden_text_is_left_out_with_a_warning(body):
    reading = html.read(page(f"<p>One</p>{body}"))
    assert [line.text for line in reading.lines] == ["One"]
    assert [(warning.code, warning.message) for warning in reading.warnings] == [
        ("hidden-text", HIDDEN)
    ]


def test_text_hidden_by_a_style_sheet():
    assert texts('<p class="x">secret<p>One', "<style>p.x { display: none }</style>") == ["One"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<p style="color:white;background:navy">shown', id="white-on-navy"),
        pytest.param(
            '<table bgcolor=navy><tr><td><font color=white>shown</font></table>', id="old-colours"
        ),
        pytest.param('<p style="font-size:80%">shown', id="small"),
        pytest.param('<p style="font-size:.7em">shown', id="smaller"),
        pytest.param('<p style="text-indent:-18pt">shown', id="hanging-indent"),
        pytest.param("<dialog open>shown</dialog>", id="open-dialog"),
        pytest.param("<p>shown<!-- main content -->", id="name-of-a-part"),
        pytest.param("<!--[if gte mso 9]><xml>a b c d e f g</xml><![endif]--><p>shown", id="word"),
        pytest.param("<![if !supportLists]>shown<![endif]>", id="not-for-word"),
        pytest.param('<p hidden></p><p style="display:none"> </p><p>shown', id="nothing-hidden"),
    ],
)  # fmt: skip
def test_what_is_shown_needs_no_warning(body):
    reading = html.read(page(body))
    assert [line.text for line in reading.lines] == ["shown"]
    assert reading.warnings == ()


def test_what_is_deleted_is_kept_as_a_change():
    reading = html.read(
        page('<p>x <del>old</del><ins datetime="2031-01-02">new</ins> <s>gone</s>y</p>')
    )
    assert [line.text for line in reading.lines] == ["x new y"]
    number = reading.lines[0].number
    assert reading.changes == (
        TrackedChange("deletion", "old", number=number, start=2),
        TrackedChange(
            "insertion", "new", made_at=datetime.datetime(2031, 1, 2), number=number, start=2
        ),
        TrackedChange("deletion", "gone", number=number, start=6),
    )


# Characters


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        pytest.param("<p>été</p><p>b</p>".encode(), [], id="utf-8"),
        pytest.param("\ufeff<p>été</p><p>b</p>".encode(), [], id="utf-8-with-mark"),
        pytest.param("<p>été</p><p>b</p>".encode("utf-16"), [], id="utf-16"),
        pytest.param("<html><p>été<p>b".encode("utf-16-le"), [], id="utf-16-without-mark"),
        pytest.param(
            '<meta charset="iso-8859-1"><p>été</p><p>b</p>'.encode("cp1252"), [], id="declared"
        ),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=macintosh"><p>été</p>'
            "<p>b</p>".encode("mac_roman"), [], id="declared-by-name",
        ),
        pytest.param(
            '<meta charset="windows-1251"><p>été</p><p>b</p>'.encode(), [], id="wrongly-declared"
        ),
        pytest.param("<p>été</p><p>b</p>".encode("cp1252"), ["encoding-guessed"], id="guessed"),
    ],
)  # fmt: skip
def test_characters(data, warned):
    reading = html.read(data)
    assert [line.text for line in reading.lines] == ["été", "b"]
    assert [warning.code for warning in reading.warnings] == warned


def test_other_letters_as_declared():
    data = '<meta charset="windows-1251"><p>Генеральная Ассамблея</p>'.encode("cp1251")
    assert [line.text for line in html.read(data).lines] == ["Генеральная Ассамблея"]


# Documents


RESOLUTION = """
<p class=MsoNormal>United Nations<o:p></o:p></p>
<table class=MsoNormalTable><tr><td><p><b>General Assembly</b></p></td>
  <td><p>Distr.: General</p><p>9 December 2031</p></td></tr></table>
<p>Eighty-sixth session</p><p>Agenda item 21 (a)</p><p>Lighthouses and beacons</p>
<p>Resolution adopted by the General Assembly
on 2 December 2031</p>
<p>[<i>on the report of the First Committee (A/86/311)</i>]</p>
<p class=H1><b>86/41.<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>Upkeep of
lighthouses</b></p>
<p><i>The General Assembly</i>,</p>
<p><i>Recalling</i> its resolution 85/12 of
4 December 2030,<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference>[1]</span></a></p>
<p>1.<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span><i>Decides</i>:</p>
<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>(a)<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>To lend oil;</p>
<p>(b)&nbsp;&nbsp; To lend wicks;</p>
<p>2.&nbsp;&nbsp; <i>Requests</i> the Secretary-General to report.</p>
<p><i>48th plenary meeting</i><br><i>2 December 2031</i></p>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> See A/86/5.</p></div></div>
"""
WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>A Person of Some Name</o:Author>
</o:DocumentProperties></xml><![endif]--><style><!-- p.MsoNormal {{margin:0}} --></style></head>
<body lang=EN-GB><div class=WordSection1>{RESOLUTION}</div></body></html>"""
SITE = f"""<!DOCTYPE html><html lang="en"><head><title>A/RES/86/41</title><script>go()</script>
</head><body><a href="#main" class="skip">Skip to main content</a><nav><ul><li>Home<li>Search</ul>
</nav><main id="main">{RESOLUTION}</main><footer>© United Nations</footer></body></html>"""


@pytest.mark.parametrize("source", [WORD, SITE], ids=["word", "site"])
def test_a_resolution(source):
    document = parse(source.encode())
    assert document.format == "html"
    head = document.masthead
    assert (head.session, head.agenda_item, head.agenda_title, head.title) == (
        86,
        "21 (a)",
        "Lighthouses and beacons",
        "Upkeep of lighthouses",
    )
    assert (head.symbol, head.committee, head.committee_report, head.meeting) == (
        "A/RES/86/41",
        "First Committee",
        "A/86/311",
        "48th plenary meeting",
    )
    assert (head.issued_on, head.adopted_on, head.distribution) == (
        datetime.date(2031, 12, 9),
        datetime.date(2031, 12, 2),
        "General",
    )
    assert [(each.anchor, each.kind, each.opening, each.text) for each in document.paragraphs] == [
        (
            "pp1",
            ParagraphKind.PREAMBULAR,
            "Recalling",
            "Recalling its resolution 85/12 of 4 December 2030,",
        ),
        ("op1", ParagraphKind.OPERATIVE, "Decides", "Decides:"),
        (
            "op2",
            ParagraphKind.OPERATIVE,
            "Requests",
            "Requests the Secretary-General to report.",
        ),
    ]
    assert [(each.anchor, each.text) for each in document.paragraphs[1].children] == [
        ("op1-a", "To lend oil;"),
        ("op1-b", "To lend wicks;"),
    ]
    assert [mark.mark for mark in document.paragraphs[0].marks] == ["1"]
    assert [(each.mark, each.text) for each in document.notes] == [("1", "See A/86/5.")]
    assert [warning.code for warning in document.warnings] == []


def test_numbers_that_the_browser_prints():
    body = (
        "<p><i>The General Assembly</i>,</p><p><i>Recalling</i> its resolution 85/12,</p>"
        "<ol><li><i>Decides</i>:<ol type=a><li>To lend oil;<li>To lend wicks;</ol>"
        "<li><i>Requests</i> a report.</ol>"
    )
    document = parse(page(body))
    assert [each.anchor for each in document.paragraphs] == ["pp1", "op1", "op2"]
    assert [each.anchor for each in document.paragraphs[1].children] == ["op1-a", "op1-b"]


@pytest.mark.parametrize(
    ("style", "breaks"), [("mdrich", False), ("mdplain", True)], ids=["mdrich", "mdplain"]
)
def test_markdown_shown_as_a_page_is_read_the_same(shared_dir, style, breaks):
    """Three sources of the corpus in each style; a page keeps line ends only where told to."""
    corpus = shared_dir / "parser-corpus" / "dev"
    manifest = json.loads((corpus / "manifest.json").read_text())
    entries = manifest if isinstance(manifest, list) else manifest["entries"]
    sources = [entry["source"] for entry in entries if entry["style"] == style]
    render = MarkdownIt("commonmark", {"html": True, "breaks": breaks}).render
    for name in sources[:: len(sources) // 3][:3]:
        source = (corpus / name).read_text()
        shown = contract.as_json(parse(page(render(source))))
        typed = contract.as_json(parse(source.encode()))
        assert (shown.pop("format"), typed.pop("format")) == ("html", "markdown")
        shown.pop("warnings"), typed.pop("warnings")
        assert shown == typed, name
