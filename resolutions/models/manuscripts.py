"""Texts under work: the files they came as, and every version that somebody saved."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from resolutions.models.documents import Resolution, SourceFile
from resolutions.vocabulary import Language, ManuscriptState, UploadState

FORMATS = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "HTML",
    "docx": "Word",
    "pdf": "PDF",
    "akn": "Akoma Ntoso",
}


class Manuscript(models.Model):
    """
    A text under work: what editors see, before and after it is public.

    `symbol` and `resolution` are taken by one manuscript in a language, so that two
    people cannot work on one text unawares. `head` is the number of the latest version,
    `published_version` of the one that the public reads, if any. `wordings` are those of
    its paragraphs, as in `Paragraph`, by which another copy of the text is found.
    """

    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="manuscripts"
    )
    symbol = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    title = models.CharField(max_length=2000)
    state = models.CharField(
        max_length=10, choices=ManuscriptState.choices, default=ManuscriptState.OPEN
    )
    head = models.PositiveIntegerField(default=0)
    published_version = models.PositiveIntegerField(null=True, blank=True)
    wordings = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    begun_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        indexes = [GinIndex(fields=["wordings"], name="manuscript_wordings")]
        constraints = [
            models.UniqueConstraint(
                fields=["symbol", "language"],
                condition=~Q(state=ManuscriptState.SET_ASIDE) & ~Q(symbol=""),
                name="manuscript_once_a_symbol",
            ),
            models.UniqueConstraint(
                fields=["resolution", "language"],
                condition=~Q(state=ManuscriptState.SET_ASIDE),
                name="manuscript_once_a_text",
            ),
            # Which state follows which, triggers say.
            models.CheckConstraint(
                condition=~Q(state=ManuscriptState.PUBLISHED) | Q(resolution__isnull=False),
                name="manuscript_published_as_text",
            ),
            models.CheckConstraint(
                condition=~Q(state=ManuscriptState.SET_ASIDE) | Q(resolution__isnull=True),
                name="manuscript_of_text_stays",
            ),
            models.CheckConstraint(
                condition=Q(published_version__isnull=True) | Q(published_version__lte=F("head")),
                name="manuscript_published_as_saved",
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("editing:manuscript", args=[self.pk])

    @property
    def label(self) -> str:
        """What editors call it: its symbol, or the number of the manuscript."""
        return self.symbol or f"Manuscript {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == ManuscriptState.OPEN


class Version(models.Model):
    """
    One save of a manuscript, whole. The database refuses to change or delete it.

    `value` is an `editing.Edited` as JSON. `restores` is the number of the version whose
    value this one has again.
    """

    manuscript = models.ForeignKey(
        Manuscript, models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    value = models.JSONField()
    reason = models.CharField(max_length=300)
    author = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    source = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="versions"
    )
    restores = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["manuscript", "number"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "number"], name="version_number")
        ]

    def __str__(self):
        return f"Version {self.number}"

    @property
    def origin(self) -> int:
        """The number of the version whose value this is."""
        return self.restores or self.number


class Upload(models.Model):
    """
    A file that somebody sent, and how far it has come.

    `name` is as this uploader called it; the bytes are in `source`, which two uploads
    may share. `read` is what the limited process made of them: a document and the lines
    of the source; `edition` names the readers of that. `problem` is the sentence that refuses.
    """

    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=12, blank=True, help_text="As told by content.")
    state = models.CharField(
        max_length=10, choices=UploadState.choices, default=UploadState.RECEIVED
    )
    problem = models.CharField(max_length=500, blank=True)
    read = models.JSONField(null=True, blank=True, editable=False)
    edition = models.CharField(max_length=12, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", editable=False
    )
    received_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    manuscript = models.ForeignKey(
        Manuscript, models.PROTECT, null=True, blank=True, related_name="uploads"
    )

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=UploadState.PUBLISHED) | Q(manuscript__isnull=False),
                name="upload_published_as_manuscript",
            ),
            models.CheckConstraint(
                condition=~Q(state=UploadState.REFUSED) | ~Q(problem=""),
                name="upload_refused_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=Q(state__in=[UploadState.RECEIVED, UploadState.READING]),
                name="upload_waiting",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("editing:upload", args=[self.pk])

    @property
    def kind(self) -> str:
        """The kind of file, in words."""
        return FORMATS.get(self.format, self.format)

    @property
    def is_waiting(self) -> bool:
        return self.state in (UploadState.RECEIVED, UploadState.READING)
