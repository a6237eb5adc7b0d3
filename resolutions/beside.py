"""What stands round two texts, briefly side by side: sponsors, votes and footnotes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.models import Note, Resolution, Sponsorship, VoteSession
from resolutions.versions import sponsorships_of, versions_of
from resolutions.vocabulary import Committee, SponsorRole, Stage, VoteKind


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands round one text in one language; four queries."""

    text: Resolution
    versions: list[Resolution]
    sponsorships: list[Sponsorship]
    vote: VoteSession | None
    notes: list[str]

    @classmethod
    def of(cls, text: Resolution, language: str) -> "Surroundings":
        versions = versions_of(text)
        sponsorships = sponsorships_of(text, versions)
        if text.stage != Stage.ADOPTED:
            # A draft prints its own; those of what it became are not its sponsors.
            sponsorships = [each for each in sponsorships if each.resolution_id == text.pk]
        votes = list(text.votes.on_whole_texts())
        notes = Note.objects.filter(resolution=text, language=language).order_by("order")
        return cls(
            text=text,
            versions=versions,
            sponsorships=sponsorships,
            vote=min(votes, key=lambda vote: vote.body != Committee.PLENARY, default=None),
            notes=list(notes.values_list("text", flat=True)),
        )

    @property
    def sponsors(self) -> dict[str, str]:
        """The names of the sponsors by what identifies them, without those that withdrew."""
        return {
            str(each.sponsor_id or each.printed): each.sponsor.short
            if each.sponsor
            else each.printed
            for each in self.sponsorships
            if each.role != SponsorRole.WITHDRAWN
        }

    @property
    def outcome(self) -> str:
        if self.vote is None:
            return "No vote recorded here"
        if self.vote.kind == VoteKind.WITHOUT_VOTE:
            return "Without a vote"
        return self.vote.tally or self.vote.get_kind_display()


@dataclass(frozen=True, slots=True)
class Fact:
    """What the old text has, what the new, and by what they differ, with the words for that."""

    label: str
    old: str
    new: str
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    gained: str = "joined"
    lost: str = "left"


def facts_beside(old: Surroundings, new: Surroundings) -> list[Fact]:
    """What is worth knowing before the paragraphs; what neither text has is left out."""
    return [*_sponsors(old, new), Fact("Vote", old.outcome, new.outcome), *_notes(old, new)]


def _sponsors(old: Surroundings, new: Surroundings) -> Iterable[Fact]:
    before, after = old.sponsors, new.sponsors
    if not before and not after:
        return
    yield Fact(
        "Sponsors",
        str(len(before)) if before else "Not recorded here",
        str(len(after)) if after else "Not recorded here",
        tuple(sorted(after[each] for each in after.keys() - before.keys())) if before else (),
        tuple(sorted(before[each] for each in before.keys() - after.keys())) if after else (),
    )


def _notes(old: Surroundings, new: Surroundings) -> Iterable[Fact]:
    before, after = Counter(old.notes), Counter(new.notes)
    if before or after:
        yield Fact(
            "Footnotes",
            str(before.total()),
            str(after.total()),
            tuple((after - before).elements()),
            tuple((before - after).elements()),
            gained="added",
            lost="removed",
        )
