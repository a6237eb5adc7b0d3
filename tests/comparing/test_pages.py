"""The page of two texts compared: what it says, what it refuses, and what it costs."""

import re
from datetime import date

import pytest

from resolutions import archive
from resolutions.models import Paragraph
from resolutions.templatetags.changes import in_brief
from resolutions.vocabulary import Language, ParagraphKind, Part, Stage
from tests import factories as make

pytestmark = pytest.mark.django_db

VIEWS = "Recalling the views of States on the peaceful use of these technologies,"
NEEDS = "Stressing that smaller countries need help to build the means of their own defence,"
CALL = "Calls upon all States to share what they have learned from one another;"
NEW_CALL = "Calls upon all States to share soon what they have learned from others;"


def compare(client, **query):
    names = {"old": "from", "new": "to"}
    return client.get("/compare/", {names.get(name, name): value for name, value in query.items()})


@pytest.fixture
def old():
    paragraphs = [("pp1", VIEWS), ("pp2", NEEDS), ("op1", CALL)]
    return make.make_text("A/RES/71/28", paragraphs, session=71, title="Uses of technology")


@pytest.fixture
def new():
    paragraphs = [("pp1", NEEDS), ("op1", NEW_CALL), ("op2", "Decides to meet again in 2019.")]
    return make.make_text(
        "A/RES/73/27",
        paragraphs,
        session=73,
        title="Uses of technology",
        adopted_on=date(2018, 12, 5),
    )


def test_rows_say_what_became_of_each_paragraph(client, old, new):
    page = compare(client, old="A/RES/71/28", new="A/RES/73/27")

    assert page.status_code == 200
    assert "Removed: not carried into A/RES/73/27" in page.text
    assert "Added: new in A/RES/73/27" in page.text
    assert "Changed: 3 words differ" in page.text
    assert "1 unchanged paragraph: PP2 → PP1" in page.text


def test_what_is_marked_is_said_in_words(client, old, new):
    """For those who hear the page, and in what is copied from it."""
    page = compare(client, old="A/RES/71/28", new="A/RES/73/27")

    assert '<ins><span class="vh">[added: </span>soon<span class="vh">]</span></ins>' in page.text
    assert '[removed: </span>one another<span class="vh">]' in page.text


def test_counts_lead_to_the_first_row_of_their_kind(client, old, new):
    page = compare(client, old="A/RES/71/28", new="A/RES/73/27")

    for href, id_ in [("#c-op1", "c-op1"), ("#c-op2", "c-op2"), ("#c-old-pp1", "c-old-pp1")]:
        assert f'href="{href}"' in page.text
        assert f'id="{id_}"' in page.text
    assert 'href="#same-c-pp1"' in page.text
    assert 'id="same-c-pp1"' in page.text


def test_the_map_says_the_counts(client, old, new):
    page = compare(client, old="A/RES/71/28", new="A/RES/73/27")

    assert "Change map: 1 changed, 1 added, 1 removed, 1 unchanged</title>" in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("from=71/28&to=73/27", "from=A/RES/71/28&to=A/RES/73/27", id="numbers"),
        pytest.param(
            "to=a/res/73/27&from=71/28&view=split",
            "from=A/RES/71/28&to=A/RES/73/27&view=split",
            id="lower case, view kept",
        ),
    ],
)
def test_sloppy_names_lead_to_the_canonical_address(client, old, new, query, expected):
    response = client.get(f"/compare/?{query}")

    assert (response.status_code, response["Location"]) == (301, f"/compare/?{expected}")


