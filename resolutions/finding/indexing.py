"""The index of each language, made from the paragraphs and kept in the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched

import psycopg
from django.db import connection, transaction
from django.utils import timezone
from psycopg.pq import Format
from psycopg.rows import tuple_row

from resolutions.finding.stems import lexemes_of
from resolutions.models import Paragraph, SearchChange, SearchPosting, SearchSegment
from resolutions.search.segment import Posting, Source, build
from resolutions.vocabulary import Language

# Words whose lexemes are asked for at once.
_AT_ONCE = 20_000
# Changed paragraphs from which on the index is made anew: until then a worker indexes them in
# memory, in half a second at most.
DUE = 5_000
# One index is made at a time.
LOCK = 0x1DE7
COLUMNS = ("pk", "resolution_id", "order", "part", "kind", "opening", "text")


def index_everything() -> Iterator[tuple[Language, int, int]]:
    """
    Make the index of every language anew; yield each with its paragraphs and words.

    One transaction: searches use the old one until the end. What changes meanwhile is
    seen as a change of the new one, so that nothing is missed.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        seen = list(SearchChange.objects.values_list("pk", flat=True))
        SearchSegment.objects.all().delete()
        for language in Language:
            rows = Paragraph.objects.filter(language=language).order_by("pk")
            if counts := _index(language, sources(rows)):
                yield language, *counts
        SearchChange.objects.filter(pk__in=seen).delete()


def is_due() -> bool:
    """Whether so much has changed that the index is to be made anew."""
    changed = SearchChange.objects.exclude(text=None).values("text")
    few = Paragraph.objects.filter(resolution__in=changed).order_by()[: DUE + 1]
    return few.count() > DUE


def sources(paragraphs) -> Iterator[Source]:
    rows = paragraphs.values_list(*COLUMNS)
    return (Source(*row) for row in rows.iterator(chunk_size=5_000))


def _index(language: Language, found: Iterator[Source]) -> tuple[int, int] | None:
    columns, lexicon, postings = build(found, lambda words: stems(words, language))
    size = len(columns.keys)
    if not size:
        return None
    segment = SearchSegment.objects.create(
        language=language,
        built_at=timezone.now(),
        size=size,
        names=list(columns.names),
        words="\n".join(lexicon.words),
        lexemes="\n".join(lexicon.lexemes),
        frequencies=lexicon.frequencies.tobytes(),
        **columns.packed(),
    )
    _copy(segment, postings)
    return size, len(lexicon.words)


def stems(words: Sequence[str], language: Language) -> Iterable[str]:
    """Yield the lexemes of any number of words."""
    for some in batched(words, _AT_ONCE):
        yield from lexemes_of(some, language)


def _copy(segment: SearchSegment, postings: Sequence[Posting]) -> None:
    table = connection.ops.quote_name(SearchPosting._meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} (segment_id, number, data) FROM STDIN (FORMAT binary)") as rows,
    ):
        rows.set_types(["int8", "int4", "bytea"])
        for number, posting in enumerate(postings):
            rows.write_row((segment.pk, number, posting.packed()))


def fetch_postings(segment: int, numbers: Iterable[int]) -> Mapping[int, Posting]:
    """Read the postings of words of a stored index, in one query."""
    if not (numbers := list(numbers)):
        return {}
    rows = in_binary(
        "SELECT number, data FROM resolutions_searchposting"
        " WHERE segment_id = %s AND number = ANY(%s)",
        [segment, numbers],
    )
    return {number: Posting.unpacked(data) for number, data in rows}


def in_binary(sql: str, parameters: Sequence = ()) -> list[tuple]:
    """
    Return the rows of a query, its bytes as bytes: as letters they would be twice as many.

    What is asked often, PostgreSQL plans once.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    plain = psycopg.Cursor(connection.connection, row_factory=tuple_row)
    plain.format = Format.BINARY
    counted = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with counted(plain) as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
