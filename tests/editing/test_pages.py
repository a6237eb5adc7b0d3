"""The editors' pages: what each shows, what each step does, and what goes wrong in words."""

import io
import re
import zipfile
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from resolutions.archive import manuscripts, uploads
from resolutions.models import Manuscript, Resolution, SourceFile, Upload, Version
from resolutions.roles import make_roles
from resolutions.uploads import REQUEST_BYTES
from tests.editing.drafts import DRAFT
from tests.factories import make_resolution, make_text
from tests.ingest.pdf_files import Sheet, pdf

pytestmark = pytest.mark.django_db

UPLOAD, DESK = reverse("editing:upload"), reverse("editing:desk")
REVIEW = 15  # queries of a page of work


@pytest.fixture
def editor(client):
    """A signed-in publisher."""
    make_roles()
    user = User.objects.create_user("m.lee", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(user)
    return client


@pytest.fixture
def send(editor, reader):
    """Send files or pasted text, and have them read."""

    def send(data=DRAFT, name="draft.txt", **fields):
        data = data.encode() if isinstance(data, str) else data
        files = [SimpleUploadedFile(name, data)] if data is not None else []
        response = editor.post(UPLOAD, {"files": files, **fields}, follow=True)
        uploads.read_waiting(reader)
        return response

    return send


@pytest.fixture
def manuscript(send):
    send()
    return Manuscript.objects.get()


def act(client, manuscript, do, **values):
    manuscript.refresh_from_db()
    values = {"base": manuscript.head, **values}
    address = reverse("editing:change", args=[manuscript.pk])
    response = client.post(address, {"do": do, **values}, follow=True)
    manuscript.refresh_from_db()
    return response


def publish(client, manuscript, **values):
    manuscript.refresh_from_db()
    values = {"base": manuscript.head, **values}
    return client.post(reverse("editing:publish", args=[manuscript.pk]), values, follow=True)


def words(response):
    return unescape(response.text)


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


def test_a_text_is_shown_beside_its_source(editor, manuscript):
    page = editor.get(f"{manuscript.get_absolute_url()}?at=op1")
    assert [p.label for p in page.context["review"].paragraphs] == ["PP1", "OP1", "OP2"]
    lines = {line.text: (line.anchor, line.said) for line in page.context["review"].lines}
    assert lines["1. Welcomes the report;"] == ("op1", "")
    assert lines["Agenda item 94"] == ("", "read as: agenda item")
    assert "<mark>1. Welcomes the report;</mark>" in page.text
    assert "Save the text" in page.text


def printed(*pages):
    """A PDF of the draft, from its head to the line that ends each page."""
    sheets, lines = [], DRAFT.splitlines()
    for end in (*map(lines.index, pages), len(lines)):
        sheet = Sheet()
        for number, line in enumerate(lines[:end]):
            sheet.text(72, 60 + 20 * number, line)
        sheets.append(sheet)
        lines = lines[end:]
    return pdf(*sheets)


def test_the_pages_of_a_pdf_are_shown_with_its_paragraphs_marked(editor, send):
    send(printed("2. Decides to meet again."), "draft.pdf")
    manuscript = Manuscript.objects.get()
    address = manuscript.get_absolute_url()
    page = editor.get(f"{address}?at=op1")
    assert [(m.anchor, m.is_chosen) for m in page.context["sheet"].marked if m.anchor] == [
        *(("pp1", False), ("op1", True))
    ]
    assert 'aria-label="Chosen, read as OP1" class="on"><rect x="118" y="' in page.text
    assert 'In the source: <a href="?pane=source&amp;at=op1#source">page 1</a>' in page.text
    page = editor.get(f"{address}?at=op1&page=2")
    assert "Page 2 of 2" in page.text
    assert "OP1 stands on <a" in page.text
    picture = editor.get(reverse("editing:page", args=[manuscript.pk, 2]))
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert editor.get(reverse("editing:page", args=[manuscript.pk, 3])).status_code == 404


def test_steps_are_saved_and_undone(editor, manuscript):
    act(editor, manuscript, "edit", anchor="op1", text="Welcomes it;\n\nAsks;")
    page = act(editor, manuscript, "join", anchor="op2")
    assert manuscript.head == 3
    assert "Asks; Decides" in words(page)
    page = act(editor, manuscript, "undo")
    assert [p.typed for p in page.context["review"].paragraphs][1:] == [
        *("Welcomes it;", "Asks;", "Decides to meet again.")
    ]


@pytest.mark.parametrize(
    ("do", "values", "said"),
    [
        ("edit", {"anchor": "pp9", "text": "x"}, "not in the text any more"),
        ("edit", {"anchor": "pp1"}, "Something is missing"),
        ("split", {"anchor": "pp1", "position": "x"}, "A place in the text is a number."),
        ("nothing", {}, "There is no such operation."),
        ("settle", {"key": "0"}, "not there any more"),
        ("join", {"anchor": "op2"}, "No paragraph follows"),
        ("undo", {}, "no earlier version"),
        ("edit", {"anchor": "pp1", "text": "x", "base": "99"}, "That version is not there."),
    ],
)
def test_a_step_that_cannot_be_done_is_said_and_changes_nothing(
    editor, manuscript, do, values, said
):
    assert said in words(act(editor, manuscript, do, **values))
    assert manuscript.head == 1


def test_a_doubt_is_settled_in_one_click(editor, send):
    send(DRAFT.replace("A/C.1/77", "A/c.1/77"))
    manuscript = Manuscript.objects.get()
    page = editor.get(manuscript.get_absolute_url())
    problem = next(
        p for p in page.context["review"].problems if p.doubt.code == "symbol-normalised"
    )
    assert problem.doubt.message in words(page)
    page = act(editor, manuscript, "settle", key=problem.key)
    assert problem.key not in [p.key for p in page.context["review"].open_problems]


def head_of(editor, manuscript):
    form = editor.get(manuscript.get_absolute_url()).context["form"]
    values = {name: form[name].value() for name in form.fields}
    if isinstance(values["original_languages"], list):
        values["original_languages"] = ",".join(values["original_languages"])
    return {name: value for name, value in values.items() if value is not None}


def long_draft(paragraphs):
    """A draft of so many operative paragraphs, each of them citing something."""
    decided = "\n\n".join(
        f"{n}. Decides upon lamp number {n}, as in resolution 71/{n};" for n in range(1, paragraphs)
    )
    return DRAFT.partition("1. Welcomes")[0] + f"{decided}\n\n{paragraphs}. Decides to end.\n"


def test_many_doubts_of_a_kind_are_settled_and_mended_in_one_step(editor, send):
    send(
        DRAFT.replace(
            "2. Decides", "\n\n".join(f"{n}. Asks;\n\n" for n in (3, 5, 7, 9)) + "11. Decides"
        )
    )
    manuscript = Manuscript.objects.get()
    page = editor.get(manuscript.get_absolute_url())
    assert "5 operative paragraphs are not numbered one after another." in page.text
    keys = re.search(r'name="keys" value="([^"]+)"', page.text)[1]
    settled = act(editor, manuscript, "settle-all", keys=keys, to="problem-1")
    assert "Nothing is left to check." in settled.text
    act(editor, manuscript, "undo")
    mended = act(editor, manuscript, "mend-all", code="number-gap", to="problem-1")
    assert "6. Decides to meet again." not in mended.text
    numbers = re.findall(r'<span class="num">([^<]+)</span>', mended.text)
    assert numbers == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_a_long_text_is_shown_in_stretches(editor, send):
    """Whatever is chosen stands in the stretch that is shown, beside its own lines."""
    send(long_draft(260))
    manuscript = Manuscript.objects.get()
    whole = editor.get(manuscript.get_absolute_url()).text
    last = editor.get(manuscript.get_absolute_url() + "?at=op230").text
    third = editor.get(manuscript.get_absolute_url() + "?part=3").text
    for page, there, elsewhere in ((whole, 99, 100), (last, 200, 199), (third, 260, 199)):
        assert f'<li id="op{there}"' in page
        assert f"Decides upon lamp number {there}," in page or there == 260
        assert f'<li id="op{elsewhere}"' not in page
        assert f"Decides upon lamp number {elsewhere}," not in page
    assert "Text of OP230" in last
    links = re.findall(r'href="\?pane=text&amp;part=(\d)#text"[^>]*>([^<]+)<', whole)
    assert links[:3] == [("1", "PP1 to OP99"), ("2", "OP100 to OP199"), ("3", "OP200 to OP260")]


def test_a_long_text_costs_no_more_queries_than_a_short_one(
    editor, send, django_assert_num_queries
):
    send()
    send(long_draft(260), "long.txt")
    for manuscript in Manuscript.objects.all():
        with django_assert_num_queries(REVIEW):
            editor.get(manuscript.get_absolute_url())


def test_a_paragraph_that_goes_leaves_the_one_in_its_place_chosen(editor, send):
    send(long_draft(260))
    manuscript = Manuscript.objects.get()
    page = act(editor, manuscript, "take-out", anchor="op230")
    assert page.redirect_chain[-1][0].endswith("?at=op231#op230")
    assert "Text of OP231" in page.text


def test_the_head_is_corrected_and_says_so(editor, manuscript):
    values = head_of(editor, manuscript) | {"title": "Lamps", "symbol": "a/c.1/77/l.98"}
    page = act(editor, manuscript, "head", **values)
    assert manuscript.symbol == "A/C.1/77/L.98"
    assert page.context["form"].fields["title"].help_text == "Supplied by an editor"
    assert act(editor, manuscript, "head", **values).status_code == 200
    assert manuscript.head == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("symbol", "nonsense", "Enter the symbol as printed, for example A/C.1/77/L.23."),
        ("symbol", "A/C.1/77/L.23\x00", "Null characters are not allowed."),
        ("title", "", "This field is required."),
        ("issued_on", "yesterday", "Enter a valid date."),
        ("session", "-1", "greater than or equal to 1"),
        ("year", "99999", "less than or equal to 2199"),
        ("meeting", "x" * 61, "at most 60 characters"),
        ("stage", "law", "Select a valid choice."),
    ],
)
def test_a_wrong_head_is_named_and_what_was_typed_stays(editor, manuscript, field, value, message):
    values = head_of(editor, manuscript) | {field: value}
    response = act(editor, manuscript, "head", **values)
    assert (response.status_code, manuscript.head) == (400, 1)
    assert message in words(response)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Zimbabwe", "zimbabwe"), ("zimbabwe", "zimbabwe"), ("Türkiye", "turkiye")],
)
def test_a_sponsor_that_is_not_known_is_chosen_by_name(editor, send, name, slug):
    send(DRAFT.replace("Zimbabwe", "Zembla"))
    manuscript = Manuscript.objects.get()
    page = words(editor.get(manuscript.get_absolute_url()))
    assert "“Zembla” is</label>" in page
    assert f'<option value="{name.capitalize()}">' in page
    act(editor, manuscript, "name-sponsor", printed="Zembla", slug=name)
    sponsors = manuscripts.edited_in(manuscript).document.masthead.sponsors
    assert [(s.printed, s.slug) for s in sponsors] == [("Cuba", "cuba"), ("Zembla", slug)]
    page = act(editor, manuscript, "name-sponsor", printed="Zembla", slug="Ruritania")
    assert "knows no such actor" in words(page)


