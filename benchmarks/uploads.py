"""
Time reading while fifty files are sent at once: `python benchmarks/uploads.py [ROUNDS]`.

Starts an archive of its own. Prints the 99th percentile of pages read by two readers before and
meanwhile, their ratio, and how the files were answered, for each round; then the median ratio.
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
from tests.running import Run, manage, new_data_dir  # noqa: E402
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


def a_round(run, sender, number: int) -> float:
    """Read in quiet and while files come in and are read; return how much longer it took."""
    quiet = Readers(run)
    time.sleep(QUIET)
    before = quiet.stop()
    busy, began = Readers(run), time.monotonic()
    token, answered = sender.token("/editing/upload/"), Counter()

    def send(n: int) -> None:
        """Send a file again and again until it is taken."""
        while True:
            status, _, _ = sender.upload(f"{n}.txt", DRAFT.format(number=n).encode(), token)
            answered[status] += 1
            if status == 200:
                return
            time.sleep(2)

    with ThreadPoolExecutor(FILES) as pool:
        list(pool.map(send, range(number * FILES, (number + 1) * FILES)))
    taken = time.monotonic() - began
    while "Waiting" in sender.get("/editing/")[2] and time.monotonic() - began < 300:
        time.sleep(1)
    during = busy.stop()
    ratio = p99(during) / p99(before)
    print(f"quiet: {len(before)} pages, p99 {p99(before):.0f} ms")
    print(
        f"meanwhile: {len(during)} pages, p99 {p99(during):.0f} ms, {Counter(s for s, _ in during)}"
    )
    print(f"ratio {ratio:.1f}; {FILES} files sent in {taken:.0f} s: {dict(answered)}", flush=True)
    return ratio


def main(rounds: str = "3") -> None:
    with new_data_dir() as data_dir:
        run = Run(data_dir).wait_for_address()
        try:
            manage(data_dir, "shell", "-v0", "-c", PERSON)
            sender = Visitor(run.port)
            sender.sign_in("editor", PASSWORD)
            ratios = [a_round(run, sender, number) for number in range(int(rounds))]
            print(f"median ratio {statistics.median(ratios):.1f}")
        finally:
            run.stop()


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    main(*sys.argv[1:])