def test_a_text_without_a_symbol_goes_by_its_slug(client, new):
    draft = make.make_text(None, [("pp1", NEEDS)], slug="paper-72", stage=Stage.WORKING, session=72)

    page = compare(client, old="paper-72", new="A/RES/73/27")

    assert page.status_code == 200
    assert draft.label in page.text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        pytest.param("", 200, "Compare two texts", id="nothing named"),
        pytest.param("to=A/RES/73/27", 200, "Earlier texts of the series", id="one named"),
        pytest.param("from=A/RES/1/1&to=73/27", 404, "A/RES/1/1 is not in", id="not held"),
        pytest.param("from=%00&to=73/27", 404, "is not in this archive", id="no name"),
        pytest.param(f"from={'x' * 500}&to=73/27", 404, "is not in this archive", id="long"),
        pytest.param("from=A/RES/70/237&to=73/27", 404, "words of A/RES/70/237", id="record alone"),
        pytest.param("from=A/RES/72/1&to=73/27", 404, "A/RES/72/1 is not in", id="unpublished"),
        pytest.param("from=71/28&to=73/27&lang=fr", 404, "held in French", id="other language"),
        pytest.param("from=71/28&to=73/27&lang=xx", 400, "A language is one of", id="no language"),
        pytest.param("from=71/28&to=73/27&view=up", 400, "inline or split", id="no view"),
        pytest.param("from=71/28&to=73/27&format=xml", 400, "format=json", id="no format"),
        pytest.param("base=71/28&to=73/27", 400, "with two others", id="base alone"),
    ],
)
def test_what_cannot_be_compared_is_said(client, old, new, query, status, said):
    make.make_resolution("A/RES/70/237", title="A record")
    make.make_text("A/RES/72/1", [("pp1", "Unseen words,")], published=False, title="Unseen")

    page = client.get(f"/compare/?{query}")

    assert page.status_code == status
    assert said in page.text
    assert "Unseen" not in page.text


def test_a_text_with_itself_is_the_same(client, old):
    page = compare(client, old="A/RES/71/28", new="A/RES/71/28")

    assert "The two have the same words" in page.text


def test_json_gives_the_alignment(client, old, new):
    data = compare(client, old="A/RES/71/28", new="A/RES/73/27", format="json").json()

    assert (data["from"]["name"], data["to"]["name"]) == ("A/RES/71/28", "A/RES/73/27")
    assert [
        (row["kind"], row["old"], row["new"], row["words_changed"]) for row in data["rows"]
    ] == [
        ("removed", ["pp1"], [], 12),
        ("same", ["pp2"], ["pp1"], 0),
        ("changed", ["op1"], ["op1"], 3),
        ("added", [], ["op2"], 6),
    ]


def test_json_says_the_same_as_the_page(client):
    """Row by row: labels, what became of them, and how many words differ."""
    report = "Requests the Secretary-General to report on his findings at the next session"
    item = "ecides to consider the item of harbours again with care"
    noting = "Noting the long way to go for all that travel by sea,"
    old = [("pp1", VIEWS), ("pp2", NEEDS), ("pp3", noting), ("op1", CALL)]
    old += [("op2", f"{report}, and d{item};"), ("op3", "Hopes for better days ahead of us.")]
    new = [("pp1", noting), ("pp2", VIEWS), ("pp3", NEEDS), ("op1", NEW_CALL)]
    new += [("op2", f"{report};"), ("op3", f"D{item}.")]
    make.make_text("A/RES/71/28", old, session=71)
    make.make_text("A/RES/73/27", new, session=73)

    data = compare(client, old="A/RES/71/28", new="A/RES/73/27", format="json").json()
    page = compare(client, old="A/RES/71/28", new="A/RES/73/27").text

    told = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td><td[^>]*>(.*?)</td>", page)
    kinds = [row["kind"] for row in data["rows"]]
    assert kinds == ["moved", "same", "same", "changed", "split", "removed"]
    assert told == [
        (
            *(" and ".join(anchor.upper() for anchor in row[side]) for side in ("old", "new")),
            {"same": "unchanged"}.get(row["kind"], row["kind"]),
            str(row["words_changed"]),
        )
        for row in data["rows"]
    ]
    ids = [f"c-{row['new'][0]}" if row["new"] else f"c-old-{row['old'][0]}" for row in data["rows"]]
    assert re.findall(r' id="(c-[^"]*)"', page) == ids


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param({"old": "71/28"}, 400, id="one text"),
        pytest.param({"old": "A/RES/1/1", "new": "A/RES/71/28"}, 404, id="not held"),
    ],
)
def test_json_says_what_is_wrong(client, old, query, status):
    response = compare(client, **query, format="json")

    assert response.status_code == status
    assert response.json()["error"]


