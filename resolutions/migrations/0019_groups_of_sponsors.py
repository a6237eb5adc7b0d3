"""On whose behalf an actor sponsors becomes a link to that actor."""

import django.db.models.deletion
from django.db import migrations, models

# What is stored in words is the name of today, wherever the group is known.
LINKED = """
SELECT set_config('archive.actor', 'migration', true),
       set_config('archive.reason', 'Groups on whose behalf States sponsor are linked', true);
UPDATE resolutions_sponsorship AS named SET group_id = actor.id
  FROM resolutions_sponsor AS actor WHERE actor.name = named.on_behalf_of;
SELECT set_config('archive.actor', '', true), set_config('archive.reason', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0018_nothing_erased")]

    operations = [
        migrations.AddField(
            model_name="sponsorship",
            name="group",
            field=models.ForeignKey(
                blank=True,
                help_text="The group or other actor on whose behalf it sponsors, where it is known.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sponsorships_on_behalf",
                to="resolutions.sponsor",
            ),
        ),
        migrations.RunSQL(LINKED, migrations.RunSQL.noop),
    ]
