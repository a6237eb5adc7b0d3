"""What PostgreSQL makes of words: the lexeme that the forms of a word share."""

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection

from resolutions.vocabulary import Language

# PostgreSQL's own dictionaries. It has none for Chinese, which has no forms of words.
DICTIONARIES = {
    Language.ARABIC: "arabic_stem",
    Language.ENGLISH: "english_stem",
    Language.FRENCH: "french_stem",
    Language.RUSSIAN: "russian_stem",
    Language.SPANISH: "spanish_stem",
}
# Words that stand in a Russian text in Latin letters are English ones.
LATIN = {Language.RUSSIAN: "english_stem"}


def lexemes_of(words: Sequence[str], language: Language) -> list[str]:
    """Return the lexeme of each plain word, "" for a stop word; in one query or none."""
    if language not in DICTIONARIES or not words:
        return list(words)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT CASE WHEN word ~ '[0-9]' THEN word ELSE coalesce(
                (ts_lexize(CASE WHEN word ~ '^[a-z]+$' THEN %s ELSE %s END::regdictionary,
                           word))[1], '') END
            FROM unnest(%s::text[]) WITH ORDINALITY AS typed (word, place) ORDER BY place
            """,
            [LATIN.get(language, DICTIONARIES[language]), DICTIONARIES[language], list(words)],
        )
        return [lexeme for (lexeme,) in cursor.fetchall()]


@lru_cache(maxsize=5_000)
def typed_lexemes(words: tuple[str, ...], language: Language) -> dict[str, str]:
    """The same for the words of a query, which come again."""
    return dict(zip(words, lexemes_of(words, language), strict=True))
