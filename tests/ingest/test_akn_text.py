"""The text of Akoma Ntoso: characters, opening words, footnotes, citations."""

import pytest

from resolutions.ingest.document import (
    NoteMark,
)
from tests.ingest.akoma import (
    KEEPS,
    italic,
    link,
    meta,
    note,
    only,
    operative,
    preamble,
    preambular,
    read,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("of  the\n   lamp\tand\u00a0oil", "of the lamp and oil", id="spaces"),
        pytest.param("lo\u00adcal pre\u2011war", "local pre-war", id="hyphens"),
        pytest.param("\u200fof \u202athe\u202c\u200b lamp\ufeff", "of the lamp", id="unprinted"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("of<eol />the<br/>lamp", "of the lamp", id="line-ends"),
        pytest.param("of <del>the</del> a lamp", "of a lamp", id="struck-out"),
        pytest.param('of <img src="x.png" alt="lamp"/>oil', "of oil", id="pictures"),
        pytest.param("le 1<sup>er</sup> mai, n<sup>o</sup> 5", "le 1er mai, no 5", id="raised"),
        pytest.param("of <unheard>the</unheard> lamp", "of the lamp", id="unknown-elements"),
        pytest.param(f"of {link('85/12', 'A/RES/85/12')} on", "of 85/12 on", id="links"),
    ],
)
def test_text(markup, text):
    assert only(operative("1.", markup)).text == text


@pytest.mark.parametrize(
    ("markup", "opening"),
    [
        pytest.param(f"{italic('Notes')}, in this regard, that", "Notes", id="comma"),
        pytest.param('<span class="italic">\tNotes </span>that', "Notes", id="space-inside"),
        pytest.param(f"{italic('Calls')} {italic('upon')} all", "Calls upon", id="two-spans"),
        pytest.param(f"{italic('Underlines')} further that", "Underlines", id="as-printed"),
        pytest.param('<span class="bold italic">Notes</span> that', "Notes", id="bold-italic"),
        pytest.param("Notes with regret that", "Notes with regret", id="by-the-grammar"),
        pytest.param("The lamps shall be lit", "", id="none"),
    ],
)
def test_opening_words(markup, opening):
    assert only(operative("1.", markup)).opening == opening


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_opening_words_are_bold_where_print_has_no_italics(language):
    paragraph = only(
        operative("1.", '<span class="bold">重申</span>其决议；'),
        meta=meta(language=language),
        preamble="",
    )
    assert paragraph.opening == "重申"


@pytest.mark.parametrize(
    ("markup", "text", "marks"),
    [
        pytest.param(
            f"the report,{note('3', 'A/86/1.')} and", "the report, and", [("3", 11)], id="comma"
        ),
        pytest.param(
            f"the report {note('3', 'A/86/1.')} and", "the report and", [("3", 10)], id="spaces"
        ),
        pytest.param(
            f"the report {note('3', 'A/86/1.')}, and", "the report, and", [("3", 10)], id="before"
        ),
        pytest.param(
            f"the report;{note('3', 'A/86/1.')} ", "the report;", [("3", 11)], id="at-the-end"
        ),
        pytest.param(
            f"a{note('3', 'A/86/1.')} and b<sup>3</sup>",
            "a and b",
            [("3", 1), ("3", 7)],
            id="repeated",
        ),
        pytest.param(
            f"التقرير<sup>(</sup>{note('3', 'A/86/1.')}<sup>)</sup>،",
            "التقرير،",
            [("3", 7)],
            id="arabic-brackets",
        ),
        pytest.param(
            f"a<sup>(</sup>{note('3', 'A')}<sup>)، (</sup>{note('4', 'B')}<sup>)</sup> b",
            "a b",
            [("3", 1), ("4", 1)],
            id="two-marks",
        ),
        pytest.param(
            f"a{note('7', 'A')}{note('8', 'B')} and b<sup>7,8</sup>",
            "a and b",
            [("7", 1), ("8", 1), ("7", 7), ("8", 7)],
            id="two-repeated",
        ),
        pytest.param("10 m<sup>2</sup> of glass", "10 m2 of glass", [], id="no-mark"),
    ],
)
def test_marks_are_lifted_out_and_keep_their_place(markup, text, marks):
    paragraph = only(operative("1.", markup))
    assert paragraph.text == text
    assert [(mark.mark, mark.position) for mark in paragraph.marks] == marks


def test_a_note_without_the_brackets_of_its_mark():
    document = read(operative("1.", f"a{note('1', '()  انظر')}b{note('2', '(2) انظر')}"))
    assert [each.text for each in document.notes] == ["انظر", "انظر"]


