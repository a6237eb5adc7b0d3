"""The page of one text: what it shows, what it keeps to itself, and where its address leads."""

import re

import pytest
from django.urls import reverse

from resolutions import archive
from resolutions.cited_by import anchors_in
from resolutions.vocabulary import DocumentKind, Holding, Stage, VoteKind
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, address):
    return client.get(f"/documents/{address}/")


@pytest.fixture
def cited():
    """A held resolution that is cited by the text of `citing`."""
    return make.make_resolution("A/RES/53/70", title="The first of the series")


@pytest.fixture
def citing(cited):
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling its resolution 53/70,")])
    make.make_citation(text.paragraphs.get(), "53/70", "A/RES/53/70", cited)
    return text


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        pytest.param("a/res/71/28", "A/RES/71/28", id="lower case"),
        pytest.param("A/RES/71/28/", "A/RES/71/28", id="two slashes"),
        pytest.param("71/28", "A/RES/71/28", id="number alone"),
        pytest.param("A/RES/43/78H", "A/RES/43/78_H", id="letter without its space"),
        pytest.param("A/RES/43/78 H", "A/RES/43/78_H", id="space"),
        pytest.param("A/c.1/77/L.23", "A/C.1/77/L.23", id="committee in lower case"),
    ],
)
def test_sloppy_symbols_lead_to_the_canonical_address(client, typed, canonical):
    response = page(client, typed)
    assert (response.status_code, response["Location"]) == (301, f"/documents/{canonical}/")


def test_a_missing_slash_leads_to_the_page(client):
    response = client.get("/documents/A/RES/71/28")
    assert (response.status_code, response["Location"]) == (301, "/documents/A/RES/71/28/")


def test_a_text_without_a_symbol_stands_at_its_slug(client):
    make.make_text(None, slug="working-76", stage=Stage.WORKING, session=76, title="A paper")
    response = page(client, "working-76")
    assert response.status_code == 200
    assert "76th session working text" in response.text


def test_a_slug_leads_to_the_symbol_that_its_text_gained(client):
    make.make_text("A/C.1/68/L.37", slug="draft-68", stage=Stage.DRAFT)
    response = page(client, "draft-68")
    assert (response.status_code, response["Location"]) == (301, "/documents/A/C.1/68/L.37/")


@pytest.mark.parametrize("address", ["A/RES/71/28", "nothing", "a%00b", "A/RES/71/%00", "x" * 500])
def test_what_is_not_held_is_not_found(client, address):
    assert page(client, address).status_code == 404


@pytest.mark.parametrize("pattern", ["document", "votes"])
@pytest.mark.parametrize("address", ["A/RES/71/28", "secret-draft"])
def test_an_unpublished_text_is_not_found(client, pattern, address):
    make.make_text("A/RES/71/28", published=False, title="Unseen")
    make.make_text(None, slug="secret-draft", published=False, title="Unseen")
    response = client.get(reverse(pattern, args=[address]))
    assert response.status_code == 404
    assert "Unseen" not in response.text


def test_a_citation_leads_to_what_is_held(client, citing):
    html = page(client, "A/RES/71/28").text
    assert '<a class="cite held" href="/documents/A/RES/53/70/"' in html


def test_a_citation_of_an_unpublished_text_tells_nothing_of_it(client, cited, citing):
    cited.published_at = None
    cited.save()
    html = page(client, "A/RES/71/28").text
    assert '<a class="cite" href="https://docs.un.org/en/A/RES/53/70"' in html
    assert "/documents/A/RES/53/70/" not in html
    assert cited.title not in html


def test_cited_by_names_the_paragraphs(client, citing):
    html = page(client, "A/RES/53/70").text
    assert "1 text in this archive" in html
    assert '<a href="/documents/A/RES/71/28/#pp1">PP1</a>' in html


def test_cited_by_says_with_which_verb_and_of_which_paragraph(client):
    cited = make.make_text("A/RES/53/70", [("op1", "Calls"), ("op2", "Invites"), ("op3", "Asks")])
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling 53/70 and again 53/70 of 1998,")])
    where = {"symbol": "A/RES/53/70", "cited": cited}
    make.make_citation(text.paragraphs.get(), "53/70", verb="recalling", **where)
    make.make_citation(
        text.paragraphs.get(), "53/70 of", verb="reaffirming", pinpoint="paragraph 2", **where
    )
    html = page(client, "A/RES/53/70").text
    assert (
        '<a href="/documents/A/RES/71/28/#pp1">PP1</a> <i>recalling, reaffirming</i>'
        ' on <a href="#op2">OP2</a>'
    ) in html


