"""Rows by COPY, which takes a fraction of the time of INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None})
_NULL = "\\N"
# So much is handed to PostgreSQL at once.
_PIECE = 2_000


def copy(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """
    Add rows of `fields` to the model's table; the other columns take their defaults.

    Values are None, texts, numbers, days, UUIDs: as PostgreSQL reads them. No
    `save` runs, and no default of the model's own.
    """
    rows = list(rows)
    if not rows:
        return
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(model._meta.get_field(name).column) for name in fields)
    table = quoted(model._meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream,
    ):
        for start in range(0, len(rows), _PIECE):
            stream.write("".join(map(_line, rows[start : start + _PIECE])))


def _line(row: Sequence[Any]) -> str:
    return "\t".join(map(_value, row)) + "\n"


def _value(value: Any) -> str:
    if value.__class__ is str:
        # Most texts hold none of these, and `translate` takes a hundred times as long.
        if "\\" in value or "\n" in value or "\t" in value or "\r" in value or "\0" in value:
            return value.translate(_ESCAPED)
        return value
    return _NULL if value is None else str(value).translate(_ESCAPED)


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Take primary keys for rows to come, which nobody else will be given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]
