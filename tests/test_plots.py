"""Figures of lines: even levels, broken lines, labels that keep apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.plots import (
    BOTTOM,
    HEIGHT,
    LABEL_HEIGHT,
    Series,
    levels_up_to,
    line_figure,
    path,
    spread,
)


@pytest.mark.parametrize(
    ("most", "levels"),
    [
        pytest.param(0, [0, 1], id="nothing"),
        pytest.param(1, [0, 0.2, 0.4, 0.6, 0.8, 1], id="one"),
        pytest.param(3, [0, 1, 2, 3], id="three"),
        pytest.param(10, [0, 2, 4, 6, 8, 10], id="ten"),
        pytest.param(11, [0, 5, 10, 15], id="eleven"),
        pytest.param(95, [0, 20, 40, 60, 80, 100], id="near a hundred"),
        pytest.param(0.13, [0, 0.05, 0.1, 0.15], id="a share"),
    ],
)
def test_levels_are_even_and_reach_the_greatest_value(most, levels):
    assert levels_up_to(most) == pytest.approx(levels)


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_levels_are_few_and_waste_little(most):
    levels = levels_up_to(most)
    assert 2 <= len(levels) <= 6
    assert most <= levels[-1] * 1.000001
    assert levels[-2] < most * 1.000001


def test_counts_have_whole_levels():
    assert levels_up_to(2, least=1) == [0, 1, 2]
    assert levels_up_to(0, least=1) == [0, 1]


def test_a_line_is_broken_at_a_gap():
    assert path([(0, 1, False), (10, 2, False), (30, 3, False)], 10) == "M0 1L10 2M30 3"


@given(st.lists(st.floats(min_value=18, max_value=HEIGHT - BOTTOM + 4), max_size=8))
def test_labels_keep_apart_and_on_the_figure(heights):
    placed = sorted(spread(heights))
    assert all(b - a >= LABEL_HEIGHT - 0.2 for a, b in pairwise(placed))
    assert all(10 <= height <= HEIGHT - BOTTOM + 4 for height in placed)


def test_a_single_line_needs_no_label_and_takes_the_whole_width():
    one = line_figure([Series("one", [(1, 2, False)])], [0, 2], width=400, gap=1)
    two = line_figure(
        [Series("one", []), Series("国际安全", [(1, 2, False)])], [0, 2], width=400, gap=1
    )
    assert (one["named"], two["named"]) == (False, True)
    assert one["right"] - two["right"] == pytest.approx(4 * 2 * 6.8, abs=0.2)
