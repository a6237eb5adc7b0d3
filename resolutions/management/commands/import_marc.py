"""Import records of documents and votes from the UN Digital Library."""

from itertools import batched
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.library import LIBRARY, Report, store_records
from resolutions.ingest.document import Refused
from resolutions.ingest.holdings.marc import records_in
from resolutions.management.reports import SHOWN, counted, write_listing

BATCH = 500


class Command(BaseCommand):
    help = (
        "Import records of documents and of votes that were exported from the UN Digital Library "
        "as MARCXML. What is held from other sources stays; where they differ, both are kept and "
        "the difference is told."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--source", default=LIBRARY, help=f"Its name; else {LIBRARY}.")
        parser.add_argument(
            "--unpublished", action="store_true", help="Do not publish what is new."
        )
        parser.add_argument("--all-reasons", action="store_true", help="List all, however many.")

    def handle(self, *, file, source, unpublished, all_reasons, **options):
        total = Report()
        try:
            with file.open("rb") as stream:
                self.take_in(records_in(stream), total, source, not unpublished)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened ({error.strerror}).") from None
        except Refused as refusal:
            total.refused.append(refusal.message)
        self.tell(total, None if all_reasons else SHOWN)
        if total.refused and not total.counts["documents"] + total.counts["votes"]:
            raise CommandError("Nothing was taken in.")

    def take_in(self, records, total: Report, source: str, publish: bool) -> None:
        readable = (record for record in records if self.is_readable(record, total))
        for batch in batched(readable, BATCH, strict=False):
            report = store_records(batch, publish=publish, source=source)
            total.counts += report.counts
            total.conflicts += report.conflicts
            total.unresolved += report.unresolved

    def is_readable(self, record, total: Report) -> bool:
        if isinstance(record, Refused):
            total.refused.append(record.message)
        return not isinstance(record, Refused)

    def tell(self, total: Report, shown: int | None) -> None:
        counts = total.counts
        self.stdout.write(
            f"{counts['documents']:,} records of documents, {counts['votes']:,} of votes; "
            f"{counts['new documents']:,} documents new, {counts['sponsorships']:,} sponsors"
        )
        write_listing(self.stdout, "Refused", total.refused, shown)
        write_listing(self.stdout, "Conflicts", total.conflicts, shown)
        write_listing(self.stdout, "Names that no actor goes by", counted(total.unresolved), shown)
