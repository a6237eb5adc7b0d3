"""What the public may see, and what it is told of that."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from resolutions.archive.tracing import retrace
from resolutions.editing import Impossible
from resolutions.models import Notice, Resolution
from resolutions.vocabulary import NoticeKind

UNDER_WORK = "Work on this text has begun since; it is public again once that is published."


@transaction.atomic
def publish(resolution: Resolution) -> None:
    """Make a text public. A text that is public stays as it is."""
    if not resolution.is_published:
        resolution.published_at = timezone.now()
        resolution.save(update_fields=["published_at", "updated_at"])
        retrace(resolution)


@transaction.atomic
def withdraw(resolution: Resolution, words: str, author: str) -> None:
    """
    Take a text from the public pages; its address says from then on that it was, and why.

    Nothing of it is deleted.
    """
    held = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if not held.is_published:
        raise Impossible("The text is not public.")
    tell(held, NoticeKind.WITHDRAWAL, words, author)
    resolution.published_at = held.published_at = None
    held.save(update_fields=["published_at", "updated_at"])
    retrace(held)


@transaction.atomic
def restore(resolution: Resolution, words: str, author: str) -> None:
    """Make a text public again that was withdrawn."""
    held = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if not is_withdrawn(held):
        raise Impossible("The text was not withdrawn.")
    tell(held, NoticeKind.RESTORATION, words, author)
    try:
        with transaction.atomic():
            publish(held)
    except IntegrityError as error:  # four eyes
        raise Impossible(UNDER_WORK) from error
    resolution.published_at = held.published_at


def is_withdrawn(resolution: Resolution) -> bool:
    """Whether a text was public, and was taken back with a notice."""
    last = resolution.notices.first()
    return not resolution.is_published and bool(last) and last.kind == NoticeKind.WITHDRAWAL


def tell(resolution: Resolution, kind: NoticeKind, words: str, author: str) -> Notice:
    """Tell readers of a text what was done with it, in words that may not be missing."""
    if not (words := " ".join(words.split())):
        raise Impossible("Say in a sentence what readers are to know of it.")
    return Notice.objects.create(resolution=resolution, kind=kind, words=words, author=author)
