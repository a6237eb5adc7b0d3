"""
Paragraphs matched as a reader of both texts matched them.

`judged.json` and `drawn.json` were written by reading the texts, before they were compared by
program. In them "=" is the same, "," other signs or capitals, "~" other words, ":" any of these,
and "?" a match that may be told or not; a paragraph in no pair was added or removed.

The texts of the first are those of one series, from which the rules were found, and, as the
last five pairs, a title of each of five committees drawn by chance, its first and its last text.
Those of the second were all drawn by chance, by committee and language: each text and the next
of its title, two rivals of a session, and drafts. The first sixteen taught a rule or two, the
last eight were drawn and judged after that. They also tell which paragraphs have `moved`, by
their new anchors, and which matches of a reader are not found, as `missed`.
"""

import json
import re
from pathlib import Path

import pytest

from resolutions.comparing.rows import compare
from tests.comparing.texts import HELD, text

HERE = Path(__file__).parent
SERIES, DRAWN = (json.loads((HERE / f"{name}.json").read_text()) for name in ("judged", "drawn"))


def pairs_of(judged):
    return {
        (match[1], match[3]): match[2]
        for match in re.finditer(r"([\w-]+)([=,~:?])([\w-]+)", " ".join(judged["pairs"]))
    }


def missed_of(judged):
    return {tuple(pair.split("~")) for pair in judged.get("missed", "").split()}


def signs_of(comparison):
    """Of each pair of anchors whether its words are the same."""
    found = {}
    for row in comparison.rows:
        line = row.line
        sign = "~" if line.changed else "," if line.is_punctuation else "="
        found |= {(old.anchor, new.anchor): sign for old in row.old for new in row.new}
    return found


@pytest.fixture
def sides(judged, request):
    """Both texts; without development data, those of the archive's first holdings."""
    names = judged["old"], judged["new"]
    shared = None if HELD.keys() >= set(names) else request.getfixturevalue("shared_dir")
    return [text(name, shared) for name in names]


def judgements(*lists):
    return pytest.mark.parametrize(
        "judged",
        [
            pytest.param(each, id=f"{each['old']} to {each['new']}")
            for judged in lists
            for each in judged
        ],
    )


@judgements(SERIES, DRAWN)
def test_paragraphs_are_matched_as_a_reader_matches_them(judged, sides):
    signs = pairs_of(judged)
    missed = missed_of(judged)
    found = {
        pair: ":" if signs.get(pair) == ":" else sign
        for pair, sign in signs_of(compare(*sides)).items()
        if signs.get(pair) != "?"
    }

    assert missed <= signs.keys()
    assert found == {
        pair: sign for pair, sign in signs.items() if sign != "?" and pair not in missed
    }


@judgements(DRAWN)
def test_those_are_moved_that_a_reader_calls_moved(judged, sides):
    moved = {row.new[0].anchor for row in compare(*sides).rows if row.passed}
    unsure = {new for (_, new), sign in pairs_of(judged).items() if sign == "?"}
    unsure |= {new for _, new in missed_of(judged)}

    assert moved - unsure == set(judged.get("moved", "").split()) - unsure


def test_hardly_a_match_is_missed_in_texts_drawn_by_chance():
    """Of what is found none is wrong, so that this is F1."""
    sure = sum(sign != "?" for judged in DRAWN for sign in pairs_of(judged).values())
    missed = sum(len(missed_of(judged)) for judged in DRAWN)

    assert 2 * (sure - missed) / (2 * sure - missed) >= 0.995


@judgements(SERIES)
def test_the_other_way_round_the_same_paragraphs_match(judged, sides):
    old, new = sides
    back = signs_of(compare(new, old))

    assert {(b, a): sign for (a, b), sign in back.items()} == signs_of(compare(old, new))
