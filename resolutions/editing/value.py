"""A text under work as one value, and as JSON."""

import zlib
from dataclasses import dataclass, field
from typing import Any

import msgspec

from resolutions.ingest.document import ParsedResolution, ParseWarning


@dataclass(frozen=True, slots=True)
class Edited:
    """
    A document as read and as its editors have made it since.

    `facts` are the fields of the head that an editor supplied, as JSON values, "" or
    None for one that was emptied; they stand in place of what the source prints.
    `settled` are the doubts that somebody has looked at and found right. `moved` leads
    from the anchors that were public last to those that they are now, "" where gone.
    `relations` are the texts, by symbol or slug, that an editor said it `revises` or
    `became`, "" for none.
    """

    document: ParsedResolution
    facts: dict[str, Any] = field(default_factory=dict)
    settled: tuple[ParseWarning, ...] = ()
    moved: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)


class Impossible(Exception):
    """An operation that cannot be done; the message is a sentence for the editor."""


def encode(edited: Edited) -> dict[str, Any]:
    """Return the value as JSON values."""
    return msgspec.to_builtins(edited)


def decode(value: Any) -> Edited:
    """Return the value that JSON values stand for; the inverse of `encode`."""
    return msgspec.convert(value, type=Edited)


def key_of(doubt: ParseWarning) -> str:
    """A short name of a doubt, the same as long as nothing of it changes."""
    said = "\n".join((doubt.code, doubt.anchor, doubt.message))
    return f"{zlib.crc32(said.encode()):08x}"
