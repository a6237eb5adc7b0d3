"""What is left when processes die in the middle of their work: whole texts, or none."""

import json
import os
import subprocess
import sys
import time

import psycopg
import pytest
from django.conf import settings

from config.postgres import running
from tests.running import MIGRATED, data_dir_after, environment, manage

# KILLS says how many are killed, SEED before which lines: 200 before `make kills`.
TIMES = int(os.environ.get("KILLS", "9"))
SEED = os.environ.get("SEED", "7")


@pytest.fixture(scope="module")
def survived():
    """An archive in which many were killed while they sent, read and published."""
    with data_dir_after(MIGRATED) as data_dir, running(data_dir) as url:
        done = subprocess.run(
            [sys.executable, "-m", "tests.killed", str(TIMES), SEED],
            cwd=settings.BASE_DIR,
            env=environment(
                DATA_DIR=str(data_dir), DATABASE_URL=url, DJANGO_SETTINGS_MODULE="config.settings"
            ),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        with psycopg.connect(url, autocommit=True) as connection:
            yield data_dir, connection, json.loads(done.stdout)


def test_each_was_killed_and_left_nothing_half_done(survived):
    *_, outcome = survived
    print(outcome)
    assert outcome["points"] > 100
    assert outcome["killed"] == TIMES
    assert outcome["wrong"] == []


def test_each_second_try_came_to_the_public(survived):
    _, connection, outcome = survived
    assert outcome["not recovered"] == []
    states = dict(connection.execute("SELECT state, count(*) FROM resolutions_upload GROUP BY 1"))
    assert [*states] == ["published"]
    assert states["published"] >= TIMES + 2


def test_everything_is_whole(survived):
    data_dir, *_ = survived
    assert manage(data_dir, "index_search").returncode == 0
    # Who is killed between a file and its row leaves the file, which is swept after a day.
    two_days_ago = time.time() - 2 * 86_400
    for path in (data_dir / "originals").rglob("*"):
        os.utime(path, (two_days_ago, two_days_ago))
    checked = manage(data_dir, "verify", "--repair")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout


def test_no_part_of_a_file_is_left(survived):
    data_dir, connection, _ = survived
    known = {name for (name,) in connection.execute("SELECT sha256 FROM resolutions_sourcefile")}
    held = {path.name for path in (data_dir / "originals").rglob("*") if path.is_file()}
    assert known == held