@pytest.mark.parametrize(
    ("pinpoint", "anchors"),
    [
        pytest.param("paragraph 17", ["op17"], id="one"),
        pytest.param("paragraph 1 (a)", ["op1-a"], id="point"),
        pytest.param("paragraphs 5 and 6", ["op5", "op6"], id="two"),
        pytest.param("paragraphs 80 and 83 to 85", ["op80", "op83", "op84", "op85"], id="run"),
        pytest.param("section II", [], id="section"),
        pytest.param("annex", [], id="annex"),
        pytest.param("", [], id="none"),
    ],
)
def test_the_paragraphs_that_a_citation_names(pinpoint, anchors):
    assert anchors_in(pinpoint) == anchors


def test_a_citation_in_a_note_counts_for_the_paragraphs_that_refer_to_it(client, cited):
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling,"), ("op1", "Decides.")])
    first, second = text.paragraphs.all()
    note = make.make_note(first, "Resolution 53/70.")
    make.refer(second, note)
    make.make_citation(note, "53/70", "A/RES/53/70", cited)
    html = page(client, "A/RES/53/70").text
    assert '<a href="/documents/A/RES/71/28/#pp1">PP1</a>' in html
    assert '<a href="/documents/A/RES/71/28/#op1">OP1</a>' in html


def test_cited_by_tells_a_text_in_one_of_its_languages(client, cited):
    """In English, if it is held in that; else in another."""
    both = make.make_text("A/RES/72/1", [("pp2", "Recalling,")])
    french = make.make_paragraph(both, "pp1", "Rappelant,", language="fr", order=9)
    make.make_citation(french, "Rappelant", cited.symbol, cited)
    make.make_citation(both.paragraphs.get(language="en"), "Recalling", cited.symbol, cited)
    only = make.make_resolution("A/RES/72/2")
    spanish = make.make_paragraph(only, "pp3", "Recordando,", language="es")
    make.make_citation(spanish, "Recordando", cited.symbol, cited)
    found = client.get(cited.get_absolute_url()).context["citing"]
    assert {
        each.resolution.symbol: [place.paragraph.anchor for place in each.places] for each in found
    } == {"A/RES/72/1": ["pp2"], "A/RES/72/2": ["pp3"]}


def test_cited_by_leaves_out_unpublished_texts(client, citing):
    citing.published_at = None
    citing.save()
    html = page(client, "A/RES/53/70").text
    assert "No text in this archive cites A/RES/53/70" in html
    assert "71/28" not in html


def test_versions_leave_out_unpublished_ones(client):
    adopted = make.make_resolution("A/RES/74/28", stage=Stage.ADOPTED)
    draft = make.make_resolution("A/C.1/74/L.49", stage=Stage.DRAFT, published=False)
    make.make_text("A/C.1/74/L.49/Rev.1", stage=Stage.REVISED, revises=draft, became=adopted)
    html = page(client, "A/C.1/74/L.49/Rev.1").text
    assert 'href="/documents/A/RES/74/28/"' in html
    assert "/documents/A/C.1/74/L.49/&quot;" not in html
    assert 'href="/documents/A/C.1/74/L.49/"' not in html


def test_versions_stand_from_draft_to_adopted(client):
    adopted = make.make_resolution("A/RES/74/28")
    draft = make.make_resolution("A/C.1/74/L.49", stage=Stage.DRAFT)
    make.make_text("A/C.1/74/L.49/Rev.1", stage=Stage.REVISED, revises=draft, became=adopted)
    response = page(client, "A/RES/74/28")
    assert [version.symbol for version in response.context["versions"]] == [
        "A/C.1/74/L.49",
        "A/C.1/74/L.49/Rev.1",
        "A/RES/74/28",
    ]


def test_paragraphs_keep_their_order_depth_and_numbers(client):
    make.make_text(
        "A/RES/71/28",
        [
            ("pp1", "Recalling its work,"),
            ("op1", "Calls upon Member States:"),
            ("op1-a", "To cooperate;"),
            ("op1-a-i", "At once;"),
            ("op2", "Decides to go on."),
        ],
    )
    parts = page(client, "A/RES/71/28").context["parts"]
    assert [
        (part.title, part.count, [(p.label, p.number, p.depth, p.name) for p in part.paragraphs])
        for part in parts
    ] == [
        ("Preamble", 1, [("PP1", "", 0, "preambular paragraph 1")]),
        (
            "Operative part",
            2,
            [
                ("OP1", "1", 0, "operative paragraph 1"),
                ("OP1 (a)", "(a)", 1, "operative paragraph 1 (a)"),
                ("OP1 (a) (i)", "(i)", 2, "operative paragraph 1 (a) (i)"),
                ("OP2", "2", 0, "operative paragraph 2"),
            ],
        ),
    ]


