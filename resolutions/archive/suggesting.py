"""What may stand in the head of a text, from what the archive knows already."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from resolutions import symbols
from resolutions.archive.likeness import Near
from resolutions.archive.manuscripts import symbol_of, title_of
from resolutions.editing import Edited
from resolutions.models import Resolution, Sponsorship
from resolutions.search.wordings import wording
from resolutions.vocabulary import DocumentKind, Stage

MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that may be of this text, and in what it agrees with it."""

    record: Resolution
    why: tuple[str, ...]


def likely_records(edited: Edited) -> list[Suggestion]:
    """
    Catalogue records of which this may be the text, the likeliest first.

    They agree in session and title, and in sponsors where both name some; a text that
    has its symbol needs none.
    """
    if symbol_of(edited):
        return []
    head = edited.document.masthead
    session = edited.facts.get("session") or head.session
    title = wording(title_of(edited))
    if not session:
        return []
    records = Resolution.objects.filter(
        Q(session=session), ~Q(symbol=None), kind=DocumentKind.RESOLUTION
    )
    titled = [row for row in records.only("symbol", "title") if wording(row.title) == title]
    named = {sponsor.slug for sponsor in head.sponsors if sponsor.slug}
    weighed = [(_agreement(row, named, session), row.pk, row) for row in titled[:50]]
    best = sorted(weighed, key=lambda each: (-each[0][0], each[1]))
    return [Suggestion(row, why) for (_, why), _, row in best[:MOST]]


def _agreement(row: Resolution, named: set[str], session: int) -> tuple[float, tuple[str, ...]]:
    slugs = set(
        Sponsorship.objects.filter(resolution=row, sponsor__isnull=False).values_list(
            "sponsor__slug", flat=True
        )
    )
    why = [f"session {session}", "the same title"]
    share = len(named & slugs) / len(named | slugs) if named and slugs else 0.0
    if share:
        why.append(f"{len(named & slugs)} of {len(named | slugs)} sponsors")
    return share, tuple(why)


@dataclass(frozen=True, slots=True)
class Related:
    """A text that this one may have become, or may revise; `accepted` once an editor said so."""

    relation: str
    text: Resolution
    why: str
    accepted: bool


def related_to(edited: Edited, near: Iterable[Near], besides: int | None) -> list[Related]:
    """What an editor may say of other texts, what was said already first."""
    said = [
        Related(relation, text, "as an editor said", accepted=True)
        for relation, name in edited.relations.items()
        if name and (text := Resolution.objects.named(name).first())
    ]
    settled = {relation for relation in edited.relations if edited.relations[relation]}
    found = [*_outcomes(edited), *_predecessors(edited, near)]
    return [
        *said,
        *(each for each in found if each.relation not in settled and each.text.pk != besides),
    ]


def _outcomes(edited: Edited) -> list[Related]:
    """Resolutions that records say the draft became, or that agree with it."""
    symbol, head = symbol_of(edited), edited.document.masthead
    if edited.document.kind == "resolution":
        return []
    adopted = Resolution.objects.filter(stage=Stage.ADOPTED)
    recorded = list(adopted.filter(draft_symbol=symbol)[:MOST]) if symbol else []
    if recorded:
        return [Related("became", text, "by its record", accepted=False) for text in recorded]
    session = edited.facts.get("session") or head.session
    alike = adopted.filter(session=session, title__iexact=title_of(edited)) if session else []
    named = {sponsor.slug for sponsor in head.sponsors if sponsor.slug}
    return [
        Related("became", text, ", ".join(_agreement(text, named, session)[1]), accepted=False)
        for text in alike[:MOST]
    ]


def _predecessors(edited: Edited, near: Iterable[Near]) -> list[Related]:
    """The draft whose symbol this one's goes on from, or else the nearest draft of its session."""
    parsed = symbols.parse(symbol_of(edited))
    if parsed and parsed.revision:
        base = parsed.text.rpartition("/Rev.")[0]
        earlier = [f"{base}/Rev.{n}" for n in range(parsed.revision - 1, 0, -1)] + [base]
        held = Resolution.objects.in_bulk(earlier, field_name="symbol")
        first = next((held[name] for name in earlier if name in held), None)
        if first:
            return [Related("revises", first, "by its symbol", accepted=False)]
    session = edited.facts.get("session") or edited.document.masthead.session
    return [
        Related("revises", each.text, f"{each.shared} of {each.of} paragraphs", accepted=False)
        for each in near
        if session and each.text.session == session and each.text.stage != Stage.ADOPTED
        if edited.document.kind != "resolution"
    ][:1]
