"""The page of one paragraph through time, and what the page of a text says of its paragraphs."""

import csv

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from resolutions import archive
from resolutions.archive.tracing import trace_all
from resolutions.vocabulary import Language, SponsorRole, Stage, VoteKind
from tests.accessibility import disclose, look_over
from tests.factories import make_paragraph, make_sponsor, make_text, make_vote, sponsor_text
from tests.lineage.test_kinship import CABLES, CHANGED, HALF, NORMS

OTHER = f"{CABLES}, and {HALF},"


def make_family(size=1):
    """Years of one line: `size` texts with one wording, a changed one, and one that reuses it."""
    for place in range(size):
        year = 2000 + place
        text = make_text(f"A/RES/{year - 1945}/7", [("pp1", NORMS)], year=year, adopted_on=None)
        make_vote(text, in_favour=150, against=3, abstaining=9)
    changed = make_text("A/RES/75/7", [("pp1", CHANGED)], year=2020, adopted_on=None)
    make_vote(changed, kind=VoteKind.WITHOUT_VOTE)
    draft = make_text(
        "A/C.1/75/L.9",
        year=2020,
        stage=Stage.DRAFT,
        adopted_on=None,
        became=changed,
        title="Cables",
    )
    sponsor_text(draft, make_sponsor("Estonia"), make_sponsor("Kenya"))
    make_text("A/RES/76/9", [("op1", OTHER)], year=2021, adopted_on=None, title="Cables")
    trace_all()
    return changed


def address(symbol="A/RES/75/7", anchor="pp1"):
    return reverse("paragraph", args=[symbol, anchor])


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_the_page_tells_the_history(client):
    make_family(3)
    page = words(client.get(address()))
    assert "<h1>How PP1 of A/RES/75/7 changed, 2000 to 2020</h1>" in page
    assert "In 4 texts and 2 wordings." in page
    assert "1 other wording shares words with it." in page
    assert (
        '<del><span class="vh">[removed: </span>Confirming<span class="vh">]</span></del>' in page
    )
    assert '<ins><span class="vh">[added: </span>Reaffirming<span class="vh">]</span></ins>' in page
    assert "It opened with “Confirming” and now opens with “Reaffirming”." in page
    assert "Repeated in the same words in 2 later paragraphs" in page
    assert "2001, 150–3–9" in page
    assert "Sponsored by" in page
    assert ">Kenya</a>. Adopted without a vote." in page
    assert "Words carried over and new in each wording" in page
    assert "words of its last wording here, that of A/RES/75/7 PP1," in page


@pytest.mark.django_db
def test_the_paragraph_asked_for_is_marked_among_the_wordings(client):
    make_family()
    page = words(client.get(address()))
    assert 'PP1</a> <span class="here">This paragraph</span></h2>' in page
    assert page.count("step--own") == 1


@pytest.mark.django_db
def test_a_repeated_paragraph_is_said_to_be_among_those_of_its_wording(client):
    make_family(3)
    repeated = "Repeated in the same words in 2 later paragraphs"
    assert f"{repeated}</summary>" in words(client.get(address("A/RES/55/7")))
    assert f"{repeated}, this one among them</summary>" in words(client.get(address("A/RES/57/7")))


@pytest.mark.django_db
def test_sponsors_that_joined_later_are_counted(client):
    changed = make_family()
    sponsor_text(changed, make_sponsor("Peru"))
    joined = [make_sponsor("Chile"), make_sponsor("Fiji")]
    sponsor_text(changed, *joined, role=SponsorRole.ADDITIONAL)
    page = words(client.get(address()))
    assert ">Peru</a>, with 2 additional sponsors. Adopted without a vote." in page
    rows = client.get(f"{address()}?format=csv").content.decode().splitlines()
    told = {row["text"]: (row["sponsors"], row["additional"]) for row in csv.DictReader(rows)}
    assert told == {"A/RES/55/7": ("", "0"), "A/RES/75/7": ("Peru", "2"), "A/RES/76/9": ("", "0")}


@pytest.mark.django_db
def test_what_a_chair_submitted_is_not_said_to_be_sponsored(client):
    changed = make_family()
    changed.sponsorships.create(printed="submitted by the Chair of the Committee", order=1)
    page = words(client.get(address()))
    assert "Submitted by the Chair of the Committee. Adopted without a vote." in page
    assert "Sponsored by submitted" not in page


@pytest.mark.django_db
def test_a_wording_from_which_several_go_on_says_so(client):
    make_family()
    page = words(client.get(address("A/RES/55/7")))
    assert "2 later wordings go on from this one:" in page


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 12])
def test_a_history_needs_the_same_queries_at_any_length(client, django_assert_num_queries, size):
    make_family(size)
    with django_assert_num_queries(12):
        response = client.get(address())
    assert len(response.context["history"].in_time) == size + 1


