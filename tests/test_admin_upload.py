"""An editor uploads a file, looks over what was read, corrects it, stores it, publishes it."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from resolutions import archive
from resolutions.models import Paragraph, Resolution, SourceFile
from resolutions.uploads import REQUEST_BYTES
from resolutions.vocabulary import Origin
from tests.factories import make_resolution, make_text

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:resolutions_sourcefile_add")
EDITING = ["add_resolution", "view_sourcefile", "view_resolution", "change_resolution"]
DRAFT = """United Nations A/C.1/77/L.99

Distr.: Limited 6 October 2022
Original: English

Seventy-seventh session
First Committee
Agenda item 94
Developments in the field of information security

Cuba and Zimbabwe: draft resolution

Developments in the field of information security

The General Assembly,

Recalling its resolution 71/28 of 5 December 2016,

1. Welcomes the report;

2. Decides to meet again.
"""


def make_editor(*permissions, **fields):
    user = User.objects.create_user("editor", is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


@pytest.fixture
def editor(client):
    """A signed-in editor who may upload and publish."""
    user = make_editor(*EDITING, "publish_resolution")
    client.force_login(user)
    return client


def upload(client, data=DRAFT, name="draft.txt", **kwargs):
    data = data.encode() if isinstance(data, str) else data
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data, **kwargs)}, follow=True)


def head_of(response):
    """What the form of the head holds, as a browser would send it back."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    if isinstance(languages := values["original_languages"], list):
        values["original_languages"] = ",".join(languages)
    return {name: value for name, value in values.items() if value not in (None, False)}


def store(client, response, **corrections):
    address = response.redirect_chain[-1][0]
    return client.post(address, head_of(response) | corrections, follow=True)


def words(response):
    return unescape(response.text)


def test_an_upload_is_shown_as_read_beside_its_source(editor):
    response = upload(editor)
    assert [
        (p.label, str(p.html).partition("</em>")[0]) for p in response.context["preview"].paragraphs
    ] == [("PP1", "<em>Recalling"), ("OP1", "<em>Welcomes"), ("OP2", "<em>Decides")]
    assert response.context["lines"][0].text == "United Nations A/C.1/77/L.99"
    assert head_of(response)["symbol"] == "A/C.1/77/L.99"
    assert "Printed in the source" in words(response)
    assert "Zimbabwe" in words(response)
    assert not Resolution.objects.exists()


def test_lines_of_the_source_say_where_they_went(editor):
    response = upload(editor, f"{DRAFT}\n22-12345 (E)\n")
    lines = {line.text: (line.read_as, line.dropped) for line in response.context["lines"]}
    assert lines["Seventy-seventh session"] == ("session", "")
    assert lines["Agenda item 94"] == ("agenda item", "")
    assert lines["1. Welcomes the report;"] == ("", "")
    assert lines["22-12345 (E)"] == ("", "job number")
    assert "read as: agenda item" in words(response)


def test_warnings_are_said_in_words(editor):
    response = upload(editor, DRAFT.replace("A/C.1/77", "A/c.1/77"))
    assert "The symbol is printed as A/c.1/77/L.99; it was read as A/C.1/77/L.99." in words(
        response
    )


def test_storing_makes_an_unpublished_text(editor, client):
    response = store(editor, upload(editor))
    resolution = Resolution.objects.get()
    assert (resolution.symbol, resolution.is_published) == ("A/C.1/77/L.99", False)
    assert resolution.paragraphs.count() == 3
    assert SourceFile.objects.get().resolution == resolution
    assert "Stored as A/C.1/77/L.99. It is not public yet." in words(response)
    assert Client().get(resolution.get_absolute_url()).status_code == 404
    assert "welcomes" not in Client().get("/search/?q=report").text.lower()


def test_corrections_count_as_supplied_by_an_editor(editor):
    store(
        editor,
        upload(editor),
        symbol="a/c.1/77/l.98",
        title="Security",
        agenda_item="",
        adopted_on="2022-11-03",
    )
    resolution = Resolution.objects.get()
    assert resolution.symbol == "A/C.1/77/L.98"
    assert (resolution.title, resolution.agenda_item) == ("Security", "")
    assert resolution.adopted_on == date(2022, 11, 3)
    assert resolution.origin_of("title") == Origin.EDITOR
    assert "Entered by editor" in resolution.provenance["title"]["source"]
    assert resolution.origin_of("session") == Origin.PRINTED
    assert resolution.origin_of("agenda_item") is None


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("symbol", "nonsense", "Enter the symbol as printed, for example A/C.1/77/L.23."),
        ("symbol", "A/C.1/77/L.23\x00", "Null characters are not allowed."),
        ("title", "", "This field is required."),
        ("issued_on", "yesterday", "Enter a valid date."),
        ("session", "-1", "greater than or equal to 1"),
        ("session", "99999", "less than or equal to 999"),
        ("year", "99999", "less than or equal to 2199"),
        ("symbol", "A/70/174", "A/70/174 is held as a report, not a resolution."),
        ("meeting", "x" * 61, "at most 60 characters"),
        ("stage", "law", "Select a valid choice."),
    ],
)
def test_a_wrong_correction_is_named_and_stores_nothing(editor, field, value, message):
    make_resolution("A/70/174", kind="report")
    response = store(editor, upload(editor), **{field: value})
    assert message in words(response)
    assert not Resolution.objects.with_text().exists()


