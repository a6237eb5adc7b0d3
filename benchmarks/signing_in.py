"""
Time signing in with a wrong password, under names that there are and names that nobody has.

    python benchmarks/signing_in.py [pairs]

Starts a database of its own. The two are asked in turn, in an order that changes, each from an
address that is new, so that no limit answers. Prints the medians, in milliseconds, of the time
by the clock and of this process alone, and the median difference within a pair.
"""

import logging
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

PASSWORD = "norms, rules and principles"  # noqa: S105
PEOPLE = 20


def main(pairs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        from config import postgres

        with postgres.running(Path(folder)) as url:
            os.environ["DATABASE_URL"] = url
            report(measured(pairs))


def measured(pairs: int) -> dict[str, list[tuple[float, float]]]:
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User

    from config.static_files import collect_static

    collect_static()

    for number in range(PEOPLE):
        User.objects.create_user(f"person{number}", password=PASSWORD, is_staff=True)
    chance = random.Random(1)
    times: dict[str, list[tuple[float, float]]] = {"known": [], "unknown": []}
    for number in range(pairs):
        names = {"known": f"person{number % PEOPLE}", "unknown": f"nobody{number % PEOPLE}"}
        for turn, kind in enumerate(chance.sample(list(names), 2)):
            address = f"10.{number // 250}.{number % 250}.{turn}"
            times[kind].append(failing(names[kind], address))
    return {kind: found[pairs // 10 :] for kind, found in times.items()}


def failing(name: str, address: str) -> tuple[float, float]:
    """Fail to sign in; return milliseconds by the clock and of this process."""
    from django.conf import settings
    from django.test import Client

    form = {"username": name, "password": "a wrong one"}
    client, host = Client(), settings.ALLOWED_HOSTS[0]
    began, worked = time.perf_counter(), time.process_time()
    response = client.post("/admin/login/", form, REMOTE_ADDR=address, headers={"host": host})
    took = time.perf_counter() - began, time.process_time() - worked
    assert response.status_code == 200, response.status_code  # noqa: S101
    return took[0] * 1000, took[1] * 1000


def report(times: dict[str, list[tuple[float, float]]]) -> None:
    for place, what in enumerate(("clock", "process")):
        known, unknown = ([each[place] for each in times[kind]] for kind in ("known", "unknown"))
        apart = statistics.median(a - b for a, b in zip(known, unknown, strict=True))
        print(
            f"{what}: known {statistics.median(known):.2f}, "
            f"unknown {statistics.median(unknown):.2f}, apart {apart:+.2f}"
        )


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
