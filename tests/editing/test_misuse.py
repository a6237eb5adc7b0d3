"""What people try who may do less, or do it twice, or out of turn: nothing comes of it."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from resolutions import archive
from resolutions.archive import manuscripts, uploads
from resolutions.archive.publishing import publish_manuscript
from resolutions.models import Manuscript, Notice, Resolution, Upload, Version, Withdrawal
from resolutions.roles import ROLES, make_roles
from tests import factories as make
from tests.editing.drafts import DRAFT
from tests.test_forgery import digest

pytestmark = pytest.mark.django_db

ONCE = re.compile(r'(nonce|value)="[\w-]{20,}"')  # what no two pages have the same
OTHER = DRAFT.replace("L.99", "L.96").replace("Welcomes the report", "Welcomes the lamps")
THIRD = DRAFT.replace("L.99", "L.95").replace("Welcomes the report", "Welcomes the candles")


@pytest.fixture
def clients():
    make_roles()
    found = {"visitor": Client()}
    for name in ROLES:
        found[name] = Client()
        found[name].force_login(make.make_user(name.lower(), name))
    return found


@pytest.fixture
def things(clients, reader):
    """A file of each state, a text under work, one that is public, and one that was withdrawn."""
    publisher = User.objects.get(username="publisher")
    for name, data in (("a.txt", DRAFT), ("b.txt", OTHER), ("c.txt", THIRD), ("d.txt", DRAFT)):
        uploads.receive(data.encode(), name, publisher)
    uploads.receive(b"\x89PNG\r\n\x1a\n" + bytes(100), "e.png", publisher)
    uploads.read_waiting(reader)
    uploads.receive(b"The General Assembly,\n\n1. Decides to wait.\n", "f.txt", publisher)
    public = publish_manuscript(Manuscript.objects.get(symbol="A/C.1/77/L.96"), 1, "publisher")
    make.make_vote(public, [(make.make_sponsor("Chad"), "Y")])
    gone = publish_manuscript(Manuscript.objects.get(symbol="A/C.1/77/L.95"), 1, "publisher")
    archive.withdraw(gone, "It was another.", "publisher")


STEPS = {
    "upload": ("retry", "delete", "begin", "revise", "add", "publish", ""),
    "change": ("undo", "head", "settle", "edit", "split", "join", "symbol", "no-such", ""),
    "versions": ("restore", "aside", "take-up", "publish", ""),
    "publish": ("", "publish"),
    "text": ("revise", "withdraw", "restore", "take-back", "put-back", "delete", ""),
}
RIGHTS = {  # who may make which steps on what somebody else sent
    "visitor": set(),
    "Uploader": set(),
    "Editor": {"upload", "change", "versions", ("text", "revise")},
}
MORE = {"words": "Because.", "base": "1", "number": "1", "anchor": "op1", "text": "1", "row": ""}


def every_step():
    for name, steps in STEPS.items():
        model = {"upload": Upload, "text": Resolution}.get(name, Manuscript)
        for pk in [*model.objects.values_list("pk", flat=True), 0, 10**9]:
            for do in steps:
                yield name, reverse(f"editing:{name}", args=[pk]), do


@pytest.mark.parametrize("who", RIGHTS)
def test_nobody_steps_beyond_their_rights(clients, things, who):
    wrong, before = [], digest()
    for name, address, do in every_step():
        if name in RIGHTS[who] or (name, do) in RIGHTS[who]:
            continue
        answer = clients[who].post(address, MORE | {"do": do})
        if answer.status_code not in ({302} if who == "visitor" else {403, 404}):
            wrong.append((address, do, answer.status_code))
    assert wrong == []
    assert digest() == before


@pytest.mark.parametrize("name", ["uploads/{}/", "uploads/{}/original/", "manuscripts/{}/"])
def test_what_is_not_ones_own_is_as_if_it_were_not_there(clients, things, name):
    there = (Upload if "uploads" in name else Manuscript).objects.first().pk
    for who in ("visitor", "Uploader"):
        held, absent = (clients[who].get(f"/editing/{name.format(pk)}") for pk in (there, 10**9))
        assert held.status_code == absent.status_code
        own = re.sub(rf"(uploads|manuscripts)/{there}\b", rf"\1/{10**9}", ONCE.sub("", held.text))
        assert own == ONCE.sub("", absent.text)


OUT_OF_TURN = [  # the state of a file, and steps that do not follow from it
    ("received", ("begin", "add", "revise", "retry")),
    ("refused", ("begin", "add", "revise")),
    ("published", ("begin", "add", "revise", "retry", "delete")),
    ("deleted", ("begin", "add", "revise", "retry", "delete")),
]


@pytest.mark.parametrize(("state", "steps"), OUT_OF_TURN, ids=[state for state, _ in OUT_OF_TURN])
def test_no_step_is_made_out_of_turn(clients, things, monkeypatch, state, steps):
    monkeypatch.setattr(uploads, "start_reading", lambda: None)  # nothing else is to happen here
    upload = Upload.objects.filter(state=state).first()
    if state == "deleted":
        upload = Upload.objects.get(state="refused")
        uploads.delete(upload)
    counts = [model.objects.count() for model in (Manuscript, Version, Resolution)]
    text, manuscript = Resolution.objects.first(), Manuscript.objects.first()
    for do in steps:
        sent = {"do": do, "text": text.pk, "manuscript": manuscript.pk}
        answer = clients["Publisher"].post(reverse("editing:upload", args=[upload.pk]), sent)
        assert answer.status_code in (302, 404)
    upload.refresh_from_db()
    assert upload.state == state
    assert [model.objects.count() for model in (Manuscript, Version, Resolution)] == counts


def test_a_public_text_is_neither_set_aside_nor_taken_up(clients, things):
    manuscript = Manuscript.objects.get(symbol="A/C.1/77/L.96")
    before = digest()
    for do in ("aside", "take-up"):
        sent = {"do": do, "base": manuscript.head}
        clients["Publisher"].post(reverse("editing:versions", args=[manuscript.pk]), sent)
        assert Manuscript.objects.get(pk=manuscript.pk).state == "published"
    assert digest() == before


TWICE = {
    "withdraw": ("A/C.1/77/L.96", {"do": "withdraw", "words": "It was another."}, Notice, 1),
    "restore": ("A/C.1/77/L.95", {"do": "restore", "words": "It was this."}, Notice, 1),
    "take back": ("A/C.1/77/L.96", {"do": "take-back", "words": "Wrong."}, Withdrawal, 1),
    "revise": ("A/C.1/77/L.96", {"do": "revise"}, Manuscript, 0),
}


@pytest.mark.parametrize(("symbol", "sent", "model", "more"), TWICE.values(), ids=TWICE)
def test_what_is_sent_twice_is_done_once(clients, things, symbol, sent, model, more):
    text, before = Resolution.objects.get(symbol=symbol), model.objects.count()
    if sent["do"] == "take-back":
        sent = sent | {"row": f"votesession-{text.votes.get().pk}"}
    for _ in range(2):
        clients["Publisher"].post(reverse("editing:text", args=[text.pk]), sent)
    assert model.objects.count() == before + more


def test_a_file_that_is_begun_twice_is_one_text(clients, things, reader):
    publisher = User.objects.get(username="publisher")
    upload = uploads.receive(DRAFT.replace("L.99", "L.9").encode(), "again.txt", publisher)
    uploads.read_waiting(reader)
    before = Manuscript.objects.count()
    for _ in range(2):
        clients["Publisher"].post(reverse("editing:upload", args=[upload.pk]), {"do": "begin"})
    assert Manuscript.objects.count() <= before + 1
    assert manuscripts.edited_in(Manuscript.objects.last())


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_makes_another_method(clients, things, header):
    text, before = Resolution.objects.get(symbol="A/C.1/77/L.96"), digest()
    for method in ("POST", "DELETE", "PUT"):
        address = reverse("editing:text", args=[text.pk])
        sent = {"do": "withdraw", "words": "It was another.", "_method": method}
        answer = clients["Publisher"].get(address, sent, headers={header: method})
        assert answer.status_code == 200
    assert digest() == before
