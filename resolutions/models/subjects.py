"""What texts are about, in the words of librarians."""

from django.db import models


class Subject(models.Model):
    """
    A term of a controlled vocabulary; `source` names that.

    Sources differ in case, so that the `slug` tells one term from another. Terms of
    the thesaurus are in capitals, as it prints them; names are in small letters too.
    """

    slug = models.SlugField(max_length=320, unique=True)
    term = models.CharField(max_length=400)
    source = models.CharField(max_length=60)

    class Meta:
        ordering = ["term"]

    def __str__(self):
        return self.term
