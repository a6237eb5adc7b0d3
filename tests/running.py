"""Archives beside the tests' own: commands, sites and data directories, in other processes."""

import contextlib
import fcntl
import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

MANAGE = (sys.executable, "manage.py")
# What a data directory holds, by the commands that bring it about.
MIGRATED = ("migrate",)
LOADED = (*MIGRATED, "load_fixtures")


def free_port() -> int:
    """A port that is free, and that the system gives to nobody else before it is used."""
    for port in random.sample(range(20_000, 32_000), 100):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


class Run:
    """`manage.py serve` in a session of its own, as in a terminal; with SIG_IGN, below nohup."""

    def __init__(self, data_dir, hangup=signal.SIG_DFL, **variables):
        self.data_dir = data_dir
        self.port = free_port()
        self.process = subprocess.Popen(
            [*MANAGE, "serve"],
            cwd=settings.BASE_DIR,
            env=environment(DATA_DIR=str(data_dir), PORT=str(self.port), **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, hangup),
        )
        self.said = []
        self.listener = threading.Thread(target=self.listen)

    def wait_for_address(self):
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if line.startswith("The archive is at"):
                self.listener.start()
                return self
        raise AssertionError("\n".join(self.said))

    def listen(self):
        """Take what is said, since a full pipe would hold the site up."""
        self.said += self.process.stdout.read().splitlines()

    def get(self, address):
        """Return the status, the headers and the body."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request("GET", address)
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()

    def stop(self, wish=signal.SIGINT):
        """Press Ctrl-C: every process of the terminal is told. Return the status and the words."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, wish)
        self.listener.join()
        return self.process.wait(timeout=60), self.said


def environment(**variables):
    """The tests' environment without what they have set for themselves."""
    own = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE")
    return {name: value for name, value in os.environ.items() if name not in own} | variables


def command(*arguments, **variables) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*MANAGE, *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=environment(**variables),
        capture_output=True,
        text=True,
    )


def manage(data_dir, *arguments, **variables) -> subprocess.CompletedProcess:
    return command(*arguments, DATA_DIR=str(data_dir), **variables)


@contextlib.contextmanager
def new_data_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "var"


@contextlib.contextmanager
def data_dir_after(steps: tuple[str, ...]) -> Iterator[Path]:
    """A new data directory as these commands leave it."""
    with new_data_dir() as data_dir:
        fill(data_dir, steps)
        yield data_dir


def fill(data_dir: Path, steps: tuple[str, ...]) -> None:
    """Make a data directory what it is after these commands, which a test run runs but once."""
    kept = settings.DATA_DIR / "-".join(("after", *steps))
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the run's other processes wait for the first
        if not kept.exists():
            _make(kept, steps)
    shutil.copytree(kept, data_dir, dirs_exist_ok=True)  # its files become PostgreSQL's again


def _make(kept: Path, steps: tuple[str, ...]) -> None:
    *before, last = steps
    with new_data_dir() as data_dir:
        if before:
            fill(data_dir, tuple(before))
        done = manage(data_dir, last)
        assert done.returncode == 0, done.stderr
        shutil.move(data_dir, kept)
