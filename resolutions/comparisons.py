"""Texts of the archive compared: loaded, and each pair of texts once."""

import json
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError
from unicodedata import unidata_version

from django.core.cache import caches

from resolutions import comparing, vocabulary
from resolutions.comparing.passages import Passage
from resolutions.comparing.rows import Comparison, compare
from resolutions.models import Resolution
from resolutions.search import tokens

READ = ("anchor", "kind", "part", "text", "opening")


def passages_of(text: Resolution, language: str) -> tuple[Passage, ...]:
    """The paragraphs of one language version; one query."""
    paragraphs = text.paragraphs.filter(language=language).only(*READ).order_by("order")
    return tuple(each.passage for each in paragraphs)


def compared(old: Sequence[Passage], new: Sequence[Passage]) -> Comparison:
    """Compare two texts; what was compared lately is kept in files."""
    key, comparison = key_of(old, new), None
    # Neither a file that is damaged nor a disk that is full is to keep a reader from the page.
    with suppress(OSError, EOFError, UnpicklingError, zlib.error):
        comparison = caches["comparisons"].get(key)
    if comparison is None:
        comparison = compare(old, new)
        _ = comparison.counts  # kept with the rest
        with suppress(OSError):
            caches["comparisons"].set(key, comparison)
    return comparison


def key_of(old: Sequence[Passage], new: Sequence[Passage]) -> str:
    """What is equal only for the same words of both texts, compared by the same rules."""
    words = [[[getattr(each, name) for name in READ] for each in side] for side in (old, new)]
    return sha256(json.dumps([rules(), words]).encode()).hexdigest()


@cache
def rules() -> str:
    """A digest of the program that compares, and of what its results are made of."""
    files = [*Path(comparing.__file__).parent.glob("*.py"), tokens.__file__, vocabulary.__file__]
    digest = sha256(unidata_version.encode())
    for path in sorted(map(Path, files)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
