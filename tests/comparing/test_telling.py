"""The sentences about rows, and redlines cut into pieces with the spaces where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.comparing import telling
from resolutions.comparing.pieces import inline, sides
from resolutions.comparing.redline import Mark, redline
from resolutions.comparing.rows import compare
from resolutions.comparing.words import words_of
from tests.comparing.texts import make

VIEWS = "Recalling the views of States on the peaceful use of these technologies"
NEEDS = "Stressing that smaller countries need help to build the means of their own defence"
WOMEN = "Underlining that women should have a full part in all of these negotiations"
LIST = "Recalling its resolutions 65/41 of 8 December 2010, 66/24 of 2 December 2011"


@pytest.mark.parametrize(
    ("old", "new", "label", "sentence"),
    [
        pytest.param([f"pp1: {VIEWS},"], [f"pp1: {VIEWS},"], "PP1", "Unchanged", id="same"),
        pytest.param([], [f"pp1: {VIEWS},"], "PP1", "Added: new in New", id="added"),
        pytest.param([f"pp1: {VIEWS},"], [], "PP1", "Removed: not carried into New", id="removed"),
        pytest.param(
            [f"op1: {VIEWS};"],
            [f"op1: {VIEWS} now;"],
            "OP1",
            "Changed: 1 word differs",
            id="one word",
        ),
        pytest.param(
            [f"pp1: {VIEWS},"], [f"pp1: {VIEWS};"], "PP1", "Punctuation only", id="punctuation"
        ),
        pytest.param(
            [f"pp1: {VIEWS},"],
            [f"pp1: {VIEWS.replace('States', 'states')},"],
            "PP1",
            "Capitals only",
            id="capitals",
        ),
        pytest.param(
            [f"pp1: {VIEWS},"],
            [f"pp1: {VIEWS.replace('States', 'states')};"],
            "PP1",
            "Punctuation and capitals only",
            id="both",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {NEEDS},", f"pp3: {WOMEN},"],
            [f"pp1: {WOMEN},", f"pp2: {VIEWS},", f"pp3: {NEEDS},"],
            "PP3 → PP1",
            "Moved up past two paragraphs, now before PP2 “Recalling the views of”",
            id="moved up",
        ),
        pytest.param(
            ["pp1: وإذ تلاحظ،", "pp2: وإذ تشدد على حاجات جميع الدول،", "pp3: وإذ تؤكد دور المرأة،"],
            ["pp1: وإذ تؤكد دور المرأة،", "pp2: وإذ تلاحظ،", "pp3: وإذ تشدد على حاجات جميع الدول،"],
            "PP3 → PP1",
            "Moved up past two paragraphs, now before PP2 \u2068“وإذ تلاحظ”\u2069",
            id="moved up in Arabic",
        ),
        pytest.param(
            [f"op1: {VIEWS};"],
            [f"s2-op1: {VIEWS} now;"],
            "OP1 → S2 OP1",
            "Changed: 1 word differs",
            id="in a section whose numbers begin anew",
        ),
        pytest.param(
            [f"pp1: {VIEWS},", f"pp2: {NEEDS} now,", f"pp3: {WOMEN},"],
            [f"pp1: {NEEDS} now,", f"pp2: {WOMEN} too,", f"pp3: {VIEWS} once,"],
            "PP1 → PP3",
            "Moved down past two paragraphs, now last; 1 word differs",
            id="moved down and changed",
        ),
        pytest.param(
            [f"pp1: {VIEWS},"],
            [f"op1: {VIEWS},"],
            "PP1 → OP1",
            "Moved from the preamble to the operative part",
            id="another part",
        ),
        pytest.param(
            [f"op1: {VIEWS} now;"],
            ["op1: Decides:", f"op1-a: {VIEWS};"],
            "OP1 → OP1 (a)",
            "Became subparagraph (a); 1 word differs",
            id="became a point",
        ),
        pytest.param(
            [f"op1: {VIEWS}; {NEEDS};"],
            [f"op1: {VIEWS};", f"op2: {NEEDS};"],
            "OP1 → OP1 and OP2",
            "Split: became OP1 and OP2; punctuation only",
            id="split",
        ),
        pytest.param(
            [f"op1: {VIEWS};", f"op2: {NEEDS};"],
            [f"op1: {VIEWS} and s{NEEDS[1:]};"],
            "OP1 and OP2 → OP1",
            "Merged: OP1 and OP2 became one; 1 word differs",
            id="merged",
        ),
    ],
)
def test_sentences(old, new, label, sentence):
    rows = compare(make(*old), make(*new)).rows
    told = {telling.labels(row): telling.sentence(row, "Old", "New") for row in rows}

    assert told[label] == sentence


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            f"{LIST} and 67/27 of 3 December 2012,",
            f"{LIST}, 67/27 of 3 December 2012, 68/243 of 27 December 2013 and 69/28,",
            "In the list 68/243 and 69/28 are added.",
            id="added",
        ),
        pytest.param(
            f"{LIST}, 67/27 and 68/243,",
            "Recalling its resolutions 65/41 of 9 December 2010, 67/27, 68/243 and 69/28,",
            "In the list 69/28 is added; 66/24 is removed; the date of 65/41 differs.",
            id="all of it",
        ),
        pytest.param(
            "Recordando sus resoluciones 65/41, de 8 de diciembre de 2010, 66/24, de 2 de "
            "diciembre de 2011, y 67/27, de 3 de diciembre de 2012,",
            "Recordando sus resoluciones 65/41, de 9 de diciembre de 2010, 66/24, de 2 de "
            "diciembre de 2011, 67/27, de 3 de diciembre de 2012, y 68/243, de 27 de diciembre "
            "de 2013,",
            "In the list 68/243 is added; the date of 65/41 differs.",
            id="in Spanish",
        ),
        pytest.param(
            "回顾其2010年12月8日第65/41号、2011年12月2日第66/24号和2012年12月3日第67/27号决议,",
            "回顾其2010年12月8日第65/41号、2011年12月2日第66/24号、2012年12月3日第67/27号"
            "和2013年12月27日第68/243号决议,",
            "In the list 68/243 is added.",
            id="in Chinese",
        ),
        pytest.param(f"{LIST}, 67/27,", f"{LIST} and 67/27,", "", id="the same list"),
        pytest.param(f"{LIST},", f"{LIST} and 67/27,", "", id="too short a list"),
    ],
)
def test_lists_are_told_item_by_item(old, new, said):
    row = compare(make(f"pp1: {old}"), make(f"pp1: {new}")).rows[0]
    found = telling.listed(row)

    assert (telling.listed_sentence(found) if found else "") == said


@pytest.mark.parametrize(
    ("anchor", "sentence"),
    [
        pytest.param("op1", "Shared: the same words in both", id="same"),
        pytest.param("op1-a", "Shared: the same words in both, at another level", id="a point"),
    ],
)
def test_what_rivals_share_is_told_with_its_level(anchor, sentence):
    rows = compare(make(f"op1: {VIEWS};"), make(f"{anchor}: {VIEWS};")).rows

    assert telling.rivals_sentence(rows[0], "Old", "New") == sentence


def test_lists_of_rivals_are_told_by_what_only_one_has():
    old, new = (f"pp1: {LIST}, 67/27 and {last}," for last in ("68/243", "69/28"))
    found = telling.listed(compare(make(old), make(new)).rows[0])

    said = telling.rivals_listed_sentence(found, "Old", "New")

    assert said == "In the list only in Old 68/243; only in New 69/28."


SHAPES = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "[+{}+]"}


def written(pieces):
    return "".join(SHAPES[piece.mark].format(piece.text or "¶") + piece.space for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("a b c", "a x c", "a [-b-] [+x+] c", id="replaced"),
        pytest.param("66/24 and 67/27", "66/24, 67/27", "66/24 [-and-][+,+] 67/27", id="a sign"),
        pytest.param("the aims, now", "the aims and, now", "the aims [+and+], now", id="added"),
        pytest.param("the aims and, now", "the aims, now", "the aims [-and-], now", id="removed"),
        pytest.param("all of it", "all of it now", "all of it [+now+]", id="at the end"),
        pytest.param("a.\nB c", "a, c", "a[-.-][-¶-][-B-][+,+] c", id="a break"),
    ],
)
def test_pieces_keep_the_spaces_of_both_wordings(old, new, expected):
    assert written(inline(redline(old, new))) == expected


WORDS = [
    "the",
    "States",
    "of",
    "law",
    "’s",
    "67/27",
    "67/27 of 3 December 2012",
    "1,5",
    "网络",
    "İ",
]
TEXTS = st.lists(st.sampled_from([*WORDS, *",;-–()"]), max_size=30).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_is_shown_reads_as_the_old_without_the_added_and_as_the_new_without_the_removed(
    old, new
):
    """Word for word, and with the spaces, which are in no mark."""
    pieces = inline(redline(old, new))

    for text, left_out in ((old, Mark.ADDED), (new, Mark.REMOVED)):
        shown = "".join(
            (piece.text or "\n") * (piece.mark is not left_out) + piece.space for piece in pieces
        )
        assert keys(shown) == keys(text)


def keys(text):
    """The words and signs of a text, whatever its spaces and the case of its first word."""
    return [key.lower() for key in words_of(" ".join(text.split())).keys if key.strip()]


def test_each_side_reads_as_its_text():
    old, new = sides(redline("the aims and means, now", "the aims, and now"))

    assert written(old).replace("[-", "").replace("-]", "") == "the aims and means, now"
    assert written(new).replace("[+", "").replace("+]", "") == "the aims, and now"
