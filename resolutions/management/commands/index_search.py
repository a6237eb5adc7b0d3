"""Make the index of search anew."""

import time

from django.core.management.base import BaseCommand

from resolutions.finding.indexing import index_everything


class Command(BaseCommand):
    help = (
        "Make the index of paragraph search anew from the paragraphs. Searches go on meanwhile. "
        "Needed after many texts were loaded by other means than import_un; never wrong."
    )

    def handle(self, **options):
        started = time.monotonic()
        for language, paragraphs, words in index_everything():
            self.stdout.write(f"  {language.label}: {paragraphs:,} paragraphs, {words:,} words")
        self.stdout.write(f"Indexed in {time.monotonic() - started:,.0f} s")
