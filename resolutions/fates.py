"""Who sponsored texts and how they were adopted, for many texts at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import models

from resolutions.models import Resolution, Sponsorship, VoteSession
from resolutions.vocabulary import BallotChoice, Committee, SponsorRole, VoteKind
from resolutions.voting.roll_call import Count, with_tallies


@dataclass(frozen=True, slots=True)
class Fate:
    """
    What is known of one text: its sponsors, or those of the draft that it was, and its vote.

    `additional` is how many joined the sponsors later; `became` is the published resolution
    that a draft led to.
    """

    sponsorships: tuple[Sponsorship, ...] = ()
    additional: int = 0
    vote: VoteSession | None = None
    tally: tuple[Count, ...] = ()
    became: Resolution | None = None

    @property
    def numbers(self) -> str:
        """ "138–12–16": in favour, against, abstaining; empty where they are not all known."""
        shown = {line.choice: line.shown for line in self.tally}
        known = [shown.get(choice) for choice in list(BallotChoice)[:3]]
        return "–".join(map(str, known)) if None not in known else ""

    @property
    def submitted(self) -> str:
        """What stands in place of sponsors: "submitted by the Chair of the Committee", or ""."""
        printed = self.sponsorships[0].printed if len(self.sponsorships) == 1 else ""
        return printed if "submitted by" in printed.lower() else ""

    @property
    def groups(self) -> list[str]:
        """The regional groups of the sponsors, by name."""
        actors = (each.sponsor for each in self.sponsorships if each.sponsor)
        return sorted({str(a.get_regional_group_display()) for a in actors if a.regional_group})

    @property
    def outcome(self) -> str:
        """The kind of its vote, empty where none is recorded here."""
        return self.vote.kind if self.vote else ""

    @property
    def is_recorded(self) -> bool:
        return self.outcome == VoteKind.RECORDED


def fates(texts: Iterable[Resolution]) -> dict[int, Fate]:
    """Return what is known of published texts, by their keys; six queries."""
    texts = {text.pk: text for text in texts}
    drafts = Resolution.objects.filter(became__in=texts)
    version_of: dict[int, list[int]] = defaultdict(list)
    for draft in drafts.order_by("revision", "pk").only("pk", "became_id", "revision"):
        version_of[draft.became_id].append(draft.pk)
    versions = {*texts, *(pk for some in version_of.values() for pk in some)}
    names, additional = _sponsorships(versions), _additional(versions)
    votes = _votes(texts)
    later = {text.became_id for text in texts.values()} - {None}
    became = Resolution.objects.published().in_bulk(later)
    found = {}
    for pk, text in texts.items():
        holders = [pk, *reversed(version_of[pk])]
        holder = next((key for key in holders if names.get(key)), pk)
        vote, tally = votes.get(pk, (None, ()))
        found[pk] = Fate(
            tuple(names.get(holder, ())),
            additional.get(holder, 0),
            vote,
            tuple(tally),
            became.get(text.became_id),
        )
    return found


def _sponsorships(texts: Collection[int]) -> Mapping[int, list[Sponsorship]]:
    rows = Sponsorship.objects.filter(resolution__in=texts, role=SponsorRole.ORIGINAL)
    found: dict[int, list[Sponsorship]] = defaultdict(list)
    for row in rows.select_related("sponsor").order_by("resolution", "order"):
        found[row.resolution_id].append(row)
    return found


def _additional(texts: Collection[int]) -> dict[int, int]:
    rows = Sponsorship.objects.filter(resolution__in=texts, role=SponsorRole.ADDITIONAL)
    return dict(rows.order_by().values_list("resolution").annotate(n=models.Count("pk")))


def _votes(texts: Collection[int]) -> dict[int, tuple[VoteSession, list[Count]]]:
    """The vote on each whole text that tells most: the plenary's, or else a committee's."""
    votes = VoteSession.objects.filter(resolution__in=texts).on_whole_texts().once_each()
    found: dict[int, tuple[VoteSession, list[Count]]] = {}
    for vote, tally in with_tallies(votes):
        held = found.get(vote.resolution_id)
        if held is None or vote.body == Committee.PLENARY:
            found[vote.resolution_id] = vote, tally
    return found
