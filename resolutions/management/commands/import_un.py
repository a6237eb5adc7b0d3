"""Import whole sessions as the United Nations publishes them."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.imports import UnImport
from resolutions.finding.indexing import is_due
from resolutions.ingest.document import Refused
from resolutions.ingest.holdings.choosing import about, subject_sets
from resolutions.ingest.holdings.places import items_in
from resolutions.ingest.holdings.plan import Plan, plan
from resolutions.management.clones import fetched, is_address
from resolutions.management.progress import Progress
from resolutions.management.reports import SHOWN, counted, write_listing
from resolutions.vocabulary import Language

PUBLIC = "https://github.com/UNxml/GAresolutions"


class Command(BaseCommand):
    help = (
        "Import resolutions from the machine-readable files of the UN: from a clone, a folder, a "
        "zip or zips in a folder. What was imported before and has not changed is passed over."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            metavar="PATH",
            nargs="?",
            default=PUBLIC,
            help=f"A folder, a zip, or a git address to fetch first; else {PUBLIC}.",
        )
        parser.add_argument("--sessions", default="", help="Such as 75,76,ES-11; else all.")
        parser.add_argument(
            "--languages", default="", help="Such as en,fr; else the six official languages."
        )
        parser.add_argument(
            "--subjects",
            default="",
            help=f"Saved sets ({', '.join(subject_sets())}) or subjects of the thesaurus.",
        )
        parser.add_argument(
            "--processes", type=int, default=0, help="How many read files; else one a core."
        )
        parser.add_argument(
            "--unpublished", action="store_true", help="Do not publish what is new."
        )
        parser.add_argument(
            "--all-reasons", action="store_true", help="List every file that was not stored."
        )

    def handle(self, *, path, processes, unpublished, all_reasons, **options):
        if is_address(path):
            self.stdout.write(f"Fetching {path}")
            path = fetched(path, settings.DATA_DIR / "publications")
        started = time.monotonic()
        made = self.plan(Path(path), **options)
        progress = Progress(self.stderr, len(made.files))
        run = UnImport(made, publish=not unpublished, processes=processes, progress=progress)
        summary = run.run()
        progress.end()
        self.tell(run, summary, time.monotonic() - started, None if all_reasons else SHOWN)
        if is_due():
            call_command("index_search", stdout=self.stdout)
        call_command("trace_lineage", stdout=self.stdout, stderr=self.stderr)

    def plan(self, path: Path, *, sessions: str, languages: str, subjects: str, **options) -> Plan:
        chosen = about(listed(subjects)) if subjects else None
        try:
            made = plan(
                items_in(path),
                sessions=listed(sessions),
                languages=languages_of(languages),
                chosen=chosen,
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from None
        if not made.files and not made.records:
            raise CommandError(f"{path} holds no resolution that is asked for.")
        if made.left_out:
            self.stdout.write(f"{made.left_out:,} files were not asked for and are left out")
        return made

    def tell(self, run: UnImport, summary, seconds: float, shown: int | None) -> None:
        counts, files = run.intake.counts, summary.files
        kinds = ("new", "changed", "unchanged", "passed over", "refused")
        said = ", ".join(f"{files[kind]:,} {kind}" for kind in kinds)
        self.stdout.write(f"{sum(files.values()):,} items: {said}")
        rate = counts["paragraphs"] / seconds
        self.stdout.write(
            f"{counts['paragraphs']:,} paragraphs in {seconds:,.0f} s ({rate:,.0f} a second); "
            f"{counts['new documents']:,} new documents, {counts['votes']:,} votes, "
            f"{counts['sponsorships']:,} sponsors"
        )
        refused = [f"{name}: {why}" for name, why in summary.reasons]
        names = counted(list(run.intake.unresolved.elements()))
        write_listing(self.stdout, "Not stored", refused, shown)
        write_listing(self.stdout, "Conflicts", run.intake.conflicts, shown)
        write_listing(self.stdout, "Names that no actor goes by", names, shown)


def listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def languages_of(text: str) -> list[str]:
    chosen = listed(text)
    unknown = [each for each in chosen if each not in Language.values]
    if unknown:
        known = ", ".join(Language.values)
        raise CommandError(f"“{unknown[0]}” is not a language here: choose from {known}.")
    return chosen or list(Language.values)
