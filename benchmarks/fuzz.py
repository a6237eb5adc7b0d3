"""
Read files that were changed at random, until time is up: `make fuzz`.

    SEED=7 MINUTES=5 python benchmarks/fuzz.py

Prints what was found, with how to see it again; the same seed tries the same files.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ingest.fuzzing import Trial, trials


def main() -> None:
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    seed = int(os.environ.get("SEED", "1"))
    end = time.monotonic() + 60 * float(os.environ.get("MINUTES", "5"))
    tried, found = 0, []
    for trial in trials(seed, only):
        if time.monotonic() > end:
            break
        tried += 1
        if fault := trial.fault():
            found.append(trial)
            tell(trial, fault)
    print(f"{tried} files and texts with seed {seed}, {len(found)} finds")
    sys.exit(bool(found))


def tell(trial: Trial, fault: str) -> None:
    print(f"{trial.name}: {fault}")
    print(f"  again: python benchmarks/fuzz.py {trial.name}", flush=True)


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    main()
