from pathlib import Path

from django.core.management import BaseCommand, CommandError, call_command

from config.backups import BackupError, mend_originals, restore_backup


class Command(BaseCommand):
    help = (
        "Put a backup in the place of this archive, whole or not at all. Stop the site first. "
        "Restore only backups of your own: they are run by the database."
    )
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="even where this archive holds documents; they are lost unless backed up",
        )
        parser.add_argument(
            "--originals",
            action="store_true",
            help="only put back originals that are lost or damaged here; the site may be up",
        )

    def handle(self, *, file: Path, replace: bool, originals: bool, **options) -> None:
        try:
            if originals:
                for name in (mended := mend_originals(file)):
                    self.stdout.write(f"  Put back {name}")
                self.stdout.write(f"Put back {len(mended):,} originals from {file}.")
                return
            kept = restore_backup(file, replace=replace)
        except BackupError as error:
            raise CommandError(error) from error
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored the database and {kept:,} originals from {file}.")
