"""What tests of the record share."""

from django.db import connection

# Tests that commit empty every table afterwards, which the archive itself never does.
TABLES = """
    SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history_whole'
"""


def let_tests_empty_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER history_whole")


def erase(text) -> None:
    """Delete a text as if it had never been public: of those that were, the database does not."""
    type(text).objects.filter(pk=text.pk).update(published_at=None)
    text.delete()