def test_notes_stand_in_order_and_keep_their_citations():
    document = read(
        operative("1.", f"a{note('1', 'Resolution 70/1, annex.')}"),
        operative("2.", f"b{note('2', f'See {link("A/86/5", "A/86/5")}.')}"),
    )
    assert [(each.mark, each.text) for each in document.notes] == [
        ("1", "Resolution 70/1, annex."),
        ("2", "See A/86/5."),
    ]
    assert [span.symbol for each in document.notes for span in each.citations] == [
        "A/RES/70/1",
        "A/86/5",
    ]


def test_a_mark_after_a_number_moves_with_the_text():
    paragraph = only(operative("", f"1. {italic('Notes')}{note('1', 'A')} that"))
    assert (paragraph.text, paragraph.marks) == ("Notes that", (NoteMark("1", 5),))


def test_english_is_cited_by_the_grammar():
    text = f"{italic('Recalling')} its resolutions {link('53/70', 'A/RES/53/70')} and 54/49,"
    (paragraph, _) = read(KEEPS, preamble=preamble(preambular(text))).paragraphs
    assert [span.symbol for span in paragraph.citations] == ["A/RES/53/70", "A/RES/54/49"]
    assert [paragraph.text[s.start : s.end] for s in paragraph.citations] == ["53/70", "54/49"]


@pytest.mark.parametrize(
    ("language", "markup", "cited"),
    [
        pytest.param(
            "fra",
            f"sa résolution {link('53/70', 'A/RES/53/70', 'fr')} du 4 décembre",
            [("A/RES/53/70", "53/70")],
            id="link",
        ),
        pytest.param(
            "zho",
            f"第{link('1373(2001)', 'S/RES/1373(2001)', 'ch')}号决议",
            [("S/RES/1373 (2001)", "1373(2001)")],
            id="chinese-address",
        ),
        pytest.param(
            "rus",
            f"{link('43/78', 'A/RES/43/78', 'ru')}{link(' H', 'A/RES/43/78', 'ru')} от",
            [("A/RES/43/78 H", "43/78 H")],
            id="two-links",
        ),
        pytest.param(
            "rus",
            f"{link('43/78', 'A/RES/43/78', 'ru')} Н от",
            [("A/RES/43/78 H", "43/78 Н")],
            id="cyrillic-letter",
        ),
        pytest.param(
            "ara",
            f"{link('43/78', 'A/RES/43/78', 'ar')} حاء المؤرخ",
            [("A/RES/43/78 H", "43/78 حاء")],
            id="arabic-letter",
        ),
        pytest.param(
            "zho",
            f"{link('43', 'A/RES/43/78', 'ch')}{link('/', 'A/RES/43/78', 'ch')}"
            f"{link('78', 'A/RES/43/78', 'ch')} H号",
            [("A/RES/43/78 H", "43/78 H")],
            id="three-links",
        ),
        pytest.param(
            "fra",
            f"{link('75/254', 'A/RES/75/254', 'fr')} A à C du 31 décembre",
            [("A/RES/75/254 A", "75/254 A"), ("A/RES/75/254 B", "C"), ("A/RES/75/254 C", "C")],
            id="letters",
        ),
        pytest.param(
            "spa",
            link("217 A (III)", "A/RES/217(III)", "es"),
            [("A/RES/217 A (III)", "217 A (III)")],
            id="letter-inside",
        ),
        pytest.param(
            "ara",
            f"القرار {link('77/263', 'A/RES/76/246', 'ar')} الوارد",
            [("A/RES/77/263", "77/263")],
            id="link-to-another",
        ),
        pytest.param(
            "ara",
            "انظر القرار 2200 ألف (د-21)، والقرار 1874 (دإ-4)",
            [("A/RES/2200 A (XXI)", "2200 ألف (د-21)"), ("A/RES/1874 (S-IV)", "1874 (دإ-4)")],
            id="arabic-sessions",
        ),
        pytest.param(
            "zho",
            "A/70/174和A/70/175。",
            [("A/70/174", "A/70/174"), ("A/70/175", "A/70/175")],
            id="no-spaces",
        ),
        pytest.param("spa", "véase A/70/174.", [("A/70/174", "A/70/174")], id="printed-symbol"),
        pytest.param(
            "spa",
            f"({link('A/70/174', 'A/70/174', 'es')})",
            [("A/70/174", "A/70/174")],
            id="linked-symbol-once",
        ),
        pytest.param("fra", '<a href="http://www.un.org/dppa/">ici</a>', [], id="other-link"),
    ],
)
def test_other_languages_are_cited_by_their_links(language, markup, cited):
    paragraph = only(operative("1.", markup), meta=meta(language=language), preamble="")
    found = [(s.symbol, paragraph.text[s.start : s.end]) for s in paragraph.citations]
    assert found == cited
