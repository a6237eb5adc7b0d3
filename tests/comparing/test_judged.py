"""
Paragraphs matched as a reader of both texts matched them.

`judged.json` was written by reading the texts, before they were compared by program. In it
"=" is the same, "," other signs or capitals, "~" other words, ":" any of these, and "?" a match
that may be told or not; a paragraph in no pair was added or removed. The last five pairs of
texts were drawn by chance: a title of each of five committees, its first and its last text.
"""

import json
import re
from pathlib import Path

import pytest

from resolutions.comparing.rows import compare
from tests.comparing.texts import HELD, text

JUDGED = json.loads((Path(__file__).parent / "judged.json").read_text())


def pairs_of(judged):
    return {
        (match[1], match[3]): match[2]
        for match in re.finditer(r"([\w-]+)([=,~:?])([\w-]+)", " ".join(judged["pairs"]))
    }


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


judgements = pytest.mark.parametrize(
    "judged", [pytest.param(each, id=f"{each['old']} to {each['new']}") for each in JUDGED]
)


@judgements
def test_paragraphs_are_matched_as_a_reader_matches_them(judged, sides):
    signs = pairs_of(judged)
    found = {
        pair: ":" if signs.get(pair) == ":" else sign
        for pair, sign in signs_of(compare(*sides)).items()
        if signs.get(pair) != "?"
    }

    assert found == {pair: sign for pair, sign in signs.items() if sign != "?"}


@judgements
def test_the_other_way_round_the_same_paragraphs_match(judged, sides):
    old, new = sides
    back = signs_of(compare(new, old))

    assert {(b, a): sign for (a, b), sign in back.items()} == signs_of(compare(old, new))
