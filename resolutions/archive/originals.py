"""Originals are kept byte for byte, once each."""

import hashlib
from datetime import datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from resolutions.models import SourceFile

# Held together by all who store, until their rows are there; alone by whoever looks for strays.
STORING = 7_128_110
PATIENCE = "5s"  # those who come to store wait as long at most
STRAY_FOR = timedelta(days=1)


class Busy(Exception):
    """Files are being stored, so that nobody can tell which of them belong to nothing."""


def keep_original(data: bytes, name: str, media_type: str, user=None) -> tuple[SourceFile, bool]:
    """
    Keep the bytes of a file; return it, and whether it is new.

    The same bytes are one file, whatever they are called. `name` is for display:
    the file is stored under its SHA-256, before the row that leads to it, so that no row
    is ever without its file.
    """
    digest = hashlib.sha256(data).hexdigest()
    if held := SourceFile.objects.filter(sha256=digest).first():
        return held, False
    source = SourceFile(
        name=display_name(name),
        sha256=digest,
        sha512=hashlib.sha512(data).hexdigest(),
        size=len(data),
        media_type=media_type,
    )
    source.uploaded_by = user
    try:
        with transaction.atomic():
            _lock("SELECT pg_advisory_xact_lock_shared(%s)")
            source.content.save(digest, ContentFile(data), save=False)
            source.save()
    except IntegrityError:  # sent twice at once, and the other one came first
        return SourceFile.objects.get(sha256=digest), False
    return source, True


def strays() -> list[tuple[str, datetime]]:
    """
    Return the stored files that belong to nothing, each with when it was written.

    They are left by processes that were killed while they stored. Raises Busy.
    """
    held = list(storages["originals"].held())
    with transaction.atomic():
        _lock_alone()
        return _without_rows(held)


def sweep() -> list[str]:
    """Delete the strays that are a day old, and return their names. Raises Busy."""
    storage, before = storages["originals"], timezone.now() - STRAY_FOR
    with transaction.atomic():  # so that none of them is being stored anew
        _lock_alone()
        old = [(name, written) for name, written in storage.held() if written < before]
        swept = [name for name, _ in _without_rows(old)]
        for name in swept:
            storage.delete(name)
    return swept


def _without_rows(held: list[tuple[str, datetime]]) -> list[tuple[str, datetime]]:
    known = set(SourceFile.objects.values_list("content", flat=True))
    return sorted((name, written) for name, written in held if name not in known)


def _lock_alone() -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            _lock("SELECT pg_advisory_xact_lock(%s)")
    except OperationalError as error:
        raise Busy from error


def _lock(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [STORING])


def display_name(name: str) -> str:
    """Return the last part of a path of any system, printable and not too long."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(c for c in last if c.isprintable())[-255:] or "unnamed"
