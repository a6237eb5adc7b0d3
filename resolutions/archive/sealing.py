"""
Seals on what was recorded: nobody can change it later without its being found.

Rows that were added to a record since its last seal get one together, a thousand at most: the
SHA-256 of the seal before and of every row. Whoever records waits for nobody; only what is
settled is sealed. The database refuses to change rows and seals; who may switch that off can
still not make the sums right, short of making every later seal anew. Backups hold the last
seals, so that even that is found.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from resolutions.models import Seal

SEALING = 7_128_120  # held by whoever seals
AT_ONCE = 1_000
PATIENCE = "2s"  # for those who are recording to be done
BEFORE_ALL = -(2**63)
# What is sealed of each row, as text that no setting of the session changes.
SEALED = {
    "resolutions_changerecord": (
        *("id", "extract(epoch FROM at)", "transaction", "actor", "reason", '"table"', "action"),
        *("text", "rows", "before", "after"),
    ),
    "resolutions_version": (
        *("id", "manuscript_id", "number", "value", "reason", "author"),
        *("extract(epoch FROM made_at)", "source_id", "restores"),
    ),
}
NAMES = {"resolutions_changerecord": "record of changes", "resolutions_version": "versions"}


def seal_history() -> int:
    """Seal what was recorded and is settled; return how many rows that were."""
    return sum(_seal(table, last) for table in SEALED if (last := _settled(table)) is not None)


def wrong_seals() -> Iterator[str]:
    """Yield a sentence for every seal that is not right."""
    for table in SEALED:
        number, last, digest = 0, BEFORE_ALL, ""
        for seal in Seal.objects.filter(table=table).order_by("number"):
            number += 1
            if seal.number != number:
                yield f"Seal {number} of the {NAMES[table]} is missing."
                number = seal.number
            if sums(seal, last, digest) != (seal.rows, seal.digest):
                yield (
                    f"The {NAMES[table]} up to number {seal.last:,}, from {seal.made_at:%d %B %Y} "
                    f"or before, is not as seal {seal.number} says."
                )
            last, digest = seal.last, seal.digest


def last_seals() -> dict[str, str]:
    """The latest seal of each table: noted down elsewhere, it proves all that came before."""
    return dict(Seal.objects.order_by("number").values_list("table", "digest"))


def unsealed() -> int:
    """Return how many rows have no seal yet."""
    rows = 0
    with connection.cursor() as cursor:
        for table in SEALED:
            count = f"SELECT count(*) FROM {table} WHERE id > %s"  # noqa: S608
            cursor.execute(count, [_sealed_to(table)])
            rows += cursor.fetchone()[0]
    return rows


def _settled(table: str) -> int | None:
    """
    Return the greatest number in a table below which no row can appear any more, if any.

    Those who are adding rows have numbers already: once they are done, all that is there is.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
            cursor.execute(f"SELECT max(id) FROM {table}")  # noqa: S608
            return cursor.fetchone()[0]
    except OperationalError:  # somebody takes long; another time will do
        return None


@transaction.atomic
def _seal(table: str, to: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING])
    sealed = 0
    while (last := _next_last(table, to)) is not None:
        before = Seal.objects.filter(table=table).order_by("number").last()
        number = before.number + 1 if before else 1
        seal = Seal(table=table, number=number, last=last, made_at=timezone.now())
        after, digest = (before.last, before.digest) if before else (BEFORE_ALL, "")
        seal.rows, seal.digest = sums(seal, after, digest)
        seal.save()
        sealed += seal.rows
    return sealed


def _next_last(table: str, to: int) -> int | None:
    """The number that the next seal goes up to."""
    some = f"SELECT id FROM {table} WHERE id > %s AND id <= %s ORDER BY id LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM ({some}) s", [_sealed_to(table), to, AT_ONCE])  # noqa: S608
        return cursor.fetchone()[0]


def _sealed_to(table: str) -> int:
    before = Seal.objects.filter(table=table).order_by("number").last()
    return before.last if before else BEFORE_ALL


def sums(seal: Seal, after: int, before: str) -> tuple[int, str]:
    """Return the count and the digest that a seal should have, after the seal before."""
    columns = ", ".join(f"({column})::text" for column in SEALED[seal.table])
    row = f"sha256(convert_to(jsonb_build_array({columns})::text, 'UTF8'))"
    made = seal.made_at.astimezone(UTC).isoformat()
    total = hashlib.sha256(f"{seal.table} {seal.number} {seal.last} {made} {before} ".encode())
    rows = 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {row} FROM {seal.table} WHERE id > %s AND id <= %s ORDER BY id",  # noqa: S608
            [after, seal.last],
        )
        for (digest,) in cursor:
            total.update(digest)
            rows += 1
    return rows, total.hexdigest()
