"""Records of the UN Digital Library, and roll calls from tables, beside what is held."""

from collections import Counter
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from resolutions import states
from resolutions.archive.actors import store_actors
from resolutions.archive.library import LIBRARY
from resolutions.ingest import limits
from resolutions.ingest.document import Refused
from resolutions.ingest.holdings.marc import Catalogued, records_in
from resolutions.ingest.holdings.roll_calls import COLUMNS, roll_calls_in
from resolutions.models import Resolution, VoteSession
from resolutions.vocabulary import BallotChoice, Committee, DocumentKind, Stage, VoteKind
from tests.factories import make_resolution

NAMESPACE = 'xmlns="http://www.loc.gov/MARC21/slim"'


def field(tag, **parts):
    made = "".join(
        f'<subfield code="{code.lstrip("_")}">{escape(text)}</subfield>'
        for code, text in parts.items()
    )
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{made}</datafield>'


def record(number, *fields):
    return f'<record><controlfield tag="001">{number}</controlfield>{"".join(fields)}</record>'


def collection(*records):
    return f"<collection {NAMESPACE}>{''.join(records)}</collection>".encode()


DRAFT = record(
    "4000001",
    field("191", a="A/C.1/86/L.8/Rev.1", b="A/", c="86"),
    field("245", a="Upkeep of lighthouses at sea :", b="revised draft resolution /", c="Malta"),
    field("269", a="2031-11-08"),
    field("515", a="Additional sponsors: Chad, Palau and Ruritania (A/86/311)."),
    field("610", a="UN. Lamp Office"),
    field("650", a="LIGHTHOUSES"),
    field("710", a="CÃ´te d'Ivoire", _9="ms"),
    field("710", a="UN. General Assembly. 1st Committee. Chair"),
    field("991", a="A/86/251", b="21a[35]", c="Lighthouses and beacons."),
    field("993", a="A/RES/86/41"),
    field("993", a="A/86/311"),
)


def voting(*votes, number="4000002", symbol="A/RES/86/41", yes="1", no="1", abstain="0"):
    ballots = [
        field("967", a=str(n), c=code, d=letter, e=name)
        for n, (name, code, letter) in enumerate(votes, 1)
    ]
    return record(
        number,
        field("791", a=symbol, b="A/", c="86"),
        field("245", a="Upkeep of lighthouses at sea :", b="resolution /"),
        field("952", a="A/86/PV.48"),
        field("992", a="2031-12-02"),
        field("996", b=yes, c=no, d=abstain, e="191", f="193"),
        *ballots,
    )


VOTES = (("MALTA", "MLT", "Y"), ("TÜRKÝYE", "TUR", "N"), ("PALAU", "PLW", ""), ("CHAD", "TCD", "X"))


def read(data):
    return list(records_in(BytesIO(data)))


def test_the_record_of_a_draft():
    (draft,) = read(collection(DRAFT))
    assert (draft.number, draft.symbol) == ("4000001", "A/C.1/86/L.8/Rev.1")
    assert (draft.title, draft.dated) == ("Upkeep of lighthouses at sea", date(2031, 11, 8))
    assert (draft.agenda_item, draft.agenda_title) == ("21 (a)", "Lighthouses and beacons")
    assert [each.slug for each in draft.sponsors] == ["cote-divoire", "chair-of-the-committee"]
    assert [each.slug for each in draft.additional] == ["chad", "palau", ""]
    assert [each.term for each in draft.subjects] == ["UN. Lamp Office", "LIGHTHOUSES"]
    assert draft.related == ("A/RES/86/41", "A/86/311")


@pytest.mark.parametrize(
    ("note", "slugs"),
    [
        ("Chad and Palau (A/86/311).", ["chad", "palau"]),
        ("Chad and Iran (Islamic Republic of).", ["chad", "iran"]),
        ("Iran (Islamic Republic of) (A/86/311)", ["iran"]),
    ],
)
def test_brackets_after_the_sponsors_are_of_a_name_or_tell_the_place(note, slugs):
    draft = DRAFT.replace("Chad, Palau and Ruritania (A/86/311).", note)
    (found,) = read(collection(draft))
    assert [each.slug for each in found.additional] == slugs


