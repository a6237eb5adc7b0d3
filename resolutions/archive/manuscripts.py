"""Texts under work: begun from a file or from a public text, and saved version by version."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from resolutions.archive.reading_back import document_of, facts_of
from resolutions.editing import Edited, Impossible, decode, encode, flatten
from resolutions.ingest.document import ParsedResolution
from resolutions.models import Manuscript, Resolution, SourceFile, Upload, Version
from resolutions.search.wordings import wording
from resolutions.vocabulary import ManuscriptState, ParagraphKind, UploadState

# What a step may change of a manuscript.
STEP = ("head", "symbol", "title", "state", "wordings")


class Overtaken(Exception):
    """Somebody else saved meanwhile; `version` is what they saved."""

    def __init__(self, version: Version):
        super().__init__(f"{version.author} saved version {version.number} meanwhile.")
        self.version = version


class Taken(Exception):
    """A text of that symbol is being worked on already, as `manuscript`."""

    def __init__(self, manuscript: Manuscript):
        super().__init__(f"{manuscript.label} is being worked on already.")
        self.manuscript = manuscript


def symbol_of(edited: Edited) -> str:
    """The symbol of a text: what an editor supplied, or else what its source prints."""
    if "symbol" in edited.facts:
        return edited.facts["symbol"] or ""
    return edited.document.masthead.symbol or ""


def title_of(edited: Edited) -> str:
    head = edited.document.masthead
    supplied = edited.facts.get("title")
    return (supplied or head.title or head.agenda_title or "Untitled text")[:2000]


def wordings_of(edited: Edited) -> set[UUID]:
    """One value for the words of each paragraph; headings are left out."""
    pieces = (piece for piece in flatten(edited) if piece.kind is not ParagraphKind.HEADING)
    return {found for piece in pieces if (found := wording(piece.text, piece.opening))}


def edited_in(manuscript: Manuscript, number: int | None = None) -> Edited:
    """The value of a version; of the latest, if no number is given."""
    version = manuscript.versions.get(number=number or manuscript.head)
    return decode(version.value)


@transaction.atomic
def begin(upload: Upload, author: str) -> Manuscript:
    """
    Begin work on what was read from a file. Raises `Taken` for a symbol that is worked on.

    Two who begin at once wait for one another at the table's constraint.
    """
    edited = Edited(_document(upload))
    symbol = symbol_of(edited)
    manuscript, new = _claim(symbol, edited.document.language, title_of(edited), author)
    if not new:
        raise Taken(manuscript)
    _attach(upload, manuscript)
    _append(manuscript, edited, author, f"Read from {upload.name}", upload.source)
    return manuscript


@transaction.atomic
def add_to(manuscript: Manuscript, upload: Upload, base: int, author: str) -> Version:
    """Make what was read from a file the next version of a text under work."""
    manuscript = _locked(manuscript, base)
    before = edited_in(manuscript)
    document = _document(upload)
    edited = Edited(
        document, before.facts, moved=_followed(before, document), relations=before.relations
    )
    if upload.manuscript_id != manuscript.pk:
        _attach(upload, manuscript)
    return _append(manuscript, edited, author, f"Read anew from {upload.name}", upload.source)


@transaction.atomic
def revise(resolution: Resolution, language: str, author: str) -> Manuscript:
    """The manuscript of a text that is held, begun from its rows if it has none."""
    held = resolution.manuscripts.exclude(state=ManuscriptState.SET_ASIDE).filter(language=language)
    if manuscript := held.first():
        return manuscript
    document = document_of(resolution, language)
    edited = Edited(document, facts_of(resolution))
    public = {piece.anchor: piece.anchor for piece in flatten(edited)}
    edited = replace(edited, moved=public if resolution.is_published else {})
    manuscript, new = _claim(resolution.symbol or "", language, resolution.title, author)
    if not new:
        raise Taken(manuscript)
    manuscript.resolution = resolution
    manuscript.save(update_fields=["resolution"])
    source = resolution.sources.first()
    version = _append(manuscript, edited, author, "As held in the archive", source)
    manuscript.state = ManuscriptState.PUBLISHED
    manuscript.published_version = version.number if resolution.is_published else None
    manuscript.save(update_fields=["state", "published_version"])
    return manuscript


@transaction.atomic
def save(manuscript: Manuscript, base: int, edited: Edited, author: str, reason: str) -> Version:
    """
    Save a new version on top of `base`; raise `Overtaken` if that is no longer the latest.

    `Taken`, where the symbol that it has now is that of another text under work.
    """
    manuscript = _locked(manuscript, base)
    return _append(manuscript, edited, author, reason)


@transaction.atomic
def undo(manuscript: Manuscript, base: int, author: str) -> Version:
    """Take back the latest step; what is taken back stays among the versions."""
    manuscript = _locked(manuscript, base)
    origin = manuscript.versions.get(number=base).origin
    if origin < 2:
        raise Impossible("There is no earlier version.")
    before = manuscript.versions.get(number=origin - 1)
    return _restore(manuscript, before, author, f"Undid version {origin}")


@transaction.atomic
def restore(manuscript: Manuscript, base: int, number: int, author: str) -> Version:
    """Make an earlier version the latest again."""
    manuscript = _locked(manuscript, base)
    version = manuscript.versions.filter(number=number).first()
    if version is None:
        raise Impossible("There is no such version.")
    return _restore(manuscript, version, author, f"Restored version {number}")


@transaction.atomic
def set_aside(manuscript: Manuscript, base: int) -> None:
    """Stop work on a text that was never public; it can be taken up again."""
    manuscript = _locked(manuscript, base)
    if manuscript.resolution_id:
        raise Impossible("A text of the archive is withdrawn, not set aside.")
    manuscript.state = ManuscriptState.SET_ASIDE
    manuscript.save(update_fields=["state", "changed_at"])


@transaction.atomic
def take_up(manuscript: Manuscript) -> None:
    """Go on with a text that was set aside. Raises `Taken`, if its symbol is by now."""
    others = Manuscript.objects.exclude(state=ManuscriptState.SET_ASIDE).exclude(symbol="")
    same = others.filter(symbol=manuscript.symbol, language=manuscript.language).first()
    if same:
        raise Taken(same)
    manuscript.state = ManuscriptState.OPEN
    manuscript.save(update_fields=["state", "changed_at"])


def _document(upload: Upload) -> ParsedResolution:
    return decode({"document": upload.read["document"]}).document


def _attach(upload: Upload, manuscript: Manuscript) -> None:
    upload.manuscript, upload.state = manuscript, UploadState.READ
    upload.save(update_fields=["manuscript", "state"])


def _claim(symbol: str, language: str, title: str, author: str) -> tuple[Manuscript, bool]:
    """The manuscript of a symbol, and whether it is new; the table lets only one be made."""
    made = Manuscript(symbol=symbol, language=language, title=title, begun_by=author)
    if not symbol:
        made.save()
        return made, True
    Manuscript.objects.bulk_create([made], ignore_conflicts=True)
    held = Manuscript.objects.exclude(state=ManuscriptState.SET_ASIDE)
    manuscript = held.get(symbol=symbol, language=language)
    return manuscript, manuscript.head == 0


def _locked(manuscript: Manuscript, base: int) -> Manuscript:
    """The manuscript, which nobody else can save meanwhile, with `base` as its latest version."""
    locked = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if locked.head != base:
        raise Overtaken(locked.versions.get(number=locked.head))
    return locked


def _restore(manuscript: Manuscript, version: Version, author: str, reason: str) -> Version:
    edited = decode(version.value)
    # What was public since has its own addresses to keep.
    now = edited_in(manuscript).moved
    held = {piece.anchor for piece in flatten(edited)}
    moved = (
        edited.moved
        if edited.moved.keys() == now.keys()
        else {old: old if old in held else "" for old in now}
    )
    edited = replace(edited, moved=moved)
    return _append(manuscript, edited, author, reason, restores=version.origin)


def _followed(before: Edited, document: ParsedResolution) -> dict[str, str]:
    """Where public anchors are in a text read anew: the same words, or else the same anchor."""
    new = flatten(Edited(document))
    by_words = {piece.text: piece.anchor for piece in reversed(new)}
    anchors = {piece.anchor for piece in new}
    texts = {piece.anchor: piece.text for piece in flatten(before)}
    return {
        old: by_words.get(texts.get(now, ""), now if now in anchors else "")
        for old, now in before.moved.items()
    }


def _append(
    manuscript: Manuscript,
    edited: Edited,
    author: str,
    reason: str,
    source: SourceFile | None = None,
    restores: int | None = None,
) -> Version:
    symbol = symbol_of(edited)
    others = Manuscript.objects.exclude(state=ManuscriptState.SET_ASIDE).exclude(pk=manuscript.pk)
    if symbol != manuscript.symbol and symbol:
        same = others.filter(symbol=symbol, language=manuscript.language).first()
        if same:
            raise Taken(same)
    manuscript.head += 1
    manuscript.symbol, manuscript.title = symbol, title_of(edited)
    manuscript.wordings = sorted(wordings_of(edited))
    if manuscript.state == ManuscriptState.PUBLISHED:
        manuscript.state = ManuscriptState.OPEN
    manuscript.save(update_fields=[*STEP, "changed_at"])
    return Version.objects.create(
        manuscript=manuscript,
        number=manuscript.head,
        value=encode(edited),
        reason=reason[:300],
        author=author,
        source=source,
        restores=restores,
    )
