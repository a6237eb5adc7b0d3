"""Votes: what was put to the vote, the tallies as stated, and each State's ballot."""

from django.db import models
from django.urls import reverse

from resolutions.models.actors import Sponsor
from resolutions.models.documents import Resolution
from resolutions.querysets import VoteSessionQuerySet
from resolutions.vocabulary import BallotChoice, Committee, VoteKind


class VoteSession(models.Model):
    """
    One vote, or adoption without one, on a text or on a paragraph of it.

    `body` is the committee that voted, or plenary. Tallies are as the source
    states them, and empty where it states none; the ballots may be incomplete.
    """

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="votes")
    anchor = models.CharField(
        max_length=60, blank=True, help_text="The paragraph voted on; empty for the whole text."
    )
    body = models.CharField(max_length=10, choices=Committee.choices, default=Committee.PLENARY)
    kind = models.CharField(max_length=12, choices=VoteKind.choices)
    date = models.DateField(null=True, blank=True)
    meeting = models.CharField(max_length=60, blank=True)
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstaining = models.PositiveSmallIntegerField(null=True, blank=True)
    not_voting = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Computed: members on the day less the votes cast."
    )
    unresolved = models.JSONField(
        default=list,
        blank=True,
        help_text="Names in the roll call that no actor goes by: printed, choice.",
    )
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200)

    objects = VoteSessionQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", "body", "anchor"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "body", "anchor", "source"], name="vote_once_a_source"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.get_body_display()}"

    def get_absolute_url(self):
        """Caveat: reads the resolution; select it beforehand in lists."""
        return f"{reverse('votes', args=[self.resolution.address])}#{self.fragment}"

    @property
    def fragment(self) -> str:
        """Where it stands on the page of the votes on its text."""
        return f"vote-{self.pk}"

    @property
    def is_recorded(self) -> bool:
        return self.kind == VoteKind.RECORDED

    @property
    def tally(self) -> str:
        """ "181–0–1", or "" where the source states no figures."""
        counts = (self.in_favour, self.against, self.abstaining)
        return "" if None in counts else "–".join(map(str, counts))


class Ballot(models.Model):
    """How one actor voted. `printed` is its name in the source."""

    vote = models.ForeignKey(VoteSession, models.CASCADE, related_name="ballots", db_index=False)
    sponsor = models.ForeignKey(Sponsor, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=1, choices=BallotChoice.choices)
    printed = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["vote", "sponsor__sort_name"]
        constraints = [models.UniqueConstraint(fields=["vote", "sponsor"], name="ballot_once")]

    def __str__(self):
        return f"{self.sponsor_id} {self.choice}"
