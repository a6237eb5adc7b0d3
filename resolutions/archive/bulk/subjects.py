"""What many texts are about becomes rows at once."""

from collections.abc import Mapping

from django.utils.text import slugify

from resolutions.ingest.document import ParsedSubject
from resolutions.models import Resolution, Subject


def store_subjects(given: Mapping[int, tuple[ParsedSubject, ...]]) -> None:
    """Give documents, by their keys, the subjects that they lack."""
    terms = {slug_of(each): each for subjects in given.values() for each in subjects}
    Subject.objects.bulk_create(
        [
            Subject(slug=slug, term=each.term[:400], source=each.source)
            for slug, each in sorted(terms.items())
        ],
        ignore_conflicts=True,
    )
    keys = dict(Subject.objects.filter(slug__in=terms).values_list("slug", "pk"))
    through = Resolution.subjects.through
    through.objects.bulk_create(
        [
            through(resolution_id=resolution, subject_id=keys[slug])
            for resolution, subjects in given.items()
            for slug in sorted({slug_of(each) for each in subjects})
        ],
        ignore_conflicts=True,
    )


def slug_of(subject: ParsedSubject) -> str:
    return slugify(subject.term)[:320] or "unnamed"
