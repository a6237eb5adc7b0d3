import django.db.models.deletion
from django.db import migrations, models

import resolutions.models.text
from resolutions.search.wordings import wording


def fill_wordings(apps, schema_editor):
    paragraphs = apps.get_model("resolutions", "Paragraph").objects
    for paragraph in paragraphs.only("text", "opening").iterator():
        value = wording(paragraph.text, paragraph.opening)
        paragraphs.filter(pk=paragraph.pk).update(wording=value)


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("stored", "Stored"),
                            ("passed-over", "Passed over"),
                            ("refused", "Refused"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["source", "name"],
            },
        ),
        migrations.CreateModel(
            name="LanguageVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "Arabic"),
                            ("zh", "Chinese"),
                            ("en", "English"),
                            ("fr", "French"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                        ],
                        max_length=2,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=2000)),
                ("agenda_title", models.CharField(blank=True, max_length=500)),
                ("formula", models.CharField(blank=True, max_length=200)),
                ("paragraph_count", models.PositiveIntegerField(help_text="Headings left out.")),
                (
                    "warnings",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What the reader was unsure of: code, message, anchor.",
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("stored_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["resolution", "language"],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("term", models.CharField(max_length=200, unique=True)),
                ("source", models.CharField(max_length=60)),
            ],
            options={
                "ordering": ["term"],
            },
        ),
        migrations.AddField(
            model_name="resolution",
            name="draft_symbol",
            field=models.CharField(
                blank=True, help_text="The draft that it was, held or not.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="library_record",
            field=models.CharField(
                blank=True,
                help_text="The number of its record in the UN Digital Library.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="meeting_record",
            field=models.CharField(
                blank=True, help_text="The symbol of the record of that meeting.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="report_paragraph",
            field=models.CharField(
                blank=True,
                help_text="Where the committee’s report recommends the text.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="votesession",
            name="unresolved",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Names in the roll call that no actor goes by: printed, choice.",
            ),
        ),
        migrations.AlterField(
            model_name="ballot",
            name="vote",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ballots",
                to="resolutions.votesession",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="note",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="resolutions.note",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="paragraph",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="resolutions.paragraph",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="symbol",
            field=models.CharField(max_length=60),
        ),
        migrations.AlterField(
            model_name="note",
            name="resolution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="resolutions.resolution",
            ),
        ),
        migrations.AlterField(
            model_name="notereference",
            name="note",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="references",
                to="resolutions.note",
            ),
        ),
        migrations.AlterField(
            model_name="paragraph",
            name="resolution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="paragraphs",
                to="resolutions.resolution",
            ),
        ),
        migrations.RemoveIndex(model_name="paragraph", name="paragraph_wording"),
        migrations.RemoveField(model_name="paragraph", name="wording"),
        migrations.AddField(
            model_name="paragraph",
            name="wording",
            field=resolutions.models.text.WordingField(editable=False, null=True),
        ),
        migrations.RunPython(fill_wordings, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="paragraph",
            index=models.Index(fields=["wording"], name="paragraph_wording"),
        ),
        migrations.AlterField(
            model_name="sponsorship",
            name="resolution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sponsorships",
                to="resolutions.resolution",
            ),
        ),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(fields=["symbol"], name="citation_symbol"),
        ),
        migrations.AddConstraint(
            model_name="importeditem",
            constraint=models.UniqueConstraint(
                fields=("source", "name"), name="imported_item_once"
            ),
        ),
        migrations.AddField(
            model_name="languageversion",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="versions",
                to="resolutions.importeditem",
            ),
        ),
        migrations.AddField(
            model_name="languageversion",
            name="resolution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="resolutions.resolution",
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="subjects",
            field=models.ManyToManyField(
                blank=True, editable=False, related_name="resolutions", to="resolutions.subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="languageversion",
            constraint=models.UniqueConstraint(
                fields=("resolution", "language"), name="version_language"
            ),
        ),
    ]
