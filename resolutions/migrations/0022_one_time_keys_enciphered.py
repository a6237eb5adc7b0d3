"""What one-time codes are made from is enciphered, so that a copy of the database tells none."""

import base64

from django.db import migrations, models

from resolutions.archive.enciphering import decipher, encipher


def encipher_all(apps, schema_editor):
    for held in apps.get_model("resolutions", "OneTimeKey").objects.all():
        held.key = encipher(base64.b32decode(held.key))
        held.save(update_fields=["key"])


def decipher_all(apps, schema_editor):
    """Those that no key opens are lost, with what they were for: they are set up anew."""
    for held in apps.get_model("resolutions", "OneTimeKey").objects.all():
        key, _ = decipher(held.key)
        if key is None:
            held.delete()
            continue
        held.key = base64.b32encode(key).decode()
        held.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0021_fixity")]

    operations = [
        migrations.AlterField(
            model_name="onetimekey",
            name="key",
            field=models.CharField(editable=False, max_length=100),
        ),
        migrations.RunPython(encipher_all, decipher_all),
    ]
