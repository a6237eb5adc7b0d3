"""What a check is."""

from collections.abc import Callable, Generator
from dataclasses import dataclass


class Remark(str):
    """What a check tells although it is not wrong."""


class NotLooked(Exception):
    """Nothing could be looked at. The message is a sentence that says why."""


# Yields a sentence for everything that is wrong, and may return how much was looked at.
Problems = Generator[str, None, str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """What is compared, in words, and how what is wrong is found."""

    name: str
    words: str
    find: Callable[[], Problems]
