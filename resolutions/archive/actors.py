"""The authority of actors becomes rows."""

from collections.abc import Iterable

from django.db import transaction

from resolutions.models import Sponsor, SponsorName
from resolutions.states import Actor

FIELDS = (
    "name",
    "short",
    "sort_name",
    "kind",
    "iso2",
    "iso3",
    "m49",
    "regional_group",
    "group_note",
    "note",
    "admitted",
    "until",
)


@transaction.atomic
def store_actors(actors: Iterable[Actor]) -> int:
    """
    Store actors by slug, and return how many there are.

    An actor that is held keeps its row, and so its sponsorships and ballots.
    """
    actors = list(actors)
    Sponsor.objects.bulk_create(
        (row(actor) for actor in actors),
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=FIELDS,
    )
    rows = Sponsor.objects.in_bulk(field_name="slug")
    SponsorName.objects.filter(sponsor__slug__in=[actor.slug for actor in actors]).delete()
    SponsorName.objects.bulk_create(
        SponsorName(sponsor=rows[actor.slug], name=name.name, since=name.start, until=name.end)
        for actor in actors
        for name in actor.names
    )
    for actor in actors:
        if actor.successors:
            rows[actor.slug].successors.set([rows[slug] for slug in actor.successors])
    return len(actors)


def actor_keys() -> dict[str, int]:
    """The rows of all actors by slug; one query."""
    return dict(Sponsor.objects.values_list("slug", "pk"))


def row(actor: Actor) -> Sponsor:
    values = {name: getattr(actor, name) for name in FIELDS}
    values["regional_group"] = actor.regional_group or ""
    return Sponsor(slug=actor.slug, **values)
