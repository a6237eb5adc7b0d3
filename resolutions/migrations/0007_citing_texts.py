import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

LANGUAGES = [
    ("ar", "Arabic"),
    ("zh", "Chinese"),
    ("en", "English"),
    ("fr", "French"),
    ("ru", "Russian"),
    ("es", "Spanish"),
]

# The record of changes tells of these rows by their number, as of those of an import.
FILL = """
    SELECT set_config('archive.import', 'Citations told their texts', true);
    UPDATE resolutions_citation c SET resolution_id = p.resolution_id, language = p.language
        FROM resolutions_paragraph p WHERE p.id = c.paragraph_id;
    UPDATE resolutions_citation c SET resolution_id = n.resolution_id, language = n.language
        FROM resolutions_note n WHERE n.id = c.note_id;
    SELECT set_config('archive.import', '', true);
"""

# What a text cites is told anew whenever its citations change. `texts` are those concerned.
TELL = """
    CREATE FUNCTION tell_cited_documents(texts bigint[]) RETURNS void LANGUAGE sql AS $$
        DELETE FROM resolutions_citeddocument WHERE resolution_id = ANY(texts);
        INSERT INTO resolutions_citeddocument
            (resolution_id, symbol, cited_id, language, citations, verbs)
        SELECT resolution_id, symbol, max(cited_id), language, count(*),
               coalesce(array_agg(DISTINCT verb ORDER BY verb) FILTER (WHERE verb <> ''), '{}')
        FROM resolutions_citation
        JOIN (
            SELECT DISTINCT ON (resolution_id) resolution_id, language FROM resolutions_citation
            WHERE resolution_id = ANY(texts)
            ORDER BY resolution_id, language <> 'en', language
        ) told USING (resolution_id, language)
        GROUP BY resolution_id, symbol, language;
    $$;
    SELECT tell_cited_documents(array_agg(DISTINCT resolution_id)) FROM resolutions_citation;
"""
EVENTS = {"insert": ["new"], "update": ["old", "new"], "delete": ["old"]}


def follow(event, tables):
    rows = " UNION ".join(f"SELECT resolution_id FROM {table}_rows" for table in tables)  # noqa: S608
    known = " ".join(f"{table.upper()} TABLE AS {table}_rows" for table in tables)
    return f"""
        CREATE FUNCTION cited_documents_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM tell_cited_documents(ARRAY({rows}));
            RETURN NULL;
        END $$;
        CREATE TRIGGER cited_documents_{event} AFTER {event} ON resolutions_citation
            REFERENCING {known} FOR EACH STATEMENT EXECUTE FUNCTION cited_documents_{event}();
    """


FORWARDS = TELL + "".join(follow(event, tables) for event, tables in EVENTS.items())
BACKWARDS = (
    "".join(
        f"DROP TRIGGER cited_documents_{event} ON resolutions_citation;"
        f"DROP FUNCTION cited_documents_{event}();"
        for event in EVENTS
    )
    + "DROP FUNCTION tell_cited_documents(bigint[]);"
)
# Search has an index of its own; archives made before it did have these.
WITHOUT_VECTORS = """
    ALTER TABLE resolutions_paragraph
        DROP COLUMN IF EXISTS search_vector, DROP COLUMN IF EXISTS exact_vector;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0006_history_kept"),
    ]

    operations = [
        migrations.RunSQL(WITHOUT_VECTORS, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="citation",
            name="language",
            field=models.CharField(choices=LANGUAGES, max_length=2, null=True),
        ),
        migrations.AddField(
            model_name="citation",
            name="resolution",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="resolutions.resolution",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="citation",
            name="language",
            field=models.CharField(choices=LANGUAGES, max_length=2),
        ),
        migrations.AlterField(
            model_name="citation",
            name="resolution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="resolutions.resolution",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="cited",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="cited_in",
                to="resolutions.resolution",
            ),
        ),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(
                condition=models.Q(("cited__isnull", False)),
                fields=["cited"],
                name="citation_cited",
            ),
        ),
        migrations.CreateModel(
            name="CitedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cited_documents",
                        to="resolutions.resolution",
                    ),
                ),
                ("symbol", models.CharField(max_length=60)),
                (
                    "cited",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="citing",
                        to="resolutions.resolution",
                    ),
                ),
                ("language", models.CharField(choices=LANGUAGES, max_length=2)),
                ("citations", models.PositiveIntegerField()),
                (
                    "verbs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60)
                    ),
                ),
            ],
            options={
                "ordering": ["resolution", "symbol"],
                "indexes": [
                    models.Index(fields=["symbol"], name="cited_document_symbol"),
                    models.Index(fields=["cited", "resolution"], name="cited_document_cited"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resolution", "symbol"), name="cited_document_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.AlterField(
            model_name="sponsorship",
            name="sponsor",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sponsorships",
                to="resolutions.sponsor",
            ),
        ),
        migrations.AddIndex(
            model_name="sponsorship",
            index=models.Index(fields=["sponsor", "resolution"], name="sponsorship_by_actor"),
        ),
    ]
