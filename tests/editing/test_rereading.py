"""A file read again: what would change is shown, and is taken or not."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from resolutions import archive
from resolutions.archive import manuscripts
from resolutions.archive.originals import keep_original
from resolutions.archive.publishing import publish_manuscript
from resolutions.editing import flatten
from resolutions.ingest import parse
from resolutions.ingest.edition import edition
from resolutions.models import Manuscript, Resolution, Upload, Version
from tests.editing.drafts import DRAFT
from tests.editing.steps import act
from tests.factories import make_text
from tests.ingest.pdf_files import Sheet, pdf

pytestmark = pytest.mark.django_db


def printed():
    sheet = Sheet()
    for number, line in enumerate(DRAFT.splitlines()):
        sheet.text(72, 60 + 20 * number, line)
    return pdf(sheet)


@pytest.fixture
def unmarked(send):
    """A PDF as it was kept before lines had places on their pages."""
    send(printed(), "draft.pdf")
    upload = Upload.objects.get()
    for line in upload.read["lines"]:
        del line["spot"]
    upload.save()
    return Manuscript.objects.get()


def address(manuscript):
    return reverse("editing:again", args=[manuscript.pk])


def take(client, manuscript, do, **values):
    manuscript.refresh_from_db()
    values = {"base": manuscript.head, **values}
    return client.post(address(manuscript), {"do": do, **values}, follow=True)


def texts(manuscript):
    manuscript.refresh_from_db()
    return [piece.text for piece in flatten(manuscripts.edited_in(manuscript))]


def test_pages_are_marked_and_the_text_stays_as_it_was(editor, unmarked):
    page = editor.get(unmarked.get_absolute_url()).text
    assert "before they were marked on the pages" in page
    assert "read as OP1" not in page
    act(editor, unmarked, "edit", anchor="op2", text="Decides to dine.")
    asked = editor.get(address(unmarked)).text
    assert "1 place of the text would change" in asked
    assert "dine" in asked
    page = take(editor, unmarked, "lines").text
    assert "read as OP1" in page
    assert "before they were marked" not in page
    assert texts(unmarked)[-1] == "Decides to dine."
    assert unmarked.head == 2
    asked = editor.get(address(unmarked)).text
    assert "show these lines beside it" not in asked


def test_a_new_reading_is_the_next_version_and_what_was_edited_can_be_restored(
    editor,
    unmarked,
):
    act(editor, unmarked, "edit", anchor="op2", text="Decides to dine.")
    take(editor, unmarked, "read")
    assert texts(unmarked)[-1] == "Decides to meet again."
    versions = Version.objects.filter(manuscript=unmarked)
    assert [version.reason for version in versions] == [
        "Read from draft.pdf",
        "Edited OP2",
        "Read anew from draft.pdf",
    ]
    act(editor, unmarked, "undo")
    assert texts(unmarked)[-1] == "Decides to dine."


def test_a_public_text_is_read_again_as_a_revision(editor, unmarked):
    publish_manuscript(unmarked, 1, "m.lee")
    act(editor, unmarked, "edit", anchor="op2", text="Decides to dine.")
    take(editor, unmarked, "read")
    assert texts(unmarked)[-1] == "Decides to meet again."
    assert unmarked.is_open
    text = Resolution.objects.published().get()
    assert text.paragraphs.get(anchor="op2").text == "Decides to meet again."


def test_a_reading_on_top_of_another_save_is_not_taken(editor, unmarked):
    act(editor, unmarked, "edit", anchor="op2", text="Decides to dine.")
    page = take(editor, unmarked, "read", base=1)
    assert "saved version 2 meanwhile" in page.text
    assert texts(unmarked)[-1] == "Decides to dine."


def test_a_text_that_came_without_an_upload_is_shown_beside_its_file(editor):
    """As the texts do that the archive began with."""
    data = DRAFT.encode()
    source, _ = keep_original(data, "draft.txt", "text/plain")
    text = archive.store(parse(data), source=source)
    archive.publish(text)
    page = editor.post(reverse("editing:text", args=[text.pk]), {"do": "revise"}, follow=True).text
    assert "reading it again shows them here" in page
    manuscript = Manuscript.objects.get()
    assert "No word of the paragraphs differs." in editor.get(address(manuscript)).text
    page = take(editor, manuscript, "lines").text
    assert 'href="?at=op2#op2"><span class="vh">Read as' in page
    assert manuscript.head == 1
    act(editor, manuscript, "edit", anchor="op2", text="Decides to dine.")
    assert publish_manuscript(manuscript, 2, "m.lee", "A slip.") == text


def test_a_text_without_a_file_has_nothing_to_be_read_again(editor):
    text = make_text("A/RES/71/28", [("op1", "Decides.")])
    page = editor.post(reverse("editing:text", args=[text.pk]), {"do": "revise"}, follow=True).text
    assert "The archive has no file of this text." in page
    assert editor.get(address(Manuscript.objects.get())).status_code == 404


def test_a_file_that_cannot_be_opened_any_more_is_said(editor, unmarked):
    source = Upload.objects.get().source
    source.content.storage.delete(source.content.name)
    page = editor.get(address(unmarked), follow=True).text
    assert "cannot be opened where it is kept" in page


def test_the_command_marks_every_pdf_once(unmarked, capsys):
    for expected in ("1 file is", "0 files are"):
        call_command("mark_pages")
        assert capsys.readouterr().out == f"{expected} marked on their pages.\n"
    assert any(line["spot"] for line in Upload.objects.get().read["lines"])
    unmarked.refresh_from_db()
    assert unmarked.head == 1


def test_the_command_leaves_a_text_beside_the_file_it_was_read_from_last(unmarked, capsys):
    first = Upload.objects.get()
    source, _ = keep_original(DRAFT.encode(), "draft.txt", "text/plain")
    last = Upload.objects.create(
        source=source,
        name="draft.txt",
        format="text",
        state=first.state,
        read=first.read,
        uploaded_by=first.uploaded_by,
        manuscript=unmarked,
    )
    call_command("mark_pages")
    assert capsys.readouterr().out == "0 files are marked on their pages.\n"
    last.refresh_from_db()
    assert (last.format, last.read) == ("text", first.read)


@pytest.mark.parametrize(("do", "by"), [("read", edition()), ("lines", "others")])
def test_the_readers_are_told_whose_document_is_kept(editor, unmarked, do, by):
    Upload.objects.update(edition="others")
    take(editor, unmarked, do)
    assert Upload.objects.get().edition == by
