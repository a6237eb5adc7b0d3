"""Citations as a graph: the matrix, one document among its neighbours, chains, and files."""

import csv
import io
from datetime import date

import networkx
import pytest

from resolutions.models import CitedDocument
from resolutions.vocabulary import DocumentKind, Series, Stage
from tests import factories as make

pytestmark = pytest.mark.django_db


def text_of(number, *cited, verb="recalling", **fields):
    """A text of session 60 + number that cites these documents, each in a paragraph of its own."""
    symbol = fields.pop("symbol", f"A/RES/{60 + number}/1")
    fields = {"year": 2005 + number, "series": Series.ICT_SECURITY} | fields
    text = make.make_text(symbol, **fields)
    for place, (name, held) in enumerate(cited, 1):
        paragraph = make.make_paragraph(text, f"pp{place}", "Recalling it,")
        make.make_citation(paragraph, "it", name, held, verb=verb)
    return text


@pytest.fixture
def line():
    """Five texts: each cites the one before, the third the first too, and all a report."""
    report = ("A/60/202", None)
    first = text_of(1, report)
    second = text_of(2, report, (first.symbol, first))
    third = text_of(3, report, (second.symbol, second), (first.symbol, first), verb="noting")
    fourth = text_of(4, report, (third.symbol, third))
    fifth = text_of(5, (fourth.symbol, fourth), series="")
    hidden = text_of(6, report, (first.symbol, first), published=False)
    return [first, second, third, fourth, fifth, hidden]


def test_the_matrix_has_texts_by_what_they_cite_from_old_to_new(client, line):
    matrix = client.get("/citations/").context["matrix"]
    assert [column.name for column in matrix.columns] == [
        "A/60/202", "A/RES/61/1", "A/RES/62/1", "A/RES/63/1"
    ]  # fmt: skip
    assert [(row.text.name, row.places, row.count) for row in matrix.rows] == [
        ("A/RES/61/1", [1, 0, 0, 0], 1),
        ("A/RES/62/1", [1, 1, 0, 0], 2),
        ("A/RES/63/1", [1, 1, 1, 0], 3),
        ("A/RES/64/1", [1, 0, 0, 1], 2),
    ]
    assert (matrix.most.text.name, matrix.deepest[0].name, matrix.deepest[1]) == (
        "A/RES/63/1", "A/60/202", 4
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        pytest.param("?series=every", [61, 62, 63, 64, 65], id="every text"),
        pytest.param("?series=ict-security&since=2008", [63, 64], id="since"),
        pytest.param("?until=2007", [61, 62], id="until"),
        pytest.param("?session=63", [63], id="session"),
        pytest.param("?series=cybercrime", [], id="another series"),
    ],
)
def test_texts_are_chosen_by_series_session_and_year(client, line, query, texts):
    matrix = client.get(f"/citations/{query}").context["matrix"]
    rows = matrix.rows if matrix else []
    assert [row.text.text.session for row in rows] == texts


def test_a_matrix_too_large_for_a_page_says_what_it_leaves_out(client, monkeypatch, line):
    monkeypatch.setattr("resolutions.graph.matrix.MOST_TEXTS", 2)
    monkeypatch.setattr("resolutions.graph.matrix.MOST_CITED", 1)
    response = client.get("/citations/")
    matrix = response.context["matrix"]
    assert [(row.text.name, row.count, row.more) for row in matrix.rows] == [
        ("A/RES/63/1", 3, 2),
        ("A/RES/64/1", 2, 1),
    ]
    assert "the newest of 4" in response.text
    assert "Of 4 documents cited, the 1 cited by the most" in response.text


def test_what_is_cited_most_comes_first_with_its_verbs(client, line):
    context = client.get("/citations/").context
    assert [(row.document.name, row.texts, row.verbs) for row in context["most"]] == [
        ("A/60/202", 4, [("recalling", 3), ("noting", 1)]),
        ("A/RES/61/1", 2, [("noting", 1), ("recalling", 1)]),
        ("A/RES/62/1", 1, [("noting", 1)]),
        ("A/RES/63/1", 1, [("recalling", 1)]),
    ]
    assert context["verbs"] == [("recalling", 5), ("noting", 3)]
    only = client.get("/citations/?verb=noting").context["most"]
    assert [row.document.name for row in only] == ["A/60/202", "A/RES/61/1", "A/RES/62/1"]


