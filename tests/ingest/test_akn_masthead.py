"""What an Akoma Ntoso file says of its text: masthead, language, workflow, votes."""

import datetime

import pytest

from resolutions.ingest.document import (
    Masthead,
    ParsedBallot,
    ParsedSponsor,
    ParsedSubject,
    ParsedVote,
    Workflow,
)
from resolutions.vocabulary import BallotChoice, VoteKind
from tests.ingest import akoma
from tests.ingest.akoma import (
    KEEPS,
    meta,
    note,
    preamble,
    read,
)


def test_the_masthead():
    assert read(KEEPS).masthead == Masthead(
        symbol="A/RES/86/41",
        body="General Assembly",
        committee="First Committee",
        session=86,
        agenda_item="21 (a)",
        agenda_title="Lighthouses and beacons",
        title="Upkeep of lighthouses at sea",
        distribution="General",
        issued_on=datetime.date(2031, 12, 9),
        adopted_on=datetime.date(2031, 12, 2),
        meeting="48th (resumed) plenary meeting",
        committee_report="A/86/311",
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        pytest.param(
            'date="2031-12-09" refersTo="#dateOf',
            'date="0001-01-01" refersTo="#dateOf',
            "issued_on",
            None,
            id="year-1-stands-for-no-date",
        ),
        pytest.param('date="2031-12-09" r', 'date="9/12/31" r', "issued_on", None, id="no-date"),
        pytest.param(
            "#firstCommittee", "#noMainCommittee", "committee_report", "A/86/311", id="in-words"
        ),
        pytest.param('value="86"', 'value=""', "session", 86, id="session-in-words"),
        pytest.param(
            "Agenda item 21 (a)",
            "Agenda items 20 and 78 (b)",
            "agenda_item",
            "20 and 78 (b)",
            id="two-agenda-items",
        ),
        pytest.param(
            "Agenda item 21 (a)",
            "البند 21 (ب) من جدول الأعمال",
            "agenda_item",
            "21 (b)",
            id="agenda-item-in-arabic",
        ),
        pytest.param("Distr.: General", "Distr. générale", "distribution", "General", id="distr"),
        pytest.param("A/RES/86/41", "A/RES/86/41 B", "symbol", "A/RES/86/41 B", id="letter"),
        pytest.param(
            "Lighthouses  and   beacons</inline>",
            'Lighthouses</inline> <inline name="agenda item name">Beacons</inline>',
            "agenda_title",
            "Lighthouses; Beacons",
            id="two-agenda-titles",
        ),
    ],
)
def test_a_field_of_the_masthead(old, new, field, expected):
    assert old in akoma.COVER
    masthead = read(KEEPS, cover=akoma.COVER.replace(old, new)).masthead
    assert getattr(masthead, field) == expected


def test_no_main_committee_means_no_report():
    """What stands in its place is the draft."""
    cover = akoma.COVER.replace("#firstCommittee", "#noMainCommittee").replace(
        "on the report of the First Committee", "without reference to a Main Committee"
    )
    masthead = read(KEEPS, cover=cover).masthead
    assert (masthead.committee, masthead.committee_report) == (None, None)


def test_a_special_session_is_no_regular_one():
    cover = akoma.COVER.replace("A/RES/86/41", "A/RES/ES-12/4").replace('value="86"', 'value="12"')
    masthead = read(KEEPS, cover=cover).masthead
    assert (masthead.symbol, masthead.session) == ("A/RES/ES-12/4", None)


def test_the_meeting_as_later_files_mark_it_up():
    conclusions = (
        '<conclusions><p><event refersTo="#adoption"><location title="49th"'
        ' refersTo="#adoptionMeeting">49th plenary meeting</location><eol /><docDate'
        ' date="2031-12-02" refersTo="#adoptionDate">2 December 2031</docDate></event></p>'
        "</conclusions>"
    )
    assert read(KEEPS, conclusions=conclusions).masthead.meeting == "49th plenary meeting"


def test_the_date_of_adoption_from_the_metadata():
    assert read(KEEPS, conclusions="").masthead.adopted_on == datetime.date(2031, 12, 2)


def test_a_file_without_a_title():
    document = read(KEEPS, preface="<preface><p><docNumber>86/41.</docNumber></p></preface>")
    assert document.masthead.title is None
    assert [warning.code for warning in document.warnings] == ["no-title"]


def test_a_note_to_the_title():
    preface = akoma.PREFACE.replace("</docTitle>", note("1", "Beacons included.") + "</docTitle>")
    document = read(KEEPS, preface=preface)
    assert document.masthead.title == "Upkeep of lighthouses at sea"
    assert [(each.mark, each.text) for each in document.notes] == [("1", "Beacons included.")]


@pytest.mark.parametrize(
    ("code", "formula", "language", "warned"),
    [
        pytest.param("fra", "L’Assemblée générale", "fr", [], id="three-letters"),
        pytest.param("es", "La Asamblea General", "es", [], id="two-letters"),
        pytest.param("eng", "L’Assemblée générale", "fr", ["language-mismatch"], id="mismarked"),
        pytest.param("", "大会", "zh", [], id="unmarked"),
        pytest.param("xyz", "The Assembly", "en", [], id="unknown"),
    ],
)
def test_the_language(code, formula, language, warned):
    document = read(KEEPS, meta=meta(language=code), preamble=preamble(formula=formula))
    assert document.language == language
    assert [warning.code for warning in document.warnings] == warned


