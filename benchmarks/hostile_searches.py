"""
Send hostile searches to a server that is running, and say which were answered badly.

    .venv/bin/python benchmarks/hostile_searches.py http://127.0.0.1:8000

A bad answer is one of the server's faults (5xx), none at all, or one that took over a second.
Each is asked for until it is fast, twice at most, so that a busy machine is not taken for one.
"""

import argparse
import http.client
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.search.hostile import HEADERS, METHODS, queries

SECONDS = 1.0
SEARCH = "/search/?"


def main() -> None:
    parser = argparse.ArgumentParser(description="Send hostile searches to a server.")
    parser.add_argument("site")
    site = urlsplit(parser.parse_args().site)
    requests = [
        *((name, "GET", SEARCH + query, {}) for name, query in queries()),
        *((name, "GET", f"{SEARCH}q=norms", headers) for name, headers in HEADERS.items()),
        *((method, method, f"{SEARCH}q=norms", {}) for method in METHODS),
    ]
    answers = [(*ask(site, *request), request[0]) for request in requests]
    print(
        len(answers), "answers:", dict(sorted(Counter(status for _, status, _ in answers).items()))
    )
    answers.sort(reverse=True)
    bad = [each for each in answers if each[0] > SECONDS or not 200 <= each[1] < 500]
    for seconds, status, name in bad:
        print(f"BAD {status} in {seconds:.2f} s: {name}")
    print("\nThe slowest:")
    for seconds, status, name in answers[:12]:
        print(f"{seconds * 1000:7.0f} ms  {status}  {name}")
    sys.exit(bool(bad))


def ask(site, name: str, method: str, target: str, headers: dict) -> tuple[float, int]:
    """Return the seconds that an answer took, the less of two where they were many; its status."""
    first = once(site, method, target, headers)
    return min(first, once(site, method, target, headers)) if first[0] > SECONDS / 4 else first


def once(site, method: str, target: str, headers: dict) -> tuple[float, int]:
    connection = http.client.HTTPConnection(site.hostname, site.port, timeout=30)
    start = time.perf_counter()
    try:
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        response.read()
        return time.perf_counter() - start, response.status
    except (OSError, http.client.HTTPException):
        return time.perf_counter() - start, 0
    finally:
        connection.close()


if __name__ == "__main__":
    main()
