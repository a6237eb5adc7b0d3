"""How much of one paragraph is another's, and what a paragraph descends from; no database."""

from difflib import SequenceMatcher
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.lineage.corpus import Print, corpus_of, shingles_in
from resolutions.lineage.kinship import Change, at_best, change, length_in_common, runs
from resolutions.lineage.prints import SHINGLE, numbered, shingles, shingles_of, whole
from resolutions.lineage.tracing import descent, trace

NORMS = (
    "Confirming that voluntary norms of conduct reduce the risks to peace among States, and that "
    "given what is unique to such tools further norms may be developed in time"
)
CABLES = (
    "Recognizing that cables under the sea carry most of what is said between continents, and "
    "that a cut far from any coast may silence several of them for weeks"
)
words = st.lists(st.integers(0, 4), max_size=10)


def as_words(numbers):
    return np.array(numbers, np.uint32)


@given(words, words)
def test_what_is_kept_is_a_longest_common_subsequence(one, other):
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
            )
    found = change(as_words(one), as_words(other))
    assert found.kept == length_in_common(one, other) == table[-1][-1]
    assert (found.kept + found.added, found.kept + found.removed) == (len(other), len(one))
    assert found.score <= max(at_best(len(one), len(other)) + 1, 0) or one == other == []
    assert (found.score == 100) == (one == other)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([0], [(0, 5)], id="one"),
        pytest.param([0, 1, 2, 3], [(0, 8)], id="four in a row are eight words"),
        pytest.param([0, 1, 9], [(0, 6), (9, 14)], id="two runs"),
    ],
)
def test_runs(places, expected):
    assert list(runs(places, SHINGLE)) == expected


def test_case_and_punctuation_make_no_difference_to_words():
    one = numbered("Noting that, in the “field” of ICTs,")
    assert one.tolist() == numbered("noting that in the field of ICTs;").tolist()
    assert numbered("注意到信息").tolist() == numbered("注意到，信息").tolist()


def test_a_shingle_depends_on_the_order_of_its_words():
    forth, back = as_words([1, 2, 3, 4, 5]), as_words([5, 4, 3, 2, 1])
    assert shingles(forth)[0] != shingles(back)[0]
    assert len(shingles(as_words([1, 2, 3, 4]))) == 0


@given(st.lists(words, min_size=1, max_size=4))
def test_paragraphs_have_one_number_only_if_their_words_are_equal(paragraphs):
    starts = np.concatenate(([0], np.cumsum([len(each) for each in paragraphs]))).astype(int)
    sums = whole(as_words([word for each in paragraphs for word in each]), starts)
    for a, one in zip(sums, paragraphs, strict=True):
        for b, other in zip(sums, paragraphs, strict=True):
            assert (a == b) == (one == other)


def corpus(*texts, formal=()):
    """A corpus of texts, the earliest first; each is (line, paragraphs), with keys from 1."""
    keys = count(1)
    prints = []
    for day, (line, paragraphs) in enumerate(texts, 1):
        found = [numbered(each) for each in paragraphs]
        prints.append(
            Print(
                *(day, line, day, (day,)),
                np.array([next(keys) for _ in found], np.int64),
                np.array([len(each) for each in found], np.int64),
                np.concatenate([*found, np.zeros(0, np.uint32)]),
            )
        )
    return corpus_of(prints, shingles_of(formal))


def traced(laid_out, text, **options):
    return {
        (each.later, each.earlier): each.kind.value for each in trace(laid_out, text, **options)
    }


