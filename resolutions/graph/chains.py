"""Chains of citations: a text cites one that cites one, back to the first."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from resolutions.graph.documents import Document, document_of
from resolutions.models import Resolution

# Citations that lead back from a text, those of the texts it cites, and so on; so many at most.
MOST = 20_000
_BACK = """
    WITH RECURSIVE back (id) AS (
        VALUES (%s::bigint)
        UNION
        SELECT c.cited_id FROM back
        JOIN resolutions_citeddocument c ON c.resolution_id = back.id
        JOIN resolutions_resolution r ON r.id = c.cited_id AND r.published_at IS NOT NULL
    )
    SELECT c.resolution_id, c.cited_id, c.verbs FROM back
    JOIN resolutions_citeddocument c ON c.resolution_id = back.id
    JOIN resolutions_resolution r ON r.id = c.cited_id AND r.published_at IS NOT NULL
    LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A text of a chain, and the verbs with which it cites the next one."""

    document: Document
    verbs: list[str]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A text that citations lead back to, by so few steps or so many."""

    document: Document
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class Chains:
    """
    The ancestors of a text, oldest first, and the two chains to one of them.

    A chain goes from the newer text to the older one at every step.
    """

    ancestors: list[Ancestor]
    to: Document
    shortest: list[Step]
    longest: list[Step]


def chains(focus: Document, to: str = "") -> Chains | None:
    """
    Return the chains from a text to the ancestor of that name, or else to its farthest.

    None where it cites no text held here, or where that is no ancestor. Two queries.
    """
    verbs = edges_back(focus)
    keys = {key for edge in verbs for key in edge}
    texts = Resolution.objects.for_naming().in_bulk(keys)
    known = {key: document_of(text) for key, text in texts.items()}
    older = defaultdict(list)
    for citing, cited in verbs:
        if citing in known and cited in known and known[cited].age < known[citing].age:
            older[citing].append(cited)
    start = focus.text.pk if focus.text else None
    if start not in older:
        return None
    order = sorted(known, key=lambda key: known[key].age, reverse=True)
    near, far = ways(start, order, older, min), ways(start, order, older, max)
    ends = {known[key].focus: key for key in near if key != start}
    if to and to not in ends:
        return None
    end = ends[to] if to else max(ends.values(), key=lambda key: (far[key][0], -known[key].year))
    found = [
        Ancestor(known[key], near[key][0], far[key][0])
        for key in sorted(ends.values(), key=lambda key: known[key].age)
    ]
    paths = (
        [Step(known[a], verbs.get((a, b), [])) for a, b in steps(end, way)] for way in (near, far)
    )
    return Chains(found, known[end], *paths)


def edges_back(focus: Document) -> dict[tuple[int, int], list[str]]:
    """The verbs of each citation of a held text that leads back from the focus; one query."""
    if focus.text is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_BACK, [focus.text.pk, MOST])
        return {(citing, cited): verbs for citing, cited, verbs in cursor.fetchall()}


def ways(start: int, order: list[int], older: dict, better) -> dict[int, tuple[int, int | None]]:
    """
    Return, for each text that is reached, the number of steps and the text before it.

    `order` has the newest first, so that every way to a text is known when its turn comes;
    `better` is `min` for the shortest ways, `max` for the longest.
    """
    found = {start: (0, None)}
    for key in order:
        if key not in found:
            continue
        for cited in older[key]:
            steps_there = found[key][0] + 1
            known = found.get(cited)
            if known is None or better(steps_there, known[0]) != known[0]:
                found[cited] = (steps_there, key)
    return found


def steps(end: int, way: dict[int, tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """The chain as pairs (text, the one it cites), from the newest; the last cites none."""
    pairs, following = [], None
    at: int | None = end
    while at is not None:
        pairs.append((at, following))
        following, at = at, way[at][1]
    return pairs[::-1]
