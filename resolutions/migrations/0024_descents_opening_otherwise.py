"""Descents know whether the two paragraphs open with different words."""

from django.db import migrations, models

# As tracing notes it from now on: of paragraphs in English.
NOTE = """
    UPDATE resolutions_descent AS descent SET opens_otherwise = true
    FROM resolutions_paragraph AS later, resolutions_paragraph AS earlier
    WHERE descent.later_id = later.id AND descent.earlier_id = earlier.id
    AND descent.kind = 'changed' AND later.language = 'en'
    AND later.opening <> '' AND earlier.opening <> '' AND later.opening <> earlier.opening
"""


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0023_predecessors")]

    operations = [
        migrations.AddField(
            model_name="descent",
            name="opens_otherwise",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        # Few do, which the planner of queries would not know for long.
        migrations.RunSQL("ANALYZE resolutions_descent", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="descent",
            index=models.Index(
                condition=models.Q(("opens_otherwise", True)),
                fields=["later"],
                name="descent_opens_otherwise",
            ),
        ),
    ]
