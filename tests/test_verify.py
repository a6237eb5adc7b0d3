"""`manage.py verify` on an archive that is whole, and on ones that something has happened to."""

import importlib
import io
import os
import random
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.utils import timezone

from resolutions.archive import uploads
from resolutions.archive.originals import strays
from resolutions.archive.publishing import publish_manuscript
from resolutions.finding.indexing import index_everything
from resolutions.models import (
    Citation,
    LanguageVersion,
    NoteReference,
    Paragraph,
    Resolution,
    SearchChange,
    SearchSegment,
    SourceFile,
    Verification,
)
from resolutions.verifying import CHECKS, Check, says
from resolutions.verifying.log import made, standing

DRAFT = """United Nations A/C.1/77/L.99

Distr.: Limited 6 October 2022
Original: English

Seventy-seventh session
First Committee
Agenda item 94

Cuba: draft resolution

Developments in the field of information security

The General Assembly,

Recalling its resolution 71/28 of 5 December 2016,

1. Welcomes the report;

2. Decides to meet again.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    """The first holdings, loaded once: each test rolls back to here, and the last one all of it."""
    own = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("originals"))
    with django_db_blocker.unblock(), own, transaction.atomic():
        call_command("load_fixtures", stdout=io.StringIO())
        list(index_everything())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def folder(whole):
    """Where the originals are, without those of tests before, whose rows were rolled back."""
    storage = SourceFile.objects.first().content.storage
    for name, _ in strays():
        storage.delete(name)
    return Path(storage.location)


def verify(*checks):
    """Return what was said, and how it ended."""
    said = io.StringIO()
    try:
        call_command("verify", *checks, stdout=said)
    except CommandError as error:
        return said.getvalue(), str(error)
    return said.getvalue(), ""


def test_the_first_holdings_are_whole(whole):
    said, ended = verify()
    assert ended == ""
    assert said.count(": yes") == 10
    assert "5 files read again" in said
    assert "Note" not in said


def test_other_words_of_a_paragraph(whole):
    paragraph = Paragraph.objects.filter(text__contains="norms").first()
    Paragraph.objects.filter(pk=paragraph.pk).update(text=paragraph.text + " Not so.")
    SearchChange.objects.all().delete()
    said, ended = verify("paragraphs", "search")
    assert f"{paragraph.anchor} (en) has other words than when it was stored." in said
    assert f"{paragraph.anchor} (en) is not in the index as it stands." in said
    assert ended == "2 things are wrong."


def test_a_paragraph_that_is_lost(whole):
    version = LanguageVersion.objects.order_by("pk").first()
    second = version.resolution.paragraphs.get(order=2)
    Citation.objects.filter(paragraph=second).delete()
    Paragraph.objects.filter(pk=second.pk).delete()
    SearchChange.objects.all().delete()
    said, _ = verify("paragraphs", "counts", "search")
    assert "lacks a paragraph: its order has a gap." in said
    assert f"has {version.paragraph_count - 1} paragraphs, and {version.paragraph_count}" in said
    assert "has paragraphs of 1 texts that do not have them" in said


def uploaded():
    author = User.objects.create_user("m.lee")
    upload = uploads.receive(DRAFT.encode(), "draft.txt", author)
    uploads.read_waiting()
    upload.refresh_from_db()
    return upload


def test_a_text_that_its_file_does_not_give(whole):
    upload = uploaded()
    upload.read["document"]["paragraphs"][0]["text"] += " Not so."
    upload.save()
    said, ended = verify("readings")
    assert "draft.txt" in said
    assert "is read otherwise than when it came in, by the same readers." in said
    assert (": no: 1 (5 files read again)" in said, ended) == (True, "1 thing is wrong.")
    upload.edition = "another"
    upload.save()
    said, ended = verify("readings")
    assert "is read otherwise by the readers of now" in said
    assert (": yes (5 files read again)" in said, ended) == (True, "")


def test_a_second_sum_that_differs_or_is_not_known(folder):
    one, two = SourceFile.objects.order_by("pk")[:2]
    SourceFile.objects.filter(pk=one.pk).update(sha512="0" * 128)
    SourceFile.objects.filter(pk=two.pk).update(sha512="")
    said, ended = verify("originals")
    assert f"not {'0' * 128}." in said
    assert "of which there is no record." in said
    assert ended == "2 things are wrong."


def test_sums_are_made_of_files_that_came_before_there_were_any(folder):
    fill = importlib.import_module("resolutions.migrations.0021_fixity").fill
    known = dict(SourceFile.objects.values_list("pk", "sha512"))
    assert {len(each) for each in known.values()} == {128}
    damaged = SourceFile.objects.earliest("pk")
    path = folder / damaged.content.name
    before = path.read_bytes()
    SourceFile.objects.update(sha512="")
    path.chmod(0o640)
    path.write_bytes(b"something else")
    try:
        fill(apps, None)
    finally:
        path.write_bytes(before)
    assert dict(SourceFile.objects.values_list("pk", "sha512")) == known | {damaged.pk: ""}


ODD = """
CREATE TABLE odd (x int);
CREATE FUNCTION odd_of(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x';
CREATE INDEX odd_index ON odd (odd_of(x));
INSERT INTO odd SELECT generate_series(1, 50);
CREATE OR REPLACE FUNCTION odd_of(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x + 100';
"""


def test_an_index_that_is_not_as_its_table(db):
    """As after damage of a disk, or a change of how text is sorted."""
    params = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
    with psycopg.connect(**params, autocommit=True) as own:
        try:
            own.execute(ODD)
            said, ended = verify("tables")
        finally:
            own.execute("DROP TABLE odd; DROP FUNCTION odd_of")
        assert "The index odd_index is damaged: " in said
        assert ended == "1 thing is wrong."
        assert own.execute("SELECT FROM pg_extension WHERE extname = 'amcheck'").fetchall() == []


def test_what_was_found_is_kept_and_told(db):
    assert "originals: never" in verify("--last")[0]
    for found in (2, 0):
        for check in CHECKS:
            wrong = Check(check.name, check.words, lambda n=found: (yield from ["A fault."] * n))
            list(made(wrong))
        said, ended = verify("--last")
        assert said.count("2 wrong" if found else "nothing wrong") == len(CHECKS)
        assert (ended == "") == (found == 0)
    assert Verification.objects.filter(found=2).first().findings == ["A fault."] * 2
    with pytest.raises(DatabaseError, match="what was recorded stays"), transaction.atomic():
        Verification.objects.update(found=0)
    assert standing(CHECKS).is_well
    Verification.objects.bulk_create(
        Verification(check_name="new", began_at=at, ended_at=at, found=0)
        for at in [timezone.now() - timedelta(days=91)]
    )
    assert not standing([*CHECKS, Check("new", "", None)]).is_well


def test_what_cannot_be_looked_at_is_not_well(db, monkeypatch):
    """The role of the archive may not have amcheck, and nobody else is asked."""
    monkeypatch.setattr("resolutions.verifying.tables.ADMINISTRATOR", "nobody-known-here")
    said = io.StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("verify", "tables", stdout=said)
    assert ended.value.returncode == 3
    assert "not looked at (PostgreSQL's amcheck cannot be had: " in said.getvalue()
    assert standing(CHECKS).never == tuple(check.name for check in CHECKS)


def test_a_paragraph_that_is_not_indexed(whole):
    SearchSegment.objects.filter(language="en").delete()
    SearchChange.objects.all().delete()
    said, _ = verify("search")
    assert "There is no index of English: make it with index_search." in said


def test_what_waits_for_the_index_is_not_missing(whole):
    text = Resolution.objects.filter(paragraphs__order=1).first()
    text.paragraphs.filter(order=1).update(text="Other words,")
    assert verify("search")[1] == ""


def test_a_citation_that_stands_elsewhere(whole):
    citation = Citation.objects.filter(paragraph__isnull=False, name="").order_by("pk").first()
    Citation.objects.filter(pk=citation.pk).update(start=0, end=3)
    said, ended = verify("citations")
    assert f"is held to cite {citation.symbol}, where it says" in said
    Citation.objects.filter(pk=citation.pk).update(start=citation.start, end=99_999)
    said, ended = verify("citations")
    assert f"cites {citation.symbol} beyond its end." in said
    assert ended == "1 thing is wrong."


def test_a_citation_that_leads_to_another_document(whole):
    citation = Citation.objects.exclude(cited=None).order_by("pk").first()
    other = Resolution.objects.exclude(symbol=citation.symbol).exclude(symbol=None).first()
    Citation.objects.filter(pk=citation.pk).update(cited=other)
    assert f"cites {citation.symbol} and leads to {other.label}." in verify("citations")[0]


def test_a_public_text_that_is_not_the_version_published(whole):
    manuscript = uploaded().manuscript
    text = publish_manuscript(manuscript, manuscript.head, "m.lee")
    assert verify("versions")[1] == ""
    text.paragraphs.filter(anchor="op2").update(text="Decides not to meet again.")
    said, _ = verify("versions")
    assert "A/C.1/77/L.99 (en) is not as in version 2, which was published." in said


def test_a_footnote_mark_beyond_its_paragraph(whole):
    reference = NoteReference.objects.order_by("pk").first()
    NoteReference.objects.filter(pk=reference.pk).update(position=99_999)
    assert "has a footnote mark beyond its end." in verify("notes")[0]


def test_originals_that_are_lost_or_changed(folder):
    lost, changed = SourceFile.objects.order_by("pk")[:2]
    storage, kept = lost.content.storage, {}
    for source in (lost, changed):
        kept[source.content.name] = source.content.read()
        storage.delete(source.content.name)
    with storage.open(changed.content.name, "wb") as file:
        file.write(b"something else")
    try:
        said, ended = verify("originals")
    finally:
        storage.delete(changed.content.name)
        for name, data in kept.items():
            with storage.open(name, "wb") as file:
                file.write(data)
    assert f"{lost.name} ({lost.sha256}) cannot be read: No such file or directory." in said
    assert f"{changed.name} ({changed.sha256}) has 14 bytes instead of {changed.size:,}" in said
    assert ended == "2 things are wrong."


class Damages:
    """What may happen to files, each done to one of them at random."""

    def __init__(self, root, seed):
        self.root, self.chosen = root, random.Random(seed)  # noqa: S311
        self.known = [Path(source.content.name) for source in SourceFile.objects.order_by("pk")]

    def one(self):
        """Damage something; return the names that must be told, and how to mend it."""
        kind = self.chosen.choice(["flip", "cut", "longer", "empty", "lose", "swap", "extra"])
        return getattr(self, kind)(self.root / self.chosen.choice(self.known))

    def write(self, path, data):
        before = path.read_bytes()
        path.chmod(0o640)
        path.write_bytes(data)
        return [path.name], lambda: path.write_bytes(before)

    def flip(self, path):
        data = bytearray(path.read_bytes())
        data[self.chosen.randrange(len(data))] ^= 1 << self.chosen.randrange(8)
        return self.write(path, bytes(data))

    def cut(self, path):
        return self.write(path, path.read_bytes()[: self.chosen.randrange(path.stat().st_size)])

    def longer(self, path):
        return self.write(path, path.read_bytes() + self.chosen.randbytes(3))

    def empty(self, path):
        return self.write(path, b"")

    def lose(self, path):
        aside = path.rename(self.root.parent / "aside")
        return [path.name], lambda: aside.rename(path)

    def swap(self, path):
        other = self.root / self.chosen.choice([n for n in self.known if n.name != path.name])
        mine, its = path.read_bytes(), other.read_bytes()
        told, mend = self.write(path, its)
        told_too, mend_too = self.write(other, mine)
        return told + told_too, lambda: (mend(), mend_too())

    def extra(self, path):
        beside = path.with_name(self.chosen.randbytes(32).hex())
        beside.write_bytes(self.chosen.choice([b"", b"stray", path.read_bytes()]))
        return [beside.name], beside.unlink


def test_every_damage_of_a_file_is_found_and_nothing_else(folder):
    """DAMAGES says how many are done at random, SEED which."""
    damages = Damages(folder, int(os.environ.get("SEED", "1")))
    for _ in range(int(os.environ.get("DAMAGES", "200"))):
        told, mend = damages.one()
        said, _ = verify("originals")
        mend()
        wrong = [line for line in said.splitlines() if line.startswith("  ")]
        assert len(wrong) == len(told), said
        assert all(any(name in line for line in wrong) for name in told), said
    assert verify("originals")[1] == ""


def test_what_is_left_of_killed_processes_is_swept_after_a_day(folder):
    old, new = folder / "sha256/ab/.partial-1", folder / "sha256/ab/.partial-2"
    for path in (old, new):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"Draft")
    yesterday = time.time() - 25 * 3600
    kept = folder / SourceFile.objects.first().content.name
    for path in (old, kept):
        os.utime(path, (yesterday, yesterday))
    said, ended = verify("originals", "--repair")
    assert "Deleted sha256/ab/.partial-1, which belonged to nothing." in said
    assert "sha256/ab/.partial-2, written on" in said
    assert (ended, old.exists(), kept.exists()) == ("1 thing is wrong.", False, True)
    new.unlink()


def test_a_text_without_its_paragraphs(whole):
    record = Resolution.objects.exclude(holding="full-text").first()
    Resolution.objects.filter(pk=record.pk).update(holding="full-text")
    assert (
        f"{record.label} is said to be held in full, and has no paragraph." in verify("counts")[0]
    )


def test_a_check_that_is_not_there():
    assert "choose from originals, readings" in verify("spelling")[1]


@pytest.mark.parametrize(
    ("words", "symbol", "expected"),
    [
        pytest.param("resolution 70/237", "A/RES/70/237", True, id="number"),
        pytest.param("Add.l", "A/61/161/Add.1", True, id="end-misread"),
        pytest.param("B", "A/RES/53/243 B", True, id="letter"),
        pytest.param("E", "A/RES/S-20/4 C", True, id="letters-between"),
        pytest.param("1325 (2000)", "S/RES/1325(2000)", True, id="council"),
        pytest.param("resolution 70/23", "A/RES/71/28", False, id="another-number"),
        pytest.param("the", "A/RES/71/28", False, id="no-number"),
        pytest.param("", "A/RES/71/28", False, id="nothing"),
        pytest.param("B", "A/61/161/Add.1", False, id="letter-of-nothing"),
    ],
)
def test_what_words_say(words, symbol, expected):
    assert says(words, symbol) is expected
