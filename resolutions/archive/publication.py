"""What the public may see."""

from django.db import transaction
from django.utils import timezone

from resolutions.models import Resolution


@transaction.atomic
def publish(resolution: Resolution) -> None:
    """Make a text public. A text that is public stays as it is."""
    if not resolution.is_published:
        resolution.published_at = timezone.now()
        resolution.save(update_fields=["published_at", "updated_at"])


@transaction.atomic
def withdraw(resolution: Resolution) -> None:
    """Take a text from the public pages. Nothing of it is deleted."""
    resolution.published_at = None
    resolution.save(update_fields=["published_at", "updated_at"])
