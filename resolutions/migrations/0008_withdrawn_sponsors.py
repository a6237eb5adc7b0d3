from django.db import migrations, models

ROLES = [
    ("original", "Original sponsor"),
    ("additional", "Additional sponsor"),
    ("withdrawn", "Withdrawn sponsor"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0007_citing_texts"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="sponsorship",
            options={
                "ordering": [
                    "resolution",
                    models.Case(
                        models.When(role="original", then=0),
                        models.When(role="additional", then=1),
                        models.When(role="withdrawn", then=2),
                    ),
                    "order",
                ]
            },
        ),
        migrations.AlterField(
            model_name="sponsorship",
            name="role",
            field=models.CharField(choices=ROLES, default="original", max_length=10),
        ),
    ]
