"""Find from which earlier paragraphs each paragraph descends."""

import os
import threading
import time

from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.tracing import Checked, check, trace_all, trace_waiting
from resolutions.management.progress import Progress
from resolutions.models import Descent, Family, Paragraph, TextPrint
from resolutions.vocabulary import Language

NICE = 10


def end_with_input() -> None:
    """End with who has this process trace; a transaction that is under way is as if never begun."""
    while os.read(0, 1024):  # unbuffered: at the end of this process the buffer would be in use
        pass
    os._exit(1)


class Command(BaseCommand):
    help = (
        "Trace the descent of paragraphs in texts that are new or have changed. It may be stopped "
        "and run again at any time; import_un runs it at its end."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="Trace every text again.")
        which.add_argument(
            "--waiting",
            action="store_true",
            help="Trace what was changed a moment ago, as the server has done by itself: with low "
            "priority, and no longer than its standard input lasts.",
        )
        which.add_argument(
            "--check",
            action="store_true",
            help="Trace every text without storing anything, and tell what is stored otherwise.",
        )

    def handle(self, *, all, waiting, check, **options):
        if waiting:
            os.nice(NICE)
            threading.Thread(target=end_with_input, daemon=True).start()
            trace_waiting()
        elif check:
            self.hold_against_tracing_anew()
        else:
            self.trace(all)

    def trace(self, all: bool) -> None:
        started = time.monotonic()
        if all:
            # How texts compare is found anew, too: its rules may be others now.
            TextPrint.objects.update(is_traced=False, counterparts=None)
        progress = None

        def told(done: int, total: int, stored: int) -> None:
            nonlocal progress
            progress = progress or Progress(self.stderr, total, "texts", "descents")
            progress(done, stored)

        traced = trace_all(told)
        if progress:
            progress.end()
        for language, texts in traced.items():
            self.stdout.write(f"  {Language(language).label}: {texts:,} texts traced")
        self.stdout.write(
            f"{Descent.objects.count():,} descents, {Family.objects.count():,} families; "
            f"{time.monotonic() - started:,.0f} s"
        )

    def hold_against_tracing_anew(self) -> None:
        exact = True
        for found in check():
            exact = exact and found.is_exact
            self.stdout.write(f"  {Language(found.language).label}: {_told(found)}")
        if not exact:
            raise CommandError("Lineage is to be brought up to date: trace_lineage, or with --all.")
        self.stdout.write("Lineage is what tracing everything from nothing gives.")


def _told(found: Checked) -> str:
    if found.is_exact:
        return f"{found.descents:,} descents, as stored"
    held = Paragraph.objects.filter(pk__in=found.paragraphs).select_related("resolution")
    some = ", ".join(f"{each.resolution.label} {each.anchor}" for each in held[:5])
    return (
        f"{len(found.paragraphs):,} paragraphs have other descents, {len(found.texts):,} texts "
        f"look back on others, {found.families:,} families differ"
        + (f"; as {some}" if some else "")
    )
