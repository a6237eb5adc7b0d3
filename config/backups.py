"""
The whole archive in one file, and back: the database and the originals of documents.

A backup is a tar of `manifest.json`, `database.dump` (PostgreSQL's own custom format) and
`originals/…`, each file with its SHA-256 in the manifest. The database and the list of
originals are of one moment; the site may go on meanwhile.
"""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction

from config.postgres.programs import PostgresError, Programs
from resolutions.archive.sealing import last_seals, seal_history
from resolutions.models import SourceFile

FORMAT = 1
MANIFEST, DUMP, ORIGINALS = "manifest.json", "database.dump", "originals/"
CHUNK = 1 << 20
# What is restored takes the place of all that the database holds, or of nothing.
BEGIN = """
BEGIN;
SET LOCAL lock_timeout = '30s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""


class BackupError(Exception):
    """A backup cannot be made or read. The message is one sentence, with the remedy."""


@dataclass
class Made:
    """A backup that was made; `problems` are the originals that it could not take along."""

    originals: int = 0
    size: int = 0
    problems: list[str] = field(default_factory=list)


def make_backup(path: Path) -> Made:
    """
    Write the archive to a new file.

    It appears under its name only once it is whole. Raises BackupError.
    """
    if path.exists():
        raise BackupError(f"{path} exists already: choose another name, or move it away.")
    partial = path.with_name(f"{path.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            dump = Path(folder) / DUMP
            names, facts = _dump(dump)
            made = _write(partial, dump, names, facts)
        made.size = partial.stat().st_size
        partial.rename(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BackupError(
            f"{path} could not be written ({error.strerror}): make room, or choose another folder."
        ) from error
    return made


def restore_backup(path: Path, *, replace: bool = False) -> int:
    """
    Put what a backup holds in the place of the archive; return how many originals it had.

    The database is changed in one transaction, after every file of the backup was compared
    with the manifest. Raises BackupError; then nothing has changed.
    """
    if not replace and _holds_documents():
        raise BackupError(
            "This archive holds documents: restore into an empty one, or say --replace to have "
            "the backup take the place of all that is here."
        )
    with tempfile.TemporaryDirectory(prefix="archive-restore-") as folder:
        try:
            with tarfile.open(path) as archive:
                files = _Files(archive)
                manifest = _checked(files, Path(folder))
                kept = _keep_originals(files, manifest)
        except (OSError, tarfile.TarError) as error:
            raise BackupError(
                f"{path} could not be read ({error}): take another copy of the backup."
            ) from error
        _load(Path(folder) / DUMP)
    return kept


def mend_originals(path: Path) -> list[str]:
    """
    Take from a backup the originals that are lost or damaged here, and return their names.

    Nothing else changes. Raises BackupError.
    """
    storage, mended = storages["originals"], []
    known = dict(SourceFile.objects.order_by("content").values_list("content", "sha256"))
    try:
        with tarfile.open(path) as archive:
            files = _Files(archive)
            sums = _manifest(files)["files"]
            for name, digest in known.items():
                if sums.get(ORIGINALS + name) == digest and not _is_whole(storage, name, digest):
                    with files.open(ORIGINALS + name) as data:
                        content = data.read()
                    if hashlib.sha256(content).hexdigest() == digest:
                        storage.save(name, ContentFile(content))
                        mended.append(name)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(
            f"{path} could not be read ({error}): take another copy of the backup."
        ) from error
    return mended


def _holds_documents() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM resolutions_resolution)")
            return cursor.fetchone()[0]
    except DatabaseError:  # no tables yet
        return False
    finally:
        connection.close()


def _dump(target: Path) -> tuple[dict[str, str], dict]:
    """Write the database's dump; return the SHA-256 of every original by name, and facts."""
    seal_history()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, version = cursor.fetchone()
        names = dict(SourceFile.objects.order_by("content").values_list("content", "sha256"))
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
        applied = [name for (name,) in cursor.fetchall()]
        _run(
            "pg_dump",
            *("--format=custom", "--no-owner", "--no-privileges"),
            *(f"--snapshot={snapshot}", f"--file={target}"),
        )
        seals = last_seals()
    return names, {"postgresql": version, "migrations": applied, "seals": seals}


