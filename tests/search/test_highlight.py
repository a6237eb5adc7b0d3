"""Excerpts mark what was found, show most of it, and change no character of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.search.highlight import LIMIT, Highlighter, excerpt, window
from resolutions.search.query import parse
from resolutions.search.tokens import plain, vocabulary

# As PostgreSQL's English configuration has them.
LEXEMES = {
    "norm": "norm",
    "norms": "norm",
    "capacity": "capac",
    "building": "build",
    "build": "build",
    "security": "secur",
    "secure": "secur",
    "force": "forc",
    "use": "use",
    "of": "",
    "71": "71",
    "28": "28",
}


def highlighter(typed):
    lexemes = {word: frozenset(filter(None, [lexeme])) for word, lexeme in LEXEMES.items()}
    return Highlighter(parse(typed).wanted, lexemes)


def excerpt_of(text, typed, opening=0):
    return excerpt(text, highlighter(typed).spans(text), opening)


def marked(pieces):
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        pytest.param("norm", "norms, Norm.", "[norms], [Norm].", id="any form, any case"),
        pytest.param('"norm"', "norms, Norm.", "norms, [Norm].", id="exactly"),
        pytest.param("norms", "enormous", "enormous", id="whole words only"),
        pytest.param(
            "capacity building",
            "build capacity",
            "[build] [capacity]",
            id="words apart",
        ),
        pytest.param(
            "capacity-building",
            "building capacity by capacity-building, capacity building",
            "building capacity by [capacity-building], [capacity building]",
            id="words side by side",
        ),
        pytest.param(
            '"use of force"', "use of force, use force", "[use of force], use force", id="phrase"
        ),
        pytest.param(
            "use-of-force", "use in force", "[use in force]", id="a stop word holds a place"
        ),
        pytest.param("of", "use of force", "use of force", id="stop word alone"),
        pytest.param("71/28", "A/RES/71/28 H", "A/RES/[71/28] H", id="number"),
        pytest.param("norms -security", "norms security", "[norms] security", id="exclusion"),
        pytest.param("security", "secu\u00adrity", "[secu\u00adrity]", id="soft hyphen"),
        pytest.param("norms", "<b>norms</b>", "<b>[norms]</b>", id="markup is text"),
        pytest.param("norms", "\ue000norms\ue001", "\ue000[norms]\ue001", id="private use"),
        pytest.param("norms_", "a_norms_b", "a_[norms]_b", id="underscore"),
        pytest.param(
            'norms "norms security"', "norms security", "[norms security]", id="one in another"
        ),
    ],
)
def test_matches_are_marked(typed, text, expected):
    assert marked(excerpt_of(text, typed)) == expected


def test_a_phrase_longer_than_the_text_is_not_in_it():
    assert highlighter('"of peaceful use of norms"').spans("Peaceful norms") == []


def test_opening_words_are_set_apart():
    pieces = excerpt_of("Noting norms", "norms", opening=6)
    assert [(p.text, p.marked, p.opening) for p in pieces] == [
        ("Noting", False, True),
        (" ", False, False),
        ("norms", True, False),
    ]


def test_matched_words_are_the_forms_found():
    marker, text = highlighter('norm "security"'), "Norms, norm, security, secure"
    assert marker.words_in(text, marker.spans(text)) == {"norm", "norms"}


def test_a_short_paragraph_is_shown_whole():
    text = "lorem ipsum " * 35
    assert marked(excerpt_of(text, "norms")) == text


def test_an_excerpt_shows_where_most_terms_are():
    text = "norms " + "lorem ipsum " * 60 + "norms and security " + "dolor sit " * 60
    shown = marked(excerpt_of(text, "norms security"))
    assert "[norms] and [security]" in shown
    assert shown.startswith(("… lorem ", "… ipsum "))
    assert shown.endswith(("dolor …", "sit …"))


WORDS = st.sampled_from(
    ["norms", "security", "x" * 300, "capacity-building", "lorem", "\u200b,", "é"]
)


@given(st.lists(WORDS | st.text(max_size=20), max_size=80).map(" ".join), st.integers(0, 40))
def test_an_excerpt_is_a_stretch_of_the_text(text, opening):
    """At most 430 characters, in order, nothing added but an ellipsis at a cut end."""
    spans = highlighter("norms security capacity-building").spans(text)
    shown = "".join(piece.text for piece in excerpt(text, spans, opening))
    start, end = window(text, spans, LIMIT)
    assert len(shown) <= LIMIT
    assert shown == ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    assert end == len(text) or end - start > LIMIT // 2


def test_vocabulary_is_the_distinct_words():
    assert vocabulary(["Norms, norms", "A/RES/71", "ﬁeld"]) == {"norms", "a", "res", "71", "field"}


def test_plain_leaves_out_what_no_reader_sees():
    assert plain("SECU\u00adRITY") == "security"
