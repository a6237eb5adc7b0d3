"""Static files: gathered, named by content and compressed, but only when they changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static() -> int:
    """Bring STATIC_ROOT up to date and return how many files changed hands (0: none had to)."""
    state = _state()
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"  # whitenoise serves it to no one: it is not in the manifest
    if stamp.exists() and stamp.read_text() == state:
        return 0
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(state)
    return sum(1 for path in root.rglob("*") if path.is_file())


def _state() -> str:
    """A digest of what there is to collect: names, sizes, times and how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
