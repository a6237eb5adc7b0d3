"""
How fast whole holdings go into an empty archive, and what that takes.

    .venv/bin/python benchmarks/import_un.py ../shared/akn4un [--sessions 77] [--processes 2]

Starts a PostgreSQL of its own on a temporary folder, loads the fixtures, imports, and
imports again. Seconds of computing are told by process, since they depend less than
the time that passes on what else the machine does; they too grow on a busy one, and the
yardstick, a loop that is always the same, tells by how much.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("path", type=Path)
    parser.add_argument("--sessions", default="")
    parser.add_argument("--processes", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as folder:
        Path(folder).chmod(0o711)  # root's PostgreSQL runs under another account
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings")
        from config.postgres import running

        with running(Path(folder)) as url:
            os.environ["DATABASE_URL"] = url
            prepare()
            print(f"yardstick: {yardstick():.2f} s")
            made = measure(options, "into an empty archive")
            print(f"yardstick: {yardstick():.2f} s")
            measure(options, "once more")
            tell_holdings(made)


def prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    with Path(os.devnull).open("w") as nowhere:
        call_command("load_fixtures", stdout=nowhere)


def yardstick() -> float:
    started, sum_ = time.process_time(), 0
    for number in range(6_000_000):
        sum_ += number * number % 7
    return time.process_time() - started


def measure(options: argparse.Namespace, title: str):
    """Import what is asked for, tell what that took, and return what was planned."""
    from resolutions.archive.imports import UnImport
    from resolutions.ingest.holdings.places import items_in
    from resolutions.ingest.holdings.plan import plan
    from resolutions.vocabulary import Language

    sessions = [each for each in options.sessions.split(",") if each]
    started, before = time.monotonic(), seconds_of_computing()
    made = plan(items_in(options.path), sessions=sessions, languages=Language.values)
    run = UnImport(made, processes=options.processes)
    summary = run.run()
    passed = time.monotonic() - started
    used = {name: after - before[name] for name, after in seconds_of_computing().items()}
    paragraphs = run.intake.counts["paragraphs"]
    print(f"{title}: {dict(summary.files)}")
    print(f"  {paragraphs:,} paragraphs in {passed:.1f} s, {paragraphs / passed:,.0f} a second")
    said = ", ".join(f"{name} {seconds:.1f}" for name, seconds in used.items())
    total = sum(used.values())
    print(f"  seconds of computing: {said}; together {total:.1f}")
    if paragraphs:
        print(f"  {1e6 * total / paragraphs:.0f} microseconds of computing a paragraph")
    own, reader = (resource.getrusage(who).ru_maxrss // 1024 for who in WHO)
    print(f"  memory at most: {own} MiB the import, {reader} MiB each reading process")
    return made


WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def seconds_of_computing() -> dict[str, float]:
    own, readers = (resource.getrusage(who) for who in WHO)
    return {
        "import": own.ru_utime + own.ru_stime,
        "reading": readers.ru_utime + readers.ru_stime,
        "PostgreSQL": postgres_seconds(),
    }


def postgres_seconds() -> float:
    """What the server's processes, those that have ended among them, have computed so far."""
    from django.conf import settings

    server = (settings.DATA_DIR / "postgres" / "postmaster.pid").read_text().split()[0]
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue  # it has ended
        fields = rest.split()
        if name.split(" ")[0] == server:
            total += sum(map(int, fields[11:15]))  # its own, and of those it waited for
        elif fields[1] == server:
            total += sum(map(int, fields[11:13]))
    return total / os.sysconf("SC_CLK_TCK")


def tell_holdings(made) -> None:
    """Tell files, texts and paragraphs by language: a file may hold resolutions A and B."""
    from collections import Counter

    from django.db.models import Count

    from resolutions.archive.imports import UNXML
    from resolutions.models import ImportedItem, LanguageVersion, Paragraph

    stored = set(ImportedItem.objects.filter(outcome="stored").values_list("name", flat=True))
    files = Counter(each.name.language for each in made.files if each.item.name in stored)
    versions = LanguageVersion.objects.filter(source=UNXML)
    texts = dict(versions.order_by().values_list("language").annotate(n=Count("pk")))
    counts = Paragraph.objects.filter(resolution__versions__source=UNXML).order_by()
    held = dict(counts.values_list("language").annotate(n=Count("pk", distinct=True)))
    for language in sorted(held):
        print(
            f"  {language}: {files[language]:,} files stored, {texts[language]:,} texts, "
            f"{held[language]:,} paragraphs"
        )


if __name__ == "__main__":
    main()
