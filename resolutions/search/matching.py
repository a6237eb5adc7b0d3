"""
From the tree of a query to conditions and ranks that PostgreSQL computes.

Typed text goes to `phraseto_tsquery` as a parameter, a term at a time, and never to a
function that reads operators in it: nothing that is typed can be an error there.
"""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.expressions import Case, Combinable, When

from resolutions.search.query import And, Node, Not, Or, Query, Term, is_wanted, terms
from resolutions.search.vectors import CONFIGS, EXACT
from resolutions.vocabulary import Language, Part

# Divides by 1 + the logarithm of the length: a short paragraph is more about its words.
BY_LENGTH = 1
# What States decide counts more than what they recall, and words side by side just as they
# were typed more than their other forms scattered about.
OPERATIVE, AS_TYPED = 1.25, 1.5


class Phrase(Func):
    """Words side by side as a tsquery, read by a configuration of PostgreSQL's."""

    function = "phraseto_tsquery"
    template = "%(function)s('%(config)s'::regconfig, %(expressions)s)"
    output_field = SearchQueryField()

    def __init__(self, words: Iterable[str], config: str):
        super().__init__(Value(" ".join(words), output_field=TextField()), config=config)


class Both(Func):
    template, arg_joiner = "(%(expressions)s)", " && "
    output_field = SearchQueryField()


class Either(Func):
    template, arg_joiner = "(%(expressions)s)", " || "
    output_field = SearchQueryField()


class Absent(Func):
    template, arity = "!!(%(expressions)s)", 1
    output_field = SearchQueryField()


class Holds(Func):
    """Whether a stored vector meets a tsquery."""

    template, arg_joiner, arity = "(%(expressions)s)", " @@ ", 2
    output_field = BooleanField()


def condition(node: Node, language: Language) -> Q:
    """
    Return the condition that a paragraph in `language` meets the tree.

    Parts that look into the same vector become one `@@`, for one index scan.
    """
    if isinstance(node, Not):
        return ~condition(node.part, language)
    exactness = {term.exact for term in terms(node)}
    if len(exactness) == 1:
        return Q(_holds(node, exactness.pop(), language))
    connector = Q.OR if isinstance(node, Or) else Q.AND
    groups = _by_vector(node)
    return Q(*(condition(part, language) for part in groups), _connector=connector)


def best_match(query: Query, language: Language) -> Combinable:
    """
    Return how well a paragraph matches the terms to be found: the rule of "best match".

    Words that stand close together count (cover density), and so does each word found;
    then the factors above.
    """
    forms = [Phrase(term.words, CONFIGS[language]) for term in query.wanted]
    as_typed = Phrase((word for term in query.wanted for word in term.words), EXACT)
    vector = F("search_vector")
    return (
        (
            SearchRank(vector, Both(*forms), cover_density=True, normalization=BY_LENGTH)
            + SearchRank(vector, Either(*forms), normalization=BY_LENGTH)
        )
        * _factor(Q(part=Part.OPERATIVE), OPERATIVE)
        * _factor(Q(Holds(F("exact_vector"), as_typed)), AS_TYPED)
    )


def _by_vector(node: And | Or) -> list[Node]:
    """Join the parts that look into the same vector; absences stay alone unless joined so."""
    exact, forms, alone = [], [], []
    for part in node.parts:
        exactness = {term.exact for term in terms(part)}
        (alone if len(exactness) > 1 else exact if True in exactness else forms).append(part)
    for group in (exact, forms):
        if any(is_wanted(part) for part in group):
            alone.append(type(node)(tuple(group)))
        else:
            alone += group
    return alone


def _holds(node: Node, exact: bool, language: Language) -> Holds:
    if exact:
        return Holds(F("exact_vector"), _tsquery(node, EXACT))
    return Holds(F("search_vector"), _tsquery(node, CONFIGS[language]))


def _tsquery(node: Node, config: str) -> Func:
    match node:
        case Not(part):
            return Absent(_tsquery(part, config))
        case And(parts):
            return Both(*(_tsquery(part, config) for part in parts))
        case Or(parts):
            return Either(*(_tsquery(part, config) for part in parts))
        case Term(words):
            return Phrase(words, config)


def _factor(condition: Q, factor: float) -> Case:
    return Case(When(condition, then=Value(factor)), default=Value(1.0))
