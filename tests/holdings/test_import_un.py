"""Whole sessions as the UN publishes them become documents, votes and sponsors."""

import json
import subprocess
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from resolutions import archive, states
from resolutions.archive.actors import store_actors
from resolutions.archive.bulk import indexes
from resolutions.archive.imports import UNXML, UnImport
from resolutions.ingest import parse
from resolutions.ingest.holdings import reading
from resolutions.ingest.holdings.places import items_in
from resolutions.ingest.holdings.plan import plan
from resolutions.models import (
    Ballot,
    Citation,
    ImportedItem,
    LanguageVersion,
    Note,
    Paragraph,
    Resolution,
    Sponsor,
    Sponsorship,
    Subject,
    VoteSession,
)
from resolutions.vocabulary import Holding, SponsorRole, Stage, VoteKind
from tests.factories import make_citation, make_resolution, make_text
from tests.holdings.publication import BODY, lay_out, line, name, xml
from tests.ingest import akoma

pytestmark = pytest.mark.django_db

DRAFT = akoma.step(
    "draftResolution", as_="A/C.1/86/L.8", date="2031-10-26", by="Malta, Türkiye and Ruritania"
)
MORE = akoma.step("draftResolutionAdditionalSponsors", date="0001-01-01", by="Chad and Palau")
ADOPTED = akoma.step("adopted", as_="A/86/PV.48", date="2031-12-02", by="")


@pytest.fixture(autouse=True)
def _actors(db):
    store_actors(states.actors())


def run(folder, **options):
    return UnImport(plan(items_in(folder)), processes=1, **options)


def imported(folder, files, lines=(), **options):
    """Lay a publication out and import it; return what the import found."""
    made = run(lay_out(folder, files, lines), **options)
    made.run()
    return made


def rolled(*voters, stated=None):
    counts = akoma.count("inFavour", str(stated or len(voters)), *voters)
    return f'<voting outcome="adoptedRecordedVote">{counts}</voting>'


def test_a_text_in_two_languages_with_all_that_is_recorded(tmp_path):
    recalls = f"{akoma.italic('Recalls')} its resolution 85/7;{akoma.note('1', 'A/85/3.')}"
    points = (("(a)", "To trim the wicks;"), ("(b)", "To rest."))
    body = (akoma.operative("1.", recalls), akoma.listed("2.", "Calls upon States:", *points))
    files = {
        name(): xml(
            "A/RES/86/41", "E", *body, steps=[DRAFT, MORE, ADOPTED], voting=rolled("MALTA")
        ),
        name(letter="F"): xml(letter="F"),
    }
    made = imported(tmp_path, files, [line()])

    assert made.summary.files == {"new": 2}
    text = Resolution.objects.get(symbol="A/RES/86/41")
    assert (text.title, text.session, text.number, text.year) == (
        "Upkeep of lighthouses at sea", 86, 41, 2031
    )  # fmt: skip
    assert (text.stage, text.holding, text.is_published) == (Stage.ADOPTED, Holding.FULL_TEXT, True)
    assert (text.adopted_on, text.issued_on) == (date(2031, 12, 2), date(2031, 12, 9))
    assert (text.meeting, text.meeting_record) == ("48th (resumed) plenary meeting", "A/86/PV.48")
    assert (text.committee, text.committee_report, text.report_paragraph) == (
        "first",
        "A/86/311",
        "7",
    )
    assert (text.agenda_item, text.draft_symbol) == ("21 (a)", "A/C.1/86/L.8")
    assert text.origin_of("title") == "printed"
    assert text.provenance["report_paragraph"] == {"origin": "editor", "source": UNXML}

    english = text.paragraphs.filter(language="en")
    assert list(english.values_list("order", "anchor", "number", "parent__anchor", "kind")) == [
        (1, "op1", "1", None, "operative"),
        (2, "op2", "2", None, "operative"),
        (3, "op2-a", "(a)", "op2", "subparagraph"),
        (4, "op2-b", "(b)", "op2", "subparagraph"),
    ]
    assert english.first().wording is not None
    assert english.first().note_references.get().note.text == "A/85/3."
    assert list(text.paragraphs.filter(language="fr").values_list("anchor", flat=True)) == ["op1"]
    cited = Citation.objects.filter(paragraph__resolution=text).values_list("symbol", flat=True)
    assert sorted(cited) == ["A/RES/85/7", "A/RES/85/7"]
    assert Citation.objects.get(note__resolution=text).symbol == "A/85/3"
    versions = text.versions.values_list(
        "language", "title", "formula", "paragraph_count", "source"
    )
    assert list(versions) == [
        ("en", "Upkeep of lighthouses at sea", "The General Assembly,", 4, UNXML),
        ("fr", "Upkeep of lighthouses at sea", "L’Assemblée générale,", 1, UNXML),
    ]
    assert list(text.subjects.values_list("slug", "term")) == [("lighthouses", "LIGHTHOUSES")]

    draft = Resolution.objects.get(symbol="A/C.1/86/L.8")
    assert (draft.became, draft.stage, draft.committee) == (text, Stage.DRAFT, "first")
    assert (draft.issued_on, draft.title) == (date(2031, 10, 26), text.title)
    assert list(draft.sponsorships.values_list("role", "printed", "sponsor__slug")) == [
        (SponsorRole.ORIGINAL, "Malta", "malta"),
        (SponsorRole.ORIGINAL, "Türkiye", "turkiye"),
        (SponsorRole.ORIGINAL, "Ruritania", None),
        (SponsorRole.ADDITIONAL, "Chad", "chad"),
        (SponsorRole.ADDITIONAL, "Palau", "palau"),
    ]
    assert made.intake.unresolved == {"Ruritania": 1}
    vote = text.votes.get()
    assert (vote.kind, vote.date, vote.meeting) == (
        VoteKind.RECORDED,
        date(2031, 12, 2),
        "A/86/PV.48",
    )
    assert vote.tally == "1–0–0"
    members = len(states.members_on(date(2031, 12, 2)))
    assert (vote.not_voting, vote.ballots.count()) == (members - 1, members)
    assert vote.ballots.get(choice="Y").printed == "MALTA"


