"""
How long it takes to compare two texts: `make bench-compare`.

    python benchmarks/compare.py

Texts of 150 paragraphs of about 60 words are read, changed here and there, and compared, as
are texts of twice and four times as many; then texts that are hard on whoever compares them.
Time is the processor's, the least of five, from plain texts to rows. The judgement is the
first line alone: 150 ms.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from resolutions.comparing.passages import Passage  # noqa: E402
from resolutions.comparing.rows import compare  # noqa: E402
from tests.comparing.texts import HELD, held, make  # noqa: E402

MOST = 0.150
Text = list[tuple[str, str]]


def drafted(count: int, seed: int = 1) -> Text:
    """Paragraphs put together from the pieces of held ones."""
    chance = random.Random(seed)
    pieces = [piece for name in HELD for each in held(name) for piece in each.text.split(",")]
    return [
        (f"op{n}", ",".join(chance.choice(pieces) for _ in range(chance.randint(2, 9))))
        for n in range(1, count + 1)
    ]


def amended(text: Text, seed: int = 2) -> Text:
    """The text a session later: a third of its paragraphs changed, some moved, gone or new."""
    chance = random.Random(seed)
    new = []
    for _, words in text:
        if chance.random() < 0.33:
            split = words.split()
            for _ in range(chance.randint(1, 8)):
                split[chance.randrange(len(split))] = chance.choice(["all", "States,", "measures"])
            words = " ".join(split)
        if chance.random() > 0.07:
            new.append(words)
    new += [words for _, words in drafted(len(text) // 14, seed)]
    for _ in range(len(text) // 20):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return [(f"op{n}", words) for n, words in enumerate(new, 1)]


def passages(text: Text) -> list[Passage]:
    return make(*(f"{anchor}: {words}" for anchor, words in text))


def least(make_one: Callable[[], tuple[Text, Text]]) -> float:
    old, new = make_one()
    times = []
    for _ in range(5):
        sides = passages(old), passages(new)
        begun = time.process_time()
        compare(*sides)
        times.append(time.process_time() - begun)
    return min(times)


def repeated(words: str, count: int) -> Text:
    return [(f"op{n}", words) for n in range(1, count + 1)]


CASES: dict[str, Callable[[], tuple[Text, Text]]] = {
    **{
        f"{count} paragraphs": lambda count=count: (
            drafted(count),
            amended(drafted(count)),
        )
        for count in (150, 300, 600)
    },
    "2,000 of a budget": lambda: (
        [
            (f"op{n}", f"Decides to appropriate {n} dollars for section {n};")
            for n in range(1, 2001)
        ],
        [(f"op{n}", f"Decides to approve {n} dollars for section {n};") for n in range(1, 2001)],
    ),
    "2,000 the same": lambda: (
        repeated("Decides to wait;", 2000),
        repeated("Decides to go;", 2000),
    ),
    "one of 20,000 words, few of them": lambda: (
        [("op1", "peace and law " * 7000)],
        [("op1", "law and peace and war " * 4000)],
    ),
}


def main() -> None:
    for name, make_one in CASES.items():
        taken = least(make_one)
        verdict = "" if name != "150 paragraphs" else "  ok" if taken <= MOST else "  TOO LONG"
        print(f"{name:<34}{1000 * taken:8.0f} ms{verdict}", flush=True)


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    main()
