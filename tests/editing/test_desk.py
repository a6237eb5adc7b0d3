"""The desk: everything that came in or is worked on, within reach."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from resolutions.archive import uploads
from resolutions.models import Manuscript, Verification
from resolutions.verifying import CHECKS
from tests.editing.drafts import DRAFT
from tests.editing.steps import DESK

pytestmark = pytest.mark.django_db


def test_nothing_on_the_desk_is_out_of_reach(editor, django_assert_max_num_queries):
    """However much there is: what does not stand on the desk is one click and a page away."""
    Manuscript.objects.bulk_create(
        Manuscript(title=f"Lamp {n}", state="set-aside", head=1, begun_by="m.lee")
        for n in range(70)
    )
    desk = editor.get(DESK).text
    assert "All 70" in desk
    assert desk.count(">Manuscript ") == 10
    pages = []
    for number in (1, 2):
        with django_assert_max_num_queries(12):
            pages.append(editor.get(f"{DESK}?show=aside&page={number}").text)
    labels = [label for page in pages for label in re.findall(r">(Manuscript \d+)<", page)]
    assert len(set(labels)) == 70


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        pytest.param("l.99", True, id="symbol"),
        pytest.param("INFORMATION", True, id="title"),
        pytest.param("lanterns", False, id="neither"),
        pytest.param("%", False, id="no pattern"),
        pytest.param("\x00l.99", True, id="NUL"),
    ],
)
def test_a_text_is_found_on_the_desk(editor, manuscript, sought, found):
    page = editor.get(DESK, {"q": sought})
    assert (">A/C.1/77/L.99<" in page.text) is found


def test_the_desk_says_that_a_file_waits_for_a_decision(editor, send, manuscript):
    send(DRAFT.replace("meet again", "dine"), "other.txt")
    assert "Open it to say what it is." in editor.get(DESK).text


@pytest.mark.parametrize(
    ("found", "days", "told"),
    [
        pytest.param(None, 0, "was never compared with its records", id="never"),
        pytest.param(0, 2, "2\xa0days ago</time>: nothing was wrong.", id="well"),
        pytest.param(0, 100, "It is time to do so again.", id="due"),
        pytest.param(1, 2, f"{len(CHECKS)} things are wrong.", id="wrong"),
    ],
)
def test_the_desk_says_when_all_was_last_verified(editor, found, days, told):
    at = timezone.now() - timedelta(days=days)
    if found is not None:
        Verification.objects.bulk_create(
            Verification(check_name=check.name, began_at=at, ended_at=at, found=found)
            for check in CHECKS
        )
    assert told in editor.get(DESK).text


def test_the_desk_looks_again_while_files_are_read(editor, reader):
    editor.post(reverse("editing:upload"), {"pasted": DRAFT})
    assert "<li data-poll>" in editor.get(DESK).text
    uploads.read_waiting(reader)
    assert "data-poll" not in editor.get(DESK).text
