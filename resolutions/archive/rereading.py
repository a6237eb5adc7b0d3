"""The file of a text read again, as by readers that have learnt more since."""

from collections.abc import Iterator

import msgspec
from django.db import transaction

from resolutions.archive.fits import check_fits
from resolutions.archive.manuscripts import add_to
from resolutions.archive.uploads import NO_ORIGINAL
from resolutions.editing import Impossible
from resolutions.ingest import Refused
from resolutions.ingest.edition import edition
from resolutions.ingest.viewing import Sight, Viewer
from resolutions.models import Manuscript, SourceFile, Upload, Version
from resolutions.vocabulary import UploadState


def upload_of(manuscript: Manuscript) -> Upload | None:
    """The file that a text was last read from, with what was read of it."""
    uploads = manuscript.uploads.filter(read__isnull=False).select_related("source")
    return uploads.first()


def source_of(manuscript: Manuscript) -> SourceFile | None:
    """The file that a text comes from, though nothing may be kept of how it was read."""
    upload = upload_of(manuscript)
    if upload:
        return upload.source
    version = manuscript.versions.exclude(source=None).select_related("source").last()
    return version and version.source


def read_again(source: SourceFile, viewer: Viewer | None = None) -> Sight:
    """Read a file in the limited process; `Impossible` with the reason where that fails."""
    try:
        with source.content.open() as file:
            data = file.read()
        if viewer:
            sight = viewer.read(data)
        else:
            with Viewer() as viewer:
                sight = viewer.read(data)
        check_fits(sight.document)
    except Refused as refused:
        raise Impossible(refused.message) from refused
    except OSError as fault:
        raise Impossible(NO_ORIGINAL) from fault
    return sight


def is_news(manuscript: Manuscript, sight: Sight) -> bool:
    """Whether the lines of a file, or their places on its pages, are not those that are kept."""
    upload = upload_of(manuscript)
    return upload is None or upload.read["lines"] != as_kept(sight)["lines"]


def as_kept(sight: Sight) -> dict:
    """What is kept of a reading, as the database gives it back."""
    found = {"document": sight.document, "lines": sight.lines}
    return msgspec.json.decode(msgspec.json.encode(found))


@transaction.atomic
def show_lines(manuscript: Manuscript, source: SourceFile, sight: Sight, user) -> Upload:
    """Show a text beside the lines of its file as they are read now; the text stays as it is."""
    upload = upload_of(manuscript) or Upload(
        source=source,
        name=source.name,
        state=UploadState.READ,
        edition=edition(),
        uploaded_by=user,
        manuscript=manuscript,
    )
    found = as_kept(sight)
    upload.read = found | (upload.read or {}) | {"lines": found["lines"]}
    upload.format = sight.document.format
    upload.save()
    return upload


@transaction.atomic
def take_reading(
    manuscript: Manuscript, base: int, source: SourceFile, sight: Sight, user
) -> Version:
    """Make what is read now of a file the next version of its text; raise `Overtaken` as `save`."""
    upload = show_lines(manuscript, source, sight, user)
    upload.read, upload.edition = as_kept(sight), edition()
    upload.save(update_fields=["read", "edition"])
    return add_to(manuscript, upload, base, user.get_username())


def unmarked() -> Iterator[Upload]:
    """PDFs that texts were last read from, before their lines had places on the pages."""
    uploads = Upload.objects.filter(format="pdf", manuscript__isnull=False, read__isnull=False)
    for upload in uploads.select_related("source", "manuscript").order_by("pk").iterator(20):
        marked = any(line.get("spot") for line in upload.read["lines"])
        if not marked and upload == upload_of(upload.manuscript):
            yield upload