def test_the_records_of_a_committee_as_the_library_gives_them_out(shared_dir):
    """Drafts of the Third Committee at the seventy-eighth session, States and offices by name."""
    with (shared_dir / "data" / "undl-drafts-sample.xml").open("rb") as stream:
        read = list(records_in(stream))
    assert Counter(map(type, read)) == {Catalogued: 94}
    assert all(each.symbol.startswith("A/C.3/78/L.") for each in read)
    named = [name for each in read for name in each.sponsors + each.additional]
    assert len(named) == 3_164
    # Offices that say what a draft would cost, and remarks: none of them is a sponsor's name.
    assert {name.printed for name in named if not name.slug} == {
        "UN. Secretary-General",
        "UN. Secretariat",
        "The amendment was adopted by the Committee",
        "The amendment was rejected by the Committee",
        "Sudan was removed from the list of sponsors of the draft resolution",
        "Bolivia (Plurinational State of) and Malaysia are original sponsors of the draft "
        "resolution",
    }


def test_the_record_of_a_vote():
    (vote,) = read(collection(voting(*VOTES)))
    assert (vote.symbol, vote.date, vote.meeting) == (
        "A/RES/86/41",
        date(2031, 12, 2),
        "A/86/PV.48",
    )
    assert [(each.slug, each.choice) for each in vote.vote.ballots] == [
        ("malta", BallotChoice.IN_FAVOUR),
        ("turkiye", BallotChoice.AGAINST),
    ]
    assert (vote.vote.stated, vote.vote.adds_up) == ("1–1–0", True)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (record("1", field("245", a="No symbol")), "Record 1: it gives no symbol."),
        (record("2", field("191", a="nonsense")), "Record 2: “nonsense” is no symbol"),
        (voting(("MALTA", "MLT", "Q")), "are not Y, N, A or X: MALTA “Q”"),
        ("<record/>", "Record number 1 of the file: it gives no symbol."),
    ],
)
def test_records_that_are_refused(given, reason):
    refused, draft = read(collection(given, DRAFT))
    assert isinstance(refused, Refused)
    assert reason in refused.message
    assert draft.symbol == "A/C.1/86/L.8/Rev.1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no XML", "damaged-xml"),
        (b"<collection/>", "no-records"),
        (collection(DRAFT)[:-30], "damaged-xml"),
    ],
)
def test_files_that_are_refused(data, code):
    with pytest.raises(Refused) as refusal:
        read(data)
    assert refusal.value.code == code


