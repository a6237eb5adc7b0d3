"""From the summary to the public: publishing, correcting, withdrawing, and versions."""

import pytest
from django.test import Client
from django.urls import reverse

from resolutions.models import Manuscript, Resolution, Upload
from tests.editing.drafts import DRAFT
from tests.editing.steps import DESK, act, publish, words
from tests.factories import make_text

pytestmark = pytest.mark.django_db


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
