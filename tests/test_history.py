"""The record of changes: written by the database, whoever changes and however, and kept."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from resolutions.archive.acting import acting, importing
from resolutions.changes import TABLES
from resolutions.models import ChangeRecord, Manuscript, Paragraph, Resolution, Version
from resolutions.roles import EDITOR, PUBLISHER, ROLES, UPLOADER, make_roles
from tests.factories import (
    make_citation,
    make_note,
    make_paragraph,
    make_resolution,
    make_sponsor,
    make_text,
    make_vote,
    sponsor_text,
)

pytestmark = pytest.mark.django_db


def recorded(table="", since=0):
    """Everything recorded: (table, action, text, rows, before, after), oldest first."""
    found = ChangeRecord.objects.filter(pk__gt=since).order_by("pk")
    rows = found.values_list("table", "action", "text", "rows", "before", "after")
    return [(name.removeprefix("resolutions_"), *rest) for name, *rest in rows if table in name]


def now():
    return ChangeRecord.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def test_what_is_added_changed_and_deleted_is_recorded_with_before_and_after():
    text = make_text("A/RES/71/28", [("pp1", "Recalling its resolutions,")])
    start, paragraph = now(), text.paragraphs.get()
    paragraph.text = "Noting its resolutions,"
    paragraph.save()
    paragraph.delete()
    changed, deleted = recorded("paragraph", start)
    assert changed == (
        *("paragraph", "update", text.pk, 1),
        [{"id": deleted[4][0]["id"], "text": "Recalling its resolutions,"}],
        [{"id": deleted[4][0]["id"], "text": "Noting its resolutions,"}],
    )
    assert deleted[:4] == ("paragraph", "delete", text.pk, 1)
    assert deleted[4][0]["text"] == "Noting its resolutions,"
    assert deleted[4][0]["anchor"] == "pp1"
    assert deleted[5] is None


def test_changes_in_bulk_are_recorded_for_each_text():
    texts = [make_resolution(f"A/RES/71/{n}") for n in (1, 2)]
    start = now()
    Resolution.objects.update(year=2017)
    assert sorted(row[2:] for row in recorded("resolution", start)) == [
        (text.pk, 1, [{"id": text.pk, "year": 2016}], [{"id": text.pk, "year": 2017}])
        for text in texts
    ]


def test_raw_sql_is_recorded_under_the_name_of_its_database_user():
    text = make_resolution("A/RES/71/28", title="One")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE resolutions_resolution SET title = 'Two'")
        cursor.execute("SELECT session_user")
        user = cursor.fetchone()[0]
    last = ChangeRecord.objects.first()
    assert (last.actor, last.text, last.after) == (user, text.pk, [{"id": text.pk, "title": "Two"}])


def test_a_statement_that_changes_nothing_is_not_recorded():
    make_resolution("A/RES/71/28")
    start = now()
    Resolution.objects.update(year=2016)
    Resolution.objects.filter(symbol="A/RES/1/1").delete()
    assert recorded(since=start) == []


def test_what_hangs_on_a_text_is_recorded_under_it():
    text = make_text("A/RES/71/28")
    start = now()
    paragraph = make_paragraph(text, "op1", "Recalls 53/70")
    make_citation(paragraph, "53/70", "A/RES/53/70")
    note = make_note(paragraph, "See 53/70.")
    make_citation(note, "53/70", "A/RES/53/70")
    sponsor = make_sponsor("Estonia")
    sponsor_text(text, sponsor)
    make_vote(text, [(sponsor, "Y")])
    assert {(row[0], row[2]) for row in recorded(since=start)} == {
        *((name, text.pk) for name in ("paragraph", "citation", "note", "notereference")),
        *((name, text.pk) for name in ("sponsorship", "votesession", "ballot")),
        ("sponsor", None),
    }


def test_a_change_is_signed_with_actor_and_reason():
    with acting("m.lee", "A word was misread"):
        make_resolution("A/RES/71/28")
    make_resolution("A/RES/71/29")
    second, first = ChangeRecord.objects.filter(table="resolutions_resolution")[:2]
    assert (first.actor, first.reason) == ("m.lee", "A word was misread")
    assert (second.actor != "m.lee", second.reason) == (True, "")


def test_what_fails_leaves_no_name_behind():
    with pytest.raises(DatabaseError), transaction.atomic(), acting("m.lee"):
        Resolution.objects.create(symbol="", title="No address")
    make_resolution("A/RES/71/29")
    assert ChangeRecord.objects.first().actor != "m.lee"


def test_an_import_is_recorded_by_the_numbers_of_its_rows():
    with importing("A publication"):
        text = make_text("A/RES/71/28", [("pp1", "Recalling,"), ("op1", "Decides.")])
        Paragraph.objects.filter(resolution=text).update(number="1")
    last = ChangeRecord.objects.filter(table="resolutions_paragraph").first()
    assert (last.reason, last.rows, last.before, last.after) == ("A publication", 2, None, None)
    start = now()
    text.paragraphs.all().delete()
    assert recorded("paragraph", start)[0][4] is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE resolutions_changerecord SET actor = 'nobody'",
        "DELETE FROM resolutions_changerecord",
        "UPDATE resolutions_version SET reason = ''",
        "DELETE FROM resolutions_version",
    ],
)
def test_what_was_recorded_cannot_be_changed(statement):
    manuscript = Manuscript.objects.create(title="A text", begun_by="editor")
    Version.objects.create(manuscript=manuscript, number=1, value={}, reason="Read")
    with (
        pytest.raises(DatabaseError, match="what was recorded stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "table", ["resolutions_changerecord", "resolutions_version", "resolutions_paragraph"]
)
def test_what_was_recorded_cannot_be_emptied(table):
    with connection.cursor() as cursor:  # undone with the test's transaction
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER history_whole")
    with (
        pytest.raises(DatabaseError, match="what was recorded stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_passwords_are_not_recorded():
    user = User.objects.create_user("editor", password="norms, rules and principles")
    user.set_password("another one of these")
    user.save()
    rows = ChangeRecord.objects.filter(table="auth_user")
    assert [(row.action, "password" in row.after[0]) for row in rows] == [("insert", False)]


def test_what_is_done_on_the_site_is_signed_by_who_is_signed_in(client):
    client.force_login(User.objects.create_superuser("m.lee"))
    client.post(
        reverse("admin:resolutions_synonyms_add"),
        {"name": "ICT", "terms": "ICT\ninformation technology", "language": ""},
    )
    assert ChangeRecord.objects.filter(table="resolutions_synonyms").get().actor == "m.lee"


def test_each_role_has_the_rights_of_the_one_before():
    make_roles()
    held = {
        group.name: {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        for group in Group.objects.all()
    }
    assert {name: held[name] for name in ROLES} == {
        "Uploader": set(UPLOADER),
        "Editor": set(EDITOR),
        "Publisher": set(PUBLISHER),
    }
    assert held["Administrator"] > held["Publisher"] > held["Editor"] > held["Uploader"]


@pytest.fixture
def chronicle():
    """Changes by two people, of two tables."""
    with acting("ana", "A slip of the pen"):
        text = make_text("A/RES/71/28", [("pp1", "Recalling its resolutions,")])
    with acting("ben", "As printed"):
        text.paragraphs.update(text="Noting its resolutions,")
    return text


def asked(admin_client, query):
    response = admin_client.get(f"{reverse('editing:record')}?{query}")
    rows = {
        (each.actor, each.table.removeprefix("resolutions_")) for each in response.context["page"]
    }
    return response, {row for row in rows if row[0] in ("ana", "ben")}


BY_ANA = {("ana", "resolution"), ("ana", "paragraph"), ("ana", "languageversion")}
BY_BEN = {("ben", "paragraph")}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("", BY_ANA | BY_BEN, id="everything"),
        pytest.param("actor=AN", BY_ANA, id="who, in part"),
        pytest.param("reason=printed", BY_BEN, id="why"),
        pytest.param("table=resolutions_resolution", {("ana", "resolution")}, id="table"),
        pytest.param("action=update&actor=ben", BY_BEN, id="did what, and who"),
        pytest.param("action=delete", set(), id="nothing such"),
        pytest.param("since=2020-01-01&until=2199-12-31", BY_ANA | BY_BEN, id="days"),
        pytest.param("since=2199-01-01", set(), id="not yet"),
        pytest.param("text=999999", set(), id="another text"),
    ],
)
def test_the_record_is_asked_for_parts(admin_client, chronicle, query, found):
    response, rows = asked(admin_client, query)
    assert (response.status_code, rows) == (200, found)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("action=eat", "Did what: Select a valid choice. eat is not one of the available choices."),
        ("table=auth_secret", "To which: Select a valid choice."),
        ("since=yesterday", "From day: Enter a valid date."),
        ("text=%D9%A3x", "Of text number: Enter a number."),
        ("text=99999999999999999999", "Of text number: Ensure this value is less than"),
        ("actor=%00", "Who: Null characters are not allowed."),
        (f"actor={'a' * 200}", "Who: Ensure this value has at most 150 characters"),
    ],
)
def test_what_the_record_cannot_be_asked_is_said(admin_client, chronicle, query, said):
    response, rows = asked(admin_client, query)
    assert (response.status_code, rows) == (400, BY_ANA | BY_BEN)
    assert said in response.text


def test_the_record_can_be_asked_for_every_table_that_is_recorded():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'history_record'"
        )
        assert {name for (name,) in cursor} == {*TABLES}
