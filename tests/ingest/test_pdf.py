"""Lines of print from PDFs: words, styles, places, white space."""

import pytest

from resolutions.ingest import readers
from resolutions.ingest.document import Place, Style
from resolutions.ingest.readers import pdf
from resolutions.ingest.readers.pdf.columns import _WORDS
from resolutions.ingest.readers.pdf.page import Word
from resolutions.ingest.readers.pdf.rows import pieces
from tests.ingest.pdf_files import Sheet, stream
from tests.ingest.pdf_files import pdf as make

FULL = "and that no line of this paragraph is shorter than the measure to which it is set"


def read(*sheets, **keys):
    return pdf.read(make(*sheets, **keys)).lines


def texts(lines, place=Place.BODY):
    return [line.text for line in lines if line.place is place]


def styled(line):
    return [(run.text, run.style) for run in line.runs]


def test_a_pdf_is_known_by_its_first_bytes():
    assert readers.read(make(Sheet().text(72, 90, "The General Assembly,"))).format == "pdf"


class TestWords:
    def test_operations_that_cut_a_word_do_not_part_it(self):
        sheet = Sheet().runs(
            72, 90, ("roman", "energ"), ("roman", "y and res"), ("roman", "ilience")
        )
        assert texts(read(sheet)) == ["energy and resilience"]

    def test_white_parts_words_where_the_file_has_no_space(self):
        sheet = Sheet().draw("BT /roman 10 Tf 72 700 Td [(two) -300 (words)] TJ ET")
        assert texts(read(sheet)) == ["two words"]

    def test_kerning_parts_nothing(self):
        sheet = Sheet().draw("BT /roman 10 Tf 72 700 Td [(A) 80 (V) 60 (ERY)] TJ ET")
        assert texts(read(sheet)) == ["AVERY"]

    def test_a_leaning_letter_does_not_reach_over_the_white_after_it(self):
        """The boxes of an italic "g" and "f" overlap the space between them."""
        sheet = Sheet().text(72, 90, "Welcoming", "italic").text(119.6, 90, "further", "italic")
        assert texts(read(sheet)) == ["Welcoming further"]

    def test_a_hyphen_at_the_end_of_a_line_is_kept(self):
        lines = read(Sheet().lines(72, 90, "the importance of capacity-", "building in all States"))
        assert texts(lines) == ["the importance of capacity-", "building in all States"]

    def test_print_that_is_struck_twice_is_read_once(self):
        sheet = Sheet().text(72, 90, "Bold by double print").text(72.2, 90, "Bold by double print")
        assert texts(read(sheet)) == ["Bold by double print"]

    def test_words_of_a_line_that_was_stretched_stay_one_line(self):
        sheet = Sheet()
        for place, word in enumerate(("which", "are", "available", "at", "all", "times")):
            sheet.text(72 + 55 * place, 90, word)
        assert texts(read(sheet)) == ["which are available at all times"]


UNICODE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Times-Roman /Encoding /Identity-H"
    b" /ToUnicode 12 0 R /DescendantFonts [13 0 R] >>",
    stream(
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 4 beginbfchar"
        b" <0001> <D800> <0002> <006600660069> <0003> <00410301> <0004> <0078> endbfchar endcmap"
    ),
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times-Roman /FontDescriptor 14 0 R /DW 600"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    b"<< /Type /FontDescriptor /FontName /Times-Roman /Flags 4 /FontBBox [0 0 1000 1000]"
    b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param("0004 0002 0004", "xffix", id="a ligature is its letters"),
        pytest.param("0004 0001 0004", "x\ufffdx", id="half a character is none"),
        pytest.param("0003 0004", "A\u0301x", id="an accent of its own is kept"),
    ],
)
def test_what_type_says_of_its_letters(codes, expected):
    sheet = Sheet().draw(f"BT /odd 12 Tf 72 600 Td <{codes.replace(' ', '')}> Tj ET")
    lines = read(sheet, resources=b"/Font << /odd 11 0 R >>", objects=UNICODE)
    assert texts(lines) == [expected]


