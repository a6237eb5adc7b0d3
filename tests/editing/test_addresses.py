"""Old addresses of texts and paragraphs lead on, and what editors say of other texts is stored."""

import pytest
from django.test import Client
from django.urls import reverse

from resolutions.models import FormerSymbol, Manuscript, Resolution
from tests.editing.drafts import DRAFT
from tests.editing.steps import act, head_of, publish, words
from tests.factories import make_citation, make_paragraph, make_resolution, make_text

pytestmark = pytest.mark.django_db

OLD, NEW = "/documents/A/C.1/77/L.99/", "/documents/A/C.1/77/L.98/"


def renamed(editor, manuscript, symbol):
    act(editor, manuscript, "head", **head_of(editor, manuscript) | {"symbol": symbol})
    publish(editor, manuscript, notice="The symbol was misprinted.")


@pytest.mark.parametrize(
    "page",
    [
        *("", "cite/", "cite/?paragraph=op1", "text.txt", "paragraphs/op1/"),
        pytest.param("?since=A/RES/71/28", id="what was asked for stays"),
    ],
)
def test_the_address_of_a_symbol_that_was_corrected_leads_on(editor, manuscript, page):
    publish(editor, manuscript)
    renamed(editor, manuscript, "A/C.1/77/L.98")
    response = Client().get(OLD + page)
    assert (response.status_code, response.url) == (301, NEW + page)
    # It may be corrected back: no browser is to keep this for ever.
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_symbol_leads_on_however_often_it_was_changed_and_back(editor, manuscript):
    publish(editor, manuscript)
    renamed(editor, manuscript, "A/C.1/77/L.98")
    renamed(editor, manuscript, "A/C.1/77/L.97")
    assert [Client().get(each).url for each in (OLD, NEW)] == ["/documents/A/C.1/77/L.97/"] * 2
    renamed(editor, manuscript, "A/C.1/77/L.99")
    assert Client().get(OLD).status_code == 200
    assert Client().get(NEW).url == OLD
    assert not FormerSymbol.objects.filter(symbol="A/C.1/77/L.99").exists()


def test_a_text_that_has_a_symbol_now_keeps_its_address(editor, manuscript):
    publish(editor, manuscript)
    renamed(editor, manuscript, "A/C.1/77/L.98")
    other = make_text("A/C.1/77/L.99", [("pp1", "Noting another text,")])
    response = Client().get(OLD)
    assert (response.status_code, response.context["text"]) == (200, other)


def test_a_symbol_that_was_never_public_leads_nowhere(editor, manuscript):
    renamed(editor, manuscript, "A/C.1/77/L.98")
    assert Client().get(OLD).status_code == 404
    assert Client().get(NEW).status_code == 200


def test_a_comparison_of_a_former_symbol_is_found(editor, manuscript):
    publish(editor, manuscript)
    renamed(editor, manuscript, "A/C.1/77/L.98")
    make_text("A/C.1/76/L.1", [("pp1", "Noting another text,")])
    page = Client().get("/compare/?from=A/C.1/76/L.1&to=A/C.1/77/L.99", follow=True)
    assert page.status_code == 200
    assert "A/C.1/77/L.98" in words(page)


def test_citations_of_a_symbol_that_was_wrong_wait_for_their_document(editor, manuscript):
    publish(editor, manuscript)
    text = Resolution.objects.get(symbol="A/C.1/77/L.99")
    citing = make_paragraph(make_text("A/RES/77/1", []), "pp1", "Noting A/C.1/77/L.99,")
    citation = make_citation(citing, "A/C.1/77/L.99", "A/C.1/77/L.99", cited=text)
    renamed(editor, manuscript, "A/C.1/77/L.98")
    citation.refresh_from_db()
    assert citation.cited is None


def test_the_slug_of_a_draft_stays_good_when_it_has_a_symbol(editor, send):
    send(DRAFT.replace("United Nations A/C.1/77/L.99", "United Nations"))
    manuscript = Manuscript.objects.get()
    publish(editor, manuscript)
    text = Resolution.objects.get()
    slug = text.get_absolute_url()
    assert text.symbol is None
    renamed(editor, manuscript, "A/C.1/77/L.98")
    response = Client().get(slug)
    assert (response.status_code, response.url) == (301, NEW)


