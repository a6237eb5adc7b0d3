"""How the text of a paragraph becomes searchable: what is stored of it beside the text."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func, UUIDField

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
# `translate` drops the characters that have no counterpart.
WORDS = f"translate(normalize(%s, NFKC), '{JOINERS}{UNSEEN}', '{' ' * len(JOINERS)}')"


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
        return self.template % {"branches": branches, "text": WORDS % text}, []


class ExactVector(Func):
    """The words of a text exactly as they stand, but for their case."""

    output_field = SearchVectorField()
    arity = 1
    template = f"to_tsvector('{EXACT}'::regconfig, {WORDS % '%(expressions)s'})"


class Wording(Func):
    """
    One value for all paragraphs of the same words, whatever their opening, case and punctuation.

    Takes the text and the opening words that it begins with. Empty where nothing
    follows these.
    """

    output_field = UUIDField()
    arity = 2
    template = "md5(NULLIF(btrim(lower(regexp_replace({}, '[^[:alnum:]]+', ' ', 'g'))), ''))::uuid"

    def as_sql(self, compiler, connection, **extra):
        text, opening = (compiler.compile(part)[0] for part in self.source_expressions)
        return self.template.format(WORDS % f"substr({text}, char_length({opening}) + 1)"), []
