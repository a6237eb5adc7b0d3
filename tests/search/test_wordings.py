"""What makes two texts the same words."""

import pytest

from resolutions.search.wordings import wording


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