def everything():
    models = (Paragraph, Note, Citation, LanguageVersion, Sponsorship, VoteSession, Ballot, Subject)
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Resolution, *models)
    }


def test_a_second_import_reads_nothing_and_changes_nothing(tmp_path):
    files = {name(): xml(steps=[DRAFT], voting=rolled("MALTA")), name(letter="F"): xml(letter="F")}
    imported(tmp_path, files, [line(), line("A/RES/86/50")])
    before = everything()
    again = run(tmp_path)
    again.run()
    assert again.summary.files == {"unchanged": 3}
    assert everything() == before


def test_a_file_that_changed_replaces_its_text_alone(tmp_path):
    imported(tmp_path, {name(): xml(), name(letter="F"): xml(letter="F")}, [line()])
    text = Resolution.objects.get(symbol="A/RES/86/41")
    french = text.paragraphs.get(language="fr").pk
    body = akoma.operative("1.", f"{akoma.italic('Keeps')} the lamps lit.")
    again = imported(tmp_path, {name(): xml("A/RES/86/41", "E", body)})
    assert again.summary.files == {"changed": 1, "unchanged": 1}
    assert text.paragraphs.get(language="en").text == "Keeps the lamps lit."
    assert text.paragraphs.get(language="fr").pk == french
    assert Citation.objects.count() == 1


def test_a_line_of_the_extract_that_changed_is_stored_anew(tmp_path):
    imported(tmp_path, {name(): xml()}, [line(sponsors=["MALTA"])])
    text = Resolution.objects.get(symbol="A/RES/86/41")
    assert [each.printed for each in text.sponsorships.all()] == ["MALTA"]
    again = imported(tmp_path, {}, [line(sponsors=["CHAD"], pv="A/86/PV.49")])
    assert again.summary.files == {"changed": 1}
    assert [each.printed for each in text.sponsorships.all()] == ["CHAD"]
    text.refresh_from_db()
    assert text.meeting_record == "A/86/PV.49"


