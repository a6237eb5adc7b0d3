"""What is sent after a session has ended: kept, and shown to whoever sent it."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from resolutions.models import SourceFile, Upload
from tests.editing.drafts import DRAFT
from tests.editing.steps import DESK, UPLOAD, act, words
from tests.factories import make_text

pytestmark = pytest.mark.django_db


LATE = {"do": "edit", "anchor": "op2", "text": "Decides to dine <late>.", "base": "1"}


def test_what_was_typed_outlives_the_session(editor, manuscript):
    address = reverse("editing:change", args=[manuscript.pk])
    editor.get(manuscript.get_absolute_url())
    del editor.cookies[settings.SESSION_COOKIE_NAME]
    response = editor.post(address, LATE)
    kept = reverse("editing:kept")
    assert response.url == f"{reverse('admin:login')}?next={kept}"
    user = User.objects.get(username="m.lee")
    user.set_password("unheard-of lamps")
    user.save()
    response = editor.post(
        response.url,
        {"username": "m.lee", "password": "unheard-of lamps", "next": kept},
        follow=True,
    )
    assert response.redirect_chain[-1][0] == kept
    assert "Decides to dine &lt;late&gt;." in response.text
    assert manuscript.versions.count() == 1
    assert act(editor, manuscript, **response.context["sent"]).status_code == 200
    assert " to dine <late>." in words(editor.get(manuscript.get_absolute_url()))
    assert editor.get(kept).url == DESK


def sign_in_again(client):
    """As its user, in the same browser; the page that is shown then."""
    user = User.objects.get(username="m.lee")
    user.set_password("unheard-of lamps")
    user.save()
    kept = reverse("editing:kept")
    sent = {"username": "m.lee", "password": "unheard-of lamps", "next": kept}
    page = client.post(f"{reverse('admin:login')}?next={kept}", sent, follow=True)
    assert page.redirect_chain[-1][0] == kept
    return page


def test_a_pasted_text_outlives_the_session_and_its_files_are_chosen_again(editor):
    editor.get(UPLOAD)
    del editor.cookies[settings.SESSION_COOKIE_NAME]
    file = SimpleUploadedFile("lamps.docx", b"PK")
    assert editor.post(UPLOAD, {"pasted": DRAFT, "files": [file]}).status_code == 302
    assert not SourceFile.objects.exists()
    page = sign_in_again(editor)
    assert "the files have to be chosen again" in page.text
    assert "Files: lamps.docx" in page.text
    assert page.context["kept"]["path"] == UPLOAD
    assert "is not saved yet" in editor.get(DESK).text
    assert editor.post(UPLOAD, page.context["sent"]).status_code == 302
    assert Upload.objects.get().name == "Pasted text.txt"
    assert "is not saved yet" not in editor.get(DESK).text


def test_words_to_readers_outlive_the_session(editor):
    text = make_text("A/RES/71/28")
    address = reverse("editing:text", args=[text.pk])
    editor.get(address)
    session = editor.session
    session["signed_in"] = 1  # long ago
    session.save()
    sent = {"do": "withdraw", "words": "It was another text."}
    assert editor.post(address, sent).status_code == 302
    text.refresh_from_db()
    assert text.is_published
    page = sign_in_again(editor)
    assert "It was another text." in page.text
    assert editor.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    editor.post(page.context["kept"]["path"], page.context["sent"])
    text.refresh_from_db()
    assert not text.is_published


def test_what_cannot_be_done_when_it_is_sent_again_stays_kept(editor, manuscript):
    address = reverse("editing:publish", args=[manuscript.pk])
    editor.get(address)
    del editor.cookies[settings.SESSION_COOKIE_NAME]
    editor.post(address, {"base": "1"})
    page = sign_in_again(editor)
    act(editor, manuscript, "join", anchor="op1")
    assert editor.post(address, page.context["sent"]).status_code == 409
    assert "is not saved yet" in editor.get(DESK).text


def test_who_signs_in_in_another_window_goes_on_in_the_first(manuscript):
    """The token of the form is that of the session before: refused, and kept."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="m.lee"))
    page = client.get(manuscript.get_absolute_url())
    token = page.context["csrf_token"]
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    address = reverse("editing:change", args=[manuscript.pk])
    sent = LATE | {"csrfmiddlewaretoken": str(token)}
    refused = client.post(address, sent, headers={"origin": "http://testserver"})
    assert (refused.status_code, "What you sent is kept" in refused.text) == (403, True)
    assert client.get(reverse("editing:kept")).context["sent"] == LATE
    other = client.post(address, sent, headers={"origin": "https://elsewhere.example"})
    assert (other.status_code, "What you sent is kept" in other.text) == (403, False)


def test_who_has_left_keeps_nothing_here(editor, manuscript):
    editor.get(manuscript.get_absolute_url())
    User.objects.update(is_active=False)
    editor.post(reverse("editing:change", args=[manuscript.pk]), LATE)
    assert "kept" not in editor.session


def test_no_one_time_code_is_kept(editor):
    editor.get(reverse("editing:codes"))
    del editor.cookies[settings.SESSION_COOKIE_NAME]
    editor.post(reverse("editing:codes"), {"do": "give", "code": "123456"})
    assert settings.SESSION_COOKIE_NAME not in editor.cookies


@pytest.mark.parametrize("cookie", [None, "m.lee", "m.lee:1x:forged"])
def test_nothing_is_kept_for_a_browser_that_never_worked_here(manuscript, cookie):
    visitor = Client()
    if cookie:
        visitor.cookies["worked"] = cookie
    response = visitor.post(reverse("editing:change", args=[manuscript.pk]), LATE)
    assert response.url == f"{reverse('admin:login')}?next={manuscript.get_absolute_url()}"
    assert settings.SESSION_COOKIE_NAME not in visitor.cookies


def test_what_was_kept_is_shown_to_nobody_else(editor, manuscript):
    editor.get(manuscript.get_absolute_url())
    del editor.cookies[settings.SESSION_COOKIE_NAME]
    editor.post(reverse("editing:change", args=[manuscript.pk]), LATE)
    editor.force_login(User.objects.create_superuser("somebody.else"))
    assert editor.get(reverse("editing:kept")).url == DESK
