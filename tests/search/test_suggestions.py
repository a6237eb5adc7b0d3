"""What is suggested for the beginning of a word, a symbol or a name."""

import re
from html import unescape

import pytest
from django.urls import reverse

from resolutions.models import Subject, Synonyms
from tests.factories import make_sponsor, make_text, sponsor_text

pytestmark = pytest.mark.django_db

TITLE = "Developments in the field of information and telecommunications"


@pytest.fixture
def archive():
    adopted = make_text(
        "A/RES/71/28",
        [("pp1", "Noting responsible behaviour,"), ("op1", "Stresses behaviour and behaviours;")],
        title=TITLE,
    )
    sponsor_text(adopted, make_sponsor("Russian Federation"))
    adopted.subjects.add(Subject.objects.create(term="CYBERSECURITY", slug="cybersecurity"))
    make_text("A/C.1/71/L.17", [("pp1", "Noting norms,")], title=TITLE, stage="draft")
    hidden = make_text(
        "A/RES/71/29", [("pp1", "Noting behemoths,")], title="Hidden titles", published=False
    )
    sponsor_text(hidden, make_sponsor("Ruritania"))
    hidden.subjects.add(Subject.objects.create(term="CYBERPUNK", slug="cyberpunk"))
    make_sponsor("Rwanda")
    Synonyms.objects.all().delete()
    Synonyms.objects.create(name="Working group", terms="OEWG\nopen-ended working group")


@pytest.fixture
def suggest(client):
    def get(typed, **parameters):
        return client.get(reverse("suggest"), {"q": typed, "format": "json"} | parameters)

    return get


def found(response):
    return [
        (each["kind"], each["words"], each["address"]) for each in response.json()["suggestions"]
    ]


RESOLUTION = ("Text", "A/RES/71/28", "/documents/A/RES/71/28/")
DRAFT = ("Text", "A/C.1/71/L.17", "/documents/A/C.1/71/L.17/")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param(
            "behav",
            [
                ("Words", "behaviour", "/search/?q=behaviour"),
                ("Words", "behaviours", "/search/?q=behaviours"),
            ],
            id="word",
        ),
        pytest.param(
            "Stresses Behaviours",
            [("Words", "Stresses behaviours", "/search/?q=Stresses+behaviours")],
            id="last word of several",
        ),
        pytest.param("norms behav", [], id="words that no paragraph has together"),
        pytest.param("A/RES/71", [RESOLUTION], id="symbol"),
        pytest.param("a/c.1/71/l", [DRAFT], id="symbol in small letters"),
        pytest.param("71/2", [RESOLUTION], id="number"),
        pytest.param("develop info", [], id="words of a title, of which one is not whole"),
        pytest.param("field info", [RESOLUTION], id="words of a title"),
        pytest.param(
            "russ",
            [("Sponsor", "Russian Federation", "/search/?sponsor=russian-federation")],
            id="sponsor",
        ),
        pytest.param(
            "cyber", [("Subject", "CYBERSECURITY", "/search/?subject=cybersecurity")], id="subject"
        ),
        pytest.param("oew", [("Synonyms", "OEWG", "/search/?q=OEWG")], id="synonyms"),
        pytest.param("open-ended w", [("Synonyms", "OEWG", "/search/?q=OEWG")], id="name"),
        pytest.param("behem", [], id="word of a text that is not public"),
        pytest.param("71/29", [], id="symbol of one"),
        pytest.param("hidden t", [], id="title of one"),
        pytest.param("rurit", [], id="sponsor of one"),
        pytest.param("rwand", [], id="State that sponsored none"),
        pytest.param("", [], id="nothing"),
        pytest.param("\0 \u202e", [], id="unseen characters"),
        pytest.param("((((", [], id="signs"),
        pytest.param("x" * 10_000, [], id="10,000 letters"),
    ],
)
def test_what_begins_so_is_suggested(archive, suggest, typed, expected):
    assert found(suggest(typed))[: len(expected) or None] == expected


def test_the_page_lists_the_same_by_kind(archive, suggest):
    html = suggest("behav", format="").text
    assert 'href="/search/?q=behaviours"' in html
    text = " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())
    assert "2 suggestions for “behav”" in text
    assert "Words behaviour 2 paragraphs behaviours 1 paragraph" in text


def test_markup_that_is_typed_is_text(archive, suggest):
    html = suggest("<script>alert(1)", format="").text
    assert "<script>alert" not in html


def test_few_of_each_kind_are_suggested(suggest):
    text = make_text(paragraphs=[("pp1", " ".join(f"norm{chr(97 + n)}x" for n in range(20)))])
    for number in range(20):
        sponsor_text(text, make_sponsor(f"Normland {number}"))
    kinds = [kind for kind, *_ in found(suggest("norm"))]
    assert kinds == ["Words"] * 5 + ["Sponsor"] * 5


@pytest.mark.parametrize("count", [1, 8])
def test_suggesting_takes_the_same_queries_at_any_size(
    suggest, django_assert_max_num_queries, count
):
    """Whether anything has changed, twice; the time limit; where the words stand."""
    for number in range(count):
        make_text(paragraphs=[("pp1", f"Noting norms and normality{number},")])
    suggest("norms")
    with django_assert_max_num_queries(6):
        assert found(suggest("nor"))


def test_suggestions_that_have_not_changed_are_not_sent_again(archive, suggest, client):
    etag = suggest("behav")["ETag"]
    again = client.get(
        reverse("suggest"), {"q": "behav", "format": "json"}, headers={"If-None-Match": etag}
    )
    assert again.status_code == 304