def test_one_bad_file_is_refused_and_the_others_go_on(tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><akomaNtoso>&b;</akomaNtoso>'
    files = {
        name("A/RES/86/1"): bomb,
        name("A/RES/86/2"): b"not XML",
        name("A/RES/86/3"): b"",
        name("A/RES/86/4"): xml("A/RES/86/4"),
    }
    made = imported(tmp_path, files)
    assert made.summary.files == {"refused": 3, "new": 1}
    assert [place for place, _ in made.summary.reasons] == sorted(files)[:3]
    assert "document type" in made.summary.reasons[0][1]
    assert Resolution.objects.with_text().count() == 1
    again = run(tmp_path)
    again.run()
    assert again.summary.files == {"unchanged": 4}


DIES = """
import os
from resolutions.ingest.holdings import worker
read = worker.read
worker.read = lambda data, **facts: os._exit(9) if b"deadly" in data else read(data, **facts)
worker.main()
"""


def test_a_file_that_ends_its_process_is_refused_and_the_others_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "PROGRAM", DIES)
    files = {name(f"A/RES/86/{n}"): xml(f"A/RES/86/{n}") for n in (1, 3)}
    files[name("A/RES/86/2")] = b"<deadly/>"
    made = imported(tmp_path, files)
    assert made.summary.files == {"refused": 1, "new": 2}
    assert [place for place, _ in made.summary.reasons] == [name("A/RES/86/2")]


LONG_FACT = xml("A/RES/86/2", steps=[akoma.step("recommendedForAdoption", refersTo="7 " * 40)])
LONG_MARK = xml(
    "A/RES/86/2", "E", akoma.operative("1.", f"Keeps all;{akoma.note('1' * 11, 'A/86/5.')}")
)


@pytest.mark.parametrize(
    "unfit",
    [pytest.param(LONG_FACT, id="a fact"), pytest.param(LONG_MARK, id="the mark of a footnote")],
)
def test_what_does_not_fit_the_archive_is_refused_and_the_others_go_on(tmp_path, unfit):
    files = {name(f"A/RES/86/{n}"): xml(f"A/RES/86/{n}") for n in (1, 3)}
    files[name("A/RES/86/2")] = unfit
    made = imported(tmp_path, files)
    assert made.summary.files == {"new": 2, "refused": 1}
    assert made.summary.reasons[0][0] == name("A/RES/86/2")
    assert made.summary.reasons[0][1].startswith("It does not fit the archive: ")
    assert sorted(made.intake.held) == ["A/RES/86/1", "A/RES/86/3"]
    assert made.intake.counts["paragraphs"] == Paragraph.objects.count() == 2


def test_a_file_without_a_symbol_is_refused(tmp_path):
    nameless = xml().replace(b"A/RES/86/41", b"").replace(b"86/41.", b"")
    part = "<component>" + akoma.statement(akoma.KEEPS, cover="", preface="") + "</component>"
    two = akoma.akoma(f"<documentCollection>{akoma.meta()}{part * 2}</documentCollection>")
    made = imported(tmp_path, {name(): nameless, name("A/RES/86/2"): two})
    assert Resolution.objects.get().symbol == "A/RES/86/41"
    assert made.summary.reasons == [
        (name("A/RES/86/2"), "Neither the file nor its name gives a symbol.")
    ]


def test_an_import_that_is_interrupted_goes_on_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("resolutions.archive.imports.BATCH_FILES", 1)
    files = {name(f"A/RES/86/{n}"): xml(f"A/RES/86/{n}") for n in range(1, 5)}

    def stop(done, paragraphs):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imported(tmp_path, files, progress=stop)
    assert Resolution.objects.with_text().count() == 2
    again = run(tmp_path)
    again.run()
    assert again.summary.files == {"unchanged": 2, "new": 2}
    assert Paragraph.objects.count() == 4


def present_indexes():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Paragraph._meta.db_table)
    return set(indexes.COSTLY) & set(found)


@pytest.mark.django_db(transaction=True)
def test_the_costly_indexes_come_back_whatever_ends_the_import(tmp_path):
    seen = []

    def stop(done, paragraphs):
        seen.append(present_indexes())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imported(tmp_path, {name(): xml()}, progress=stop)
    assert (seen, present_indexes()) == ([set()], set(indexes.COSTLY))


@pytest.mark.django_db(transaction=True)
def test_indexes_that_a_killed_import_left_out_come_back_with_the_fixtures():
    with connection.schema_editor() as editor:
        for index in indexes.costly_indexes():
            editor.remove_index(Paragraph, index)
    call_command("load_fixtures", stdout=StringIO())
    assert present_indexes() == set(indexes.COSTLY)


@pytest.mark.django_db(transaction=True)
def test_an_archive_that_holds_much_keeps_its_indexes(tmp_path, monkeypatch):
    monkeypatch.setattr(indexes, "LITTLE", 0)
    seen = []
    imported(tmp_path, {name(): xml()}, progress=lambda *_: seen.append(present_indexes()))
    assert seen == [set(indexes.COSTLY)]


