"""Words compared: what is marked, how it is counted, and that no letter is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resolutions.comparing.redline import Mark, redline
from resolutions.comparing.sequences import common
from resolutions.comparing.words import words_of

# Few words and every sign that print varies, so that texts share much and differ in places.
WORDS = [
    "the",
    "States",
    "of",
    "security",
    "and",
    "67/27",
    "in",
    "re",
    "’s",
    "网络",
    "امن",
    "\u200b",
    "رسمياً",
    "رسميا",
    "é",
    "İ",
]
SIGNS = [*',;-–“"()', " ", "  ", "\u00a0", "68/243 of 27 December 2013", "68/243"]
WORDS += ["1325 (2000)", "44,971,300", "14 109 800", "57/270 B", "2013年12月27日第68/243号"]
PIECES = st.sampled_from(WORDS + SIGNS)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60)


def marked(line) -> str:
    """[-removed-] and {+added+}, with the spaces as they were."""
    shapes = {Mark.SAME: "{1}", Mark.REMOVED: "[-{0}-]", Mark.ADDED: "{{+{1}+}}"}
    return "".join(shapes[run.mark].format(run.old.strip(" "), run.new) for run in line.runs)


@pytest.mark.parametrize(
    ("text", "keys", "count"),
    [
        pytest.param("The States’ rights", ["the", "States", "'", "rights"], 3, id="apostrophe"),
        pytest.param(
            "A State’s “own” aim", ["a", "State's", '"', "own", '"', "aim"], 4, id="quotes"
        ),
        pytest.param("open‑ended work", ["open", "-", "ended", "work"], 2, id="compound is a word"),
        pytest.param("2021–2025 – now", ["2021", "-", "2025", "-", "now"], 2, id="dashes"),
        pytest.param("and/or", ["and", "/", "or"], 2, id="a slash parts words"),
        pytest.param("see A/C.1/77/L.23.", ["see", "A/C.1/77/L.23", "."], 2, id="symbol"),
        pytest.param(
            "and 68/243 of 27 December 2013,",
            ["and", "68/243 of 27 December 2013", ","],
            6,
            id="dated number is an item",
        ),
        pytest.param("68/243, de 27 de diciembre de 2013", None, 7, id="dated number in Spanish"),
        pytest.param("67/27 и 68/243 от 27 декабря 2013 года", None, 8, id="… in Russian"),
        pytest.param("76/20 المؤرخ 6 كانون الأول/ديسمبر 2021", None, 6, id="… in Arabic"),
        pytest.param("2013年12月27日第68/243号", None, 9, id="… in Chinese"),
        pytest.param(
            "its 57/270 B and ES-10/23",
            ["its", "57/270 B", "and", "ES-10/23"],
            5,
            id="letters of a number",
        ),
        pytest.param(
            "1325 (2000) and 1514 (XV)", ["1325 (2000)", "and", "1514 (XV)"], 5, id="with a year"
        ),
        pytest.param(
            "GC(66)/RES/12, A/75/187-S/2020/1",
            ["gc(66)/res/12", ",", "A/75/187-S/2020/1"],
            2,
            id="symbols with signs",
        ),
        pytest.param("44,971,300 or 1,5", ["44,971,300", "or", "1,5"], 3, id="amounts"),
        pytest.param("14 109 800 dollars", ["14 109 800", "dollars"], 2, id="… with spaces"),
        pytest.param("100 004 48 دولار", ["100 004 48", "دولار"], 2, id="… in Arabic"),
        pytest.param(
            "in 2019, 100 States", ["in", "2019", ",", "100", "States"], 4, id="no amount"
        ),
        pytest.param("网络安全", ["网", "络", "安", "全"], 4, id="Chinese by the character"),
        pytest.param("soft\u00adware", ["software"], 1, id="soft hyphen"),
        pytest.param("تماشياً مع الـفقرة", ["تماشيا", "مع", "الفقرة"], 3, id="vowel marks"),
        pytest.param("a \u200b b", ["a", "\u200b", "b"], 2, id="a sign of no width alone"),
        pytest.param("", [], 0, id="nothing"),
        pytest.param("  ", [" "], 0, id="space alone"),
    ],
)
def test_words_and_their_count(text, keys, count):
    found = words_of(text)

    assert found.count == count
    if keys is not None:
        assert found.keys == keys


@pytest.mark.parametrize(
    ("old", "new", "expected", "changed"),
    [
        pytest.param("Noting the aim,", "Noting the aim,", "Noting the aim,", 0, id="the same"),
        pytest.param("“A” re‐use", '"A" re-use', '"A" re-use', 0, id="shapes of signs"),
        pytest.param("Noting", "noting", "noting", 0, id="case of the first word"),
        pytest.param("the State", "the state", "the [-State-]{+state+}", 0, id="case elsewhere"),
        pytest.param("an aim;", "an aim.", "an aim[-;-]{+.+}", 0, id="a sign"),
        pytest.param(
            "capacity building now",
            "capacity-building now",
            "capacity{+-+}building now",
            0,
            id="hyphen",
        ),
        pytest.param(
            "its strategies", "its measures", "its [-strategies-]{+measures+}", 1, id="a word"
        ),
        pytest.param(
            "its seventy-eighth session",
            "its seventy-ninth session",
            "its seventy-[-eighth-]{+ninth +}session",
            1,
            id="the end of a compound",
        ),
        pytest.param("the great aim", "the aim", "the [-great-]aim", 1, id="removed"),
        pytest.param(
            "Taking note of the views",
            "Stressing the value of the views",
            "[-Taking note-]{+Stressing the value +}of the views",
            3,
            id="the longer side counts",
        ),
        pytest.param(
            "65/41 of 8 December 2010 and 66/24 of 2 December 2011,",
            "65/41 of 8 December 2010, 66/24 of 2 December 2011 and 67/27 of 3 December 2012,",
            "65/41 of 8 December 2010[-and-]{+, +}66/24 of 2 December 2011 "
            "{+and 67/27 of 3 December 2012+},",
            7,
            id="a list by its items",
        ),
        pytest.param(
            "65/41 and 66/24, in which",
            "65/41, 66/24 and 67/27, in which",
            "65/41[-and-]{+, +}66/24 {+and 67/27+}, in which",
            3,
            id="a list of mere numbers",
        ),
        pytest.param(
            "61/124 of 20 December 2006 and 66/24 of 2 December 2011 on aims",
            "61/194 of 20 December 2006, 66/24 of 2 December 2011 and 67/27 on aims",
            "[-61/124 of 20 December 2006 and-]{+61/194 of 20 December 2006, +}"
            "66/24 of 2 December 2011 {+and 67/27 +}on aims",
            8,
            id="the number rather than the word",
        ),
        pytest.param(
            "its resolution 67/53, and",
            "its resolution 67/53 of 3 December 2012, and",
            "its resolution 67/53 {+of 3 December 2012+}, and",
            4,
            id="a date that a number gained",
        ),
        pytest.param(
            "su resolución 67/53, de 3 de diciembre de 2012, y",
            "su resolución 67/53 y",
            "su resolución 67/53 [-, de 3 de diciembre de 2012,-]y",
            6,
            id="a date that it lost, in Spanish",
        ),
        pytest.param(
            "44,971,300 dollars for 2022",
            "44,342,300 dollars for 2023",
            "[-44,971,300-]{+44,342,300 +}dollars for [-2022-]{+2023+}",
            2,
            id="an amount as a whole",
        ),
        pytest.param(
            "States, the private sector",
            "States, civil society, the private sector",
            "States, {+civil society, +}the private sector",
            2,
            id="an item is added whole",
        ),
        pytest.param(
            "held at Geneva and in Tunis",
            "held in two phases and by Tunis",
            "held [-at Geneva and in-]{+in two phases and by +}Tunis",
            5,
            id="one word between two changes",
        ),
        pytest.param(
            "the aims of States",
            "the main aims of all States",
            "the {+main +}aims of {+all +}States",
            2,
            id="two additions stay two",
        ),
        pytest.param("تماشياً مع", "تماشيا مع", "تماشيا مع", 0, id="vowel marks of Arabic"),
        pytest.param("a b", "a \u200b b", "a {+\u200b +}b", 0, id="a sign of no width"),
        pytest.param(
            "the use by the Office of the Board and the Chair of the Committee",
            "the use of the Office of the Board and each session of the Committee",
            "the use [-by-]{+of +}the Office of the Board and [-the Chair-]{+each session +}"
            "of the Committee",
            3,
            id="two changes among the same words",
        ),
        pytest.param("", "New", "{+New+}", 1, id="from nothing"),
        pytest.param("Old", "", "[-Old-]", 1, id="to nothing"),
    ],
)
def test_redline(old, new, expected, changed):
    line = redline(old, new)

    assert (marked(line), line.changed) == (expected, changed)


def test_the_opening_words_may_change_case():
    assert redline("to Promote the aim", "To promote the aim", "to Promote", "To promote").is_same
    assert not redline("to Promote the aim", "To promote the aim").is_same


def test_a_paragraph_is_rewritten_when_more_than_three_fifths_have_changed():
    twenty = " ".join(f"w{n}" for n in range(20))
    twelve = " ".join(f"x{n}" for n in range(12))
    rest = " ".join(f"w{n}" for n in range(13, 20))

    assert not redline(twenty, f"{twelve} w12 {rest}").is_rewritten
    assert redline(twenty, f"{twelve} x12 {rest}").is_rewritten
    assert not redline("its resolution 73/20", "her decision 74/1").is_rewritten


@given(TEXTS, TEXTS)
def test_a_redline_holds_both_texts_to_the_letter(old, new):
    line = redline(old, new)

    assert (line.old, line.new) == (old, new)


@given(TEXTS, TEXTS)
@example("of the of the", "of of of the States")
def test_words_that_stayed_are_the_same_in_both(old, new):
    for run in redline(old, new).runs:
        if run.mark is Mark.SAME:
            before, after = (
                [key.lower() for key in words_of(text).keys] for text in (run.old, run.new)
            )
            assert before == after


@given(TEXTS, TEXTS)
def test_the_other_way_round_what_was_added_is_removed(old, new):
    there, back = redline(old, new), redline(new, old)

    assert (there.changed, there.kept) == (back.changed, back.kept)
    added = [run.new for run in there.runs if run.mark is Mark.ADDED]
    assert added == [run.old for run in back.runs if run.mark is Mark.REMOVED]


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text):
    assert redline(text, text).is_same
    assert redline(text, text).changed == 0


@given(
    st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12)
)
def test_no_more_can_be_kept(one, other):
    """As many as the table of the textbook says."""
    table = {}
    for a in range(len(one) + 1):
        for b in range(len(other) + 1):
            if not a or not b:
                table[a, b] = 0
            elif one[a - 1] == other[b - 1]:
                table[a, b] = table[a - 1, b - 1] + 1
            else:
                table[a, b] = max(table[a - 1, b], table[a, b - 1])
    pairs = common(one, other)

    assert len(pairs) == table[len(one), len(other)]
    assert pairs == sorted(pairs)
    assert all(one[a] == other[b] for a, b in pairs)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a b " * 40_000, "b a c " * 30_000, id="few words, over and over"),
        pytest.param(
            " ".join(map(str, range(60_000))),
            " ".join(map(str, range(60_000, 0, -1))),
            id="backwards",
        ),
        pytest.param(
            "x " + "a " * 50_000 + "y " + "b " * 50_000,
            "a " * 9 + "x " + "b " * 9 + "y c",
            id="uneven",
        ),
    ],
)
def test_texts_of_any_length_are_compared(old, new):
    line = redline(old, new)

    assert (line.old, line.new) == (old, new)
