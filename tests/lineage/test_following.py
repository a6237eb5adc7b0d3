"""Lineage follows a change in a process of its own, so that nobody's request waits for it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from resolutions import archive
from resolutions.archive.tracing import follow, is_due, trace_all, waiting_texts
from resolutions.models import Descent, Family
from tests.factories import make_text
from tests.lineage.test_kinship import CABLES, NORMS

pytestmark = pytest.mark.django_db(transaction=True)

SERVER = """
import django
django.setup()
from resolutions.archive.tracing import follow
follow.beside = True
follow()
input()
"""


@pytest.fixture
def url(transactional_db, monkeypatch):
    """The tests' database, where other processes find it."""
    keys = ("dbname", "user", "password", "host", "port")
    parameters = connection.get_connection_params()
    url = psycopg.conninfo.make_conninfo(**{k: parameters[k] for k in keys if k in parameters})
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def beside(url, monkeypatch):
    """As in a process that serves pages; none is left at work when the test ends."""
    monkeypatch.setattr(follow, "beside", True)
    yield
    wait_until(lambda: "tracing" not in {thread.name for thread in threading.enumerate()})


@pytest.fixture
def texts(transactional_db):
    made = [
        make_text(f"A/RES/{year - 1945}/7", [("pp1", NORMS), ("pp2", CABLES)], year=year)
        for year in (2005, 2006, 2007)
    ]
    trace_all()
    return made


@contextlib.contextmanager
def held_up(url):
    """Nobody gets on with tracing meanwhile."""
    with psycopg.connect(url) as other:
        other.execute("LOCK resolutions_descent, resolutions_textprint IN EXCLUSIVE MODE")
        yield


def wait_until(is_so):
    end = time.monotonic() + 180
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def tracers(pid):
    """The processes that one has trace."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            with contextlib.suppress(OSError):
                if b"--waiting" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(child)
    return found


def links():
    rows = Descent.objects.filter(later__anchor="pp1").order_by("later")
    return list(rows.values_list("later__resolution__symbol", "earlier__resolution__symbol"))


def test_a_text_is_withdrawn_before_its_lineage_follows(texts, url, beside, caplog):
    with psycopg.connect(url) as other:
        other.execute("LOCK resolutions_descent IN EXCLUSIVE MODE")
        archive.withdraw(texts[1], "Published too early.", "editor")
        assert waiting_texts() == {texts[1].pk}
        assert len(links()) == 2
    wait_until(lambda: "tracing" not in {thread.name for thread in threading.enumerate()})
    assert links() == [("A/RES/62/7", "A/RES/60/7")]
    assert set(Family.objects.values_list("texts", flat=True)) == {2}
    assert not caplog.records  # the process has ended well


def test_what_changes_meanwhile_is_traced_next_and_by_one_process_at_a_time(texts, url, beside):
    with held_up(url):
        follow()
        wait_until(lambda: tracers(os.getpid()))
        follow()
        follow()
        assert len(tracers(os.getpid())) == 1
    archive.withdraw(texts[2], "Published too early.", "editor")
    wait_until(lambda: not is_due())
    assert links() == [("A/RES/61/7", "A/RES/60/7")]


def test_what_could_not_be_traced_waits_for_the_next_change(
    texts, url, beside, monkeypatch, caplog
):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@/nothing?host=/nonexistent")
    archive.withdraw(texts[1], "Published too early.", "editor")
    wait_until(lambda: "Lineage waits for the next change" in caplog.text)
    assert is_due()
    monkeypatch.setenv("DATABASE_URL", url)
    archive.withdraw(texts[2], "Published too early.", "editor")
    wait_until(lambda: not is_due())
    assert links() == []


def test_tracing_ends_with_the_server_that_wants_it(texts, url):
    archive.withdraw(texts[1], "Published too early.", "editor")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=settings.BASE_DIR, stdin=subprocess.PIPE
    )
    with held_up(url):
        wait_until(lambda: tracers(server.pid))
        (tracer,) = tracers(server.pid)
        server.send_signal(signal.SIGKILL)
        server.communicate()
        wait_until(lambda: not Path(f"/proc/{tracer}/cmdline").exists())
