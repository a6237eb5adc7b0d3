"""What is read of a document becomes rows, in one transaction and nothing public."""

from datetime import date

import pytest

from resolutions import archive, states
from resolutions.archive import catalogue
from resolutions.archive.actors import store_actors
from resolutions.ingest import parse
from resolutions.ingest.document import (
    CitationSpan,
    Masthead,
    NoteMark,
    ParsedAnnex,
    ParsedNote,
    ParsedParagraph,
    ParsedResolution,
    ParsedSponsor,
    ParseWarning,
    Refused,
)
from resolutions.models import Citation, Paragraph, Resolution, SourceFile, Sponsor
from resolutions.vocabulary import Holding, Origin, ParagraphKind, Part, SponsorRole, Stage

pytestmark = pytest.mark.django_db


def paragraph(anchor, kind, text, *, number="", opening="", children=(), citations=(), marks=()):
    return ParsedParagraph(anchor, kind, number, opening, text, marks, citations, children)


def draft(**masthead):
    """A small draft with one of everything."""
    defaults = {
        "symbol": "A/C.1/70/L.45",
        "session": 70,
        "committee": "First Committee",
        "title": "Tin cans and string in the context of international security",
        "issued_on": date(2015, 10, 23),
        "original_languages": ("English", "French"),
        "sponsors": (ParsedSponsor("Estonia", "estonia"), ParsedSponsor("Ruritania")),
    }
    recalling = "Recalling its resolution 69/28 of 2 December 2014,"
    return ParsedResolution(
        kind="draft-resolution",
        masthead=Masthead(**(defaults | masthead)),
        formula="The General Assembly,",
        paragraphs=(
            paragraph(
                "pp1",
                ParagraphKind.PREAMBULAR,
                recalling,
                opening="Recalling",
                citations=(CitationSpan(25, 30, "A/RES/69/28", date(2014, 12, 2), "recalling"),),
                marks=(NoteMark("1", 49),),
            ),
            paragraph("h1", ParagraphKind.HEADING, "Strings"),
            paragraph(
                "op1",
                ParagraphKind.OPERATIVE,
                "Calls upon States:",
                number="1",
                opening="Calls upon",
                children=(
                    paragraph(
                        "op1-a",
                        ParagraphKind.SUBPARAGRAPH,
                        "To hold the string taut:",
                        number="(a)",
                        children=(
                            paragraph(
                                "op1-a-i", ParagraphKind.SUBPARAGRAPH, "Daily;", number="(i)"
                            ),
                        ),
                    ),
                ),
            ),
        ),
        notes=(ParsedNote("1", "See A/69/112.", (CitationSpan(4, 12, "A/69/112"),)),),
        annexes=(
            ParsedAnnex("Knots", (paragraph("annex1-p1", ParagraphKind.ANNEX, "The reef knot."),)),
        ),
        warnings=(ParseWarning("joined-hyphen", "A hyphen was joined.", "op1"),),
    )


@pytest.fixture
def actors():
    store_actors(states.actors())


def test_a_stored_text_keeps_everything_that_was_read(actors):
    text = archive.store(draft())

    assert (text.stage, text.session, text.number, text.year) == (Stage.DRAFT, 70, 45, 2015)
    assert text.committee == "first"
    assert text.original_languages == ["English", "French"]
    assert text.holding == Holding.FULL_TEXT
    assert text.warnings == [
        {"code": "joined-hyphen", "message": "A hyphen was joined.", "anchor": "op1"}
    ]
    rows = text.paragraphs.order_by("order")
    assert [(p.anchor, p.part, p.depth) for p in rows] == [
        ("pp1", Part.PREAMBLE, 0),
        ("h1", Part.OPERATIVE, 0),
        ("op1", Part.OPERATIVE, 0),
        ("op1-a", Part.OPERATIVE, 1),
        ("op1-a-i", Part.OPERATIVE, 2),
        ("annex1-title", Part.ANNEX, 0),
        ("annex1-p1", Part.ANNEX, 0),
    ]
    assert rows.get(anchor="op1-a-i").parent.parent.anchor == "op1"
    assert rows.get(anchor="op1-a-i").label == "OP1 (a) (i)"
    reference = rows.get(anchor="pp1").note_references.get()
    assert (reference.note.text, reference.position) == ("See A/69/112.", 49)
    assert {c.symbol for c in Citation.objects.all()} == {"A/RES/69/28", "A/69/112"}
    assert [(s.printed, s.sponsor and s.sponsor.slug) for s in text.sponsorships.all()] == [
        ("Estonia", "estonia"),
        ("Ruritania", None),
    ]


