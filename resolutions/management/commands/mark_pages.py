"""Read PDFs of texts under work again, so that their lines are marked on their pages."""

from django.core.management.base import BaseCommand

from resolutions.archive.rereading import read_again, show_lines, unmarked
from resolutions.editing import Impossible
from resolutions.ingest.viewing import Viewer


class Command(BaseCommand):
    help = "Mark the lines of PDFs that were read before lines were marked. No text is changed."

    def handle(self, **options):
        marked = 0
        with Viewer() as viewer:
            for upload in unmarked():
                try:
                    sight = read_again(upload.source, viewer)
                except Impossible as reason:
                    self.stderr.write(f"{upload.manuscript.label}, {upload.name}: {reason}")
                    continue
                show_lines(upload.manuscript, upload.source, sight, upload.uploaded_by)
                marked += 1
        said = "1 file is" if marked == 1 else f"{marked:,} files are"
        self.stdout.write(f"{said} marked on their pages.")
