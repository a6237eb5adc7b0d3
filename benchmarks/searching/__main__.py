"""
How fast a page of search is, over the UN's own corpus and over a million paragraphs.

    .venv/bin/python benchmarks/searching [--copies 2] [--peers] [--load 60] [--keep FOLDER]
    .venv/bin/python benchmarks/searching --site http://127.0.0.1:8000

The first imports the whole corpus (SHARED_DIR/akn4un) into an archive of its own, adds altered
copies until there are more than a million paragraphs if asked, serves it, and asks a fixed mix
of queries in turn, so that each round meets the same load of the machine: once as the first
request for each ("cold"), then again ("warm"). With --peers every query is put to bare SQL,
SQLite FTS5, tantivy and Datasette in the same turn. The second asks a server that runs.
"""

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT)]

from asking import Load, Site, load, percentiles, tell  # noqa: E402
from mix import PLAIN, QUERIES, address  # noqa: E402

TELLING = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    shared = Path(os.environ.get("SHARED_DIR") or ROOT.parent / "shared")
    parser.add_argument("--site", help="ask this server and no other")
    parser.add_argument("--corpus", type=Path, default=shared / "akn4un")
    parser.add_argument("--copies", type=int, default=0, help="2 make more than a million")
    parser.add_argument("--keep", type=Path, help="a data directory to use, and use again")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--load", type=float, default=0, help="seconds of 8 clients at once")
    options = parser.parse_args()
    if options.site:
        measure(options.site, options)
        return
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        folder.mkdir(mode=0o711, exist_ok=True, parents=True)
        folder.chmod(0o711)  # root's PostgreSQL runs under another account
        os.environ.update(DATA_DIR=str(folder), DJANGO_SETTINGS_MODULE="config.settings")
        from config.postgres import running

        with running(folder) as url:
            os.environ["DATABASE_URL"] = url
            from corpus import prepare

            print(f"{prepare(options.corpus, options.copies):,} paragraphs", flush=True)
            with served() as base:
                measure(base, options)
                if options.peers:
                    compare(base, folder, options.rounds)


class served:
    """The archive's own server, on a free port, for as long as the block lasts."""

    def __enter__(self) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = os.environ | {"PORT": str(port)}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        base = f"http://127.0.0.1:{port}"
        while self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return base
            except OSError:
                time.sleep(0.2)
        raise SystemExit("The server did not start.")

    def __exit__(self, *_) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def measure(base: str, options: argparse.Namespace) -> None:
    """Ask every query cold, then in rounds, then unchanged pages, then all at once."""
    site = Site(base)
    addresses = [address(typed, rest) for _, typed, rest in QUERIES]
    first, _ = site.ask("/search/?q=warming")
    print(f"{len(QUERIES)} queries; the first request took {first:.0f} ms")
    tell("cold", [site.ask(each)[0] for each in addresses])
    rounds = [[site.ask(each)[0] for each in addresses] for _ in range(options.rounds)]
    tell("warm, every request", [t for times in rounds for t in times])
    best = [min(times) for times in zip(*rounds, strict=True)]
    tell("warm, best of each", best)
    slowest = sorted(zip(best, QUERIES, strict=True), key=lambda each: -each[0])[:TELLING]
    for spent, (kind, typed, rest) in slowest:
        print(f"    {spent:6.1f} ms  {kind:9} {typed} {rest or ''}")
    _, etag = site.ask(addresses[0])
    unchanged = [site.ask(addresses[0], etag)[0] for _ in range(100)]
    tell("unchanged (304)", unchanged)
    ratio = statistics.median(best) / statistics.median(unchanged)
    print(f"an unchanged page is {ratio:.0f} times as fast as the median search")
    if options.load:
        tell_load(load(base, addresses, 8, options.load), options.load)


def tell_load(found: Load, seconds: float) -> None:
    rate = len(found.times) / seconds
    print(f"8 clients for {seconds:.0f} s: {rate:.0f} pages a second, {len(found.errors)} errors")
    tell("under that load", found.times)
    for error in sorted(set(found.errors))[:5]:
        print(f"    {error}")


def compare(base: str, folder: Path, rounds: int) -> None:
    """Put each query to all of them in turn, and tell each one's times beside ours."""
    from peers import Datasette, Fts5, Sql, Tantivy, questions

    site, others = Site(base), []
    for make in (Sql, Fts5, Tantivy, Datasette):
        started = time.monotonic()
        others.append(make(folder))
        print(f"{make.name}: made in {time.monotonic() - started:.0f} s", flush=True)
    times: dict[str, list[float]] = {"this archive": []} | {other.name: [] for other in others}
    asked = list(questions(PLAIN))
    for _, typed, root in asked:
        path = address(typed, {"synonyms": "0", "lang": "en"})
        pages = {"this archive": lambda path=path: site.ask(path)}
        pages |= {other.name: other.page(root) for other in others}
        spent = {name: [] for name in pages}
        for _ in range(rounds):
            for name, page in pages.items():
                started = time.perf_counter()
                page()
                spent[name].append((time.perf_counter() - started) * 1_000)
        for name, found in spent.items():
            times[name].append(min(found))
    others[-1].stop()
    print(f"{len(asked)} queries that all can be asked, best of {rounds}")
    ours = times["this archive"]
    for name, found in times.items():
        tell(name, found)
        ratio = percentiles([theirs / own for theirs, own in zip(found, ours, strict=True)])[0]
        total = sum(found) / sum(ours)
        print(f"    {ratio:5.2f} times ours by the median query, {total:5.2f} by all together")


if __name__ == "__main__":
    main()
