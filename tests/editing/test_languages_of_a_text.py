"""Files of one text in two languages: each is begun, looked over and published by itself."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from resolutions.archive import manuscripts, uploads
from resolutions.archive.publishing import publish_manuscript, summary
from resolutions.models import Manuscript, Resolution
from tests.holdings import publication
from tests.ingest import akoma

pytestmark = pytest.mark.django_db

ENGLISH = publication.xml()
TITLED = akoma.PREFACE.partition("<docTitle")[0] + "<docTitle>Entretien des phares</docTitle></p>"
FRENCH = publication.xml(letter="F").replace(akoma.PREFACE.encode(), f"{TITLED}</preface>".encode())


@pytest.fixture
def begun(reader):
    """Work on the text in each language, begun before either is public."""
    user = User.objects.create_superuser("m.lee")
    for name, data in (("en.xml", ENGLISH), ("fr.xml", FRENCH)):
        uploads.receive(data, name, user)
    uploads.read_waiting(reader)
    return {each.language: each for each in Manuscript.objects.all()}


def published(manuscript):
    manuscript.refresh_from_db()
    return publish_manuscript(manuscript, manuscript.head, "m.lee")


@pytest.mark.parametrize("order", [("en", "fr"), ("fr", "en")], ids=" ".join)
def test_two_languages_become_one_text_with_the_head_of_the_english(begun, order):
    """Without a notice: nobody has read another wording in that language."""
    first, second = (published(begun[language]) for language in order)
    assert first == second == Resolution.objects.get(symbol="A/RES/86/41")
    second.refresh_from_db()
    head = second.title, second.formula, second.stage, str(second.adopted_on), second.agenda_title
    assert head == (
        "Upkeep of lighthouses at sea",
        "The General Assembly,",
        "adopted",
        "2031-12-02",
        "Lighthouses and beacons",
    )
    assert dict(second.paragraphs.filter(anchor="op1").values_list("language", "text")) == {
        "en": "Recalls its resolution 85/7;",
        "fr": "Rappelle sa résolution 85/7 ;",
    }
    assert dict(second.versions.values_list("language", "title")) == {
        "en": "Upkeep of lighthouses at sea",
        "fr": "Entretien des phares",
    }
    assert not second.notices.exists()


def test_the_summary_says_beside_which_language_a_text_comes(begun, client):
    published(begun["en"])
    said = summary(begun["fr"], "m.lee")
    assert (said.obstacles, said.beside, said.corrects) == ((), ("en",), False)
    client.force_login(User.objects.get())
    page = client.get(reverse("editing:publish", args=[begun["fr"].pk])).text
    assert "it stands beside the text in English" in page
    desk = client.get(reverse("editing:desk")).text
    assert '<span class="state">French</span>' in desk


def test_a_language_that_is_held_is_still_an_obstacle(begun, reader):
    text = published(begun["en"])
    upload = uploads.receive(ENGLISH.replace(b"Recalls", b"Notes"), "other.xml", User.objects.get())
    uploads.read_waiting(reader)
    upload.refresh_from_db()
    Manuscript.objects.filter(pk=begun["en"].pk).update(symbol="")
    said = summary(manuscripts.begin(upload, "m.lee"), "m.lee")
    assert said.target == text
    assert "is held already" in said.obstacles[0]
