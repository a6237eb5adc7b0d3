"""Pages that mean harm, or are not what they say: refused in one sentence, or read in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.ingest import limits
from resolutions.ingest.document import Refused
from resolutions.ingest.readers import html, read

AGAIN = "save the page anew in your browser, or as a Word document, and send that."
MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        pytest.param(
            b"<html>" + b"<div>" * 300 + b"text",
            "nested-too-deeply",
            f"The page nests its parts more than 256 deep; {AGAIN}",
            id="nested",
        ),
        pytest.param(
            b"<html>" + b"<ul><li>" * 100_000,
            "nested-too-deeply",
            f"The page nests its parts more than 256 deep; {AGAIN}",
            id="lists-without-end",
        ),
        pytest.param(
            b"<html>" + b"<br>" * (2 * limits.HTML_NODES + 1),
            "too-many-nodes",
            "The page holds more than 200,000 pieces of mark-up; split it into its documents.",
            id="nodes",
        ),
        pytest.param(
            b"<html>" + b"a" * (limits.TEXT_BYTES + 1),
            "text-too-large",
            "The text is larger than 5 MiB; split it into its documents and send them one by one.",
            id="size",
        ),
        pytest.param(
            b'<html><meta charset="koi8-r">' + b"\xe0" * (limits.TEXT_BYTES + 1),
            "text-too-large",
            "The text is larger than 5 MiB; split it into its documents and send them one by one.",
            id="size-in-letters-as-declared",
        ),
        pytest.param(
            b"<html>" + b"<p>a" * (limits.LINES + 1),
            "too-many-lines",
            "The text has more than 100,000 lines; split it into its documents.",
            id="lines",
        ),
        pytest.param(
            b"<html>" + b"a" * (limits.LINE_BYTES + 1),
            "line-too-long",
            "A line of the text is longer than 1 MiB; put each paragraph on a line of its own.",
            id="line",
        ),
    ],
)
def test_refused(data, code, sentence):
    with pytest.raises(Refused) as refusal:
        read(data)
    assert (refusal.value.code, refusal.value.message) == (code, sentence)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        pytest.param(b"<html>" + b"<div>" * 200 + b"text", ["text"], id="nested"),
        pytest.param(b"<html>" + b"<b>" * 200 + b"text", ["text"], id="bold-without-end"),
        pytest.param(b"<html><p>text" + b"</div>" * 50_000, ["text"], id="ends"),
        pytest.param(b"<html><p>text<p", ["text"], id="cut-in-a-tag"),
        pytest.param(b"<html><p>text<!-- cut", ["text"], id="cut-in-a-comment"),
        pytest.param(b"<html><p>te\x00xt" + b"<br>" * 40, ["te\ufffdxt"], id="nul"),
        pytest.param(b"<html><p>&#0;&#xD800;&#x110000;a", ["\ufffd\ufffd\ufffda"], id="no-letters"),
        pytest.param(b"<html><p>a&#8238;b", ["a\u202eb"], id="reversed"),
        pytest.param(
            b'<html><!ENTITY x "secret"><p>&x;', ["&x;"], id="entities"
        ),
        pytest.param(
            b'<?xml version="1.0"?><!DOCTYPE html SYSTEM "file:///etc/passwd"><html><p>a</html>',
            ["a"],
            id="fetched-type",
        ),
        pytest.param(
            b'<html><p>a<iframe src="http://example.org/"></iframe><object data="file:///etc">'
            b"</object><embed src=x><img src=http://example.org/x>",
            ["a"],
            id="fetches",
        ),
        pytest.param(b"<html><p style='" + b"a:b;" * 10_000 + b"'>a", ["a"], id="declarations"),
        pytest.param(
            b"<html><style>" + b"p{color:red}" * 20_000 + b"</style><p>a", ["a"], id="rules"
        ),
        pytest.param(b"<html><p style='font-size:1e999px;left:--9'>a", ["a"], id="lengths"),
        pytest.param(b"<html><table><tr><td colspan=99999999>a<td>b", ["a", "b"], id="columns"),
        pytest.param(b"<html><ol start=99999999999999999999><li>a", ["a"], id="start"),
        pytest.param("<html><ol start='²' reversed><li value='٣'>a".encode(), ["a"], id="digits"),
        pytest.param(b"<html><ins datetime='+99999-99-99'>a</ins>", ["a"], id="date"),
        pytest.param(b"<html><a href='#fn1'>1</a><a href='#fn1'>1</a>", ["11"], id="no-note"),
        pytest.param(
            b"<html><a id=fn1 href='#fn1'>1</a> a", ["1 a"], id="a-note-that-refers-to-itself"
        ),
        pytest.param(b"<html></html>", [], id="nothing"),
        pytest.param(b"<html><!-- -->", [], id="nothing-but-a-comment"),
    ],
)  # fmt: skip
def test_accepted(data, texts):
    assert [line.text.strip() for line in html.read(data).lines] == texts


@pytest.mark.parametrize(
    ("data", "accepted"),
    [
        pytest.param(b"<!DOCTYPE html><html>", True, id="page"),
        pytest.param(b"  \n<!-- saved from url=(0014)about:internet -->\n<HTML>", True, id="saved"),
        pytest.param(b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "">', True, id="xhtml"),
        pytest.param(b"<p>One</p><p>Two</p>", True, id="piece"),
        pytest.param("<html>".encode("utf-16"), True, id="utf-16"),
        pytest.param(b"<p align=center>A title</p>\n\n# And Markdown", False, id="markdown"),
        pytest.param(b"<sup>1</sup> See A/86/5.", False, id="raised"),
        pytest.param(b"<htmlish>", False, id="other-tag"),
        pytest.param(b'<?xml version="1.0"?><akomaNtoso>', False, id="xml"),
        pytest.param(b"<!-- cut", False, id="comment"),
        pytest.param(b"The General Assembly, <html>", False, id="text"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_pages_are_told_by_their_content(data, accepted):
    assert html.accepts(data) is accepted


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "<tr>",
            "<td colspan=2>",
            "</table>",
            "<br>",
        ),
        *("<ol type=a start=3>", "<ul>", "<li value=2>", "</ol>", "</ul>", "<i>", "</i>", "<sup>"),
        *("</sup>", "<pre>", "</pre>", "<hr>", "<main>", "<article>", "<nav>", "</nav>", "<del>"),
        *("</del>", "<ins>", "<h1>", "<q>", "<a href='#fn1'>", "</a>", "<b id=fn1>", "<p hidden>"),
        *(
            "<span style='color:#fff'>",
            "<!-- x",
            "-->",
            "<script>",
            "</script>",
            "<style>",
            "<![if",
        ),
        *("(a) ", "1. ", "1", "[1]", "text", " ", "\n", "&nbsp;", "&#8238;", "é", "<", "&"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_written_is_read(source):
    """Lines hold text, one style for each letter, and numbers that rise."""
    lines = html.read(f"<html>{source}".encode()).lines
    assert all(line.text.strip() and len(line.text) == len(line.styles) for line in lines)
    assert [line.number for line in lines] == sorted(line.number for line in lines)
