"""What may befall a database while pages are read: 503 at worst, and well again by itself."""

import contextlib
import threading
import time

import psycopg
import pytest

from config.postgres import running
from tests.test_run import Run, new_data_dir

READ = ["/", "/documents/A/RES/71/28/", "/search/?q=norms", "/documents/"]
READERS = 4


@pytest.fixture(scope="module")
def database():
    with new_data_dir() as data_dir, running(data_dir) as url:
        run = Run(data_dir, DATABASE_URL=url).wait_for_address()
        try:
            yield run, url
        finally:
            run.stop()


@contextlib.contextmanager
def readers(run):
    """Four who read page after page; yields the list of what they are answered."""
    answers, end = [], threading.Event()

    def read():
        while not end.is_set():
            for address in READ:
                began = time.monotonic()
                status = run.get(address)[0]
                answers.append((status, time.monotonic() - began))

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        end.set()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)


@contextlib.contextmanager
def ended_connections(url):
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(5):
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            time.sleep(0.3)
        yield


@contextlib.contextmanager
def all_connections_taken(url):
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(psycopg.OperationalError):
            while True:
                stack.enter_context(psycopg.connect(url))
        with contextlib.suppress(psycopg.Error):  # those of the site, so that it needs new ones
            stack.enter_context(ended_connections(url))
        yield


@contextlib.contextmanager
def read_only(url):
    writing = "-c default_transaction_read_only=off"
    for change in ("SET default_transaction_read_only = on", "RESET ALL"):
        with psycopg.connect(url, autocommit=True, options=writing) as connection:
            name = connection.execute("SELECT current_database()").fetchone()[0]
            connection.execute(f'ALTER DATABASE "{name}" {change}')
        with ended_connections(url):
            if change != "RESET ALL":
                yield


@contextlib.contextmanager
def slow(url):
    """Whoever asks for a text waits longer than pages have patience."""
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE resolutions_resolution IN ACCESS EXCLUSIVE MODE")
        yield
        time.sleep(4)


@pytest.mark.parametrize(
    ("befall", "longest"),
    [
        pytest.param(ended_connections, 20, id="all connections are ended"),
        pytest.param(all_connections_taken, 20, id="others take all connections"),
        pytest.param(read_only, 20, id="it may only be read"),
        pytest.param(slow, 20, id="it is slow"),
    ],
)
def test_pages_answer_and_recover(database, befall, longest):
    run, url = database
    with readers(run) as answers:
        with befall(url):
            time.sleep(2)
        during = len(answers)
        deadline = time.monotonic() + 30
        while [run.get(address)[0] for address in READ] != [200] * len(READ):
            assert time.monotonic() < deadline, "it does not recover"
    assert during > 0
    assert {status for status, _ in answers} <= {200, 503}
    assert max(taken for _, taken in answers) < longest
    assert run.get("/readyz")[0] == 200
