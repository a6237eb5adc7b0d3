"""
How the time of reading grows when what is hard to read is doubled: `make doubling`.

    python benchmarks/doubling.py [--only WORD]

For each recogniser and format, and each bait: the time for 100, 200 and 400 kB, the worse of
the two ratios, and 5 MiB. Time is the processor's, the least of three; a refusal counts as an
answer. What took less than a fiftieth of a second says nothing of ratios.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_STORED

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from resolutions import states, symbols
from resolutions.ingest import additional, labels, openings, parse, parts, run_on, sponsors, wording
from resolutions.ingest.citations import find_citations, find_in, find_named_references
from resolutions.ingest.document import Line, Refused
from tests.ingest.akoma import KEEPS, operative
from tests.ingest.akoma import made as akoma
from tests.ingest.hostile import baits
from tests.ingest.hostile.drafts import SHORT
from tests.ingest.hostile.markup import MARKED, page
from tests.ingest.hostile.texts import BAIT
from tests.ingest.pdf_files import Sheet, literal, pdf
from tests.ingest.word import package, paragraph, run, zipped

KB, MIB = 1000, 1024 * 1024
SIZES = (100 * KB, 200 * KB, 400 * KB)
TOO_SHORT, WORST, LONGEST = 0.02, 2.3, 5.0
# What one paragraph may hold; formats are tried with many paragraphs of this size.
PARAGRAPH = 20 * KB

RECOGNISERS: dict[str, Callable[[str], object]] = {
    "symbols": symbols.canonical,
    "citations": find_citations,
    **{
        f"citations, {language}": lambda text, language=language: find_in(text, language)
        for language in ("ar", "es", "fr", "ru", "zh")
    },
    "named references": find_named_references,
    "dates": wording.date_in,
    "labels": labels.label_of,
    "openings": openings.read,
    "formula": parts.formula_in,
    "additional sponsors": additional.says,
    "line ends": lambda text: run_on.unfold([Line.of(text)]),
    "states": states.split_names,
    "sponsors": lambda text: sponsors.resolve((sponsors.read(text) or (text, ""))[0]),
}


def _pieces(bait: str, size: int) -> Iterator[str]:
    """Baits of one paragraph each, to so many bytes in all."""
    length = len(bait.encode())
    for start in range(0, size, PARAGRAPH):
        yield bait * (min(PARAGRAPH, size - start) // length)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _text(bait: str, size: int) -> bytes:
    return (SHORT + "".join(f"\n\nNoting {each}," for each in _pieces(bait, size))).encode()


def _lines(bait: str, size: int) -> bytes:
    count = size // (len(bait.encode()) + 3)
    return (SHORT + f"{bait}a\n\n" * min(count, 9000) + bait * 9 * max(count - 9000, 0)).encode()


def _markdown(bait: str, size: int) -> bytes:
    return (MARKED + "".join(f"\n\n*Noting* {each}," for each in _pieces(bait, size))).encode()


def _html(bait: str, size: int) -> bytes:
    return page("".join(f"<p>Noting {_escaped(each)},</p>" for each in _pieces(bait, size)))


def _word(bait: str, size: int) -> bytes:
    made = (paragraph(run("Noting " + _escaped(each))) for each in _pieces(bait, size))
    return zipped(package("".join(made)), ZIP_STORED)


def _akoma(bait: str, size: int) -> bytes:
    return akoma(*(operative("1.", _escaped(each)) for each in _pieces(bait, size)))


def _pdf(bait: str, size: int) -> bytes:
    """Lines of 100 characters, 50 to a page."""
    text = (bait * (100 // len(bait) + 1))[:100].encode("cp1252", "replace").decode("cp1252")
    sheets = []
    for _ in range(max(size // 5000, 1)):
        sheet = Sheet()
        for line in range(50):
            sheet.text(40, 60 + 13 * line, literal(text), size=6)
        sheets.append(sheet)
    return pdf(*sheets)


FORMATS: dict[str, Callable[[str, int], bytes]] = {
    "text": _text,
    "lines": _lines,
    "markdown": _markdown,
    "html": _html,
    "docx": _word,
    "akn": _akoma,
    "pdf": _pdf,
}


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        with contextlib.suppress(Refused):
            work()
        best = min(best, time.process_time() - start)
    return best


def doubled(of_size) -> tuple[list[float], float]:
    """The times for the three sizes, and the worse ratio; other work may disturb some of them."""
    for rounds in (3, 5, 9):
        times = [seconds(of_size(size), rounds) for size in SIZES]
        ratio = max((b / a for a, b in pairwise(times) if a >= TOO_SHORT), default=0.0)
        if ratio <= WORST:
            break
    return times, ratio


def subjects() -> Iterator[tuple[str, Callable[[int], Callable[[], object]]]]:
    """Each recogniser and format with each bait: given a size, the work to be timed."""
    for name, recognise in RECOGNISERS.items():
        for bait, piece in BAIT.items():
            yield f"{name} / {bait}", _recognising(recognise, piece)
    for name, write in FORMATS.items():
        for bait, piece in BAIT.items():
            yield f"{name} / {bait}", _reading(write, piece)

    for piece in baits.HTML:
        yield (
            f"html / {piece}",
            _making(lambda size, it=piece: ("<html>" + _run(it, size)).encode()),
        )
    for bait, piece in baits.AKOMA.items():
        whole = _making(lambda size, it=piece: akoma(operative("1.", _run(it, min(size, 90 * KB)))))
        yield f"akn / {bait}", whole
    for bait, piece in baits.AKOMA_SERIES.items():
        yield f"akn / {bait}", _making(lambda size, it=piece: akoma(KEEPS, _run(it, size)))
    for bait, made in baits.WORD.items():
        whole = _making(lambda size, it=made: zipped(package(paragraph(it(size))), ZIP_STORED))
        yield f"docx / {bait}", whole


def _run(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()))


def _making(make):
    def of_size(size: int):
        data = make(size)
        return lambda: parse(data)

    return of_size


def _recognising(recognise, piece: str):
    def of_size(size: int):
        text = piece * (size // len(piece.encode()))
        return lambda: recognise(text)

    return of_size


def _reading(write, piece: str):
    def of_size(size: int):
        data = write(piece, size)
        return lambda: parse(data)

    return of_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--most", action="store_true", help="try 5 MiB as well")
    arguments = parser.parse_args()
    worst, slowest, faults, count = 0.0, 0.0, 0, 0
    for name, of_size in subjects():
        if arguments.only not in name:
            continue
        count += 1
        times, ratio = doubled(of_size)
        most = seconds(of_size(5 * MIB - 10 * KB), rounds=1) if arguments.most else 0.0
        worst, slowest = max(worst, ratio), max(slowest, most)
        bad = ratio > WORST or most > LONGEST
        faults += bad
        if bad or ratio:
            shown = " ".join(f"{each:.3f}" for each in times)
            print(f"{'!' if bad else ' '} {ratio:4.2f}  {shown}  {most:5.2f}  {name}", flush=True)
    print(f"{count} baits, {faults} too slow; worst ratio {worst:.2f}, longest {slowest:.2f} s")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
