"""Which files are read, under which symbols, and what is recorded beside them."""

import json
import random
from datetime import date

import pytest

from resolutions.ingest.document import ParsedSubject, ParsedVote, Refused
from resolutions.ingest.holdings import places
from resolutions.ingest.holdings.choosing import about
from resolutions.ingest.holdings.extract import day_of, read_line, rows_in, symbols_of
from resolutions.ingest.holdings.facts import facts_of
from resolutions.ingest.holdings.filenames import file_name
from resolutions.ingest.holdings.places import Item, items_in
from resolutions.ingest.holdings.plan import plan
from resolutions.ingest.readers import akn
from resolutions.vocabulary import VoteKind
from tests.holdings.publication import lay_out, line, name, xml, zipped
from tests.ingest import akoma


@pytest.mark.parametrize(
    ("path", "symbols", "language"),
    [
        ("74session/x.zip/English/74_1.xml", ["A/RES/74/1"], "en"),
        ("75session/English/75_240_E.xml", ["A/RES/75/240"], "en"),
        ("75session/English/75_274_F.xml", ["A/RES/75/274"], "fr"),
        ("75session/Arabic/75_101A-B_A.xml", ["A/RES/75/101 A", "A/RES/75/101 B"], "ar"),
        ("75session/Chinese/75_290 B_C.xml", ["A/RES/75/290 B"], "zh"),
        ("75session/Spanish/75_251_B_S.xml", ["A/RES/75/251 B"], "es"),
        ("75session/English/A_RES_75_242 B-2108986E.xml", ["A/RES/75/242 B"], "en"),
        ("76session/German/A_RES_76_250-2200691G.xml", ["A/RES/76/250"], "de"),
        ("76session/Russian/A_RES_76_244B_R.xml", ["A/RES/76/244 B"], "ru"),
        ("77session/Spanish/A_RES_77_296-S.xml", ["A/RES/77/296"], "es"),
        ("77session/English/A_RES_77_290B_2312999E.xml", ["A/RES/77/290 B"], "en"),
        ("77session/French/A_RES_77_1-2211111F_reissue.xml", ["A/RES/77/1"], "fr"),
        ("77session/Spanish/A_RES_77_2_reissue_S.xml", ["A/RES/77/2"], "es"),
        (
            "78session/English/A_RES_78_254AC-2326242E.xml",
            ["A/RES/78/254 A", "A/RES/78/254 B", "A/RES/78/254 C"],
            "en",
        ),
        ("ES-11session/English/A_RES_ES-11_7-2330000E.xml", ["A/RES/ES-11/7"], "en"),
        ("75session/English/A_RES_S-32_1-2107229E.xml", ["A/RES/S-32/1"], "en"),
    ],
)
def test_file_names(path, symbols, language):
    read = file_name(path)
    assert (list(read.symbols), read.language) == (symbols, language)


@pytest.mark.parametrize("path", ["README.md", "75session/English/notes.xml", "75_240_E.pdf"])
def test_names_of_no_resolution(path):
    assert file_name(path) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7 December 2020", date(2020, 12, 7)),
        ("26\u00a0June 2024", date(2024, 6, 26)),
        ("2019-12-12 00:00:00", date(2019, 12, 12)),
        ("0001-01-01", None),
        ("31 June 2024", None),
        ("N.A.", None),
    ],
)
def test_days_of_the_extract(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A/RES/75/254 A-C", ("A/RES/75/254 A", "A/RES/75/254 B", "A/RES/75/254 C")),
        ("A/RES/75/242 B", ("A/RES/75/242 B",)),
        ("A/75/L.1", ()),
        ("nonsense", ()),
    ],
)
def test_symbols_of_the_extract(text, symbols):
    assert symbols_of(text) == symbols


def row(**facts):
    return read_line(json.dumps(line(**facts)).encode())


