"""The time that one search may take in the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

MILLISECONDS = 900


class TooLong(Exception):
    """The database stopped a search at its time limit."""


@contextmanager
def time_limit() -> Iterator[None]:
    """Give each statement inside so much time; raise TooLong where one needs more."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true)", [f"{MILLISECONDS}ms"]
            )
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooLong from error
        raise
