"""Every construct of the language finds what a plain reading of it finds."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.models import Paragraph
from resolutions.search.forms import forms_of
from resolutions.search.highlight import Highlighter, vocabulary
from resolutions.search.matching import best_match, condition
from resolutions.search.query import And, Not, Or, parse
from resolutions.vocabulary import Language
from tests.factories import make_text

pytestmark = pytest.mark.django_db

TEXTS = {
    "pp1": "Noting that voluntary norms of responsible State behaviour can reduce risks,",
    "pp2": "Underlining capacity-building and the open-ended working group on security,",
    "pp3": "Recalling A/RES/71/28 and the use of force and/or secu\u00adrity in Türkiye,",
    "op1": "Stresses a norm, the rules and the building of capacity by States;",
    "op2": "Decides that capacity building is voluntary, not binding;",
    "op3": "Affirms the first open-ended group of security experts, and their rules.",
}


@pytest.fixture
def text(db):
    return make_text(paragraphs=TEXTS.items())


def found(typed, language=Language.ENGLISH):
    query = parse(typed)
    paragraphs = Paragraph.objects.filter(condition(query.root, language))
    return list(paragraphs.order_by("order").values_list("anchor", flat=True))


@pytest.mark.parametrize(
    ("typed", "anchors"),
    [
        pytest.param("norm", ["pp1", "op1"], id="any form"),
        pytest.param("NORMS", ["pp1", "op1"], id="any case"),
        pytest.param('"norm"', ["op1"], id="exactly"),
        pytest.param("norm states", ["pp1", "op1"], id="all words"),
        pytest.param("norms OR capacity", ["pp1", "pp2", "op1", "op2"], id="or"),
        pytest.param('"norm" OR binding', ["op1", "op2"], id="or over both vectors"),
        pytest.param("norm -voluntary", ["op1"], id="without a word"),
        pytest.param('capacity -"capacity building"', ["op1"], id="without a phrase"),
        pytest.param("voluntary (norms OR binding)", ["pp1", "op2"], id="brackets"),
        pytest.param("capacity building", ["pp2", "op1", "op2"], id="words apart"),
        pytest.param("capacity-building", ["pp2", "op2"], id="hyphen bridges to a space"),
        pytest.param('"capacity building"', ["pp2", "op2"], id="phrase bridges to a hyphen"),
        pytest.param('"first open-ended group"', ["op3"], id="hyphen inside a phrase"),
        pytest.param('"the first open ended"', ["op3"], id="space for a hyphen inside a phrase"),
        pytest.param('"the use of force"', ["pp3"], id="stop words in a phrase"),
        pytest.param('"the force"', [], id="stop words are not skipped in quotes"),
        pytest.param("71/28", ["pp3"], id="number in a symbol"),
        pytest.param("A/RES/71/28", ["pp3"], id="symbol"),
        pytest.param('"and or"', ["pp3"], id="slash"),
        pytest.param("security -group", ["pp3"], id="soft hyphen in the text"),
        pytest.param("the norm", ["pp1", "op1"], id="stop word beside a word"),
        pytest.param("the OR norm", ["pp1", "op1"], id="stop word as an alternative"),
        pytest.param("the", [], id="only a stop word"),
        pytest.param('"the"', ["pp2", "pp3", "op1", "op3"], id="stop word in quotes"),
        pytest.param("TÜRKİYE OR türkiye", ["pp3"], id="beyond ASCII"),
    ],
)
def test_each_construct_finds_its_paragraphs(text, typed, anchors):
    assert found(typed) == anchors


def test_words_are_read_by_the_grammar_of_the_language(db):
    make_text(paragraphs=[("pp1", "Soulignant les normes volontaires,")])
    Paragraph.objects.update(language=Language.FRENCH)
    assert found("norme volontaire", Language.FRENCH) == ["pp1"]


def test_words_together_in_an_operative_paragraph_match_best(db):
    resolution = make_text(
        paragraphs=[
            ("pp1", "Noting voluntary norms,"),
            ("pp2", "Noting norms that States, groups and others call voluntary,"),
            ("op1", "Stresses voluntary norms;"),
        ]
    )
    query = parse("voluntary norms")
    ranked = resolution.paragraphs.order_by(best_match(query, Language.ENGLISH).desc())
    assert list(ranked.values_list("anchor", flat=True)) == ["op1", "pp1", "pp2"]


def holds(node, texts, highlighters):
    """Read the tree plainly: whether a text has what it asks for."""
    match node:
        case Not(part):
            return not holds(part, texts, highlighters)
        case And(parts):
            return all(holds(part, texts, highlighters) for part in parts)
        case Or(parts):
            return any(holds(part, texts, highlighters) for part in parts)
    return bool(highlighters(node).spans(texts))


ENGLISH_WORDS = [
    "norms",
    "norm",
    "voluntary",
    "capacity",
    "building",
    "rules",
    "security",
    "States",
]
WORD = st.sampled_from(ENGLISH_WORDS)
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
HYPHENED = st.lists(WORD, min_size=2, max_size=2).map("-".join)
ATOM = WORD | PHRASE | HYPHENED
TREE = st.recursive(
    ATOM,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})")
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})")
        | st.tuples(inner, inner).map(lambda pair: f"({pair[0]} -{pair[1]})")
    ),
    max_leaves=6,
)


@given(TREE)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_postgres_agrees_with_a_plain_reading(text, typed):
    """The tree, read over the words of each text in Python, selects the same paragraphs."""
    query = parse(typed)
    forms = forms_of(vocabulary([*TEXTS.values(), typed]), Language.ENGLISH)
    expected = [
        anchor
        for anchor, words in TEXTS.items()
        if holds(query.root, words, lambda term: Highlighter([term], forms))
    ]
    assert found(typed) == expected


SYNTAX = st.sampled_from(
    [
        *"\"-()|&!:*<>'\\%$\0",
        " ",
        " or ",
        " OR ",
        " NOT ",
        "\u200d",
        "\u202e",
        "🙂",
        "\U0001d538",
        "\ud800",
        "<->",
        ":*",
        "1e5",
        "\u0301",
        "ﷺ",
        "norms",
        "the",
    ]
)


@given(st.lists(SYNTAX | st.text(max_size=5), max_size=150).map("".join))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_typed_text_is_an_error_in_the_database(text, typed):
    query = parse(typed)
    if query.root:
        rank = best_match(query, Language.ENGLISH)
        list(Paragraph.objects.filter(condition(query.root, Language.ENGLISH)).order_by(rank))
        forms_of(vocabulary([query.text]), Language.ENGLISH)


def test_terms_for_one_vector_are_answered_by_one_index_scan(text):
    query = parse('norms voluntary -binding "responsible State"')
    sql = str(Paragraph.objects.filter(condition(query.root, Language.ENGLISH)).query)
    assert (sql.count(" @@ "), connection.vendor) == (2, "postgresql")


def test_a_stop_word_has_no_lexeme(db):
    assert forms_of(["norms", "the"], Language.ENGLISH) == {
        "norms": frozenset({"norm"}),
        "the": frozenset(),
    }


def test_wording_is_the_same_whatever_the_opening_and_the_punctuation(db):
    resolution = make_text(
        paragraphs=[
            ("pp1", "Welcoming the conclusions, as in A/RES/71/28, of the Group"),
            ("pp2", "Confirming the Conclusions as in A/RES/71/28 of the group;"),
            ("pp3", "Confirming the conclusions of the Group,"),
            ("pp4", "Noting"),
        ]
    )
    first, second, third, fourth = resolution.paragraphs.values_list("wording", flat=True)
    assert first == second != third
    assert fourth is None