def test_a_document_stands_among_its_neighbours(client, line):
    network = client.get("/citations/?focus=63/1").context["network"]
    assert [(each.document.name, each.how, each.others) for each in network.neighbours] == [
        ("A/60/202", "cited", 3),
        ("A/RES/61/1", "cited", 2),
        ("A/RES/62/1", "cited", 2),
        ("A/RES/64/1", "cites", 1),
    ]
    assert (network.counts, network.between) == ({"cited": 3, "cites": 1}, 4)


def test_arcs_among_the_neighbours_are_drawn_on_request(client, line):
    """One for each neighbour that cites another, and in the table to which it leads."""
    plain = client.get("/citations/?focus=63/1")
    drawn = client.get("/citations/?focus=63/1&arcs=among")
    assert "arc among" not in plain.text
    assert "before it</th>" not in plain.text
    assert drawn.text.count("arc among") == 3
    network = drawn.context["network"]
    assert [each.goes_on and each.goes_on.name for each in network.neighbours] == [
        None,
        "A/60/202",
        "A/RES/61/1",
        "A/60/202",
    ]


def test_one_that_is_not_held_has_those_that_cite_it(client, line):
    response = client.get("/citations/?focus=A/60/202")
    network = response.context["network"]
    assert {each.how for each in network.neighbours} == {"cites"}
    assert len(network.neighbours) == 4
    assert "This archive does not hold it." in response.text
    assert response.context["chains"] is None


def test_the_busiest_neighbours_stay_where_there_are_too_many(client, monkeypatch, line):
    monkeypatch.setattr("resolutions.graph.network.MOST_NODES", 3)
    response = client.get("/citations/?focus=63/1")
    network = response.context["network"]
    assert [each.document.name for each in network.neighbours] == ["A/60/202", "A/RES/61/1"]
    assert network.left_out == 2
    assert "2 more, joined to fewer of the others, are left out." in response.text


def test_chains_lead_back_by_the_fewest_and_the_most_steps(client, line):
    chains = client.get("/citations/?focus=A/RES/65/1").context["chains"]
    assert [(each.document.name, each.shortest, each.longest) for each in chains.ancestors] == [
        ("A/RES/61/1", 3, 4),
        ("A/RES/62/1", 3, 3),
        ("A/RES/63/1", 2, 2),
        ("A/RES/64/1", 1, 1),
    ]
    assert chains.to.name == "A/RES/61/1"
    assert [(step.document.short, step.verbs) for step in chains.shortest] == [
        ("65/1", ["recalling"]),
        ("64/1", ["recalling"]),
        ("63/1", ["noting"]),
        ("61/1", []),
    ]
    assert [step.document.short for step in chains.longest] == [
        "65/1", "64/1", "63/1", "62/1", "61/1"
    ]  # fmt: skip
    to = client.get("/citations/?focus=A/RES/65/1&to=A/RES/63/1").context["chains"]
    assert [step.document.short for step in to.longest] == ["65/1", "64/1", "63/1"]


def test_a_chain_leads_to_what_is_older_within_a_year(client):
    """By the day, whatever the order of symbols; a report without one is older than its year."""
    head = {"year": 2006, "adopted_on": None}
    report = make.make_resolution("A/61/9", kind=DocumentKind.REPORT, **head)
    special = text_of(1, symbol="A/RES/S-12/1", year=2006, adopted_on=date(2006, 5, 1))
    cited = [(each.symbol, each) for each in (report, special)]
    text_of(1, *cited, adopted_on=date(2006, 12, 1))
    text_of(1, ("A/RES/61/1", None), *cited, symbol="A/C.1/61/L.1", **head)
    for focus in ("61/1", "A/C.1/61/L.1"):
        chains = client.get(f"/citations/?focus={focus}").context["chains"]
        assert [each.document.name for each in chains.ancestors] == ["A/61/9", "A/RES/S-12/1"]


def test_texts_of_one_name_stay_two(client):
    """Drafts without a symbol are called alike, and each is a document of its own."""
    for slug in ("one", "other"):
        head = {"slug": slug, "stage": Stage.WORKING, "session": 61, "adopted_on": None}
        text_of(1, ("A/60/202", None), symbol=None, **head)
    nodes = networkx.read_graphml(
        io.BytesIO(client.get("/citations/?format=graphml").content)
    ).nodes(data="symbol")
    assert sorted(symbol for _, symbol in nodes) == [
        "61st session working text", "61st session working text", "A/60/202"
    ]  # fmt: skip
    network = client.get("/citations/?focus=A/60/202").context["network"]
    assert (len(network.neighbours), network.between) == (2, 0)


