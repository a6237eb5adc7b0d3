"""From which paragraphs a paragraph descends: computed, and what editors say of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from resolutions.models.documents import Resolution
from resolutions.models.text import Paragraph
from resolutions.vocabulary import DescentKind, Language, Verdict


class Descent(models.Model):
    """
    A paragraph of a published text goes on from one of an earlier text.

    Derived: `archive.tracing` makes it again whenever either text changes. Only the nearest
    earlier carriers are linked. `score` is the share of words that are equal, in percent;
    the numbers of words say what was `kept` of the earlier one, `added` and `removed`.
    `opens_otherwise` is for the ladder of verbs: both are in English and open with different
    words. The earlier one may be gone until its text is traced again: by its key tracing
    finds the later.
    """

    earlier = models.ForeignKey(
        Paragraph, models.DO_NOTHING, db_constraint=False, related_name="continued_by"
    )
    later = models.ForeignKey(Paragraph, models.CASCADE, related_name="descents", db_index=False)
    kind = models.CharField(max_length=8, choices=DescentKind.choices)
    score = models.PositiveSmallIntegerField()
    kept = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    is_confirmed = models.BooleanField(default=False)
    opens_otherwise = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["later", "earlier"]
        indexes = [
            models.Index(
                fields=["later"], condition=Q(opens_otherwise=True), name="descent_opens_otherwise"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="descent_once"),
            models.CheckConstraint(condition=~Q(later=F("earlier")), name="descent_of_another"),
        ]

    def __str__(self):
        return f"{self.later_id} from {self.earlier_id}"


class DescentRuling(models.Model):
    """
    What an editor says of a descent: that it is one, or that it is none.

    It holds for all languages, and for texts that are stored again, since it goes by
    documents and anchors.
    """

    later_text = models.ForeignKey(Resolution, models.CASCADE, related_name="rulings")
    later_anchor = models.CharField(max_length=60)
    earlier_text = models.ForeignKey(Resolution, models.CASCADE, related_name="rulings_on_later")
    earlier_anchor = models.CharField(max_length=60)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    reason = models.CharField(max_length=500, blank=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False
    )
    ruled_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-ruled_at"]
        verbose_name = "ruling on a descent"
        verbose_name_plural = "rulings on descents"
        constraints = [
            models.UniqueConstraint(
                fields=["later_text", "later_anchor", "earlier_text", "earlier_anchor"],
                name="descent_ruling_once",
            ),
            models.CheckConstraint(
                condition=~Q(later_text=F("earlier_text")),
                name="descent_ruling_between_texts",
                violation_error_message="A paragraph descends from one of another text.",
            ),
        ]

    def __str__(self):
        return f"{self.later_text_id} {self.later_anchor}: {self.get_verdict_display().lower()}"


class Family(models.Model):
    """
    The paragraphs of one language that are one paragraph through time.

    Derived, as `Descent` is; `texts` and `since` are how many texts have it and the year
    of the first of them.
    """

    language = models.CharField(max_length=2, choices=Language.choices)
    texts = models.PositiveIntegerField()
    since = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "families"

    def __str__(self):
        return f"{self.texts} texts since {self.since}"


class FamilyMember(models.Model):
    """
    A paragraph of a family; one whose words no other text has belongs to none.

    The paragraph may be gone until its text is traced again: by its key tracing finds the
    family that it was of. `first` is the earliest paragraph that it goes on from, or itself:
    not any of the family, for what became one with it later had a past of its own.
    """

    paragraph = models.OneToOneField(
        Paragraph,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="membership",
        primary_key=True,
    )
    family = models.ForeignKey(Family, models.CASCADE, related_name="members")
    first = models.ForeignKey(
        Paragraph, models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["family", "paragraph"]

    def __str__(self):
        return f"{self.paragraph_id} of {self.family_id}"


class TextPrint(models.Model):
    """
    The words of a published text in one language as numbers (see `lineage.prints`).

    `text` is the key of the document, which may be gone; `state` is equal as long as its
    paragraphs are. `line`, `order` and `names` are what tracing knew of its head, so that the
    next run can tell what has changed. Not `is_traced` until its descents are stored;
    `predecessors` are then the keys of the texts that it looks back on, `counterparts` what its
    paragraphs are in the text before (see `lineage.corpus`), and `own` is how many of its
    shingles are its own wording.
    """

    text = models.BigIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    state = models.CharField(max_length=100)
    line = models.BigIntegerField()
    order = models.JSONField()
    names = models.TextField()
    is_traced = models.BooleanField(default=False)
    keys = models.BinaryField()
    lengths = models.BinaryField()
    words = models.BinaryField()
    predecessors = models.BinaryField(null=True)
    counterparts = models.BinaryField(null=True)
    own = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["language", "text"], name="text_print_once")]

    def __str__(self):
        return f"{self.text} {self.language}"
