"""The database's own files: every row of every table, and every index against its table."""

from contextlib import closing

import psycopg
from django.db import connection

from resolutions.verifying.check import NotLooked, Problems

ADMINISTRATOR = "postgres"  # of the archive's own server, whose socket is closed to others
TABLES = """
    SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind IN ('r', 'm') AND relpersistence = 'p' ORDER BY relname
"""
INDEXES = """
    SELECT c.oid, c.relname, amname
    FROM pg_class c JOIN pg_am a ON a.oid = c.relam JOIN pg_index i ON i.indexrelid = c.oid
    WHERE relnamespace = 'public'::regnamespace AND relpersistence = 'p' AND i.indisvalid
    ORDER BY c.relname
"""
LOOK = "SELECT 'block ' || blkno || ': ' || msg FROM verify_heapam(%s, check_toast => true)"
LOOK_AT_INDEX = {
    "btree": "SELECT FROM bt_index_check(%s, true)",
    "gin": "SELECT FROM gin_index_check(%s)",  # since PostgreSQL 18
}


def database_files() -> Problems:
    """Do what pg_amcheck does, with nothing of its extension left behind."""
    with closing(opened()) as own:
        found = own.execute(TABLES).fetchall()
        for key, name in found:
            yield from told(own, f"The table {name}", LOOK, key)
        indexes = [row for row in own.execute(INDEXES).fetchall() if row[2] in known_to(own)]
        for key, name, kind in indexes:
            yield from told(own, f"The index {name}", LOOK_AT_INDEX[kind], key)
    return f"{len(found):,} tables, {len(indexes):,} indexes"


def opened() -> psycopg.Connection:
    """Return a connection that has amcheck, in a transaction that nobody commits."""
    params = connection.get_connection_params()
    own = params.get("user")
    local = str(params.get("host", "")).startswith("/")
    for role in (own, ADMINISTRATOR) if local else (own,):
        try:
            found = psycopg.connect(**params | {"user": role, "cursor_factory": psycopg.Cursor})
        except psycopg.OperationalError as error:
            refused = error
            continue
        try:
            found.execute("SET LOCAL lock_timeout = '10s'")
            found.execute("CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA pg_catalog")
        except psycopg.Error as error:
            found.close()
            refused = error
        else:
            return found
    reason = " ".join(str(refused).split())
    raise NotLooked(f"PostgreSQL's amcheck cannot be had: {reason}.")


def known_to(own: psycopg.Connection) -> list[str]:
    """The kinds of index that this version of amcheck looks at."""
    known = "SELECT proname FROM pg_proc WHERE proname IN ('bt_index_check', 'gin_index_check')"
    names = {name for (name,) in own.execute(known).fetchall()}
    return [kind for kind, look in LOOK_AT_INDEX.items() if any(name in look for name in names)]


def told(own: psycopg.Connection, subject: str, look: str, key: int) -> Problems:
    try:
        with own.transaction():
            for words in own.execute(look, [key]).fetchall():
                yield from (f"{subject} is damaged: {each}." for each in words)
    except psycopg.Error as error:
        yield f"{subject} is damaged: {' '.join(str(error).split())}."