class TestStyles:
    def test_opening_words_in_italics(self):
        (line,) = read(Sheet().runs(72, 90, ("italic", "Recalling"), ("roman", " its resolution")))
        assert styled(line) == [("Recalling", Style.ITALIC), (" its resolution", Style.PLAIN)]

    def test_bold(self):
        (line,) = read(Sheet().text(72, 90, "Annex", "bold"))
        assert styled(line) == [("Annex", Style.BOLD)]

    @pytest.mark.parametrize(
        ("matrix", "before", "style"),
        [
            pytest.param("1 0 0.3 1", "", Style.ITALIC, id="upright letters drawn leaning"),
            pytest.param("1 0 0 1", "2 Tr 0.4 w", Style.BOLD, id="letters with an outline"),
            pytest.param("1.1 0 0 1", "", Style.PLAIN, id="letters drawn wider"),
        ],
    )
    def test_styles_made_without_type_of_their_own(self, matrix, before, style):
        (line,) = read(Sheet().text(72, 90, "Recalling", matrix=matrix, before=before))
        assert styled(line) == [("Recalling", style)]

    def test_marks_within_words_and_after_years(self):
        parts = [("roman", "the 2013"), ("raised", "4"), ("roman", " reports,"), ("raised", "12")]
        (line,) = read(Sheet().runs(72, 90, *parts, ("roman", " which")))
        assert styled(line) == [
            ("the 2013", Style.PLAIN),
            ("4", Style.RAISED),
            (" reports,", Style.PLAIN),
            ("12", Style.RAISED),
            (" which", Style.PLAIN),
        ]

    def test_a_mark_belongs_to_the_line_below_it_and_not_to_the_one_above(self):
        sheet = Sheet().text(72, 90, "a line that is longer than the next").text(72, 100, "short")
        sheet.text(92.5, 96.6, "7", size=6.5)
        assert texts(read(sheet)) == ["a line that is longer than the next", "short7"]

    def test_small_type_beside_large_is_no_mark(self):
        """The date of a masthead stands beside the name of the organ, a little higher."""
        sheet = Sheet().text(72, 90, "General Assembly", "bold", 20)
        sheet.text(340, 86, "Distr.: Limited", size=9)
        (date, organ) = read(sheet)
        assert (date.text, organ.text) == ("Distr.: Limited", "General Assembly")
        assert styled(date) == [("Distr.: Limited", Style.PLAIN)]


class TestMasthead:
    @pytest.fixture
    def lines(self):
        sheet = Sheet().text(123, 58, "United Nations", size=14).text(487, 56.5, "A", size=20)
        sheet.text(502, 56.5, "/C.1/75/L.8").text(123, 86, "General Assembly", "bold", 20)
        sheet.text(397, 86, "Distr.: Limited").text(397, 98, "5 October 2020")
        sheet.text(60, 222, "Seventy-fifth session", "bold").text(60, 234, "Agenda item 98")
        sheet.text(79, 300, "75/16.", "bold", 12).text(123, 300, "Developments in", "bold", 12)
        return read(sheet.text(123, 313.5, "the field", "bold", 12))

    def test_what_stands_side_by_side_is_parted(self, lines):
        assert texts(lines) == [
            "United Nations",
            "A/C.1/75/L.8",
            "General Assembly",
            "Distr.: Limited",
            "5 October 2020",
            "Seventy-fifth session",
            "Agenda item 98",
            "75/16. Developments in",
            "the field",
        ]

    def test_lines_of_one_text_have_no_white_between_them(self, lines):
        gaps = {line.text: line.gap for line in lines}
        assert (gaps["Agenda item 98"], gaps["the field"]) == (0, 0)
        assert gaps["Seventy-fifth session"] > 3