def _write(target: Path, dump: Path, names: dict[str, str], facts: dict) -> Made:
    made, storage = Made(), storages["originals"]
    digests: dict[str, str] = {}
    # It holds what only its owner may read: accounts, and texts that are not public.
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as archive:
        with dump.open("rb") as data:
            digests[DUMP] = _add(archive, DUMP, data, dump.stat().st_size)
        for name, digest in names.items():
            try:
                with storage.open(name) as data:
                    held = _add(archive, ORIGINALS + name, data, storage.size(name))
            except OSError as error:
                made.problems.append(f"{name} could not be read ({error.strerror}).")
                continue
            digests[ORIGINALS + name] = held
            made.originals += 1
            if held != digest:
                made.problems.append(f"{name} is not the file that was supplied.")
        about = facts | {
            "archive_backup": FORMAT,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": digests,
        }
        manifest = json.dumps(about, indent=1).encode()
        _add(archive, MANIFEST, BytesIO(manifest), len(manifest))
        archive.close()
        raw.flush()
        os.fsync(raw.fileno())
    return made


def _add(archive: tarfile.TarFile, name: str, data: BinaryIO, size: int) -> str:
    """Add a file; return its SHA-256."""
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o440
    read = _Hashed(data)
    archive.addfile(about, read)
    return read.digest.hexdigest()


class _Hashed:
    """A file that tells the SHA-256 of what was read from it."""

    def __init__(self, data: BinaryIO):
        self.data, self.digest = data, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self.data.read(size)
        self.digest.update(found)
        return found


class _Files:
    """The files of a backup by name, for each of which a tar would look through all of them."""

    def __init__(self, archive: tarfile.TarFile):
        self.archive, self.members = archive, {each.name: each for each in archive}

    def open(self, name: str) -> BinaryIO:
        member = self.members.get(name)
        found = member and self.archive.extractfile(member)
        if not found:
            raise BackupError(f"{name} is missing in this backup: take another copy of it.")
        return found


def _checked(files: _Files, folder: Path) -> dict:
    """Compare every file with the manifest, put the dump into a folder, return the manifest."""
    manifest = _manifest(files)
    for name, digest in manifest["files"].items():
        with files.open(name) as data:
            read = _Hashed(data)
            with (folder / DUMP if name == DUMP else Path(os.devnull)).open("wb") as target:
                for chunk in _chunks(read):
                    target.write(chunk)
        if read.digest.hexdigest() != digest:
            raise BackupError(f"{name} in this backup is damaged: take another copy of it.")
    return manifest


def _manifest(files: _Files) -> dict:
    try:
        manifest = json.loads(files.open(MANIFEST).read())
        _, number = manifest["files"], manifest["archive_backup"]
    except (BackupError, KeyError, TypeError, ValueError) as error:
        raise BackupError("This is not a backup of the archive: it has no manifest.") from error
    if number != FORMAT:
        raise BackupError(
            f"This backup is of form {number}, which this version of the archive cannot read: "
            "restore it with the version that made it."
        )
    return manifest


def _chunks(data: "_Hashed") -> Iterator[bytes]:
    while chunk := data.read(CHUNK):
        yield chunk


def _keep_originals(files: _Files, manifest: dict) -> int:
    """Have the storage hold every original; what it holds under another content is replaced."""
    storage, kept = storages["originals"], 0
    with storage.settling_together():
        for name, digest in manifest["files"].items():
            if not name.startswith(ORIGINALS):
                continue
            held = name.removeprefix(ORIGINALS)
            if not _is_whole(storage, held, digest):
                storage.delete(held)
                with files.open(name) as data:
                    storage.save(held, data)
            kept += 1
    return kept


def _is_whole(storage, name: str, digest: str) -> bool:
    if not storage.exists(name):
        return False
    with storage.open(name) as data:
        return hashlib.file_digest(data, "sha256").hexdigest() == digest


def _load(dump: Path) -> None:
    script = dump.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump))
    whole = dump.with_name("whole.sql")
    with whole.open("wb") as target:
        target.write(BEGIN.encode())
        with script.open("rb") as source:
            for chunk in iter(lambda: source.read(CHUNK), b""):
                target.write(chunk)
        target.write(b"\nCOMMIT;\n")
    quietly = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--output={os.devnull}")
    _run("psql", *quietly, f"--file={whole}")


def _run(program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on the archive's database."""
    known = connection.settings_dict
    place = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGHOST": "HOST", "PGPORT": "PORT"}
    environment = {key: str(known[name]) for key, name in place.items() if known[name]}
    if known["PASSWORD"]:  # not on the command line, where others could read it
        environment["PGPASSWORD"] = known["PASSWORD"]
    try:
        subprocess.run(  # noqa: S603
            [Programs.found().folder / program, *options],
            env=os.environ | environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
    except (PostgresError, FileNotFoundError) as error:
        raise BackupError(
            f"PostgreSQL's {program} was not found: install PostgreSQL's programs (on Debian: apt "
            "install postgresql-client) and have them on PATH."
        ) from error
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise BackupError(f"{program} gave up: {reason}") from error
