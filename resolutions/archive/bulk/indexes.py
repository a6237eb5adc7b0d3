"""
Indexes that slow a bulk load: taken off before the first one, and built at once after it.

Only where little is held, since until they are built again a search reads every row. They
come back whatever ends the load; where the process itself is killed, with the next import.
"""

import contextlib
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from resolutions.models import Paragraph

# A load into an archive that holds more than this keeps the indexes.
LITTLE = 10_000
# Each entry of these costs as much as the row itself; built at once they cost a third of it.
COSTLY = ("paragraph_wording",)
# What PostgreSQL may use while it builds them.
MEMORY = "256MB"


@contextlib.contextmanager
def built_afterwards() -> Iterator[None]:
    """
    Do without the costly indexes for a while, if the archive holds little yet.

    Inside a transaction they stay: PostgreSQL takes none off a table whose rows it has
    still to check.
    """
    restore_indexes()
    if not connection.in_atomic_block and Paragraph.objects.count() < LITTLE:
        with connection.schema_editor() as editor:
            for index in costly_indexes():
                editor.remove_index(Paragraph, index)
    try:
        yield
    finally:
        restore_indexes()


def restore_indexes() -> None:
    """Build those of the costly indexes that are missing; not inside a transaction."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        present = connection.introspection.get_constraints(cursor, Paragraph._meta.db_table)
        missing = [index for index in costly_indexes() if index.name not in present]
        if missing:
            cursor.execute("SELECT set_config('maintenance_work_mem', %s, false)", [MEMORY])
    if missing:
        with connection.schema_editor() as editor:
            for index in missing:
                editor.add_index(Paragraph, index)


def analyse() -> None:
    """Tell PostgreSQL's planner at once what the tables hold now."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("resolutions").get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def costly_indexes() -> list[models.Index]:
    return [index for index in Paragraph._meta.indexes if index.name in COSTLY]
