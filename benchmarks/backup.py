"""
Time backup and restore of an archive of 25,000 documents: `python benchmarks/backup.py [FOLDER]`.

Fills an archive of its own with invented drafts, or adds them to a copy of FOLDER, a data
directory that is not in use. Then, while drafts come in, backs it up; restores that elsewhere;
verifies what came back and runs PostgreSQL's pg_amcheck on it; backs that up, restores it once
more, and compares every row, every original and a sample of pages.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.postgres import running
from config.postgres.programs import Programs
from tests.killed import DRAFT
from tests.running import MANAGE, Run, environment
from tests.test_backups import contents

DOCUMENTS, BATCH, BODIES = 25_000, 250, 100
CHECKS = ("originals", "paragraphs", "versions", "history", "counts", "notes", "tables")
WORDS = Path(__file__).read_text().split() + DRAFT.split()
SAMPLE = 60


@contextmanager
def timed(what: str):
    began = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - began:.0f} s", flush=True)


def manage(data_dir: Path, *arguments, check: bool = True) -> str:
    done = subprocess.run(
        [*MANAGE, *map(str, arguments)],
        env=environment(DATA_DIR=str(data_dir)),
        capture_output=True,
        text=True,
    )
    if check and done.returncode:
        sys.exit(f"{arguments[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def symbols():
    for committee in (2, 3, 4, 5):
        for session in range(31, 70):
            for number in range(1, 166):
                yield f"A/C.{committee}/{session}/L.{number}"


def body(dice: random.Random) -> bytes:
    """A draft of a dozen paragraphs of words drawn by chance."""

    def paragraph(number: int) -> str:
        words = " ".join(dice.choice(WORDS) for _ in range(60)).translate(PLAIN)
        return f"{number}. Requests {words};\n\n"

    return (DRAFT.format(number=1) + "\n" + "".join(map(paragraph, range(3, 13)))).encode()


PLAIN = {ord(c): " " for c in "\"'()[]{}<>=:;.,_/\\#*`|0123456789"}


def fill() -> None:
    """Store documents and originals until there are enough; runs where Django is set up."""
    from resolutions.archive.acting import importing
    from resolutions.archive.bulk.indexes import built_afterwards
    from resolutions.archive.bulk.intake import Arrival, Intake, Record
    from resolutions.archive.originals import keep_original
    from resolutions.ingest import parse
    from resolutions.models import Resolution

    dice = random.Random(7)
    bodies = [body(dice) for _ in range(BODIES)]
    read = [parse(each) for each in bodies]
    intake, names = Intake("Invented for measuring"), symbols()
    with importing("Invented for measuring"), built_afterwards():
        while (held := Resolution.objects.count()) < DOCUMENTS:
            arrivals = []
            for number in range(min(BATCH, DOCUMENTS - held)):
                symbol, document = next(names), read[number % BODIES]
                masthead = replace(document.masthead, symbol=symbol)
                arrivals.append(Arrival(symbol, symbol, replace(document, masthead=masthead)))
                keep_original(
                    bodies[number % BODIES] + symbol.encode(), f"{number}.txt", "text/plain"
                )
            intake.store(arrivals, [Record(each.item, "") for each in arrivals])


LOAD = """
import time
from django.contrib.auth.models import User
from resolutions.archive import uploads
from tests.killed import draft
user = User.objects.create_user("m.lee")
sent = 0
while True:
    uploads.PER_DAY = uploads.LONGEST_QUEUE = 10**6
    uploads.receive(draft(sent), f"{sent}.txt", user)
    sent += 1
    if sent % 100 == 0: print(sent, flush=True)
"""


@contextmanager
def load(data_dir: Path):
    """Somebody sends one draft after another."""
    process = subprocess.Popen(
        [*MANAGE, "shell", "-v0", "-c", LOAD],
        env=environment(DATA_DIR=str(data_dir)),
        stdout=subprocess.PIPE,
        text=True,
    )
    process.stdout.readline()
    yield
    process.send_signal(signal.SIGTERM)
    print(f"drafts sent meanwhile: about {process.communicate()[0].split()[-1:]}")


def amcheck(url: str) -> None:
    """Run the program as its cluster's administrator; it leaves its extension behind here."""
    parts = urlsplit(url)
    where = {name: values[0] for name, values in parse_qs(parts.query).items()}
    done = subprocess.run(
        [
            Programs.found().folder / "pg_amcheck",
            *("--install-missing", "--heapallindexed", "--username=postgres"),
            *(f"--host={where['host']}", f"--port={where['port']}", parts.path[1:]),
        ],
        capture_output=True,
        text=True,
    )
    print(f"pg_amcheck ended with {done.returncode}", done.stdout[-500:], done.stderr[-500:])


def pages(data_dir: Path, addresses: list[str]) -> list:
    run = Run(data_dir).wait_for_address()
    try:
        port = str(run.port)
        return [(run.get(each)[0], run.get(each)[2].replace(port, "")) for each in addresses]
    finally:
        run.stop()


def main(source: str = "") -> None:
    place = Path(tempfile.mkdtemp(prefix="archive-bench-"))
    place.chmod(0o711)
    one, two, three = (place / name for name in ("one", "two", "three"))
    if source:
        shutil.copytree(source, one)
    try:
        with running(one):
            measure(one, two, three, place)
    finally:
        shutil.rmtree(place)


def measure(one: Path, two: Path, three: Path, place: Path) -> None:
    manage(one, "migrate", "-v0")
    with timed(f"filled up to {DOCUMENTS:,} documents"):
        manage(
            one,
            "shell",
            "-v0",
            "-c",
            "import runpy; runpy.run_path('benchmarks/backup.py')['fill']()",
        )
    with timed("backup while drafts come in"), load(one):
        print(manage(one, "backup", place / "one.tar"), end="")
    with running(two) as url:
        with timed("restore into an empty archive"):
            print(manage(two, "restore", place / "one.tar"), end="")
        with timed("verify"):
            print(manage(two, "verify", *CHECKS), end="")
        with timed("backup"):
            manage(two, "backup", place / "two.tar")
        with running(three):
            with timed("restore of that"):
                manage(three, "restore", place / "two.tar")
            with timed("every row and original compared"):
                before, after = contents(two), contents(three)
            print(f"{len(before):,} tables and originals, equal: {before == after}")
            some = random.Random(7).sample([*symbols()][:5_000], SAMPLE)
            asked = [f"/documents/{each}/" for each in some]
            asked += ["/", "/documents/", "/sponsors/", "/years/", "/votes/", "/coverage/"]
            first, second = pages(two, asked), pages(three, asked)
            print(
                f"{len(asked)} pages, {sum(s == 200 for s, _ in first)} there, equal:",
                first == second,
            )
        amcheck(url)


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    main(*sys.argv[1:])
