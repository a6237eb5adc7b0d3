"""Settings read from the environment."""

import os
import runpy
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PUBLIC = {"SITE_URL": "https://archive.example"}
KEY = "k3y-" * 15 + "0123456789"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Return the settings, read anew under the variables."""
    for name in ("DATABASE_URL", "SHARED_DIR"):
        monkeypatch.delenv(name, raising=False)

    def read(**variables):
        for name, value in {"DATA_DIR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        return SimpleNamespace(**runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py")))

    return read


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe': set it to 1 or 0."),
        ({"PORT": "http"}, "PORT is 'http': set it to a number from 1 to 65535."),
        ({"PORT": "70000"}, "PORT is '70000': set it to a number from 1 to 65535."),
        ({"PORT": "٣"}, "PORT is '٣': set it to a number from 1 to 65535."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak: set it to 50 or more random"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too weak: set it to 50 or more random"),
        ({"SITE_URL": "archive.example"}, "SITE_URL is 'archive.example': set it to the address"),
        ({"SITE_URL": "https://a.example/x"}, "SITE_URL is 'https://a.example/x': set it to the"),
        ({"SITE_URL": "https://[::1"}, "SITE_URL is 'https://[::1': set it to the address"),
        ({"DATABASE_URL": "postgresql://["}, "DATABASE_URL is not the address of a PostgreSQL"),
        (
            {"DATABASE_URL": "mysql://u:secret@h/a"},
            "DATABASE_URL names a database of the kind 'mysql'",
        ),
        (PUBLIC | {"DEBUG": "1"}, "SITE_URL is a public address: unset DEBUG and name the hosts"),
        (PUBLIC | {"ALLOWED_HOSTS": "*"}, "SITE_URL is a public address: unset DEBUG and name"),
        ({"DATA_DIR": "/proc/archive"}, "/proc/archive/secret-key cannot be used"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_sentence(read, variables, reason):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(**variables)
    assert str(caught.value).startswith(reason)
    assert str(caught.value).endswith(".")


def test_a_machine_that_sets_nothing_gets_settings_fit_for_itself(read):
    found = read()
    assert (found.DEBUG, found.HTTPS, found.SECURE_SSL_REDIRECT) == (False, False, False)
    assert found.SITE_URL == "http://127.0.0.1:8000"
    assert set(found.ALLOWED_HOSTS) == {"127.0.0.1", "localhost", "[::1]"}
    assert (found.SESSION_COOKIE_NAME, found.CSRF_COOKIE_NAME) == ("session", "csrf")


@pytest.mark.parametrize(
    ("host", "address", "allowed"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000", "127.0.0.1"),  # noqa: S104
        ("192.0.2.7", "http://192.0.2.7:8000", "192.0.2.7"),
        ("::1", "http://[::1]:8000", "[::1]"),
    ],
)
def test_the_address_follows_where_the_server_listens(read, host, address, allowed):
    found = read(HOST=host)
    assert (found.SITE_URL, found.ALLOWED_HOSTS[0]) == (address, allowed)


def test_a_public_address_turns_on_what_https_allows(read):
    found = read(**PUBLIC)
    assert (found.SECURE_SSL_REDIRECT, found.SESSION_COOKIE_SECURE) == (True, True)
    assert found.SECURE_HSTS_SECONDS == 2 * 365 * 24 * 60 * 60
    assert (found.SESSION_COOKIE_NAME, found.CSRF_COOKIE_NAME) == ("__Host-session", "__Host-csrf")
    assert found.CSRF_TRUSTED_ORIGINS == ["https://archive.example"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://reader:p%40ss@db.example:5433/norms?sslmode=require",
            ("norms", "reader", "p@ss", "db.example", "5433", "require"),
        ),
        (
            "postgres:///norms?host=/run/postgresql",
            ("norms", None, None, "/run/postgresql", None, None),
        ),
    ],
)
def test_a_database_url_may_be_any_that_postgres_understands(read, url, expected):
    found = read(DATABASE_URL=url).DATABASES["default"]
    parts = [found.get(key) for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert (*parts, found["OPTIONS"].get("sslmode")) == expected


def test_a_key_is_made_once_and_only_its_owner_may_read_it(read, tmp_path):
    key = read().SECRET_KEY
    assert key == read().SECRET_KEY
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_key_that_is_given_is_used_and_none_is_made(read, tmp_path):
    assert read(SECRET_KEY=KEY).SECRET_KEY == KEY
    assert [*tmp_path.iterdir()] == []


def run(tmp_path, *arguments, **variables):
    """What a process of its own says, on the tests' database."""
    outcome = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": os.environ["DATABASE_URL"],
            **variables,
        },
        capture_output=True,
        text=True,
    )
    return outcome.stdout


@pytest.mark.django_db
def test_django_finds_nothing_to_mend_before_deployment(tmp_path):
    """As `make check` asks: with the address of a public site, every hint counts."""
    said = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "INFO", **PUBLIC)
    assert said == "System check identified no issues (0 silenced).\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "limit"),
    [
        pytest.param("config.wsgi", "5s", id="a page waits five seconds at most"),
        pytest.param("django; django.setup()", "0", id="a command as long as it must"),
    ],
)
def test_how_long_the_database_may_take(tmp_path, module, limit):
    program = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import {module}
from django.db import connection
cursor = connection.cursor()
cursor.execute("SHOW statement_timeout")
print(*cursor.fetchone())
"""
    assert run(tmp_path, "-c", program) == f"{limit}\n"
