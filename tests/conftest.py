"""What tests share: a database, static files, a server and a browser."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connections
from hypothesis import settings as hypothesis
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from config import environment, postgres
from config.static_files import collect_static
from resolutions.ingest.viewing import Viewer
from resolutions.search import limits
from tests.history import let_tests_empty_tables
from tests.running import Run

SHARED_DIR = Path(os.environ.get("SHARED_DIR") or settings.BASE_DIR.parent / "shared")
# The suite tries the same examples each time, so that a change alone makes it fail; new ones
# are looked for with HYPOTHESIS_PROFILE=search. Machines differ in speed: there is no deadline.
hypothesis.register_profile("same", derandomize=True, deadline=None)
hypothesis.register_profile("search", max_examples=2_000, deadline=None)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# A page waits for what other work on the machine holds up, too.
expect.set_options(timeout=30_000)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items):
    """Modules that start sites come first: last, one process would be left with them."""
    items.sort(key=lambda item: getattr(item.module, "Run", None) is not Run)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of development data beside the checkout."""
    if not SHARED_DIR.is_dir():
        pytest.skip(f"development data is not at {SHARED_DIR}: set SHARED_DIR to its folder")
    return SHARED_DIR


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A PostgreSQL for the whole run, shared by its processes, unless DATABASE_URL names one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with postgres.running(settings.DATA_DIR) as url:
        os.environ["DATABASE_URL"] = url
        connections["default"].settings_dict.update(environment.database("DATABASE_URL"))
        yield
        del os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        let_tests_empty_tables()


@pytest.fixture(autouse=True, scope="session")
def static_files():
    """Static files as they are served: gathered, with names that the templates must get right."""
    with (settings.DATA_DIR / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not collect_static():  # another process has, after this one had looked for them
            storage = staticfiles_storage
            storage.hashed_files, storage.manifest_hash = storage.load_manifest()


@pytest.fixture(autouse=True, scope="session")
def shipped_milliseconds():
    """How long a search may take. In tests it is a minute: other work may hold the machine up."""
    with pytest.MonkeyPatch.context() as patch:
        shipped = limits.MILLISECONDS
        patch.setattr(limits, "MILLISECONDS", 60_000)
        yield shipped


@pytest.fixture(scope="session")
def reader():
    """The limited process that reads files; starting one takes longer than most tests."""
    with Viewer() as viewer:
        yield viewer


@pytest.fixture(scope="session")
def site(django_db_setup):
    """A running site, static files by the same middleware as in production."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda application: application
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def live_server(site):
    """The same, by the name that has pytest-django empty the database after each test."""
    return site


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker):
    """What a fixture of the whole module makes is there for the site too, until the last test."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def browser():
    """Chromium. Where there is none a test is skipped, but not where CI is set: there it fails."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; the tests use the database as usual.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()
        # With an event loop, Django has other connections in a thread than without.
        connections.close_all()


@pytest.fixture
def page(browser):
    """A page in a fresh browser profile; breaking the content security policy fails the test."""
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    yield page
    context.close()
    assert [text for text in said if "Content Security Policy" in text] == []