class TestWhiteSpace:
    @pytest.fixture
    def lines(self):
        sheet = Sheet().lines(
            123, 90, "Recalling its resolution 75/240 of 31 December 2020", FULL, FULL, first=24
        )
        sheet.lines(
            123,
            132,
            "1. Decides to convene a working group on this question",
            FULL,
            FULL,
            FULL,
            first=24,
        )
        sheet.lines(147, 186, "(a) To continue the exchange of views on the matter;")
        return read(sheet.text(259, 210, "Capacity", "bold"))

    def test_gap_is_in_lines_of_print(self, lines):
        assert [line.gap for line in lines] == [None, 0, 0, 0.5, 0, 0, 0, 0.5, 1]

    def test_indent_is_from_the_margin(self, lines):
        assert [line.indent for line in lines[:5]] == [4.8, 0, 0, 4.8, 0]

    def test_what_is_set_in_the_middle(self, lines):
        assert [line.text for line in lines if line.centred] == ["Capacity"]

    def test_size_is_that_of_the_type(self):
        sheet = Sheet().text(72, 90, "Title", size=14).text(72, 120, FULL, matrix="2 0 0 2", size=5)
        assert [line.size for line in read(sheet)] == [14, 10]

    def test_a_number_that_hangs_before_its_text_is_one_line_with_it(self):
        sheet = Sheet().text(72, 90, "(iv)").text(110, 90, "To promote common understandings")
        assert texts(read(sheet)) == ["(iv) To promote common understandings"]


class TestPageBreak:
    def gap_after(self, last, top, indent=0.0):
        first = Sheet().lines(
            123, 90, "Recalling its resolution 75/240 and all that it says", FULL, FULL, first=24
        )
        first.lines(
            123, 132, "Noting that a paragraph of some length begins here", FULL, last, first=24
        )
        second = Sheet().lines(123 + indent, 90, top).lines(123, 102, FULL)
        return next(line.gap for line in read(first, second) if line.page == 2)

    def test_a_full_line_goes_on_at_the_margin(self):
        assert self.gap_after(FULL, "and goes on overleaf at the margin of the text") == 0

    @pytest.mark.parametrize(
        ("last", "top", "indent"),
        [
            pytest.param(FULL, "Noting also that this is set in", 24, id="set in"),
            pytest.param("to the end,", "Annex to the resolution", 0, id="after a short line"),
            pytest.param(FULL, "12. Decides that numbers may stand at the margin", 0, id="number"),
        ],
    )
    def test_what_may_begin_a_paragraph_is_left_open(self, last, top, indent):
        assert self.gap_after(last, top, indent) is None


class TestDirections:
    def test_a_page_that_is_printed_sideways(self):
        sheet = Sheet(keys=b"/Rotate 90")
        sheet.text(72, 700, "The first line", matrix="0 1 -1 0")
        sheet.text(84, 700, "and the second", matrix="0 1 -1 0")
        lines = read(sheet)
        assert [(line.text, line.gap) for line in lines] == [
            ("The first line", None),
            ("and the second", 0),
        ]

    def test_text_beside_the_page_comes_after_it(self):
        sheet = Sheet().text(300, 500, "A side heading", matrix="0 1 -1 0")
        assert texts(read(sheet.lines(72, 90, FULL, FULL))) == [FULL, FULL, "A side heading"]

    def test_a_watermark_is_no_text(self):
        sheet = Sheet().text(200, 500, "DRAFT", "sans", 60, before="0.8 g", matrix=".7 .7 -.7 .7")
        lines = read(sheet.text(72, 90, "Recalling its resolution"))
        assert texts(lines) == ["Recalling its resolution"]
        assert texts(lines, Place.RUNNING) == ["DRAFT"]


