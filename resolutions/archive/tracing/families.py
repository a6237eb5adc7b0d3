"""Paragraphs that are one through time, joined from their descents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import F, Q

from resolutions.archive.copying import copy, new_ids
from resolutions.archive.tracing.heads import Joined
from resolutions.models import Descent, Family, FamilyMember
from resolutions.vocabulary import SAME_FAMILY

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
        _joined(links.values_list("earlier", "later").iterator(chunk_size=20_000)),
        dict(held.order_by().values_list("paragraph", "family")),
    )


@transaction.atomic
def join_families(language: str, paragraphs: Iterable[int]) -> None:
    """
    Bring the families of some paragraphs in line with their descents.

    The keys may be those of paragraphs that are gone. A family that one of them was of, or
    is of now, is looked at as a whole, and no other.
    """
    held: dict[int, int] = {}
    links: set[tuple[int, int]] = set()
    found: set[int] = set()
    new = set(paragraphs)
    while new:
        found |= new
        families = FamilyMember.objects.filter(paragraph__in=new).order_by().values("family")
        members = FamilyMember.objects.filter(family__in=families).order_by()
        held.update(members.values_list("paragraph", "family"))
        near = _LINKS.filter(Q(later__in=new) | Q(earlier__in=new))
        links.update(near.values_list("earlier", "later"))
        new = (held.keys() | {key for pair in links for key in pair}) - found
    _store(language, _joined(links), held)


def _joined(links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The members of each family, by their keys in order."""
    joined = Joined()
    for earlier, later in links:
        joined.join(earlier, later)
    found: dict[int, list[int]] = defaultdict(list)
    for paragraph in joined.above:
        found[joined.find(paragraph)].append(paragraph)
    return [sorted(each) for each in found.values()]


def _store(language: str, wanted: list[list[int]], held: Mapping[int, int]) -> None:
    """Have the families that the paragraphs of `held` are of be those that are wanted."""
    families = Family.objects.filter(pk__in=set(held.values())).order_by()
    known = {
        pk: (texts, since) for pk, texts, since in families.values_list("pk", "texts", "since")
    }
    members: dict[int, list[int]] = defaultdict(list)
    for paragraph, family in held.items():
        members[family].append(paragraph)
    facts = _facts({p for each in wanted for p in each})
    new = []
    for paragraphs in wanted:
        family = held.get(paragraphs[0])
        told = _told(paragraphs, facts)
        if family is None or sorted(members[family]) != paragraphs or known[family] != told:
            new.append((paragraphs, told))
        else:
            del known[family]
    # What is left in `known` is of no family as it is now.
    Family.objects.filter(pk__in=list(known)).delete()
    keys = new_ids(Family, len(new))
    copy(
        Family,
        ("id", "language", "texts", "since"),
        [(key, language, *told) for key, (_, told) in zip(keys, new, strict=True)],
    )
    copy(
        FamilyMember,
        ("paragraph", "family"),
        [(p, key) for key, (paragraphs, _) in zip(keys, new, strict=True) for p in paragraphs],
    )


def _facts(paragraphs: set[int]) -> Mapping[int, tuple[int, int | None]]:
    """The text of each paragraph and the year of that text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, r.id, r.year FROM unnest(%s::bigint[]) AS wanted (id)"
            " JOIN resolutions_paragraph p USING (id)"
            " JOIN resolutions_resolution r ON r.id = p.resolution_id",
            [list(paragraphs)],
        )
        return {pk: (text, year) for pk, text, year in cursor.fetchall()}


def _told(paragraphs: list[int], facts: Mapping) -> tuple[int, int | None]:
    years = [facts[p][1] for p in paragraphs if facts[p][1]]
    return len({facts[p][0] for p in paragraphs}), min(years, default=None)
