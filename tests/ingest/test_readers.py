"""Files of text: encodings, lines, Markdown, and what is told by content alone."""

import pytest

from resolutions.ingest import Refused, limits, parse
from resolutions.ingest.decoding import decode, is_text
from resolutions.ingest.document import Place, Style
from resolutions.ingest.readers import read
from resolutions.ingest.readers.inline import runs_of

DRAFT = (
    "The General Assembly,\n\nRecalling Côte d’Ivoire’s “statement” – and Türkiye’s,\n\n1. Decides."
)
PLAIN = DRAFT.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(DRAFT.encode("utf-8"), id="UTF-8"),
        pytest.param(DRAFT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(DRAFT.encode("utf-16"), id="UTF-16 with mark"),
        pytest.param(DRAFT.encode("utf-16-le"), id="UTF-16 little-endian without mark"),
        pytest.param(DRAFT.encode("utf-16-be"), id="UTF-16 big-endian without mark"),
        pytest.param(DRAFT.encode("utf-32"), id="UTF-32 with mark"),
        pytest.param(DRAFT.encode("utf-32-be"), id="UTF-32 big-endian without mark"),
        pytest.param(DRAFT.encode("cp1252"), id="Windows Western"),
        pytest.param((DRAFT * 9).encode("mac_roman"), id="Macintosh"),
        pytest.param(DRAFT.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(DRAFT.replace("\n", "\r").encode(), id="Macintosh line ends"),
    ],
)
def test_encodings(data):
    """The same words come out, whatever bytes they were."""
    document = parse(data)
    assert document.formula == "The General Assembly,"
    assert document.paragraphs[0].text == "Recalling Côte d’Ivoire’s “statement” – and Türkiye’s,"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_guessed_encoding_is_said(encoding):
    codes = [warning.code for warning in parse((DRAFT * 9).encode(encoding)).warnings]
    assert "encoding-guessed" in codes


RUSSIAN = "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 53/70,\n\n1. постановляет.\n"
CHINESE = "大会，\n\n回顾其1998年12月4日第53/70号决议，\n\n1. 促请各国继续参与谈判。\n"
ARABIC = "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 53/70،\n\n1. تهيب بالدول أن تشارك.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(RUSSIAN * 5, "koi8_r", id="KOI8-R"),
        pytest.param(RUSSIAN * 5, "cp1251", id="Windows Cyrillic"),
        pytest.param(RUSSIAN, "utf-16-le", id="Russian in UTF-16 without mark"),
        pytest.param(CHINESE * 5, "gb18030", id="GB 18030"),
        pytest.param(CHINESE, "utf-16-be", id="Chinese in UTF-16 without mark"),
        pytest.param(CHINESE, "utf-32-le", id="Chinese in UTF-32 without mark"),
        pytest.param(ARABIC * 5, "cp1256", id="Windows Arabic"),
    ],
)
def test_other_scripts(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_letters_of_another_encoding_in_utf8_are_read_and_said():
    decoded = decode(DRAFT.encode() + "\nCôte d’Ivoire’s “own”.".encode("cp1252"))
    assert decoded.text == DRAFT + "\nCôte d’Ivoire’s “own”."
    assert [warning.code for warning in decoded.warnings] == ["mixed-encodings"]


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(b"\xed\xa0\x80", id="half a character"),
        pytest.param(b"\xc0\xaf", id="a slash made longer"),
        pytest.param(b"\xe2\x80", id="a character cut short"),
        pytest.param(b"\xff\xfe", id="bytes of no encoding"),
    ],
)
def test_damaged_utf8_is_utf8(odd):
    decoded = decode(DRAFT.encode().replace(b"Decides", b"Deci" + odd))
    assert decoded.text.startswith(DRAFT[:50])
    assert "unreadable-characters" in [warning.code for warning in decoded.warnings]


def test_numbers_are_not_wide_text():
    assert not is_text(bytes(range(256)) * 4 + bytes(100))


