"""The archive's own PostgreSQL, for real: every test here starts a server."""

import contextlib
import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from config.postgres import PostgresError, programs, require, running
from config.postgres.server import Server

# A process that uses a data directory until its standard input ends.
USER = """
import sys
from pathlib import Path
from config.postgres import running
with running(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def use(data_dir):
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(data_dir)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def leave(*users):
    """End the processes together, as when their terminal is closed."""
    for user in users:
        user.stdin.close()
    return [user.wait(timeout=60) for user in users]


def server_process(data_dir):
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def is_alive(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "XZ"
    return False


def ends(pid):
    """Whether the process, which has given up its memory, is gone before long."""
    deadline = time.monotonic() + 60
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_alive(pid)


def ask(url, question):
    with psycopg.connect(url) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone() if cursor.description else None


@contextlib.contextmanager
def temporary_folder():
    """One that other accounts may pass through, as pytest's own may not be."""
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture
def folder():
    with temporary_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def made():
    """A data directory made once; tests that only read or restart it share it."""
    with temporary_folder() as folder:
        data_dir = folder / "var"
        with running(data_dir) as url:
            ask(url, "SELECT 41 + 1 AS answer INTO kept")
        yield data_dir


@contextlib.contextmanager
def spoilt(path, content):
    """`path` with other content, or none for None, for as long as the test needs it."""
    kept = path.read_bytes() if path.exists() else None
    try:
        path.write_bytes(content) if content is not None else path.unlink()
        yield
    finally:
        path.write_bytes(kept) if kept is not None else path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
    ],
)
def test_what_is_committed_is_safe_and_private(made, setting, value):
    with running(made) as url:
        assert ask(url, f"SHOW {setting}") == (value,)


def test_case_and_order_do_not_depend_on_the_machine(made):
    with running(made) as url:
        assert ask(url, "SELECT lower('ÀÉ'), 'a' < 'B'") == ("àé", False)


def test_the_archive_is_no_superuser(made):
    question = "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
    with running(made) as url:
        assert ask(url, question) == ("archive", False)


def test_only_its_owner_reaches_the_socket(made):
    with running(made):
        cluster = made / "postgres"
        assert stat.S_IMODE(cluster.stat().st_mode) == 0o700
        assert (cluster / ".s.PGSQL.5432").is_socket()


def test_data_is_kept_and_the_server_gone_afterwards(made):
    with running(made) as url:
        assert ask(url, "SELECT answer FROM kept") == (42,)
        pid = server_process(made)
    assert ends(pid)
    assert not (made / "postgres" / "postmaster.pid").exists()


def test_processes_that_begin_together_share_one_new_server(folder):
    """Four start at once on a directory that does not exist; the last to leave stops the server."""
    data_dir = folder / "var"
    users = [use(data_dir) for _ in range(4)]
    urls = {user.stdout.readline().strip() for user in users}
    pid = server_process(data_dir)
    assert len(urls) == 1
    assert leave(*users[:3]) == [0, 0, 0]
    assert ask(urls.pop(), "SELECT 1") == (1,)
    assert leave(users[3]) == [0]
    assert ends(pid)


def test_users_that_come_and_go_never_meet_a_stopped_server(made):
    for _ in range(5):
        leaving = use(made)
        leaving.stdout.readline()
        leaving.stdin.close()
        with running(made) as url:
            assert ask(url, "SELECT 1") == (1,)
        assert leaving.wait(timeout=60) == 0


def test_a_killed_user_leaves_nothing_to_clear_up(made):
    user = use(made)
    user.stdout.readline()
    pid = server_process(made)
    user.kill()
    user.wait()
    with running(made) as url:
        assert ask(url, "SELECT answer FROM kept") == (42,)
    assert ends(pid)


def test_a_killed_server_is_started_again_with_all_that_was_committed(made):
    user = use(made)
    ask(user.stdout.readline().strip(), "UPDATE kept SET answer = 43")
    pid = server_process(made)
    os.kill(pid, signal.SIGKILL)
    assert ends(pid)
    with running(made) as url:
        assert ask(url, "UPDATE kept SET answer = answer - 1 RETURNING answer") == (42,)
    assert leave(user) == [0]


def test_a_stranger_with_the_dead_servers_number_is_left_alone(made):
    """After a restart of the machine the number in postmaster.pid may be anyone's."""
    stranger = subprocess.Popen(["sleep", "60"])
    cluster = made / "postgres"
    lines = [stranger.pid, cluster, 1, 5432, cluster, "", "", "ready   "]
    with spoilt(cluster / "postmaster.pid", "\n".join(map(str, lines)).encode()):
        with running(made) as url:
            assert ask(url, "SELECT answer FROM kept") == (42,)
        assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_set_up_that_was_cut_short_is_begun_anew(folder):
    partial = folder / "var" / "postgres.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    with running(folder / "var") as url:
        assert ask(url, "SELECT 1") == (1,)
    assert not partial.exists()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x" * 120, id="too long for a socket"),
        pytest.param("a,b", id="comma"),
        pytest.param("it's $HOME 100%", id="quote, dollar, space, per cent"),
    ],
)
def test_any_folder_will_do(made, name):
    moved = made.rename(made.with_name(name))
    try:
        with running(moved) as url:
            assert ask(url, "SELECT answer FROM kept") == (42,)
            place = Server(moved / "postgres").status().socket.parent
            assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert place == moved / "postgres" or not place.exists()
    finally:
        moved.rename(made)