@pytest.mark.parametrize("file", ["cite/", "citation.bib", "citation.ris", "citation.json"])
def test_a_citation_of_a_paragraph_that_was_renamed_leads_on(editor, manuscript, file):
    file = file.replace("citation", "cite")
    publish(editor, manuscript)
    act(editor, manuscript, "join", anchor="op1")
    publish(editor, manuscript, notice="Two paragraphs are one in print.")
    address = f"{OLD}{file}"
    response = Client().get(f"{address}?paragraph=op2&lang=en")
    assert (response.status_code, response.url) == (302, f"{address}?paragraph=op1&lang=en")
    assert Client().get(response.url).status_code == 200
    assert Client().get(f"{address}?paragraph=op9%00").status_code == 404


TITLE = "Developments in the field of information security"


def test_an_outcome_that_an_editor_accepts_is_stored_and_shown(editor, manuscript):
    adopted = make_resolution("A/RES/77/9", draft_symbol="A/C.1/77/L.99", title=TITLE, session=77)
    page = words(editor.get(manuscript.get_absolute_url()))
    assert 'It may have become <b class="sym">A/RES/77/9</b>: by its record.' in page
    act(editor, manuscript, "relate", relation="became", text="A/RES/77/9")
    assert "<dd>A/RES/77/9</dd>" in words(
        editor.get(reverse("editing:publish", args=[manuscript.pk]))
    )
    publish(editor, manuscript)
    text = Resolution.objects.get(symbol="A/C.1/77/L.99")
    assert text.became == adopted
    assert "A/RES/77/9" in Client().get(text.get_absolute_url()).text
    page = act(editor, manuscript, "relate", relation="became", text="")
    publish(editor, manuscript, notice="It was another draft.")
    text.refresh_from_db()
    assert text.became is None


def test_an_outcome_is_suggested_where_session_title_and_sponsors_agree(editor, manuscript):
    make_resolution("A/RES/77/9", title=TITLE.upper(), session=77)
    make_resolution("A/RES/76/9", title=TITLE, session=76)
    related = editor.get(manuscript.get_absolute_url()).context["related"]
    assert [(r.relation, r.text.symbol, r.why) for r in related] == [
        ("became", "A/RES/77/9", "session 77, the same title")
    ]


def test_a_revision_is_told_by_its_symbol(editor, send):
    held = make_text("A/C.1/77/L.99", [("pp1", "Noting,")], stage="draft", session=77)
    send(DRAFT.replace("L.99", "L.99/Rev.2"))
    manuscript = Manuscript.objects.get()
    related = editor.get(manuscript.get_absolute_url()).context["related"]
    assert [(r.relation, r.text, r.why) for r in related] == [("revises", held, "by its symbol")]
    act(editor, manuscript, "relate", relation="revises", text=held.symbol)
    publish(editor, manuscript)
    assert Resolution.objects.get(symbol="A/C.1/77/L.99/Rev.2").revises == held


def test_the_nearest_draft_of_the_session_is_suggested(editor, send):
    paragraphs = [
        *(("pp1", "Recalling its resolution 71/28 of 5 December 2016,"), ("op1", "Welcomes it;")),
        ("op2", "Decides to meet again."),
    ]
    near = make_text("A/C.1/77/L.1", paragraphs, stage="draft", session=77)
    send()
    page = editor.get(Manuscript.objects.get().get_absolute_url())
    assert [(r.relation, r.text, r.why) for r in page.context["related"]] == [
        ("revises", near, "2 of 3 paragraphs")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A/RES/1/1", "A/RES/1/1 is not in this archive."),
        ("no such\x00 thing", "no such thing is not in this archive."),
    ],
)
def test_a_relation_to_what_is_not_held_is_not_published(editor, manuscript, text, said):
    act(editor, manuscript, "relate", relation="became", text=text)
    assert said in words(publish(editor, manuscript))
    assert not Resolution.objects.exists()


def test_a_text_is_no_version_of_itself(editor, manuscript):
    publish(editor, manuscript)
    act(editor, manuscript, "relate", relation="revises", text="A/C.1/77/L.99")
    assert "not a version of itself" in words(publish(editor, manuscript, notice="x"))
