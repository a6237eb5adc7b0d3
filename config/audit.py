"""
What `make check` asks of the repository itself: `python -m config.audit`.

Pinned packages stand at or above the floors of security-floors.txt, and no tracked file names
a package index or a path of somebody's machine.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
# Spelt so that this file does not name what it looks for.
PRIVATE = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|registry[.]yarnpkg|deb[.]debian[.]org"
    r"|(?<![\w./-])/(?:home|Users)/\w|(?<![\w./-])/(?:root|work)/"
)


def outdated(floors: str, pins: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with `pins`; a package that cannot be compared is wrong too."""
    for line in floors.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        package, floor, flaw, *_ = [*line.split(), "", ""]
        pin = pins.get(package)
        try:
            if pin is None:
                yield f"{package} has a floor and no pin: drop its line or pin it"
            elif Version(pin) < Version(floor):
                yield f"{package} {pin} is below {floor} ({flaw})"
        except InvalidVersion as error:
            yield f"{package} cannot be compared: {error}"


def read_pins(requirements: Iterable[Path]) -> dict[str, str]:
    return {
        name.lower(): version
        for path in requirements
        for name, version in PIN.findall(path.read_text())
    }


def private_names(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the places in text files that name an index of packages or a private path."""
    for path in paths:
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:  # a font or a document
            continue
        for number, line in enumerate(lines, 1):
            if match := PRIVATE.search(line):
                yield f"{path}:{number} names {match[0]}"


def tracked_files() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [ROOT / name for name in names.split("\0") if name]
    return [path for path in paths if path.is_file()]


def main() -> int:
    floors = (ROOT / "security-floors.txt").read_text()
    faults = [
        *outdated(floors, read_pins(ROOT.glob("requirements*.txt"))),
        *private_names(tracked_files()),
    ]
    print("\n".join(faults) or "No package below its floor, and no private name.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