def test_the_users_own_variables_change_nothing(made, monkeypatch):
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "LC_ALL": "xx", "TZ": "?"}.items():
        monkeypatch.setenv(name, value)
    with running(made) as url:
        monkeypatch.undo()
        assert ask(url, "SELECT answer FROM kept") == (42,)


def user_namespaces_are_allowed():
    return subprocess.run(["unshare", "--user", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="concerns root alone")
@pytest.mark.skipif(not user_namespaces_are_allowed(), reason="needs user namespaces")
def test_root_needs_no_new_account_and_no_open_folder(folder):
    """Below a folder that is closed to others, as a home is, and with its mode unchanged."""
    closed = folder / "home"
    closed.mkdir(mode=0o700)
    accounts = Path("/etc/passwd").read_bytes()
    with running(closed / "var") as url:
        assert ask(url, "SELECT 1") == (1,)
        status = Path(f"/proc/{server_process(closed / 'var')}/status").read_text()
    assert "CapEff:\t0000000000000000" in status
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert Path("/etc/passwd").read_bytes() == accounts


@pytest.mark.skipif(os.geteuid() != 0, reason="concerns root alone")
def test_root_leaves_the_data_of_an_ordinary_user_to_that_user(folder):
    """As when somebody tries `sudo make run` once."""
    data_dir = folder / "var"
    data_dir.mkdir()
    user = pwd.getpwnam("daemon").pw_uid
    os.chown(data_dir, user, -1)
    for _ in range(2):
        with running(data_dir) as url:
            assert ask(url, "SELECT 1") == (1,)
            owner = Path(f"/proc/{server_process(data_dir)}").stat().st_uid
        assert (owner, (data_dir / "postgres").stat().st_uid) == (user, user)


def refusal(data_dir):
    with pytest.raises(PostgresError) as caught, running(data_dir):
        pass
    return str(caught.value)


def test_the_data_of_another_version_are_refused(made):
    cluster = made / "postgres"
    with spoilt(cluster / "PG_VERSION", b"9\n"):
        assert refusal(made).startswith(f"{cluster} was made by PostgreSQL 9 and the programs here")


def test_a_folder_of_other_things_is_refused_and_left_as_it_is(folder):
    letter = folder / "postgres" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("Dear archive")
    assert "holds files that are not PostgreSQL's" in refusal(folder)
    assert [*letter.parent.iterdir()] == [letter]


def test_a_data_directory_that_is_a_file_is_refused(folder):
    (folder / "var").write_text("")
    assert "cannot be used (File exists" in refusal(folder / "var")


def test_a_folder_that_cannot_be_made_is_refused():
    assert "cannot be used" in refusal(Path("/proc/archive"))


def test_a_server_that_does_not_start_says_why(made):
    with spoilt(made / "postgres" / "postgresql.conf", b"work_mem = plenty\n"):
        said = refusal(made)
    assert said.startswith("PostgreSQL could not start (configuration file ")
    assert said.endswith("postgres/server.log has the details.")


def test_a_machine_without_postgres_is_told_what_to_install(folder, monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(programs, "USUAL_PLACES", ())
    assert refusal(folder / "var").startswith("No PostgreSQL 15 or newer was found: install it")


def test_postgres_on_the_path_serves_where_the_wheel_is_missing(folder, monkeypatch):
    found = programs.Programs.found()
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", f"{found.folder}:{os.environ['PATH']}")
    with running(folder / "var") as url:
        assert ask(url, "SELECT 1") == (1,)


def test_a_server_that_answers_is_accepted(made):
    with running(made) as url:
        require(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("postgresql://127.0.0.1:1/archive", id="nothing listens"),
        pytest.param("postgresql:///archive?host=/nowhere", id="no socket"),
        pytest.param("postgresql://[", id="no address"),
        pytest.param("mysql://localhost/archive", id="another kind of database"),
    ],
)
def test_a_server_out_of_reach_is_named_with_the_remedy(url):
    with pytest.raises(PostgresError, match=r"DATABASE_URL cannot be reached \(.*\): start"):
        require(url)


def test_a_start_takes_a_moment(made):
    """Most of the two seconds that a second start may take belong to Python."""
    began = time.monotonic()
    with running(made):
        assert time.monotonic() - began < 2
