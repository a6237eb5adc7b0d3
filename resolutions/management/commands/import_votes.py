"""Import roll calls from a table."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.library import store_roll_calls
from resolutions.ingest.document import Refused
from resolutions.ingest.holdings import roll_calls
from resolutions.management.reports import SHOWN, counted, write_listing


class Command(BaseCommand):
    help = (
        "Import roll calls as CSV, a line a ballot: symbol, date, state, vote (Y, N, A or X), and "
        "if need be body, anchor, meeting, in_favour, against, abstaining, title. Votes of other "
        "sources stay beside them; where they differ, that is told."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--source", required=True, help="Whose list it is, as pages name it.")
        parser.add_argument(
            "--unpublished", action="store_true", help="Do not publish what is new."
        )
        parser.add_argument("--all-reasons", action="store_true", help="List all, however many.")

    def handle(self, *, file, source, unpublished, all_reasons, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                calls, refused = roll_calls.roll_calls_in(lines)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened ({error.strerror}).") from None
        except UnicodeDecodeError:
            raise CommandError(f"{file} is not in UTF-8; save it in that.") from None
        except Refused as refusal:
            raise CommandError(refusal.message) from None
        report = store_roll_calls(calls, source, publish=not unpublished)
        reasons = [refusal.message for refusal in refused] + report.refused
        shown = None if all_reasons else SHOWN
        self.stdout.write(f"{report.counts['votes']:,} votes, {report.counts['ballots']:,} ballots")
        write_listing(self.stdout, "Refused", reasons, shown)
        write_listing(self.stdout, "Conflicts", report.conflicts, shown)
        write_listing(self.stdout, "Names that no actor goes by", counted(report.unresolved), shown)
