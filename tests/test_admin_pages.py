"""Every model has its lists and forms; what a reading owns is only looked at."""

import re
from datetime import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from resolutions.models import (
    Descent,
    DescentRuling,
    ImportedItem,
    OneTimeKey,
    Resolution,
    Synonyms,
)
from resolutions.vocabulary import Origin, Verdict
from tests.factories import (
    make_citation,
    make_note,
    make_resolution,
    make_sponsor,
    make_text,
    make_vote,
    sponsor_text,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MARKUP = "<script>alert(1)</script>"
LOOKED_AT_ONLY = {
    *("paragraph", "note", "notereference", "citation"),
    *("importeditem", "languageversion", "subject", "sourcefile", "descent"),
}
# What may be deleted in the administration, and why nothing is lost by it: public rows are taken
# back on the page of their text, others corrected, withdrawn or retired.
DELETED = {OneTimeKey: "a credential: codes are put off for somebody who has lost the device"}
MODELS = sorted(model._meta.model_name for model in apps.get_app_config("resolutions").get_models())
# Shown with their sponsor, derived (what is made from others and not edited), and what the
# editors' own pages show.
ELSEWHERE = {
    *("sponsorname", "sponsor_successors", "citeddocument"),
    *("searchchange", "searchposting", "searchsegment", "family", "familymember", "textprint"),
    *(
        "upload",
        "manuscript",
        "version",
        "notice",
        "anchorchange",
        "formersymbol",
        "changerecord",
        "seal",
        "verification",
        "withdrawal",
        "onetimekey",
        "houserule",
    ),
}
SHOWN = [name for name in MODELS if name not in ELSEWHERE]


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.fixture
def archive():
    """A row of every model, with markup wherever a source or an editor can put it."""
    text = make_text("A/RES/71/28", [("pp1", f"Recalling {MARKUP} 53/70,")], title=MARKUP)
    paragraph = text.paragraphs.get()
    make_citation(paragraph, "53/70", "A/RES/53/70")
    make_note(paragraph, MARKUP)
    sponsor = make_sponsor("Estonia", note=MARKUP)
    sponsor_text(text, sponsor, on_behalf_of=MARKUP)
    make_vote(text, [(sponsor, "Y")], note=MARKUP)
    text.subjects.create(slug="lamps", term=MARKUP, source=MARKUP)
    ImportedItem.objects.create(name=MARKUP, source=MARKUP, reason=MARKUP, imported_at=NOW)
    text.versions.update(title=MARKUP, source=MARKUP)
    later = make_text("A/RES/72/28", [("pp1", f"Recalling {MARKUP} 53/70,")]).paragraphs.get()
    words = {"kept": 2, "added": 0, "removed": 0}
    Descent.objects.get_or_create(
        earlier=paragraph, later=later, defaults={"kind": "same", "score": 100, **words}
    )
    text.sources.create(name=MARKUP, sha256="0" * 64, size=1, media_type=MARKUP)
    return text


def test_every_model_is_registered():
    registered = {model._meta.model_name for model in admin.site._registry}
    assert set(SHOWN) <= registered


@pytest.mark.parametrize("name", SHOWN)
def test_lists_searches_and_forms_open(archive, editor, name):
    address = reverse(f"admin:resolutions_{name}_changelist")
    for query in ("", "?q=71", "?q=%00", f"?q={MARKUP}", "?o=1.-2", "?p=9", "?all="):
        response = editor.get(address + query, follow=True)
        assert response.status_code == 200
        assert MARKUP not in response.text
    model = apps.get_model("resolutions", name)
    for row in model.objects.all():
        for page in ("change", "history"):
            response = editor.get(reverse(f"admin:resolutions_{name}_{page}", args=[row.pk]))
            assert response.status_code == 200
            assert MARKUP not in response.text


@pytest.mark.parametrize("name", SHOWN)
def test_who_may_add_and_that_nobody_deletes(archive, editor, name):
    row = apps.get_model("resolutions", name).objects.first()
    added = editor.get(reverse(f"admin:resolutions_{name}_add")).status_code
    assert added == (403 if name in LOOKED_AT_ONLY else 200)
    if row:
        address = reverse(f"admin:resolutions_{name}_delete", args=[row.pk])
        assert editor.post(address, {"post": "yes"}).status_code == 403
        several = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        editor.post(reverse(f"admin:resolutions_{name}_changelist"), several)
        assert type(row).objects.filter(pk=row.pk).exists()


def everything_registered():
    """Each model with each way to it: its own pages, and as rows on those of another."""
    for model, pages in admin.site._registry.items():
        yield pytest.param(model, pages, id=model._meta.label_lower)
        for inline in pages.inlines:
            way = f"{inline.model._meta.label_lower} with {model._meta.model_name}"
            yield pytest.param(inline.model, inline(model, admin.site), id=way)


@pytest.mark.parametrize(("model", "pages"), list(everything_registered()))
def test_nothing_is_erased_by_a_button(model, pages, rf):
    """A model that is registered anew can be deleted by default, and fails here."""
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    assert pages.has_delete_permission(request) == (model in DELETED)
    if isinstance(pages, admin.ModelAdmin):
        assert ("delete_selected" in pages.get_actions(request)) == (model in DELETED)


@pytest.mark.parametrize("name", sorted(LOOKED_AT_ONLY))
def test_what_was_read_is_not_changed_by_hand(archive, editor, name):
    row = apps.get_model("resolutions", name).objects.first()
    address = reverse(f"admin:resolutions_{name}_change", args=[row.pk])
    assert editor.post(address, {"text": "changed"}).status_code == 403


def sent_back(page) -> dict:
    """What a browser sends of the form on a page if nothing is changed."""
    forms = [page.context["adminform"].form]
    for rows in page.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.initial_forms]
    sent = {}
    for form in forms:
        for each in form:
            value = each.value()
            if isinstance(value, list):
                value = ",".join(value) if each.name == "original_languages" else value
            if isinstance(value, datetime):
                sent |= {f"{each.html_name}_0": value.date(), f"{each.html_name}_1": value.time()}
            elif value is not None and value is not False:
                sent[each.html_name] = value
    return sent


