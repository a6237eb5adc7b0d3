from django.core.management.base import BaseCommand

from resolutions.archive.sealing import NAMES, last_seals, seal_history


class Command(BaseCommand):
    help = (
        "Seal what was recorded since the last time, and print the last seals. Noted down "
        "elsewhere, they prove later that nothing before was changed: `verify history --seal`."
    )

    def handle(self, **options) -> None:
        self.stdout.write(f"{seal_history():,} rows sealed.")
        for table, digest in last_seals().items():
            self.stdout.write(f"{NAMES[table]}: {digest}")
