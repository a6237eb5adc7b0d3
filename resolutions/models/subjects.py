"""What texts are about, in the words of librarians."""

from django.db import models


class Subject(models.Model):
    """
    A term of a controlled vocabulary; `source` names that.

    `term` is in capitals, as the UNBIS Thesaurus prints its terms: sources differ in case.
    """

    slug = models.SlugField(max_length=120, unique=True)
    term = models.CharField(max_length=200, unique=True)
    source = models.CharField(max_length=60)

    class Meta:
        ordering = ["term"]

    def __str__(self):
        return self.term
