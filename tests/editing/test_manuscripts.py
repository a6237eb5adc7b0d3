"""Texts under work: read, begun, saved version by version, published, revised, withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import msgspec
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from resolutions import archive
from resolutions.archive import manuscripts, uploads
from resolutions.archive.imports import UnImport
from resolutions.archive.likeness import nearest, twins_of
from resolutions.archive.publication import is_withdrawn
from resolutions.archive.publishing import publish_manuscript, summary
from resolutions.archive.reading_back import document_of
from resolutions.editing import Edited, Impossible, flatten, operations
from resolutions.ingest import parse
from resolutions.ingest.holdings.places import items_in
from resolutions.ingest.holdings.plan import plan
from resolutions.models import (
    AnchorChange,
    ChangeRecord,
    Citation,
    LanguageVersion,
    Manuscript,
    Note,
    NoteReference,
    Paragraph,
    Resolution,
    SourceFile,
    Sponsorship,
    Upload,
)
from resolutions.vocabulary import ManuscriptState, NoticeKind, Origin, UploadState
from tests.editing.drafts import DRAFT
from tests.factories import make_citation, make_paragraph, make_resolution, make_sponsor, make_text
from tests.holdings import publication

pytestmark = pytest.mark.django_db

SEEDS = sorted((settings.BASE_DIR / "fixtures" / "documents").iterdir())


@pytest.fixture
def user():
    return User.objects.create_user("m.lee")


@pytest.fixture
def receive(reader, user):
    """Send a file and have it read."""

    def receive(data=DRAFT, name="draft.txt"):
        data = data.encode() if isinstance(data, str) else data
        upload = uploads.receive(data, name, user)
        uploads.read_waiting(reader)
        upload.refresh_from_db()
        return upload

    return receive


def change(manuscript, name, *args, by="m.lee"):
    manuscript.refresh_from_db()
    edited = operations.OPERATIONS[name](manuscripts.edited_in(manuscript), *args)
    return manuscripts.save(manuscript, manuscript.head, edited, by, name)


def publish(manuscript, notice=""):
    manuscript.refresh_from_db()
    return publish_manuscript(manuscript, manuscript.head, "m.lee", notice)


def texts_of(resolution):
    return {p.anchor: p.text for p in resolution.paragraphs.all()}


def test_a_file_is_read_and_work_on_it_begins(receive):
    upload = receive()
    manuscript = upload.manuscript
    assert (upload.state, upload.format, manuscript.symbol) == ("read", "text", "A/C.1/77/L.99")
    assert [version.reason for version in manuscript.versions.all()] == ["Read from draft.txt"]
    assert "Seventy-seventh session" in [line["text"] for line in upload.read["lines"]]
    assert not Resolution.objects.exists()


def test_a_refused_file_is_kept_with_the_reason_and_may_be_tried_again(receive, reader):
    upload = receive(b"%PDF-1.7 nothing", "scan.pdf")
    assert (upload.state, upload.manuscript) == ("refused", None)
    assert upload.problem.endswith(".")
    uploads.retry(upload)
    upload.refresh_from_db()
    assert (upload.state, upload.problem) == ("received", "")
    uploads.read_waiting(reader)
    upload.refresh_from_db()
    assert upload.state == "refused"
    assert uploads.delete(upload)
    assert Upload.objects.get().state == UploadState.DELETED
    assert SourceFile.objects.get().content.read() == b"%PDF-1.7 nothing"


def test_a_reading_that_was_cut_off_is_done_again(user, reader):
    upload = uploads.receive(DRAFT.encode(), "draft.txt", user)
    assert uploads._next() == upload
    assert uploads._next() is None
    Upload.objects.update(claimed_at="2022-01-01T00:00:00Z")
    uploads.read_waiting(reader)
    upload.refresh_from_db()
    assert upload.state == "read"


def test_an_original_that_cannot_be_opened_stops_nothing(user, reader):
    lost = uploads.receive(b"lost", "lost.txt", user)
    Path(lost.source.content.path).unlink()
    found = uploads.receive(DRAFT.encode(), "draft.txt", user)
    uploads.read_waiting(reader)
    lost.refresh_from_db()
    found.refresh_from_db()
    assert (lost.state, found.state) == ("refused", "read")
    assert lost.problem == uploads.NO_ORIGINAL


def test_too_many_files_are_not_taken(user, monkeypatch):
    monkeypatch.setattr(uploads, "LONGEST_QUEUE", 1)
    uploads.receive(b"1", "1.txt", user)
    with pytest.raises(uploads.Full, match="try again later"):
        uploads.receive(b"2", "2.txt", user)


def test_the_same_bytes_the_same_symbol_and_the_same_words_are_told(receive):
    first = receive()
    same_bytes, same_symbol = receive(name="again.txt"), receive(DRAFT + "\nEnd.\n")
    same_words = receive(DRAFT.replace("L.99", "L.98"))
    assert [t.manuscript for t in twins_of(same_words)] == [first.manuscript]
    assert "3 of 3 paragraphs word for word" in twins_of(same_words)[0].why
    assert [t.manuscript for t in twins_of(same_bytes)] == [first.manuscript]
    assert "byte for byte" in twins_of(same_bytes)[0].why
    assert "same symbol" in twins_of(same_symbol)[0].why
    begun = manuscripts.begin(same_words, "m.lee")
    assert begun != first.manuscript
    text = publish(first.manuscript)
    third = receive(DRAFT.replace("L.99", "L.97"))
    assert [(t.text, t.manuscript, t.why) for t in twins_of(third)] == [
        (text, first.manuscript, "3 of 3 paragraphs word for word"),
        (None, begun, "3 of 3 paragraphs word for word"),
    ]
    assert SourceFile.objects.count() == 4
    assert Manuscript.objects.count() == 2


def test_saving_adds_a_version_and_undo_takes_it_back(receive):
    manuscript = receive().manuscript
    before = manuscripts.edited_in(manuscript)
    change(manuscript, "edit", "op1", "Welcomes the second report;")
    change(manuscript, "join", "op1")
    manuscript.refresh_from_db()
    for expected in (2, 1):
        manuscripts.undo(manuscript, manuscript.head, "m.lee")
        manuscript.refresh_from_db()
        assert manuscript.versions.last().origin == expected
    assert manuscripts.edited_in(manuscript) == before
    with pytest.raises(Impossible, match="no earlier version"):
        manuscripts.undo(manuscript, manuscript.head, "m.lee")
    manuscripts.restore(manuscript, 5, 3, "m.lee")
    manuscript.refresh_from_db()
    assert len(flatten(manuscripts.edited_in(manuscript))) == 2
    assert manuscript.versions.count() == 6


def test_the_second_of_two_saves_is_told_of_the_first(receive):
    manuscript = receive().manuscript
    mine = manuscripts.edited_in(manuscript)
    change(manuscript, "edit", "op1", "Theirs;", by="other")
    with pytest.raises(manuscripts.Overtaken) as told:
        manuscripts.save(manuscript, 1, mine, "m.lee", "Mine")
    assert (told.value.version.number, told.value.version.author) == (2, "other")
    assert manuscript.versions.count() == 2


def test_a_symbol_that_is_worked_on_cannot_be_given_to_another_text(receive):
    receive()
    other = receive(DRAFT.replace("L.99", "L.98").replace("meet again", "dine")).manuscript
    edited = operations.set_facts(manuscripts.edited_in(other), {"symbol": "A/C.1/77/L.99"})
    with pytest.raises(manuscripts.Taken):
        manuscripts.save(other, 1, edited, "m.lee", "Head")


def test_publishing_stores_and_shows_at_once(receive):
    make_sponsor("Cuba", slug="cuba")
    waiting = make_citation(
        make_paragraph(make_text("A/RES/78/1"), "pp1", "Recalling A/C.1/77/L.99,"),
        *("A/C.1/77/L.99", "A/C.1/77/L.99"),
    )
    make_resolution("A/RES/71/28")
    upload = receive()
    said = summary(upload.manuscript, "m.lee")
    assert (said.new, said.cited, said.cited_held, said.resolving) == (3, 1, 1, 1)
    text = publish(upload.manuscript)
    upload.refresh_from_db()
    waiting.refresh_from_db()
    assert (text.symbol, text.is_published, waiting.cited) == ("A/C.1/77/L.99", True, text)
    assert (upload.state, upload.manuscript.resolution) == ("published", text)
    assert text.sources.get() == upload.source
    assert upload.manuscript.published_version == upload.manuscript.head == 2


def test_what_an_editor_supplied_is_said_to_be_supplied(receive):
    manuscript = receive().manuscript
    edited = manuscripts.edited_in(manuscript)
    facts = {"adopted_on": "2022-11-03", "title": "Lamps", "agenda_item": "", "stage": "draft"}
    manuscripts.save(manuscript, 1, operations.set_facts(edited, facts), "m.lee", "Head")
    text = publish(manuscript)
    text.refresh_from_db()
    assert (text.title, str(text.adopted_on), text.agenda_item) == ("Lamps", "2022-11-03", "")
    assert text.origin_of("title") == text.origin_of("adopted_on") == Origin.EDITOR
    assert text.origin_of("session") == Origin.PRINTED


def test_a_correction_is_told_and_old_anchors_lead_on(receive):
    manuscript = receive().manuscript
    text = publish(manuscript)
    change(manuscript, "split", "pp1", len("Recalling its resolution 71/28"))
    change(manuscript, "join", "op1")
    manuscript.refresh_from_db()
    said = summary(manuscript, "m.lee")
    assert (said.new, said.changed, said.removed, said.renamed) == (1, 2, 1, {"op2": "op1"})
    with pytest.raises(Impossible, match="Say in a sentence"):
        publish(manuscript)
    publish(manuscript, "Two paragraphs were read as one.")
    assert AnchorChange.objects.values_list("old", "new").get() == ("op2", "op1")
    notice = text.notices.get()
    assert (notice.kind, notice.words) == ("correction", "Two paragraphs were read as one.")
    assert list(texts_of(text)) == ["pp1", "pp2", "op1"]


def test_anchors_that_move_twice_lead_to_where_they_are_now(receive):
    manuscript = receive(DRAFT.replace("2. Decides", "2. Asks;\n\n3. Decides")).manuscript
    publish(manuscript)
    for _ in range(2):
        change(manuscript, "join", "op1")
        change(manuscript, "renumber", "op1")
        publish(manuscript, "Read as one.")
    assert set(AnchorChange.objects.values_list("old", "new")) == {("op2", "op1"), ("op3", "op1")}


def test_a_symbol_that_another_text_has_is_an_obstacle(receive):
    make_text("A/C.1/77/L.99", [("pp1", "Another text altogether,")])
    upload = receive()
    assert upload.manuscript is None
    manuscript = manuscripts.begin(upload, "m.lee")
    with pytest.raises(Impossible, match="is held already"):
        publish(manuscript)


def test_a_catalogue_record_is_given_its_text(receive):
    record = make_resolution("A/C.1/77/L.99", title="From the library")
    assert publish(receive().manuscript) == record
    record.refresh_from_db()
    assert record.has_text


def test_a_text_is_withdrawn_with_a_notice_and_restored(receive):
    text = publish(receive().manuscript)
    with pytest.raises(Impossible, match="Say in a sentence"):
        archive.withdraw(text, " ", "m.lee")
    archive.withdraw(text, "It was another draft.", "m.lee")
    assert is_withdrawn(text)
    with pytest.raises(Impossible, match="not public"):
        archive.withdraw(text, "Again.", "m.lee")
    archive.restore(text, "It was this draft after all.", "m.lee")
    text.refresh_from_db()
    assert text.is_published
    assert [n.kind for n in text.notices.all()] == [NoticeKind.RESTORATION, NoticeKind.WITHDRAWAL]
    assert texts_of(text)["op1"] == "Welcomes the report;"


def test_a_text_set_aside_frees_its_symbol(receive):
    first = receive().manuscript
    manuscripts.set_aside(first, 1)
    second = receive(DRAFT + "\nEnd.\n").manuscript
    assert second.symbol == first.symbol
    with pytest.raises(manuscripts.Taken):
        manuscripts.take_up(first)
    manuscripts.set_aside(second, 1)
    manuscripts.take_up(first)
    assert Manuscript.objects.get(state=ManuscriptState.OPEN) == first


def test_the_nearest_text_has_the_most_paragraphs_in_common(receive):
    near = make_text(
        "A/C.1/76/L.1", [("pp1", "Recalling its resolution 71/28 of 5 December 2016,")]
    )
    make_paragraph(near, "op1", "Welcomes the report;")
    make_text("A/C.1/76/L.2", [("op1", "Welcomes the report;")])
    edited = manuscripts.edited_in(receive().manuscript)
    assert [(found.text, found.shared, found.of) for found in nearest(edited)] == [(near, 2, 3)]


OWN = {"id", "resolution_id", "parent_id", "paragraph_id", "note_id", "cited_id", "stored_at"}


def rows_of(text):
    """Everything that is stored of a text, without keys and times."""
    found = {}
    for model in (Paragraph, Note, Sponsorship, LanguageVersion):
        rows = model.objects.filter(resolution=text).order_by("pk")
        found[model.__name__] = [
            {k: v for k, v in row.items() if k not in OWN} for row in rows.values()
        ]
    of_paragraphs = NoteReference.objects.filter(paragraph__resolution=text)
    found["references"] = sorted(
        of_paragraphs.values_list("paragraph__anchor", "note__mark", "position")
    )
    for name in ("paragraph__anchor", "note__mark"):
        holder = name.partition("__")[0]
        cited = Citation.objects.filter(**{f"{holder}__resolution": text})
        found[name] = sorted(
            map(str, cited.values_list(name, "start", "end", "symbol", "verb", "name", "date"))
        )
    return found


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_text_is_read_back_from_its_rows_and_stored_the_same(seed):
    text = archive.store(parse(seed.read_bytes()), facts={"series": "ict-security"})
    archive.publish(text)
    before, head = rows_of(text), Resolution.objects.values().get(pk=text.pk)
    manuscript = manuscripts.revise(text, text.versions.get().language, "m.lee")
    assert flatten(Edited(document_of(text, "en"))) == flatten(manuscripts.edited_in(manuscript))
    publish_manuscript(manuscript, 1, "m.lee", "Nothing changed.")
    assert rows_of(text) == before
    after = Resolution.objects.values().get(pk=text.pk)
    assert {k for k in head if head[k] != after[k]} <= {"updated_at", "provenance"}
    assert not AnchorChange.objects.exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_imported_text_is_revised_and_keeps_all_that_is_known_of_it(tmp_path, language):
    files = {publication.name(letter=letter): publication.xml(letter=letter) for letter in "EF"}
    folder = publication.lay_out(tmp_path, files, [publication.line()])
    UnImport(plan(items_in(folder)), processes=1).run()
    text = Resolution.objects.get(symbol="A/RES/86/41")
    before, head = rows_of(text), Resolution.objects.values().get(pk=text.pk)
    manuscript = manuscripts.revise(text, language, "m.lee")
    publish_manuscript(manuscript, 1, "m.lee", "Nothing changed.")
    after, head_after = rows_of(text), Resolution.objects.values().get(pk=text.pk)
    for version in [*before["LanguageVersion"], *after["LanguageVersion"]]:
        del version["source"], version["item_id"]
    order = [(row["language"], row["order"]) for row in before["Paragraph"]]
    after["Paragraph"].sort(key=lambda row: order.index((row["language"], row["order"])))
    assert after == before
    changed = {name for name in head if head[name] != head_after[name]}
    assert changed <= {"updated_at", "provenance"}


def test_the_same_bytes_sent_at_once_are_kept_once(transactional_db):
    start = Barrier(16)

    def keep(number):
        start.wait()
        try:
            return archive.keep_original(b"the same bytes", f"{number}.txt", "text/plain")
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        kept = list(pool.map(keep, range(16)))
    assert len({source.pk for source, _ in kept}) == SourceFile.objects.count() == 1
    assert sum(new for _, new in kept) == 1
    assert SourceFile.objects.get().content.read() == b"the same bytes"


@pytest.mark.django_db(transaction=True)
def test_two_who_send_the_same_symbol_at_once_end_with_one_text():
    """Two files of one symbol, read by two processes' worth of connections at one moment."""
    people = [User.objects.create_user(name) for name in ("one", "two")]
    files = [uploads.receive(f"{DRAFT}\n{user}\n".encode(), f"{user}.txt", user) for user in people]
    for upload in files:
        read = parse(upload.source.content.read())
        upload.read = {"document": msgspec.to_builtins(read), "lines": []}
        upload.state = UploadState.READING
        upload.save()
    start = Barrier(2)

    def begin(upload):
        start.wait()
        try:
            return manuscripts.begin(upload, upload.uploaded_by.username)
        except manuscripts.Taken as taken:
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(begin, files))
    manuscript = Manuscript.objects.get()
    assert manuscript.head == 1
    (told,) = [each for each in outcomes if isinstance(each, manuscripts.Taken)]
    assert told.manuscript == manuscript
    assert str(told) == "A/C.1/77/L.99 is being worked on already."


@pytest.mark.django_db(transaction=True)
def test_many_saves_at_once_make_one_version(receive):
    manuscript = receive().manuscript
    edited, start = manuscripts.edited_in(manuscript), Barrier(8)

    def save(number):
        start.wait()
        try:
            return manuscripts.save(manuscript, 1, edited, f"editor {number}", "At once")
        except manuscripts.Overtaken:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        saved = [version for version in pool.map(save, range(8)) if version]
    assert len(saved) == 1
    assert manuscript.versions.count() == 2


def test_what_publishing_does_is_on_record(receive):
    manuscript = receive().manuscript
    text = publish(manuscript)
    kinds = ChangeRecord.objects.filter(text=text.pk).values_list("table", flat=True)
    assert {"resolutions_resolution", "resolutions_paragraph"} <= set(kinds)