def test_arabic_runs_from_right_to_left(send, editor):
    send("إن الجمعية العامة،\n\nإذ تشير إلى قرارها 71/28،\n\n1 - تقرر أن تجتمع؛\n")
    page = editor.get(Manuscript.objects.get().get_absolute_url())
    assert '<ol class="read" lang="ar" dir="rtl">' in page.text


def test_a_symbol_that_is_worked_on_is_said(editor, send, manuscript):
    send(DRAFT.replace("L.99", "L.98").replace("meet again", "dine"), "other.txt")
    other = Manuscript.objects.get(symbol="A/C.1/77/L.98")
    values = head_of(editor, other) | {"symbol": "A/C.1/77/L.99"}
    assert "is being worked on already" in words(act(editor, other, "head", **values))


def test_a_record_that_agrees_is_suggested_for_a_text_without_symbol(editor, send):
    title = "Developments in the field of information security"
    make_resolution("A/C.1/77/L.77", title=title, session=77, stage="draft")
    send(DRAFT.replace("A/C.1/77/L.99", ""))
    manuscript = Manuscript.objects.get()
    page = words(editor.get(manuscript.get_absolute_url()))
    assert "A record agrees in session 77, the same title." in page
    act(editor, manuscript, "symbol", symbol="A/C.1/77/L.77")
    assert manuscript.symbol == "A/C.1/77/L.77"