def test_a_record_without_end_is_refused_before_it_fills_the_memory():
    """What stands before it is taken in; many records of a usual size are no matter."""

    class Endless:
        """Gives a record, and then the beginning of one for as long as it is asked."""

        def __init__(self):
            self.given, self.beginning = 0, collection(DRAFT).removesuffix(b"</collection>")

        def read(self, size):
            piece = b"" if self.given else self.beginning + b"<record>"
            piece += b"<f/>" * (size // 4)
            self.given += len(piece)
            return piece

    stream = Endless()
    found = records_in(stream)
    assert next(found).symbol == "A/C.1/86/L.8/Rev.1"
    with pytest.raises(Refused, match=r"A record of the file is larger than 2 MiB") as refusal:
        next(found)

    assert refusal.value.code == "record-too-large"
    assert stream.given < 2 * limits.RECORD_BYTES
    many = [DRAFT] * (2 * limits.RECORD_BYTES // len(DRAFT))
    assert len(read(collection(*many))) == len(many)


def test_entities_are_not_read(tmp_path):
    (tmp_path / "secret").write_text("A/RES/86/1")
    declared = f'<!DOCTYPE c [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'.encode()
    held = record("1", field("191", a="&e;")).replace("&amp;", "&")
    (refused,) = read(declared + collection(held))
    assert "it gives no symbol" in refused.message


# Taken in


def command(name, *arguments):
    said = StringIO()
    call_command(name, *map(str, arguments), stdout=said, stderr=StringIO())
    return said.getvalue()


@pytest.fixture
def _actors(db):
    store_actors(states.actors())


@pytest.mark.usefixtures("_actors")
def test_import_marc(tmp_path):
    known = {"title": "Upkeep of lighthouses at sea", "adopted_on": date(2031, 12, 2)}
    adopted = make_resolution("A/RES/86/41", **known)
    path = tmp_path / "records.xml"
    path.write_bytes(collection(DRAFT, voting(*VOTES)))
    for again in (False, True):
        said = command("import_marc", path)
        assert f"{0 if again else 1} documents new" in said
        draft = Resolution.objects.get(symbol="A/C.1/86/L.8/Rev.1")
        assert (draft.stage, draft.became, draft.library_record) == (
            Stage.REVISED,
            adopted,
            "4000001",
        )
        assert draft.sponsorships.count() == 5
        vote = adopted.votes.get()
        assert (vote.source, vote.tally, vote.kind) == (LIBRARY, "1–1–0", VoteKind.RECORDED)
        assert vote.ballots.filter(choice="X").count() == vote.not_voting
    assert "Ruritania (1)" in said
    assert "conflicts" not in said


@pytest.mark.usefixtures("_actors")
def test_what_differs_is_told_and_both_are_kept(tmp_path):
    printed = {"title": {"origin": "printed"}}
    adopted = make_resolution("A/RES/86/41", title="Lamps", provenance=printed)
    table = tmp_path / "votes.csv"
    table.write_text("symbol,date,state,vote\nA/RES/86/41,2031-12-02,Malta,A\n")
    command("import_votes", table, "--source", "A scholar")
    path = tmp_path / "records.xml"
    path.write_bytes(collection(voting(*VOTES)))
    said = command("import_marc", path)
    assert "A/RES/86/41: title is held as Lamps" in said
    assert f"{LIBRARY} states 1–1–0, A scholar 0–0–1" in said
    assert f"{LIBRARY} and A scholar differ on Malta, Türkiye" in said
    adopted.refresh_from_db()
    assert adopted.title == "Lamps"
    assert adopted.provenance["title"]["others"] == [
        {"value": "Upkeep of lighthouses at sea", "source": LIBRARY}
    ]
    assert sorted(adopted.votes.values_list("source", flat=True)) == ["A scholar", LIBRARY]


@pytest.mark.usefixtures("_actors")
def test_records_of_other_documents_and_of_drafts_voted_on(tmp_path):
    report = record("9", field("191", a="A/86/311"), field("245", a="Report of the Committee"))
    committee = voting(*VOTES, symbol="A/C.1/86/L.8/Rev.1")
    path = tmp_path / "records.xml"
    path.write_bytes(collection(report, DRAFT, committee))
    command("import_marc", path)
    assert Resolution.objects.get(symbol="A/86/311").kind == DocumentKind.REPORT
    assert VoteSession.objects.get().body == Committee.FIRST


@pytest.mark.usefixtures("_actors")
def test_a_file_of_which_nothing_can_be_used(tmp_path):
    path = tmp_path / "records.xml"
    path.write_bytes(b"no XML")
    with pytest.raises(CommandError, match="Nothing was taken in"):
        command("import_marc", path)
    with pytest.raises(CommandError, match="cannot be opened"):
        command("import_marc", tmp_path / "nowhere.xml")


# Tables


def table(*lines):
    return ["symbol,date,state,vote,body,anchor,in_favour,against,abstaining", *lines]


def test_roll_calls_of_a_table():
    calls, refused = roll_calls_in(
        table(
            "A/RES/86/41,2031-12-02,MLT,Y,,,,,",
            "86/41,2031-12-02,Türkiye,n,,,,,",
            "A/RES/86/41,2031-12-02,Chad,X,,,,,",
            "A/RES/86/41,2031-12-02,Atlantis,A,,,,,",
            "A/RES/86/41,2031-12-02,Malta,N,,op2,7,1,0",
            "A/C.1/86/L.8,2031-11-02,Malta,Y,first,,,,",
        )
    )
    assert refused == []
    whole, paragraph, committee = calls
    assert [(each.slug, each.choice.value) for each in whole.vote.ballots] == [
        ("malta", "Y"), ("turkiye", "N"), ("", "A")
    ]  # fmt: skip
    assert (whole.vote.stated, whole.vote.adds_up) == ("1–1–1", True)
    assert (paragraph.anchor, paragraph.vote.stated) == ("op2", "7–1–0")
    assert (committee.body, committee.symbol) == ("first", "A/C.1/86/L.8")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense,2031-12-02,Malta,Y,,,,,", "is no symbol that is known"),
        ("A/RES/86/1,2 December,Malta,Y,,,,,", "is no date such as"),
        ("A/RES/86/1,2031-12-02,Malta,yes,,,,,", "is not Y, N, A or X"),
        ("A/RES/86/1,2031-12-02,,Y,,,,,", "it names no State"),
        ("A/RES/86/1,2031-12-02,Malta,Y,seventh,,,,", "is none of first"),
        ("A/RES/86/1,2031-12-02,Malta,Y,,OP 2,,,", "is no paragraph"),
        ("A/RES/86/1,2031-12-02,Malta,Y,,,many,,", "is no count"),
        ("A/RES/86/41,2031-12-02,MLT,N,,,,,", "has voted on A/RES/86/41 already"),
        ("A/RES/86/41,2031-12-03,Chad,N,,,,,", "was voted on on 2031-12-02 by a line above"),
        ("A/RES/86/41,2031-12-02,Chad,N,,,8,,", "it states 8 in_favour, and a line above 7"),
    ],
)
def test_lines_that_are_refused(line, reason):
    calls, refused = roll_calls_in(table("A/RES/86/41,2031-12-02,Malta,Y,,,7,,", line))
    assert [each.message.split(": ")[0] for each in refused] == ["Line 3"]
    assert reason in refused[0].message
    assert [each.slug for each in calls[0].vote.ballots] == ["malta"]


