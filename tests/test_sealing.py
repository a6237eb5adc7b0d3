"""Seals on what was recorded: whoever records waits for nobody, and no change goes unseen."""

import io
import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from resolutions.archive import sealing
from resolutions.archive.acting import acting
from resolutions.archive.sealing import last_seals, seal_history, unsealed, wrong_seals
from resolutions.models import ChangeRecord, Manuscript, Seal, Version
from tests.factories import make_text

pytestmark = pytest.mark.django_db
RECORD, VERSIONS = "resolutions_changerecord", "resolutions_version"


@pytest.fixture
def sealed(monkeypatch):
    """A record with gaps in its numbers, and versions, under many small seals."""
    monkeypatch.setattr(sealing, "AT_ONCE", 7)
    manuscript = Manuscript.objects.create(title="A text", begun_by="editor")
    for n in range(1, 21):
        with acting("m.lee", f"Step {n}"):
            make_text(f"A/RES/71/{n}", [("pp1", "Recalling,"), ("op1", "Decides.")])
        skip("resolutions_changerecord_id_seq")
        Version.objects.create(
            manuscript=manuscript, number=n, value={"n": [n, 1.10]}, reason="Read", author="m.lee"
        )
        skip("resolutions_version_id_seq")
    assert seal_history() == ChangeRecord.objects.count() + 20
    return Seal.objects.count()


def skip(sequence):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])


def test_what_was_sealed_is_right_and_what_comes_after_waits_for_the_next(sealed):
    assert (list(wrong_seals()), unsealed(), seal_history()) == ([], 0, 0)
    make_text("A/RES/72/1", [("pp1", "Recalling,")])
    more = unsealed()
    assert (list(wrong_seals()), more > 0, Seal.objects.count()) == ([], True, sealed)
    assert seal_history() == more
    assert list(wrong_seals()) == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"])
