"""How the text of a paragraph becomes searchable: one stored vector a column."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func

from resolutions.vocabulary import Language

# PostgreSQL's own configurations. It has none for Chinese, whose text is then
# split at spaces and punctuation only.
CONFIGS = {
    Language.ARABIC: "arabic",
    Language.CHINESE: "simple",
    Language.ENGLISH: "english",
    Language.FRENCH: "french",
    Language.RUSSIAN: "russian",
    Language.SPANISH: "spanish",
}
EXACT = "simple"


class LanguageVector(Func):
    """
    The words of a text in any form, by the grammar of the language in a column.

    Takes the language column and the text column. Each configuration is a
    literal of type regconfig: only so is the expression immutable, as a stored
    generated column must be.
    """

    output_field = SearchVectorField()
    arity = 2
    template = f"to_tsvector(CASE %(branches)s ELSE '{EXACT}'::regconfig END, %(text)s)"

    def as_sql(self, compiler, connection, **extra):
        language, text = (compiler.compile(part)[0] for part in self.source_expressions)
        branches = " ".join(
            f"WHEN {language} = '{code}' THEN '{config}'::regconfig"
            for code, config in sorted(CONFIGS.items())
        )
        return self.template % {"branches": branches, "text": text}, []


class ExactVector(Func):
    """The words of a text exactly as they stand, but for their case."""

    output_field = SearchVectorField()
    arity = 1
    template = f"to_tsvector('{EXACT}'::regconfig, %(expressions)s)"