CHANGED = NORMS.replace("Confirming", "Reaffirming").replace("in time", "over time")
MORE = [
    f"{CABLES} {place}{place} {'of these many words that no one else has said ' * 3}"
    for place in "abc"
]
HALF = NORMS.split(", and that ")[1]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([(1, [NORMS]), (1, [NORMS])], {(2, 1): "same"}, id="the same words"),
        pytest.param([(1, [NORMS]), (1, [CHANGED])], {(2, 1): "changed"}, id="a few words"),
        pytest.param([(1, [NORMS]), (2, [CHANGED])], {(2, 1): "changed"}, id="of another title"),
        pytest.param([(1, [NORMS]), (1, [CABLES])], {}, id="other words"),
        pytest.param(
            [(1, [NORMS]), (2, [f"{CABLES}, and {HALF}"])], {(2, 1): "reused"}, id="a run of words"
        ),
        pytest.param(
            [(1, [NORMS]), (1, [NORMS]), (1, [NORMS])], {(3, 2): "same"}, id="the nearest alone"
        ),
        pytest.param(
            [(1, [NORMS, *MORE]), (2, [CHANGED]), (1, [CHANGED, *MORE])],
            {(6, 1): "changed", (6, 5): "same", (7, 2): "same", (8, 3): "same", (9, 4): "same"},
            id="its own line, and who is nearer in words",
        ),
        pytest.param(
            [(1, [f"{NORMS}, {CABLES}"]), (1, [NORMS, CABLES])],
            {(2, 1): "split", (3, 1): "split"},
            id="one became two",
        ),
        pytest.param(
            [(1, [NORMS, CABLES]), (1, [f"{NORMS}, {CABLES}"])],
            {(3, 1): "merged", (3, 2): "merged"},
            id="two became one",
        ),
        pytest.param([(1, ["Notes;"]), (1, ["Notes;"])], {(2, 1): "same"}, id="short, of a line"),
        pytest.param([(1, ["Notes;"]), (2, ["Notes;"])], {}, id="too short to tell"),
        pytest.param([(1, []), (1, [NORMS])], {}, id="a text without paragraphs"),
    ],
)
def test_trace(texts, expected):
    assert traced(corpus(*texts), len(texts) - 1) == expected


def test_a_formal_name_is_no_shared_wording():
    name = "Group of Learned Persons on Matters of the Use of Tools in the Sphere of Common Peace"
    texts = (
        (1, [f"Welcoming what was done by the {name}"]),
        (2, [f"{CABLES}, so that the {name} ends"]),
    )
    assert traced(corpus(*texts), 1) == {(2, 1): "reused"}
    assert traced(corpus(*texts, formal=[name]), 1) == {}


def test_what_texts_on_many_matters_share_is_nobodys_wording():
    phrase = "within existing resources and through voluntary contributions from all who can give"
    texts = [(n, [f"Matter {n} of kind {n}{n} asks for help {phrase}"]) for n in range(12)]
    assert traced(corpus(*texts), 11) == {}
    again = [*texts, (11, [f"Matter 11 of kind 1111 asks for help {phrase}"])]
    assert traced(corpus(*again), 12) == {(13, 12): "same"}


def test_a_rejected_descent_gives_way_to_the_next():
    laid_out = corpus((1, [NORMS]), (1, [NORMS]), (1, [NORMS]))
    assert traced(laid_out, 2, rejected={(2, 3)}) == {(3, 1): "same"}


def test_an_index_of_the_shingles_of_some_texts_gives_the_same():
    texts = [(1, [NORMS, CABLES]), (2, [CABLES]), (1, [CHANGED, f"{CABLES}, {HALF}"])]
    prints = corpus(*texts).prints
    none, own = shingles_of(()), shingles_in([prints[2].words])
    assert list(trace(corpus_of(prints, none, own), 2)) == list(trace(corpus_of(prints, none), 2))


def test_an_editors_descent_is_measured():
    found = descent(corpus((1, [NORMS]), (1, [CABLES])), 0, 1)
    assert (found.kind.value, found.change.kept) == ("reused", found.change.kept)
    assert found.change.kept + found.change.added == len(numbered(CABLES))


@given(
    st.lists(
        st.lists(st.sampled_from([NORMS, CABLES, CHANGED, HALF, "Notes"]), max_size=3), max_size=5
    )
)
def test_descents_point_to_earlier_texts_whatever_they_say(texts):
    laid_out = corpus(*((place % 2, each) for place, each in enumerate(texts)))
    for text in range(len(texts)):
        own = set(laid_out.prints[text].keys.tolist())
        before = {key for each in laid_out.prints[:text] for key in each.keys.tolist()}
        for each in trace(laid_out, text):
            assert each.later in own
            assert each.earlier in before


def test_a_score_of_a_hundred_is_kept_for_equal_words():
    assert Change(400, 1, 0).score == 99
    assert Change(400, 0, 0).score == 100
    ratio = SequenceMatcher(None, "abcd", "abce").ratio()
    assert Change(3, 1, 1).score == round(100 * ratio)
