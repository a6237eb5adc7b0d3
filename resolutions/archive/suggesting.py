"""What may stand in the head of a text, from what the archive knows already."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from resolutions.archive.manuscripts import symbol_of, title_of
from resolutions.editing import Edited
from resolutions.models import Resolution, Sponsorship
from resolutions.search.wordings import wording
from resolutions.vocabulary import DocumentKind

MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that may be of this text, and in what it agrees with it."""

    record: Resolution
    why: tuple[str, ...]


def likely_records(edited: Edited) -> list[Suggestion]:
    """
    Catalogue records of which this may be the text, the likeliest first.

    They agree in session and title, and in sponsors where both name some; a text that
    has its symbol needs none.
    """
    if symbol_of(edited):
        return []
    head = edited.document.masthead
    session = edited.facts.get("session") or head.session
    title = wording(title_of(edited))
    if not session:
        return []
    records = Resolution.objects.filter(
        Q(session=session), ~Q(symbol=None), kind=DocumentKind.RESOLUTION
    )
    titled = [row for row in records.only("symbol", "title") if wording(row.title) == title]
    named = {sponsor.slug for sponsor in head.sponsors if sponsor.slug}
    weighed = [(_agreement(row, named, session), row.pk, row) for row in titled[:50]]
    best = sorted(weighed, key=lambda each: (-each[0][0], each[1]))
    return [Suggestion(row, why) for (_, why), _, row in best[:MOST]]


def _agreement(row: Resolution, named: set[str], session: int) -> tuple[float, tuple[str, ...]]:
    slugs = set(
        Sponsorship.objects.filter(resolution=row, sponsor__isnull=False).values_list(
            "sponsor__slug", flat=True
        )
    )
    why = [f"session {session}", "the same title"]
    share = len(named & slugs) / len(named | slugs) if named and slugs else 0.0
    if share:
        why.append(f"{len(named & slugs)} of {len(named | slugs)} sponsors")
    return share, tuple(why)


def outcomes_of(symbols: Iterable[str]) -> list[Resolution]:
    """Resolutions that records say a draft of one of these symbols became."""
    return list(Resolution.objects.filter(draft_symbol__in=[s for s in symbols if s])[:MOST])