def test_what_cannot_be_read_is_refused_in_a_sentence_and_not_kept(editor):
    for data in (b"", b"MZ\x90\x00\x03" + bytes(range(256)) * 10):
        response = upload(editor, data, "draft.txt", content_type="text/plain")
        (message,) = response.context["form"].errors["file"]
        assert response.status_code == 200
        assert message.endswith(".")
        assert message in words(response)
    assert not SourceFile.objects.exists()


def test_what_no_column_holds_is_refused_in_a_sentence(editor):
    group = "the States members of the Movement " * 20
    response = upload(editor, DRAFT.replace("Cuba", f"Cuba (on behalf of {group})"))
    (message,) = response.context["form"].errors["file"]
    assert "is longer than 500 characters" in message
    assert not SourceFile.objects.exists()


def test_an_original_that_cannot_be_read_any_more_says_so(editor):
    source, _ = archive.keep_original(b"MZ\x90\x00" * 99, "old.txt", "text/plain")
    response = editor.get(reverse("admin:resolutions_sourcefile_change", args=[source.pk]))
    assert response.status_code == 200
    assert "Download the original" in words(response)


def test_a_file_is_read_outside_this_process(editor, monkeypatch):
    """With the readers of this process taken away, a file is read all the same."""
    monkeypatch.setattr("resolutions.ingest.readers.READERS", ())
    assert upload(editor, DRAFT.replace("L.99", "L.97")).context["preview"].count == 3


def test_an_upload_without_a_file_says_so(editor):
    assert "Choose a file." in words(editor.post(UPLOAD))


def test_the_same_bytes_again_lead_to_what_is_held(editor):
    store(editor, upload(editor))
    response = upload(editor, name="other.txt")
    assert "The archive holds this very file, as draft.txt. Nothing was stored." in words(response)
    assert (SourceFile.objects.count(), Resolution.objects.count()) == (1, 1)
    address = reverse("admin:resolutions_resolution_change", args=[Resolution.objects.get().pk])
    assert f'href="{address}"' in response.text


def test_the_same_bytes_before_storing_go_on_where_they_were(editor):
    first, second = upload(editor), upload(editor)
    assert first.redirect_chain[-1] == second.redirect_chain[-1]
    assert second.context["form"] is not None


def test_a_symbol_that_is_held_is_said_before_anything_is_replaced(editor):
    held = make_text("A/C.1/77/L.99", [("pp1", "Noting what was here,")], title="Earlier")
    response = upload(editor)
    assert "A/C.1/77/L.99 is held already and public: “Earlier”." in words(response)
    response = store(editor, response)
    assert "Tick this to replace its text" in words(response)
    assert Paragraph.objects.get().resolution == held
    address = reverse("admin:resolutions_sourcefile_change", args=[SourceFile.objects.get().pk])
    response = editor.post(address, head_of(response) | {"replace": "on"}, follow=True)
    assert "Stored as A/C.1/77/L.99. It is public." in words(response)
    held.refresh_from_db()
    assert (held.title, held.paragraphs.count()) == (
        "Developments in the field of information security",
        3,
    )
    assert held.is_published


def test_a_field_emptied_on_replacing_a_text_is_empty(editor):
    make_text("A/C.1/77/L.99", [("pp1", "Noting what was here,")], agenda_item="93")
    store(editor, upload(editor), replace="on", agenda_item="")
    resolution = Resolution.objects.get()
    assert (resolution.agenda_item, resolution.origin_of("agenda_item")) == ("", None)


def test_a_catalogue_record_takes_the_text_without_asking(editor):
    record = make_resolution("A/C.1/77/L.99", stage="draft")
    store(editor, upload(editor))
    record.refresh_from_db()
    assert record.has_text


def test_a_stored_file_is_not_stored_again(editor):
    response = upload(editor)
    store(editor, response)
    assert store(editor, response).status_code == 403


def test_publishing_asks_first_and_is_done_by_post(editor):
    store(editor, upload(editor))
    resolution = Resolution.objects.get()
    address = reverse("admin:resolutions_resolution_publish", args=[resolution.pk])
    assert "3 paragraphs" in words(editor.get(address))
    assert not Resolution.objects.published().exists()
    response = editor.post(address, {"do": "publish"}, follow=True)
    assert "Published. 3 paragraphs are now searchable." in words(response)
    assert Client().get(resolution.get_absolute_url()).status_code == 200
    assert "Withdrawing takes this text" in words(editor.get(address))
    editor.post(address, {"do": "withdraw"})
    assert Client().get(resolution.get_absolute_url()).status_code == 404
    assert Paragraph.objects.count() == 3


