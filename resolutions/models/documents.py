"""A document of the United Nations and the files it was read from."""

from functools import lru_cache

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from resolutions import symbols
from resolutions.models.subjects import Subject
from resolutions.querysets import ResolutionQuerySet
from resolutions.vocabulary import (
    OUTSIDE_SERIES,
    Committee,
    DocumentKind,
    Holding,
    Origin,
    Series,
    Stage,
)
from resolutions.wording import LAST_SESSION, ordinal


@lru_cache(maxsize=20_000)
def document_url(address: str) -> str:
    """The URL of a text; kept, since a page of a list asks for it by the dozen."""
    return reverse("document", args=[address])


class Resolution(models.Model):
    """
    A text of any stage, or the catalogue record of one.

    Named for what the archive exists for; decisions and reports that its texts
    cite are held here too, as catalogue records, told apart by `kind`. A text is
    public once `published_at` is set, and nowhere before.

    `symbol` is canonical, and empty where neither source nor editor gives one;
    such a text goes by its `slug`, which stays good after it gains a symbol.
    `session` to `revision` are parsed from the symbol, as integers, for sorting.
    """

    symbol = models.CharField(max_length=60, unique=True, null=True, blank=True)
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    kind = models.CharField(
        max_length=12, choices=DocumentKind.choices, default=DocumentKind.RESOLUTION
    )
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    holding = models.CharField(
        max_length=10, choices=Holding.choices, default=Holding.CATALOGUE, editable=False
    )

    session = models.PositiveSmallIntegerField(null=True, blank=True)
    session_kind = models.CharField(
        max_length=2, blank=True, help_text="S for special, ES for emergency special."
    )
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    letter = models.CharField(max_length=2, blank=True, editable=False)
    revision = models.PositiveSmallIntegerField(default=0, editable=False)

    series = models.CharField(max_length=24, choices=Series.choices, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.CharField(max_length=60, default="General Assembly")
    committee = models.CharField(max_length=10, choices=Committee.choices, blank=True)
    agenda_item = models.CharField(max_length=40, blank=True)
    agenda_title = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=2000)
    issued_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    dated = models.GeneratedField(
        expression=Coalesce("adopted_on", "issued_on"),
        output_field=models.DateField(),
        db_persist=True,
    )
    meeting = models.CharField(
        max_length=60, blank=True, help_text="As printed, or the symbol of its record."
    )
    meeting_record = models.CharField(
        max_length=60, blank=True, help_text="The symbol of the record of that meeting."
    )
    committee_report = models.CharField(max_length=60, blank=True)
    report_paragraph = models.CharField(
        max_length=40, blank=True, help_text="Where the committee’s report recommends the text."
    )
    draft_symbol = models.CharField(
        max_length=60, blank=True, help_text="The draft that it was, held or not."
    )
    library_record = models.CharField(
        max_length=20, blank=True, help_text="The number of its record in the UN Digital Library."
    )
    subjects = models.ManyToManyField(
        Subject, blank=True, editable=False, related_name="resolutions"
    )
    distribution = models.CharField(max_length=20, blank=True)
    original_languages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    formula = models.CharField(max_length=200, blank=True, help_text="The enacting formula.")

    revises = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="revisions"
    )
    became = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="drafts"
    )

    provenance = models.JSONField(
        default=dict,
        blank=True,
        help_text='How each field is known: {"symbol": {"origin": "editor", "source": "…"}}.',
    )
    warnings = models.JSONField(
        default=list, blank=True, help_text="What the reader was unsure of: code, message, anchor."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["session", "number", "letter", "revision", "pk"]
        permissions = [("publish_resolution", "Can publish and withdraw texts")]
        constraints = [
            models.CheckConstraint(
                condition=Q(symbol__isnull=False) | Q(slug__isnull=False),
                name="resolution_has_an_address",
                violation_error_message="Give the symbol, or a slug for a text without one.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DocumentKind.RESOLUTION) ^ Q(stage=""),
                name="resolution_stage_for_resolutions_only",
                violation_error_message="A resolution has a stage; a decision or report has none.",
            ),
            models.CheckConstraint(
                condition=~Q(symbol=""), name="resolution_symbol_is_null_not_blank"
            ),
            models.CheckConstraint(
                condition=~Q(pk=models.F("revises")) & ~Q(pk=models.F("became")),
                name="resolution_not_its_own_version",
            ),
        ]
        indexes = [
            models.Index(fields=["-dated", "-session", "-number"], name="resolution_newest"),
            models.Index(fields=["session", "number"], name="resolution_session"),
        ]

    def __str__(self):
        return self.symbol or self.label

    def save(self, **kwargs):
        self.sort_by_symbol()
        super().save(**kwargs)

    def get_absolute_url(self):
        return document_url(self.address)

    def clean(self):
        if self.symbol:
            self.symbol = symbols.canonical(self.symbol) or self.symbol

    def sort_by_symbol(self):
        """Take the integers that sorting needs from the symbol, if it has one."""
        if parsed := symbols.parse(self.symbol or ""):
            session = parsed.assembly_session
            if session and session != self.session:
                self.session = session
                computed = {"origin": Origin.COMPUTED.value}
                self.provenance = {**self.provenance, "session": computed}
            self.session_kind = parsed.session_kind
            self.number, self.letter = parsed.number, parsed.letter
            self.revision = parsed.revision or 0

    @property
    def address(self) -> str:
        """The part of the URL that names this text: its symbol, or else its slug."""
        return symbols.address(self.symbol) if self.symbol else self.slug

    @property
    def label(self) -> str:
        """What a text is called in a list: the symbol, or stage and session in words."""
        if self.symbol:
            return self.symbol
        session = f"{ordinal(self.session)} session " if self.session else ""
        return f"{session}{self.get_stage_display().lower()}"

    @property
    def is_in_series(self) -> bool:
        """Whether it belongs to a series that the archive follows."""
        return self.series not in OUTSIDE_SERIES

    @property
    def regular_session(self) -> int | None:
        """The regular session of the Assembly that it is of, which has a page of its own."""
        regular = self.session and not self.session_kind and self.session <= LAST_SESSION
        return self.session if regular else None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def has_text(self) -> bool:
        return self.holding == Holding.FULL_TEXT

    def origin_of(self, field: str) -> Origin | None:
        """How the archive knows the value of a masthead field, or None if it has none."""
        known = self.provenance.get(field)
        return Origin(known["origin"]) if known else None


def original_path(source: "SourceFile", filename: str) -> str:
    """Originals are stored by content, never under the name that they came with."""
    digest = source.sha256
    return f"sha256/{digest[:2]}/{digest[2:4]}/{digest}"


def originals():
    return storages["originals"]


class SourceFile(models.Model):
    """
    A file as supplied, byte for byte, and who supplied it.

    `sha512` is a second sum, should the first be broken one day; empty where the file was
    damaged already when that was made.
    """

    resolution = models.ForeignKey(
        Resolution, models.SET_NULL, null=True, blank=True, related_name="sources"
    )
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    sha512 = models.CharField(max_length=128, blank=True, editable=False)
    size = models.PositiveIntegerField(editable=False, help_text="In bytes.")
    media_type = models.CharField(max_length=100, editable=False)
    content = models.FileField(upload_to=original_path, storage=originals, max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self):
        return self.name
