"""Finding citations by symbol and number."""

import json
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.ingest.citations import find_citations
from resolutions.symbols import canonical


def cited(text):
    """What is printed and the symbol that it stands for, in reading order."""
    return [(text[span.start : span.end], span.symbol) for span in find_citations(text)]


def symbols(text):
    return [span.symbol for span in find_citations(text)]


LISTS = [
    pytest.param(
        "Recalling its resolutions 53/70 of 4 December 1998, 54/49 of 1 December 1999 and "
        "55/28 of 20 November 2000, as well as its decision 72/512 of 4 December 2017,",
        [
            ("53/70", "A/RES/53/70"),
            ("54/49", "A/RES/54/49"),
            ("55/28", "A/RES/55/28"),
            ("72/512", "A/DEC/72/512"),
        ],
        id="resolutions, then a decision",
    ),
    pytest.param(
        "contained in paragraphs 1 to 3 of resolutions 53/70, 54/49 and 55/28",
        [("53/70", "A/RES/53/70"), ("54/49", "A/RES/54/49"), ("55/28", "A/RES/55/28")],
        id="paragraphs are not numbers",
    ),
    pytest.param(
        "its resolutions 36/103 of 9 December 1981, 43/78 H of 7 December 1988,31/6 A and B",
        [
            ("36/103", "A/RES/36/103"),
            ("43/78 H", "A/RES/43/78 H"),
            ("31/6 A", "A/RES/31/6 A"),
            ("B", "A/RES/31/6 B"),
        ],
        id="lettered parts, and a comma that lost its space",
    ),
    pytest.param(
        "resolutions S-20/4 A–C and 74/254 A, B and D",
        [
            ("S-20/4 A", "A/RES/S-20/4 A"),
            ("C", "A/RES/S-20/4 B"),
            ("C", "A/RES/S-20/4 C"),
            ("74/254 A", "A/RES/74/254 A"),
            ("B", "A/RES/74/254 B"),
            ("D", "A/RES/74/254 D"),
        ],
        id="a range of letters: what is not printed stands at its end",
    ),
    pytest.param(
        "its resolutions 2625 (XXV) of 24 October 1970, 217A(III), 3411 A to C (XXX), "
        "3201 (S-VI), S\u201110/2 and ES-11/1,",
        [
            ("2625 (XXV)", "A/RES/2625 (XXV)"),
            ("217A(III)", "A/RES/217 A (III)"),
            ("3411 A", "A/RES/3411 A (XXX)"),
            ("C", "A/RES/3411 B (XXX)"),
            ("C", "A/RES/3411 C (XXX)"),
            ("3201 (S-VI)", "A/RES/3201 (S-VI)"),
            ("S\u201110/2", "A/RES/S-10/2"),
            ("ES-11/1", "A/RES/ES-11/1"),
        ],
        id="sessions in Roman numerals, special and emergency special sessions",
    ),
    pytest.param(
        "resolutions 69/117, para. 8, 70/116, para. 4, and 72/115, paras. 7–8, annex",
        [("69/117", "A/RES/69/117"), ("70/116", "A/RES/70/116"), ("72/115", "A/RES/72/115")],
        id="pinpoints between",
    ),
    pytest.param(
        "its resolutions 54/213 of 22 December 1999 concerning culture and development, "
        "57/249 of 20 December 2002 on diversity and 60/1 of 16 September 2005",
        [("54/213", "A/RES/54/213"), ("57/249", "A/RES/57/249"), ("60/1", "A/RES/60/1")],
        id="words between",
    ),
    pytest.param(
        "Economic and Social Council resolutions 1992/22 of 30 July 1992, entitled "
        "“Implementation of General Assembly resolution 46/152”, 1993/28 and 1994/15",
        [
            ("1992/22", "E/RES/1992/22"),
            ("46/152", "A/RES/46/152"),
            ("1993/28", "E/RES/1993/28"),
            ("1994/15", "E/RES/1994/15"),
        ],
        id="a title with a citation of its own between",
    ),
    pytest.param(
        "all its resolutions on ageing, including 78/177 of 19 December 2023",
        [("78/177", "A/RES/78/177")],
        id="words before the first number",
    ),
    pytest.param(
        "resolutions 43/78H, 43/78(H) and 53/70 (4 December 1998), 217 (III) A",
        [
            ("43/78H", "A/RES/43/78 H"),
            ("43/78(H)", "A/RES/43/78 H"),
            ("53/70", "A/RES/53/70"),
            ("217 (III) A", "A/RES/217 A (III)"),
        ],
        id="letters glued, in brackets and at the end",
    ),
    pytest.param(
        "Recalling A/RES/53/70, 54/49 and A/RES/31/6 A and B",
        [
            ("A/RES/53/70", "A/RES/53/70"),
            ("54/49", "A/RES/54/49"),
            ("A/RES/31/6 A", "A/RES/31/6 A"),
            ("B", "A/RES/31/6 B"),
        ],
        id="a list that a symbol opens",
    ),
    pytest.param(
        "UNGA Res. 71/28, GA Res 217A (III), Dec. 72/512 and resolution No. 75/240 of 7 Dec 2020",
        [
            ("71/28", "A/RES/71/28"),
            ("217A (III)", "A/RES/217 A (III)"),
            ("72/512", "A/DEC/72/512"),
            ("75/240", "A/RES/75/240"),
        ],
        id="short words",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_of_numbers(text, expected):
    assert cited(text) == expected


ORGANS = [
    ("Security Council resolution 1373 (2001) of 28 September 2001", ["S/RES/1373 (2001)"]),
    ("resolutions 1373 (2001) and 2341 (2017)", ["S/RES/1373 (2001)", "S/RES/2341 (2017)"]),
    (
        "the resolutions by which it was extended, the latest of which was 2466 (2019)",
        ["S/RES/2466 (2019)"],
    ),
    (
        "Economic and Social Council resolutions 2017/18 and 2018/1",
        ["E/RES/2017/18", "E/RES/2018/1"],
    ),
    ("Economic and Social Council decision 2023/354", ["E/DEC/2023/354"]),
    ("resolution 1996/31 of 25 July 1996 of the Economic and Social Council", ["E/RES/1996/31"]),
    ("Economic and Social Council resolution 2008 (LX)", ["E/RES/2008 (LX)"]),
    ("the role of the Commission, as set forth in Council resolution 2006/46", ["E/RES/2006/46"]),
    ("Human Rights Council resolution 42/12", ["A/HRC/RES/42/12"]),
    ("Council resolutions 5/1 and 5/2 of 18 June 2007", ["A/HRC/RES/5/1", "A/HRC/RES/5/2"]),
    ("Human Rights Council decision 18/120", ["A/HRC/DEC/18/120"]),
    ("General Assembly resolution 42/12", ["A/RES/42/12"]),
    ("See Assembly resolution 60/1.", ["A/RES/60/1"]),
    ("resolution 75/240", ["A/RES/75/240"]),
    (
        "Human Rights Council resolution 32/13 of 1 July 2016 and its resolution 32/13",
        ["A/HRC/RES/32/13", "A/RES/32/13"],
    ),
    (
        "the report to the Human Rights Council submitted pursuant to resolution 34/24",
        ["A/HRC/RES/34/24"],
    ),
    (
        "the request of the Human Rights Council, through its resolution 42/22",
        ["A/HRC/RES/42/22"],
    ),
    (
        "the Human Rights Council, established pursuant to resolution 60/251",
        ["A/RES/60/251"],
    ),
    (
        "resolutions of the Human Rights Council, the most recent being resolutions 43/26 of "
        "22 June 2020 and S-27/1 of 5 December 2017",
        ["A/HRC/RES/43/26", "A/HRC/RES/S-27/1"],
    ),
    (
        "General Assembly and Security Council resolutions 70/262 and 2282 (2016) of 27 April 2016",
        ["A/RES/70/262", "S/RES/2282 (2016)"],
    ),
    (
        "Supplement No. 53A (A/74/53/Add.1), chap. III, sect. A, resolution 42/12.",
        ["A/74/53/Add.1", "A/HRC/RES/42/12"],
    ),
    (
        "the adoption of the Convention by its resolution 55/25 of 15 November 2000",
        ["A/RES/55/25"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ORGANS)
def test_the_words_around_say_whose_resolution_it_is(text, expected):
    assert symbols(text) == expected


PAPERS = [
    (
        "A/54/213, A/55/140 and Corr.1 and Add.1, and A/56/164",
        [
            ("A/54/213", "A/54/213"),
            ("A/55/140", "A/55/140"),
            ("Corr.1", "A/55/140/Corr.1"),
            ("Add.1", "A/55/140/Add.1"),
            ("A/56/164", "A/56/164"),
        ],
    ),
    ("A/55/140 and Corr.l", [("A/55/140", "A/55/140"), ("Corr.l", "A/55/140/Corr.1")]),
    (
        "A/66/359/Add.1-3",
        [
            ("A/66/359/Add.1", "A/66/359/Add.1"),
            ("3", "A/66/359/Add.2"),
            ("3", "A/66/359/Add.3"),
        ],
    ),
    (
        "(A/66/53/Add.1 and A/66/53/Add.1/ Corr.1)",
        [
            ("A/66/53/Add.1", "A/66/53/Add.1"),
            ("A/66/53/Add.1/ Corr.1", "A/66/53/Add.1/Corr.1"),
        ],
    ),
    ("draft resolution A/c.1/77/L.23/Rev.1.", [("A/c.1/77/L.23/Rev.1", "A/C.1/77/L.23/Rev.1")]),
    ("document A/AC.292/2022/INF/4,", [("A/AC.292/2022/INF/4", "A/AC.292/2022/INF/4")]),
    (
        "see A/71/PV.51 and A/C.6/75/SR.11–12",
        [
            ("A/71/PV.51", "A/71/PV.51"),
            ("A/C.6/75/SR.11", "A/C.6/75/SR.11"),
            ("12", "A/C.6/75/SR.12"),
        ],
    ),
    (
        "A/C.6/64/SR.1–28/Corrigendum",
        [
            ("A/C.6/64/SR.1–28/Corrigendum", "A/C.6/64/SR.1-28/Corrigendum"),
        ],
    ),
    (
        "A/C.1/77/L.23, L.24/Rev.1 and L.25 and Add.1",
        [
            ("A/C.1/77/L.23", "A/C.1/77/L.23"),
            ("L.24/Rev.1", "A/C.1/77/L.24/Rev.1"),
            ("L.25", "A/C.1/77/L.25"),
            ("Add.1", "A/C.1/77/L.25/Add.1"),
        ],
    ),
    ("A/71/445, L.5 and others", [("A/71/445", "A/71/445")]),
    ("A/51/113-S/1996/276", [("A/51/113", "A/51/113"), ("S/1996/276", "S/1996/276")]),
    ("Supplement No. 53 (A/70/53)", [("A/70/53", "A/70/53")]),
    (
        "A/78/6 (Sect. 29A) and A/72/5 (Vol. II)",
        [
            ("A/78/6 (Sect. 29A)", "A/78/6 (Sect. 29A)"),
            ("A/72/5 (Vol. II)", "A/72/5 (Vol. II)"),
        ],
    ),
    (
        "resolution 75/240 (see A/75/394, para. 17)",
        [
            ("75/240", "A/RES/75/240"),
            ("A/75/394", "A/75/394"),
        ],
    ),
    ("as stated in A/70/174.The Group", [("A/70/174", "A/70/174")]),
]


@pytest.mark.parametrize(("text", "expected"), PAPERS)
def test_symbols_of_papers(text, expected):
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The point of contact is open 24/7 in all regions,", id="hours"),
        pytest.param("resolutions, 24/7 and otherwise,", id="hours in a list"),
        pytest.param("the 2030/31 season and the report for 2020/21", id="seasons"),
        pytest.param("resolution 2030/31", id="a year's resolution of no named body"),
        pytest.param("the goal of 50/50 gender balance", id="halves"),
        pytest.param("the Programme on HIV/AIDS and/or TCP/IP", id="words with a slash"),
        pytest.param("Commission on Narcotic Drugs resolution 61/2 of 16 March 2018", id="CND"),
        pytest.param(
            "the Commission on Narcotic Drugs, in its resolution 61/2 of 16 March 2018,",
            id="CND, by its own resolution",
        ),
        pytest.param("Statistical Commission decision 48/110 of 10 March 2017", id="statistics"),
        pytest.param(
            "the Economic and Social Commission for Asia and the Pacific in its resolution 73/8 of "
            "19 May 2017",
            id="a regional commission",
        ),
        pytest.param(
            "resolution 5/12 of 2 March 2022 of the United Nations Environment Assembly", id="UNEA"
        ),
        pytest.param("Indian Ocean Tuna Commission, resolutions 12/07 and 13/07.", id="nought"),
        pytest.param("resolutions 722 (XXIII) and 574 (XXVII)", id="other bodies' Roman numbers"),
        pytest.param("decision 1/CP.21 and decision XII/11", id="decisions of parties"),
        pytest.param("resolution LC-LP.1 (2008)", id="a number in a symbol"),
        pytest.param("general comment No. 35 (2014)", id="a general comment"),
        pytest.param("document CL 144/9 (C 2013/20), appendix D", id="a document of the FAO"),
        pytest.param("resolution А/RES/71/28 and А/70/174", id="a Cyrillic letter"),
        pytest.param("https://example.org/A/RES/71/28", id="a path of an address"),
        pytest.param("resolutions of 1999/2000 (see 71/28)", id="a number in no list"),
    ],
)
def test_what_only_looks_like_a_citation(text):
    assert symbols(text) == []


def test_a_report_whose_resolutions_are_another_commissions():
    text = "(E/2020/27), chap. I, sect. C, resolution 59/1, annex."

    assert symbols(text) == ["E/2020/27"]


def test_date_is_the_one_printed_beside():
    found = find_citations(
        "resolutions 31/6 A and B of 26 October 1976, 53/70 and 54/49 of 31 June"
    )

    assert [span.date for span in found] == [date(1976, 10, 26), date(1976, 10, 26), None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paragraphs 1 to 3 of resolutions 53/70 and 54/49", ["paragraphs 1 to 3"] * 2),
        ("Resolution 70/1, annex II, para. 5 (b).", ["annex II, para. 5 (b)"]),
        ("the annex to General Assembly resolution 46/182", ["annex"]),
        ("resolution 53/70, paragraph 3 of resolution 54/49", ["", "paragraph 3"]),
        ("A/75/394, paras. 17–19.", ["paras. 17–19"]),
        ("Resolution 70/1.", [""]),
    ],
)
def test_pinpoint(text, expected):
    assert [span.pinpoint for span in find_citations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recalling also its resolution 71/28 of 5 December 2016,", "recalling"),
        ("1. Takes further note of A/70/174;", "taking note of"),
        ("Requests a report pursuant to paragraph 5 of its resolution 71/28,", "pursuant to"),
        ("in line with resolutions 71/28 and 72/28", "in accordance with"),
        (
            "Recalling that the States, in line with their undertakings in all these many years "
            "of work, welcomed A/70/174",
            "recalling",
        ),
        ("See also resolution 71/28.", "see also"),
        ("Resolution 71/28.", ""),
        ("as it requested in its resolution 71/28", ""),
    ],
)
def test_verb(text, expected):
    assert find_citations(text)[-1].verb == expected


