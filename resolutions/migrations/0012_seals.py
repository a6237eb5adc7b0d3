"""Seals on what was recorded, which nobody changes either."""

from django.db import migrations, models

KEPT = """
CREATE TRIGGER history_kept BEFORE UPDATE OR DELETE ON resolutions_seal
    FOR EACH ROW EXECUTE FUNCTION history_refuse();
CREATE TRIGGER history_whole BEFORE TRUNCATE ON resolutions_seal
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0011_facts_of_lists")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=63)),
                ("number", models.PositiveIntegerField()),
                ("last", models.BigIntegerField()),
                ("rows", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["table", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "number"), name="seal_number")
                ],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
