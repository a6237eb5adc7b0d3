"""The text of a document: paragraphs, footnotes, and the documents they cite."""

import re

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from resolutions.comparing.passages import Passage
from resolutions.models.documents import Resolution
from resolutions.querysets import CitationQuerySet, CitedDocumentQuerySet, ParagraphQuerySet
from resolutions.search.wordings import wording
from resolutions.vocabulary import Language, ParagraphKind, Part

# An annex, and a section whose numbers begin anew, hold paragraphs and are no level of them.
_WITHIN = re.compile(r"(?:annex(?P<annex>\d*)-)?(?:s(?P<section>\d+)-)?(?P<points>.*)")


class WordingField(models.UUIDField):
    """
    One value for all paragraphs of the same words (see `search.wordings`).

    Computed on every save and bulk_create; `update` of a text leaves it as it was.
    """

    def pre_save(self, paragraph, add):
        value = wording(paragraph.text, paragraph.opening)
        setattr(paragraph, self.attname, value)
        return value


# Where a constraint's index begins with a foreign key, this one has none of its own.
class Paragraph(models.Model):
    """
    A paragraph, subparagraph or heading of one language version.

    `anchor` is public and settled (`pp3`, `op2-a`); it follows the UN's own
    numbers and is the same in every language. `number` is as printed. `text` is
    without number and footnote marks, and begins with the `opening` words; `wording`
    is equal for paragraphs that differ at most in these.
    """

    resolution = models.ForeignKey(
        Resolution, models.CASCADE, related_name="paragraphs", db_index=False
    )
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    order = models.PositiveIntegerField(help_text="From 1, in reading order.")
    kind = models.CharField(max_length=12, choices=ParagraphKind.choices)
    part = models.CharField(max_length=10, choices=Part.choices)
    anchor = models.CharField(max_length=60)
    number = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    opening = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    wording = WordingField(null=True, editable=False)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", "language", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "language", "anchor"], name="paragraph_anchor"
            ),
            models.UniqueConstraint(
                fields=["resolution", "language", "order"], name="paragraph_order"
            ),
        ]
        indexes = [models.Index(fields=["wording"], name="paragraph_wording")]

    def __str__(self):
        return f"{self.resolution_id} {self.label}"

    def get_absolute_url(self):
        """Caveat: reads the resolution; select it beforehand in lists."""
        return f"{self.resolution.get_absolute_url()}#{self.anchor}"

    def get_history_url(self):
        """Caveat: reads the resolution; select it beforehand in lists."""
        return reverse("paragraph", args=[self.resolution.address, self.anchor])

    @property
    def label(self) -> str:
        """
        What delegates call it: PP3, OP2 (a) (i), Annex 1 OP4.

        S2 OP1 is the first of a second run of numbers, whatever its section is called.
        """
        within = _WITHIN.fullmatch(self.anchor)
        head, *points = within["points"].split("-")
        names = [head.upper(), *(f"({point})" for point in points)]
        if within["section"]:
            names.insert(0, f"S{within['section']}")
        if within["annex"] is not None:
            names.insert(0, f"Annex {within['annex']}")
        return " ".join(names)

    @property
    def depth(self) -> int:
        """How deep it is nested: 0 for a paragraph, 1 for (a), 2 for (i)."""
        return _WITHIN.fullmatch(self.anchor)["points"].count("-")

    @property
    def passage(self) -> Passage:
        """What is compared of it with other texts."""
        return Passage(
            anchor=self.anchor,
            label="Heading" if self.kind == ParagraphKind.HEADING else self.label,
            kind=self.kind,
            part=self.part,
            text=self.text,
            opening=self.opening,
            depth=self.depth,
        )


class Note(models.Model):
    """A footnote; its mark is as printed."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="notes", db_index=False)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    order = models.PositiveIntegerField()
    mark = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        ordering = ["resolution", "language", "order"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "language", "order"], name="note_order")
        ]

    def __str__(self):
        return f"Note {self.mark}"


class NoteReference(models.Model):
    """A place in a paragraph that refers to a footnote; `position` is an offset into its text."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="references", db_index=False)
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="note_references")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["paragraph", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "paragraph", "position"], name="note_reference_place"
            )
        ]

    def __str__(self):
        return f"{self.note_id} at {self.position}"


class Citation(models.Model):
    """
    A place where a paragraph or a footnote names another document.

    The archive may lack that document; then `cited` is empty and the symbol
    alone says what was meant. `resolution` and `language` are those of the paragraph
    or note, and `start` and `end` offsets into its text. `name` is set where the
    text names the document in words ("2015 report of the Group of Governmental
    Experts") and not by symbol.
    """

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="citations")
    language = models.CharField(max_length=2, choices=Language.choices)
    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, blank=True, related_name="citations", db_index=False
    )
    note = models.ForeignKey(
        Note, models.CASCADE, null=True, blank=True, related_name="citations", db_index=False
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True, help_text="As stated beside the symbol.")
    verb = models.CharField(max_length=60, blank=True)
    pinpoint = models.CharField(max_length=120, blank=True)
    cited = models.ForeignKey(
        Resolution,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cited_in",
        db_index=False,
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["paragraph", "note", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) ^ Q(note__isnull=False),
                name="citation_from_paragraph_or_note",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="citation_span"),
            models.UniqueConstraint(
                fields=["paragraph", "start", "symbol"], name="citation_in_paragraph"
            ),
            models.UniqueConstraint(fields=["note", "start", "symbol"], name="citation_in_note"),
        ]
        indexes = [
            models.Index(fields=["symbol"], name="citation_symbol"),
            models.Index(fields=["cited"], name="citation_cited", condition=Q(cited__isnull=False)),
        ]

    def __str__(self):
        return self.symbol


class CitedDocument(models.Model):
    """
    A document that a text cites, once, in however many places and languages it does.

    Derived: the database itself writes it whenever citations change. A text is told in
    one `language`, English if it cites anything in that; `citations` is in how many places
    it cites the document there, `verbs` what words lead to it.
    """

    resolution = models.ForeignKey(
        Resolution, models.CASCADE, related_name="cited_documents", db_index=False
    )
    symbol = models.CharField(max_length=60)
    cited = models.ForeignKey(
        Resolution, models.SET_NULL, null=True, related_name="citing", db_index=False
    )
    language = models.CharField(max_length=2, choices=Language.choices)
    citations = models.PositiveIntegerField()
    verbs = ArrayField(models.CharField(max_length=60))

    objects = CitedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", "symbol"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "symbol"], name="cited_document_once")
        ]
        indexes = [
            models.Index(fields=["symbol"], name="cited_document_symbol"),
            models.Index(fields=["cited", "resolution"], name="cited_document_cited"),
        ]

    def __str__(self):
        return self.symbol
