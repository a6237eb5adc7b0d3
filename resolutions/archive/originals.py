"""Originals are kept byte for byte, once each."""

import hashlib
from pathlib import PurePosixPath, PureWindowsPath

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from resolutions.models import SourceFile


def keep_original(data: bytes, name: str, media_type: str, user=None) -> tuple[SourceFile, bool]:
    """
    Keep the bytes of a file; return it, and whether it is new.

    The same bytes are one file, whatever they are called. `name` is for display:
    the file is stored under its SHA-256, before the row that leads to it, so that no row
    is ever without its file.
    """
    digest = hashlib.sha256(data).hexdigest()
    if held := SourceFile.objects.filter(sha256=digest).first():
        return held, False
    source = SourceFile(
        name=display_name(name), sha256=digest, size=len(data), media_type=media_type
    )
    source.uploaded_by = user
    source.content.save(digest, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:  # sent twice at once, and the other one came first
        return SourceFile.objects.get(sha256=digest), False
    return source, True


def display_name(name: str) -> str:
    """Return the last part of a path of any system, printable and not too long."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(c for c in last if c.isprintable())[-255:] or "unnamed"
