"""Who is at work, and why: the database writes it beside every change that it records."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection


@contextmanager
def acting(actor: str, reason: str = "") -> Iterator[None]:
    """Sign what changes meanwhile, on this connection, with a name and a reason."""
    with _said("archive.actor", actor), _said("archive.reason", reason):
        yield


@contextmanager
def importing(run: str) -> Iterator[None]:
    """
    Record what changes meanwhile by statement and number of rows, under the name of the run.

    For what comes in bulk from a source that can be read again; row by row it would
    take more room than the texts themselves.
    """
    with _said("archive.import", run):
        yield


@contextmanager
def replacing() -> Iterator[None]:
    """Let votes, ballots and sponsors of public texts be deleted: their source is read anew."""
    with _said("archive.replacing", "yes"):
        yield


@contextmanager
def _said(name: str, value: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [name])
        before = cursor.fetchone()[0]
    _say(name, value)
    try:
        yield
    finally:
        # A transaction that has failed takes the setting back itself; so does a lost connection.
        with suppress(DatabaseError):
            _say(name, before)


def _say(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [name, value.replace("\x00", "")])
