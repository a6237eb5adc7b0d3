"""The page of a text at work: its source beside it, steps, doubts, and stretches."""

import re

import pytest
from django.urls import reverse

from resolutions.models import Manuscript
from tests.editing.drafts import DRAFT
from tests.editing.steps import REVIEW, act, head_of, words
from tests.factories import make_resolution
from tests.ingest.pdf_files import Sheet, pdf

pytestmark = pytest.mark.django_db


def test_a_text_is_shown_beside_its_source(editor, manuscript):
    page = editor.get(f"{manuscript.get_absolute_url()}?at=op1")
    assert [p.label for p in page.context["review"].paragraphs] == ["PP1", "OP1", "OP2"]
    lines = {line.text: (line.anchor, line.said) for line in page.context["review"].lines}
    assert lines["1. Welcomes the report;"] == ("op1", "")
    assert lines["Agenda item 94"] == ("", "read as: agenda item")
    assert "<mark>1. Welcomes the report;</mark>" in page.text
    assert "Save the text" in page.text


def printed(*pages):
    """A PDF of the draft, from its head to the line that ends each page."""
    sheets, lines = [], DRAFT.splitlines()
    for end in (*map(lines.index, pages), len(lines)):
        sheet = Sheet()
        for number, line in enumerate(lines[:end]):
            sheet.text(72, 60 + 20 * number, line)
        sheets.append(sheet)
        lines = lines[end:]
    return pdf(*sheets)


def test_the_pages_of_a_pdf_are_shown_with_its_paragraphs_marked(editor, send):
    send(printed("2. Decides to meet again."), "draft.pdf")
    manuscript = Manuscript.objects.get()
    address = manuscript.get_absolute_url()
    page = editor.get(f"{address}?at=op1")
    assert [(m.anchor, m.is_chosen) for m in page.context["sheet"].marked if m.anchor] == [
        *(("pp1", False), ("op1", True))
    ]
    assert 'aria-label="Chosen, read as OP1" class="on"><rect x="118" y="' in page.text
    assert 'In the source: <a href="?pane=source&amp;at=op1#source">page 1</a>' in page.text
    page = editor.get(f"{address}?at=op1&page=2")
    assert "Page 2 of 2" in page.text
    assert "OP1 stands on <a" in page.text
    picture = editor.get(reverse("editing:page", args=[manuscript.pk, 2]))
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert editor.get(reverse("editing:page", args=[manuscript.pk, 3])).status_code == 404


def test_steps_are_saved_and_undone(editor, manuscript):
    act(editor, manuscript, "edit", anchor="op1", text="Welcomes it;\n\nAsks;")
    page = act(editor, manuscript, "join", anchor="op2")
    assert manuscript.head == 3
    assert "Asks; Decides" in words(page)
    page = act(editor, manuscript, "undo")
    assert [p.typed for p in page.context["review"].paragraphs][1:] == [
        *("Welcomes it;", "Asks;", "Decides to meet again.")
    ]


@pytest.mark.parametrize(
    ("do", "values", "said"),
    [
        ("edit", {"anchor": "pp9", "text": "x"}, "not in the text any more"),
        ("edit", {"anchor": "pp1"}, "Something is missing"),
        ("split", {"anchor": "pp1", "position": "x"}, "A place in the text is a number."),
        ("nothing", {}, "There is no such operation."),
        ("settle", {"key": "0"}, "not there any more"),
        ("join", {"anchor": "op2"}, "No paragraph follows"),
        ("undo", {}, "no earlier version"),
        ("edit", {"anchor": "pp1", "text": "x", "base": "99"}, "That version is not there."),
    ],
)
def test_a_step_that_cannot_be_done_is_said_and_changes_nothing(
    editor, manuscript, do, values, said
):
    assert said in words(act(editor, manuscript, do, **values))
    assert manuscript.head == 1


def test_a_doubt_is_settled_in_one_click(editor, send):
    send(DRAFT.replace("A/C.1/77", "A/c.1/77"))
    manuscript = Manuscript.objects.get()
    page = editor.get(manuscript.get_absolute_url())
    problem = next(
        p for p in page.context["review"].problems if p.doubt.code == "symbol-normalised"
    )
    assert problem.doubt.message in words(page)
    page = act(editor, manuscript, "settle", key=problem.key)
    assert problem.key not in [p.key for p in page.context["review"].open_problems]