def test_a_note_cited_again_is_repeated_beside_the_paragraph(client):
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling,"), ("op1", "Decides.")])
    first, second = text.paragraphs.all()
    note = make.make_note(first, "A/70/174.")
    make.refer(first, note, 4)
    make.refer(second, note)
    html = page(client, "A/RES/71/28").text
    assert html.count('id="pp1-n1"') == html.count('id="op1-n1"') == 1
    assert html.count('href="#pp1-n1"') == 2
    assert html.count('id="pp1-r1"') == 1


def test_a_note_without_a_mark_stands_below_the_text(client):
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling,")])
    text.notes.create(order=1, mark="*", text="Reissued for technical reasons.")
    html = page(client, "A/RES/71/28").text
    assert "without a mark in the text" in html
    assert "Reissued for technical reasons." in html


def test_a_heading_is_one(client):
    text = make.make_text("A/RES/71/28", [("op1", "Decides:")])
    heading = make.make_paragraph(text, "op9", "I General", kind="heading", number="")
    text.paragraphs.filter(pk=heading.pk).update(anchor="h1")
    html = page(client, "A/RES/71/28").text
    assert '<h3 class="para-heading">' in html
    assert 'href="#h1"' in html


def test_each_section_may_have_its_preamble(client):
    make.make_text(
        "A/RES/71/28", [("pp1", "Noting,"), ("op1", "Decides."), ("pp2", "Noting,"), ("op2", "A.")]
    )
    parts = page(client, "A/RES/71/28").context["parts"]
    assert [part.id for part in parts] == ["preamble", "operative", "preamble-2", "operative-2"]


def test_paragraphs_of_annexes_go_by_their_labels_there(client):
    text = make.make_text("A/RES/71/28")
    for anchor in ("annex1-op1", "annex2-op1"):
        make.make_paragraph(text, anchor, "Rules.")
    parts = page(client, "A/RES/71/28").context["parts"]
    assert [(part.title, part.count, part.paragraphs[0].label) for part in parts] == [
        ("Annex 1", 1, "OP1"),
        ("Annex 2", 1, "OP1"),
    ]
    names = [part.paragraphs[0].name for part in parts]
    assert names == ["paragraph 1 of the annex", "paragraph 1 of annex 2"]


def test_an_annex_alone_needs_no_number(client):
    make.make_paragraph(make.make_text("A/RES/71/28"), "annex1-op1", "Rules.")
    assert [part.title for part in page(client, "A/RES/71/28").context["parts"]] == ["Annex"]


def test_paragraphs_whose_numbers_begin_anew_are_paragraphs(client):
    """They are counted, are no points of a paragraph, and say which run of numbers is meant."""
    text = make.make_text("A/RES/71/28", [("op1", "Decides;")])
    for anchor, number in (("s2-op1", "1"), ("s2-op1-a", "(a)"), ("annex1-s2-op3", "3")):
        holder = {"part": "annex", "kind": "annex"} if anchor.startswith("annex") else {}
        fields = {"kind": "operative", "part": "operative", "number": number} | holder
        make.make_paragraph(text, "op9", "Decides anew;", parent=None, **fields)
        text.paragraphs.filter(anchor="op9").update(anchor=anchor)
    parts = page(client, "A/RES/71/28").context["parts"]
    assert [
        (part.count, [(p.label, p.short_label, p.depth, p.name) for p in part.paragraphs])
        for part in parts
    ] == [
        (
            2,
            [
                ("OP1", "1", 0, "operative paragraph 1"),
                ("S2 OP1", "S2 1", 0, "operative paragraph 1, S2"),
                ("S2 OP1 (a)", "S2 1 (a)", 1, "operative paragraph 1 (a), S2"),
            ],
        ),
        (1, [("S2 OP3", "S2 3", 0, "paragraph 3 of the annex, S2")]),
    ]


