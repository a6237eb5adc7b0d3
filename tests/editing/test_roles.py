"""Who may do what: every address of the editors' pages, for every role and method."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from resolutions.archive import manuscripts, uploads
from resolutions.archive.publishing import publish_manuscript
from resolutions.models import Manuscript, Resolution, Upload
from resolutions.roles import ROLES, make_roles
from resolutions.urls import editing
from tests.editing.drafts import DRAFT
from tests.factories import make_user

pytestmark = pytest.mark.django_db

SECRET = "unheard-of lamps"
HIDDEN = DRAFT.replace("L.99", "L.98").replace("Welcomes the report", f"Welcomes {SECRET}")
PEOPLE = ["visitor", "no role", "Uploader", "Editor", "Publisher", "Administrator"]
METHODS = ["get", "head", "post", "put", "patch", "delete"]

# What each may: the least role that gets in, by GET and by POST ("" where nobody may).
TABLE = {
    "desk": ("Uploader", ""),
    "upload": ("Uploader", "Uploader"),
    "uploaded": ("Uploader", "Uploader"),
    "original": ("Uploader", ""),
    "manuscript": ("Editor", ""),
    "change": ("", "Editor"),
    "page": ("Editor", ""),
    "latest": ("Editor", ""),
    "again": ("Editor", "Editor"),
    "redline": ("Editor", ""),
    "versions": ("Editor", "Editor"),
    "publish": ("Editor", "Publisher"),
    "text": ("Editor", "Publisher"),
    "record": ("Editor", ""),
    "kept": ("no role", ""),
    "codes": ("no role", "no role"),
}
# Addresses of something that somebody else sent are not there at all for an uploader.
OWN = {"uploaded", "original"}


@pytest.fixture
def people():
    make_roles()
    found = {"no role": User.objects.create_user("nobody", is_staff=True)}
    for name in (*ROLES, "Administrator"):
        found[name] = make_user(name.lower(), name)
    return found


@pytest.fixture
def addresses(people, reader):
    """One address for each row, of a file that the publisher sent, and nothing that is public."""
    upload = uploads.receive(HIDDEN.encode(), "hidden.txt", people["Publisher"])
    uploads.read_waiting(reader)
    manuscript = Manuscript.objects.get()
    text = publish_manuscript(manuscript, 1, "publisher")
    Resolution.objects.update(published_at=None)
    args = {"page": [manuscript.pk, 1], "text": [text.pk], "original": [upload.pk]}
    args |= {
        name: [manuscript.pk]
        for name in ("manuscript", "change", "latest", "again", "redline", "versions", "publish")
    }
    found = {
        name: reverse(f"editing:{name}", args=args.get(name, []))
        for name in TABLE
        if name != "uploaded"
    }
    return found | {"uploaded": reverse("editing:upload", args=[upload.pk])}


def client_of(people, who):
    client = Client()
    if who in people:
        client.force_login(people[who])
    return client


def test_every_address_of_the_editors_has_its_row():
    names = {pattern.name for pattern in editing[0]}
    assert names | {"uploaded"} == set(TABLE)


# What is sent where something is done: nothing that any page takes for a step.
SENT = {"do": "withdraw"}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_what(people, addresses, who):
    client = client_of(people, who)
    wrong = []
    for name, address in addresses.items():
        for method in METHODS:
            status = getattr(client, method)(
                address, SENT if method == "post" else None
            ).status_code
            due = expected_of(name, who, method)
            if status not in due:
                wrong.append((name, method, status, due))
    assert wrong == []


def expected_of(name, who, method):
    """The statuses that are right: where it is let in, whatever the page makes of nothing sent."""
    reads, writes = TABLE[name]
    allowed = {"get": reads, "post": writes}.get(method, "")
    if not allowed:
        return {405}
    if who == "visitor":
        return {302}
    if name in OWN and who == "Uploader":
        return {404}
    if PEOPLE.index(who) < PEOPLE.index(allowed):
        return {403}
    if method == "get":
        return {"page": {404}, "kept": {302}}.get(name, {200})
    return {200, 302, 400, 409}


def test_a_visitor_is_asked_to_sign_in_and_comes_back(addresses):
    response = Client().get(addresses["manuscript"])
    assert response.url == f"/admin/login/?next={addresses['manuscript']}"


def test_who_is_disabled_or_no_member_of_the_staff_does_not_get_in(people, addresses):
    for field in ("is_active", "is_staff"):
        User.objects.filter(username="editor").update(is_active=True, is_staff=True)
        client = client_of(people, "Editor")
        User.objects.filter(username="editor").update(**{field: False})
        assert client.get(addresses["manuscript"]).status_code == 302


@pytest.mark.parametrize("name", [name for name, (_, post) in TABLE.items() if post])
def test_nothing_is_done_without_the_token(people, addresses, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["Administrator"])
    before = list(Manuscript.objects.values()), list(Upload.objects.values("state"))
    assert client.post(addresses[name], {"do": "retry"}).status_code == 403
    assert (list(Manuscript.objects.values()), list(Upload.objects.values("state"))) == before


def test_looking_changes_nothing(people, addresses):
    """Every page twice, as one who may do everything."""
    client = client_of(people, "Administrator")
    count = [model.objects.count() for model in (Upload, Manuscript, Resolution)]
    states = list(Manuscript.objects.values()), list(Upload.objects.values())
    for _ in range(2):
        for address in addresses.values():
            client.get(address)
    assert [model.objects.count() for model in (Upload, Manuscript, Resolution)] == count
    assert (list(Manuscript.objects.values()), list(Upload.objects.values())) == states


PUBLIC = [
    *("/", "/documents/", "/documents/?committee=first", "/sponsors/", "/years/", "/years/2022/"),
    *("/sessions/77/", "/votes/", "/coverage/", "/coverage/wanted/", "/search/?q=lamps"),
    *("/search/?q=A/C.1/77/L.98", "/search/?q=unheard", "/documents/A/C.1/77/L.98/"),
    *("/citations/", "/compare/", "/compare/A/C.1/77/L.98/A/RES/71/28/", "/votes/compare/"),
    *("/fragments/card/?symbol=A/C.1/77/L.98", "/documents/A/C.1/77/L.98/paragraphs/op1/"),
    *("/documents/A/C.1/77/L.98/cite/", "/documents/A/C.1/77/L.98/document.json"),
    *("/search/?q=lamps&format=csv", "/search/?q=lamps&format=atom", "/documents/?format=csv"),
    *("/votes/A/C.1/77/L.98/", "/documents/a/c.1/77/l.98/", "/about/", "/no/such/page/"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_tells_of_what_is_not_public(addresses, address):
    """Not its words, nor its symbol where nobody asked for it, in any place of a page."""
    response = Client().get(address, follow=True)
    assert SECRET not in response.text
    if "L.98" not in address and "l.98" not in address:
        assert "L.98" not in response.text
    if address.startswith(("/documents/A", "/documents/a", "/votes/A")):
        assert response.status_code == 404


def test_what_is_not_public_answers_as_what_is_not_there(addresses):
    hidden = Client().get("/documents/A/C.1/77/L.98/")
    absent = Client().get("/documents/A/C.1/77/L.97/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace("L.98", "L.97") == absent.text


def test_a_name_that_was_posted_publishes_nothing(people, addresses):
    """Fields that no form has are not taken: by none of the steps on a text."""
    manuscript = Manuscript.objects.get()
    client = client_of(people, "Editor")
    sent = {"do": "edit", "base": manuscript.head, "anchor": "pp1", "text": "Recalling,"}
    client.post(addresses["change"], sent | {"published_at": "2020-01-01", "state": "published"})
    manuscript.refresh_from_db()
    assert manuscript.state == "open"
    assert not Resolution.objects.published().exists()
    assert manuscripts.edited_in(manuscript).document.paragraphs[0].text == "Recalling,"