def test_a_stored_text_is_not_public():
    text = archive.store(draft())

    assert not Resolution.objects.published().exists()
    archive.publish(text)
    assert Resolution.objects.published().get() == text
    archive.withdraw(text, "It was another draft.", "m.lee")
    assert not Resolution.objects.published().exists()


def test_a_text_stored_again_keeps_its_row_and_replaces_its_paragraphs():
    first = archive.store(draft())
    archive.publish(first)
    again = archive.store(draft(title="Another title"))

    assert again.pk == first.pk
    assert again.is_published
    assert again.title == "Another title"
    assert Paragraph.objects.count() == 7
    assert Citation.objects.count() == 2


def test_facts_fill_what_the_source_does_not_print():
    text = archive.store(
        draft(symbol=None, session=None),
        facts={"symbol": "A/C.1/70/L.45", "title": "Ignored: printed"},
        facts_source="Press release",
    )

    assert text.symbol == "A/C.1/70/L.45"
    assert text.title.startswith("Tin cans")
    assert text.provenance["symbol"] == {"origin": "editor", "source": "Press release"}
    assert text.origin_of("title") == Origin.PRINTED
    assert text.origin_of("session") == Origin.COMPUTED
    assert text.origin_of("meeting") is None


def test_a_text_stored_again_forgets_what_the_earlier_source_printed():
    """What an editor supplied stays; what only the replaced file printed is no longer known."""
    facts = {"meeting": "21st meeting"}
    archive.store(draft(agenda_item="93"), facts=facts, facts_source="Press release")
    again = archive.store(draft())

    assert (again.agenda_item, again.origin_of("agenda_item")) == ("", None)
    assert (again.meeting, again.origin_of("meeting")) == ("21st meeting", Origin.EDITOR)


@pytest.mark.parametrize(
    ("symbol", "session", "origin"),
    [
        pytest.param("A/70/174", 70, Origin.COMPUTED, id="a session of the Assembly"),
        pytest.param("A/AC.292/2022/INF/4", None, None, id="a year"),
    ],
)
def test_a_session_known_from_the_symbol_alone_is_computed(symbol, session, origin):
    record, _ = catalogue.add_record({"symbol": symbol, "kind": "report"}, "Cited")

    assert (record.session, record.origin_of("session")) == (session, origin)


def test_an_empty_fact_empties_its_field():
    archive.store(draft(), facts={"meeting": "21st meeting", "adopted_on": date(2015, 11, 4)})
    again = archive.store(draft(), facts={"meeting": "", "adopted_on": None, "title": ""})

    again.refresh_from_db()
    assert (again.meeting, again.origin_of("meeting")) == ("", None)
    assert (again.adopted_on, again.origin_of("adopted_on")) == (None, None)
    assert again.title.startswith("Tin cans")  # as printed


def test_a_text_stored_again_keeps_sponsors_who_joined_later(actors):
    text = archive.store(draft())
    catalogue.add_sponsors(text, ["Cuba"], SponsorRole.ADDITIONAL, "Press release")
    archive.store(draft())

    printed = text.sponsorships.values_list("role", "printed")
    assert [*printed] == [
        ("original", "Estonia"),
        ("original", "Ruritania"),
        ("additional", "Cuba"),
    ]