def test_the_save_that_loses_is_shown_beside_the_one_that_won(editor, manuscript):
    act(editor, manuscript, "edit", anchor="op1", text="Welcomes theirs;")
    address = reverse("editing:change", args=[manuscript.pk])
    mine = {"do": "edit", "anchor": "op2", "text": "Decides to dine.", "base": "1"}
    response = editor.post(address, mine)
    assert response.status_code == 409
    assert "m.lee saved version 2" in words(response)
    assert "theirs" in response.text
    assert "dine" in response.text
    assert manuscript.versions.count() == 2
    editor.post(address, mine | {"base": "2"})
    edited = manuscripts.edited_in(Manuscript.objects.get())
    assert [p.text for p in edited.document.paragraphs][1:] == [
        *("Welcomes theirs;", "Decides to dine.")
    ]


def test_two_on_one_text_are_told_before_they_save(editor, manuscript):
    act(editor, manuscript, "edit", anchor="op1", text="Regrets the report;")
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    address = manuscript.get_absolute_url()
    assert "m.lee saved version 2" in words(other.get(address))
    assert "may be working on this text" not in words(editor.get(address))
    latest = other.get(reverse("editing:latest", args=[manuscript.pk])).json()
    assert latest["number"] == 2
    assert latest["said"].startswith("m.lee saved version 2 meanwhile: Edited OP1.")