SESSIONED = st.builds("{}/{}".format, st.integers(31, 80), st.integers(1, 999))
LETTERED = st.builds("{} {}".format, SESSIONED, st.sampled_from("ABHZ"))
ROMAN = st.builds("{} (XXV)".format, st.integers(2618, 2750))
DATES = st.sampled_from(["", " of 4 December 1998", ", para. 3", ", annex II", " (see above)"])


@given(st.lists(st.tuples(SESSIONED | LETTERED | ROMAN, DATES), min_size=2, max_size=12))
def test_every_number_of_a_list_is_found(members):
    *first, last = [number + tail for number, tail in members]
    text = f"Recalling its resolutions {', '.join(first)} and {last},"

    assert cited(text) == [(number, canonical(number)) for number, _ in members]


WORDS = """
    resolution resolutions decision its Council Rights Human of to and , ; ( ) / “ ” A B A/RES/
    53/70 1373 (2001) (XXV) S- 24/7 A/70/174 and Add.1 Corr.l Add.1–9 – 4 December 1998 paras.
    2017/18 annex II A/C.1/ including
"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map(" ".join) | st.text(max_size=80))
def test_spans_are_sound_whatever_the_text(text):
    """In reading order, inside the text, with canonical symbols."""
    spans = find_citations(text)

    assert [span.start for span in spans] == sorted(span.start for span in spans)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert canonical(span.symbol) == span.symbol


BAIT = [
    "1",
    "1/",
    " ",
    "(",
    "A/",
    "A/1(",
    "A/1 (Part ",
    "A-1-",
    " and Add.1",
    "A/55/140 and Add.1-40 ",
    "217 A (",
    "1 (IVXL",
    "resolution 43/78 A, B, C and ",
    "resolutions 53/70, ",
    "resolution “",
    "paragraphs 1, 2 and 3 (a) of ",
    "Commission for the and ",
    "Human Rights Council resolution 42/12 ",
]


@pytest.mark.parametrize("bait", BAIT)
def test_time_grows_with_the_length_of_the_text(bait):
    """
    Eight times the text takes about eight times as long, not sixty-four.

    The bound lies between the two, far from both, so that a busy machine passes.
    """

    def seconds(length):
        text = (bait * length)[:length]
        times = []
        for _ in range(3):
            start = time.process_time()
            find_citations(text)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(24_000) < 24 * max(seconds(3_000), 0.001)


# What the goldens say of these texts is not what they print: a lettered part left out or a
# resolution of a commission or of another organ given to the wrong one.
MISTAKEN = {
    "Resolutions S-20/1, S-20/2, S-20/3 and S-20/4 A–E.": [
        *(f"A/RES/S-20/{n}" for n in (1, 2, 3)),
        *(f"A/RES/S-20/4 {letter}" for letter in "ABCDE"),
    ],
    "See resolution 67/234 B.": ["A/RES/67/234 B"],
    "Resolutions 53/243 A and B.": ["A/RES/53/243 A", "A/RES/53/243 B"],
    "Official Records of the Economic and Social Council, 2020, Supplement No. 7 (E/2020/27), "
    "chap. I, sect. C, resolution 59/1, annex.": ["E/2020/27"],
    "See Official Records of the Economic and Social Council, 2005, Supplement No. 7 and "
    "corrigendum (E/2005/27 and Corr.1), chap. I, sect. A; ibid., 2010, Supplement No. 7 and "
    "corrigendum (E/2010/27 and Corr.1), chap I, sect. A; ibid., 2015, Supplement No. 7 "
    "(E/2015/27), chap. I, sect. C, resolution 59/1, annex; and ibid., 2020, Supplement No. 7 "
    "(E/2020/27), chap. I, sect. A.": [
        *("E/2005/27", "E/2005/27/Corr.1", "E/2010/27", "E/2010/27/Corr.1"),
        *("E/2015/27", "E/2020/27"),
    ],
    "Recalling also the terms of reference of the Committee for Programme and Coordination, as "
    "outlined in the annex to Economic and Social Council resolution 2008 (LX) of 14 May 1976,": [
        "E/RES/2008 (LX)"
    ],
}


def _texts(nodes):
    for node in nodes:
        yield node
        yield from _texts(node.get("children") or [])


@pytest.mark.parametrize("folder", ["parser-corpus/dev/golden", "pdf/golden"])
def test_paragraphs_and_notes_of_the_united_nations(shared_dir, folder):
    """Every citation of some 300 resolutions and drafts, and nothing else."""
    different = []
    for path in sorted((shared_dir / folder).glob("*.json")):
        golden = json.loads(path.read_text())
        for node in _texts([*golden["paragraphs"], *(golden.get("notes") or [])]):
            if node.get("cite_skip") or node.get("kind") == "heading":
                continue
            expected = {_compared(symbol) for symbol in node["citations"]}
            if node["text"] in MISTAKEN:
                expected = {_compared(symbol) for symbol in MISTAKEN[node["text"]]}
            found = {_compared(symbol) for symbol in symbols(node["text"])}
            if found != expected:
                different.append((path.name, node["text"], expected ^ found))

    assert different == []


def _compared(symbol):
    """Without its part: the goldens leave "(Part I)" to the reader."""
    return symbol.partition(" (P")[0].partition(" (V")[0].partition(" (S")[0]
