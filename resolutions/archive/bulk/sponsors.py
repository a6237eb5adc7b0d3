"""Who stood behind many texts becomes rows at once."""

from collections.abc import Mapping

from resolutions import states
from resolutions.archive.acting import replacing
from resolutions.archive.copying import copy
from resolutions.archive.withdrawals import taken_back
from resolutions.ingest.document import ParsedSponsor
from resolutions.models import Sponsorship
from resolutions.vocabulary import SponsorRole

FIELDS = ("resolution", "sponsor", "on_behalf_of", "group", "role", "printed", "order", "source")
Named = Mapping[SponsorRole, tuple[ParsedSponsor, ...]]


def store_sponsors(
    named: Mapping[int, Named], actors: Mapping[str, int], source: str
) -> tuple[int, list[str]]:
    """
    Record the sponsors of texts, by the keys of these, in place of what the source said before.

    A name that another source has given a text stays that one's. Returns how many
    names were recorded, and those that are no actor's.
    """
    held = Sponsorship.objects.filter(resolution__in=named)
    with replacing():
        held.filter(source=source).delete()
    taken = taken_back(Sponsorship, named, "resolution", "role", "printed") | {
        (resolution, role, who)
        for resolution, role, *names in held.exclude(source=source).values_list(
            "resolution", "role", "sponsor", "printed"
        )
        for who in names
        if who is not None
    }
    rows = []
    for resolution, roles in named.items():
        for role, sponsors in roles.items():
            for order, sponsor in enumerate(sponsors, 1):
                actor = actors.get(sponsor.slug)
                keys = {(resolution, role, actor or sponsor.printed)}
                keys.add((resolution, role, sponsor.printed))
                if keys & taken:
                    continue
                taken |= keys
                group = actors.get(states.slug_of(sponsor.on_behalf_of))
                whom = (sponsor.on_behalf_of, group)
                rows.append((resolution, actor, *whom, role, sponsor.printed, order, source))
    copy(Sponsorship, FIELDS, rows)
    return len(rows), [printed for _, actor, _, _, _, printed, *_ in rows if actor is None]
