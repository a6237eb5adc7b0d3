"""What visitors type is read for what it means, and nothing they type is an error."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resolutions.search.characters import words_of
from resolutions.search.query import MAX_CHARACTERS, parse
from resolutions.search.reader import MAX_DEPTH, MAX_PHRASE_WORDS, MAX_TERMS
from resolutions.search.tree import And, Not, Or, Term, is_wanted, terms


def words(text, exact=False):
    return Term(tuple(text.split()), exact)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        pytest.param("norms", words("norms"), id="one word"),
        pytest.param("norms rules", And((words("norms"), words("rules"))), id="all words"),
        pytest.param("norms norms", words("norms"), id="a word twice"),
        pytest.param("capacity-building", words("capacity building"), id="hyphen: side by side"),
        pytest.param("71/28", words("71 28"), id="slash"),
        pytest.param("States’", words("States"), id="apostrophe"),
        pytest.param('"additional norms"', words("additional norms", True), id="quoted"),
        pytest.param("“additional norms”", words("additional norms", True), id="curly quotes"),
        pytest.param("«additional norms»", words("additional norms", True), id="guillemets"),
        pytest.param(
            '"capacity-building"', words("capacity building", True), id="hyphen in quotes"
        ),
        pytest.param('"the use of"', words("the use of", True), id="stop words in quotes"),
        pytest.param('"norms OR rules"', words("norms OR rules", True), id="operator in quotes"),
        pytest.param("norms OR rules", Or((words("norms"), words("rules"))), id="or"),
        pytest.param("norms or rules", Or((words("norms"), words("rules"))), id="or in lower case"),
        pytest.param("norms|rules", Or((words("norms"), words("rules"))), id="bar"),
        pytest.param(
            "norms OR rules OR principles",
            Or((words("norms"), words("rules"), words("principles"))),
            id="three alternatives",
        ),
        pytest.param(
            "cyber OR ICT security",
            And((Or((words("cyber"), words("ICT"))), words("security"))),
            id="or binds its neighbours only",
        ),
        pytest.param(
            "norms OR (rules voluntary)",
            Or((words("norms"), And((words("rules"), words("voluntary"))))),
            id="brackets",
        ),
        pytest.param("norms AND rules", And((words("norms"), words("rules"))), id="and"),
        pytest.param(
            "norms -voluntary", And((words("norms"), Not(words("voluntary")))), id="minus"
        ),
        pytest.param(
            "norms −voluntary", And((words("norms"), Not(words("voluntary")))), id="minus sign"
        ),
        pytest.param(
            "norms NOT voluntary", And((words("norms"), Not(words("voluntary")))), id="not"
        ),
        pytest.param(
            'norms -"use of force"',
            And((words("norms"), Not(words("use of force", True)))),
            id="minus a phrase",
        ),
        pytest.param(
            "norms -(rules OR law)",
            And((words("norms"), Not(Or((words("rules"), words("law")))))),
            id="minus brackets",
        ),
        pytest.param("norms - rules", And((words("norms"), words("rules"))), id="a dash is none"),
        pytest.param("ﬁeld", words("field"), id="ligature"),
        pytest.param("se\u00adcu\u200brity", words("security"), id="unseen characters"),
        pytest.param("\u202enorms\u202c", words("norms"), id="direction"),
        pytest.param("no\x00rms\x07", words("norms"), id="control characters"),
        pytest.param("\ud800norms", words("norms"), id="lone surrogate"),
        pytest.param("e\u0301tat", words("état"), id="decomposed"),
        pytest.param("ＮＯＲＭＳ", words("NORMS"), id="full width"),
    ],
)
def test_parse(typed, root):
    query = parse(typed)
    assert (query.root, query.notices) == (root, ())


@pytest.mark.parametrize(
    ("typed", "root", "codes"),
    [
        pytest.param("", None, [], id="nothing"),
        pytest.param("🙂 …", None, ["no-words"], id="no words"),
        pytest.param('""', None, ["quotation-empty", "no-words"], id="empty quotes"),
        pytest.param(
            '"use of force',
            words("use of force", True),
            ["quotation-closed"],
            id="unclosed quotes",
        ),
        pytest.param('norms "', words("norms"), ["quotation-empty"], id="lone quote"),
        pytest.param("OR norms", words("norms"), ["operator-dropped"], id="leading or"),
        pytest.param("norms OR", words("norms"), ["operator-dropped"], id="trailing or"),
        pytest.param("norms AND", words("norms"), ["operator-dropped"], id="trailing and"),
        pytest.param("norms NOT", words("norms"), ["operator-dropped"], id="trailing not"),
        pytest.param(
            "norms OR OR rules",
            Or((words("norms"), words("rules"))),
            ["operator-dropped"],
            id="two operators",
        ),
        pytest.param("-norms", None, ["only-exclusions"], id="exclusions only"),
        pytest.param(
            "norms OR -rules",
            And((words("norms"), Not(words("rules")))),
            ["or-dropped"],
            id="or beside an exclusion",
        ),
        pytest.param("-(-rules) a", words("a"), ["exclusion-dropped"], id="excluded exclusion"),
        pytest.param("(norms", words("norms"), ["bracket-closed"], id="open bracket"),
        pytest.param("norms)", words("norms"), ["bracket-dropped"], id="closing bracket"),
        pytest.param(
            "(" * 20 + "norms" + ")" * 20,
            words("norms"),
            ["too-deep"],
            id="brackets without end",
        ),
        pytest.param("-" * 33, None, ["no-words"], id="33 hyphens"),
        pytest.param(
            "-(" * 33,
            None,
            ["too-deep", "bracket-closed", "operator-dropped", "no-words"],
            id="33 openings",
        ),
    ],
)
def test_what_cannot_be_used_is_left_out_and_said(typed, root, codes):
    query = parse(typed)
    assert query.root == root
    assert [notice.code for notice in query.notices] == codes


def test_a_long_query_is_cut_between_words():
    query = parse("norms " * 100)
    assert (len(query.text), query.notices[0].code) == (395, "too-long")


def test_terms_beyond_the_limit_are_left_out():
    query = parse(" ".join(f"word{n}" for n in range(20)))
    assert [str(term) for term in query.wanted] == [f"word{n}" for n in range(MAX_TERMS)]
    assert [notice.code for notice in query.notices] == ["too-many-terms"]


def test_a_long_phrase_is_cut():
    long = " ".join(f"w{n}" for n in range(MAX_PHRASE_WORDS + 1))
    query = parse(f'"{long}"')
    assert query.root == words(long.rpartition(" ")[0], True)
    assert [notice.code for notice in query.notices] == ["phrase-too-long"]


def test_wanted_terms_are_those_to_be_found():
    query = parse('norms (rules OR "use of force") -voluntary')
    assert [str(term) for term in query.wanted] == ["norms", "rules", "“use of force”"]
    assert [str(term) for term in query.terms][-1] == "voluntary"


@pytest.mark.parametrize(
    "form",
    [
        lambda text: unicodedata.normalize("NFC", text),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFKC", text),
        lambda text: "\u200b".join(text),
    ],
    ids=["NFC", "NFD", "NFKC", "zero width"],
)
def test_forms_of_the_same_characters_are_one_query(form):
    assert parse(form("Türkiye ﬁnance État")) == parse("Türkiye finance État")


def depth(node):
    match node:
        case Not(part):
            return depth(part)
        case And(parts) | Or(parts):
            return 1 + max(depth(part) for part in parts)
    return 0


SYNTAX = st.sampled_from(
    [
        *"\"-()|&!:*<>'\\,.\0",
        " ",
        " or ",
        " OR ",
        "NOT ",
        " and ",
        "\u200d",
        "\u202e",
        "🙂",
        "\ud800",
    ]
)
TYPED = st.lists(SYNTAX | st.text(max_size=4) | st.sampled_from(["norms", "the", "é"])).map("".join)


@given(TYPED)
@example('"' * 400)
@example("(" * 400)
@example("a OR " * 200)
def test_any_text_is_read_within_the_limits(typed):
    """Whatever is typed, the tree is small, its terms are words, and it asks for something."""
    query = parse(typed)
    found = list(query.terms)
    assert len(query.text) <= MAX_CHARACTERS
    assert len({term.key for term in found}) <= MAX_TERMS
    assert all(0 < len(term.words) <= MAX_PHRASE_WORDS for term in found)
    assert all([word] == words_of(word) for term in found for word in term.words)
    if query.root is not None:
        assert is_wanted(query.root)
        assert depth(query.root) <= 2 * MAX_DEPTH
        assert query.wanted == tuple(terms(query.root, wanted=True)) != ()


@given(TYPED)
def test_reading_a_query_again_changes_nothing(typed):
    query = parse(typed)
    assert parse(query.text).root == query.root
