"""Files that come in: kept at once, read one after another in the limited process."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import msgspec
from django.db import close_old_connections, connection, transaction
from django.db.models import Q
from django.utils import timezone

from resolutions.archive.acting import acting
from resolutions.archive.fits import check_fits
from resolutions.archive.likeness import twins_of
from resolutions.archive.manuscripts import Taken, begin
from resolutions.archive.originals import display_name, keep_original
from resolutions.archive.sealing import seal_history
from resolutions.editing import decode
from resolutions.ingest import Refused
from resolutions.ingest.edition import edition
from resolutions.ingest.viewing import Viewer
from resolutions.models import Upload
from resolutions.vocabulary import UploadState

MEDIA_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "akn": "application/xml",
}
UNKNOWN = "application/octet-stream"
# So many files are read at once in the whole archive, so that a core is left for pages.
# Arbitrary numbers of locks.
READERS = (7_128_101, 7_128_102)[: max(1, (os.cpu_count() or 1) // 2)]
# More than this wait: whoever sends another is asked to come back.
LONGEST_QUEUE = 200
PER_DAY = 200
# A reading that takes longer was cut off with its server.
CUT_OFF = timedelta(seconds=60)
NO_ORIGINAL = "The file cannot be opened where it is kept; try again later, or send it again."
log = logging.getLogger(__name__)


class Full(Exception):
    """So much waits to be read, or was sent by one person today, that no more is taken."""


def receive(data: bytes, name: str, user) -> Upload:
    """Keep a file to be read; it waits for `read_waiting`."""
    waiting = Upload.objects.filter(state__in=(UploadState.RECEIVED, UploadState.READING))
    today = Upload.objects.filter(
        uploaded_by=user, received_at__gte=timezone.now() - timedelta(days=1)
    )
    if waiting.count() >= LONGEST_QUEUE:
        raise Full("So many files wait to be read that no more can be taken; try again later.")
    if today.count() >= PER_DAY:
        raise Full(f"You have sent {PER_DAY} files within a day; go on tomorrow.")
    source, _ = keep_original(data, name, UNKNOWN, user)
    return Upload.objects.create(source=source, name=display_name(name), uploaded_by=user)


def start_reading() -> None:
    """Have the waiting files read beside the request that brought them."""
    threading.Thread(target=_read_beside, name="reading", daemon=True).start()


def _read_beside() -> None:
    try:
        read_waiting()
        seal_history()
    except Exception:
        log.exception("Reading stopped; the next upload, or a look at one, goes on with it.")
    finally:
        connection.close()
        close_old_connections()


def read_waiting(viewer: Viewer | None = None) -> None:
    """
    Read the files that wait, unless as many as may are being read already.

    In a process of its own, unless one that runs is given.
    """
    with _turn() as has_turn, ExitStack() as stack:
        viewer = viewer or stack.enter_context(Viewer())
        while has_turn and (upload := _next()):
            with acting(upload.uploaded_by.get_username()):
                _read(upload, viewer)


@contextmanager
def _turn() -> Iterator[bool]:
    """Hold one of the turns to read, if one is free, as long as this connection lives."""
    with connection.cursor() as cursor:
        for number in READERS:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            if cursor.fetchone()[0]:
                break
        else:
            yield False
            return
    try:
        yield True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@transaction.atomic
def _next() -> Upload | None:
    """Claim the file that has waited longest; one whose reading was cut off waits again."""
    now = timezone.now()
    due = Q(state=UploadState.RECEIVED) | Q(state=UploadState.READING, claimed_at__lt=now - CUT_OFF)
    waiting = Upload.objects.filter(due).order_by("received_at", "pk")
    upload = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if upload:
        upload.state, upload.claimed_at = UploadState.READING, now
        upload.save(update_fields=["state", "claimed_at"])
    return upload


def _read(upload: Upload, viewer: Viewer) -> None:
    try:
        with upload.source.content.open() as file:
            sight = viewer.read(file.read())
        check_fits(sight.document)
    except (Refused, OSError) as fault:
        if isinstance(fault, OSError):
            log.exception("The original of upload %s cannot be opened.", upload.pk)
        upload.state = UploadState.REFUSED
        upload.problem = getattr(fault, "message", NO_ORIGINAL)
        upload.save(update_fields=["state", "problem"])
        return
    found = msgspec.to_builtins(sight)
    upload.read = {name: found[name] for name in ("document", "lines")}
    upload.edition = edition()
    upload.format, upload.state, upload.problem = sight.document.format, UploadState.READ, ""
    _take_in(upload)


@transaction.atomic
def _take_in(upload: Upload) -> None:
    """Keep what was read, and begin work on it where the archive has nothing like it."""
    upload.source.media_type = MEDIA_TYPES.get(upload.format, UNKNOWN)
    upload.source.save(update_fields=["media_type"])
    upload.save(update_fields=["read", "edition", "format", "state", "problem"])
    if not twins_of(upload):
        try:
            begin(upload, upload.uploaded_by.get_username())
        except Taken:  # by somebody who sent the same at this moment; the page tells both
            upload.refresh_from_db()


def retry(upload: Upload) -> None:
    """Have a refused file read again, as after the readers have learnt more."""
    Upload.objects.filter(pk=upload.pk, state=UploadState.REFUSED).update(
        state=UploadState.RECEIVED, problem=""
    )


def delete(upload: Upload) -> bool:
    """
    Take a file that nobody works on out of its owner's list; its bytes stay with the originals.

    Returns whether it was there to be deleted.
    """
    free = Upload.objects.filter(pk=upload.pk, manuscript=None)
    free = free.filter(state__in=(UploadState.REFUSED, UploadState.READ))
    return bool(free.update(state=UploadState.DELETED))


def document_in(upload: Upload):
    """The document that was read from a file."""
    return decode({"document": upload.read["document"]}).document
