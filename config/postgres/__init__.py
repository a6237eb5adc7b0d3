"""
The archive's own PostgreSQL: found, set up, started, shared and stopped.

`running(data_dir)` is the interface. Several processes may use one data directory at once:
each holds a shared lock meanwhile, the first starts the server and the last stops it. The
system takes back the locks of a process that dies, so a crash leaves nothing to clear up.
"""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg

from config.postgres.programs import OLDEST, PostgresError
from config.postgres.server import DISK_FULL, Server

__all__ = ["PostgresError", "require", "running"]


@contextlib.contextmanager
def running(data_dir: Path) -> Iterator[str]:
    """
    Have PostgreSQL running on `data_dir` and yield the URL of the archive's database.

    Makes the directory and the database on first use. Raises PostgresError.
    """
    data_dir = data_dir.resolve()
    with contextlib.ExitStack() as stack:
        with _explained(data_dir):
            data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
            server = Server(data_dir / "postgres")
            users = stack.enter_context(_locked(data_dir / "postgres.users", fcntl.LOCK_SH))
            with _locked(data_dir / "postgres.lock", fcntl.LOCK_EX):
                server.start()
        try:
            yield server.url
        finally:
            with _locked(data_dir / "postgres.lock", fcntl.LOCK_EX):
                if _is_last(users):
                    server.stop()


def require(url: str) -> None:
    """Raise PostgresError unless `url` leads to a PostgreSQL that is new enough."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            major = connection.info.server_version // 10000
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise PostgresError(
            f"The database of DATABASE_URL cannot be reached ({reason}): start that server or "
            "correct DATABASE_URL, or unset it to use the archive's own PostgreSQL."
        ) from error
    if major < OLDEST:
        raise PostgresError(
            f"The server of DATABASE_URL is PostgreSQL {major}: use version {OLDEST} or newer, "
            "or unset DATABASE_URL to use the archive's own."
        )


@contextlib.contextmanager
def _locked(path: Path, kind: int) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, kind)
        yield descriptor
    finally:
        os.close(descriptor)


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _explained(data_dir: Path) -> Iterator[None]:
    """Turn the system's refusals into sentences."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise PostgresError(DISK_FULL.format(data_dir)) from error
        raise PostgresError(
            f"The data directory {data_dir} cannot be used ({error.strerror}: {error.filename}): "
            "make it a folder that you may write to, or set DATA_DIR to another."
        ) from error
