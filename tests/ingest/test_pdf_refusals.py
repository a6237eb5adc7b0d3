"""PDFs that are damaged, locked, empty or out of all proportion."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.ingest import limits
from resolutions.ingest.document import Reading, Refused
from resolutions.ingest.readers import pdf
from tests.ingest.pdf_files import Sheet, assemble, bodies, encrypted, stream
from tests.ingest.pdf_files import pdf as make

WORDS = "Recalling its resolution 75/240,"
DAMAGED = "The PDF is damaged and cannot be opened; save or print it to PDF again and send that."
NO_TEXT = (
    "The PDF shows pictures or empty pages and no text; send the Word file, or run text"
    " recognition over it first."
)
UNPACKS = "The PDF unpacks to far more than a document needs; print it to PDF again and send that."


def written():
    return Sheet().text(72, 100, WORDS)


def changed(sheet=None, **numbered):
    """A sound PDF but for the objects given as `object_2=...`."""
    objects = bodies(sheet or written())
    for name, body in numbered.items():
        objects[int(name.removeprefix("object_"))] = body
    return assemble(objects)


def packed(size, times=1):
    data = b"%" * size
    for _ in range(times):
        data = zlib.compress(data, 1)
    filters = b"/FlateDecode " * times
    body = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(data), filters, data)
    return changed(object_50=body)


def many_streams():
    each = stream(b"%" * (60 << 20), compress=True)
    return changed(**{f"object_{number}": each for number in range(50, 56)})


REFUSED = {
    "no more than a header": (lambda: b"%PDF-1.7\n", "damaged", DAMAGED),
    "a web page that says it is one": (
        lambda: b"%PDF-1.7\n<html><body>The General Assembly,</body></html>",
        "damaged",
        DAMAGED,
    ),
    "no pages": (lambda: make(), "damaged", DAMAGED),
    "a page tree that holds nothing but itself": (
        lambda: changed(object_2=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        "damaged",
        DAMAGED,
    ),
    "a locked file": (
        lambda: encrypted(written(), password="sesame"),
        "encrypted",
        "The PDF is locked with a password; save a copy without the password and send that"
        " instead.",
    ),
    "an empty page": (lambda: make(Sheet()), "no-text", NO_TEXT),
    "nothing but shapes": (lambda: make(Sheet().box(72, 72, 200, 200)), "no-text", NO_TEXT),
    "too many pages": (
        lambda: make(*[written()] * (limits.PDF_PAGES + 1)),
        "too-many-pages",
        "The PDF has more than 500 pages; split it and send its documents one by one.",
    ),
    "too many objects": (
        lambda: assemble(bodies(written()) | dict.fromkeys(range(100, 100_101), b"null")),
        "too-many-objects",
        "The PDF holds more than 100,000 objects; split it into its documents and send them one"
        " by one.",
    ),
    "too many objects, packed": (
        lambda: changed(object_50=stream(b"", b"/Type /ObjStm /N 200000 /First 9", True)),
        "too-many-objects",
        "The PDF holds more than 100,000 objects; split it into its documents and send them one"
        " by one.",
    ),
    "too much on a page": (
        lambda: make(Sheet().draw(b"1 1 9 9 re f " * 50_001), compress=True),
        "too-many-objects",
        "A page of the PDF is drawn from more than 50,000 objects; print it to PDF again and send"
        " that.",
    ),
    "a stream of 65 MiB": (lambda: packed(65 << 20), "unpacks-too-large", UNPACKS),
    "a stream packed twice": (lambda: packed(65 << 20, 2), "unpacks-too-large", UNPACKS),
    "a stream packed five times": (lambda: packed(1 << 10, 5), "unpacks-too-large", UNPACKS),
    "streams of 360 MiB together": (many_streams, "unpacks-too-large", UNPACKS),
}


@pytest.mark.parametrize(("build", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_refusals(build, code, message):
    data = build()
    assert pdf.accepts(data)
    with pytest.raises(Refused) as refused:
        pdf.read(data)
    assert (refused.value.code, refused.value.message) == (code, message)


SOUND = make(written(), written())

READ = {
    "a lock that opens without a password": (lambda: encrypted(written()), []),
    "mail headers before it": (lambda: b"Content-Type: application/pdf\r\n\r\n" + SOUND, []),
    "lines after its end": (lambda: SOUND + b"\n--boundary--\n", []),
    "wrong places in its table": (lambda: SOUND.replace(b"\n00000", b"\n99999"), []),
    "no table of places": (lambda: SOUND[: SOUND.index(b"xref")], ["damaged"]),
    "no end": (lambda: SOUND[: SOUND.rindex(b"ET Q") + 4], ["damaged"]),
    "a page tree that comes back to itself": (
        lambda: changed(object_2=b"<< /Type /Pages /Kids [11 0 R 2 0 R] /Count 2 >>"),
        ["pages-lost"],
    ),
    "a count of pages that is a lie": (lambda: make(written(), count=99_999), ["pages-lost"]),
    "an immense page": (
        lambda: make(written()).replace(b"[0 0 612 792]", b"[0 0 9999999 9999999]"),
        [],
    ),
    "a page without size": (lambda: make(written()).replace(b"612 792]", b"0 0]"), []),
    "a form that draws itself": (
        lambda: make(
            written().draw("/X Do"),
            resources=b"/XObject << /X 11 0 R >>",
            objects=(
                stream(
                    b"/X Do",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
                    b" /Resources << /XObject << /X 11 0 R >> >>",
                ),
            ),
        ),
        [],
    ),
    "a script that would run": (
        lambda: make(written(), catalog=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        [],
    ),
}


@pytest.mark.parametrize(("build", "codes"), READ.values(), ids=READ)
def test_what_a_person_could_read_is_read(build, codes):
    data = build()
    assert pdf.accepts(data)
    reading = pdf.read(data)
    assert {line.text for line in reading.lines} == {WORDS}
    assert [warning.code for warning in reading.warnings] == codes


class TestTypeWithoutLetters:
    """Fonts that do not say which letters their shapes are."""

    FONT = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /DescendantFonts [12 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor 13 0 R /DW 600"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    )

    def read(self, sheet, codes):
        sheet.draw(f"BT /odd 12 Tf 72 600 Td <{codes.encode('utf-16-be').hex()}> Tj ET")
        return pdf.read(make(sheet, resources=b"/Font << /odd 11 0 R >>", objects=self.FONT))

    def test_gibberish_is_refused(self):
        with pytest.raises(Refused) as refused:
            self.read(Sheet(), "".join(map(chr, range(0x24, 0x60))))
        assert refused.value.code == "no-text"
        assert refused.value.message.startswith("The type in the PDF does not say which letters")

    @pytest.mark.parametrize(
        ("sheet", "codes"),
        [
            pytest.param(Sheet(), "the work of the group and its report", id="reads as language"),
            pytest.param(Sheet().lines(72, 90, *[WORDS] * 9), "\x07\x08\x05", id="a few signs"),
        ],
    )
    def test_doubts_are_flagged(self, sheet, codes):
        assert [each.code for each in self.read(sheet, codes).warnings] == ["unreadable-characters"]


def test_the_same_bytes_give_the_same_lines():
    data = make(written().runs(72, 130, ("italic", "Noting"), ("roman", " that"), ("raised", "1")))
    first, *others = (pdf.read(data) for _ in range(3))
    assert others == [first] * 2


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND) - 1), st.binary(min_size=0, max_size=6)), max_size=12
    ),
    st.integers(0, len(SOUND)),
)
def test_damage_of_any_kind_is_read_or_refused(damages, length):
    """Whatever bytes are changed, lost or cut off, nothing else is raised."""
    data = bytearray(SOUND)
    for place, change in damages:
        data[place : place + len(change)] = change
    try:
        end = type(pdf.read(bytes(data[:length]))).__name__
    except Refused as refused:
        end = refused.message
    assert end == Reading.__name__ or end.endswith(".")