def test_a_table_in_a_text_is_one(client, cited):
    words = "Category | Posts\nOf resolution 53/70 | 1 445\nPart II\nOther | –"
    text = make.make_text("A/RES/71/28", [("op1", "Approves:")])
    table = make.make_paragraph(text, "op1-p2", words, opening="", number="")
    make.make_citation(table, "53/70", "A/RES/53/70", cited)
    make.make_note(table, position=words.index(" | 1"))

    html = page(client, "A/RES/71/28").text

    assert '<tr><th scope="col">Category </th><th scope="col" class="n"> Posts</th></tr>' in html
    assert '<td>Of resolution <a class="cite held" href="/documents/A/RES/53/70/"' in html
    assert 'aria-label="Footnote 1">1</a> </td><td class="n"> 1 445</td></tr>' in html
    assert '<tr><td colspan="2">Part II</td></tr>' in html
    assert '<span class="n">1 (p2)</span><span>Table</span>' in html


def test_markup_in_a_text_stays_text(client):
    hostile = "<script>alert(1)</script> & <b>bold</b>,"
    text = make.make_text(
        "A/RES/71/28",
        [("pp1", hostile)],
        title=hostile,
        agenda_title=hostile,
        provenance={"title": {"origin": "editor", "source": hostile}},
    )
    make.make_note(text.paragraphs.get(), hostile)
    make.sponsor_text(text, make.make_sponsor(hostile, slug="hostile"))
    make.make_vote(text, note=hostile, source=hostile)
    for address in ["/documents/A/RES/71/28/", "/votes/A/RES/71/28/", "/documents/", "/"]:
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "<b>bold" not in html


def test_a_catalogue_record_says_that_it_holds_no_text(client):
    make.make_resolution("A/RES/53/70")
    html = page(client, "A/RES/53/70").text
    assert "The text is not in this archive" in html
    assert 'href="https://docs.un.org/en/A/RES/53/70"' in html


def test_a_decision_has_no_vote_box_and_no_official_copy(client):
    make.make_resolution("A/DEC/72/512", kind=DocumentKind.DECISION)
    html = page(client, "A/DEC/72/512").text
    assert "votebox" not in html
    assert "docs.un.org/en/A/DEC" not in html


def test_a_withdrawn_text_says_that_only_its_copy_here_was_withdrawn(client, citing):
    archive.withdraw(citing, "The file was another text.", "m.lee")
    response = page(client, "A/RES/71/28")
    assert response.status_code == 410
    assert "<h1>A/RES/71/28 was withdrawn from this archive</h1>" in response.text
    assert "not about the document of the United Nations" in response.text
    assert 'href="https://docs.un.org/en/A/RES/71/28"' in response.text
    assert "Recalling" not in response.text


def test_warnings_of_the_reader_are_not_for_the_public(client):
    make.make_text("A/RES/71/28", warnings=[{"code": "x", "message": "Unsure here", "anchor": ""}])
    assert "Unsure here" not in page(client, "A/RES/71/28").text


@pytest.mark.parametrize(
    ("holding", "flagged"),
    [
        pytest.param(Holding.FULL_TEXT, True, id="text read from a file"),
        pytest.param(Holding.CATALOGUE, False, id="record, where all is supplied"),
    ],
)
def test_a_symbol_that_an_editor_supplied_is_flagged(client, holding, flagged):
    make.make_resolution(
        "A/RES/71/28",
        holding=holding,
        provenance={"symbol": {"origin": "editor", "source": "Known from the list"}},
    )
    html = page(client, "A/RES/71/28").text
    assert ("Symbol added by editor: not printed in the source file" in html) == flagged
    assert "Supplied by an editor: Known from the list" in html


def test_the_vote_box_shows_the_tally_as_stated(client):
    text = make.make_text("A/RES/71/28")
    make.make_vote(text, in_favour=181, against=0, abstaining=1, meeting="51st plenary meeting")
    html = page(client, "A/RES/71/28").text
    tally = re.findall(r"<b>(\d+)</b> ([a-z ]+)<", html)
    assert dict(map(reversed, tally)) == {
        "in favour": "181",
        "against": "0",
        "abstained": "1",
        "not voting": "11",
    }
    assert f'href="/votes/A/RES/71/28/#vote-{text.votes.get().pk}"' in html


