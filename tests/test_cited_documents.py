"""What a text cites, told once by the database itself, however citations come and go."""

import random
from collections import defaultdict

import pytest
from django.db import connection

from resolutions import archive
from resolutions.models import Citation, CitedDocument, Note, Paragraph
from tests import factories as make
from tests.history import erase

pytestmark = pytest.mark.django_db


def told():
    rows = CitedDocument.objects.values_list(
        "resolution", "symbol", "cited", "language", "citations", "verbs"
    )
    return {tuple(row[:4]): (row[4], tuple(row[5])) for row in rows}


def expected():
    """The same from the citations, by Python."""
    languages = defaultdict(set)
    for citation in Citation.objects.all():
        languages[citation.resolution_id].add(citation.language)
    best = {pk: "en" if "en" in found else min(found) for pk, found in languages.items()}
    found = defaultdict(list)
    for c in Citation.objects.all():
        if best[c.resolution_id] == c.language:
            found[c.resolution_id, c.symbol, c.cited_id, c.language].append(c.verb)
    return {key: (len(v), tuple(sorted({*v} - {""}))) for key, v in found.items()}


def paragraph_of(text, language="en"):
    words = "Recalling and noting all,"
    return make.make_paragraph(text, f"pp{text.paragraphs.count() + 1}", words, language=language)


def test_a_document_is_told_once_for_all_places_and_languages():
    held = make.make_text("A/RES/74/28")
    text = make.make_text("A/RES/75/32")
    first, second = paragraph_of(text), paragraph_of(text)
    make.make_citation(first, "Recalling", "A/RES/74/28", held, verb="recalling")
    make.make_citation(second, "noting", "A/RES/74/28", held, verb="noting")
    make.make_citation(make.make_note(second, "See A/RES/74/28."), "A/RES/74/28", "A/RES/74/28")
    french = paragraph_of(text, "fr")
    make.make_citation(french, "Recalling", "A/RES/74/28", held, verb="rappelant")
    row = CitedDocument.objects.get()
    assert (row.resolution, row.cited, row.language) == (text, held, "en")
    assert (row.citations, row.verbs) == (3, ["noting", "recalling"])


def test_a_text_without_citations_in_english_is_told_in_another_language():
    text = make.make_text("A/RES/75/32")
    for language in ("ru", "fr"):
        make.make_citation(paragraph_of(text, language), "all", "A/RES/74/28")
    assert CitedDocument.objects.get().language == "fr"
    make.make_citation(paragraph_of(text), "all", "A/RES/73/27")
    assert [(row.symbol, row.language) for row in CitedDocument.objects.all()] == [
        ("A/RES/73/27", "en")
    ]


def test_a_document_that_arrives_is_linked_and_one_that_goes_is_not():
    text = make.make_text("A/RES/75/32")
    make.make_citation(paragraph_of(text), "all", "A/RES/74/28")
    held = make.make_text("A/RES/74/28")
    archive.link_citations()
    assert CitedDocument.objects.get().cited == held
    erase(held)
    assert CitedDocument.objects.get().cited is None
    erase(text)
    assert not CitedDocument.objects.exists()


CHANGES = ("cite", "cite", "cite", "move", "link", "drop paragraph", "drop text", "drop note")


@pytest.mark.parametrize("seed", range(8))
def test_whatever_changes_what_is_told_follows(seed):
    chance = random.Random(seed)  # noqa: S311
    texts = [make.make_text(f"A/RES/75/{n}") for n in range(1, 7)]
    for text in texts:
        for language in chance.sample(["en", "fr", "ar"], 2):
            make.make_note(paragraph_of(text, language), language=language)
    for step in range(40):
        change(chance, texts, step)
    assert told() == expected()


def change(chance, texts, step):
    """Make one change that concerns citations, by `chance`."""
    what = chance.choice(CHANGES)
    citations = Citation.objects.order_by("symbol", "pk")[:5].values("pk")
    if what == "cite":
        model = chance.choice([Paragraph, Paragraph, Note]) if Note.objects.exists() else Paragraph
        place = chance.choice(model.objects.order_by("pk"))
        symbol = f"A/RES/{chance.choice([74, 75])}/{chance.randint(1, 4)}"
        verb = chance.choice(["", "noting", "recalling"])
        fields = {"paragraph" if model is Paragraph else "note": place, "verb": verb}
        fields |= {"resolution": place.resolution, "language": place.language}
        Citation.objects.create(symbol=symbol, start=step, end=step + 1, **fields)
    elif what == "move":
        Citation.objects.filter(pk__in=citations).update(verb=chance.choice(["", "noting"]))
    elif what == "link":
        archive.link_citations()
    elif what == "drop paragraph" and Paragraph.objects.count() > 3:
        chance.choice(Paragraph.objects.order_by("pk")).delete()
    elif what == "drop note":
        Note.objects.filter(citations__in=citations).delete()
    elif what == "drop text" and len(texts) > 3:
        erase(texts.pop())


def test_many_citations_go_with_their_text():
    """More than Django deletes at once."""
    text = make.make_text("A/RES/75/32")
    paragraph = paragraph_of(text)
    Citation.objects.bulk_create(
        Citation(
            resolution=text, language="en", paragraph=paragraph, start=n, end=n + 1, symbol="A/70/1"
        )
        for n in range(250)
    )
    assert CitedDocument.objects.get().citations == 250
    erase(text)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not CitedDocument.objects.exists()
