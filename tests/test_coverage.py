"""What is held, by language and source, and what is cited and not held."""

import csv
import io
from datetime import UTC, datetime

import pytest

from resolutions.archive.store import UPLOADED
from resolutions.models import SourceFile, Sponsorship
from resolutions.vocabulary import DocumentKind, SponsorRole
from tests import factories as make

pytestmark = pytest.mark.django_db


def version(text, language, count=3, day=1, source="Machine-readable resolutions"):
    stored_at = datetime(2026, 11, day, tzinfo=UTC)
    facts = {"paragraph_count": count, "source": source, "stored_at": stored_at}
    return text.versions.update_or_create(language=language, defaults=facts)


def test_languages_and_sources_are_counted(client):
    text, other = make.make_text("A/RES/75/32"), make.make_text("A/RES/74/28")
    version(text, "en", 20)
    version(text, "ar", 21, day=4)
    version(other, "en", 5)
    version(make.make_text("A/RES/76/1", published=False), "en", 99)
    version(make.make_text("A/RES/ES-11/4"), "en", 5)
    version(make.make_text(None, slug="paper"), "en", 5)
    decision = make.make_resolution("A/DEC/75/1", kind=DocumentKind.DECISION)
    version(decision, "fr", 1, source="A hand")
    response = client.get("/coverage/")
    context = response.context
    assert [(row.language, row.texts, row.paragraphs) for row in context["languages"]] == [
        ("ar", 1, 21),
        ("en", 4, 35),
        ("fr", 1, 1),
    ]
    assert [(row.name, row.by_language) for row in context["sessions"]] == [
        ("75th session (2020)", [1, 0, 1, 0, 0, 0]),
        ("74th session (2019)", [0, 0, 1, 0, 0, 0]),
        ("11th emergency special session", [0, 0, 1, 0, 0, 0]),
        ("", [0, 0, 1, 0, 0, 0]),
    ]
    assert (context["full"], context["totals"].texts) == (4, 4)
    assert [(s.name, s.counts, s.first.day, s.last.day) for s in context["sources"]] == [
        ("A hand", [(1, "language version")], 1, 1),
        ("Machine-readable resolutions", [(5, "language version")], 1, 4),
    ]
    assert "5 language versions" in response.text
    assert "1 language version<" in response.text


def test_what_came_from_one_source_is_one_row(client):
    text, vote_only = make.make_text("A/RES/75/32"), make.make_resolution("A/RES/74/28")
    version(text, "en", day=3, source=UPLOADED)
    SourceFile.objects.create(resolution=text, name="draft.txt", sha256="0" * 64, size=1)
    SourceFile.objects.update(uploaded_at=datetime(2026, 11, 2, tzinfo=UTC))
    make.make_vote(vote_only, source=UPLOADED)
    make.make_vote(text, source="Roll calls")
    response = client.get("/coverage/")
    assert [
        (row.name, row.counts, row.first and (row.first.day, row.last.day))
        for row in response.context["sources"]
    ] == [
        (UPLOADED, [(1, "language version"), (1, "file"), (1, "vote")], (2, 3)),
        ("Roll calls", [(1, "vote")], None),
    ]
    assert "1 language version<br>1 file<br>1 vote" in response.text


def test_names_that_no_actor_goes_by_are_listed_as_printed(client):
    """Of a text that is not published nothing is told; a name that is known is not listed."""
    for symbol, published in (("A/C.1/75/L.8", True), ("A/C.1/76/L.9", False)):
        text = make.make_resolution(symbol, published=published)
        named = {"role": SponsorRole.ORIGINAL, "resolution": text}
        Sponsorship.objects.create(printed="Atlantis <b>", order=2, **named)
        Sponsorship.objects.create(printed="Malta", sponsor=make.make_sponsor(), order=1, **named)
        vote = make.make_vote(text)
        vote.unresolved = [{"printed": "LEMURIA", "choice": "Y"}]
        vote.save()
    response = client.get("/coverage/")
    assert [(row.printed, row.what, str(row.text)) for row in response.context["nameless"]] == [
        ("Atlantis <b>", "sponsor", "A/C.1/75/L.8"),
        ("LEMURIA", "voter", "A/C.1/75/L.8"),
    ]
    assert "2 names of sponsors and voters, kept as printed, belong to no State" in response.text
    assert "Atlantis &lt;b&gt;" in response.text


@pytest.fixture
def citing():
    for number, year in ((27, 2018), (28, 2019)):
        text = make.make_text(f"A/RES/73/{number}", [("pp1", "Recalling all,")], year=year)
        paragraph = text.paragraphs.get()
        make.make_citation(paragraph, "Recalling", "A/RES/55/63")
        make.make_citation(make.make_note(paragraph), "A/70", "A/70/174")
        french = make.make_paragraph(text, "pp1", "Rappelant tout,", language="fr")
        make.make_citation(french, "Rappelant", "A/RES/55/63")
        hidden = make.make_text(None, [("pp1", "Recalling,")], slug=f"s{number}", published=False)
        make.make_citation(hidden.paragraphs.get(), "Recalling", "S/RES/1373 (2001)")
    held = make.make_resolution("A/RES/53/70")
    make.make_citation(paragraph, "all", "A/RES/53/70", held)
    make.make_citation(paragraph, "all", "A/DEC/72/512")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("A/70/174", 2, 2), ("A/RES/55/63", 2, 2), ("A/DEC/72/512", 1, 1)]),
        ("?kind=resolutions", [("A/RES/55/63", 2, 2)]),
        ("?kind=documents", [("A/70/174", 2, 2)]),
        ("?kind=council", []),
    ],
)
def test_what_is_cited_and_not_held_comes_most_cited_first(client, citing, query, expected):
    """Once for each English text that cites it: other languages cite the same."""
    rows = client.get(f"/coverage/wanted/{query}").context["page"]
    assert [(row["symbol"], row["texts"], row["places"]) for row in rows] == expected


def test_the_list_is_a_file_too(client, citing):
    response = client.get("/coverage/wanted/?format=csv")
    rows = list(csv.reader(io.StringIO(response.text)))
    assert rows[0] == ["symbol", "texts", "citations", "first year", "last year"]
    assert rows[1] == ["A/70/174", "2", "2", "2018", "2019"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?kind=x", 400, "There is no such kind of document"),
        ("?page=x", 400, "A page is a whole number"),
        ("?page=7", 404, "There is no page 7"),
    ],
)
def test_what_is_wrong_with_the_address_is_said(client, citing, query, status, words):
    response = client.get(f"/coverage/wanted/{query}")
    assert (response.status_code, words in response.text) == (status, True)


def test_an_empty_archive_wants_nothing(client):
    assert "Every document of this kind" in client.get("/coverage/wanted/").text
    assert "The archive holds no texts yet." in client.get("/coverage/").text