def test_what_became_of_an_amendment_is_no_sponsor():
    listed = ["PALAU", "The amendment was rejected by the Assembly", ""]
    read = row(sponsors=listed, additional_sponsors=listed)
    assert (read.sponsors, read.additional_sponsors) == (("PALAU",), ("PALAU",))


def test_a_line_of_the_extract():
    read = row(committee="#firstCommittee", pv="A/86/PV.48 (Resumption 1)")
    assert (read.title, read.committee) == ("Upkeep of lighthouses at sea", "first")
    assert read.record_symbol == "A/86/PV.48 (Resumption 1)"
    assert (read.agenda_item, read.report_paragraph, read.origin) == ("21 (a)", "7", "A/86/311")
    assert read.vote == ParsedVote(VoteKind.WITHOUT_VOTE)
    # A document of the agenda is no vocabulary.
    assert read.subjects == (ParsedSubject("LIGHTHOUSES", "UNBIS Thesaurus"),)


@pytest.mark.parametrize("count", ["N.A.", "0", ""])
def test_a_text_adopted_without_a_vote_has_no_counts(count):
    counts = dict.fromkeys(("MS_in_favour_count", "MS_against_count", "MS_abstaining_count"), count)
    assert row(**counts).vote == ParsedVote(VoteKind.WITHOUT_VOTE)


def test_counts_are_texts_and_may_be_missing():
    voted = {"adoption_type": "By a recorded vote", "MS_in_favour": ["MALTA"]}
    vote = row(**voted, MS_in_favour_count="1", MS_against_count="N.A.").vote
    assert (vote.in_favour, vote.against, vote.abstaining, vote.adds_up) == (1, None, None, True)


def test_lines_that_cannot_be_read_are_refused_and_the_rest_go_on():
    data = b'{"symbol": "A/RES/86/1"}\n{not json\n\n{"symbol": "none"}\n{"symbol": ["x"]}\n'
    read = list(rows_in(data))
    assert [isinstance(each, Refused) for each in read] == [False, True, True, True]
    assert "Line 2" in read[1].message
    assert "“none”" in read[2].message


def published(folder, files, lines=(), **options):
    return plan(items_in(lay_out(folder, files, lines)), **options)


def test_the_languages_of_a_text_stand_together_and_one_gives_the_facts(tmp_path):
    files = {
        name(symbol, letter): b""
        for symbol in ("A/RES/86/9", "A/RES/86/10", "A/RES/85/7")
        for letter in "FE"
    }
    made = published(tmp_path, files, [line("A/RES/86/9"), line("A/RES/86/44")])
    order = [(each.name.symbols[0], each.name.language, each.gives_facts) for each in made.files]
    assert order == [
        (symbol, language, language == "en")
        for symbol in ("A/RES/85/7", "A/RES/86/9", "A/RES/86/10")
        for language in ("en", "fr")
    ]
    assert [each.symbols for each in made.records] == [("A/RES/86/44",)]


def test_of_two_lines_about_a_text_the_last_counts(tmp_path):
    lines = [line(additional_sponsors=[]), line(additional_sponsors=["PALAU"])]
    (planned,) = published(tmp_path, {name(): b""}, lines).files
    assert [each.additional_sponsors for each in planned.rows] == [("PALAU",)]


def test_a_reissue_goes_before_what_it_replaces(tmp_path):
    made = published(tmp_path, {name(): b"", name(suffix="_reissue"): b""})
    assert [each.item.name.endswith("_reissue.xml") for each in made.files] == [True, False]


def test_a_head_that_was_copied_from_a_neighbour_yields_to_the_name(tmp_path):
    names = [name("A/RES/86/41"), name("A/RES/86/42"), name("A/RES/86/50")]
    made = published(tmp_path, dict.fromkeys(names, b""))
    first, second, third = made.files
    assert made.symbols_for(second, ["A/RES/86/41"]) == ["A/RES/86/42"]
    assert made.symbols_for(first, ["A/RES/86/41"]) == ["A/RES/86/41"]
    # No file is named so: the name may be wrong, and the head is believed.
    assert made.symbols_for(third, ["A/RES/86/51"]) == ["A/RES/86/51"]
    assert made.symbols_for(third, [None]) == ["A/RES/86/50"]


