"""The archive in one file, and back: by the commands, as an administrator does it."""

import hashlib
import io
import json
import shutil
import stat
import tarfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from config.postgres import running
from tests.running import LOADED, data_dir_after, manage, new_data_dir


def contents(data_dir) -> dict[str, str]:
    """Return the digest of every table's rows and of every original."""
    found = {}
    with running(data_dir) as url, psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        for (name,) in names:
            every = sql.SQL("COPY (SELECT t::text FROM {} t ORDER BY 1) TO STDOUT")
            digest = hashlib.sha256()
            with connection.cursor().copy(every.format(sql.Identifier(name))) as rows:
                for row in rows:
                    digest.update(row)
            found[name] = digest.hexdigest()
    for path in sorted((data_dir / "originals").rglob("*")):
        if path.is_file():
            found[str(path.relative_to(data_dir))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@pytest.fixture(scope="module")
def archive():
    # Running for all commands, so that it starts once.
    with data_dir_after(LOADED) as data_dir, running(data_dir):
        yield data_dir


@pytest.fixture(scope="module")
def backup(archive, tmp_path_factory):
    path = tmp_path_factory.mktemp("backup") / "archive.tar"
    made = manage(archive, "backup", path)
    assert (made.returncode, made.stderr) == (0, "")
    assert "the database and 5 originals" in made.stdout
    return path


@pytest.fixture
def elsewhere():
    with new_data_dir() as data_dir:
        yield data_dir


def rewritten(backup, target, change):
    """Copy a backup; `change` gives the bytes of each member, or None to leave it out."""
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


def test_a_backup_comes_back_to_the_byte_and_again(archive, backup, elsewhere, tmp_path):
    restored = manage(elsewhere, "restore", backup)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert contents(elsewhere) == contents(archive)
    assert manage(elsewhere, "backup", tmp_path / "again.tar").returncode == 0
    assert manage(elsewhere, "restore", tmp_path / "again.tar", "--replace").returncode == 0
    assert contents(elsewhere) == contents(archive)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            lambda name, data: data[:-1] + b"?" if name.startswith("originals/") else data,
            "is damaged: take another copy",
            id="an original has another byte",
        ),
        pytest.param(
            lambda name, data: data[:5_000] if name == "database.dump" else data,
            "database.dump in this backup is damaged",
            id="the database ends early",
        ),
        pytest.param(
            lambda name, data: None if name.startswith("originals/") else data,
            "is missing in this backup",
            id="originals are missing",
        ),
        pytest.param(
            lambda name, data: None if name == "manifest.json" else data,
            "it has no manifest",
            id="no backup of ours",
        ),
        pytest.param(
            lambda name, data: data.replace(b'"archive_backup": 1', b'"archive_backup": 2'),
            "is of form 2",
            id="from a later version",
        ),
    ],
)
def test_a_bad_backup_changes_nothing(archive, backup, tmp_path, change, said):
    before = contents(archive)
    bad = rewritten(backup, tmp_path / "bad.tar", change)
    refused = manage(archive, "restore", bad, "--replace")
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert contents(archive) == before


def test_originals_alone_are_mended_from_a_backup(archive, backup):
    before = contents(archive)
    lost, damaged, *_ = sorted(p for p in (archive / "originals").rglob("*") if p.is_file())
    lost.unlink()
    damaged.chmod(0o640)
    damaged.write_bytes(b"something else")
    mended = manage(archive, "restore", backup, "--originals")
    assert (mended.returncode, mended.stderr) == (0, "")
    assert "Put back 2 originals" in mended.stdout
    assert contents(archive) == before


def test_a_backup_notes_down_the_last_seals(archive, backup):
    with tarfile.open(backup) as made:
        seals = json.load(made.extractfile("manifest.json"))["seals"]
    checked = manage(archive, "verify", "history", "--seal", seals["resolutions_changerecord"])
    assert (checked.returncode, checked.stderr) == (0, "")


def test_only_its_owner_may_read_a_backup(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_what_is_no_tar_is_refused(archive, tmp_path):
    (tmp_path / "notes.txt").write_text("Notes of a meeting")
    for name in ("notes.txt", "absent.tar"):
        refused = manage(archive, "restore", tmp_path / name, "--replace")
        assert refused.returncode == 1
        assert "could not be read" in refused.stderr


def test_documents_are_not_replaced_unasked(archive, backup):
    refused = manage(archive, "restore", backup)
    assert refused.returncode == 1
    assert "say --replace" in refused.stderr


def test_no_file_is_overwritten(archive, backup):
    refused = manage(archive, "backup", backup)
    assert refused.returncode == 1
    assert "exists already" in refused.stderr


def test_a_backup_says_which_originals_it_lacks(archive, elsewhere, tmp_path):
    shutil.copytree(archive / "originals", tmp_path / "kept")
    lost, damaged, *_ = sorted(p for p in (archive / "originals").rglob("*") if p.is_file())
    try:
        lost.unlink()
        damaged.chmod(0o640)
        damaged.write_bytes(b"something else")
        made = manage(archive, "backup", tmp_path / "archive.tar")
    finally:
        shutil.copytree(tmp_path / "kept", archive / "originals", dirs_exist_ok=True)
    assert made.returncode == 1
    assert f"{lost.name} could not be read" in made.stderr
    assert f"{damaged.name} is not the file that was supplied" in made.stderr
    assert manage(elsewhere, "restore", tmp_path / "archive.tar").returncode == 0
    assert not Path(elsewhere, "originals", lost.relative_to(archive / "originals")).exists()
