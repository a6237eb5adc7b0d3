"""The archive's settings as shipped, with a data directory of the tests' own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Nothing that a developer has set for the archive itself may reach the tests.
for name in (
    "ALLOWED_HOSTS",
    "DEBUG",
    "HOST",
    "ORIGINALS",
    "PORT",
    "SECRET_KEY",
    "SITE_URL",
    "WORKERS",
):
    os.environ.pop(name, None)

if "TEST_DATA_DIR" not in os.environ:  # set already in the processes that share a run's work
    folder = tempfile.mkdtemp(prefix="archive-tests-")
    Path(folder).chmod(0o711)  # root's PostgreSQL runs under another account
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["TEST_DATA_DIR"] = folder
os.environ["DATA_DIR"] = os.environ["TEST_DATA_DIR"]

from config.settings import *  # noqa: E402, F403
