"""Who stands behind a text: States, observers, groups and chairs."""

import re
from functools import lru_cache

from django.db import models
from django.urls import reverse

from resolutions.models.documents import Resolution
from resolutions.querysets import SponsorshipQuerySet
from resolutions.vocabulary import ActorKind, RegionalGroup, SponsorRole


class Sponsor(models.Model):
    """
    An actor: it sponsors texts, votes on them, or both.

    One row for an actor through time: `name` is what it is called today, and
    `names` what it was called when.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=250)
    short = models.CharField(max_length=250, help_text="For tight places, such as DPR Korea.")
    sort_name = models.CharField(max_length=250)
    kind = models.CharField(max_length=10, choices=ActorKind.choices)
    iso2 = models.CharField(max_length=2, blank=True)
    iso3 = models.CharField(max_length=3, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    regional_group = models.CharField(max_length=20, choices=RegionalGroup.choices, blank=True)
    group_note = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    admitted = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="The last day of membership.")
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors"
    )

    class Meta:
        ordering = ["sort_name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of(self.slug)


@lru_cache(maxsize=1000)
def address_of(slug: str) -> str:
    """Where the page of an actor is: a page of votes asks for hundreds."""
    return reverse("sponsor", args=[slug])


class SponsorName(models.Model):
    """What an actor was called, from when until when; open where the date is unknown."""

    sponsor = models.ForeignKey(Sponsor, models.CASCADE, related_name="names")
    name = models.CharField(max_length=250)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sponsor", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["sponsor", "name", "since"],
                nulls_distinct=False,
                name="sponsor_name_interval",
            )
        ]

    def __str__(self):
        return self.name


BY_ROLE = models.Case(
    *(models.When(role=role, then=place) for place, role in enumerate(SponsorRole.values))
)


# "Guyana (on behalf of the Group of 77 and China)"; "of behalf of" is a misprint seen in sources.
ON_BEHALF = re.compile(r"\(?\bo[nf] behalf\b", re.IGNORECASE)


class Sponsorship(models.Model):
    """
    An actor's name at the head of a text, or that it left the list of sponsors.

    `printed` is always kept as it stands in the source; `sponsor` is empty where
    no actor goes by that name. In "Cuba, on behalf of the Group of 77 and China" the
    sponsor is Cuba, and `group` the Group of 77 and China. `source` says where the
    sponsorship is recorded.
    """

    resolution = models.ForeignKey(
        Resolution, models.CASCADE, related_name="sponsorships", db_index=False
    )
    sponsor = models.ForeignKey(
        Sponsor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sponsorships",
        db_index=False,
    )
    on_behalf_of = models.CharField(max_length=500, blank=True)
    group = models.ForeignKey(
        Sponsor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sponsorships_on_behalf",
        help_text="The group or other actor on whose behalf it sponsors, where it is known.",
    )
    role = models.CharField(
        max_length=10, choices=SponsorRole.choices, default=SponsorRole.ORIGINAL
    )
    printed = models.CharField(max_length=500)
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)

    objects = SponsorshipQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", BY_ROLE, "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "role", "printed"], name="sponsorship_once"
            )
        ]
        indexes = [models.Index(fields=["sponsor", "resolution"], name="sponsorship_by_actor")]

    def __str__(self):
        return self.printed

    @property
    def parts(self) -> tuple[str, str]:
        """The words that name the sponsor, and those that say on whose behalf, or ""."""
        if found := ON_BEHALF.search(self.printed):
            return self.printed[: found.start()].rstrip(", "), self.printed[found.start() :]
        return self.printed, f"(on behalf of {self.on_behalf_of})" if self.on_behalf_of else ""
