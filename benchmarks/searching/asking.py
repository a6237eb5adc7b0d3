"""Asking a server, and telling how long its answers took."""

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit


class Site:
    """One connection to a server, kept alive."""

    def __init__(self, base: str):
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=120)

    def ask(self, path: str, etag: str = "") -> tuple[float, str]:
        """Return the milliseconds that an answer took, and its validator."""
        started = time.perf_counter()
        self.connection.request("GET", path, headers={"If-None-Match": etag} if etag else {})
        answer = self.connection.getresponse()
        answer.read()
        spent = (time.perf_counter() - started) * 1_000
        if answer.status != (304 if etag else 200):
            raise SystemExit(f"{path} answered {answer.status}")
        return spent, answer.headers.get("ETag", "")


def tell(what: str, times: Sequence[float]) -> None:
    p50, p95, p99 = percentiles(times)
    print(
        f"{what:24} p50 {p50:7.1f}  p95 {p95:7.1f}  p99 {p99:7.1f}  max {max(times):7.1f} ms",
        flush=True,
    )


def percentiles(times: Sequence[float]) -> tuple[float, float, float]:
    """Return the 50th, 95th and 99th; times are at least two."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


@dataclass
class Load:
    """What several clients met who asked without a pause."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def load(base: str, paths: Sequence[str], clients: int, seconds: float) -> Load:
    """Let clients ask for the paths in turn, each beginning elsewhere, for so long."""
    found, until = Load(), time.monotonic() + seconds

    def visit(first: int) -> None:
        site, place = Site(base), first
        while time.monotonic() < until:
            try:
                found.times.append(site.ask(paths[place % len(paths)])[0])
            except (SystemExit, OSError, http.client.HTTPException) as error:
                found.errors.append(str(error))
                site = Site(base)
            place += 1

    visitors = [
        threading.Thread(target=visit, args=(number * len(paths) // clients,))
        for number in range(clients)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return found
