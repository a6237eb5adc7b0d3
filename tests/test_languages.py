"""A text in its languages: which is shown, one beside another, and what only one has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.parallel import side_by_side
from resolutions.reading import PlacedParagraph, PlacedPart
from tests import factories as make
from tests.accessibility import look_over

FRENCH = [("pp1", "Rappelant ses résolutions,"), ("op1", "Décide de rester saisie.")]
ARABIC = [("pp1", "إذ تشير إلى قراراتها،"), ("op1", "تقرر ما يلي؛"), ("op2", "تطلب.")]


@pytest.fixture
def text(db):
    text = make.make_text("A/RES/75/32", [("pp1", "Recalling all,"), ("op1", "Decides to stay.")])
    for language, paragraphs in (("fr", FRENCH), ("ar", ARABIC)):
        for anchor, words in paragraphs:
            paragraph = make.make_paragraph(text, anchor, words, language=language)
            make.make_note(paragraph, f"A/70/174 {language}.", language=language)
        hold(text, language, len(paragraphs))
    return text


def hold(text, language, count):
    """A language version of so many paragraphs."""
    return text.versions.create(
        language=language, paragraph_count=count, source="Test", stored_at="2026-01-01T00:00Z"
    )


def opened(client, query=""):
    return client.get(f"/documents/A/RES/75/32/{query}")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("", "Recalling all,", id="English goes without saying"),
        pytest.param("?lang=en", "Recalling all,", id="English"),
        pytest.param("?lang=fr", "Rappelant ses résolutions,", id="French"),
        pytest.param("?lang=ar", "إذ تشير إلى قراراتها،", id="Arabic"),
    ],
)
def test_a_text_opens_in_any_language_held(client, text, query, words):
    response = opened(client, query)
    (first, *_), *_ = (part.paragraphs for part in response.context["parts"])
    assert response.status_code == 200
    assert words.split(maxsplit=1)[1] in first.html


def test_arabic_reads_right_to_left(client, text):
    text.versions.filter(language="ar").update(title="عنوان", formula="إن الجمعية العامة،")
    html = opened(client, "?lang=ar").text
    assert 'aria-label="Text of A/RES/75/32" lang="ar" dir="rtl"' in html
    assert '<p class="owntitle" lang="ar" dir="rtl">عنوان</p>' in html
    assert "إن الجمعية العامة،" in html


def test_a_text_without_english_opens_in_what_there_is(client, db):
    text = make.make_resolution("A/RES/75/32", holding="full-text")
    make.make_paragraph(text, "pp1", "Recordando todo,", language="es")
    hold(text, "es", 1)
    response = opened(client)
    assert response.context["choice"].shown.language == "es"
    assert "Read in" not in response.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?lang=zh", 404, "This text is not held in Chinese."),
        ("?lang=de", 400, "A language is one of ar, zh, en, fr, ru and es."),
        ("?lang=%00", 400, "A language is one of"),
        ("?beside=ru", 404, "This text is not held in Russian."),
    ],
)
def test_a_language_that_cannot_be_shown_is_said(client, text, query, status, words):
    response = opened(client, query)
    assert (response.status_code, words in response.text) == (status, True)
    assert "Decides" in response.text


def test_two_languages_stand_side_by_side(client, text):
    response = opened(client, "?lang=fr&beside=ar")
    pairing = response.context["pairing"]
    rows = [
        (row.one and row.one.anchor, row.other and row.other.anchor)
        for _, rows in pairing.rows
        for row in rows
    ]
    assert rows == [("pp1", "ar-pp1"), ("op1", "ar-op1"), (None, "ar-op2")]
    assert "2 paragraphs in French, 3 in Arabic." in response.text
    assert "In Arabic alone: OP2." in response.text
    ids = [part.split('"')[0] for part in response.text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_language_beside_itself_is_one(client, text):
    assert opened(client, "?lang=fr&beside=fr").context["pairing"] is None


def test_the_cost_is_fixed(client, text, django_assert_num_queries):
    for size in (1, 20):
        for n in range(size):
            for language in ("en", "fr"):
                number = text.paragraphs.count() + 3
                paragraph = make.make_paragraph(text, f"op{number}", "Notes.", language=language)
                make.make_note(paragraph, language=language)
                make.make_citation(paragraph, "Notes", f"A/{60 + n}/1")
        with django_assert_num_queries(18):
            opened(client, "?lang=en&beside=fr")


def placed(anchors, prefix=""):
    return [
        PlacedPart(
            "preamble",
            "Preamble",
            [
                PlacedParagraph(prefix + a, "preambular", a.upper(), a, "", "", 0, a)
                for a in anchors
            ],
        )
    ]


ANCHORS = st.lists(st.sampled_from([f"op{n}" for n in range(1, 9)]), unique=True)


@given(ANCHORS, ANCHORS)
def test_every_paragraph_has_one_row(one, other):
    """None is lost or shown twice, each side keeps its order, and a pair has one anchor."""
    pairing = side_by_side(placed(one), placed(other, "fr-"), "fr-")
    rows = [row for _, rows in pairing.rows for row in rows]
    assert [row.one.anchor for row in rows if row.one] == one
    assert [row.other.anchor for row in rows if row.other] == [f"fr-{a}" for a in other]
    assert all(f"fr-{r.one.anchor}" == r.other.anchor for r in rows if r.one and r.other)
    assert len(pairing.only_one) == sum(row.other is None for row in rows)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", ["?lang=ar", "?lang=en&beside=ar"])
def test_languages_are_accessible(live_server, page, text, query):
    page.goto(f"{live_server}/documents/A/RES/75/32/{query}")
    look_over(page)
    beside = page.locator(".plabel").last.bounding_box()["x"]
    words = page.locator(".ptext").last.bounding_box()["x"]
    assert beside > words  # labels stand where the reading begins: at the right