@pytest.mark.parametrize(
    ("name", "symbol", "kind"),
    [
        pytest.param("resolution", "A/RES/86/41", "resolution", id="resolution"),
        pytest.param("resolutionDraft", "A/C.1/86/L.9", "draft-resolution", id="draft"),
        pytest.param("resolution", "A/86/L.9", "draft-resolution", id="draft-by-symbol"),
        pytest.param(
            "draftResolution", "A/C.1/86/L.9/Rev.1", "revised-draft-resolution", id="revised"
        ),
    ],
)
def test_the_kind(name, symbol, kind):
    assert read(KEEPS, name=name, cover=akoma.COVER.replace("A/RES/86/41", symbol)).kind == kind


def test_the_workflow():
    for_the_group = "Cuba (on behalf of the Group of 77 and China)"
    voting = (
        '<voting outcome="adoptedRecordedVote">'
        + akoma.count("inFavour", "2", "CÔTE D’IVOIRE", "TURKEY")
        + akoma.count("against", "1", "ATLANTIS")
        + "</voting>"
    )
    subjects = """<classification source="DHLAUTH">
        <keyword value="LIGHTHOUSES" showAs="LIGHTHOUSES" dictionary="UNBIS Thesaurus"/>
        <keyword value="UN. Lamp Board" showAs="UN. Lamp Board" dictionary="DHLAUTH"/>
        <keyword refersTo="agenda" value="21a" showAs="Lamps." dictionary="A/86/251"/>
        </classification>"""
    steps = [
        akoma.step(
            "draftResolution",
            date="2031-10-26",
            as_="A/C.1/86/L.8/Rev.1",
            by=f"Belarus, {for_the_group} and Bosnia and Herzegovina",
        ),
        akoma.step(
            "draftResolutionAdditionalSponsors", date="0001-01-01", by="Chile,  the Comoros"
        ),
        akoma.step("recommendedForAdoption", date="0001-01-01", as_="A/86/311", refersTo="7"),
        akoma.step("adopted", date="2031-12-02", as_="A/86/PV.48", by=""),
    ]
    assert read(KEEPS, meta=meta(*steps, voting=voting, subjects=subjects)).workflow == Workflow(
        draft_symbol="A/C.1/86/L.8/Rev.1",
        draft_on=datetime.date(2031, 10, 26),
        sponsors=(
            ParsedSponsor("Belarus", "belarus"),
            ParsedSponsor(for_the_group, "cuba", "Group of 77 and China"),
            ParsedSponsor("Bosnia and Herzegovina", "bosnia-and-herzegovina"),
        ),
        additional_sponsors=(
            ParsedSponsor("Chile", "chile"),
            ParsedSponsor("the Comoros", "comoros"),
        ),
        report_symbol="A/86/311",
        report_paragraph="7",
        record_symbol="A/86/PV.48",
        adopted_on=datetime.date(2031, 12, 2),
        vote=ParsedVote(
            VoteKind.RECORDED,
            in_favour=2,
            against=1,
            abstaining=0,
            ballots=(
                ParsedBallot("CÔTE D’IVOIRE", BallotChoice.IN_FAVOUR, "cote-divoire"),
                ParsedBallot("TURKEY", BallotChoice.IN_FAVOUR, "turkiye"),
                ParsedBallot("ATLANTIS", BallotChoice.AGAINST, ""),
            ),
        ),
        subjects=(
            ParsedSubject("LIGHTHOUSES", "UNBIS Thesaurus"),
            ParsedSubject("UN. Lamp Board", "DHLAUTH"),
        ),
    )


CHAD = ParsedBallot("CHAD", BallotChoice.IN_FAVOUR, "chad")


@pytest.mark.parametrize(
    ("voting", "vote"),
    [
        pytest.param(
            '<voting outcome="adoptedWithoutVote"><quorum value=""/></voting>',
            ParsedVote(VoteKind.WITHOUT_VOTE),
            id="without-a-vote",
        ),
        pytest.param(
            '<voting outcome="Adopted without vote, 59th plenary meeting"/>',
            ParsedVote(VoteKind.WITHOUT_VOTE),
            id="in-words",
        ),
        pytest.param(
            f'<voting outcome="Adopted 1-0-0">{akoma.count("inFavour", "N.A.", "CHAD")}</voting>',
            ParsedVote(VoteKind.RECORDED, None, 0, 0, (CHAD,)),
            id="no-number",
        ),
        pytest.param(
            f'<voting outcome="adopted">{akoma.count("inFavour", "90")}</voting>',
            ParsedVote(VoteKind.NOT_RECORDED, 90, 0, 0),
            id="not-by-state",
        ),
        pytest.param("", None, id="none"),
    ],
)
def test_votes(voting, vote):
    steps = akoma.step("adopted", date="2031-12-02", as_="A/86/PV.48")
    assert read(KEEPS, meta=meta(steps, voting=voting)).workflow.vote == vote


def test_no_workflow():
    assert read(KEEPS, meta=meta()).workflow is None
