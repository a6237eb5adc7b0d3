"""The print of a text keeps the keys of the texts that it looks back on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0022_one_time_keys_enciphered")]

    operations = [
        migrations.AddField(
            model_name="textprint",
            name="predecessors",
            field=models.BinaryField(null=True),
        ),
    ]
