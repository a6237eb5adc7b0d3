"""What the archive knows of those who work on it, beyond their accounts."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class HouseRule(models.Model):
    """
    What the settings ask of those who work here, as far as the database holds them to it.

    Set at every start, and when tables are migrated: the database alone is asked then.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    four_eyes = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="house_rules_in_one_row")
        ]

    def __str__(self):
        return "Four eyes" if self.four_eyes else "No rules"


class OneTimeKey(models.Model):
    """
    What somebody's one-time codes are made from, here and in their authenticator.

    `key` is enciphered by `archive.one_time_codes`. It counts from `confirmed_at` on.
    `last_step` is the time of the last code that was taken, so that none is taken twice;
    `recovery` holds the SHA-256 of codes on paper.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="one_time_key"
    )
    key = models.CharField(max_length=100, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    last_step = models.BigIntegerField(default=0, editable=False)
    recovery = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "one-time key"

    def __str__(self):
        return f"Codes of {self.user}"