def test_two_columns_are_read_one_after_the_other():
    sheet = Sheet().text(72, 60, "A heading that runs across both columns of this page of text")
    words = "so that the words of this line fill the column"
    for number in range(_WORDS // 6):
        sheet.text(72, 90 + 12 * number, f"left {number:02} {words}")
        sheet.text(320, 90 + 12 * number, f"right {number:02} {words}")
    found = [line.text.split()[0] for line in read(sheet)]
    assert found == ["A"] + ["left"] * (_WORDS // 6) + ["right"] * (_WORDS // 6)


def test_the_gutter_is_where_the_fewest_words_cross_though_lines_end_unevenly():
    """A few words of the left column stand right of the middle; no line of print crosses."""
    sheet = Sheet()
    for number in range(20):
        words = "so that the words of this line fill it" + " or" * (number % 5)
        sheet.text(72, 90 + 12 * number, f"left {number:02} {words}")
        sheet.text(330, 90 + 12 * number, f"right {number:02} {words}")
    found = [line.text.split()[0] for line in read(sheet)]
    assert found == ["left"] * 20 + ["right"] * 20


def test_a_wide_line_has_few_letters_where_a_gutter_would_be():
    """Each line crosses the middle, though with one letter in a hundred."""
    sheet = Sheet()
    for number in range(12):
        sheet.text(60, 90 + 12 * number, f"{number:02}" + "x" * 93)
    found = [line.text[:2] for line in read(sheet)]
    assert found == [f"{number:02}" for number in range(12)]


class TestTables:
    def sheet(self):
        return Sheet().lines(72, 60, FULL, FULL, FULL, FULL)

    def ruled(self, sheet, top=400):
        sheet.rule(72, top, 400).text(72, top + 12, "Date", "italic", 8)
        sheet.text(200, top + 12, "Programme", "italic", 8).rule(72, top + 18, 400)
        sheet.text(72, top + 40, "10 a.m.").lines(
            200, top + 40, "Introductory statements", "and debate"
        )
        return sheet.text(72, top + 70, "3 p.m.").text(200, top + 70, "Action on proposals")

    def test_a_ruled_table_keeps_its_cells(self):
        lines = read(self.ruled(self.sheet()).rule(72, 490, 400).lines(72, 520, FULL))
        cells = [(line.cell, line.text) for line in lines if line.place is Place.TABLE]
        assert cells == [
            ((0, 0, 0), "Date"),
            ((0, 0, 1), "Programme"),
            ((0, 1, 0), "10 a.m."),
            ((0, 1, 1), "Introductory statements"),
            ((0, 1, 1), "and debate"),
            ((0, 2, 0), "3 p.m."),
            ((0, 2, 1), "Action on proposals"),
        ]
        assert texts(lines) == [FULL] * 5

    def test_a_table_goes_on_overleaf(self):
        lines = read(self.ruled(self.sheet()), self.ruled(Sheet(), top=60))
        rows = [line.cell for line in lines if line.cell and line.page == 2]
        assert rows[0] == (0, 3, 0)
        assert texts(lines, Place.RUNNING) == ["Date", "Programme"]

    def test_what_only_stands_in_columns_is_no_table(self):
        sheet = self.sheet().text(72, 200, "Distr.:").text(300, 200, "General")
        assert texts(read(sheet.text(72, 212, "Date:").text(300, 212, "5 May")), Place.TABLE) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["beta", "alpha"], "beta alpha", id="left to right"),
        pytest.param(["\u0628", "\u0627"], "\u0627 \u0628", id="right to left"),
        pytest.param(["\u0628", "1990", "661", "\u0627"], "\u0627 1990 661 \u0628", id="figures"),
        pytest.param(
            ["،", "2020", "\u0628", "\u0627"], "\u0627 \u0628 2020،", id="comma at the end"
        ),
    ],
)
def test_the_order_of_words_in_a_line(words, expected):
    row = [Word(text, 72 + 30 * place, 90 + 30 * place, 90, 10) for place, text in enumerate(words)]
    assert [piece.text for piece in pieces(row)] == [expected]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        pytest.param("ملاس", "سالم", id="letters of a word"),
        pytest.param(["ة", "أل", "س", "م"], "مسلأة", id="lam and alef in one letter"),
        pytest.param("(أ)", "(أ)", id="brackets"),
        pytest.param("(15-د)", "(د-15)", id="figures within a word"),
    ],
)
def test_the_order_of_letters_from_right_to_left(letters, expected):
    row = [
        Word(text, 72 + 6 * place, 78 + 6 * place, 90, 10, opens=False, closes=False)
        for place, text in enumerate(letters)
    ]
    assert [piece.text for piece in pieces(row)] == [expected]