def test_what_an_editor_uploaded_stays(tmp_path):
    uploaded = archive.store(parse(xml()))
    made = imported(tmp_path, {name(): xml("A/RES/86/41", "E", akoma.KEEPS)})
    assert made.summary.files == {"passed over": 1}
    assert "is held in this language from another source" in made.summary.reasons[0][1]
    assert [p.text for p in uploaded.paragraphs.all()] == ["Recalls its resolution 85/7;"]


def test_what_a_person_entered_stands_and_the_other_is_kept_beside_it(tmp_path):
    by = {"origin": "editor", "source": "Entered by ada on 1 May 2031"}
    text = make_resolution("A/RES/86/41", title="Lamps", provenance={"title": by})
    made = imported(tmp_path, {name(): xml()})
    text.refresh_from_db()
    assert text.title == "Lamps"
    assert text.provenance["title"]["others"] == [
        {"value": "Upkeep of lighthouses at sea", "source": UNXML}
    ]
    assert made.intake.conflicts == ["A/RES/86/41: title is held as Lamps"]


def test_what_is_printed_stands_before_facts_from_elsewhere(tmp_path):
    known = {"origin": "editor", "source": "A catalogue"}
    text = make_resolution("A/RES/86/41", title="Lamps", provenance={"title": known})
    imported(tmp_path, {name(): xml()})
    text.refresh_from_db()
    assert text.title == "Upkeep of lighthouses at sea"
    assert text.provenance["title"]["others"] == [{"value": "Lamps", "source": "A catalogue"}]


def test_what_a_text_prints_is_no_longer_an_editors_word_alone(tmp_path):
    """The value stays; how it is known is better, and who else has it is kept."""
    known = {"origin": "editor", "source": "A catalogue"}
    text = make_resolution("A/RES/86/41", provenance={"symbol": known})
    imported(tmp_path, {name(): xml()})
    text.refresh_from_db()
    assert text.provenance["symbol"] == {
        "origin": "printed",
        "others": [{"value": "A/RES/86/41", "source": "A catalogue"}],
    }


def test_a_text_that_was_withdrawn_stays_so_and_its_text_arrives(tmp_path):
    text = make_resolution("A/RES/86/41", published=False)
    imported(tmp_path, {name(): xml()})
    text.refresh_from_db()
    assert (text.published_at, text.has_text) == (None, True)


def test_nothing_is_published_if_so_wished(tmp_path):
    imported(tmp_path, {name(): xml(steps=[DRAFT])}, publish=False)
    assert list(Resolution.objects.published()) == []


def test_a_citation_that_waited_finds_what_arrives(tmp_path):
    citing = make_text("A/RES/87/1", [("pp1", "Recalling its resolution 86/41,")])
    waiting = make_citation(citing.paragraphs.get(), "86/41", "A/RES/86/41")
    made = imported(tmp_path, {name(): xml()})
    waiting.refresh_from_db()
    assert waiting.cited.symbol == "A/RES/86/41"
    assert made.summary.linked == 1


def test_a_citation_of_what_is_held_is_resolved_at_once(tmp_path):
    cited = make_resolution("A/RES/85/7")
    imported(tmp_path, {name(): xml(), name(letter="F"): xml(letter="F")})
    assert [each.cited for each in Citation.objects.all()] == [cited, cited]


def test_german_is_passed_over_and_told(tmp_path):
    made = imported(tmp_path, {name(letter="G"): xml(letter="G")})
    assert made.summary.files == {"passed over": 1}
    assert made.summary.reasons[0][1] == "“de” is not an official language of the United Nations."


def test_a_text_that_lies_in_two_folders_is_held_once(tmp_path):
    again = name(letter="F").replace("French", "Russian")
    made = imported(tmp_path, {name(letter="F"): xml(letter="F"), again: xml(letter="F")})
    assert made.summary.files == {"new": 1, "passed over": 1}
    assert name(letter="F") in made.summary.reasons[0][1]
    assert Paragraph.objects.count() == 1


def test_a_text_without_english_is_called_what_it_calls_itself(tmp_path):
    imported(tmp_path, {name(letter="C"): xml(letter="C")})
    text = Resolution.objects.get()
    assert (text.title, text.formula, text.agenda_item) == (
        "Upkeep of lighthouses at sea", "", "21 (a)"
    )  # fmt: skip
    assert text.versions.get().language == "zh"