def test_a_few_bad_bytes_do_not_make_utf8_another_encoding():
    document = parse(DRAFT.encode().replace(b"Decides", b"Deci\xffdes"))
    assert document.paragraphs[0].text.startswith("Recalling Côte d’Ivoire’s")
    assert "unreadable-characters" in [warning.code for warning in document.warnings]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "", "../../etc/passwd", "a\x00b"])
def test_the_name_of_a_file_says_nothing(name):
    assert parse(DRAFT.encode(), name) == parse(DRAFT.encode(), "draft.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The General Assembly,\n\n1. Decides * to act;", "text", id="a lone asterisk"),
        pytest.param("- 1. Decides\n- 2. Requests", "text", id="bullets of a text dump"),
        pytest.param("Text\n---------\n_________", "text", id="rules"),
        pytest.param("1. *Decides* to act;", "markdown", id="italic verb"),
        pytest.param("Recalling [53/70](#) of 4 December,", "markdown", id="link"),
        pytest.param("**Cuba: draft resolution**", "markdown", id="bold"),
        pytest.param("# General Assembly", "markdown", id="heading"),
        pytest.param("in 2010,<sup>1</sup> and", "markdown", id="raised figure"),
        pytest.param("[^1]: A/65/201.", "markdown", id="note"),
    ],
)
def test_markdown_is_told_from_text(text, expected):
    assert read(text.encode()).format == expected


def test_lines_of_text_know_their_place():
    first, second, third = read(b"one\n\n\n    two\n\x0cthree").lines
    assert (first.text, first.gap, first.page, first.number) == ("one", 0, 1, 1)
    assert (second.text, second.gap, second.indent) == ("two", 2, 4)
    assert (third.text, third.page) == ("three", 2)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("*Recalling* its", [("Recalling", 1), (" its", 0)], id="italic"),
        pytest.param("**Annex**", [("Annex", 2)], id="bold"),
        pytest.param("***both***", [("both", 3)], id="bold italic"),
        pytest.param("_Noting_ a_b_c", [("Noting", 1), (" a_b_c", 0)], id="underscores"),
        pytest.param("a * b * c", [("a * b * c", 0)], id="stars between spaces"),
        pytest.param("*open", [("*open", 0)], id="star without partner"),
        pytest.param("L.23* and", [("L.23* and", 0)], id="star after a word"),
        pytest.param("[53/70](#) of", [("53/70 of", 0)], id="link"),
        pytest.param("[b](https://x.org/a_(b))", [("b", 0)], id="link with brackets"),
        pytest.param("[States] and [a](#)", [("[States] and a", 0)], id="brackets of the text"),
        pytest.param("2010,<sup>1</sup> and", [("2010,", 0), ("1", 4), (" and", 0)], id="raised"),
        pytest.param("made,[^2] and", [("made,", 0), ("2", 8), (" and", 0)], id="note reference"),
        pytest.param("made,^2^ and", [("made,", 0), ("2", 4), (" and", 0)], id="carets"),
        pytest.param(r"1\. \*not\*", [("1. *not*", 0)], id="escapes"),
        pytest.param("A &amp; B&nbsp;C", [("A & B\xa0C", 0)], id="entities"),
        pytest.param("a < b and c > d", [("a < b and c > d", 0)], id="signs, not tags"),
        pytest.param("<em>Urges</em> all", [("Urges", 1), (" all", 0)], id="tags"),
        pytest.param("a <!-- *no* --> b", [("a  b", 0)], id="comment"),
        pytest.param("a <!-- b", [("a <!-- b", 0)], id="comment without end"),
    ],
)
def test_inline_marks(source, expected):
    runs, _ = runs_of(source)
    joined = []
    for run in runs:
        if joined and joined[-1][1] == run.style:
            joined[-1] = (joined[-1][0] + run.text, run.style)
        else:
            joined.append((run.text, run.style))
    assert joined == expected


