from pathlib import Path

from django.core.management import BaseCommand, CommandError

from config.backups import BackupError, make_backup


class Command(BaseCommand):
    help = (
        "Write the whole archive, database and originals, to one new file. The site may be up. "
        "`restore` reads it back."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="where to; the name of a file not there yet")

    def handle(self, *, file: Path, **options) -> None:
        try:
            made = make_backup(file)
        except BackupError as error:
            raise CommandError(error) from error
        self.stdout.write(
            f"{file}: the database and {made.originals:,} originals, {made.size / 1e6:,.1f} MB"
        )
        if made.problems:
            raise CommandError(
                "\n".join([*made.problems, "The backup holds the rest. `verify` says more."])
            )
