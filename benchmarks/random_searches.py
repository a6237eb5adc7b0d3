"""
Put random strings to search, and say which were answered badly.

    DATA_DIR=var .venv/bin/python benchmarks/random_searches.py [--count 100000] [--seed 1]

Strings of the query language's own signs, words and fields go through all that a page is made of
but its template: reading, filters, evaluation, order, facets, excerpts and advice, over the texts
that the archive holds. An answer is bad if anything but the time limit is raised, or if it takes
over a second of this process.
"""

import argparse
import os
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SECONDS = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Put random strings to search.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=os.environ.get("DATA_DIR", ROOT / "var"))
    options = parser.parse_args()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(options.data)}
    from config.postgres import running

    with running(Path(options.data)) as url:
        os.environ["DATABASE_URL"] = url
        import django

        django.setup()
        sys.exit(bool(put(options.seed, options.count)))


def put(seed: int, count: int) -> int:
    """Ask for each string; return how many were answered badly."""
    from tests.search.hostile import random_searches

    spent, outcomes, bad = [], Counter(), 0
    for number, typed in enumerate(random_searches(seed, count), 1):
        started = time.process_time()
        try:
            outcome = ask(typed)
        except Exception:
            outcome = "error"
            traceback.print_exc()
        seconds = time.process_time() - started
        spent.append(seconds)
        outcomes[outcome] += 1
        if outcome == "error" or seconds > SECONDS:
            bad += 1
            print(f"BAD {outcome} in {seconds:.2f} s: {typed!r}", flush=True)
        if number % 10_000 == 0:
            print(f"{number:,} asked, {bad} badly answered", flush=True)
    spent.sort()
    print(f"{count:,} random strings: {dict(outcomes)}, {bad} badly answered")
    middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    print(f"p50 {middle * 1000:.1f}  p99 {late * 1000:.1f}  max {spent[-1] * 1000:.1f} ms")
    return bad


def ask(typed: str) -> str:
    """Make all that the page of a search shows."""
    from django.http import QueryDict
    from django.test import RequestFactory

    from resolutions.finding.knowledge import current_key
    from resolutions.finding.search import known
    from resolutions.search.limits import TooLong, time_limit
    from resolutions.search.query import parse
    from resolutions.views.search import answered

    request = RequestFactory().get("/search/")
    request.GET = QueryDict(mutable=True)
    request.GET["q"] = typed
    request.GET = known(request.GET)
    query = parse(request.GET.get("q", ""))
    try:
        with time_limit():
            _, found = answered(request, query, None, current_key())
    except TooLong:
        return "too long"
    if not found:
        return "nothing to search for"
    return "found" if found.count and found.headline else "not found"


if __name__ == "__main__":
    main()
