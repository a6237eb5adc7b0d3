"""
Write the small files into `accept/` and `reject/`, and what becomes of each into `expected.tsv`.

    python -m tests.ingest.hostile.record

Look at what changed in the table before committing it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from resolutions.ingest import parse
from resolutions.ingest.document import ParsedResolution, Refused
from tests.ingest.hostile.make import Made, files

HERE = Path(__file__).parent
TABLE = HERE / "expected.tsv"
FOLDERS = {True: "accept", False: "reject"}
# Larger ones are made when they are wanted, and so are those that only the limits of the
# reading process stop; these names mean the same on every system.
_LARGEST = 4096
_UNTAMED = {"bomb-of-forms", "pattern-tiny-steps", "forms-in-circles", "picture-huge"}
_NAME = re.compile(r"[a-z0-9][A-Za-z0-9.-]*")


def main() -> None:
    for folder in FOLDERS.values():
        shutil.rmtree(HERE / folder, ignore_errors=True)
        (HERE / folder).mkdir()
    rows = []
    for name, data in sorted(small()):
        (HERE / name).write_bytes(data)
        rows.append(f"{name}\t{outcome(data)}")
    TABLE.write_text("\n".join([*rows, ""]), encoding="utf-8")


def small() -> Iterator[tuple[str, bytes]]:
    """The files that are kept, with their folder."""
    for made in files():
        name = name_of(made)
        untamed = Path(made.place).stem in _UNTAMED
        if not untamed and _NAME.fullmatch(name) and len(data := made.make()) <= _LARGEST:
            yield f"{FOLDERS[made.readable]}/{name}", data


def name_of(made: Made) -> str:
    """ "text/read/plain.txt" as "text-plain.txt"."""
    module, _, name = made.place.split("/", 2)
    return name if name.startswith(module) else f"{module}-{name}"


def outcome(data: bytes) -> str:
    """What becomes of a file: code and sentence, or the count of paragraphs and the warnings."""
    try:
        document = parse(data)
    except Refused as refusal:
        return f"{refusal.code}\t{refusal.message}"
    warnings = sorted({warning.code for warning in document.warnings})
    return f"{_paragraphs(document)}\t{' '.join(warnings)}"


def _paragraphs(document: ParsedResolution) -> int:
    tops = [*document.paragraphs, *(each for a in document.annexes for each in a.paragraphs)]
    return sum(1 + _below(top) for top in tops)


def _below(paragraph) -> int:
    return sum(1 + _below(child) for child in paragraph.children)


if __name__ == "__main__":
    main()