def test_a_step_that_is_sent_twice_is_made_once(editor, manuscript):
    address = reverse("editing:change", args=[manuscript.pk])
    mine = {"do": "edit", "anchor": "op2", "text": "Decides to dine.", "base": "1"}
    first, second = (editor.post(address, mine) for _ in range(2))
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert manuscript.versions.count() == 2


def test_a_publication_that_is_sent_twice_is_made_once(editor, manuscript):
    address = reverse("editing:publish", args=[manuscript.pk])
    first, second = (editor.post(address, {"base": 1}) for _ in range(2))
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert manuscript.versions.count() == 2


def test_a_step_on_top_of_another_finds_its_paragraph(editor, manuscript):
    """Paragraphs have other anchors since: the step goes to the words that it was meant for."""
    act(editor, manuscript, "join", anchor="pp1")
    address = reverse("editing:change", args=[manuscript.pk])
    late = {"do": "edit", "anchor": "op2", "text": "Decides to dine.", "base": "1"}
    page = editor.post(address, late)
    sent = page.context["sent"]
    editor.post(address, sent | {"base": "2"})
    edited = manuscripts.edited_in(Manuscript.objects.get())
    assert [p.text for p in edited.document.paragraphs] == [
        *("Recalling its resolution 71/28 of 5 December 2016, Welcomes the report;",),
        "Decides to dine.",
    ]


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


def test_publishing_sums_up_first_and_shows_at_once(editor, manuscript):
    page = words(editor.get(reverse("editing:publish", args=[manuscript.pk])))
    assert "3 in all: 3 new, 0 changed, 0 the same, 0 removed" in page
    text = "/documents/A/C.1/77/L.99/"
    assert Client().get(text).status_code == 404
    assert "Published. 3 paragraphs are now searchable." in words(publish(editor, manuscript))
    assert Client().get(text).status_code == 200


def test_what_was_changed_since_the_summary_is_not_published(editor, manuscript):
    act(editor, manuscript, "join", anchor="op1")
    response = publish(editor, manuscript, base=1)
    assert response.status_code == 409
    assert "saved version 2 meanwhile" in words(response)
    assert not Resolution.objects.exists()


def test_a_correction_is_told_to_readers_and_old_addresses_lead_on(editor, manuscript):
    publish(editor, manuscript)
    act(editor, manuscript, "join", anchor="op1")
    assert "Say in a sentence" in words(publish(editor, manuscript))
    publish(editor, manuscript, notice="Two paragraphs are one in print.")
    page = Client().get("/documents/A/C.1/77/L.99/")
    assert "Two paragraphs are one in print." in words(page)
    assert 'id="op1"><span class="pmarks"><span id="op2"></span>' in page.text
    moved = Client().get("/documents/A/C.1/77/L.99/paragraphs/op2/")
    assert moved.url == "/documents/A/C.1/77/L.99/paragraphs/op1/"


def test_a_withdrawn_text_says_why_at_its_address_and_is_nowhere_else(editor, manuscript):
    publish(editor, manuscript)
    text, visitor = Resolution.objects.get(), Client()
    address = reverse("editing:text", args=[text.pk])
    assert "Say in a sentence" in words(editor.post(address, {"do": "withdraw", "words": " "}))
    editor.post(address, {"do": "withdraw", "words": "It was another draft."})
    page = visitor.get(text.get_absolute_url())
    assert (page.status_code, page.headers["Cache-Control"]) == (410, "no-cache")
    assert "It was another draft." in words(page)
    assert "Welcomes" not in page.text
    assert text.symbol not in visitor.get("/documents/").text
    assert visitor.get("/search/?q=welcomes").text.count("Welcomes the report") == 0
    editor.post(address, {"do": "restore", "words": "It was this one."})
    assert visitor.get(text.get_absolute_url()).status_code == 200


