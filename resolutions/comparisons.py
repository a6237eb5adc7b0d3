"""Texts of the archive compared: loaded, and each pair of texts once."""

import json
from collections.abc import Sequence
from hashlib import sha256

from django.core.cache import caches

from resolutions.comparing.passages import Passage
from resolutions.comparing.rows import Comparison, compare
from resolutions.models import Resolution

READ = ("anchor", "kind", "part", "text", "opening")


def passages_of(text: Resolution, language: str) -> tuple[Passage, ...]:
    """The paragraphs of one language version; one query."""
    paragraphs = text.paragraphs.filter(language=language).only(*READ).order_by("order")
    return tuple(each.passage for each in paragraphs)


def compared(old: Sequence[Passage], new: Sequence[Passage]) -> Comparison:
    """Compare two texts; what was compared lately is remembered by the words of both."""
    words = [[[getattr(each, name) for name in READ] for each in side] for side in (old, new)]
    key = sha256(json.dumps(words).encode()).hexdigest()
    comparison = caches["comparisons"].get(key)
    if comparison is None:
        comparison = compare(old, new)
        _ = comparison.counts  # kept with the rest
        caches["comparisons"].set(key, comparison)
    return comparison
