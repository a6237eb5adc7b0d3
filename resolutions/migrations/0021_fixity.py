"""A second sum of every original, the edition of its readers, and what checks found."""

import hashlib

from django.db import connection, migrations, models

KEPT = """
CREATE TRIGGER history_kept BEFORE UPDATE OR DELETE ON resolutions_verification
    FOR EACH ROW EXECUTE FUNCTION history_refuse();
CREATE TRIGGER history_whole BEFORE TRUNCATE ON resolutions_verification
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
"""


def fill(apps, schema_editor):
    """Sum up the files that are still what they were; of others `verify` tells."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('archive.import', 'SHA-512 of originals', true)")
    files = apps.get_model("resolutions", "SourceFile").objects
    for source in files.order_by("pk").iterator(100):
        try:
            with source.content.open() as file:
                data = file.read()
        except OSError:
            continue
        if hashlib.sha256(data).hexdigest() == source.sha256:
            files.filter(pk=source.pk).update(sha512=hashlib.sha512(data).hexdigest())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('archive.import', '', true)")


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0020_four_eyes")]

    operations = [
        migrations.AddField(
            model_name="sourcefile",
            name="sha512",
            field=models.CharField(blank=True, default="", editable=False, max_length=128),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="upload",
            name="edition",
            field=models.CharField(blank=True, default="", editable=False, max_length=12),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_name", models.CharField(max_length=20)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("found", models.PositiveIntegerField(null=True)),
                ("looked_at", models.CharField(blank=True, max_length=300)),
                ("findings", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-ended_at", "-pk"],
                "indexes": [
                    models.Index(fields=["check_name", "-ended_at"], name="verification_last")
                ],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