def test_a_line_about_several_goes_with_the_file_that_holds_them(tmp_path):
    folder = "86session/English"
    files = {f"{folder}/A_RES_86_54-3100001E.xml": b"", f"{folder}/A_RES_86_55 A-B-31E.xml": b""}
    lines = [line("A/RES/86/54 A-C"), line("A/RES/86/55 A-B")]
    made = published(tmp_path, files, lines)
    assert [len(each.rows) for each in made.files] == [1, 1]
    assert made.records == []


def test_choices(tmp_path):
    files = {name(s, letter): b"" for s in ("A/RES/86/9", "A/RES/85/7") for letter in "EF"}
    lines = [
        line("A/RES/86/9", title="The right to privacy in the digital age"),
        line("A/RES/85/7"),
        line("A/RES/85/8", subjects=[["CYBERSECURITY", "UNBIS Thesaurus"]]),
    ]
    folder = lay_out(tmp_path, files, lines)

    def chosen(**options):
        made = plan(items_in(folder), **options)
        return [(f.name.symbols[0], f.name.language) for f in made.files], len(made.records)

    assert chosen(sessions=["85"], languages=["fr"]) == ([("A/RES/85/7", "fr")], 1)
    assert chosen(chosen=about(["cyber"]), languages=["en"]) == ([("A/RES/86/9", "en")], 1)
    assert chosen(chosen=about(["Lighthouses"]), languages=["en"])[0] == [
        ("A/RES/85/7", "en"), ("A/RES/86/9", "en")
    ]  # fmt: skip
    assert plan(items_in(folder), sessions=["86"]).left_out == 2


@pytest.mark.parametrize("shape", ["folder", "zip", "zips in a folder", "zip in a zip"])
def test_a_publication_has_the_same_names_however_it_lies(tmp_path, shape):
    files = {name(): b"<x/>", "data_extract/86.json": json.dumps(line()).encode()}
    inner = zipped(tmp_path / "86.zip", files)
    root = tmp_path / "root"
    root.mkdir()
    if shape == "folder":
        lay_out(root / "clone", files)
        (root / "clone" / ".git").mkdir()
        (root / "clone" / ".git" / "86_1_E.xml").write_bytes(b"hidden")
    elif shape == "zip":
        root = inner
    elif shape == "zips in a folder":
        inner.rename(root / "86.zip")
    else:
        root = zipped(tmp_path / "outer.zip", {"down/86.zip": inner.read_bytes()})
    made = plan(items_in(root))
    assert [(each.item.name, each.item.read()) for each in made.files] == [(name(), b"<x/>")]
    assert len(made.files[0].rows) == 1


def test_neither_folder_nor_zip(tmp_path):
    with pytest.raises(Refused, match="neither a folder nor a zip"):
        list(items_in(tmp_path / "nowhere"))


def test_a_damaged_entry_of_a_zip_is_refused_by_itself(tmp_path):
    noise = random.Random(1).randbytes(999)  # noqa: S311 - it need not be secret
    files = {name("A/RES/86/1"): noise, name("A/RES/86/2"): b"<y/>"}
    path = zipped(tmp_path / "a.zip", files)
    data = bytearray(path.read_bytes())
    data[200:300] = bytes(100)
    path.write_bytes(data)
    first, second = items_in(path)
    with pytest.raises(Refused, match="damaged"):
        first.read()
    assert second.read() == b"<y/>"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(places.limits, "FILE_BYTES", 10)
    (item,) = items_in(lay_out(tmp_path, {name(): b"x" * 11}))
    with pytest.raises(Refused, match="larger than"):
        item.read()