def test_an_addendum_stores_the_sponsors_that_it_adds(actors):
    head = "A/C.1/99/L.7/Add.1\n\nAddendum\n\n"
    text = archive.store(parse(f"{head}Additional sponsors: Cuba, Cuba and Estonia".encode()))

    printed = text.sponsorships.values_list("role", "printed")
    assert [*printed] == [("additional", "Cuba"), ("additional", "Estonia")]


@pytest.mark.parametrize(
    ("head", "facts", "message"),
    [
        pytest.param({"title": "x" * 2001}, {}, "at most 2000 characters", id="printed"),
        pytest.param({}, {"meeting": "x" * 61}, "at most 60 characters", id="supplied"),
        pytest.param({"original_languages": ("x" * 21,)}, {}, "at most 20", id="in a list"),
        pytest.param({"session": 70000}, {}, "equal to 32767", id="number"),
        pytest.param({"body": "x" * 61}, {}, "longer than 60 characters", id="body"),
    ],
)
def test_a_head_too_long_for_its_columns_is_refused_and_stores_nothing(head, facts, message):
    with pytest.raises(Refused, match=message):
        archive.store(draft(**({"symbol": None} | head)), facts=facts)
    assert not Resolution.objects.exists()


def test_texts_without_a_symbol_get_slugs_of_their_own():
    slugs = [archive.store(draft(symbol=None)).slug for _ in range(2)]

    assert slugs == ["draft-70-2015-10-23", "draft-70-2015-10-23-2"]


def test_a_text_that_gains_a_symbol_keeps_its_row_and_slug():
    first = archive.store(draft(symbol=None), facts={"slug": "string-draft"})
    again = archive.store(draft(), facts={"slug": "string-draft"})

    assert (again.pk, again.slug) == (first.pk, "string-draft")
    assert again.address == "A/C.1/70/L.45"


def test_a_citation_finds_its_document_when_that_arrives():
    archive.store(draft())
    waiting = Citation.objects.get(symbol="A/RES/69/28")
    assert waiting.cited is None

    arrived = archive.store(draft(symbol="A/RES/69/28", session=69))

    waiting.refresh_from_db()
    assert waiting.cited == arrived


def test_the_same_bytes_are_kept_once():
    first, new = archive.keep_original(b"text", "C:\\drafts\\one.txt", "text/plain")
    again, newer = archive.keep_original(b"text", "letters/two.txt", "text/plain")

    assert (new, newer) == (True, False)
    assert again == first == SourceFile.objects.get()
    assert first.name == "one.txt"
    assert first.content.read() == b"text"


def test_versions_hold_the_whole_chain_either_way():
    final = archive.store(draft(symbol="A/RES/70/237"))
    first = archive.store(draft())
    revised = archive.store(draft(symbol="A/C.1/70/L.45/Rev.1"))
    other = archive.store(draft(symbol="A/C.1/70/L.46"))
    revised.revises, revised.became = first, final
    revised.save()

    for text in (first, revised, final):
        assert set(Resolution.objects.versions_of(text)) == {first, revised, final}
    assert set(Resolution.objects.versions_of(other)) == {other}


def test_actors_stored_again_keep_their_rows(actors):
    before = dict(Sponsor.objects.values_list("slug", "pk"))

    store_actors(states.actors())

    assert dict(Sponsor.objects.values_list("slug", "pk")) == before
    assert Sponsor.objects.filter(kind="member").count() == 193
    turkiye = Sponsor.objects.get(slug="turkiye")
    assert [name.name for name in turkiye.names.all()] == ["Turkey", "Türkiye"]
    assert turkiye.sort_name == "turkiye"


def test_texts_without_a_year_come_last_either_way():
    dated, undated = archive.store(draft()), archive.store(draft(symbol=None, issued_on=None))

    for ordered in (Resolution.objects.newest_first(), Resolution.objects.oldest_first()):
        assert list(ordered) == [dated, undated]
