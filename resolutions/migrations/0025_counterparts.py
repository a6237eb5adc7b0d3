"""
The print of a text keeps what its paragraphs are in the text before it in its line, and each
paragraph of a family the earliest that it goes on from.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0024_descents_opening_otherwise")]

    operations = [
        migrations.AddField(
            model_name="textprint",
            name="counterparts",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="familymember",
            name="first",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="resolutions.paragraph",
            ),
            preserve_default=False,
        ),
        # Until it is traced again, under other rules, the earliest of its family.
        migrations.RunSQL(
            """
            UPDATE resolutions_familymember member SET first_id = earliest.id FROM (
                SELECT DISTINCT ON (family_id) family_id, p.id FROM resolutions_familymember
                JOIN resolutions_paragraph p ON p.id = paragraph_id
                JOIN resolutions_resolution r ON r.id = p.resolution_id
                ORDER BY family_id, coalesce(r.year, 0), r.dated NULLS FIRST, r.id, p.order
            ) AS earliest WHERE earliest.family_id = member.family_id
            """,
            migrations.RunSQL.noop,
        ),
    ]
