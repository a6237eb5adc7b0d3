"""The grammar of document symbols."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.symbols import (
    SymbolKind,
    address,
    canonical,
    docs_url,
    from_address,
    meanings,
    parse,
)
from resolutions.vocabulary import Committee, Language

AS_PRINTED_OR_TYPED = [
    # resolutions of the General Assembly
    ("71/28", "A/RES/71/28"),
    ("res 71/28", "A/RES/71/28"),
    ("Res. 71/28", "A/RES/71/28"),
    ("resolution 71/28", "A/RES/71/28"),
    ("General Assembly resolution 71/28", "A/RES/71/28"),
    ("UNGA Res 71/28", "A/RES/71/28"),
    ("G.A. Res. 71/28", "A/RES/71/28"),
    ("a/res/71/28", "A/RES/71/28"),
    (" A / RES / 71 / 28. ", "A/RES/71/28"),
    ("A/RES/71/28*", "A/RES/71/28"),
    ("A/RES/75/240/Corr.1", "A/RES/75/240/Corr.1"),
    ("43/78 H", "A/RES/43/78 H"),
    ("43/78H", "A/RES/43/78 H"),
    ("43/78(H)", "A/RES/43/78 H"),
    ("43/78\u00a0h", "A/RES/43/78 H"),
    ("A/RES/43/78[H]", "A/RES/43/78 H"),
    ("A/RES/43/78-H", "A/RES/43/78 H"),
    ("A/RES/S-10/2", "A/RES/S-10/2"),
    ("S\u201110/2", "A/RES/S-10/2"),
    ("a/res/es-11/1", "A/RES/ES-11/1"),
    # sessions 1 to 30
    ("resolution 2625 (XXV)", "A/RES/2625 (XXV)"),
    ("2625(XXV)", "A/RES/2625 (XXV)"),
    ("217A(III)", "A/RES/217 A (III)"),
    ("217 A (III)", "A/RES/217 A (III)"),
    ("A/RES/217(III)A", "A/RES/217 A (III)"),
    ("A/RES/217 (III)[A]", "A/RES/217 A (III)"),
    ("3201 (S-VI)", "A/RES/3201 (S-VI)"),
    ("A/RES/2252(ES-V)", "A/RES/2252 (ES-V)"),
    # decisions
    ("decision 72/512", "A/DEC/72/512"),
    ("General Assembly decision 72/512", "A/DEC/72/512"),
    ("A/DEC/74/550 B", "A/DEC/74/550 B"),
    ("E/DEC/2023/354", "E/DEC/2023/354"),
    # other organs
    ("S/RES/1373(2001)", "S/RES/1373 (2001)"),
    ("resolution 1373 (2001)", "S/RES/1373 (2001)"),
    ("Security Council resolution 1373 (2001)", "S/RES/1373 (2001)"),
    ("E/RES/2017/18", "E/RES/2017/18"),
    ("Economic and Social Council resolution 2017/18", "E/RES/2017/18"),
    ("ECOSOC resolution 1503 (XLVIII)", "E/RES/1503 (XLVIII)"),
    ("A/HRC/RES/42/12", "A/HRC/RES/42/12"),
    ("Human Rights Council resolution 16/18", "A/HRC/RES/16/18"),
    ("A/HRC/RES/S-9/1", "A/HRC/RES/S-9/1"),
    # papers
    ("A/c.1/77/L.23", "A/C.1/77/L.23"),
    ("a/c.1/77/l.23/rev.1", "A/C.1/77/L.23/Rev.1"),
    ("A/55/140/Corr.l", "A/55/140/Corr.1"),
    ("A/55/140/Add.1/Corr.2", "A/55/140/Add.1/Corr.2"),
    ("UN Doc. A/70/174", "A/70/174"),
    ("Ａ／７０／１７４", "A/70/174"),
    ("A/70/\u200b174", "A/70/174"),
    ("A/AC.292/2022/INF/4", "A/AC.292/2022/INF/4"),
    ("A/71/PV.51", "A/71/PV.51"),
    ("A/75/PV.48(Resumption 1)", "A/75/PV.48 (Resumption 1)"),
    ("A/78/6(sect.29a)", "A/78/6 (Sect. 29A)"),
    ("NPT/CONF.1995/32 (Part I)/Corr.2", "NPT/CONF.1995/32 (Part I)/Corr.2"),
    ("NPT/CONF.2000/28 (PARTS I AND II)", "NPT/CONF.2000/28 (Parts I and II)"),
    ("ICCD/COP(14)/23/Add.1", "ICCD/COP(14)/23/Add.1"),
    ("A/77/6 (plan outline)", "A/77/6 (Plan outline)"),
    ("A/C.6/64/SR.1\u201328/Corrigendum", "A/C.6/64/SR.1-28/Corrigendum"),
    ("UNEP/EA.4/RES.6", "UNEP/EA.4/Res.6"),
    ("CD/1839", "CD/1839"),
    # the UN's own addresses, pasted
    ("https://docs.un.org/en/A/RES/71/28", "A/RES/71/28"),
    ("undocs.org/A/70/174", "A/70/174"),
]


@pytest.mark.parametrize(("text", "expected"), AS_PRINTED_OR_TYPED)
def test_canonical_tidies_what_is_printed_or_typed(text, expected):
    assert canonical(text) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("cyber norms", id="words"),
        pytest.param("24/7", id="an hour's count, not session 24"),
        pytest.param("2030/31", id="a season, not a session"),
        pytest.param("16/18", id="a session of the Council's, with no body named"),
        pytest.param("decision 2023/354", id="a decision with no body named"),
        pytest.param("CND resolution 61/2", id="another body's resolution"),
        pytest.param("document 71/28", id="a document is no resolution"),
        pytest.param("A/RES/24/7", id="session 24 counted in Roman numerals"),
        pytest.param("2200 (XXXI)", id="session 31 counted in figures"),
        pytest.param("722 (XXIII)", id="a number that the Assembly had long passed"),
        pytest.param("A/RES/217 (IIV)", id="no Roman numeral"),
        pytest.param("A/RES/217 A (III) B", id="two letters"),
        pytest.param("A/RES/71", id="a session without a number"),
        pytest.param("S/RES/71/28", id="the Security Council has no sessions"),
        pytest.param("А/RES/71/28", id="a Cyrillic letter"),
        pytest.param("A/RES/71/2Ⅷ", id="a numeral of another script"),
        pytest.param("A/70/174²", id="a footnote mark"),
        pytest.param("HIV/AIDS", id="no body of the UN"),
        pytest.param("A/HRC", id="a body alone"),
        pytest.param("A/51/113-S/1996/276", id="two symbols in one"),
        pytest.param("A/70/174 and Corr.1", id="more than one symbol"),
        pytest.param("A/70/174 (see there)", id="a remark in brackets"),
        pytest.param("A/" + "1" * 100, id="longer than any symbol"),
        pytest.param("A/" * 100_000, id="far longer than any symbol"),
    ],
)
def test_canonical_guesses_nothing(text):
    assert canonical(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("72/512", ("A/RES/72/512", "A/DEC/72/512"), id="a number alone"),
        pytest.param("decision 72/512", ("A/DEC/72/512",), id="a decision"),
        pytest.param("res 72/512", ("A/RES/72/512",), id="a resolution"),
        pytest.param("A/C.1/77/L.23", ("A/C.1/77/L.23",), id="a symbol"),
        pytest.param("24/7", (), id="no symbol"),
    ],
)
def test_meanings_are_all_that_a_number_may_stand_for(text, expected):
    assert meanings(text) == expected


@pytest.mark.parametrize(
    ("symbol", "kind", "committee", "numbers"),
    [
        ("A/RES/71/28", SymbolKind.RESOLUTION, None, (71, "", 28, "")),
        ("A/RES/43/78 H", SymbolKind.RESOLUTION, None, (43, "", 78, "H")),
        ("A/RES/217 A (III)", SymbolKind.RESOLUTION, None, (3, "", 217, "A")),
        ("A/RES/3201 (S-VI)", SymbolKind.RESOLUTION, None, (6, "S", 3201, "")),
        ("A/RES/ES-11/1", SymbolKind.RESOLUTION, None, (11, "ES", 1, "")),
        ("A/DEC/72/512", SymbolKind.DECISION, None, (72, "", 512, "")),
        ("S/RES/1373 (2001)", SymbolKind.RESOLUTION, None, (2001, "", 1373, "")),
        ("A/HRC/RES/42/12", SymbolKind.RESOLUTION, None, (42, "", 12, "")),
        ("A/C.1/77/L.23", SymbolKind.DRAFT, Committee.FIRST, (77, "", 23, "")),
        ("A/75/L.87", SymbolKind.DRAFT, Committee.PLENARY, (75, "", 87, "")),
        ("A/71/PV.51", SymbolKind.MEETING_RECORD, Committee.PLENARY, (71, "", 51, "")),
        ("A/C.3/74/SR.12", SymbolKind.MEETING_RECORD, Committee.THIRD, (74, "", 12, "")),
        ("A/70/174", SymbolKind.REPORT, None, (70, "", 174, "")),
        ("A/S-12/32", SymbolKind.REPORT, None, (12, "S", 32, "")),
        ("A/AC.292/2022/INF/4", SymbolKind.OTHER, None, (2022, "", 4, "")),
        ("A/CONF.192/15", SymbolKind.REPORT, None, (None, "", 15, "")),
        ("CD/1839", SymbolKind.REPORT, None, (None, "", 1839, "")),
    ],
)
def test_parse_takes_a_symbol_apart(symbol, kind, committee, numbers):
    parsed = parse(symbol)

    assert (parsed.text, parsed.kind, parsed.committee) == (symbol, kind, committee)
    assert (parsed.session, parsed.session_kind, parsed.number, parsed.letter) == numbers


def test_parse_counts_revisions_addenda_and_corrigenda():
    parsed = parse("A/C.1/77/L.23/Rev.2/Add.1/Corr.3")

    assert (parsed.revision, parsed.addendum, parsed.corrigendum) == (2, 1, 3)
    assert (parsed.kind, parsed.number) == (SymbolKind.DRAFT, 23)


@pytest.mark.parametrize(
    ("symbol", "session"),
    [
        pytest.param("A/RES/71/28", 71, id="resolution"),
        pytest.param("A/C.1/77/L.23", 77, id="paper of a Main Committee"),
        pytest.param("A/70/174", 70, id="report"),
        pytest.param("A/AC.292/2022/INF/4", None, id="a working group that counts by year"),
        pytest.param("A/HRC/50/1", None, id="sessions of the Human Rights Council"),
        pytest.param("S/RES/1373 (2001)", None, id="another organ"),
    ],
)
def test_the_assembly_session_is_the_assembly_s_own(symbol, session):
    assert parse(symbol).assembly_session == session


def test_sort_key_counts_as_a_reader_does():
    """Numbers compare as numbers, and sessions in Roman numerals come before session 31."""
    in_order = [
        "A/RES/217 A (III)",
        "A/RES/2625 (XXV)",
        "A/RES/31/6 A",
        "A/RES/31/6 B",
        "A/RES/73/9",
        "A/RES/73/27",
        "A/73/505",
        "A/RES/100/1",
        "A/RES/S-10/2",
        "A/RES/ES-11/1",
        "A/C.1/73/L.9",
        "A/C.1/73/L.27",
        "A/C.1/73/L.27/Rev.1",
        "A/C.1/73/L.27/Rev.10",
        "E/RES/1503 (XLVIII)",
        "E/RES/2017/18",
        "S/RES/1373 (2001)",
    ]
    alphabetical = sorted(in_order)
    assert sorted(alphabetical, key=lambda symbol: parse(symbol).sort_key) == in_order


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("A/RES/71/28", "A/RES/71/28"),
        ("A/RES/43/78 H", "A/RES/43/78_H"),
        ("A/RES/217 A (III)", "A/RES/217_A_(III)"),
        ("S/RES/1373 (2001)", "S/RES/1373_(2001)"),
        ("A/C.1/77/L.23/Rev.1", "A/C.1/77/L.23/Rev.1"),
        ("A/78/6 (Sect. 29A)", "A/78/6_(Sect._29A)"),
    ],
)
def test_address_reads_as_the_symbol(symbol, path):
    assert address(symbol) == path
    assert from_address(path) == symbol


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/res/71/28/", "A/RES/71/28"),
        ("A/RES/43/78H", "A/RES/43/78 H"),
        ("A/RES/43/78 H", "A/RES/43/78 H"),
        ("A/RES/217(III)", "A/RES/217 (III)"),
        ("71/28", None),
        ("resolution 71/28", None),
        ("oewg-zero-draft", None),
        ("undocs.org/A/RES/71/28", None),
    ],
)
def test_from_address_takes_sloppy_forms_of_whole_symbols(path, expected):
    assert from_address(path) == expected


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("A/RES/71/28", "A/RES/71/28"),
        ("A/RES/43/78 H", "A/RES/43/78H"),
        ("A/RES/217 A (III)", "A/RES/217(III)"),
        ("S/RES/1373 (2001)", "S/RES/1373(2001)"),
        ("A/78/6 (Sect. 29A)", "A/78/6(Sect.29A)"),
    ],
)
def test_docs_url_is_the_address_that_the_un_uses(symbol, path):
    assert docs_url(symbol) == f"https://docs.un.org/en/{path}"
    assert docs_url(symbol, Language.FRENCH) == f"https://docs.un.org/fr/{path}"


def test_docs_url_of_a_decision_is_none():
    """Decisions are printed in compilations."""
    assert docs_url("A/DEC/72/512") is None


SYMBOLS = st.one_of(
    st.from_regex(r"A/RES/[3-9][1-9]/[1-9][0-9]{0,2}( [A-Z])?", fullmatch=True),
    st.from_regex(r"A/RES/2[0-9]{2}( [A-Z])? \((III|IV)\)", fullmatch=True),
    st.from_regex(r"A/RES/2[67][0-9]{2}( [A-Z])? \((XXV|XXVI)\)", fullmatch=True),
    st.from_regex(r"S/RES/[1-9][0-9]{0,3} \((19|20)[0-9]{2}\)", fullmatch=True),
    st.from_regex(r"A/C\.[1-6]/7[0-9]/L\.[1-9][0-9]?(/Rev\.[1-9])?(/Add\.[1-9])?", fullmatch=True),
    st.from_regex(r"A/7[0-9]/[1-9][0-9]{0,2} \((Vol|Sect)\. (I|V|[1-9][A-F])\)", fullmatch=True),
)


@given(SYMBOLS)
def test_a_canonical_symbol_stays_as_it_is_and_its_address_leads_back(symbol):
    assert canonical(symbol) == symbol
    assert from_address(address(symbol)) == symbol


@given(
    st.text(st.characters(codec="utf-8"), max_size=60) | st.text("ARES/0189 .(IVX)-Hh", max_size=40)
)
def test_whatever_is_read_is_canonical_and_sorts(text):
    parsed = parse(text)

    if parsed is not None:
        assert parse(parsed.text) == parsed
        assert parsed.sort_key < parse("UNW/9999").sort_key
        assert from_address(address(parsed.text)) == parsed.text
