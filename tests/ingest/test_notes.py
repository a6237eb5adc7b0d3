"""Footnotes are found wherever they stand, and only there."""

import pytest

from resolutions.ingest.document import Line, Place, Run, Style
from resolutions.ingest.normalise import clean
from resolutions.ingest.notes import take_out
from resolutions.ingest.readers.text import lines_of


def read(text, starred=""):
    found = take_out(clean(lines_of(text)), starred)
    return [(note.note, note.text) for note in found.notes], [line.text for line in found.lines]


@pytest.mark.parametrize(
    ("text", "notes", "kept"),
    [
        pytest.param(
            "Recalling,\n\n¹ A/77/275.\n\n² A/77/276.\n\nNoting,",
            [("1", "A/77/275."), ("2", "A/77/276.")],
            ["Recalling,", "Noting,"],
            id="raised, in the middle of the text",
        ),
        pytest.param(
            "1. Decides.\n\n1 See A/C.2/59/3.\n2 A/54/213.",
            [("1", "See A/C.2/59/3."), ("2", "A/54/213.")],
            ["1. Decides."],
            id="plain, at the end",
        ),
        pytest.param(
            "1. Decides.\n\n[1] A/1.\n[2] A/2.",
            [("1", "A/1."), ("2", "A/2.")],
            ["1. Decides."],
            id="bracketed",
        ),
        pytest.param(
            "Noting the report(1) and:\n\n(1) Lamps;\n\n(2) Oil,\n\n1. Decides."
            "\n\n(1) A/1.\n(2) A/2.",
            [("1", "A/1."), ("2", "A/2.")],
            ["Noting the report(1) and:", "(1) Lamps;", "(2) Oil,", "1. Decides."],
            id="in round brackets, and points of a list",
        ),
        pytest.param(
            "1. Decides (1) so:\n\n(1) Lamps.\n\n________\n(1) A/1.",
            [("1", "A/1.")],
            ["1. Decides (1) so:", "(1) Lamps."],
            id="in round brackets, below a rule",
        ),
        pytest.param(
            "1. Decides so.\n\n(1) Lamps.\n\n(2) Oil.",
            [],
            ["1. Decides so.", "(1) Lamps.", "(2) Oil."],
            id="points, to which nothing refers",
        ),
        pytest.param(
            "the Convention of\n10 December 1948 and\n\n1 A/1.",
            [("1", "A/1.")],
            ["the Convention of", "10 December 1948 and"],
            id="a date at the start of a line",
        ),
        pytest.param(
            "  text\n____________\n  1 United Nations, Treaty Series,\n    vol. 1833.\n  2 Ibid.\n",
            [("1", "United Nations, Treaty Series, vol. 1833."), ("2", "Ibid.")],
            ["text"],
            id="below a rule, over two lines",
        ),
        pytest.param(
            "____________\n  1 A long note that\n\f\n  text\n"
            "____________\n    goes on overleaf.\n  2 Ibid.\n",
            [("1", "A long note that goes on overleaf."), ("2", "Ibid.")],
            ["text"],
            id="goes on at the foot of the next page",
        ),
        pytest.param(
            "text\n\n1 2010 Review Conference.\n2 1995 Review Conference.",
            [("1", "2010 Review Conference."), ("2", "1995 Review Conference.")],
            ["text"],
            id="begins with a year",
        ),
        pytest.param(
            "text\n\n1 A/1.\n3 A/3.\n4 A/4.",
            [("1", "A/1."), ("3", "A/3."), ("4", "A/4.")],
            ["text"],
            id="one is lost",
        ),
        pytest.param(
            "Recalling,\n\n1 Calls upon States;\n\n2 Decides.",
            [],
            ["Recalling,", "1 Calls upon States;", "2 Decides."],
            id="paragraphs whose numbers lack their stop",
        ),
        pytest.param(
            "text\n\n1/ Official Records.", [("1", "Official Records.")], ["text"], id="older style"
        ),
        pytest.param(
            "A/C.1/75/L.8* text\n\n* Reissued for technical reasons.",
            [("*", "Reissued for technical reasons.")],
            ["A/C.1/75/L.8* text"],
            id="an asterisk that the text refers to",
        ),
        pytest.param("list:\n\n* Item", [], ["list:", "* Item"], id="an asterisk that is a bullet"),
        pytest.param(
            "¹ A/76/548.\n- (d) The estimated income;",
            [("1", "A/76/548.")],
            ["- (d) The estimated income;"],
            id="a list goes on right below",
        ),
        pytest.param(
            "in 2010,1\n\n___\n1 A/1.\nNoting the support,",
            [("1", "A/1.")],
            ["in 2010,1", "Noting the support,"],
            id="the text goes on below a note that has ended",
        ),
        pytest.param(
            "in 2010,1\n\n___\n1 A/1.\n3. Decides to act;\n\nII",
            [("1", "A/1.")],
            ["in 2010,1", "3. Decides to act;", "II"],
            id="a numbered paragraph below a note",
        ),
        pytest.param(
            "in 2010,1\n\n___\n1 See the report, para.\n24.\nAnnex\nTitle",
            [("1", "See the report, para. 24.")],
            ["in 2010,1", "Annex", "Title"],
            id="a figure ends a note, an annex follows it",
        ),
        pytest.param(
            "in 2010,1\n\n___\n1 See the report\nNoting progress, chap. I,\nannex.",
            [("1", "See the report Noting progress, chap. I, annex.")],
            ["in 2010,1"],
            id="capitals and annexes within a note",
        ),
    ],
)
def test_take_out(text, notes, kept):
    assert read(text) == (notes, kept)


@pytest.mark.parametrize(
    ("above", "cut", "expected"),
    [
        pytest.param("act.", "Supplement No.", "Supplement No. 27.", id="a stop within a note"),
        pytest.param("act.", "sect. E;", "sect. E; 27.", id="below the end of the text"),
        pytest.param("act,", "sect. E;", "sect. E;", id="at the foot of a page"),
        pytest.param("act.", "sect. E.", "sect. E.", id="a note that has ended"),
    ],
)
def test_a_note_below_the_text_goes_on_overleaf(above, cut, expected):
    notes, _ = read(f"1. Decides to {above}\n___\n1 {cut}\n\f27.")
    assert notes == [("1", expected)]


def test_an_asterisk_may_refer_from_the_masthead():
    assert read("* Reissued.", starred="A/C.1/75/L.8*")[0] == [("*", "Reissued.")]


def test_notes_that_the_format_knows():
    note = [Line.of("A/70/174,", place=Place.NOTE, note="3"), Line.of("annex.", place=Place.NOTE)]
    [found] = take_out(note).notes
    assert (found.note, found.text) == ("3", "A/70/174, annex.")


def test_a_raised_run_begins_a_note():
    [found] = take_out([Line.of([Run("12", Style.RAISED), Run(" Ibid.")])]).notes
    assert (found.note, found.text) == ("12", "Ibid.")
