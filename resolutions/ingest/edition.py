"""Which readers these are: two editions may read one file otherwise."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

# All that reading consists of: our own, and what opens files for us.
OWN = ("ingest", "symbols", "markup.py", "states.py", "vocabulary.py", "wording.py")
OTHERS = ("charset-normalizer", "lxml", "pypdfium2")


@cache
def edition() -> str:
    """Return a name that changes whenever the readers do. A process keeps those it began with."""
    root, total = Path(__file__).parent.parent, hashlib.sha256()
    for name in OWN:
        place = root / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            total.update(path.read_bytes())
    for name in OTHERS:
        total.update(f"{name} {version(name)}".encode())
    return total.hexdigest()[:12]