def test_a_resolution_of_which_only_the_extract_tells_is_a_record(tmp_path):
    imported(tmp_path, {}, [line("A/RES/86/50 A-B", sponsors=["MALTA"])])
    texts = Resolution.objects.by_symbol()
    assert [each.symbol for each in texts] == ["A/RES/86/50 A", "A/RES/86/50 B"]
    assert texts[0].holding == Holding.CATALOGUE
    assert texts[0].votes.get().kind == VoteKind.WITHOUT_VOTE
    assert texts[1].sponsorships.get().sponsor.slug == "malta"


def test_where_two_texts_name_one_draft_the_sponsors_of_each_are_kept(tmp_path):
    files = {
        name("A/RES/86/1"): xml("A/RES/86/1", steps=[DRAFT]),
        name("A/RES/86/2"): xml("A/RES/86/2", steps=[DRAFT.replace("Malta", "Chad")]),
    }
    imported(tmp_path, files)
    draft = Resolution.objects.get(symbol="A/C.1/86/L.8")
    second = Resolution.objects.get(symbol="A/RES/86/2")
    assert draft.became.symbol == "A/RES/86/1"
    assert draft.sponsorships.first().printed == "Malta"
    assert (second.draft_symbol, second.sponsorships.first().printed) == (draft.symbol, "Chad")


def test_a_sponsor_that_another_source_names_is_not_named_twice(tmp_path):
    draft = make_resolution("A/C.1/86/L.8", stage=Stage.DRAFT)
    sponsor = {"printed": "the Republic of Malta", "order": 1, "source": "Printed in the text"}
    malta = states.find("Malta").slug
    draft.sponsorships.create(sponsor=Sponsor.objects.get(slug=malta), **sponsor)
    imported(tmp_path, {name(): xml(steps=[DRAFT])})
    assert list(draft.sponsorships.values_list("printed", "source")) == [
        ("the Republic of Malta", "Printed in the text"),
        ("Türkiye", UNXML),
        ("Ruritania", UNXML),
    ]


def test_a_roll_call_that_does_not_add_up_says_nothing_of_the_silent(tmp_path):
    imported(tmp_path, {name(): xml(steps=[ADOPTED], voting=rolled("MALTA", "ATLANTIS", stated=3))})
    vote = VoteSession.objects.get()
    assert (vote.in_favour, vote.not_voting) == (3, None)
    assert [each.choice for each in vote.ballots.all()] == ["Y"]
    assert vote.unresolved == [{"printed": "ATLANTIS", "choice": "Y"}]


def test_signs_that_copy_reserves_stay_as_they_are(tmp_path):
    odd = "Recalls \\N and \\t, a\\b;"
    imported(tmp_path, {name(): xml("A/RES/86/41", "E", akoma.operative("1.", odd))})
    assert Paragraph.objects.get().text == odd


# The command


def command(*arguments):
    said = StringIO()
    call_command("import_un", *map(str, arguments), stdout=said, stderr=StringIO())
    return said.getvalue()


