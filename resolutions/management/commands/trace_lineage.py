"""Find from which earlier paragraphs each paragraph descends."""

import time

from django.core.management.base import BaseCommand

from resolutions.archive.tracing import trace_all
from resolutions.management.progress import Progress
from resolutions.models import Descent, Family, TextPrint
from resolutions.vocabulary import Language


class Command(BaseCommand):
    help = (
        "Trace the descent of paragraphs in texts that are new or have changed. It may be stopped "
        "and run again at any time; import_un runs it at its end."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Trace every text again.")

    def handle(self, *, all, **options):
        started = time.monotonic()
        if all:
            TextPrint.objects.update(is_traced=False)
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