def test_a_seal_does_not_depend_on_the_settings_of_a_session(sealed, zone):
    first = Seal.objects.get(table=RECORD, number=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('timezone', %s, true)", [zone])
        cursor.execute("SET LOCAL datestyle = 'German'; SET LOCAL extra_float_digits = -3")
    assert sealing.sums(first, sealing.BEFORE_ALL, "") == (first.rows, first.digest)


@pytest.mark.parametrize(
    "statement", ["UPDATE resolutions_seal SET rows = 1", "DELETE FROM resolutions_seal"]
)
def test_a_seal_cannot_be_changed(sealed, statement):
    with (
        pytest.raises(DatabaseError, match="what was recorded stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def disarm():
    """Switch off what refuses and records, as the owner of the tables may; until rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in (RECORD, VERSIONS, "resolutions_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


class Tampering:
    """What somebody may do who can switch the database's own refusal off."""

    def __init__(self, seed):
        self.chosen = random.Random(seed)
        disarm()

    def one(self):
        table = self.chosen.choice([RECORD, RECORD, VERSIONS])
        kind = self.chosen.choice(["edit", "remove", "reorder", "insert", "edit_seal", "unseal"])
        with connection.cursor() as self.cursor:
            getattr(self, kind)(table)
        return kind

    def some(self, table, many=1):
        self.cursor.execute(f"SELECT id FROM {table} ORDER BY id")
        return self.chosen.sample([row[0] for row in self.cursor.fetchall()], many)

    def edit(self, table):
        changes = {
            RECORD: [
                *(
                    "actor = actor || 'x'",
                    "reason = reason || '!'",
                    "at = at + interval '1 microsecond'",
                ),
                *("\"table\" = 'auth_user'", "action = upper(action)", "rows = rows + 1"),
                *("text = coalesce(text, 0) + 1", "transaction = transaction + 1", "before = '[]'"),
                "after = jsonb_set(coalesce(after, '[{}]'), '{0,title}', '\"Another\"')",
            ],
            VERSIONS: [
                *("reason = reason || '.'", "author = 'o.kim'", "number = number + 100"),
                *("made_at = made_at - interval '1 day'", "restores = 1"),
                "value = jsonb_set(value, '{n,1}', '1.100000000000000000001')",
            ],
        }
        change, (row,) = self.chosen.choice(changes[table]), self.some(table)
        self.cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [row])

    def remove(self, table):
        self.cursor.execute(f"DELETE FROM {table} WHERE id = %s", self.some(table))

    def reorder(self, table):
        """Two rows change places: all that they say, but not their numbers."""
        one, other = self.some(table, 2)
        for old, new in ((one, -1), (other, one), (-1, other)):
            self.cursor.execute(f"UPDATE {table} SET id = %s WHERE id = %s", [new, old])

    def insert(self, table):
        self.cursor.execute(f"SELECT id FROM {table}")
        taken = {row[0] for row in self.cursor.fetchall()}
        free = [number for number in range(-5, max(taken)) if number not in taken]
        self.cursor.execute(f"CREATE TEMP TABLE another ON COMMIT DROP AS TABLE {table}")
        self.cursor.execute("DELETE FROM another WHERE id <> %s", self.some(table))
        number = ", number = number + 1000" if table == VERSIONS else ""
        self.cursor.execute(f"UPDATE another SET id = %s{number}", [self.chosen.choice(free)])
        self.cursor.execute(f"INSERT INTO {table} TABLE another")

    def edit_seal(self, table):
        change = self.chosen.choice(
            ["rows = rows + 1", "last = last + 1", "digest = md5(digest)", "made_at = now()"]
        )
        self.cursor.execute(
            f"UPDATE resolutions_seal SET {change} WHERE id = %s", self.some("resolutions_seal")
        )

    def unseal(self, table):
        """Take a seal away that is not the last."""
        self.cursor.execute('SELECT max(number) FROM resolutions_seal WHERE "table" = %s', [table])
        number = self.chosen.randrange(1, self.cursor.fetchone()[0])
        self.cursor.execute(
            'DELETE FROM resolutions_seal WHERE "table" = %s AND number = %s', [table, number]
        )


def test_every_tampering_is_found(sealed):
    """TAMPERINGS says how many are done at random, SEED which."""
    tampering = Tampering(int(os.environ.get("SEED", "1")))
    for _ in range(int(os.environ.get("TAMPERINGS", "200"))):
        with transaction.atomic():
            kind = tampering.one()
            found = list(wrong_seals())
            transaction.set_rollback(True)
        assert found, kind
    assert list(wrong_seals()) == []


def test_a_record_that_was_made_anew_lacks_the_seal_that_was_noted_down(sealed):
    noted = last_seals()[RECORD]
    call_command("verify", "history", seal=[noted], stdout=io.StringIO())
    disarm()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM resolutions_seal")
        cursor.execute("UPDATE resolutions_changerecord SET actor = 'nobody'")
    seal_history()
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("verify", "history", seal=[noted], stdout=said)
    assert f"There is no seal {noted}" in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_sealing_keeps_nobody_from_recording_and_leaves_out_what_is_not_settled(monkeypatch):
    """One who has recorded and not ended keeps the seal waiting, and nobody else for long."""
    monkeypatch.setattr(sealing, "PATIENCE", "200ms")
    make_text("A/RES/71/1", [("pp1", "Recalling,")])
    begun, end = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            make_text("A/RES/71/2", [("pp1", "Recalling,")])
            begun.set()
            end.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(slowly)
        begun.wait(30)
        make_text("A/RES/71/3", [("pp1", "Recalling,")])
        assert Seal.objects.count() == seal_history() == 0
        make_text("A/RES/71/4", [("pp1", "Recalling,")])
        end.set()
        slow.result(30)
    assert seal_history() == ChangeRecord.objects.count()
    assert list(wrong_seals()) == []


@pytest.mark.django_db(transaction=True)
def test_many_may_seal_while_many_record(monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 7)

    def record(n):
        for m in range(5):
            make_text(f"A/RES/{71 + n}/{m}", [("pp1", "Recalling,")])
            seal_history()
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(record, range(4)))
    seal_history()
    assert (list(wrong_seals()), unsealed()) == ([], 0)
    assert Seal.objects.count() >= ChangeRecord.objects.count() / 7
