"""
Time reading while fifty files are sent at once: `python benchmarks/uploads.py`.

Starts an archive of its own. Prints the 99th percentile of pages read by two readers before and
meanwhile, their ratio, and how the files were answered.
"""

import os
import statistics
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.killed import DRAFT  # noqa: E402
from tests.test_backups import manage  # noqa: E402
from tests.test_run import Run, new_data_dir  # noqa: E402
from tests.visiting import Visitor  # noqa: E402

PAGES = ["/", "/documents/", "/documents/A/RES/71/28/", "/search/?q=norms"]
FILES, QUIET = 50, 15
PASSWORD = "norms, rules and principles"  # noqa: S105
PERSON = f"""
from django.contrib.auth.models import Group, User
user = User.objects.create_user("editor", password="{PASSWORD}", is_staff=True)
user.groups.add(Group.objects.get(name="Publisher"))
"""


class Readers:
    def __init__(self, run):
        self.run, self.end = run, threading.Event()
        self.answers: list[tuple[int, float]] = []
        self.threads = [threading.Thread(target=self.read, daemon=True) for _ in range(2)]
        for thread in self.threads:
            thread.start()

    def read(self):
        while not self.end.is_set():
            for address in PAGES:
                began = time.monotonic()
                status = self.run.get(address)[0]
                self.answers.append((status, time.monotonic() - began))

    def stop(self):
        self.end.set()
        for thread in self.threads:
            thread.join()
        return self.answers


def p99(answers) -> float:
    return statistics.quantiles([taken for _, taken in answers], n=100)[98] * 1000


def main() -> None:
    with new_data_dir() as data_dir:
        run = Run(data_dir).wait_for_address()
        try:
            manage(data_dir, "shell", "-v0", "-c", PERSON)
            first = Visitor(run.port)
            first.sign_in("editor", PASSWORD)
            quiet = Readers(run)
            time.sleep(QUIET)
            before = quiet.stop()
            busy = Readers(run)
            began = time.monotonic()
            with ThreadPoolExecutor(FILES) as pool:
                sent = pool.map(
                    lambda n: first.upload(f"{n}.txt", DRAFT.format(number=n).encode()),
                    range(FILES),
                )
                answered = Counter(status for status, _, _ in sent)
            taken = time.monotonic() - began
            while "Waiting" in first.get("/editing/")[2] and time.monotonic() - began < 300:
                time.sleep(1)
            during = busy.stop()
            print(f"quiet: {len(before)} pages, p99 {p99(before):.0f} ms")
            print(f"meanwhile: {len(during)} pages, p99 {p99(during):.0f} ms")
            print(f"ratio {p99(during) / p99(before):.1f}, {Counter(s for s, _ in during)}")
            print(f"{FILES} files sent in {taken:.0f} s: {dict(answered)}")
        finally:
            run.stop()


if __name__ == "__main__":
    main()
