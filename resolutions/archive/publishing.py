"""A text under work becomes the public one: looked over first, then done in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from resolutions.archive.corrections import store_corrected
from resolutions.archive.fits import check_fits
from resolutions.archive.manuscripts import Overtaken, symbol_of, title_of
from resolutions.archive.publication import publish, tell
from resolutions.archive.reading_back import KINDS, facts_of, masthead_of
from resolutions.archive.tracing import retrace
from resolutions.editing import Edited, Impossible, decode, encode, flatten
from resolutions.editing.problems import problems
from resolutions.ingest import Refused
from resolutions.ingest.document import ParsedResolution
from resolutions.models import (
    AnchorChange,
    Citation,
    HouseRule,
    LanguageVersion,
    Manuscript,
    Paragraph,
    Resolution,
    Version,
)
from resolutions.vocabulary import (
    DocumentKind,
    Language,
    ManuscriptState,
    NoticeKind,
    ParagraphKind,
    UploadState,
)

PUBLISHED = "Published"  # why a version was made that is no work on a text: the database knows it


TITLES = ("title", "agenda_title")


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What publishing would do; `obstacles` are sentences that say why it cannot be done.

    `renamed` leads from public anchors to those that take their place, `gone` are those
    without one. `resolving` counts citations in other texts that wait for this one.
    `corrects` says that readers have seen another wording, and are to be told; `beside` are
    the other languages that the text is held in.
    """

    edited: Edited
    target: Resolution | None
    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    cited: int = 0
    cited_held: int = 0
    resolving: int = 0
    unsettled: int = 0
    corrects: bool = False
    beside: tuple[Language, ...] = ()
    obstacles: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> int:
        return self.new + self.changed + self.same


def summary(manuscript: Manuscript, author: str) -> Summary:
    """Say what publishing the latest version would do."""
    edited = decode(manuscript.versions.get(number=manuscript.head).value)
    target, obstacles = _target(manuscript, edited)
    pieces = [p for p in flatten(edited) if p.kind is not ParagraphKind.HEADING]
    counts = _counts(target, edited, pieces)
    symbols = {c.symbol for p in pieces for c in p.citations}
    symbols |= {c.symbol for note in edited.document.notes for c in note.citations}
    languages = set(target.versions.values_list("language", flat=True)) if target else set()
    own = edited.document.language
    waiting = Citation.objects.unresolved().filter(symbol=symbol_of(edited) or None)
    return Summary(
        edited=edited,
        target=target,
        **counts,
        renamed={old: new for old, new in edited.moved.items() if new and new != old},
        gone=tuple(old for old, new in edited.moved.items() if not new),
        cited=len(symbols),
        cited_held=Resolution.objects.published().filter(symbol__in=symbols).count(),
        resolving=waiting.count(),
        unsettled=sum(not problem.settled for problem in problems(edited)),
        corrects=bool(target and target.is_published and own in languages),
        beside=tuple(Language(each) for each in sorted(languages - {own})),
        obstacles=(*obstacles, *_unfit(edited), *_same_eyes(manuscript, author)),
    )


@transaction.atomic
def publish_manuscript(
    manuscript: Manuscript, base: int, author: str, notice: str = ""
) -> Resolution:
    """
    Make the latest version, which has to be `base`, the public text.

    Raises `Overtaken` or `Impossible`, and does nothing, where it cannot be done. Old
    anchors go on leading to their paragraphs; `notice` tells readers of a correction.
    """
    manuscript = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if manuscript.head != base:
        raise Overtaken(manuscript.versions.get(number=manuscript.head))
    said = summary(manuscript, author)
    if said.obstacles:
        raise Impossible(said.obstacles[0])
    source = manuscript.versions.exclude(source=None).last()
    keep_head = _head_to_keep(said)
    document, facts = _to_store(said)
    try:
        resolution = store_corrected(
            document,
            typed(facts),
            source=source and source.source,
            by=f"Entered by {author}",
            into=said.target,
        )
    except Refused as refused:
        raise Impossible(refused.message) from refused
    keep_head()
    _relate(resolution, said.edited.relations)
    if said.corrects:
        tell(resolution, NoticeKind.CORRECTION, notice, author)
    _redirect(resolution, said)
    _note(manuscript, resolution, said.edited, author)
    publish(resolution)
    return resolution


def _relate(resolution: Resolution, relations: Mapping[str, str]) -> None:
    """Store what an editor said of other texts; a text that is not held is not guessed at."""
    held = {name: Resolution.objects.named(text).first() for name, text in relations.items()}
    if missing := [relations[name] for name in held if relations[name] and not held[name]]:
        raise Impossible(f"{missing[0]} is not in this archive.")
    if resolution in held.values():
        raise Impossible("A text is not a version of itself.")
    new = {name: text for name, text in held.items() if getattr(resolution, name) != text}
    for name, text in new.items():
        setattr(resolution, name, text)
    if new:
        resolution.save(update_fields=[*new, "updated_at"])
    if new and resolution.is_published:
        retrace(resolution)


