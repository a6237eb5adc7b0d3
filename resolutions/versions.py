"""The versions of a text, and the sponsors that stand at the head of one of them."""

from collections import defaultdict

from resolutions.models import Resolution, Sponsorship
from resolutions.vocabulary import Stage


def versions_of(text: Resolution) -> list[Resolution]:
    """The published versions of a text from the first draft to what was adopted; one query."""
    return sorted(Resolution.objects.published().versions_of(text), key=as_it_came_about)


def as_it_came_about(text: Resolution) -> tuple:
    """Order versions from the first draft to the adopted text."""
    stages = list(Stage.values)
    stage = stages.index(text.stage) if text.stage else -1
    return (stage, text.revision, text.dated.toordinal() if text.dated else 0, text.pk)


def sponsorships_of(text: Resolution, versions: list[Resolution]) -> list[Sponsorship]:
    """
    The sponsors at the head of a text, or else those of its latest version that has some.

    The versions are in the order of `versions_of`. A resolution prints none: they stand at
    the head of the draft that it was.
    """
    found = Sponsorship.objects.filter(resolution__in=versions).select_related("sponsor", "group")
    by_version = defaultdict(list)
    for sponsorship in found:
        by_version[sponsorship.resolution_id].append(sponsorship)
    sponsored = (each for each in [text, *reversed(versions)] if each.pk in by_version)
    version = next(sponsored, text)
    for sponsorship in by_version[version.pk]:
        sponsorship.resolution = version
    return by_version[version.pk]
