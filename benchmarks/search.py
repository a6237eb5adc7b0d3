"""
How long a page of search takes, through a server that is running.

    .venv/bin/python benchmarks/search.py http://127.0.0.1:8000 [--rounds 3]

Asks a fixed mix of queries in turn, so that each round meets the same load of the machine:
once as the first request for each ("cold"), then again ("warm"). Tells the percentiles of
both, the slowest queries, and how fast a page is that has not changed.
"""

import argparse
import http.client
import statistics
import time
from urllib.parse import urlencode, urlsplit

# (what it tries, what is typed, the rest of the address)
QUERIES = [
    *(("rare", q, {}) for q in ("cryptography", "norms", "cybercrime", "ransomware", "malicious")),
    *(("rare", q, {}) for q in ("deepfake", "interoperability", "espionage", "quantum")),
    *(("common", q, {}) for q in ("states", "international", "security", "development")),
    *(("common", q, {}) for q in ("resolution", "nations", "report", "rights", "cooperation")),
    *(("several", q, {}) for q in ("international security", "human rights internet")),
    *(("several", q, {}) for q in ("responsible state behaviour", "climate change small islands")),
    *(("several", q, {}) for q in ("information communications technologies", "women peace")),
    *(("hyphen", q, {}) for q in ("capacity-building", "confidence-building measures")),
    *(("phrase", q, {}) for q in ('"use of force"', '"additional norms"', '"of the"')),
    *(("phrase", q, {}) for q in ('"international peace and security"', '"in the field of"')),
    *(("phrase", q, {}) for q in ('"responsible State behaviour"', '"the Secretary-General"')),
    *(("near", q, {}) for q in ("state NEAR/5 behaviour", '"use of force" NEAR/10 threat')),
    *(
        ("near", q, {})
        for q in ("technologies NEAR/8 threat", "human NEAR/2 rights NEAR/9 internet")
    ),
    *(("prefix", q, {}) for q in ("capacit*", "cyber*", "inter*", '"information secur*"')),
    *(
        ("without", q, {})
        for q in ("norms -voluntary", "security -council", "states -(member OR all)")
    ),
    *(("or", q, {}) for q in ("cyber OR ict", "norms OR rules OR principles", "peace OR security")),
    *(
        ("brackets", q, {})
        for q in ('(norms OR rules) "use of force"', "(women OR girls) education")
    ),
    *(("fields", q, {}) for q in ("norms session:76", "security year:2020..2022 part:operative")),
    *(("fields", q, {}) for q in ("rights committee:third -opening:recalling", "session:77")),
    *(
        ("fields", q, {})
        for q in ("vote:recorded weapons", "title:disarmament states", "cites:75/240")
    ),
    ("filters", "security", {"session": ["75", "76"], "part": "operative"}),
    ("filters", "states", {"committee": "first", "sort": "newest"}),
    ("filters", "development", {"vote": "recorded", "opening": "recalling"}),
    ("sort", "states", {"sort": "newest"}),
    ("sort", "security", {"sort": "oldest"}),
    ("page", "states", {"page": "20"}),
    *(("language", q, {"lang": "fr"}) for q in ("normes", "sécurité internationale")),
    *(("language", q, {"lang": "zh"}) for q in ("网络安全", "国际")),
    *(("language", q, {"lang": "ar"}) for q in ("الأمن", "حقوق الإنسان")),
    *(("language", q, {"lang": "ru"}) for q in ("безопасность", "государства")),
    ("language", "derechos humanos", {"lang": "es"}),
    ("language", "security", {"lang": "all"}),
    *(("none", q, {}) for q in ("xylophone", '"norms of xylophone"', "nroms", "the")),
]
TELLING = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("site")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    site = http.client.HTTPConnection(urlsplit(options.site).netloc)
    addresses = [address(typed, rest) for _, typed, rest in QUERIES]
    first, _ = ask(site, "/search/?q=warming")
    print(f"{len(QUERIES)} queries; the first request took {first:.0f} ms")
    cold = [ask(site, each)[0] for each in addresses]
    tell("cold", cold)
    rounds = [[ask(site, each)[0] for each in addresses] for _ in range(options.rounds)]
    tell("warm, every request", [t for times in rounds for t in times])
    best = [min(times) for times in zip(*rounds, strict=True)]
    tell("warm, best of each", best)
    for spent, (kind, typed, rest) in sorted(zip(best, QUERIES, strict=True), reverse=True)[
        :TELLING
    ]:
        print(f"    {spent:6.1f} ms  {kind:9} {typed} {rest or ''}")
    _, etag = ask(site, addresses[0])
    tell("unchanged (304)", [ask(site, addresses[0], etag)[0] for _ in range(100)])


def address(typed: str, rest: dict) -> str:
    return f"/search/?{urlencode({'q': typed} | rest, doseq=True)}"


def ask(site: http.client.HTTPConnection, path: str, etag: str = "") -> tuple[float, str]:
    """Return the milliseconds that an answer took, and its validator."""
    started = time.perf_counter()
    site.request("GET", path, headers={"If-None-Match": etag} if etag else {})
    answer = site.getresponse()
    answer.read()
    spent = (time.perf_counter() - started) * 1_000
    if answer.status != (304 if etag else 200):
        raise SystemExit(f"{path} answered {answer.status}")
    return spent, answer.headers.get("ETag", "")


def tell(what: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    print(
        f"{what:22} p50 {cuts[49]:6.1f}  p95 {cuts[94]:6.1f}  p99 {cuts[98]:6.1f}  "
        f"max {max(times):6.1f} ms"
    )


if __name__ == "__main__":
    main()
