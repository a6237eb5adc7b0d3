"""What PostgreSQL's parser is given of a text, and what makes two texts the same words."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from resolutions.search.vectors import JOINERS, UNSEEN, words
from resolutions.search.wordings import wording

# PostgreSQL's Unicode is older than Python's: characters that both know, and whole scripts.
KNOWN = st.sampled_from(JOINERS + UNSEEN + "½²ﬁ，（）㈠①ª…\u00a0\u0301\u0653\u0654ًّ́يوُِТекст大会第")
LETTERS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cn", "Cs", "Co", "Cc"])


def expected(text):
    """The same by Python: normalised, joiners as spaces, and without what is not seen."""
    table = str.maketrans(JOINERS, " " * len(JOINERS), UNSEEN)
    return unicodedata.normalize("NFKC", text).translate(table)


@pytest.mark.django_db
@given(text=st.text(KNOWN | LETTERS.filter(lambda c: unicodedata.category(c) != "Mn")))
def test_any_text_is_given_normalised_and_in_words(text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {words('given')} FROM (SELECT %s::text AS given) t", [text])  # noqa: S608
        assert cursor.fetchone() == (expected(text),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("capacity-building, and", "Capacity building and", id="case and punctuation"),
        pytest.param("l’ État  membre", "l'État membre", id="apostrophes and spaces"),
        pytest.param("ﬁnancing", "financing", id="ligature"),
        pytest.param("各国，尤其", "各国尤其。", id="Chinese punctuation"),
    ],
)
def test_texts_of_one_wording(one, other):
    assert wording(one) == wording(other) is not None


def test_a_wording_leaves_out_the_opening():
    assert wording("Recalling its report,", "Recalling") == wording("Noting its report,", "Noting")
    assert wording("Recalling its report,") != wording("Noting its report,")
    assert wording("Recalling,", "Recalling") is None
