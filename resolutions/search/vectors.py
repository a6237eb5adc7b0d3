"""How the text of a paragraph becomes searchable: what is stored of it beside the text."""

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

# What PostgreSQL's parser would make one token of: "capacity-building" (and its halves, so
# that no phrase runs across it), "A/RES/73/27", "and/or", "U.N.", "<b>". As spaces they
# leave words, and a reader finds "capacity building" whichever way it is spelt.
JOINERS = "-/.+@&<>_:~#=?"
# Seen by no reader, yet taken for letters by the parser: soft hyphen, zero width, direction.
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e" + (
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
# Characters that are neither unseen nor changed by NFKC, in whatever order they stand. Most
# texts consist of them, and are ready for the parser in a fifth of the time.
PLAIN = "\t-~¡-§©«¬®°±¶·»¿-ÿ–—‘’“”а-яА-ЯёЁ،؛؟ء-غف-ي٠-٩一-鿿、。《》"


def words(text: str) -> str:
    """Return the SQL of a text as PostgreSQL's parser is to see it; `text` is SQL too."""
    seen = f"regexp_replace(normalize({text}, NFKC), '[{UNSEEN}]', '', 'g')"
    return f"CASE WHEN {text} ~ '[^{PLAIN}]' THEN {_parted(seen)} ELSE {_parted(text)} END"


def _parted(text: str) -> str:
    """With spaces for joiners: one `replace` after another takes less time than `translate`."""
    for joiner in JOINERS:
        text = f"replace({text}, '{joiner}', ' ')"
    return text


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
        return self.template % {"branches": branches, "text": words(text)}, []


class ExactVector(Func):
    """The words of a text exactly as they stand, but for their case."""

    output_field = SearchVectorField()
    arity = 1

    def as_sql(self, compiler, connection, **extra):
        (text,) = (compiler.compile(part)[0] for part in self.source_expressions)
        return f"to_tsvector('{EXACT}'::regconfig, {words(text)})", []
