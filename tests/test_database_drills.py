"""What may befall a database while pages are read: 503 at worst, and well again by itself."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest

from config.postgres import running
from tests.running import LOADED, Run, data_dir_after
from tests.test_postgres import server_process

READ = ["/", "/documents/A/RES/71/28/", "/search/?q=norms", "/documents/"]
READERS = 4
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = 'archive' AND pid <> ALL (%s)
"""


@pytest.fixture(scope="module")
def database():
    with data_dir_after(LOADED) as data_dir, running(data_dir) as url:
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
def ended_connections(url, *_):
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(5):
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            time.sleep(0.3)
        yield


@contextlib.contextmanager
def all_connections_taken(url, *_):
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(psycopg.connect(url, user="postgres", autocommit=True))
        own = [first.info.backend_pid]
        while True:
            try:
                taken = stack.enter_context(psycopg.connect(url))
            except psycopg.OperationalError:  # there are no more; then those of the site
                if not first.execute(END_OTHERS, [own]).fetchall():
                    break
            else:
                own.append(taken.info.backend_pid)
        yield


@contextlib.contextmanager
def read_only(url, *_):
    writing = "-c default_transaction_read_only=off"
    for change in ("SET default_transaction_read_only = on", "RESET ALL"):
        with psycopg.connect(url, autocommit=True, options=writing) as connection:
            name = connection.execute("SELECT current_database()").fetchone()[0]
            connection.execute(f'ALTER DATABASE "{name}" {change}')
        with ended_connections(url):
            if change != "RESET ALL":
                yield


@contextlib.contextmanager
def slow(url, *_):
    """Whoever asks for a text waits longer than pages have patience."""
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE resolutions_resolution IN ACCESS EXCLUSIVE MODE")
        yield
        time.sleep(4)


@contextlib.contextmanager
def wrong_password(url, data_dir):
    """The server has begun to ask for a password that the site does not know."""
    rules = data_dir / "postgres" / "pg_hba.conf"
    before = rules.read_bytes()
    for content in (b"local all archive scram-sha-256\n" + before, before):
        rules.write_bytes(content)
        with psycopg.connect(url, user="postgres", autocommit=True) as connection:
            connection.execute("ALTER ROLE archive PASSWORD 'norms, rules and principles'")
            connection.execute("SELECT pg_reload_conf()")
            while takes_anyone(url) != (content == before):
                time.sleep(0.05)
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'archive'"
            )
        if content != before:
            yield


def takes_anyone(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


@contextlib.contextmanager
def frozen(url, data_dir):
    """The server is there, takes connections, and says nothing."""
    first = server_process(data_dir)
    each = [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]
    for pid in each:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
        time.sleep(3)
    finally:
        for pid in each:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize(
    ("befall", "refused"),
    [
        pytest.param(ended_connections, False, id="all connections are ended"),
        pytest.param(all_connections_taken, True, id="others take all connections"),
        pytest.param(read_only, False, id="it may only be read"),
        pytest.param(slow, False, id="it is slow"),
        pytest.param(wrong_password, True, id="it wants another password"),
        pytest.param(frozen, True, id="it is frozen"),
    ],
)
def test_pages_answer_and_recover(database, befall, refused):
    run, url = database
    with readers(run) as answers:
        with befall(url, run.data_dir):
            time.sleep(2)
            # Answered meanwhile, and not only once it is over.
            while refused and 503 not in [status for status, _ in answers]:
                time.sleep(0.1)
        during, over = len(answers), time.monotonic()
        while [run.get(address)[0] for address in READ] != [200] * len(READ):
            assert time.monotonic() < over + 15, "it does not recover"
    print(f"well again after {time.monotonic() - over:.1f} s")
    assert during > 0
    # A search says by 400 that it took too long.
    assert {status for status, _ in answers} <= {200, 400, 503}
    assert max(taken for _, taken in answers) < 20
    assert run.get("/readyz")[0] == 200