def test_an_extract_that_cannot_be_read_is_refused(tmp_path):
    def read():
        raise Refused("too-large", "The file is larger than 25 MiB.")

    made = plan([Item("data_extract/86.json", read)])
    assert [(place, reason.code) for place, reason in made.refused] == [
        ("data_extract/86.json", "too-large")
    ]


# What the two sources record


def facts(steps=(), voting="", subjects="", **extract):
    read = akn.read(xml(steps=steps, voting=voting, subjects=subjects))
    return facts_of(read, row(**extract))


DRAFT = akoma.step("draftResolution", as_="A/C.1/86/L.8/Rev.1", date="2031-10-26", by="Malta")


def test_the_xml_names_the_draft_and_the_extract_fills_in():
    found = facts([DRAFT], sponsors=["CHAD"])
    assert (found.draft, found.draft_on) == ("A/C.1/86/L.8/Rev.1", date(2031, 10, 26))
    assert [each.slug for each in found.sponsors] == ["malta"]
    assert found.fields["committee_report"] == "A/86/311"
    assert found.fields["meeting_record"] == "A/86/PV.48"
    assert (found.fields["report_paragraph"], found.fields["committee"]) == ("7", "first")


def test_a_draft_that_is_a_report_is_named_and_no_draft():
    step = akoma.step("draftResolution", as_="A/86/23", by="Malta")
    found = facts([step])
    assert (found.draft, found.fields["draft_symbol"]) == ("", "A/86/23")


def test_a_plenary_draft_stands_where_else_a_report_does():
    found = facts(
        originating_document="A/86/L.5 and A/86/L.5/Add.1",
        committee="Without reference to a Main Committee",
    )
    assert (found.draft, found.fields["committee"]) == ("A/86/L.5", "plenary")
    assert "committee_report" not in found.fields


def test_subjects_are_the_librarians_in_the_case_of_the_thesaurus():
    term = "UN. Open-ended Working Group on Lamps"
    keyword = f'<keyword value="x" showAs="{term}" dictionary="DHLAUTH"/>'
    read = akn.read(xml(subjects=f'<classification source="DHLAUTH">{keyword}</classification>'))
    terms = [["Declarations (Text)", "UNBIS Thesaurus"], ["SDG", "EuroVoc"]]
    found = facts_of(read, row(subjects=terms))
    assert [each.term for each in found.subjects] == [term, "DECLARATIONS (TEXT)"]


def recorded(in_favour: str, *voters: str) -> str:
    counts = akoma.count("inFavour", in_favour, *voters)
    return f'<voting outcome="adoptedRecordedVote">{counts}</voting>'


def test_where_the_votes_differ_the_one_that_adds_up_is_believed():
    listed = {
        "adoption_type": "By a recorded vote",
        "MS_in_favour_count": "2",
        "MS_in_favour": ["MALTA", "CHAD"],
    }
    found = facts(voting=recorded("2", "MALTA"), **listed)
    assert [each.slug for each in found.vote.ballots] == ["malta", "chad"]
    assert found.disagreements == ("the roll calls differ on chad",)
    found = facts(voting=recorded("1", "MALTA"), **listed)
    assert found.vote.stated == "1–0–0"
    assert found.disagreements[0] == "the XML states 1–0–0, the extract 2–?–?"


def test_a_record_without_a_text():
    found = facts_of(None, row())
    assert found.fields["adopted_on"] == date(2031, 12, 2)
    assert [each.slug for each in found.sponsors] == ["malta", "turkiye"]


def test_reading_a_nested_zip_costs_no_more_than_it_may(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "_NESTED_BYTES", 10)
    inner = zipped(tmp_path / "inner.zip", {name(): b"<x/>"})
    outer = zipped(tmp_path / "outer.zip", {"86.zip": inner.read_bytes(), name(): b"<y/>"})
    assert [item.name for item in items_in(outer)] == [name()]
