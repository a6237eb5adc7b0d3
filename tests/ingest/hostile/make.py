"""Write all the hostile and awkward files into a folder: `python -m ...hostile.make FOLDER`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.ingest.hostile import (
    akoma_files,
    markup,
    other_files,
    pdf_files,
    texts,
    word_files,
)

MODULES = {
    "text": texts,
    "markup": markup,
    "word": word_files,
    "pdf": pdf_files,
    "akoma": akoma_files,
    "other": other_files,
}


class Made(NamedTuple):
    """A file: its place below a folder, whether it is to be read, and what makes its bytes."""

    place: str
    readable: bool
    make: Callable[[], bytes]


def files() -> Iterator[Made]:
    """All the files, in the order of their modules."""
    for folder, module in MODULES.items():
        for readable, made in ((True, module.READ), (False, module.REFUSED)):
            for name, make in made.items():
                yield Made(f"{folder}/{'read' if readable else 'refused'}/{name}", readable, make)


def main() -> None:
    root = Path(sys.argv[1])
    for file in files():
        path = root / file.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.make())


if __name__ == "__main__":
    main()