def test_emphasis_runs_over_line_ends_but_not_over_paragraphs():
    lines = read(b"**Argentina,\nUganda: draft resolution**\n\n*open\n\nclose*").lines
    assert [line.text for line in lines] == [
        "Argentina,",
        "Uganda: draft resolution",
        "*open",
        "close*",
    ]
    assert set(lines[1].styles) == {chr(Style.BOLD)}


def test_comments_are_left_out_with_a_warning():
    """What a reader of the page does not see is not published."""
    reading = read(b"# Title\n\nDecides <!-- not agreed --> to act;")
    assert reading.lines[1].text == "Decides  to act;"
    assert [warning.code for warning in reading.warnings] == ["hidden-text"]


def test_tables_of_markdown_keep_their_cells():
    cells = read(b"# T\n\n| State | Sum |\n|---|--:|\n| *Chad* | 5 |").lines[1:]
    assert [(line.text, line.cell[1:], line.place) for line in cells] == [
        ("State", (0, 0), Place.TABLE),
        ("Sum", (0, 1), Place.TABLE),
        ("Chad", (1, 0), Place.TABLE),
        ("5", (1, 1), Place.TABLE),
    ]


REFUSED = [
    pytest.param(b"", "empty-file", "The file is empty; send one that holds a document.", id="0"),
    pytest.param(
        b" \n\n\t", "empty-file", "The file is empty; send one that holds a document.", id="blank"
    ),
    pytest.param(b"\x7fELF\x02\x01\x01" + bytes(64), "program", None, id="program"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), "image", None, id="picture"),
    pytest.param(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old-office", None, id="old Word"
    ),
    pytest.param(b"{\\rtf1\\ansi text}", "rich-text", None, id="RTF"),
    pytest.param(b"\x1f\x8b\x08" + bytes(64), "archive", None, id="gzip"),
    pytest.param(
        b"Recalling x,\n" * 500_000,
        "text-too-large",
        "The text is larger than 5 MiB; split it into its documents and send them one by one.",
        id="5 MiB and more",
    ),
    pytest.param(
        b"a" * (limits.LINE_BYTES + 1),
        "line-too-long",
        "A line of the text is longer than 1 MiB; put each paragraph on a line of its own.",
        id="1 MiB in a line",
    ),
    pytest.param(
        b"a\n" * 70_000,
        "too-many-lines",
        "The text has too many lines for a resolution; split it into its documents.",
        id="70,000 lines",
    ),
    pytest.param(
        b"Recalling x,\n\n" * 11_000,
        "too-many-paragraphs",
        "The document has more than 10,000 paragraphs; split it into its documents.",
        id="11,000 paragraphs",
    ),
    pytest.param(
        b"word " * 30_000,
        "paragraph-too-long",
        "A paragraph is longer than 100,000 characters; put each paragraph on a line of its own.",
        id="150,000 characters in a paragraph",
    ),
    pytest.param(
        b"".join(b"[%d] x.\n\n" % (n % 999 + 1) for n in range(5_001)),
        "too-many-notes",
        "The document has more than 5,000 footnotes; split it into its documents.",
        id="5,001 notes",
    ),
    pytest.param(
        b"# x\n" + b"*a " * 200_001,
        "too-much-markup",
        "The text has more marks of Markdown than words need; save it as plain text.",
        id="200,001 marks",
    ),
    pytest.param(
        b"[Start1]\n\n____________\n2/2\n",
        "no-text",
        "The file holds no text of a document; send one that does.",
        id="page furniture alone",
    ),
]


@pytest.mark.parametrize(("data", "code", "message"), REFUSED)
def test_refusals(data, code, message):
    """Each limit has a code and one sentence that says what to do."""
    with pytest.raises(Refused) as refusal:
        parse(data)
    assert refusal.value.code == code
    assert message is None or refusal.value.message == message
    assert refusal.value.message.endswith((".", "?"))
