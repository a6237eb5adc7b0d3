"""What each construct of the query language finds, against a plain reading of the same texts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.finding.answer import Answer
from resolutions.finding.indexing import index_everything
from resolutions.finding.knowledge import current
from resolutions.finding.stems import lexemes_of
from resolutions.models import Paragraph, SearchChange, SearchSegment
from resolutions.search.query import parse
from resolutions.search.tokens import plain, words_in
from resolutions.search.tree import And, Near, Not, Or, Term
from resolutions.vocabulary import Language
from tests.factories import make_paragraph, make_text

TEXTS = {
    "pp1": "Noting that voluntary norms of responsible State behaviour reduce risks to security,",
    "pp2": "Recognizing that capacity-building is essential for the security of States,",
    "pp3": "Recalling A/RES/71/28 and/or the use of force in Türkiye, se\u00adcurity norms first,",
    "op1": "Calls upon States to build capacity in accordance with a norm of the United Nations;",
    "op2": "Stresses capacity building, legally binding rules and additional binding obligations;",
    "op3": "Decides to convene the first open-ended working group;",
}


@pytest.fixture
def text(db):
    return make_text("A/RES/75/1", TEXTS.items())


def found(typed, language="en"):
    root = parse(typed).root
    answer = Answer(current(), root, {"lang": [language]})
    keys = answer.keys(answer.order("newest")).tolist()
    held = Paragraph.objects.in_bulk(keys)
    return [held[key].anchor for key in keys]


CASES = [
    pytest.param("norm", ["pp1", "pp3", "op1"], id="any form"),
    pytest.param("NORMS", ["pp1", "pp3", "op1"], id="any case"),
    pytest.param('"norm"', ["op1"], id="exactly"),
    pytest.param("norm states", ["pp1", "op1"], id="all words"),
    pytest.param("norms OR capacity", ["pp1", "pp2", "pp3", "op1", "op2"], id="or"),
    pytest.param("norm -voluntary", ["pp3", "op1"], id="without a word"),
    pytest.param('capacity -"capacity building"', ["op1"], id="without a phrase"),
    pytest.param("voluntary (norms OR binding)", ["pp1"], id="brackets"),
    pytest.param("capacity building", ["pp2", "op1", "op2"], id="words apart"),
    pytest.param("capacity-building", ["pp2", "op2"], id="hyphen bridges to a space"),
    pytest.param('"capacity building"', ["pp2", "op2"], id="phrase bridges to a hyphen"),
    pytest.param('"the first open ended"', ["op3"], id="space for a hyphen inside a phrase"),
    pytest.param('"the use of force"', ["pp3"], id="stop words in a phrase"),
    pytest.param('"the force"', [], id="stop words are not skipped in quotes"),
    pytest.param("71/28", ["pp3"], id="number in a symbol"),
    pytest.param('"and or"', ["pp3"], id="slash"),
    pytest.param("security -capacity", ["pp1", "pp3"], id="soft hyphen in the text"),
    pytest.param("the norm", ["pp1", "pp3", "op1"], id="stop word beside a word"),
    pytest.param("the OR norm", ["pp1", "pp3", "op1"], id="stop word as an alternative"),
    pytest.param("the", [], id="only a stop word"),
    pytest.param('"the"', ["pp2", "pp3", "op1", "op3"], id="stop word in quotes"),
    pytest.param("TÜRKİYE", ["pp3"], id="beyond ASCII"),
    pytest.param("capac*", ["pp2", "op1", "op2"], id="beginning of a word"),
    pytest.param('"legally bind*"', ["op2"], id="beginning of a word in a phrase"),
    pytest.param("norms NEAR/3 behaviour", [], id="too far apart"),
    pytest.param("norms NEAR/4 behaviour", ["pp1"], id="near enough"),
    pytest.param("behaviour NEAR/4 norms", ["pp1"], id="near in the other order"),
    pytest.param('"use of force" NEAR/3 Türkiye', ["pp3"], id="near a phrase"),
    pytest.param("binding NEAR/5 binding", ["op2"], id="near another of the same word"),
    pytest.param("(norms OR rules) NEAR/3 (voluntary OR binding)", ["pp1", "op2"], id="near any"),
    pytest.param("part:operative capacity", ["op1", "op2"], id="field"),
    pytest.param("capacity -part:operative", ["pp2"], id="without a field"),
]


@pytest.mark.parametrize(("typed", "anchors"), CASES)
def test_each_construct_finds_its_paragraphs(text, typed, anchors):
    assert found(typed) == anchors


def test_a_stored_index_finds_what_one_in_memory_finds(text):
    assert SearchChange.objects.exists()
    before = [found(case.values[0]) for case in CASES]
    counts = {language: paragraphs for language, paragraphs, _ in index_everything()}
    assert counts == {Language.ENGLISH: len(TEXTS)}
    assert not SearchChange.objects.exists()
    assert [found(case.values[0]) for case in CASES] == before


def test_what_changes_after_the_index_was_made_is_found_at_once(text):
    list(index_everything())
    make_paragraph(text, "op4", "Encourages novel norms;")
    assert found("novel") == ["op4"]
    assert found("norm -novel") == ["pp1", "pp3", "op1"]
    text.paragraphs.filter(anchor="op1").delete()
    assert found("norm") == ["pp1", "pp3", "op4"]
    text.published_at = None
    text.save()
    assert found("norm") == []
    assert SearchSegment.objects.get().size == len(TEXTS)


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        pytest.param("fr", "Soulignant les normes volontaires,", "norme volontaire", id="French"),
        pytest.param("es", "Destacando las normas voluntarias,", "norma voluntaria", id="Spanish"),
        pytest.param("ru", "подчеркивая добровольные нормы,", "норма добровольная", id="Russian"),
        pytest.param("ar", "وإذ تؤكد القواعد الطوعية للدول،", "قواعد دول", id="Arabic"),
        pytest.param("ar", "إذ تلاحظ الأمن المعلوماتي،", "الامن", id="Arabic without a hamza"),
        pytest.param("zh", "强调各国负责任行为的自愿规范，", "负责任行为", id="Chinese"),
        pytest.param("zh", "强调各国负责任行为的自愿规范，", "规范 国", id="Chinese, apart"),
    ],
)
def test_words_are_read_by_the_grammar_of_the_language(db, language, text, typed):
    resolution = make_text()
    make_paragraph(resolution, "pp1", text, language=language)
    assert found(typed, language) == ["pp1"]
    assert found(typed, "en") == []


def test_chinese_characters_apart_are_not_a_word(db):
    make_paragraph(make_text(), "pp1", "强调各国负责任行为的自愿规范，", language="zh")
    assert found("国规", "zh") == []


def holds(node, words, lexemes):
    """Read the tree plainly: whether a text of these words has what it asks for."""
    match node:
        case Not(part):
            return not holds(part, words, lexemes)
        case And(parts):
            return all(holds(part, words, lexemes) for part in parts)
        case Or(parts):
            return any(holds(part, words, lexemes) for part in parts)
        case Near(left, right, distance):
            return any(
                0 < second[0] - first[1] <= distance or 0 < first[0] - second[1] <= distance
                for a in left
                for b in right
                for first in stretches(a, words, lexemes)
                for second in stretches(b, words, lexemes)
            )
        case Term():
            return bool(stretches(node, words, lexemes))


def stretches(term, words, lexemes):
    """The first and last places of a term in a text."""

    def meets(wanted, word):
        if wanted.endswith("*"):
            return word.startswith(wanted[:-1])
        return word == wanted if term.exact else lexemes[word] == lexemes[wanted]

    wanted = [plain(word) for word in term.words]
    return [
        (first, first + len(wanted) - 1)
        for first in range(len(words) - len(wanted) + 1)
        if all(meets(want, words[first + place]) for place, want in enumerate(wanted))
    ]


WORDS = ["norms", "norm", "voluntary", "capacity", "building", "rules", "security", "States"]
WORD = st.sampled_from([*WORDS, "capac*", "bind*", "behaviour"])
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
HYPHENED = st.lists(st.sampled_from(WORDS), min_size=2, max_size=2).map("-".join)
ATOM = WORD | PHRASE | HYPHENED
NEAR = st.tuples(ATOM, st.integers(1, 9), ATOM).map(lambda t: f"{t[0]} NEAR/{t[1]} {t[2]}")
TREE = st.recursive(
    ATOM | NEAR,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})")
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})")
        | st.tuples(inner, inner).map(lambda pair: f"({pair[0]} -({pair[1]}))")
    ),
    max_leaves=6,
)
WITH_TEXT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(TREE)
@settings(max_examples=200, deadline=None, suppress_health_check=WITH_TEXT)
def test_the_index_agrees_with_a_plain_reading(text, typed):
    root = parse(typed).root
    texts = [*TEXTS.values(), typed.replace("*", "")]
    vocabulary = sorted({word for each in texts for word in words_in(each)})
    lexemes = dict(zip(vocabulary, lexemes_of(vocabulary, Language.ENGLISH), strict=True))
    expected = [name for name, t in TEXTS.items() if holds(root, words_in(t), lexemes)]
    assert found(typed) == expected


def test_best_match_favours_phrase_and_nearness_then_decisions(db):
    make_text(
        paragraphs=[
            ("pp1", "Noting voluntary norms,"),
            ("pp2", "Noting norms that States, groups and others may call voluntary,"),
            ("op1", "Stresses voluntary norms;"),
            ("pp3", "Noting a voluntary norm,"),
        ]
    )
    answer = Answer(current(), parse("voluntary norms").root, {})
    keys = answer.keys(answer.order("best")).tolist()
    held = Paragraph.objects.in_bulk(keys)
    assert [held[key].anchor for key in keys] == ["op1", "pp1", "pp3", "pp2"]
