"""What search mends, corrects and offers where it finds little or nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    make_paragraph,
    make_text,
)
from tests.search.pages import said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("q", "message"),
    [
        pytest.param('"voluntary norms', "We closed the quotation mark for you.", id="quote"),
        pytest.param("norms OR", "without a word to go with was left out", id="operator"),
        pytest.param("the norms", "“the” is too common", id="stop word"),
        pytest.param("the of", "“the”, “of” are too common", id="only stop words"),
        pytest.param("-norms", "only words to leave out were given", id="exclusions only"),
        pytest.param("!!!", "There is no word or number in this", id="punctuation"),
        pytest.param("x" * 10_000, "Only the first 400 characters", id="10,000 characters"),
        pytest.param("a b c d e f g h i j k l m", "Only the first 12 words", id="13 words"),
    ],
)
def test_what_was_mended_is_said(archive, search, q, message):
    response = search(q)
    assert response.status_code == 200
    assert message in said(response)


def test_no_result_says_which_filter_to_remove(archive, search):
    response = search("norms", session="76", part="operative")
    assert "No paragraph mentions “norms” with these filters" in said(response)
    advice = [(a.words, a.count, a.href) for a in response.context["results"].advice]
    assert advice == [
        ("Remove the filter Session: 76th, 2021", 2, "?q=norms&part=operative"),
        ("Remove the filter Part of text: Operative part", 1, "?q=norms&session=76"),
        ("Remove all filters", 5, "?q=norms"),
    ]


def test_no_result_with_filters_that_are_not_to_blame_says_which_words_are(archive, search):
    response = search("peace xylophone", session="71")
    advice = [(a.words, a.count) for a in response.context["results"].advice]
    assert advice == [("Search for peace", 1)]


def test_a_slip_is_told_where_other_words_are_not_found_either(archive, search):
    near = search("nrms xylophone").context["results"].near
    assert ("norms", 5) in [(each.words, each.count) for each in near]


def test_arabic_is_written_from_the_right(archive, search):
    make_paragraph(archive["adopted"], "pp1", "وإذ تلاحظ الأمن،", language="ar")
    assert '<p lang="ar" dir="rtl">' in search("الأمن", lang="ar").text


def test_no_result_says_which_words_are_found_alone(archive, search):
    response = search('"norms of behaviour" peace cryptography')
    advice = [(a.words, a.count) for a in response.context["results"].advice]
    assert advice == [("Search for peace", 1)]
    response = search('"responsible behaviour"')
    advice = [(a.words, a.count) for a in response.context["results"].advice]
    assert advice == [("Search without the quotation marks", 2)]


@pytest.mark.parametrize(
    ("params", "status", "message"),
    [
        pytest.param({"page": "-1"}, 400, "from 1 to 500", id="negative page"),
        pytest.param({"page": "0"}, 400, "from 1 to 500", id="page nought"),
        pytest.param({"page": "x"}, 400, "from 1 to 500", id="page that is no number"),
        pytest.param({"page": "²"}, 400, "from 1 to 500", id="page of a raised digit"),
        pytest.param({"page": "9" * 5000}, 400, "from 1 to 500", id="page of 5,000 digits"),
        pytest.param({"page": "499"}, 400, "There is no page 499.", id="page beyond the last"),
        pytest.param({"sort": "password"}, 400, "sorted by best", id="unknown sort"),
        pytest.param({"session": "x"}, 400, "not a value of Session", id="session"),
        pytest.param({"session": "\x00"}, 400, "Session has no such value", id="NUL"),
        pytest.param({"part": "x" * 9999}, 400, "not a value of Part", id="long value"),
        pytest.param({"stage": ["draft", "'"]}, 400, "Status has no such value", id="quote"),
        pytest.param({"text": "<script>"}, 400, "not a value of Text", id="markup"),
        pytest.param({"sponsor": "atlantis"}, 400, "not a value of Sponsor", id="unknown sponsor"),
        pytest.param({"session": "9999"}, 200, "No paragraph mentions", id="session to come"),
        pytest.param({"password": "x", "q__gt": "1"}, 200, "5 paragraphs", id="unknown names"),
    ],
)
def test_a_wrong_address_gives_a_page_that_says_so(archive, search, params, status, message):
    response = search("norms", **params)
    assert response.status_code == status
    assert message in said(response)


TYPED = st.lists(
    st.sampled_from(
        [*"\"-()|&!:*<>'\\%\0", " OR ", "norms", "\u202e", "🙂", "A/RES/", "{{", "71/28"]
    )
    | st.text(max_size=4),
    max_size=60,
).map("".join)


PARAMETERS = st.sampled_from(["q", "page", "sort", "session", "part", "sponsor", "text", "outcome"])


ANY_DATA = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(st.dictionaries(PARAMETERS, TYPED, max_size=4), TYPED)
@settings(max_examples=60, deadline=None, suppress_health_check=ANY_DATA)
def test_whatever_is_in_the_address_gives_a_page(archive, search, params, typed):
    assert search(**{"q": typed} | params).status_code in (200, 302, 400)


def test_where_little_is_found_near_terms_take_two_queries_more(
    search, django_assert_max_num_queries
):
    make_text(
        paragraphs=[("pp1", "Noting norms of behaviour,"), ("op1", "Stresses behaviour by norms;")]
    )
    search("norms")
    with django_assert_max_num_queries(8):
        response = search("norms")
    assert "Near terms: behaviour (2)." in said(response)


@pytest.mark.parametrize(
    ("q", "near"),
    [
        pytest.param("cryptography", {}, id="nothing near"),
        pytest.param("behave", {"behaviour": 2}, id="begins alike"),
        pytest.param("normative", {"norms": 4, "norm": 1}, id="the beginning alike"),
        pytest.param(
            "behaviour cryptography",
            {"reduce": 2, "responsible": 2, "risks": 2, "state": 2, "voluntary": 2, "norms": 4},
            id="beside the rarest word",
        ),
    ],
)
def test_where_nothing_is_found_near_terms_are_offered(archive, search, q, near):
    found = [(each.words, each.count) for each in search(q).context["results"].near]
    assert found == list(near.items())


@pytest.mark.parametrize(
    ("q", "longer"),
    [
        pytest.param("cyber", [("cyber*", "?q=cyber%2A", 3)], id="more begin so"),
        pytest.param("cyberspace", [], id="none more"),
        pytest.param('"cyber"', [], id="exactly so"),
        pytest.param("cyber*", [], id="asked for already"),
        pytest.param("noting cyber", [], id="two words"),
    ],
)
def test_all_words_that_begin_as_the_one_typed_come_first(search, q, longer):
    make_text(
        paragraphs=[
            ("pp1", "Noting the cyber ecosystem,"),
            ("pp2", "Welcoming cybersecurity,"),
            ("op1", "Praises cyberspace;"),
        ]
    )
    near = [(each.words, each.href, each.count) for each in search(q).context["results"].near]
    assert [each for each in near if "*" in each[0]] == longer == near[: len(longer)]


def test_near_terms_are_of_public_texts(archive, search):
    make_text(paragraphs=[("pp1", "Noting cryptanalysis of cyphers,")], published=False)
    response = search("cryptanalytic")
    assert response.context["results"].near == []
