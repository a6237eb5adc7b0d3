"""Text in PDFs that nobody sees is left out, and said to be; what is seen stays."""

import pytest

from resolutions.ingest.readers import pdf
from tests.ingest.pdf_files import Sheet
from tests.ingest.pdf_files import pdf as make

SEEN = "What everybody sees"

LAYER = (b"<< /Type /OCG /Name (Layer) >>",)
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray"
    b" /BitsPerComponent 8 /Length 4 >>\nstream\n\xff\xf0\xf0\xff\nendstream",
)
FULL_PAGE = "q 612 0 0 792 0 0 cm /Picture Do Q"
DRAWN = {"resources": b"/XObject << /Picture 11 0 R >>", "objects": PICTURE}


def read(sheet, **keys):
    reading = pdf.read(make(sheet.text(72, 100, SEEN), **keys))
    return [line.text for line in reading.lines], [warning.code for warning in reading.warnings]


def word(text="nobody sees this", **keys):
    return Sheet().text(72, 200, text, **keys)


def layer(state):
    catalog = f"/OCProperties << /OCGs [11 0 R] /D << /{state} [11 0 R] >> >>".encode()
    sheet = Sheet().draw("/OC /L BDC").text(72, 200, "on a layer").draw("EMC")
    return make(
        sheet.text(72, 100, SEEN),
        catalog=catalog,
        resources=b"/Properties << /L 11 0 R >>",
        objects=LAYER,
    )


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(word(before="1 1 1 rg"), id="white on white"),
        pytest.param(word(before="0.97 g"), id="nearly white"),
        pytest.param(word(before="1 1 1 rg").box(60, 180, 9, 9), id="white beside black"),
        pytest.param(Sheet().box(60, 180, 300, 40).text(72, 200, "x"), id="black on black"),
        pytest.param(word(before="3 Tr"), id="invisible"),
        pytest.param(word(before="7 Tr"), id="only a stencil"),
        pytest.param(word(before="/Clear gs"), id="transparent"),
        pytest.param(word(size=0.5), id="too small for any eye"),
        pytest.param(word().box(60, 180, 300, 40, "1 g"), id="under white"),
        pytest.param(word().box(60, 180, 300, 40, "0 g"), id="under black"),
        pytest.param(Sheet().text(72, -50, "above"), id="above the page"),
        pytest.param(Sheet().text(700, 100, "beside"), id="beside the page"),
        pytest.param(
            Sheet().draw("q 0 0 50 50 re W n").text(72, 200, "cut").draw("Q"), id="cut away"
        ),
    ],
)
def test_what_nobody_sees(sheet):
    clear = b"/ExtGState << /Clear << /ca 0 >> >>"
    assert read(sheet, resources=clear) == ([SEEN], ["hidden-text"])


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(
            Sheet().box(60, 180, 300, 40).text(72, 200, "seen", before="1 1 1 rg"),
            id="white on black",
        ),
        pytest.param(word("seen", before="0.85 g"), id="pale grey"),
        pytest.param(word("seen", before="0 0 1 rg"), id="a link in blue"),
        pytest.param(word("seen").box(72, 196, 80, 0.7), id="struck through"),
        pytest.param(word("seen").box(72, 202, 80, 0.7), id="underlined"),
        pytest.param(Sheet().box(60, 180, 300, 40, "0.8 g").text(72, 200, "seen"), id="on grey"),
        pytest.param(
            Sheet().draw("q 0 0 612 792 re W n").text(72, 200, "seen").draw("Q"), id="in an area"
        ),
        pytest.param(word("seen", before="1 Tr"), id="outlines"),
    ],
)
def test_what_is_seen(sheet):
    assert read(sheet) == ([SEEN, "seen"], [])


def test_a_word_that_was_blacked_out():
    """The words beside it, drawn by the same operation, stay."""
    sheet = Sheet().text(72, 200, "open secret open").box(94, 188, 26, 15)
    assert read(sheet) == ([SEEN, "open open"], ["hidden-text"])


@pytest.mark.parametrize(
    ("state", "texts", "codes"),
    [
        pytest.param("ON", [SEEN, "on a layer"], [], id="shown"),
        pytest.param("OFF", [SEEN], ["hidden-text"], id="switched off"),
    ],
)
def test_layers(state, texts, codes):
    reading = pdf.read(layer(state))
    assert [line.text for line in reading.lines] == texts
    assert [warning.code for warning in reading.warnings] == codes


class TestPicturesOfPages:
    WORDS = (
        "Recalling its resolution 75/240 of 31 December 2020 and all that",
        "it says of the use of information technologies by States,",
    )

    def read(self, *sheets):
        reading = pdf.read(make(*sheets, **DRAWN))
        return [line.text for line in reading.lines], [each.code for each in reading.warnings]

    def test_an_invisible_layer_of_recognised_text_is_read(self):
        sheet = Sheet().draw(FULL_PAGE)
        for number, words in enumerate(self.WORDS):
            sheet.text(72, 100 + 12 * number, words, before="3 Tr")
        assert self.read(sheet) == (list(self.WORDS), ["recognised-text"])

    def test_text_below_the_picture_is_such_a_layer_too(self):
        sheet = Sheet().lines(72, 100, *self.WORDS).draw(FULL_PAGE)
        assert self.read(sheet) == (list(self.WORDS), ["recognised-text"])

    def test_hidden_words_on_a_page_with_a_picture_behind_it(self):
        sheet = Sheet().draw(FULL_PAGE).lines(72, 100, *self.WORDS, FULL_PAGE)
        texts, codes = self.read(sheet.text(72, 300, "nobody", before="3 Tr"))
        assert (len(texts), codes) == (3, ["hidden-text"])

    def test_pages_that_are_pictures_are_named(self):
        written = Sheet().lines(72, 100, *self.WORDS, *self.WORDS)
        _, codes = self.read(written, Sheet().draw(FULL_PAGE))
        assert codes == ["pictured-pages"]
