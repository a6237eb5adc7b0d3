"""What is left when processes die in the middle of their work: whole texts, or none."""

import os
import subprocess
import sys
import time

import psycopg
import pytest
from django.conf import settings

from config.postgres import running
from tests.test_backups import manage
from tests.test_run import environment, new_data_dir

TIMES = 40
HALF = {
    "a public text without paragraphs": """
        SELECT count(*) FROM resolutions_resolution t WHERE holding = 'full-text'
        AND (SELECT count(*) FROM resolutions_paragraph p WHERE p.resolution_id = t.id) <> 3""",
    "a text that is stored and not public": """
        SELECT count(*) FROM resolutions_resolution WHERE published_at IS NULL""",
    "a public text whose manuscript is not": """
        SELECT count(*) FROM resolutions_resolution t WHERE holding = 'full-text' AND NOT EXISTS (
            SELECT FROM resolutions_manuscript m
            WHERE m.resolution_id = t.id AND m.published_version = m.head)""",
    "a manuscript without its version": """
        SELECT count(*) FROM resolutions_manuscript m WHERE NOT EXISTS (
            SELECT FROM resolutions_version v
            WHERE v.manuscript_id = m.id AND v.number = m.head)""",
    "a file that was read and has no manuscript": """
        SELECT count(*) FROM resolutions_upload
        WHERE state IN ('read', 'published') AND manuscript_id IS NULL""",
    "two texts of one symbol": """
        SELECT count(*) - count(DISTINCT symbol) FROM resolutions_manuscript""",
}


@pytest.fixture(scope="module")
def survived():
    """An archive in which many were killed while they sent, read and published."""
    with new_data_dir() as data_dir, running(data_dir) as url:
        assert manage(data_dir, "migrate", "-v0").returncode == 0
        done = subprocess.run(
            [sys.executable, "-m", "tests.killed", str(TIMES), "7"],
            cwd=settings.BASE_DIR,
            env=environment(
                DATA_DIR=str(data_dir), DATABASE_URL=url, DJANGO_SETTINGS_MODULE="config.settings"
            ),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        with psycopg.connect(url, autocommit=True) as connection:
            yield data_dir, connection, [int(number) for number in done.stdout.split()]


def test_many_were_killed_in_the_middle(survived):
    _, connection, (killed, ended) = survived
    assert killed + ended == TIMES
    assert killed > TIMES / 4
    states = dict(connection.execute("SELECT state, count(*) FROM resolutions_upload GROUP BY 1"))
    assert states["published"] >= 4
    assert sum(states.values()) > 4


@pytest.mark.parametrize("sql", [pytest.param(sql, id=name) for name, sql in HALF.items()])
def test_nothing_is_half_done(survived, sql):
    _, connection, _ = survived
    assert connection.execute(sql).fetchone() == (0,)


def test_everything_is_whole(survived):
    data_dir, *_ = survived
    assert manage(data_dir, "index_search").returncode == 0
    # Who is killed between a file and its row leaves the file, which is swept after a day.
    two_days_ago = time.time() - 2 * 86_400
    for path in (data_dir / "originals").rglob("*"):
        os.utime(path, (two_days_ago, two_days_ago))
    checked = manage(data_dir, "verify", "--repair")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout


def test_no_part_of_a_file_is_left_under_its_name(survived):
    data_dir, connection, _ = survived
    known = {name for (name,) in connection.execute("SELECT sha256 FROM resolutions_sourcefile")}
    held = {path.name for path in (data_dir / "originals").rglob("*") if path.is_file()}
    assert known <= held
    whole = {name for name in held if not name.startswith(".partial-")}
    assert all(len(name) == 64 for name in whole)
