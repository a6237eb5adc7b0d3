"""Paragraphs that are one through time, joined from their descents."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from resolutions.archive.copying import copy, new_ids
from resolutions.archive.tracing.heads import Joined
from resolutions.models import Descent, Family, FamilyMember
from resolutions.vocabulary import SAME_FAMILY

# The family of each paragraph, and the earliest that it goes on from.
Held = dict[int, tuple[int, int]]
# Not those from paragraphs that are gone, whose texts are still to be traced.
_LINKS = Descent.objects.filter(
    kind__in=SAME_FAMILY, earlier__language=F("later__language")
).order_by()


@transaction.atomic
def store_families(language: str) -> None:
    """Bring the families of a language in line with its descents; what stays is not written."""
    held = FamilyMember.objects.filter(family__language=language)
    links = _LINKS.filter(later__language=language)
    _store(
        language,
        list(links.values_list("earlier", "later").iterator(chunk_size=20_000)),
        _held(held),
    )


@transaction.atomic
def join_families(language: str, paragraphs: Iterable[int]) -> None:
    """
    Bring the families of some paragraphs in line with their descents.

    The keys may be those of paragraphs that are gone. A family that one of them was of, or
    is of now, is looked at as a whole, and no other.
    """
    held: Held = {}
    links: set[tuple[int, int]] = set()
    found: set[int] = set()
    new = set(paragraphs)
    while new:
        found |= new
        families = FamilyMember.objects.filter(paragraph__in=new).order_by().values("family")
        members = FamilyMember.objects.filter(family__in=families).order_by()
        held.update(_held(members))
        near = _LINKS.filter(Q(later__in=new) | Q(earlier__in=new))
        links.update(near.values_list("earlier", "later"))
        new = (held.keys() | {key for pair in links for key in pair}) - found
    _store(language, links, held)


def _held(members) -> Held:
    return {
        paragraph: (family, first)
        for paragraph, family, first in members.order_by().values_list(
            "paragraph", "family", "first"
        )
    }


def _joined(links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The members of each family, by their keys in order."""
    joined = Joined()
    for earlier, later in links:
        joined.join(earlier, later)
    found: dict[int, list[int]] = defaultdict(list)
    for paragraph in joined.above:
        found[joined.find(paragraph)].append(paragraph)
    return [sorted(each) for each in found.values()]


def _store(language: str, links: Collection[tuple[int, int]], held: Held) -> None:
    """Have the families that the paragraphs of `held` are of be those that the links make."""
    known = _known(held)
    new = []
    for each in families_of(links):
        (paragraph, _), *_ = each.members
        family, _ = held.get(paragraph, (None, None))
        if known.get(family) == each:
            del known[family]
        else:
            new.append(each)
    # What is left in `known` is of no family as it is now.
    Family.objects.filter(pk__in=list(known)).delete()
    keys = new_ids(Family, len(new))
    copy(
        Family,
        ("id", "language", "texts", "since"),
        [(key, language, each.texts, each.since) for key, each in zip(keys, new, strict=True)],
    )
    copy(
        FamilyMember,
        ("paragraph", "family", "first"),
        [
            (paragraph, key, first)
            for key, each in zip(keys, new, strict=True)
            for paragraph, first in each.members
        ],
    )


class Made(NamedTuple):
    """A family: its paragraphs, each with the earliest that it goes on from; texts; first year."""

    members: tuple[tuple[int, int], ...]
    texts: int
    since: int | None


def families_of(links: Collection[tuple[int, int]]) -> list[Made]:
    """The families that links of keys make, as they are stored."""
    joined = _joined(links)
    facts = _facts({p for each in joined for p in each})
    firsts = _firsts(joined, links, facts)
    return [
        Made(tuple((p, firsts[p]) for p in paragraphs), *_told(paragraphs, facts))
        for paragraphs in joined
    ]


def families_held(language: str) -> list[Made]:
    """The families that are stored."""
    held = FamilyMember.objects.filter(family__language=language)
    return list(_known(_held(held)).values())


def _known(held: Held) -> dict[int, Made]:
    """The stored families that some paragraphs are of, by their keys."""
    members: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for paragraph, (family, first) in sorted(held.items()):
        members[family].append((paragraph, first))
    families = Family.objects.filter(pk__in=members).order_by()
    return {
        pk: Made(tuple(members[pk]), texts, since)
        for pk, texts, since in families.values_list("pk", "texts", "since")
    }


class _Facts(NamedTuple):
    """The text of a paragraph and its year, its wording, and how early it is among others."""

    text: int
    year: int | None
    wording: UUID | None
    rank: int


def _facts(paragraphs: set[int]) -> Mapping[int, _Facts]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, r.id, r.year, p.wording, row_number() OVER (ORDER BY"
            " coalesce(r.year, 0), r.dated NULLS FIRST, r.session, r.number, r.id, p.order)"
            " FROM unnest(%s::bigint[]) AS wanted (id)"
            " JOIN resolutions_paragraph p USING (id)"
            " JOIN resolutions_resolution r ON r.id = p.resolution_id",
            [list(paragraphs)],
        )
        return {pk: _Facts(*each) for pk, *each in cursor.fetchall()}


def _told(paragraphs: list[int], facts: Mapping[int, _Facts]) -> tuple[int, int | None]:
    years = [facts[p].year for p in paragraphs if facts[p].year]
    return len({facts[p].text for p in paragraphs}), min(years, default=None)


def _firsts(
    families: Iterable[list[int]],
    links: Iterable[tuple[int, int]],
    facts: Mapping[int, _Facts],
) -> dict[int, int]:
    """For each paragraph the earliest that it goes on from, by links or by the same wording."""
    parents: dict[int, list[int]] = defaultdict(list)
    for earlier, later in links:
        parents[later].append(earlier)
    firsts: dict[int, int] = {}
    for paragraphs in families:
        of_wording: dict[UUID, int] = {}
        for p in sorted(paragraphs, key=lambda each: facts[each].rank):
            past = [firsts.get(parent, parent) for parent in parents[p]]
            wording = facts[p].wording
            past += [of_wording[wording]] if wording in of_wording else []
            firsts[p] = min([p, *past], key=lambda each: facts[each].rank)
            if wording:
                of_wording[wording] = firsts[p]
    return firsts