@pytest.mark.parametrize("first", ["", "symbol,state,vote", "a;b;c"])
def test_tables_without_the_columns(first):
    with pytest.raises(Refused, match="names no column"):
        roll_calls_in([first])


@pytest.mark.usefixtures("_actors")
def test_import_votes(tmp_path):
    text = make_resolution("A/RES/86/41")
    path = tmp_path / "votes.csv"
    lines = [
        ",".join(COLUMNS),
        "A/RES/86/41,2031-12-02,Malta,Y,plenary,,A/86/PV.48,1,0,0,",
        "A/RES/86/42,2031-12-02,Malta,Y,plenary,,,,,,",
        "A/RES/86/43,2031-12-02,Ruritania,Y,plenary,,,,,,Beacons",
        "A/RES/86/44,2031-12-02,Malta,perhaps,plenary,,,,,,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    said = command("import_votes", path, "--source", "A scholar")
    assert "2 votes, 2 ballots" in said
    assert "Refused (2):" in said
    assert "Lines 3 to 3: A/RES/86/42 is not held; give its title." in said
    assert "Ruritania (1)" in said
    vote = text.votes.get()
    assert (vote.tally, vote.meeting, vote.source) == ("1–0–0", "A/86/PV.48", "A scholar")
    assert vote.ballots.filter(choice="X").count() == vote.not_voting > 190
    assert Resolution.objects.get(symbol="A/RES/86/43").title == "Beacons"
    unnamed = VoteSession.objects.get(resolution__symbol="A/RES/86/43")
    assert unnamed.unresolved == [{"printed": "Ruritania", "choice": "Y"}]