def long_draft(paragraphs):
    """A draft of so many operative paragraphs, each of them citing something."""
    decided = "\n\n".join(
        f"{n}. Decides upon lamp number {n}, as in resolution 71/{n};" for n in range(1, paragraphs)
    )
    return DRAFT.partition("1. Welcomes")[0] + f"{decided}\n\n{paragraphs}. Decides to end.\n"


def test_many_doubts_of_a_kind_are_settled_and_mended_in_one_step(editor, send):
    send(
        DRAFT.replace(
            "2. Decides", "\n\n".join(f"{n}. Asks;\n\n" for n in (3, 5, 7, 9)) + "11. Decides"
        )
    )
    manuscript = Manuscript.objects.get()
    page = editor.get(manuscript.get_absolute_url())
    assert "5 operative paragraphs are not numbered one after another." in page.text
    keys = re.search(r'name="keys" value="([^"]+)"', page.text)[1]
    settled = act(editor, manuscript, "settle-all", keys=keys, to="problem-1")
    assert "Nothing is left to check." in settled.text
    act(editor, manuscript, "undo")
    mended = act(editor, manuscript, "mend-all", code="number-gap", to="problem-1")
    assert "6. Decides to meet again." not in mended.text
    numbers = re.findall(r'<span class="num">([^<]+)</span>', mended.text)
    assert numbers == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_a_long_text_is_shown_in_stretches(editor, send):
    """Whatever is chosen stands in the stretch that is shown, beside its own lines."""
    send(long_draft(260))
    manuscript = Manuscript.objects.get()
    whole = editor.get(manuscript.get_absolute_url()).text
    last = editor.get(manuscript.get_absolute_url() + "?at=op230").text
    third = editor.get(manuscript.get_absolute_url() + "?part=3").text
    for page, there, elsewhere in ((whole, 99, 100), (last, 200, 199), (third, 260, 199)):
        assert f'<li id="op{there}"' in page
        assert f"Decides upon lamp number {there}," in page or there == 260
        assert f'<li id="op{elsewhere}"' not in page
        assert f"Decides upon lamp number {elsewhere}," not in page
    assert "Text of OP230" in last
    links = re.findall(r'href="\?pane=text&amp;part=(\d)#text"[^>]*>([^<]+)<', whole)
    assert links[:3] == [("1", "PP1 to OP99"), ("2", "OP100 to OP199"), ("3", "OP200 to OP260")]


def test_a_long_text_costs_no_more_queries_than_a_short_one(
    editor, send, django_assert_num_queries
):
    send()
    send(long_draft(260), "long.txt")
    for manuscript in Manuscript.objects.all():
        with django_assert_num_queries(REVIEW):
            editor.get(manuscript.get_absolute_url())


def test_a_paragraph_that_goes_leaves_the_one_in_its_place_chosen(editor, send):
    send(long_draft(260))
    manuscript = Manuscript.objects.get()
    page = act(editor, manuscript, "take-out", anchor="op230")
    assert page.redirect_chain[-1][0].endswith("?at=op231#op230")
    assert "Text of OP231" in page.text


def test_arabic_runs_from_right_to_left(send, editor):
    send("إن الجمعية العامة،\n\nإذ تشير إلى قرارها 71/28،\n\n1 - تقرر أن تجتمع؛\n")
    page = editor.get(Manuscript.objects.get().get_absolute_url())
    assert '<ol class="read" lang="ar" dir="rtl">' in page.text


def test_a_symbol_that_is_worked_on_is_said(editor, send, manuscript):
    send(DRAFT.replace("L.99", "L.98").replace("meet again", "dine"), "other.txt")
    other = Manuscript.objects.get(symbol="A/C.1/77/L.98")
    values = head_of(editor, other) | {"symbol": "A/C.1/77/L.99"}
    assert "is being worked on already" in words(act(editor, other, "head", **values))


def test_a_record_that_agrees_is_suggested_for_a_text_without_symbol(editor, send):
    title = "Developments in the field of information security"
    make_resolution("A/C.1/77/L.77", title=title, session=77, stage="draft")
    send(DRAFT.replace("A/C.1/77/L.99", ""))
    manuscript = Manuscript.objects.get()
    page = words(editor.get(manuscript.get_absolute_url()))
    assert "A record agrees in session 77, the same title." in page
    act(editor, manuscript, "symbol", symbol="A/C.1/77/L.77")
    assert manuscript.symbol == "A/C.1/77/L.77"
