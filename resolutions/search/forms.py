"""What PostgreSQL makes of single words: the lexemes that their forms share."""

from collections.abc import Iterable

from django.db import connection

from resolutions.search.vectors import CONFIGS
from resolutions.vocabulary import Language


def forms_of(words: Iterable[str], language: Language) -> dict[str, frozenset[str]]:
    """
    Return the lexemes of each word, in one query; a stop word has none.

    Words are as `highlight.plain` gives them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, tsvector_to_array(to_tsvector(%s::regconfig, word))"
            " FROM unnest(%s::text[]) AS word",
            [CONFIGS[language], sorted(words)],
        )
        return {word: frozenset(lexemes) for word, lexemes in cursor.fetchall()}
