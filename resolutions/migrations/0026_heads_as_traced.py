"""The print of a text keeps what tracing knew of its head, and how much of its wording is its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0025_counterparts")]

    operations = [
        # Prints are derived: the next start or `trace_lineage` makes them and traces all again.
        migrations.RunSQL("DELETE FROM resolutions_textprint", migrations.RunSQL.noop),
        migrations.AddField("textprint", "line", models.BigIntegerField()),
        migrations.AddField("textprint", "order", models.JSONField()),
        migrations.AddField("textprint", "names", models.TextField()),
        migrations.AddField("textprint", "own", models.PositiveIntegerField(null=True)),
    ]
