"""What came from elsewhere: language versions, and the items that they were read from."""

from django.db import models

from resolutions.models.documents import Resolution
from resolutions.vocabulary import ImportOutcome, Language


class ImportedItem(models.Model):
    """
    A file, or one line of a file, that an import has read.

    Known by its name within what was imported and by its hash, so that what has not
    changed is not read again. `reason` says why an item was refused or not used.
    """

    source = models.CharField(max_length=200)
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    outcome = models.CharField(max_length=12, choices=ImportOutcome.choices)
    reason = models.CharField(max_length=500, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["source", "name"]
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="imported_item_once")
        ]

    def __str__(self):
        return self.name


class LanguageVersion(models.Model):
    """
    The text of a document in one language: what it calls itself there, and its source.

    `item` is empty for a file that was uploaded; `SourceFile` has that one.
    """

    resolution = models.ForeignKey(
        Resolution, models.CASCADE, related_name="versions", db_index=False
    )
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=2000, blank=True)
    agenda_title = models.CharField(max_length=500, blank=True)
    formula = models.CharField(max_length=200, blank=True)
    paragraph_count = models.PositiveIntegerField(help_text="Headings left out.")
    warnings = models.JSONField(
        default=list, blank=True, help_text="What the reader was unsure of: code, message, anchor."
    )
    source = models.CharField(max_length=200)
    item = models.ForeignKey(
        ImportedItem, models.SET_NULL, null=True, blank=True, related_name="versions"
    )
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["resolution", "language"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "language"], name="version_language")
        ]

    def __str__(self):
        return f"{self.resolution_id} {self.get_language_display()}"
