"""Two who save, and one who sends twice."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from resolutions.archive import manuscripts
from resolutions.models import Manuscript
from tests.editing.steps import act, words

pytestmark = pytest.mark.django_db


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