def _to_store(said: Summary) -> tuple[ParsedResolution, dict[str, Any]]:
    """The document and the facts of its head; beside other languages the head stays as it is."""
    document, facts = said.edited.document, said.edited.facts
    if not said.beside or document.language == Language.ENGLISH:
        return document, facts
    text = said.target
    kept = {name: value for name, value in facts.items() if name not in TITLES}
    kind = KINDS.get(text.stage, "resolution")
    return replace(document, kind=kind, masthead=masthead_of(text)), facts_of(text) | kept


def _head_to_keep(said: Summary) -> Callable[[], None]:
    """
    What puts the head back that a text has in English, and the titles of another language.

    A manuscript is of one language; its head is that of the document, in English.
    """
    text, language = said.target, said.edited.document.language
    if text is None or language == Language.ENGLISH or not text.has_text:
        return lambda: None
    head = Resolution.objects.filter(pk=text.pk).values("formula", "warnings").get()
    versions = LanguageVersion.objects.filter(resolution=text, language=language)
    printed = said.edited.document.masthead
    titles = versions.values(*TITLES, "source", "item").first() or {
        "title": title_of(said.edited),
        "agenda_title": printed.agenda_title or "",
    }

    def keep() -> None:
        Resolution.objects.filter(pk=text.pk).update(**head)
        versions.update(**titles)

    return keep


def typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the head as the columns take them, from JSON values."""
    return {name: _typed(name, value) for name, value in facts.items()}


def _typed(name: str, value: Any) -> Any:
    column = Resolution._meta.get_field(name)
    if value in (None, ""):
        return None if column.null else column.get_default()
    return column.to_python(value)


def _target(manuscript: Manuscript, edited: Edited) -> tuple[Resolution | None, list[str]]:
    """The row that the text goes to, None for a new one; and what stands in the way."""
    symbol = symbol_of(edited)
    held = Resolution.objects.filter(symbol=symbol).first() if symbol else None
    own = manuscript.resolution
    if held and held.kind != DocumentKind.RESOLUTION:
        return own, [f"{symbol} is held as a {held.kind}, not a resolution."]
    if held and own and held.pk != own.pk:
        return own, [f"{symbol} is the symbol of another text of the archive."]
    language = edited.document.language
    if held and not own and held.versions.filter(language=language).exists():
        return held, [f"{symbol} is held already. Revise that text, or correct the symbol."]
    return own or held, []


def _unfit(edited: Edited) -> list[str]:
    if not flatten(edited):
        return ["The text has no paragraphs."]
    try:
        check_fits(edited.document)
    except Refused as refused:
        return [refused.message]
    return []


def _same_eyes(manuscript: Manuscript, author: str) -> list[str]:
    """
    Where four eyes are asked for, nobody publishes what they uploaded or edited.

    To have published it before is not to have worked on it. The database has the same rule.
    """
    if not HouseRule.objects.filter(four_eyes=True).exists():
        return []
    work = manuscript.versions.exclude(reason=PUBLISHED)
    authors = set(work.values_list("author", flat=True))
    authors |= set(manuscript.uploads.values_list("uploaded_by__username", flat=True))
    if author in authors:
        return ["You have worked on this text yourself; somebody else has to publish it."]
    return []


def _counts(target: Resolution | None, edited: Edited, pieces) -> dict[str, int]:
    language = edited.document.language
    rows = Paragraph.objects.filter(resolution=target, language=language) if target else []
    held = {row.anchor: row.text for row in rows if row.kind != ParagraphKind.HEADING}
    was = {new: old for old, new in edited.moved.items() if new}
    counts = {"new": 0, "changed": 0, "same": 0, "removed": 0}
    for piece in pieces:
        before = held.pop(was.get(piece.anchor, piece.anchor), None)
        counts["new" if before is None else "same" if before == piece.text else "changed"] += 1
    return counts | {"removed": len(held)}


def _redirect(resolution: Resolution, said: Summary) -> None:
    """Have old anchors lead on; those that lead to one that moves now follow it."""
    language = said.edited.document.language
    changes = resolution.anchor_changes.filter(language=language)
    for change in changes:
        if change.new in said.edited.moved:
            change.new = said.edited.moved[change.new]
            change.save(update_fields=["new"])
    for old, new in said.edited.moved.items():
        if old != new:
            AnchorChange.objects.update_or_create(
                resolution=resolution, language=language, old=old, defaults={"new": new}
            )


def _note(manuscript: Manuscript, resolution: Resolution, edited: Edited, author: str) -> None:
    """Note in the manuscript what is public now, from where later anchors are followed."""
    public = {piece.anchor: piece.anchor for piece in flatten(edited)}
    manuscript.head += 1
    Version.objects.create(
        manuscript=manuscript,
        number=manuscript.head,
        value=encode(replace(edited, moved=public)),
        reason=PUBLISHED,
        author=author,
        made_at=timezone.now(),
    )
    manuscript.published_version = manuscript.head
    manuscript.state, manuscript.resolution = ManuscriptState.PUBLISHED, resolution
    manuscript.save()
    manuscript.uploads.update(state=UploadState.PUBLISHED)
