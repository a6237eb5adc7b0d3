"""The head of a text at work: corrected, wrong, and with names that nobody knows."""

import pytest
from django.urls import reverse

from resolutions.archive import manuscripts
from resolutions.models import Manuscript, Resolution
from tests.editing.drafts import DRAFT
from tests.editing.steps import EVERY_COLUMN, act, head_of, words

pytestmark = pytest.mark.django_db


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
