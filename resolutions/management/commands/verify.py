from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.originals import Busy, sweep
from resolutions.management.reports import SHOWN
from resolutions.models import Seal
from resolutions.verifying import CHECKS


class Command(BaseCommand):
    help = (
        "Compare what the archive holds with the other records it keeps of the same: originals, "
        "paragraphs, versions, history, counts, citations, the index of search. Changes nothing "
        "unless asked; ends with 1 where something is wrong."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("checks", nargs="*", metavar="CHECK", help="some of them; all if none")
        parser.add_argument("--all", action="store_true", help="list everything that is wrong")
        parser.add_argument(
            "--repair",
            action="store_true",
            help="delete files that belong to nothing and are older than a day",
        )

        parser.add_argument(
            "--seal",
            action="append",
            default=[],
            metavar="SEAL",
            help="a seal that was noted down, or is in the manifest of a backup",
        )

    def handle(self, *, checks, **options) -> None:
        known = {check.name: check for check in CHECKS}
        if unknown := [name for name in checks if name not in known]:
            raise CommandError(f"There is no check {unknown[0]}: choose from {', '.join(known)}.")
        if options["repair"]:
            self.repair()
        wrong = sum(self.lacks(digest) for digest in options["seal"])
        for check in [known[name] for name in checks] or CHECKS:
            wrong += self.tell(check, None if options["all"] else SHOWN)
        if wrong:
            raise CommandError(f"{wrong:,} thing{'s are' if wrong > 1 else ' is'} wrong.")

    def lacks(self, digest: str) -> bool:
        """Write and return whether a seal that was noted down is gone."""
        if Seal.objects.filter(digest=digest).exists():
            return False
        self.stdout.write(f"  There is no seal {digest}: what it covered was recorded anew.")
        return True

    def repair(self) -> None:
        try:
            swept = sweep()
        except Busy as error:
            raise CommandError("Files are being stored: try again when that is done.") from error
        for name in swept:
            self.stdout.write(f"  Deleted {name}, which belonged to nothing.")

    def tell(self, check, most: int | None) -> int:
        """Write what one check found; return how much."""
        found, problems, looked_at = 0, check.find(), None
        while True:
            try:
                problem = next(problems)
            except StopIteration as end:
                looked_at = end.value
                break
            found += 1
            if most is None or found <= most:
                self.stdout.write(f"  {problem}")
        if most is not None and found > most:
            self.stdout.write(f"  … and {found - most:,} more (--all lists them)")
        state = f"no: {found:,}" if found else "yes"
        looked_at = f" ({looked_at})" if looked_at else ""
        self.stdout.write(f"{check.name}: {check.words}: {state}{looked_at}")
        return found
