from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.originals import Busy, sweep
from resolutions.management.reports import SHOWN
from resolutions.models import Seal
from resolutions.verifying import CHECKS, Remark
from resolutions.verifying.log import DUE, last, made, standing

WRONG, MISTYPED, NOT_LOOKED = 1, 2, 3


class Command(BaseCommand):
    help = (
        "Compare what the archive holds with the other records it keeps of the same: originals, "
        "paragraphs, versions, history, counts, citations, the index of search, the tables. "
        "Changes nothing unless asked, but notes what was found. Ends with 0 if all is well, 1 if "
        "something is wrong, 2 if the command was mistyped, 3 if something could not be looked at."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("checks", nargs="*", metavar="CHECK", help="some of them; all if none")
        parser.add_argument("--all", action="store_true", help="list everything that is wrong")
        parser.add_argument(
            "--last",
            action="store_true",
            help="look at nothing: say when each check was last made and what it found; ends "
            f"with 1 too if one is older than {DUE.days} days",
        )
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
            raise CommandError(
                f"There is no check {unknown[0]}: choose from {', '.join(known)}.",
                returncode=MISTYPED,
            )
        chosen = [known[name] for name in checks] or CHECKS
        if options["last"]:
            return self.tell_last(chosen)
        if options["repair"]:
            self.repair()
        wrong = sum(self.lacks(digest) for digest in options["seal"])
        found = [self.tell(check, None if options["all"] else SHOWN) for check in chosen]
        wrong += sum(each or 0 for each in found)
        if wrong:
            raise CommandError(f"{wrong:,} thing{'s are' if wrong > 1 else ' is'} wrong.")
        if None in found:
            raise CommandError(
                "Nothing is wrong of what could be looked at.", returncode=NOT_LOOKED
            )

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
            raise CommandError(
                "Files are being stored: try again when that is done.", returncode=NOT_LOOKED
            ) from error
        for name in swept:
            self.stdout.write(f"  Deleted {name}, which belonged to nothing.")

    def tell(self, check, most: int | None) -> int | None:
        """Write what one check found; return how much, or None if it could not look."""
        shown, sentences = 0, made(check)
        while True:
            try:
                sentence = next(sentences)
            except StopIteration as end:
                record = end.value
                break
            shown += not isinstance(sentence, Remark)
            if most is None or shown <= most:
                self.stdout.write(f"  {sentence}")
        if most is not None and shown > most:
            self.stdout.write(f"  … and {shown - most:,} more (--all lists them)")
        state = f"no: {record.found:,}" if record.found else "yes"
        if record.found is None:
            state = "not looked at"
        looked_at = f" ({record.looked_at})" if record.looked_at else ""
        self.stdout.write(f"{check.name}: {check.words}: {state}{looked_at}")
        return record.found

    def tell_last(self, checks) -> None:
        for name, record in last(checks).items():
            found = f"{record.found:,} wrong" if record.found else "nothing wrong"
            self.stdout.write(f"{name}: {record.ended_at:%Y-%m-%d %H:%M} UTC, {found}")
        stands = standing(checks)
        for name in stands.never:
            self.stdout.write(f"{name}: never")
        if stands.wrong or stands.is_due:
            raise CommandError("Something is wrong, or was not looked at for long.")