@pytest.mark.django_db
def test_a_paragraph_of_no_family_has_a_page(client):
    make_text("A/RES/75/7", [("pp1", NORMS)])
    trace_all()
    assert "No other text in this archive has this paragraph." in words(client.get(address()))


@pytest.mark.django_db
def test_paragraphs_that_became_one_later_had_pasts_of_their_own(client):
    for session, paragraphs in (
        (55, [("pp1", NORMS)]),
        (56, [("pp1", NORMS), ("pp2", CABLES)]),
        (57, [("pp1", f"{NORMS}, {CABLES}")]),
    ):
        year = session + 1945
        make_text(f"A/RES/{session}/7", paragraphs, year=year, adopted_on=None, title="Norms")
    trace_all()
    told = client.get(address("A/RES/56/7", "pp2")).context["history"]
    assert (told.first.label, told.first.resolution.symbol) == ("PP2", "A/RES/56/7")
    assert told.last.resolution.symbol == "A/RES/57/7"
    whole = client.get(address("A/RES/57/7")).context["history"]
    assert whole.first.resolution.symbol == "A/RES/55/7"
    assert whole.texts == 3


@pytest.mark.django_db
def test_a_family_too_large_to_be_told_is_counted_as_a_whole(client, monkeypatch):
    make_family(9)
    monkeypatch.setattr("resolutions.families.MOST", 4)
    told = client.get(address()).context["history"]
    assert (told.is_cut, told.texts, len(told.in_time)) == (True, 10, 5)
    assert told.first.resolution.symbol == "A/RES/55/7"
    assert "In 10 texts. It first appears" in words(client.get(address()))


@pytest.mark.django_db
def test_what_is_not_published_never_shows(client):
    changed = make_family(2)
    archive.withdraw(changed, "Published too early.", "editor")
    assert client.get(address()).status_code in (404, 410)
    assert "A/RES/75/7" not in words(client.get(address("A/RES/55/7")))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/documents/A/RES/75/7/paragraphs/pp9/", 404, id="no such paragraph"),
        pytest.param("/documents/A/RES/99/7/paragraphs/pp1/", 404, id="no such text"),
        pytest.param("/documents/a/res/75/7/paragraphs/pp1/", 301, id="another way to write it"),
        pytest.param("/documents/A/RES/75/7/paragraphs/pp1/?lang=fr", 404, id="not held"),
        pytest.param("/documents/A/RES/75/7/paragraphs/pp1/?lang=xx", 400, id="no language"),
        pytest.param("/documents/A/RES/75/7/paragraphs/pp1/?page=x", 400, id="no page"),
        pytest.param("/documents/A/RES/75/7/paragraphs/h1/", 404, id="a heading"),
    ],
)
def test_addresses(client, path, status):
    text = make_family()
    make_paragraph(text, "pp8", "Means and ways", kind="heading", order=99)
    assert client.get(path).status_code == status


@pytest.mark.django_db
def test_another_language_has_a_history_of_its_own(client):
    for year in (2000, 2001):
        text = make_text(f"A/RES/{year - 1945}/7", year=year, adopted_on=None)
        words_ = "Constatant que des câbles portent sous la mer presque tout ce qui se dit"
        make_paragraph(text, "pp1", words_, language=Language.FRENCH)
        text.versions.update(language=Language.FRENCH)
    trace_all()
    page = words(client.get(address("A/RES/55/7")))
    assert '<p class="txt" lang="fr">Constatant' in page
    assert "In 2 texts and 1 wording." in page


@pytest.mark.django_db
def test_the_table_is_a_file(client):
    make_family(2)
    response = client.get(f"{address()}?format=csv")
    assert response["Content-Disposition"] == 'attachment; filename="history-A-RES-75-7-pp1.csv"'
    rows = list(csv.DictReader(response.content.decode().splitlines()))
    told = [(row["text"], row["wording"], row["same paragraph"], row["how"]) for row in rows]
    assert told == [
        ("A/RES/55/7", "1", "yes", ""),
        ("A/RES/56/7", "1", "yes", ""),
        ("A/RES/75/7", "2", "yes", "Words changed"),
        ("A/RES/76/9", "3", "no", "Wording reused"),
    ]
    assert rows[2]["sponsors"] == "Estonia; Kenya"


@pytest.mark.django_db
def test_the_page_of_a_text_leads_to_the_histories_of_its_paragraphs(client):
    make_family(3)
    page = words(client.get("/documents/A/RES/75/7/"))
    assert '<a href="paragraphs/pp1/">In 4 texts since 2000<span class="vh">: the history' in page
    assert "since 2000" not in words(client.get("/documents/A/RES/76/9/"))


@pytest.mark.django_db(transaction=True)
def test_the_page_is_accessible(live_server, page):
    make_family(6)
    page.goto(f"{live_server}{address()}")
    expect(page.locator(".step")).to_have_count(3)
    disclose(page)
    look_over(page)
