"""Files sent to the editors: what is taken, refused, and already there."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resolutions.archive import uploads
from resolutions.models import Manuscript, SourceFile, Upload
from resolutions.uploads import REQUEST_BYTES
from tests.editing.drafts import DRAFT
from tests.editing.steps import DESK, EVERY_COLUMN, UPLOAD, publish, words
from tests.factories import make_text

pytestmark = pytest.mark.django_db


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_limits_are_told_before_anything_is_sent(editor):
    page = words(editor.get(UPLOAD))
    assert "Up to 10 files and 25 MB at once" in page
    assert "Word (DOCX), PDF with text, plain text, Markdown, HTML and Akoma Ntoso XML" in page


def test_a_file_waits_and_then_leads_to_its_text(editor, reader):
    response = editor.post(UPLOAD, {"files": [SimpleUploadedFile("a.txt", DRAFT.encode())]})
    page = words(editor.get(response.url))
    assert "Waiting to be read" in page
    assert "Refresh" in page
    uploads.read_waiting(reader)
    assert "Look over A/C.1/77/L.99" in words(editor.get(response.url))


def test_several_files_a_zip_and_pasted_text_are_each_an_upload(send):
    files = {"one.txt": DRAFT, "folder/two.txt": "Two", "__MACOSX/one.txt": "x"}
    send(zipped(files), "all.zip", pasted="Pasted words")
    assert sorted(Upload.objects.values_list("name", flat=True)) == [
        *("Pasted text.txt", "one.txt", "two.txt")
    ]


def test_what_is_missing_or_too_much_is_said(send):
    assert "Choose a file, or paste the text." in words(send(None))
    many = zipped({f"{n}.txt": "x" for n in range(51)})
    assert "The archive holds more than 50 files" in words(send(many, "many.zip"))
    assert not SourceFile.objects.exists()


def test_a_file_larger_than_25_mib_is_not_kept(send):
    assert "larger than 25 MiB" in words(send(b"x" * (25 * 1024 * 1024 + 1)))
    assert not SourceFile.objects.exists()


def test_a_request_larger_than_26_mib_is_not_read(editor):
    class Body(io.BytesIO):
        read_bytes = 0

        def read(self, size=-1):
            Body.read_bytes += size
            return super().read(size)

    response = editor.generic(
        "POST",
        UPLOAD,
        b"",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(REQUEST_BYTES + 1),
        **{"wsgi.input": Body()},
    )
    assert (response.status_code, Body.read_bytes) == (400, 0)


def test_a_refused_file_says_why_and_can_be_read_again_or_deleted(editor, send):
    send(b"MZ\x90\x00" * 99)
    upload = Upload.objects.get()
    page = words(editor.get(upload.get_absolute_url()))
    assert upload.problem in page
    editor.post(upload.get_absolute_url(), {"do": "retry"})
    upload.refresh_from_db()
    assert upload.state == "received"
    for state in ("reading", "refused"):
        Upload.objects.update(state=state, problem="It is a program.")
    assert "is deleted" in words(
        editor.post(upload.get_absolute_url(), {"do": "delete"}, follow=True)
    )
    assert upload.name not in words(editor.get(DESK))


def test_a_twin_is_shown_and_a_better_copy_becomes_its_next_version(editor, send, manuscript):
    send(DRAFT.replace("meet again", "meet once more"), "better.txt")
    upload = Upload.objects.first()
    page = words(editor.get(upload.get_absolute_url()))
    assert "The same symbol, A/C.1/77/L.99." in page
    assert Manuscript.objects.count() == 1
    response = editor.post(
        upload.get_absolute_url(), {"do": "add", "manuscript": manuscript.pk}, follow=True
    )
    assert "meet once more" in words(response)
    assert manuscript.versions.count() == 2


def test_a_better_copy_of_a_public_text_becomes_a_revision_of_it(editor, send):
    text = make_text("A/C.1/77/L.99", [("pp1", "Noting what was here,")], title="Earlier")
    send()
    upload = Upload.objects.get()
    editor.post(upload.get_absolute_url(), {"do": "revise", "text": text.pk})
    manuscript = Manuscript.objects.get()
    assert (manuscript.resolution, manuscript.head) == (text, 2)
    publish(editor, manuscript, notice="A better copy came.")
    assert list(text.paragraphs.values_list("anchor", flat=True)) == ["pp1", "op1", "op2"]


def test_columns_sent_with_a_file_are_not_taken(editor):
    editor.post(reverse("editing:upload"), EVERY_COLUMN | {"pasted": DRAFT})
    upload = Upload.objects.get()
    assert (upload.state, upload.problem, upload.manuscript) == ("received", "", None)
    assert upload.uploaded_by.get_username() == "m.lee"
    assert (upload.source.size, upload.source.resolution) == (len(DRAFT.strip()), None)
