"""XML that means harm, or is not what it says: refused in one sentence, or read."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resolutions.ingest import limits
from resolutions.ingest.document import Refused
from resolutions.ingest.readers import akn, read
from tests.ingest import akoma
from tests.ingest.akoma import KEEPS, anchors, flattened, italic, made, note, operative, tree

SAVE_AS = (
    "save the document as plain text, Markdown, HTML, Word (.docx), PDF or Akoma Ntoso XML"
    " and send that instead."
)
AGAIN = "open the document in the program that made it, save it again and send that."
NO_TEXT = "The file holds no text of a document; send one that does."
NOT_AKN = f"This is an XML file that is not Akoma Ntoso; {SAVE_AS}"
DECLARES = f"The file declares a document type, which is not read; {AGAIN}"
BOMB = (
    b'<!DOCTYPE akomaNtoso [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
SECRET = b'<!DOCTYPE akomaNtoso [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DECLARATION = b'<?xml version="1.0"?>'


def nested(element: str, depth: int) -> bytes:
    return made(f"<{element}>" * depth + operative("1.", "Text") + f"</{element}>" * depth)


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        pytest.param(DECLARATION + BOMB + made("&c;"), "document-type", DECLARES, id="entities"),
        pytest.param(DECLARATION + SECRET + made("&a;"), "document-type", DECLARES, id="file"),
        pytest.param(
            DECLARATION + b'<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">' + made(KEEPS),
            "document-type",
            DECLARES,
            id="fetched-type",
        ),
        pytest.param(DECLARATION + b"<a>text</a>", "not-akoma-ntoso", NOT_AKN, id="other-xml"),
        pytest.param(
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            "image",
            f"This is a drawing (SVG); {SAVE_AS}",
            id="picture",
        ),
        pytest.param(
            b"<akomaNtoso><statement/></akomaNtoso>", "not-akoma-ntoso", NOT_AKN, id="no-namespace"
        ),
        pytest.param(
            made(KEEPS).replace(b"legaldocml/ns/akn/3.0", b"legaldocml/ns/akm/3.0"),
            "not-akoma-ntoso",
            NOT_AKN,
            id="other-namespace",
        ),
        pytest.param(
            DECLARATION + b"\x01<a/>",
            "damaged-xml",
            f"The file is damaged and cannot be read; {SAVE_AS}",
            id="nothing-but-damage",
        ),
        pytest.param(akoma.akoma(""), "no-text", NO_TEXT, id="empty"),
        pytest.param(akoma.akoma("<meta/>"), "no-text", NO_TEXT, id="no-document"),
        pytest.param(made(), "no-text", NO_TEXT, id="no-body"),
        pytest.param(
            nested("section", 300),
            "nested-too-deeply",
            f"The file nests its parts more than 256 deep; {AGAIN}",
            id="nested",
        ),
        pytest.param(
            made(KEEPS * (limits.PARAGRAPHS + 1)),
            "too-many-paragraphs",
            "The document has more than 10,000 paragraphs; split it into its documents.",
            id="paragraphs",
        ),
        pytest.param(
            made(operative("1.", "a" * (limits.PARAGRAPH_CHARACTERS + 1))),
            "paragraph-too-long",
            "A paragraph is longer than 100,000 characters; put each paragraph on a line of its"
            " own.",
            id="paragraph",
        ),
        pytest.param(
            made(operative("1.", note("1", "a") * (limits.NOTES + 1))),
            "too-many-notes",
            "The document has more than 5,000 footnotes; split it into its documents.",
            id="notes",
        ),
        pytest.param(
            made("<p/>" * limits.XML_NODES),
            "too-many-nodes",
            "The file holds more than 2 million pieces of mark-up; split it into its documents.",
            id="nodes",
        ),
        pytest.param(
            made(KEEPS).replace(b"<mainBody", b"<mainBody " + b" ".join(
                b'a%d="1"' % n for n in range(1001)
            )),
            "too-many-attributes",
            f"The file describes one element at too great length; {AGAIN}",
            id="attributes",
        ),
    ],
)  # fmt: skip
def test_refused(data, code, sentence):
    with pytest.raises(Refused) as refusal:
        read(data)
    assert (refusal.value.code, refusal.value.message) == (code, sentence)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        pytest.param(nested("section", 120), ["Text"], id="nested-sections"),
        pytest.param(
            made(operative("1.", "<span>" * 200 + "Text" + "</span>" * 200)),
            ["Text"],
            id="nested-spans",
        ),
        pytest.param(made(f"<mainBody>{KEEPS}</mainBody>"), ["Keeps the lamps lit;"], id="body"),
        pytest.param(made("Stray text", KEEPS), ["Stray text", "Keeps the lamps lit;"], id="stray"),
        pytest.param(made(operative("9" * 400 + ".", "Text")), ["Text"], id="a-number-without-end"),
        pytest.param(
            made(operative("", "Text" + "<!-- unseen -->" + "<?unseen?>")), ["Text"], id="comments"
        ),
        pytest.param(
            made(KEEPS).replace(b'value="86"', b'value="' + b"8" * 5000 + b'"'),
            ["Keeps the lamps lit;"],
            id="a-session-without-end",
        ),
        pytest.param(
            made(operative("1.", "<script>alert(1)</script> &lt;b&gt;")),
            ["alert(1) <b>"],
            id="mark-up-is-text",
        ),
        pytest.param(made(KEEPS)[:-40], ["Keeps the lamps lit;"], id="cut-short"),
    ],
)
def test_accepted(data, texts):
    assert [text for _, text in tree(akn.read(data))] == texts


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"The General Assembly,", id="text"),
        pytest.param(b"<!DOCTYPE html><html>", id="html"),
        pytest.param(b"%PDF-1.7", id="pdf"),
    ],
)
def test_what_is_no_xml_is_not_accepted(data):
    assert not akn.accepts(data)


WORDS = st.text(st.sampled_from("ab 1.(i)\u00a0\t§é؛م第㈠–’<&"), max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
LABELS = st.sampled_from(["", "1.", "2.", "(a)", "(i)", "(ii)", "(ب)", "㈠", "I", "2 bis.", "x"])
LEAVES = st.one_of(
    WORDS.map(akoma.p),
    st.builds(operative, LABELS, WORDS),
    st.builds(lambda label, text: operative(label, italic(text)), LABELS, WORDS),
    st.builds(akoma.heading, WORDS, LABELS),
    st.builds(lambda mark, text: akoma.p(note(mark, text)), LABELS, WORDS),
    st.builds(lambda *cells: akoma.table(cells), WORDS, WORDS),
    WORDS.map(lambda text: f'<crossHeading refersTo="#preamble">{text}</crossHeading>'),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["section", "list", "point", "paragraph", "container", "sup", "a", "num"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@example([akoma.heading("", "I"), operative("I", "")], "eng")
@example(["<point><num></num><num><p> 1 </p></num></point>"], "eng")
@given(st.lists(TREES, min_size=1, max_size=5), st.sampled_from(["eng", "ara", "zho", ""]))
def test_whatever_is_marked_up_is_read(body, language):
    """Anchors are unique, and marks and citations stand within their texts."""
    data = made(*body, KEEPS, preamble="", meta=akoma.meta(language=language), annexes=body)
    document = akn.read(data)
    found = anchors(document)
    assert len(set(found)) == len(found)
    tops = [*document.paragraphs, *(each for a in document.annexes for each in a.paragraphs)]
    for paragraph in flattened(tops):
        assert paragraph.text == paragraph.text.strip()
        assert all(0 <= mark.position <= len(paragraph.text) for mark in paragraph.marks)
        assert all(0 <= s.start < s.end <= len(paragraph.text) for s in paragraph.citations)


@given(st.data())
def test_a_file_cut_or_altered_anywhere_is_read_or_refused(data):
    whole = made(KEEPS, operative("2.", f"Text{note('1', 'A/86/5.')}"))
    place = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 30))
    put = data.draw(st.binary(max_size=6))
    with contextlib.suppress(Refused):
        akn.read(whole[:place] + put + whole[place + length :])


def test_points_nest_no_deeper_than_print_does():
    document = akn.read(made(KEEPS, operative("(a)", "To do as follows:") * 500))
    assert max(anchor.count("-") for anchor in anchors(document)) == limits.LIST_DEPTH