def test_the_command_tells_what_became_of_every_file(tmp_path):
    files = {name(): xml(steps=[DRAFT]), name("A/RES/86/2"): b"no", name("A/RES/85/1"): b"left out"}
    lay_out(tmp_path, files, [line()])
    said = command(tmp_path, "--sessions", "86", "--processes", "1")
    assert "1 files were not asked for and are left out" in said
    assert "2 items: 1 new, 0 changed, 0 unchanged, 0 passed over, 1 refused" in said
    assert f"{name('A/RES/86/2')}: " in said
    assert "Ruritania (1)" in said


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--languages", "de"], "“de” is not a language here"),
        (["--sessions", "99"], "holds no resolution that is asked for"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(tmp_path, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        command(lay_out(tmp_path, {name(): xml()}), *arguments)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="neither a folder nor a zip"):
        command(tmp_path / "nowhere")


@pytest.fixture
def repository(tmp_path):
    """A git repository of a publication, and what adds to it."""
    folder = tmp_path / "origin"

    def commit(files):
        lay_out(folder, files)
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", "init", "-q", str(folder)], check=True)
        subprocess.run(["git", "-C", str(folder), "add", "."], check=True)
        subprocess.run(["git", "-C", str(folder), *who, "commit", "-qm", "x"], check=True)
        return f"file://{folder}"

    return commit


def test_a_git_address_is_fetched_and_fetched_again(tmp_path, repository, settings):
    settings.DATA_DIR = tmp_path / "data"
    address = repository({name("A/RES/86/1"): xml("A/RES/86/1")})
    assert "1 new" in command(address)
    repository({name("A/RES/86/2"): xml("A/RES/86/2")})
    assert "1 new, 0 changed, 1 unchanged" in command(address)


def test_an_address_that_cannot_be_reached(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    with pytest.raises(CommandError, match=r"could not be fetched .* network"):
        command(f"file://{tmp_path}/nowhere")


def test_items_are_remembered_with_their_reasons(tmp_path):
    imported(tmp_path, {name(): xml(), name("A/RES/86/2"): b"no"}, [line("A/RES/86/50")])
    assert list(ImportedItem.objects.values_list("name", "outcome")) == [
        (name("A/RES/86/2"), "refused"),
        (name(), "stored"),
        ("data_extract A/RES/86/50", "stored"),
    ]
    assert LanguageVersion.objects.get().item.name == name()
    assert timezone.now() >= LanguageVersion.objects.get().stored_at


def test_the_body_of_every_language_is_read(tmp_path):
    assert set(BODY) == {"E", "F", "G", "R", "C"}
    imported(tmp_path, {name(letter=letter): xml(letter=letter) for letter in "EFRC"})
    assert sorted(Paragraph.objects.values_list("language", flat=True)) == ["en", "fr", "ru", "zh"]
    assert json.dumps(sorted(set(Citation.objects.values_list("symbol", flat=True)))) == (
        '["A/RES/85/7"]'
    )


def test_on_whose_behalf_a_state_sponsors_is_linked_where_it_is_known(tmp_path):
    sponsors = ["GUINEA (ON BEHALF OF THE GROUP OF 77 AND CHINA)"]
    more = ["MALI (ON BEHALF OF SOME FRIENDS)"]
    facts = line(originating_document="A/86/L.5", sponsors=sponsors, additional_sponsors=more)
    imported(tmp_path, {name(): xml("A/RES/86/41", "E")}, [facts])
    draft = Resolution.objects.get(symbol="A/86/L.5")
    assert list(draft.sponsorships.values_list("sponsor__slug", "group__slug", "on_behalf_of")) == [
        ("guinea", "group-of-77-and-china", "Group of 77 and China"),
        ("mali", None, "SOME FRIENDS"),
    ]


def test_a_remark_in_the_list_is_no_sponsor_and_is_reported(tmp_path):
    remark = "THE AMENDMENT WAS REJECTED BY THE ASSEMBLY"
    facts = line(originating_document="A/86/L.5", sponsors=["MALTA"], additional_sponsors=[remark])
    run = imported(tmp_path, {name(): xml("A/RES/86/41", "E")}, [facts])
    draft = Resolution.objects.get(symbol="A/86/L.5")
    assert [each.printed for each in draft.sponsorships.all()] == ["MALTA"]
    assert [said for said in run.intake.conflicts if remark in said] == [
        f"A/RES/86/41: “{remark}” stands in the list of sponsors and is no sponsor; "
        "it is passed over."
    ]


def test_a_sponsor_that_left_the_list_is_told_and_counts_no_longer(tmp_path, client):
    sponsors = ["MALTA", "PALAU"]
    left = "Chad, Cuba. - Palau was removed from the list of sponsors of the draft resolution"
    facts = line(originating_document="A/86/L.5", sponsors=sponsors, additional_sponsors=[left])
    imported(tmp_path, {name(): xml("A/RES/86/41", "E")}, [facts])
    draft = Resolution.objects.get(symbol="A/86/L.5")
    assert draft.committee == "plenary"
    assert list(draft.sponsorships.values_list("role", "sponsor__slug", "printed")) == [
        (SponsorRole.ORIGINAL, "malta", "MALTA"),
        (SponsorRole.ADDITIONAL, "chad", "Chad"),
        (SponsorRole.ADDITIONAL, "cuba", "Cuba"),
        (
            SponsorRole.WITHDRAWN,
            "palau",
            "Palau was removed from the list of sponsors of the draft resolution",
        ),
    ]
    assert "Left the list of sponsors (1)" in client.get(draft.get_absolute_url()).text
    assert "3 sponsors: " in client.get("/documents/").text
    assert list(client.get("/sponsors/malta/").context["texts"]) == [draft]
    assert not client.get("/sponsors/palau/").context["texts"]
    assert client.get("/documents/?sponsor=palau").context["page"].paginator.count == 0