def test_publishing_twice_keeps_the_first_date(editor):
    resolution = make_text("A/RES/71/28")
    address = reverse("admin:resolutions_resolution_publish", args=[resolution.pk])
    editor.post(address, {"do": "publish"})
    assert Resolution.objects.get().published_at == resolution.published_at
    assert editor.post(address, {"do": "else"}).status_code == 403


def test_every_step_is_in_the_history(editor):
    store(editor, upload(editor))
    resolution = Resolution.objects.get()
    editor.post(
        reverse("admin:resolutions_resolution_publish", args=[resolution.pk]), {"do": "publish"}
    )
    history = reverse("admin:resolutions_resolution_history", args=[resolution.pk])
    assert "Published. 3 paragraphs are now searchable." in words(editor.get(history))


def test_an_original_is_sent_to_be_saved_and_never_shown(editor):
    upload(editor, name='évil"; x=1\r\n.html')
    source = SourceFile.objects.get()
    response = editor.get(reverse("admin:resolutions_sourcefile_original", args=[source.pk]))
    assert b"".join(response.streaming_content) == DRAFT.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_declared_type_and_name_of_a_file_count_for_nothing(editor):
    upload(editor, name="../../etc/passwd.pdf", content_type="application/pdf")
    source = SourceFile.objects.get()
    assert (source.name, source.media_type) == ("passwd.pdf", "text/plain")
    assert source.content.name.startswith("sha256/")


def test_markup_in_a_file_is_text(editor):
    data = DRAFT.replace("the report", "<script>alert(1)</script>").replace("Cuba", "<img src=x>")
    response = upload(editor, data, name="<b>x</b>.txt")
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert "<b>x</b>" not in store(editor, response).text


def test_a_file_larger_than_25_mib_is_refused_while_it_arrives(editor):
    response = upload(editor, b"a" * (25 * 1024 * 1024 + 1))
    assert "The file is larger than 25 MiB" in words(response)
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


ADDRESSES = {
    "upload": lambda source, text: UPLOAD,
    "read": lambda source, text: reverse("admin:resolutions_sourcefile_change", args=[source.pk]),
    "original": lambda source, text: reverse(
        "admin:resolutions_sourcefile_original", args=[source.pk]
    ),
    "publish": lambda source, text: reverse("admin:resolutions_resolution_publish", args=[text.pk]),
    "change": lambda source, text: reverse("admin:resolutions_resolution_change", args=[text.pk]),
}


@pytest.mark.parametrize(
    ("permissions", "method", "allowed"),
    [
        pytest.param([], "get", set(), id="staff without permissions"),
        pytest.param(["view_sourcefile"], "get", {"read", "original"}, id="may look at files"),
        pytest.param(["add_resolution"], "get", {"upload"}, id="may upload"),
        pytest.param(["change_resolution"], "get", {"change"}, id="may correct"),
        pytest.param(["publish_resolution"], "get", {"publish"}, id="may publish"),
        pytest.param(["view_sourcefile"], "post", {"original"}, id="may look, not store"),
        pytest.param(["change_resolution"], "post", {"change"}, id="may correct, not publish"),
    ],
)
def test_each_address_needs_its_permission(client, permissions, method, allowed):
    text = make_text("A/RES/71/28", published=False)
    source, _ = archive.keep_original(DRAFT.encode(), "draft.txt", "text/plain")
    client.force_login(make_editor(*permissions))
    for name, address in ADDRESSES.items():
        status = getattr(client, method)(address(source, text)).status_code
        assert (name, status) == (name, 200 if name in allowed else 403)


def test_visitors_are_asked_to_sign_in():
    text = make_text("A/RES/71/28", published=False)
    source, _ = archive.keep_original(DRAFT.encode(), "draft.txt", "text/plain")
    for address in ADDRESSES.values():
        for method in (Client().get, Client().post):
            response = method(address(source, text))
            assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


def test_nothing_is_done_without_the_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor(*EDITING, "publish_resolution"))
    text = make_text("A/RES/71/28", published=False)
    source, _ = archive.keep_original(DRAFT.encode(), "draft.txt", "text/plain")
    for name in ("upload", "read", "publish", "change"):
        assert client.post(ADDRESSES[name](source, text), {"do": "publish"}).status_code == 403
    assert not Resolution.objects.published().exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_sent_at_once_are_kept_once():
    start = Barrier(8)

    def keep(number):
        start.wait()
        try:
            return archive.keep_original(b"the same bytes", f"{number}.txt", "text/plain")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(keep, range(8)))
    assert len({source.pk for source, _ in kept}) == SourceFile.objects.count() == 1
    assert sum(new for _, new in kept) == 1
    assert SourceFile.objects.get().content.read() == b"the same bytes"
