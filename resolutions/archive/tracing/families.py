"""Paragraphs that are one through time, joined from their descents."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import connection

from resolutions.archive.copying import copy, new_ids
from resolutions.archive.tracing.heads import Joined
from resolutions.models import Descent, Family, FamilyMember
from resolutions.vocabulary import SAME_FAMILY

_PARTS = 10_000


def store_families(language: str) -> None:
    """Bring the families of a language in line with its descents; what stays is not written."""
    wanted = _wanted(language)
    held: dict[int, int] = dict(
        FamilyMember.objects.filter(family__language=language)
        .order_by()
        .values_list("paragraph", "family")
    )
    known = {
        pk: (texts, since)
        for pk, texts, since in Family.objects.filter(language=language)
        .order_by()
        .values_list("pk", "texts", "since")
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


def _wanted(language: str) -> list[list[int]]:
    """The members of each family, by their keys in order."""
    joined = Joined()
    links = Descent.objects.filter(later__language=language, kind__in=SAME_FAMILY).order_by()
    for earlier, later in links.values_list("earlier", "later").iterator(chunk_size=20_000):
        joined.join(earlier, later)
    found: dict[int, list[int]] = defaultdict(list)
    for paragraph in joined.above:
        found[joined.find(paragraph)].append(paragraph)
    return [sorted(each) for each in found.values()]


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
