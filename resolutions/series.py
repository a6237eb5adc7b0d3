"""Where a text stands among its like: the one before, the one after, and its rivals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from resolutions.models import Paragraph, Resolution
from resolutions.vocabulary import Stage

# A text of the same title is taken to continue one of so many sessions before.
CONTINUED = 2
SHOWN = (
    *("symbol", "slug", "title", "kind", "stage", "holding", "session", "session_kind", "number"),
    *("letter", "revision", "series", "year", "dated", "adopted_on", "issued_on", "committee"),
    *("revises", "became", "published_at"),
)


@dataclass(frozen=True, slots=True)
class Series:
    """
    The published texts that a text goes with, its own versions left out.

    `previous` and `next` are adopted texts of other sessions, held in full or not.
    `bases` are the earlier texts that it may be compared with, the nearest first, and
    `rivals` the texts of its own session, all held in full.
    """

    previous: Resolution | None
    next: Resolution | None
    bases: list[Resolution]
    rivals: list[Resolution]


def series_of(text: Resolution, versions: Iterable[Resolution]) -> Series:
    """
    Find the series of a text whose versions are known; two queries.

    Texts of a series that the archive follows go together, and elsewhere texts of one title.
    """
    own = set(versions)
    others = [each for each in _others(text) if each not in own]
    adopted = [each for each in others if each.stage == Stage.ADOPTED]
    earlier = [each for each in adopted if each.session < text.session]
    later = [each for each in adopted if each.session > text.session]
    held = _latest_versions(each for each in others if each.has_text)
    bases = [each for each in held if each.session < text.session]
    rivals = [each for each in held if each.session == text.session]
    return Series(
        previous=next(iter(_like(text, reversed(earlier))), None),
        next=next(iter(_like(text, later)), None),
        bases=_nearest_first(text, bases),
        rivals=_like(text, rivals),
    )


def _others(text: Resolution) -> Iterable[Resolution]:
    """The resolutions and drafts that go with a text, oldest first; none without a session."""
    same = Q(series=text.series) if text.is_in_series else Q(title=text.title)
    texts = Resolution.objects.published().resolutions().in_regular_sessions().filter(same)
    return texts.oldest_first().only(*SHOWN) if text.regular_session else []


def _latest_versions(texts: Iterable[Resolution]) -> list[Resolution]:
    """Leave out drafts of which a later version is held."""
    texts = list(texts)
    held = {each.pk for each in texts}
    revised = {each.revises_id for each in texts}
    return [each for each in texts if each.became_id not in held and each.pk not in revised]


def _like(text: Resolution, others: Iterable[Resolution]) -> list[Resolution]:
    """Those of the same title first."""
    return sorted(others, key=lambda each: each.title.casefold() != text.title.casefold())


def _nearest_first(text: Resolution, bases: list[Resolution]) -> list[Resolution]:
    """
    The text that this one continues, by its title; then the latest.

    Of those of one session adopted texts come first, by how many of its paragraphs they share.
    """
    shared = Counter()
    if bases:
        own = Paragraph.objects.filter(resolution=text).exclude(wording=None).values("wording")
        found = Paragraph.objects.filter(resolution__in=bases, wording__in=own).order_by()
        shared.update(found.values_list("resolution", flat=True))

    def merit(base: Resolution) -> tuple:
        recent = base.session >= text.session - CONTINUED
        continued = recent and base.title.casefold() == text.title.casefold()
        return continued, base.session, base.stage == Stage.ADOPTED, shared[base.pk]

    return sorted(bases, key=merit, reverse=True)
