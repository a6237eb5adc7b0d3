"""The archive that is searched: the UN's own corpus, and as many altered copies as asked for."""

import os
from pathlib import Path

# A text is copied with every twelfth word or so written backwards: other words, at other places
# in each copy, so that copies are neither identical nor alike to the index.
ALTERED = """
    (SELECT string_agg(
        CASE WHEN hashtextextended(word || p.id, {copy}) % 12 = 0 THEN reverse(word) ELSE word END,
        ' ' ORDER BY place)
     FROM unnest(string_to_array(p.text, ' ')) WITH ORDINALITY AS words(word, place))
"""


def prepare(folder: Path, copies: int) -> int:
    """
    Have the archive hold the corpus and its copies, indexed; return how many paragraphs.

    An archive that holds enough already is left as it is.
    """
    import django
    from django.core.management import call_command

    django.setup()
    from django.db import connection, transaction

    from resolutions.archive.acting import importing
    from resolutions.models import Paragraph

    call_command("migrate", verbosity=0)
    if not Paragraph.objects.exists():
        with Path(os.devnull).open("w") as nowhere:
            call_command("load_fixtures", stdout=nowhere)
            call_command("import_un", str(folder), stdout=nowhere)
    held = Paragraph.objects.count()
    made = Paragraph.objects.filter(resolution__slug__startswith="copy-").exists()
    if copies and not made:
        for copy in range(1, copies + 1):
            with transaction.atomic(), importing("benchmark"), connection.cursor() as cursor:
                for statement in copying(copy):
                    cursor.execute(statement)
        with Path(os.devnull).open("w") as nowhere:
            call_command("index_search", stdout=nowhere)
        held = Paragraph.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return held


def copying(copy: int) -> list[str]:
    """Return the statements that copy the texts, their paragraphs, sponsors and subjects."""
    from resolutions.models import Paragraph, Resolution, Sponsorship

    own = f"'copy-{copy}-' || t.id"
    joined = f"JOIN resolutions_resolution n ON n.slug = 'copy-{copy}-' || p.resolution_id"
    chosen = "t.published_at IS NOT NULL AND coalesce(t.slug, '') NOT LIKE 'copy-%'"
    subjects = Resolution.subjects.through._meta.db_table
    return [
        insert(
            Resolution._meta.db_table,
            columns(Resolution, "t")
            | {'"symbol"': "NULL", '"slug"': own}
            | dict.fromkeys(('"revises_id"', '"became_id"'), "NULL"),
            f"resolutions_resolution t WHERE {chosen}",
        ),
        insert(
            Paragraph._meta.db_table,
            columns(Paragraph, "p")
            | {'"resolution_id"': "n.id", '"parent_id"': "NULL"}
            | {'"text"': f"coalesce({ALTERED.format(copy=copy)}, p.text)"},
            f"resolutions_paragraph p {joined}",
        ),
        insert(
            Sponsorship._meta.db_table,
            columns(Sponsorship, "p") | {'"resolution_id"': "n.id"},
            f"resolutions_sponsorship p {joined}",
        ),
        f"INSERT INTO {subjects} (resolution_id, subject_id)"  # noqa: S608
        f" SELECT n.id, p.subject_id FROM {subjects} p {joined}",
    ]


def columns(model, alias: str) -> dict[str, str]:
    """Return what each column is copied from; the key and what is computed are not."""
    return {
        f'"{each.column}"': f'{alias}."{each.column}"'
        for each in model._meta.concrete_fields
        if not each.primary_key and not each.generated
    }


def insert(table: str, values: dict[str, str], source: str) -> str:
    names, chosen = ", ".join(values), ", ".join(values.values())
    return f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {source}"  # noqa: S608
