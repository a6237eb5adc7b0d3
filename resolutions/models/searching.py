"""What search keeps beside the texts: an index that can be made again, and words taken for one."""

from django.core.exceptions import ValidationError
from django.db import models

from resolutions.vocabulary import Language


class Synonyms(models.Model):
    """
    Words and phrases that search takes for one another, one a line.

    Spellings and names of the same thing: whoever searches for one finds all, and is told so.
    """

    name = models.CharField(max_length=100, unique=True, help_text="What they all mean.")
    terms = models.TextField(help_text="One word or phrase a line, at least two.")
    language = models.CharField(
        max_length=2, choices=Language.choices, blank=True, help_text="Empty for every language."
    )
    retired = models.BooleanField(
        default=False, help_text="Search does not take them for one another any more."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "synonyms"

    def __str__(self):
        return self.name

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.terms.splitlines() if line.strip()]

    def clean(self):
        if len(self.lines) < 2:
            raise ValidationError({"terms": "Give two words or phrases at least, one a line."})


class SearchSegment(models.Model):
    """
    The index of all paragraphs of one language, as `search.segment` lays it out.

    Derived: `index_search` makes it again from the paragraphs. What has changed since
    is in `SearchChange`.
    """

    language = models.CharField(max_length=2, choices=Language.choices, unique=True)
    built_at = models.DateTimeField()
    size = models.PositiveIntegerField()
    names = models.JSONField()
    words = models.TextField()
    lexemes = models.TextField()
    frequencies = models.BinaryField()
    keys = models.BinaryField()
    texts = models.BinaryField()
    orders = models.BinaryField()
    parts = models.BinaryField()
    kinds = models.BinaryField()
    openings = models.BinaryField()
    lengths = models.BinaryField()
    foldings = models.BinaryField()

    class Meta:
        ordering = ["language"]

    def __str__(self):
        return self.get_language_display()


class SearchPosting(models.Model):
    """Where one word of a segment stands; `number` is its place among the words."""

    segment = models.ForeignKey(
        SearchSegment, models.CASCADE, related_name="postings", db_index=False
    )
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["segment", "number"], name="search_posting_word")
        ]

    def __str__(self):
        return f"{self.segment_id} {self.number}"


class SearchChange(models.Model):
    """
    Written by the database itself whenever what is searched changes.

    `text` is the key of a document whose paragraphs changed; empty where only what is
    known of documents did. Rows go when the index is made again.
    """

    text = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.text}"
