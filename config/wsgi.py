"""The archive for a web server."""

import contextlib
import gc
import os
import sys
import threading

from django.core.wsgi import get_wsgi_application
from django.db import Error, connection
from django.db.backends.signals import connection_created

from config.database.base import DatabaseWrapper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def limit_statements(connection, **kwargs) -> None:
    """Let no page wait long for the database; commands, which do not come here, may."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '5s'")
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")


def load_application():
    application = get_wsgi_application()
    from config.unchanged import Unchanged  # once the application is set up
    from resolutions.archive import tracing

    tracing.follow.beside = True
    return Unchanged(application)


def read_index() -> None:
    """
    Have what search needs in memory before somebody asks; where it fails, they are told.

    It and the program stay in memory, so the garbage collector is told to leave them: looking
    through all of them again held up a page by 50 ms now and then.
    """
    from resolutions.finding.knowledge import current  # once the application is set up

    with contextlib.suppress(Error):
        current()
    connection.close()
    gc.collect()
    gc.freeze()


# A thread that computes, as when a file was read, lets others go on after a millisecond, not five:
# a page waits for its turn again after each of its queries.
sys.setswitchinterval(0.001)
DatabaseWrapper.impatient = True
connection_created.connect(limit_statements)
application = load_application()
threading.Thread(target=read_index, daemon=True).start()