def planted(field):
    """Something else than a column has by itself, as it would be typed."""
    kinds = {"BooleanField": "on", "DateField": "1999-12-31", "DateTimeField": "1999-12-31"}
    is_text = field.get_internal_type() in ("CharField", "TextField", "SlugField")
    return kinds.get(field.get_internal_type(), "planted" if is_text else "7")


@pytest.mark.parametrize(
    "model",
    [m for m in admin.site._registry if m._meta.model_name not in {*LOOKED_AT_ONLY, "onetimekey"}],
    ids=lambda model: model._meta.model_name,
)
def test_what_a_form_does_not_ask_for_is_not_taken(archive, editor, model):
    """Every column beside the form, sent with it, and sent as if it were of a row."""
    row = model.objects.order_by("pk").first()
    if model is Resolution:  # the head of a text is not changed here
        row = make_resolution("A/RES/70/1")
    elif model is Group:
        row = Group.objects.create(name="Some")
    elif row is None:
        row = make_row(model, archive)
    address = reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk]
    )
    page = editor.get(address)
    sent, own = sent_back(page), set(page.context["adminform"].form.fields)
    others = [f for f in model._meta.concrete_fields if f.name not in own]
    assert others
    extra = {f.name: planted(f) for f in others} | {f.attname: planted(f) for f in others}
    before = model.objects.filter(pk=row.pk).values().get()
    answer = editor.post(address, extra | sent)
    assert answer.status_code == 302, re.findall("errorlist.+", answer.text)
    after = model.objects.filter(pk=row.pk).values().get()
    renewed = {f.name for f in others if getattr(f, "auto_now", False)}
    assert {n: v for n, v in after.items() if n not in renewed} == {
        n: v for n, v in before.items() if n not in renewed
    }


def make_row(model, text):
    """A row of what the archive of these tests has none of."""
    if model is Synonyms:
        return Synonyms.objects.create(name="lamps", terms="lamp\nlantern")
    later = Resolution.objects.get(symbol="A/RES/72/28")
    sides = {"later_text": later, "later_anchor": "pp1", "earlier_text": text}
    user = User.objects.get()
    return DescentRuling.objects.create(
        **sides, earlier_anchor="pp1", verdict=Verdict.CONFIRMED, ruled_by=user
    )


def change(editor, resolution, **values):
    """Send the form of a record back with some values changed."""
    address = reverse("admin:resolutions_resolution_change", args=[resolution.pk])
    form = editor.get(address).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent["original_languages"] = ",".join(sent["original_languages"] or [])
    rows = {"sponsorships-TOTAL_FORMS": 0, "sponsorships-INITIAL_FORMS": 0}
    sent = {name: value for name, value in (sent | rows | values).items() if value is not None}
    return editor.post(address, sent, follow=True)


def test_a_field_that_an_editor_changes_says_so(editor):
    text = make_resolution("A/RES/71/28", provenance={"title": {"origin": "printed"}})
    change(editor, text, title="Another title", symbol="res 71/29")
    text.refresh_from_db()
    assert (text.title, text.symbol, text.number) == ("Another title", "A/RES/71/29", 29)
    assert text.origin_of("title") == text.origin_of("symbol") == Origin.EDITOR
    assert text.origin_of("stage") is None


def test_a_field_that_an_editor_empties_is_known_no_more(editor):
    text = make_resolution(
        "A/RES/71/28", meeting="51st", provenance={"meeting": {"origin": "printed"}}
    )
    change(editor, text, meeting="")
    text.refresh_from_db()
    assert (text.meeting, text.origin_of("meeting")) == ("", None)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"symbol": "nonsense"}, "Enter the symbol as printed"),
        ({"symbol": "", "slug": ""}, "Give the symbol, or a slug for a text without one."),
        ({"symbol": "A/RES/72/1"}, "already exists"),
        ({"stage": ""}, "A resolution has a stage"),
    ],
)
def test_a_wrong_change_is_named_and_changes_nothing(editor, values, message):
    make_resolution("A/RES/72/1")
    text = make_resolution("A/RES/71/28")
    assert message in change(editor, text, **values).text
    assert Resolution.objects.get(pk=text.pk).symbol == "A/RES/71/28"


def test_changing_a_text_does_not_publish_it(editor):
    text = make_resolution("A/RES/71/28", published=False)
    change(editor, text, title="Another", published_at="2020-01-01")
    text.refresh_from_db()
    assert (text.title, text.is_published) == ("Another", False)


def test_the_head_of_a_text_is_corrected_on_the_editors_pages(editor):
    text = make_text("A/RES/71/28")
    address = reverse("admin:resolutions_resolution_change", args=[text.pk])
    page = editor.get(address)
    assert reverse("editing:text", args=[text.pk]) in page.text
    assert editor.post(address, {"title": "Another"}).status_code == 403


def test_texts_are_listed_at_a_fixed_cost(editor, django_assert_max_num_queries):
    for number in range(30):
        make_text(f"A/RES/71/{number + 1}")
    with django_assert_max_num_queries(10):
        editor.get(reverse("admin:resolutions_resolution_changelist"))