def test_a_text_is_revised_from_its_rows(editor):
    text = make_text("A/RES/71/28", [("pp1", "Recalling,"), ("op1", "Decides.")])
    address = reverse("editing:text", args=[text.pk])
    response = editor.post(address, {"do": "revise", "language": "en"}, follow=True)
    assert [p.label for p in response.context["review"].paragraphs] == ["PP1", "OP1"]
    assert Manuscript.objects.get().resolution == text
    again = editor.post(address, {"do": "revise", "language": "en"}, follow=True)
    assert again.redirect_chain == response.redirect_chain
    assert "no text in that language" in words(
        editor.post(address, {"do": "revise", "language": "fr"})
    )


def test_versions_are_listed_compared_and_restored(editor, manuscript):
    act(editor, manuscript, "edit", anchor="op1", text="Regrets the report;")
    address = reverse("editing:versions", args=[manuscript.pk])
    assert "Edited OP1" in words(editor.get(address))
    redline = reverse("editing:redline", args=[manuscript.pk])
    page = editor.get(f"{redline}?version=1").text
    assert '<ins><span class="vh">[added: </span>Regrets' in page
    editor.post(address, {"do": "restore", "number": "1", "base": "2"})
    assert "Version 3" in words(editor.get(manuscript.get_absolute_url()))
    assert "Welcomes the report" in words(editor.get(manuscript.get_absolute_url()))


def test_a_text_is_compared_with_the_nearest_one(editor, send):
    make_text(
        "A/C.1/76/L.1",
        [
            ("pp1", "Recalling its resolution 71/28 of 5 December 2016,"),
            ("op1", "Welcomes the first report;"),
            ("op2", "Decides to meet again."),
        ],
        published=False,
    )
    send()
    page = editor.get(reverse("editing:redline", args=[Manuscript.objects.get().pk]))
    assert "compared with A/C.1/76/L.1" in words(page)
    assert "[removed: </span>first" in page.text


def test_an_original_is_sent_to_be_saved_and_never_shown(editor, send):
    send(DRAFT, 'évil"; x=1\r\n.html')
    response = editor.get(reverse("editing:original", args=[Upload.objects.get().pk]))
    assert b"".join(response.streaming_content) == DRAFT.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]


def test_the_desk_and_the_record_cost_the_same_at_any_length(
    editor, send, django_assert_max_num_queries
):
    for number in range(6):
        send(DRAFT.replace("L.99", f"L.{number + 1}").replace("report", f"report {number}"))
    for address in (DESK, reverse("editing:record")):
        with django_assert_max_num_queries(13):
            editor.get(address)


EVERY_COLUMN = {
    field.attname: "7"
    for model in (Upload, Manuscript, Version, SourceFile, Resolution)
    for field in model._meta.concrete_fields
}


def test_columns_sent_with_a_file_are_not_taken(editor):
    editor.post(reverse("editing:upload"), EVERY_COLUMN | {"pasted": DRAFT})
    upload = Upload.objects.get()
    assert (upload.state, upload.problem, upload.manuscript) == ("received", "", None)
    assert upload.uploaded_by.get_username() == "m.lee"
    assert (upload.source.size, upload.source.resolution) == (len(DRAFT.strip()), None)


def test_columns_sent_with_the_head_of_a_text_are_not_taken(editor, manuscript):
    """Of all columns there are, those of the form alone become facts."""
    form = editor.get(manuscript.get_absolute_url()).context["form"]
    head = {each.html_name: each.value() or "" for each in form}
    head["initial-original_languages"] = head["original_languages"]
    sent = EVERY_COLUMN | head | {"title": "Lamps", "do": "head", "base": manuscript.head}
    before = Manuscript.objects.values().get()
    answer = editor.post(reverse("editing:change", args=[manuscript.pk]), sent)
    assert answer.status_code == 302
    assert manuscripts.edited_in(manuscript, before["head"] + 1).facts == {"title": "Lamps"}
    after = Manuscript.objects.values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"head", "title", "changed_at"}
    assert not Resolution.objects.exists()