def test_texts_that_cite_each_other_make_no_endless_chain(client):
    one, other = text_of(1), text_of(1, symbol="A/RES/61/2")
    for text, cited in ((one, other), (other, one)):
        paragraph = make.make_paragraph(text, "pp1", "Recalling it,")
        make.make_citation(paragraph, "it", cited.symbol, cited)
    chains = client.get("/citations/?focus=61/2").context["chains"]
    assert [step.document.short for step in chains.longest] == ["61/2", "61/1"]
    assert client.get("/citations/?focus=61/1").context["chains"] is None


def test_the_file_for_spreadsheets_has_a_row_for_each_text_and_document(client, line):
    response = client.get("/citations/?format=csv")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert len(rows) == 8
    assert rows[-1] == {
        "text": "A/RES/64/1",
        "year": "2009",
        "cites": "A/RES/63/1",
        "year cited": "2008",
        "held": "yes",
        "places": "1",
        "verbs": "recalling",
    }
    around = client.get("/citations/?focus=63/1&format=csv")
    assert around["Content-Disposition"] == 'attachment; filename="citations-A-RES-63-1.csv"'
    assert len(list(csv.DictReader(io.StringIO(around.text)))) == 4


def graph_in(response):
    """Read GraphML by a program that draws graphs, which refuses keys and edges not declared."""
    graph = networkx.read_graphml(io.BytesIO(response.content))
    assert graph.is_directed()
    symbols = dict(graph.nodes(data="symbol"))
    edges = {
        (symbols[one], symbols[other]): {
            name: value for name, value in data.items() if name != "id"
        }
        for one, other, data in graph.edges(data=True)
    }
    return [dict(data) for _, data in graph.nodes(data=True)], edges


def test_the_file_for_graphs_is_read_as_the_graph_that_it_is(client, line):
    line[0].title = "Lights <& \x0b“beacons”"
    line[0].save()
    response = client.get("/citations/?series=every&format=graphml")
    nodes, edges = graph_in(response)
    assert len(edges) == CitedDocument.objects.published().count() == 9
    assert edges["A/RES/63/1", "A/RES/61/1"] == {"places": 1, "verbs": "noting"}
    known = {node["symbol"]: node for node in nodes}
    assert len(known) == len(nodes) == 6
    assert known["A/RES/61/1"] == {
        "symbol": "A/RES/61/1",
        "title": "Lights <& “beacons”",
        "year": 2006,
        "held": True,
    }
    assert known["A/60/202"] == {"symbol": "A/60/202", "year": 2005, "held": False}
    file = csv.DictReader(io.StringIO(client.get("/citations/?series=every&format=csv").text))
    assert edges == {
        (row["text"], row["cites"]): {"places": int(row["places"]), "verbs": row["verbs"]}
        for row in file
    }


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?focus=nothing+of+the+kind", "names no document symbol"),
        ("?focus=%00", "names no document symbol"),
        ("?series=x", "There is no such series"),
        ("?session=x&since=1&until=3000", "A session is a number such as 75"),
        ("?verb=x", "No text cites with that verb"),
        ("?focus=65/1&to=A/RES/1/1", "No chain leads there"),
    ],
)
def test_what_is_wrong_with_the_address_is_said(client, line, query, words):
    response = client.get(f"/citations/{query}")
    assert (response.status_code, words in response.text) == (400, True)


def test_an_empty_archive_cites_nothing(client):
    assert "No text here cites anything." in client.get("/citations/").text
    assert "No citation from it or of it" in client.get("/citations/?focus=71/28").text


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/citations/", 7),
        ("/citations/?focus=61/1", 6),
        ("/citations/?focus=61/1&arcs=among", 6),
        ("/citations/?format=graphml", 2),
    ],
)
@pytest.mark.parametrize("count", [2, 7])
def test_the_cost_is_fixed(client, django_assert_num_queries, path, queries, count):
    first = text_of(1, ("A/60/202", None), ("A/RES/53/70", make.make_resolution("A/RES/53/70")))
    for number in range(2, count + 2):
        text_of(number, ("A/60/202", None), (first.symbol, first))
    with django_assert_num_queries(queries):
        client.get(path)
