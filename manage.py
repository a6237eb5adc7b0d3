#!/usr/bin/env python
"""
The archive's commands.

Those that need the database run with the archive's own PostgreSQL, started on DATA_DIR for as
long as they take, unless DATABASE_URL names another server. The rest start nothing.
"""

import contextlib
import os
import secrets
import signal
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from config import environment
from config.postgres import PostgresError, require, running
from resolutions.management.commands.parse import Command as Parse

# `check` and `makemigrations` are not here: Django asks the server what its version can do.
WITHOUT_DATABASE = {"collectstatic", "diffsettings", "help", "parse", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    for wish in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(wish) is signal.SIG_DFL:  # nohup has SIGHUP ignored
            signal.signal(wish, lambda number, _: sys.exit(128 + number))  # so that `with` ends
    try:
        with database(sys.argv[1:]):
            run(sys.argv)
    except (PostgresError, ImproperlyConfigured) as error:
        sys.exit(f"{error}")
    except OperationalError as error:
        reason = " ".join(str(error).split())
        sys.exit(f"The database gave up ({reason}): see that it runs and has room, and try again.")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


def run(arguments: list[str]) -> None:
    """Run a command; one that reads a file does without the models, which take longer to load."""
    if arguments[1:2] == ["parse"]:
        Parse().run_from_argv(arguments)
    else:
        execute_from_command_line(arguments)


@contextlib.contextmanager
def database(arguments: list[str]):
    """Have DATABASE_URL lead to a server for as long as the command needs one."""
    command = arguments[0] if arguments else "help"
    if command in WITHOUT_DATABASE or command.startswith("-") or {"-h", "--help"} & {*arguments}:
        # Nothing that these commands sign outlives them, so neither need their key.
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
        yield
    elif url := os.environ.get("DATABASE_URL"):
        require(url)
        yield
    else:
        var = Path(__file__).resolve().parent / "var"
        with running(environment.directory("DATA_DIR", var)) as url:
            os.environ["DATABASE_URL"] = url
            yield


if __name__ == "__main__":
    main()