@pytest.mark.parametrize(
    ("stage", "kind", "words"),
    [
        pytest.param(Stage.ADOPTED, VoteKind.WITHOUT_VOTE, "Adopted without a vote", id="adopted"),
        pytest.param(Stage.ADOPTED, None, "no record of how this resolution", id="not known"),
        pytest.param(Stage.DRAFT, None, "keeps no record of votes on drafts", id="draft"),
    ],
)
def test_how_a_text_fared_is_said_in_words(client, stage, kind, words):
    text = make.make_text("A/RES/71/28", stage=stage)
    if kind:
        make.make_vote(text, kind=kind)
    assert words in page(client, "A/RES/71/28").text


def test_a_draft_without_a_vote_leads_to_what_was_adopted(client):
    adopted = make.make_resolution("A/RES/68/243")
    make.make_text("A/C.1/68/L.37", stage=Stage.DRAFT, became=adopted)
    html = page(client, "A/C.1/68/L.37").text
    assert 'It led to <a href="/documents/A/RES/68/243/">A/RES/68/243</a>.' in html


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_needs_the_same_queries_at_any_size(client, django_assert_num_queries, count):
    cited = make.make_resolution("A/RES/53/70")
    text = make.make_text(
        "A/RES/71/28", [(f"pp{n}", "Recalling 53/70,") for n in range(1, count + 1)]
    )
    make.make_text("A/RES/69/28", [("pp1", "Noting 53/70,")])
    for paragraph in text.paragraphs.all():
        make.make_citation(paragraph, "53/70", "A/RES/53/70", cited)
        note = make.make_note(paragraph, "See 53/70.")
        make.make_citation(note, "53/70", "A/RES/53/70", cited)
        make.sponsor_text(text, make.make_sponsor())
        make.make_vote(text, [(make.make_sponsor(), "Y")], source=f"Source {paragraph.order}")
        make.make_vote(text, anchor=paragraph.anchor)
        draft = make.make_text(
            f"A/C.1/71/L.{paragraph.order}", [("pp1", "See 71/28,")], became=text
        )
        make.make_citation(draft.paragraphs.get(), "71/28", "A/RES/71/28", text)
        make.make_citation(make.make_note(draft.paragraphs.get()), "A/70", "A/RES/71/28", text)

    # The text and the languages it is held in; its paragraphs, citations and notes, and the
    # documents cited; old anchors; what readers are told of it; its versions;
    # its votes, their ballots counted, and votes on paragraphs; its sponsors and subjects;
    # who cites it, twice, and where from; the files that it was read from; its series, what it
    # shares with that, and the paragraphs of the text before it.
    with django_assert_num_queries(23):
        response = page(client, "A/RES/71/28")

    assert len(response.context["sponsorships"]) == count
    assert len(response.context["citing"]) == count


def test_sponsors_stand_as_printed_and_lead_to_the_actor(client):
    """The Netherlands was printed so in 2019, whatever it is called today."""
    text = make.make_text("A/C.1/74/L.49/Rev.1", stage=Stage.REVISED)
    today = make.make_sponsor("Netherlands (Kingdom of the)", slug="netherlands")
    make.sponsor_text(text, today, printed="Netherlands")

    page = client.get(text.get_absolute_url()).content.decode()

    assert '<a href="/sponsors/netherlands/">Netherlands</a>' in page
    assert "Kingdom of the" not in page


def test_a_resolution_shows_the_sponsors_of_the_draft_that_it_was(client):
    """Those of its latest version with sponsors; never those of an unpublished one."""
    adopted = make.make_resolution("A/RES/71/28")
    first = make.make_resolution("A/C.1/71/L.17", stage=Stage.DRAFT, became=adopted)
    revised = make.make_resolution("A/C.1/71/L.17/Rev.1", stage=Stage.REVISED, became=adopted)
    hidden = make.make_resolution(
        "A/C.1/71/L.17/Rev.2", stage=Stage.REVISED, became=adopted, published=False
    )
    for text, names in ((first, ["Cuba"]), (revised, ["Cuba", "Fiji"]), (hidden, ["Chad"])):
        for name in names:
            actor = make.Sponsor.objects.filter(name=name).first() or make.make_sponsor(name)
            make.sponsor_text(text, actor)
    response = client.get("/documents/A/RES/71/28/")
    assert [each.printed for each in response.context["sponsorships"]] == ["Cuba", "Fiji"]
    assert "At the head of the draft" in response.text
    response = client.get("/documents/A/C.1/71/L.17/")
    assert [each.printed for each in response.context["sponsorships"]] == ["Cuba"]
    assert "At the head of the draft" not in response.text