def test_texts_of_one_session_show_what_they_share(client, new):
    paragraphs = [("pp1", NEEDS), ("op1", CALL)]
    make.make_text("A/RES/73/266", paragraphs, session=73, title="Another way")

    page = compare(client, old="A/RES/73/27", new="A/RES/73/266")

    assert "What A/RES/73/27 and A/RES/73/266 share" in page.text
    assert "Shared in part: 11 words the same, 3 words different" in page.text
    assert "Only in A/RES/73/27" in page.text
    assert '<span class="shared">' in page.text
    assert "[only in A/RES/73/27: </span>soon" in page.text
    assert "<del>" not in page.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"session": None}, {"session": None}, id="of no session"),
        pytest.param({"session": 11}, {"session": 11, "session_kind": "ES"}, id="of two kinds"),
    ],
)
def test_texts_that_no_session_joins_are_no_rivals(client, one, other):
    for slug, fields in (("paper", one), ("other", other)):
        make.make_text(None, [("pp1", NEEDS)], slug=slug, stage=Stage.WORKING, **fields)

    assert "What changed between" in compare(client, old="paper", new="other").text


def test_a_draft_and_what_it_became_are_no_rivals(client, new):
    make.make_text(
        "A/C.1/73/L.1", [("pp1", NEEDS)], session=73, stage=Stage.DRAFT, became=new, adopted_on=None
    )

    page = compare(client, old="A/C.1/73/L.1", new="A/RES/73/27")

    assert "What changed between A/C.1/73/L.1 and A/RES/73/27" in page.text


def test_a_heading_is_called_so():
    """Its anchor, h1, is no label that delegates use."""
    heading = Paragraph(anchor="h1", kind=ParagraphKind.HEADING, part=Part.OPERATIVE, text="Aims")

    assert heading.passage.label == "Heading"


def test_three_texts_in_a_row(client, old, new):
    first = [("pp1", VIEWS.replace("peaceful", "common")), ("pp2", "Noting what is long gone,")]
    make.make_text("A/RES/69/28", first, session=69, title="Uses of technology")

    page = compare(client, base="A/RES/69/28", old="A/RES/71/28", new="A/RES/73/27")

    assert "A/RES/69/28 to A/RES/71/28" in page.text
    assert "[removed: </span>common" in page.text
    assert "Removed: not carried into A/RES/71/28" in page.text
    assert "of the last step, from A/RES/71/28 to A/RES/73/27." in page.text
    assert page.text.count('id="c-op1"') == 1


@pytest.mark.parametrize("base", ["", "A/RES/69/28"])
def test_counts_lead_to_the_first_of_their_kind(client, old, new, base):
    """Unchanged paragraphs are folded, but not one that changed in the step before."""
    first = [("pp1", VIEWS.replace("peaceful", "common"))]
    make.make_text("A/RES/69/28", first, session=69, title="Uses of technology")

    page = compare(client, base=base, old="A/RES/71/28", new="A/RES/73/27")

    counts = {each.words: each.href for each in page.context["counts"]}
    assert counts == {
        "changed": "#c-op1",
        "added": "#c-op2",
        "removed": "#c-old-pp1",
        "unchanged": "#c-pp1" if base else "#same-c-pp1",
    }
    for href in counts.values():
        assert page.text.count(f'id="{href[1:]}"') == 1


def test_sponsors_votes_and_notes_stand_beside_one_another(client, old, new):
    chile, cuba, egypt = (make.make_sponsor(name) for name in ("Chile", "Cuba", "Egypt"))
    make.sponsor_text(old, chile, cuba)
    make.sponsor_text(new, cuba, egypt)
    make.make_vote(old, body="plenary", in_favour=181, against=0, abstaining=1)
    make.make_note(new.paragraphs.first(), "A/73/1.")

    page = compare(client, old="A/RES/71/28", new="A/RES/73/27")

    assert "1 joined, 1 left" in page.text
    assert "Joined: Egypt" in page.text
    assert "Left: Chile" in page.text
    assert "181–0–1" in page.text
    assert "Added: A/73/1." in page.text


def test_a_draft_has_no_sponsors_of_what_it_became(client, new):
    make.sponsor_text(new, make.make_sponsor("Chile"))
    draft = {"session": 73, "stage": Stage.DRAFT, "became": new, "adopted_on": None}
    make.make_text("A/C.1/73/L.1", [("pp1", NEEDS)], **draft)

    page = compare(client, old="A/C.1/73/L.1", new="A/RES/73/27")

    assert page.context["facts"][0].old == "Not recorded here"
    assert page.context["facts"][0].new == "1"


