"""What became of the archive itself: who changed what, and what readers are told of it."""

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from resolutions.models.documents import Resolution
from resolutions.vocabulary import Language, NoticeKind

# Tables that have no model with a name of its own.
LINKS = {
    "auth_group_permissions": ("right of a role", "rights of roles"),
    "auth_user_groups": ("role of a person", "roles of people"),
    "auth_user_user_permissions": ("right of a person", "rights of people"),
    "resolutions_resolution_subjects": ("subject of a text", "subjects of texts"),
    "resolutions_sponsor_successors": ("successor of a sponsor", "successors of sponsors"),
}
# What a statement does to rows, as SQL and as readers call it.
ACTIONS = {"insert": "added", "update": "changed", "delete": "deleted"}


class ChangeRecord(models.Model):
    """
    What one statement did to the rows of one table and, where they belong to one, one text.

    Written by the database itself, whoever asked and however; never changed or deleted.
    `before` and `after` hold the rows, of changed ones only what differs. Where an
    import says so, its statements are recorded by the number of their rows alone.
    """

    at = models.DateTimeField()
    transaction = models.BigIntegerField()
    actor = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    table = models.CharField(max_length=63)
    action = models.CharField(max_length=6)
    text = models.BigIntegerField(null=True)
    rows = models.PositiveIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["text", "-id"], name="change_of_text")]

    def __str__(self):
        return f"{self.action} {self.rows} of {self.table}"

    @property
    def done(self) -> str:
        """Return what was done: "added"."""
        return ACTIONS[self.action]

    @property
    def counted(self) -> str:
        """Return what was changed in words: "31 paragraphs"."""
        return f"{self.rows:,} {called(self.table)[self.rows != 1]}"


def called(table: str) -> tuple[str, str]:
    """Return what one row of a table and several are called; of an unknown one its name."""
    if table in LINKS:
        return LINKS[table]
    for model in apps.get_models():
        if model._meta.db_table == table:
            return f"{model._meta.verbose_name}", f"{model._meta.verbose_name_plural}"
    return table, table


class Seal(models.Model):
    """
    A sum over rows of a record, up to the number `last`, and over the seal before.

    Made by `archive.sealing`. The database refuses to change or delete it.
    """

    table = models.CharField(max_length=63)
    number = models.PositiveIntegerField()
    last = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["table", "number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="seal_number")]

    def __str__(self):
        return f"Seal {self.number} of {self.table}"


class Verification(models.Model):
    """
    What one check of `verify` found. The database refuses to change or delete it.

    `findings` are its first sentences. Where `found` is empty nothing could be looked at.
    """

    check_name = models.CharField(max_length=20)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    found = models.PositiveIntegerField(null=True)
    looked_at = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["-ended_at", "-pk"]
        indexes = [models.Index(fields=["check_name", "-ended_at"], name="verification_last")]

    def __str__(self):
        return f"{self.check_name}, {self.ended_at:%d %B %Y}"


class Notice(models.Model):
    """What readers are told of a text: that it was corrected, withdrawn or restored, and why."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    words = models.CharField(max_length=1000)
    author = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"


class Withdrawal(models.Model):
    """
    A row that was taken from the public pages, whole with what hung on it, and why.

    It stands in its table no more, so that no page, count, index or file has it. `rows` are as
    Django serialises them, from which it is put back, under the key that it had.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="withdrawals")
    model = models.CharField(max_length=20)
    row = models.BigIntegerField()
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    label = models.CharField(max_length=650)
    words = models.CharField(max_length=300)
    author = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    restored_by = models.CharField(max_length=150, blank=True)
    restored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "row"], condition=Q(restored_at=None), name="withdrawal_once"
            )
        ]

    def __str__(self):
        return self.label


class AnchorChange(models.Model):
    """An address of a paragraph that was public, and the anchor that it goes by now."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="anchor_changes")
    language = models.CharField(max_length=2, choices=Language.choices)
    old = models.CharField(max_length=60)
    new = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["resolution", "old"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "language", "old"], name="anchor_once")
        ]

    def __str__(self):
        return f"{self.old} is {self.new}"


class FormerSymbol(models.Model):
    """
    A symbol under which a text was public before it was given another; its address leads on.

    Written by the database itself, whoever changes the symbol.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="former_symbols")
    symbol = models.CharField(max_length=60, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["resolution", "symbol"]

    def __str__(self):
        return f"{self.symbol} was {self.resolution}"
