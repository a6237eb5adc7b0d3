"""What editors ruled on descents, as the keys of the paragraphs that are meant."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from resolutions.vocabulary import Verdict

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of keys, the earlier paragraph first."""

    confirmed: frozenset[Pair]
    rejected: frozenset[Pair]


def rulings_on(texts: Collection[int], language: str) -> Rulings:
    """Return the rulings on paragraphs of some texts that go on from others; one query."""
    found: dict[str, set[Pair]] = {verdict: set() for verdict in Verdict.values}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT ruling.verdict, earlier.id, later.id FROM resolutions_descentruling ruling
            JOIN resolutions_paragraph later ON later.language = %(language)s
                AND (later.resolution_id, later.anchor) = (later_text_id, later_anchor)
            JOIN resolutions_paragraph earlier ON earlier.language = %(language)s
                AND (earlier.resolution_id, earlier.anchor) = (earlier_text_id, earlier_anchor)
            WHERE later_text_id = ANY(%(texts)s)
            """,
            {"language": language, "texts": list(texts)},
        )
        for verdict, earlier, later in cursor.fetchall():
            found[verdict].add((earlier, later))
    return Rulings(frozenset(found[Verdict.CONFIRMED]), frozenset(found[Verdict.REJECTED]))