def test_languages_that_both_are_held_in(client, old, new):
    for text, words in ((old, "Rappelant les vues des États,"), (new, "Rappelant la paix,")):
        make.make_paragraph(text, "pp1", words, language=Language.FRENCH, order=1)
        text.versions.create(
            language="fr", paragraph_count=1, source="Test", stored_at=text.created_at
        )

    page = compare(client, old="A/RES/71/28", new="A/RES/73/27", lang="fr")

    assert 'lang="fr" dir="ltr"' in page.text
    assert "la paix" in page.text
    assert "lang=en" in page.text
    assert page.context["swapped"] == "/compare/?from=A/RES/73/27&to=A/RES/71/28&lang=fr"
    assert 'href="/documents/A/RES/73/27/?lang=fr">Read A/RES/73/27 without marks' in page.text
    assert 'href="/documents/A/RES/73/27/?lang=fr#pp1">PP1</a>' in page.text


def test_the_view_is_in_the_address_and_remembered(client, old, new):
    address = "/compare/?from=A/RES/71/28&to=A/RES/73/27"
    response = client.post("/compare/view/", {"view": "split", "next": address})

    assert (response.status_code, response["Location"]) == (302, f"{address}&view=split")
    assert 'class="cmpgrid split' in client.get(address).text
    assert 'class="cmpgrid inline' in client.get(f"{address}&view=inline").text


def test_capitals_are_not_counted_as_punctuation_alone(client, old):
    make.make_text("A/RES/72/9", [("pp1", VIEWS.upper()), ("pp2", NEEDS)], session=72)
    page = compare(client, old="A/RES/71/28", new="A/RES/72/9")

    assert "1 with other punctuation or capitals" in page.text
    assert "Capitals only" in page.text


@pytest.mark.parametrize(
    ("label", "brief"),
    [
        pytest.param("OP3 (a)", "OP3 (a)", id="fits"),
        pytest.param("OP1 (a) (i)", "1(a)(i)", id="point of a point"),
        pytest.param("Annex 1 OP27 (a)", "A1 27(a)", id="annex"),
        pytest.param("Annex 2 S3 OP1", "A2 S3 1", id="section of an annex"),
    ],
)
def test_labels_have_room_in_the_map(label, brief):
    assert in_brief(label) == brief


def test_json_of_three_texts_gives_both_steps(client, old, new):
    base = make.make_text("A/RES/69/28", [("pp1", VIEWS)], session=69, title="Uses of technology")
    query = {"base": base.symbol, "old": old.symbol, "new": new.symbol, "format": "json"}
    data = compare(client, **query).json()

    assert [data[side]["name"] for side in ("base", "from", "to")] == list(query.values())[:3]
    before = [(row["kind"], row["old"], row["new"]) for row in data["rows_before"]]
    assert before == [("same", ["pp1"], ["pp1"]), ("added", [], ["pp2"]), ("added", [], ["op1"])]
    assert len(data["rows"]) == 4
    assert "rows_before" not in compare(client, **query | {"base": ""}).json()


def test_a_withdrawn_text_is_said_to_be_so(client, old, new):
    archive.withdraw(old, "The file was another text.", "m.lee")

    page = compare(client, old="71/28", new="A/RES/73/27")
    data = compare(client, old="A/RES/71/28", new="A/RES/73/27", format="json")

    assert page.status_code == data.status_code == 410
    assert data.json() == {"error": "A/RES/71/28 was withdrawn from this archive."}
    assert '<a href="/documents/A/RES/71/28/">Why A/RES/71/28 was withdrawn</a>' in page.text
    assert VIEWS not in page.text


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example", "x"])
def test_choosing_a_view_leads_nowhere_else(client, next_):
    response = client.post("/compare/view/", {"view": "split", "next": next_})

    assert response["Location"] == "/?view=split"


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_costs_the_same_at_any_size(client, django_assert_num_queries, count):
    for symbol, session in (("A/RES/71/28", 71), ("A/RES/73/27", 73)):
        paragraphs = [(f"pp{n}", f"{VIEWS} {n * session},") for n in range(1, count + 1)]
        text = make.make_text(symbol, paragraphs, session=session)
        make.sponsor_text(text, *(make.make_sponsor() for _ in range(count)))
        make.make_vote(text, body="plenary")
        for paragraph in text.paragraphs.all():
            make.make_note(paragraph)

    # Former symbols; the texts and their languages; the paragraphs; versions, votes, notes and
    # sponsors of each; the series, and the paragraphs that its texts share.
    with django_assert_num_queries(15):
        page = compare(client, old="A/RES/71/28", new="A/RES/73/27")

    assert page.status_code == 200
