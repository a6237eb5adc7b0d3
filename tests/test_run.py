"""The archive started, used and stopped as a newcomer does it: in processes of its own."""

import contextlib
import http.client
import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.running import Run, command, manage, new_data_dir
from tests.test_postgres import ends, server_process

LOADING = "Loading the documents the archive starts with"


@pytest.fixture(scope="module")
def data_dir():
    """A data directory that the first start makes and later ones use, one after the other."""
    with new_data_dir() as data_dir:
        yield data_dir


@pytest.fixture(scope="module")
def first_run(data_dir):
    """What was said by a first start, stopped with Ctrl-C."""
    return Run(data_dir).wait_for_address().stop()


@pytest.fixture(scope="module")
def together():
    """Two sites begun at once on one new data directory."""
    with new_data_dir() as data_dir:
        runs = [Run(data_dir) for _ in range(2)]
        yield [run.wait_for_address() for run in runs]
        assert [run.stop()[0] for run in runs] == [0, 0]


@pytest.fixture
def serving(together):
    return together[0]


def test_a_first_start_loads_the_archive_and_says_how_far_it_is(first_run):
    status, said = first_run
    assert status == 0
    assert said[0] == "Preparing the database"
    assert said[1] == LOADING
    assert said[-2].endswith("(Ctrl-C stops it)")
    assert said[-1] == "Stopped."


def test_a_second_start_has_nothing_to_do(data_dir, first_run):
    run = Run(data_dir).wait_for_address()
    status, said = run.stop()
    address = f"http://127.0.0.1:{run.port}/"
    assert said == [f"The archive is at {address} (Ctrl-C stops it)", "Stopped."]
    assert status == 0
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


@pytest.mark.parametrize(("four_eyes", "held"), [("1", "True\n"), ("0", "False\n")])
def test_every_start_tells_the_database_what_the_settings_ask(data_dir, first_run, four_eyes, held):
    run = Run(data_dir, FOUR_EYES=four_eyes).wait_for_address()
    asked = "print(HouseRule.objects.get().four_eyes)"
    told = manage(data_dir, "shell", "--verbosity=0", "-c", asked)
    assert run.stop()[0] == 0
    assert told.stdout == held


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/", id="home"),
        pytest.param("/documents/", id="browse"),
        pytest.param("/documents/A/RES/71/28/", id="document"),
        pytest.param("/search/?q=norms", id="search"),
        pytest.param("/sponsors/", id="sponsors"),
        pytest.param("/admin/login/", id="admin"),
    ],
)
def test_pages_are_served(serving, address):
    status, headers, body = serving.get(address)
    assert status == 200
    assert body.startswith("<!")
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_files_that_a_page_names_are_served_compressed_and_kept(serving):
    _, _, body = serving.get("/")
    sheet = re.search(r"/static/css/[\w.]+\.css", body)[0]
    connection = http.client.HTTPConnection("127.0.0.1", serving.port)
    connection.request("GET", sheet, headers={"Accept-Encoding": "gzip"})
    headers = connection.getresponse().headers
    connection.close()
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]


def test_a_command_shares_the_running_database(serving):
    before = server_process(serving.data_dir)
    outcome = manage(serving.data_dir, "migrate", "--check")
    assert outcome.returncode == 0, outcome.stderr
    assert server_process(serving.data_dir) == before
    assert serving.get("/readyz")[0] == 200


def test_two_first_starts_at_once_both_serve_and_one_of_them_loads(together):
    assert [run.get("/readyz")[0] for run in together] == [200, 200]
    assert sum(LOADING in run.said for run in together) == 1
    assert len({server_process(run.data_dir) for run in together}) == 1


def test_being_told_to_end_again_and_again_is_as_good_as_ctrl_c(data_dir, first_run):
    run = Run(data_dir).wait_for_address()
    for _ in range(20):
        run.process.terminate()
    status, said = run.stop()
    assert (status, said[-1]) == (0, "Stopped.")
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_closing_the_terminal_ends_the_site(data_dir, first_run):
    run = Run(data_dir).wait_for_address()
    status, said = run.stop(signal.SIGHUP)
    assert (status, said[-1]) == (0, "Stopped.")
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_below_nohup_the_site_outlasts_the_terminal(data_dir, first_run):
    run = Run(data_dir, hangup=signal.SIG_IGN).wait_for_address()
    told = Path(f"/proc/{run.process.pid}/status").read_text()
    ignored = int(re.search(r"SigIgn:\s(\w+)", told)[1], 16)
    assert ignored & 1 << signal.SIGHUP - 1
    os.killpg(run.process.pid, signal.SIGHUP)
    assert run.get("/readyz")[0] == 200
    assert run.stop()[0] == 0


def test_a_killed_site_starts_again_on_the_same_port(data_dir, first_run):
    run = Run(data_dir).wait_for_address()
    run.process.kill()
    run.process.wait()
    for _ in range(100):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", run.port))
            break
        time.sleep(0.1)
    else:
        pytest.fail("the workers outlive the process that began them")
    again = Run(data_dir).wait_for_address()
    assert again.get("/")[0] == 200
    assert again.stop()[0] == 0


def test_pages_say_when_the_database_is_away_and_recover_by_themselves(serving):
    assert serving.get("/documents/")[0] == 200
    pid = server_process(serving.data_dir)
    os.kill(pid, signal.SIGINT)
    assert ends(pid)
    status, headers, _ = serving.get("/documents/")
    assert (status, headers["Retry-After"]) == (503, "10")
    assert [serving.get(address)[0] for address in ("/healthz", "/readyz")] == [200, 503]
    assert serving.get("/static/icon.svg")[0] == 200
    assert manage(serving.data_dir, "migrate", "--check").returncode == 0
    # That command began the server again, and left it to the site.
    assert [serving.get("/documents/")[0] for _ in range(8)] == [200] * 8


def test_a_taken_port_is_named_with_the_remedy(data_dir, first_run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = manage(data_dir, "serve", PORT=str(port))
    assert outcome.returncode == 1
    assert outcome.stderr == (
        f"CommandError: Port {port} on 127.0.0.1 is taken: stop the program that uses it, or "
        f"choose another with PORT, as in `PORT={port + 1} make run`.\n"
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        pytest.param(
            {"DATABASE_URL": "postgresql://127.0.0.1:1/archive"},
            r"The database of DATABASE_URL cannot be reached \(.+\): start .+\.",
            id="database out of reach",
        ),
        pytest.param(
            {"DATA_DIR": "/proc/archive"},
            r"The data directory /proc/archive cannot be used \(.+\): make it .+\.",
            id="no such folder",
        ),
        pytest.param({"PORT": "http"}, r".*PORT is 'http': set it to a number .+\.", id="bad port"),
        pytest.param(
            {"HOST": "nowhere.invalid"}, r".*HOST 'nowhere.invalid' is no .+\.", id="host"
        ),
    ],
)
def test_what_stands_in_the_way_is_one_sentence(data_dir, first_run, variables, said):
    outcome = command("serve", **{"DATA_DIR": str(data_dir), **variables})
    assert outcome.returncode == 1
    assert re.fullmatch(said + "\n", outcome.stderr)


def test_reading_a_file_starts_no_database(tmp_path):
    seed = settings.BASE_DIR / "fixtures" / "documents" / "a-res-71-28.txt"
    outcome = manage(tmp_path / "var", "parse", seed, "--json")
    assert outcome.returncode == 0, outcome.stderr
    assert not (tmp_path / "var").exists()
