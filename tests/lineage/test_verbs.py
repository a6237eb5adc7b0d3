"""The ladder of verbs: its order, and the paragraphs that moved on it."""

import csv
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from resolutions.archive.tracing import trace_all, trace_texts
from resolutions.lineage.ladder import verb_of
from resolutions.models import Descent, Resolution
from resolutions.verbs import ladders
from resolutions.vocabulary import DescentKind, Series
from tests.accessibility import disclose, look_over
from tests.factories import make_paragraph, make_text

SAID = "that voluntary norms of conduct reduce the risks to peace among all States of the world"


@pytest.mark.parametrize(
    ("opening", "verb"),
    [
        ("Welcomes", "welcomes"),
        ("Also welcomes", "welcomes"),
        ("Further also welcomes", "welcomes"),
        ("Welcoming also", "welcoming"),
        ("Reaffirming once again", "reaffirming"),
        ("Notes with concern", "notes with concern"),
        ("", ""),
    ],
)
def test_what_gives_a_verb_no_strength_is_read_over(opening, verb):
    assert verb_of(opening) == verb


@pytest.mark.parametrize(
    ("before", "now", "rise"),
    [
        pytest.param("Notes", "Welcomes", 4, id="notes, welcomes"),
        pytest.param("Invites", "Calls upon", 4, id="invites, calls upon"),
        pytest.param("Also urges", "Encourages", -5, id="weaker"),
        pytest.param("Noting", "Takes note of", 0, id="of one rung, in both parts"),
        pytest.param("Notes", "Urges", 0, id="of two ladders"),
        pytest.param("Decides", "Notes", 0, id="on no ladder"),
    ],
)
def test_rise(before, now, rise):
    assert ladders().rise(before, now) == rise


@pytest.mark.parametrize(
    ("opening", "text", "stated"),
    [
        ("Takes note", "Takes note with appreciation of it", "Takes note with appreciation of"),
        ("Also notes", "Also notes with interest that it is", "Also notes with interest"),
        ("Notes", "Notes with regard to it", "Notes"),
        ("Notes", "Notes the work with appreciation", "Notes"),
        ("Recalls", "Recalls with", "Recalls"),
    ],
)
def test_a_verb_goes_with_what_qualifies_it_outside_the_italics(opening, text, stated):
    assert ladders().stated(opening, text) == stated


def test_a_verb_stands_on_one_rung_and_is_written_as_it_is_looked_up():
    verbs = [verb for each in ladders().ladders for rung in each.rungs for verb in rung]
    assert len(verbs) == len(set(verbs))
    assert [verb_of(verb) for verb in verbs] == verbs


@given(st.sampled_from(sorted(ladders().rungs)), st.sampled_from(sorted(ladders().rungs)))
def test_what_rises_one_way_falls_the_other(before, now):
    assert ladders().rise(before, now) == -ladders().rise(now, before)


def make_moves(size=1):
    for place in range(size):
        for session, verb in ((60, "Notes"), (61, "Welcomes"), (62, "Notes")):
            own = f"{SAID} and of matter {place} {place}{place}"
            make_text(
                f"A/RES/{session}/{place + 7}",
                [("op1", f"{verb} {own}")],
                year=session + 1945,
                adopted_on=None,
                title=f"Tools {'abcdefghijkl'[place]}",
                series=Series.ICT_SECURITY,
            )
    trace_all()


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_the_page_tells_both_ways(client):
    make_moves()
    page = words(client.get("/trends/verbs/"))
    assert "1 became stronger; 1 became weaker." in page
    assert "“Notes” became “Welcomes”: stronger by 4 rungs" in page
    assert "the archive&#x27;s own judgement" in page
    weaker = words(client.get("/trends/verbs/?direction=weaker&year=2007&series=ict-security"))
    assert "“Welcomes” became “Notes”: weaker by 4 rungs" in weaker
    assert "“Notes” became “Welcomes”" not in weaker


@pytest.mark.django_db
def test_what_goes_on_from_several_of_one_verb_has_moved_once(client):
    for number, verb in ((7, "Notes"), (8, "Notes"), (9, "Welcomes")):
        head = {"year": 2005 + number // 9, "adopted_on": None, "title": "Tools"}
        make_text(f"A/RES/{60 + number // 9}/{number}", [("op1", f"{verb} {SAID}")], **head)
    trace_all()
    later = Descent.objects.get(opens_otherwise=True)
    other = Resolution.objects.exclude(pk=later.earlier.resolution_id).get(session=60)
    later.pk, later.earlier = None, other.paragraphs.get()
    later.save()
    page = client.get("/trends/verbs/")
    assert len(page.context["moves"]) == 1
    assert "1 became stronger; 0 became weaker." in words(page)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["direction=up", "year=1900", "series=x", "page=x"])
def test_what_cannot_be_is_told(client, query):
    make_moves()
    response = client.get(f"/trends/verbs/?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in words(response)


def noted():
    return set(Descent.objects.filter(opens_otherwise=True).values_list("later", "earlier"))


@pytest.mark.django_db
def test_what_was_traced_before_is_noted_as_tracing_notes_it():
    make_moves(2)
    for number, (language, verb) in enumerate((("en", "Notes"), ("fr", "Note"), ("fr", "Salue"))):
        text = make_text(f"A/RES/63/{number}", title="Tools", year=2008)
        own = f"{verb} with care {SAID} and of matter 0 00"
        make_paragraph(text, "op1", own, opening=verb, language=language)
    trace_all()
    held, migration = noted(), "resolutions.migrations.0024_descents_opening_otherwise"
    assert 4 <= len(held) < Descent.objects.filter(kind=DescentKind.CHANGED).count()
    Descent.objects.update(opens_otherwise=False)
    with connection.cursor() as cursor:
        cursor.execute(import_module(migration).NOTE)
    assert noted() == held


@pytest.mark.django_db
def test_a_text_stored_again_has_the_moves_of_its_new_words(client):
    make_moves()
    text = Resolution.objects.get(symbol="A/RES/61/7")
    text.paragraphs.all().delete()
    make_paragraph(text, "op1", f"Notes {SAID} and of matter 0 00")
    trace_texts([text.pk])
    assert "No paragraph in this archive changed its verb so." in words(
        client.get("/trends/verbs/")
    )


@pytest.mark.django_db
def test_a_withdrawn_text_has_no_moves(client):
    make_moves()
    Resolution.objects.filter(symbol="A/RES/61/7").update(published_at=None)
    assert "No paragraph in this archive changed its verb so." in words(
        client.get("/trends/verbs/")
    )


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 6])
def test_the_list_needs_the_same_queries_at_any_size(client, django_assert_num_queries, size):
    make_moves(size)
    with django_assert_num_queries(2):
        response = client.get("/trends/verbs/")
    assert len(response.context["moves"]) > size


@pytest.mark.django_db
def test_the_table_is_a_file(client):
    make_moves()
    rows = client.get("/trends/verbs/?format=csv").content.decode().splitlines()
    told = [(row["text"], row["was"], row["verb"], row["rungs"]) for row in csv.DictReader(rows)]
    assert told == [
        ("A/RES/62/7", "Welcomes", "Notes", "4"),
        ("A/RES/61/7", "Notes", "Welcomes", "4"),
    ]


@pytest.mark.django_db(transaction=True)
def test_the_page_is_accessible(live_server, page):
    make_moves(3)
    page.goto(f"{live_server}/trends/verbs/")
    expect(page.get_by_role("heading", name="The ladder of verbs")).to_be_visible()
    disclose(page)
    look_over(page)
