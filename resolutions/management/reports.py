"""How commands that take in facts tell what became of them."""

from django.core.management.base import OutputWrapper

SHOWN = 20


def write_listing(
    stdout: OutputWrapper, title: str, lines: list[str], shown: int | None = SHOWN
) -> None:
    """Write a title, the number of lines and at most `shown` of them; nothing for none."""
    if not lines:
        return
    stdout.write(f"{title} ({len(lines):,}):")
    for line in lines[:shown]:
        stdout.write(f"  {line}")
    if shown is not None and len(lines) > shown:
        stdout.write(f"  … and {len(lines) - shown:,} more (--all-reasons lists them)")


def counted(names: list[str]) -> list[str]:
    """Names once each, with how often they occur, the most frequent first."""
    numbers = dict.fromkeys(names, 0)
    for name in names:
        numbers[name] += 1
    return [f"{name} ({n})" for name, n in sorted(numbers.items(), key=lambda pair: -pair[1])]
