"""
Time every kind of public page of a running archive, and print the median and the 95th percentile.

    manage.py serve                                # in one terminal, with the archive to be timed
    python benchmarks/pages.py http://127.0.0.1:8000 [rounds]

First texts drawn by chance, and the longest, are each asked for once: nothing about them has been
kept yet if the archive has just been started. Then pages of every kind are asked for in turn,
round after round, after one round that is not counted. All on one connection; times are from the
request to the last byte. The addresses of the longest texts and busiest States come from the
pages themselves, so that any archive can be timed.
"""

import http.client
import random
import re
import sys
import time
from statistics import quantiles
from urllib.parse import urlsplit

FIXED = {
    "home": "/",
    "browse": "/documents/",
    "browse, last pages": "/documents/?sort=oldest&page=3",
    "browse, two filters": "/documents/?committee=first&vote=recorded",
    "browse, a sponsor": "/documents/?sponsor=cuba",
    "votes": "/votes/",
    "votes, closest": "/votes/?sort=closest&body=plenary",
    "States compared": "/votes/compare/?series=every&state=cuba&state=estonia&state=india",
    "agreement, the series": "/votes/agreement/",
    "agreement, a group over all votes": "/votes/agreement/?series=every&group=african",
    "sponsors": "/sponsors/",
    "sponsors, narrowed": "/sponsors/?group=grulac&q=a",
    "a State": "/sponsors/cuba/",
    "another State": "/sponsors/united-states/",
    "years": "/years/",
    "a year": "/years/2020/",
    "a session": "/sessions/75/",
    "coverage": "/coverage/",
    "cited but not held": "/coverage/wanted/",
    "citations": "/citations/",
    "citations of every text": "/citations/?series=every",
    "citations around a text": "/citations/?focus=A/RES/74/28",
    "citations around another": "/citations/?focus=A/RES/70/1",
    "search": "/search/?q=information+security",
    "search in every text": "/search/?q=international&lang=all",
    "suggestions": "/search/suggest/?q=cyb",
    "a phrase": "/phrases/?q=information+and+communications+technologies",
    "trends": "/trends/?t=cybersecurity&t=information+security",
    "verbs": "/trends/verbs/",
    "a card": "/fragments/card/?symbol=A/RES/75/240",
    "what to compare": "/compare/",
    "texts of a series compared": "/compare/?from=A/RES/76/19&to=A/RES/77/37",
    "about": "/about/",
}
# The longest text of the United Nations' own corpus, and the one before it in its series.
LONGEST, BEFORE = "A/RES/77/248", "A/RES/76/72"
ROUNDS = 40
# Texts asked for once, and how the address ends.
DRAWN, SEED = 300, 3
OPENED = {
    "in English": "",
    "in French": "?lang=fr",
    "in two languages": "?lang=en&beside=ar",
}


class Site:
    """One connection to the archive, kept alive."""

    def __init__(self, base: str):
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)

    def get(self, path: str) -> tuple[float, int, bytes]:
        """Return the time in milliseconds, the status and the body."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = self.connection.getresponse()
        body = response.read()
        return (time.perf_counter() - began) * 1000, response.status, body

    def first(self, path: str, pattern: str) -> str | None:
        """The first address on a page that matches."""
        self.connection.request("GET", path)
        found = re.search(pattern, self.connection.getresponse().read().decode())
        return found[1] if found else None


def addresses(site: Site) -> dict[str, str]:
    """The fixed pages, and pages of texts and votes that the archive itself leads to."""
    pages = dict(FIXED)
    text = site.first("/documents/?holding=full-text&stage=adopted", r'href="(/documents/A/[^"]+)"')
    if text:
        pages |= pages_of(text, "a text")
    if site.get(f"/documents/{LONGEST}/")[1] == 200:
        pages |= pages_of(f"/documents/{LONGEST}/", "the longest text")
        pages["the longest texts compared"] = f"/compare/?from={BEFORE}&to={LONGEST}"
    vote = site.first("/votes/?body=plenary", r'href="(/votes/A/RES/[^"#]+)')
    if vote:
        pages["a vote"] = vote
    return pages


def pages_of(text: str, name: str) -> dict[str, str]:
    """The pages and files of one text."""
    return {
        name: text,
        f"{name} in French": f"{text}?lang=fr",
        f"{name} in two languages": f"{text}?lang=en&beside=ar",
        f"{name}, a paragraph": f"{text}paragraphs/op1/",
        f"{name}, references": f"{text}cite/",
        f"{name} for reference managers": f"{text}cite.ris",
        f"{name} as Akoma Ntoso": f"{text}akoma-ntoso.xml",
        f"{name} as JSON": f"{text}document.json",
        f"{name} in plain words": f"{text}text.txt",
    }


def every_text(site: Site) -> list[str]:
    """The addresses of all texts that are held in full."""
    found, page, status = [], 1, 200
    while status == 200:
        address = f"/documents/?holding=full-text&sort=symbol&page={page}"
        site.connection.request("GET", address)
        response = site.connection.getresponse()
        status, html = response.status, response.read().decode()
        if status == 200:
            found += re.findall(r'class="entry__head"><a href="(/documents/[^"?#]+/)"', html)
            page += 1
    return found


def time_first_visits(site: Site) -> None:
    """Ask once for texts drawn by chance, and print what that took."""
    texts = sorted(set(every_text(site)))
    drawn = random.Random(SEED).sample(texts, min(DRAWN, len(texts)))
    print(f"{'first visits':36}{'texts':>8}{'p50 ms':>8}{'p95 ms':>8}{'max':>7}")
    for words, end in OPENED.items():
        answers = [site.get(f"{text}{end}") for text in drawn]
        times = [took for took, status, _ in answers if status == 200]
        cuts = quantiles(times, n=20, method="inclusive")
        print(f"{words:36}{len(times):8}{cuts[9]:8.0f}{cuts[18]:8.0f}{max(times):7.0f}")
    for words, end in OPENED.items():
        took, status, _ = site.get(f"/documents/{LONGEST}/{end}")
        if status == 200:
            print(f"{'the longest text ' + words:36}{1:8}{took:8.0f}")
    print()


def main(base: str, rounds: int) -> None:
    site = Site(base)
    time_first_visits(site)
    pages = addresses(site)
    times: dict[str, list[float]] = {name: [] for name in pages}
    sizes, wrong = {}, {}
    for turn in range(rounds + 1):
        for name, path in pages.items():
            took, status, body = site.get(path)
            if turn:
                times[name].append(took)
            sizes[name] = len(body)
            if status != 200:
                wrong[name] = status
    print(f"{'page':36}{'p50 ms':>8}{'p95 ms':>8}{'kB':>7}  address")
    for name, path in pages.items():
        cuts = quantiles(times[name], n=20, method="inclusive")
        note = f"  answered {wrong[name]}" if name in wrong else ""
        print(f"{name:36}{cuts[9]:8.0f}{cuts[18]:8.0f}{sizes[name] / 1000:7.1f}  {path}{note}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
