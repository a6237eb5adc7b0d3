"""
Read every hostile and awkward file by a command of its own, and say how it went.

    python benchmarks/hostile.py [FOLDER] [--only PATTERN] [--record FILE]

Makes the files in FOLDER (a temporary one if none is named). For each: was it read
or refused as it should be, in one sentence, in time, within memory, without a trace?
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.ingest.hostile.make import Made, files  # noqa: E402 - found by the path above

SECONDS, MEMORY = 10.0, 512.0
_PAGE = 4096
_SENTENCE = re.compile(r"[A-Z][^\n]{10,240}[.]")
# A path, the name of a class or module, or a trace, which a reader has no use for.
_INSIDE = re.compile(r"/\w+/\w|\w+\.py\b|Traceback|\w(?:Error|Exception)\b|\b[a-z]+_[a-z]+\b|::")


@dataclass
class Outcome:
    file: str
    readable: bool
    status: int
    seconds: float
    cpu: float
    mib: float
    code: str = ""
    message: str = ""
    paragraphs: int = 0
    warnings: list[str] = None
    stderr: str = ""
    faults: list[str] = None


def main() -> None:
    arguments = parsed()
    with tempfile.TemporaryDirectory(prefix="hostile-") as temporary:
        folder = Path(arguments.folder or temporary)
        outcomes = []
        record = open(arguments.record, "w") if arguments.record else None  # noqa: SIM115
        for made in files():
            if re.search(arguments.only, made.place):
                outcome = run(made, written(made, folder))
                outcomes.append(outcome)
                if record:
                    print(json.dumps(asdict(outcome), ensure_ascii=False), file=record, flush=True)
                if outcome.faults:
                    print(f"{outcome.file}: {'; '.join(outcome.faults)}: {outcome.message}")
    report(outcomes)
    sys.exit(any(outcome.faults for outcome in outcomes))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--only", default="", metavar="PATTERN", help="files with such names")
    parser.add_argument("--record", metavar="FILE", help="write one JSON object a file")
    return parser.parse_args()


def written(made: Made, folder: Path) -> Path:
    path = folder / made.place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.make())
    return path


def run(made: Made, path: Path) -> Outcome:
    """Read a file as a user would, watching the memory of all processes that this starts."""
    began, spent = time.monotonic(), computed()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        command = subprocess.Popen(
            [sys.executable, "manage.py", "parse", "--json", str(path.resolve())],
            cwd=ROOT,
            stdout=said,
            stderr=complained,
        )
        most = 0
        while command.poll() is None:
            most = max(most, memory(command.pid))
            time.sleep(0.01)
        seconds = time.monotonic() - began
        for stream in (said, complained):
            stream.seek(0)
        answer, stderr = said.read().decode(), complained.read().decode(errors="replace")
    cpu, status = computed() - spent, command.returncode
    outcome = Outcome(made.place, made.readable, status, seconds, cpu, most / 2**20)
    outcome.stderr = stderr[-400:]
    judge(outcome, answer)
    return outcome


def computed() -> float:
    """Seconds of the processor that ended children took: what an idle machine would take."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory(process: int) -> int:
    """Resident bytes of a process and of those it started."""
    try:
        task = Path(f"/proc/{process}")
        resident = int((task / "statm").read_text().split()[1]) * _PAGE
        children = (task / f"task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return resident + sum(memory(int(child)) for child in children)


def judge(outcome: Outcome, answer: str) -> None:
    """Fill in what was answered, and what is wrong with it."""
    faults = outcome.faults = []
    try:
        (line,) = answer.splitlines()
        said = json.loads(line)
    except ValueError:
        faults.append("no single answer")
        return
    if error := said.get("error"):
        outcome.code, outcome.message = error["code"], error["message"]
        if not _SENTENCE.fullmatch(outcome.message) or _INSIDE.search(outcome.message):
            faults.append("no plain sentence")
    else:
        document = said["document"]
        outcome.paragraphs = len(document["paragraphs"])
        outcome.warnings = sorted({each["code"] for each in document["warnings"]})
    if outcome.status not in (0, 1) or outcome.status != bool(error):
        faults.append(f"status {outcome.status}")
    if outcome.readable == bool(error):
        faults.append("refused" if error else "read")
    if outcome.code == "unreadable":
        faults.append("a fault of the readers")
    if outcome.stderr:
        faults.append("words on standard error")
    if outcome.seconds > SECONDS:
        faults.append(f"{outcome.seconds:.1f} s")
    if outcome.mib > MEMORY:
        faults.append(f"{outcome.mib:.0f} MiB")


def report(outcomes: list[Outcome]) -> None:
    tally = Counter("refused" if outcome.code else "read" for outcome in outcomes)
    print(f"\n{len(outcomes)} files: {dict(tally)}, {sum(bool(o.faults) for o in outcomes)} faulty")
    for name, unit, of in (
        ("slowest", "s", "seconds"),
        ("most computing", "s", "cpu"),
        ("largest", "MiB", "mib"),
    ):
        worst = sorted(outcomes, key=lambda outcome: -getattr(outcome, of))[:5]
        for outcome in worst:
            print(f"{name}: {getattr(outcome, of):6.1f} {unit}  {outcome.file} {outcome.code}")


if __name__ == "__main__":
    main()
