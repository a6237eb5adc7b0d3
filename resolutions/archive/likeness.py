"""What the archive has already of a text: the same bytes, the same symbol, the same words."""

from dataclasses import dataclass

from django.db.models import Count

from resolutions.archive.manuscripts import wordings_of
from resolutions.editing import Edited, decode
from resolutions.models import Manuscript, Paragraph, Resolution, Upload
from resolutions.vocabulary import ManuscriptState

# So much of a text in common makes it the same text, for an editor to decide.
NEARLY_THE_SAME = 0.8
# Fewer paragraphs in common say little.
FEWEST = 2
# So many texts under work are weighed, those changed last.
MOST_ALIKE = 50


@dataclass(frozen=True, slots=True)
class Near:
    """A text that is held, and how many of the paragraphs at hand it has too."""

    text: Resolution
    shared: int
    of: int

    @property
    def share(self) -> float:
        return self.shared / self.of


@dataclass(frozen=True, slots=True)
class Twin:
    """Something that an uploaded file may be another copy of, and why."""

    why: str
    text: Resolution | None = None
    manuscript: Manuscript | None = None
    upload: Upload | None = None


def nearest(edited: Edited, besides: int | None = None, most: int = 3) -> list[Near]:
    """The texts that have the most paragraphs in common with one, word by word."""
    wordings = wordings_of(edited)
    if not wordings:
        return []
    shared = Paragraph.objects.filter(wording__in=wordings).exclude(resolution=besides)
    counted = (
        shared.order_by()
        .values("resolution")
        .annotate(shared=Count("wording", distinct=True))
        .filter(shared__gte=min(FEWEST, len(wordings)))
        .order_by("-shared", "-resolution")[:most]
    )
    texts = Resolution.objects.in_bulk([row["resolution"] for row in counted])
    return [Near(texts[row["resolution"]], row["shared"], len(wordings)) for row in counted]


def twins_of(upload: Upload) -> list[Twin]:
    """What an uploaded file may be another copy of; nothing for one that is worked on."""
    if upload.manuscript_id or not upload.read:
        return []
    edited = Edited(decode({"document": upload.read["document"]}).document)
    symbol, language = edited.document.masthead.symbol, edited.document.language
    found: list[Twin] = []
    same = Upload.objects.filter(source=upload.source, manuscript__isnull=False)
    for other in same.exclude(pk=upload.pk).select_related("manuscript")[:1]:
        found.append(Twin("the same file, byte for byte", manuscript=other.manuscript))
    if upload.source.resolution:
        found.append(Twin("the same file, byte for byte", text=upload.source.resolution))
    if symbol:
        open_ = Manuscript.objects.exclude(state=ManuscriptState.SET_ASIDE)
        for manuscript in open_.filter(symbol=symbol, language=language):
            found.append(Twin(f"the same symbol, {symbol}", manuscript=manuscript))
        for text in Resolution.objects.with_text().filter(symbol=symbol):
            found.append(Twin(f"the same symbol, {symbol}", text=text))
    for near in nearest(edited):
        if near.share >= NEARLY_THE_SAME:
            found.append(Twin(said(near.shared, near.of), text=near.text))
    wordings = wordings_of(edited)
    alike = Manuscript.objects.filter(state=ManuscriptState.OPEN, wordings__overlap=[*wordings])
    for manuscript in alike[:MOST_ALIKE]:
        shared = len(wordings & {*manuscript.wordings})
        if shared >= NEARLY_THE_SAME * len(wordings):
            found.append(Twin(said(shared, len(wordings)), manuscript=manuscript))
    return _once_each(found)


def said(shared: int, of: int) -> str:
    return f"{shared} of {of} paragraphs word for word"


def _once_each(twins: list[Twin]) -> list[Twin]:
    """One twin a text: a text under work stands for the one that it was made from."""
    kept: dict[tuple, Twin] = {}
    for twin in twins:
        manuscript = twin.manuscript
        if twin.text and manuscript is None:
            held = twin.text.manuscripts.exclude(state=ManuscriptState.SET_ASIDE)
            manuscript = held.first()
        text = twin.text or (manuscript and manuscript.resolution)
        key = ("text", text.pk) if text else ("manuscript", manuscript.pk)
        kept.setdefault(key, Twin(twin.why, text, manuscript))
    return list(kept.values())
