"""Running heads, feet and footnotes of PDFs, told from the text by place and type."""

import pytest

from resolutions.ingest.document import Place
from resolutions.ingest.readers import pdf
from tests.ingest.pdf_files import Sheet
from tests.ingest.pdf_files import pdf as make

FULL = "and that no line of this paragraph is shorter than the measure to which it is set"


def body(*extra, top=90, lines=20):
    return Sheet().lines(123, top, *[f"{FULL} {number}" for number in range(lines)], *extra)


def found(place, *sheets):
    return [line.text for line in pdf.read(make(*sheets)).lines if line.place is place]


class TestRunning:
    @pytest.mark.parametrize(
        "head",
        [
            pytest.param([(60, 59, "A/RES/78/16")], id="symbol"),
            pytest.param(
                [
                    (331, 39, "Programme of action"),
                    (60, 49, "A/RES/78/16"),
                    (340, 49, "in the use"),
                ],
                id="symbol and title in several lines",
            ),
            pytest.param([(60, 40, "2"), (340, 40, "Cyber norms")], id="page number"),
        ],
    )
    def test_a_head_that_names_the_document(self, head):
        second = body()
        for x, y, text in head:
            second.text(x, y, text, size=8.5)
        running = found(Place.RUNNING, body(), second)
        assert sorted(running) == sorted(text for _, _, text in head)

    def test_a_head_that_stands_on_all_pages(self):
        pages = [body().text(60, 40, "Open-ended working group, third session") for _ in range(3)]
        assert found(Place.RUNNING, *pages) == ["Open-ended working group, third session"] * 2

    def test_the_masthead_of_a_second_copy_leaves_that_of_the_first(self):
        """Two drafts in one file: the symbol above the first is not a running head."""
        first, second = (body().text(60, 40, "A/C.1/75/L.8") for _ in range(2))
        assert found(Place.RUNNING, first, second) == ["A/C.1/75/L.8"]
        assert found(Place.BODY, first, second)[0] == "A/C.1/75/L.8"

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("Annex", id="a heading"),
            pytest.param("12 December 2019, in which it", id="text that begins with a figure"),
        ],
    )
    def test_the_top_of_a_page_is_text_unless_it_says_otherwise(self, line):
        assert found(Place.RUNNING, body(), body().text(123, 60, line)) == []

    @pytest.mark.parametrize(
        "foot",
        [
            "2/4",
            "- 3 -",
            "Page 3 of 5",
            "23-24434",
            "23-24434 (E) 131223",
            "2/4 23-24434",
            "*2324434*",
            "Please recycle",
            "/...",
            "A/RES/78/16",
        ],
    )
    def test_feet(self, foot):
        assert found(Place.RUNNING, body().text(60, 750, foot)) == [foot]

    @pytest.mark.parametrize(
        "line",
        ["in 2023-24434 cases", "2/4 of the total", "Decides to remain seized of the matter."],
    )
    def test_text_at_the_foot_of_a_page(self, line):
        assert found(Place.RUNNING, body().text(123, 750, line)) == []


def noted(*notes, top=640, size=8.5):
    """A page with notes at its foot, each a mark and lines."""
    sheet = body()
    for mark, *lines in notes:
        if mark:
            sheet.text(117, top - 3, mark, size=5.5)
        sheet.lines(123, top, *lines, size=size, leading=10.5)
        top += 10.5 * len(lines)
    return sheet


def read_notes(*sheets):
    lines = pdf.read(make(*sheets)).lines
    return [(line.note, line.text) for line in lines if line.place is Place.NOTE]


class TestNotes:
    LONG = ("9", "See Official Records of the General Assembly, Seventy-fifth", "Session, No. 27.")

    @pytest.mark.parametrize(
        "rule",
        [
            pytest.param(lambda sheet: sheet.rule(99, 625, 72), id="a ruled line"),
            pytest.param(lambda sheet: sheet.text(99, 625, "_" * 18, "bold", 8), id="underscores"),
            pytest.param(lambda sheet: sheet, id="small type alone"),
        ],
    )
    def test_what_sets_notes_apart(self, rule):
        sheet = rule(noted(("8", "See A/77/275."), self.LONG))
        assert read_notes(sheet.text(60, 754, "2/4", size=8.5)) == [
            ("8", "See A/77/275."),
            ("9", "See Official Records of the General Assembly, Seventy-fifth"),
            ("", "Session, No. 27."),
        ]

    def test_the_rule_is_no_text(self):
        sheet = noted(("8", "See A/77/275.")).text(99, 625, "_" * 18)
        assert found(Place.RUNNING, sheet) == ["_" * 18]

    def test_notes_in_the_type_of_the_text_below_a_rule(self):
        sheet = noted(("1", "See A/77/275."), size=10).rule(99, 625, 72)
        assert read_notes(sheet) == [("1", "See A/77/275.")]

    def test_a_mark_that_stands_well_before_its_note(self):
        sheet = (
            body()
            .rule(60, 625, 100)
            .text(85, 637, "1", size=5.5)
            .text(123, 640, "A/75/816.", size=8.5)
        )
        assert read_notes(sheet) == [("1", "A/75/816.")]

    def test_a_note_that_goes_on_overleaf_has_no_mark_there(self):
        second = noted((None, "Session, Supplement No. 27."), ("2", "A/75/816.")).rule(99, 625, 72)
        assert read_notes(noted(("1", "See Official Records, Seventy-fifth")), second) == [
            ("1", "See Official Records, Seventy-fifth"),
            ("", "Session, Supplement No. 27."),
            ("2", "A/75/816."),
        ]

    def test_notes_that_say_the_same_are_no_running_feet(self):
        first, second = (
            noted(("1", "See A/77/275."), top=720),
            noted(("2", "See A/75/816."), top=720),
        )
        assert read_notes(first, second) == [("1", "See A/77/275."), ("2", "See A/75/816.")]

    @pytest.mark.parametrize("last", ["A/77/237.", "75/240"])
    def test_the_last_line_of_a_note_is_no_running_foot(self, last):
        sheet = noted(("1", "A/76/205, A/76/208, A/77/225 and", last), top=720)
        assert [text for _, text in read_notes(sheet)][-1] == last

    def test_an_asterisk(self):
        sheet = noted(("*", "On behalf of the Group of 77 and China.")).rule(99, 625, 72)
        assert read_notes(sheet) == [("*", "On behalf of the Group of 77 and China.")]

    def test_marks_that_are_not_raised_come_in_their_turn(self):
        sheet = body().rule(99, 625, 72)
        sheet.lines(123, 640, "1 See A/77/275 of", "20 May.", "2 A/75/816.", size=8.5, leading=10.5)
        assert read_notes(sheet) == [("1", "See A/77/275 of"), ("", "20 May."), ("2", "A/75/816.")]

    def test_a_rule_at_the_end_of_the_text_sets_no_notes_apart(self):
        sheet = body(lines=10).rule(280, 230, 72).text(123, 260, "Annex")
        assert read_notes(sheet) == []

    def test_small_type_in_the_text_is_no_note(self):
        sheet = body(lines=10).text(123, 240, "in small type", size=8).text(123, 260, FULL)
        assert read_notes(sheet) == []
