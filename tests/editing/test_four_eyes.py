"""Four eyes: nobody publishes what they worked on, by the pages or past them."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from resolutions import archive
from resolutions.archive import manuscripts, uploads
from resolutions.archive.acting import acting
from resolutions.archive.publishing import publish_manuscript
from resolutions.editing import Impossible, operations
from resolutions.models import HouseRule, Manuscript, Resolution
from resolutions.roles import hold_house_rules, make_roles
from tests.editing.drafts import DRAFT
from tests.factories import make_text, make_user

pytestmark = pytest.mark.django_db
REFUSED = "somebody who has not worked on a text has to publish it"


@pytest.fixture(autouse=True)
def asked_for(settings):
    settings.FOUR_EYES = True
    hold_house_rules()


@pytest.fixture
def people():
    make_roles()
    return {name: make_user(name, "Publisher") for name in ("uploader", "other", "third")}


@pytest.fixture
def manuscript(people, reader):
    uploads.receive(DRAFT.encode(), "draft.txt", people["uploader"])
    uploads.read_waiting(reader)
    return Manuscript.objects.get()


def edit(manuscript, author, title):
    manuscript.refresh_from_db()
    edited = operations.set_facts(manuscripts.edited_in(manuscript), {"title": title})
    manuscripts.save(manuscript, manuscript.head, edited, author, "Set title")


def publish(manuscript, author, notice=""):
    manuscript.refresh_from_db()
    return publish_manuscript(manuscript, manuscript.head, author, notice)


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def published(manuscript, author):
    """Publish as the archive does, past its own check: with two statements."""
    number = manuscript.head + 1
    run(
        "INSERT INTO resolutions_version (manuscript_id, number, value, reason, author, made_at)"
        " VALUES (%s, %s, '{}', 'Published', %s, now())",
        *(manuscript.pk, number, author),
    )
    change = "UPDATE resolutions_manuscript SET head = %s, published_version = %s WHERE id = %s"
    run(change, number, number, manuscript.pk)


WORK = {
    "uploaded": lambda manuscript: None,
    "edited": lambda manuscript: edit(manuscript, "other", "Lamps"),
    "uploaded, and another edited": lambda manuscript: edit(manuscript, "third", "Lamps"),
}
WHO = [
    pytest.param("uploaded", "uploader", False, id="who uploaded it"),
    pytest.param("uploaded, and another edited", "uploader", False, id="who uploaded it first"),
    pytest.param("edited", "other", False, id="who edited it"),
    pytest.param("uploaded", "other", True, id="who did neither"),
    pytest.param("edited", "third", True, id="a third"),
]


@pytest.mark.parametrize(("work", "who", "may"), WHO)
def test_who_publishes_by_the_page(client, people, manuscript, work, who, may):
    WORK[work](manuscript)
    client.force_login(people[who])
    manuscript.refresh_from_db()
    address = reverse("editing:publish", args=[manuscript.pk])
    answer = client.post(address, {"base": manuscript.head})
    assert answer.status_code == (302 if may else 409)
    assert Resolution.objects.published().exists() == may


@pytest.mark.parametrize(("work", "who", "may"), WHO)
def test_who_publishes_past_the_pages(people, manuscript, work, who, may):
    WORK[work](manuscript)
    manuscript.refresh_from_db()
    if may:
        published(manuscript, who)
    else:
        with pytest.raises(IntegrityError, match=REFUSED):
            published(manuscript, who)


def test_who_published_a_text_publishes_its_corrections(manuscript):
    """That is no work on it; but who corrects it does not."""
    publish(manuscript, "other")
    edit(manuscript, "uploader", "Lamps")
    publish(manuscript, "other", "A word was missing.")
    edit(manuscript, "other", "More lamps")
    with pytest.raises(Impossible, match="somebody else has to publish"):
        publish(manuscript, "other", "A word was missing.")
    assert publish(manuscript, "third", "A word was missing.").title == "More lamps"


def test_nobody_publishes_in_the_name_of_another(manuscript):
    with acting("uploader"), pytest.raises(IntegrityError, match=REFUSED):
        published(manuscript, "other")


@pytest.mark.parametrize(
    "change", ["published_version = 1", "published_version = 1, state = 'published'"]
)
def test_what_nobody_published_is_not_called_so(manuscript, change):
    text = make_text("A/RES/71/28", published=False)
    with pytest.raises(IntegrityError, match=REFUSED):
        run(f"UPDATE resolutions_manuscript SET resolution_id = {text.pk}, {change}")


def test_no_manuscript_begins_as_published():
    text = make_text("A/RES/71/28")
    with pytest.raises(IntegrityError, match=REFUSED):
        Manuscript.objects.create(resolution=text, head=1, published_version=1, title="A text")


def test_a_public_text_is_taken_up_and_published_by_another():
    text = make_text("A/RES/71/28", [("op1", "Calls for lamps.")])
    manuscript = manuscripts.revise(text, "en", "other")
    edit(manuscript, "other", "Lamps")
    with pytest.raises(Impossible, match="somebody else has to publish"):
        publish(manuscript, "other", "A word was missing.")
    publish(manuscript, "third", "A word was missing.")


def test_a_text_under_work_does_not_become_public_by_itself():
    text = make_text("A/RES/71/28", [("op1", "Calls for lamps.")], published=False)
    manuscripts.revise(text, "en", "other")
    with pytest.raises(IntegrityError, match="has to be published first"):
        run("UPDATE resolutions_resolution SET published_at = now()")


@pytest.mark.parametrize("revised", [True, False], ids=["under work", "as it was"])
def test_a_withdrawn_text_is_restored_unless_it_is_under_work(client, people, revised):
    text = make_text("A/RES/71/28", [("op1", "Calls for lamps.")])
    archive.withdraw(text, "It was another.", "other")
    if revised:
        manuscript = manuscripts.revise(text, "en", "other")
    client.force_login(people["third"])
    sent = {"do": "restore", "words": "It was not."}
    answer = client.post(reverse("editing:text", args=[text.pk]), sent)
    assert answer.status_code == (409 if revised else 302)
    assert Resolution.objects.published().exists() != revised
    if revised:
        assert "once that is published" in answer.text
        assert publish(manuscript, "third").is_published


def test_where_four_eyes_are_not_asked_for_one_person_does_all(settings, manuscript):
    settings.FOUR_EYES = False
    hold_house_rules()
    assert publish(manuscript, "uploader").is_published


def test_there_is_one_row_of_rules():
    with pytest.raises(IntegrityError, match="one_row"):
        HouseRule.objects.create(id=2)
