"""The graph of citations as files: GraphML for programs that draw graphs, and CSV."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.db.models import QuerySet
from lxml import etree

from resolutions.graph.documents import Document, document_of, year_in
from resolutions.models import Resolution

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# The data of nodes and edges: name, what has it, type.
KEYS = (
    ("symbol", "node", "string"),
    ("title", "node", "string"),
    ("year", "node", "int"),
    ("held", "node", "boolean"),
    ("places", "edge", "int"),
    ("verbs", "edge", "string"),
)
COLUMNS = ("text", "year", "cites", "year cited", "held", "places", "verbs")
# What XML 1.0 cannot hold.
_UNPRINTED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Edge:
    """A public text and a document that it cites."""

    text: Document
    cited: Document
    places: int
    verbs: str


def edges(cited: QuerySet) -> list[Edge]:
    """Return citations with both documents, the oldest text first; two queries."""
    rows = list(
        cited.published()
        .order_by("resolution__year", "resolution", "symbol")
        .values_list("resolution", "symbol", "cited", "citations", "verbs")
    )
    keys = {row[0] for row in rows} | {row[2] for row in rows if row[2]}
    texts = Resolution.objects.published().for_naming().in_bulk(keys)
    known = {key: document_of(text) for key, text in texts.items()}
    unheld = {symbol: Document(symbol, year_in(symbol)) for _, symbol, *_ in rows}
    return [
        Edge(known[text], known.get(key) or unheld[symbol], places, "; ".join(verbs))
        for text, symbol, key, places, verbs in rows
        if text in known  # not withdrawn in this moment
    ]


def table(cited: QuerySet) -> Iterator[tuple]:
    """Yield the rows of the CSV file, under `COLUMNS`."""
    for edge in edges(cited):
        held = "yes" if edge.cited.text else "no"
        yield (
            *(edge.text.name, edge.text.year or "", edge.cited.name, edge.cited.year or ""),
            *(held, edge.places, edge.verbs),
        )


def graphml(cited: QuerySet) -> bytes:
    """Return a GraphML document: a node for each document, an edge from citing to cited."""
    found = edges(cited)
    nodes = {each.focus: each for edge in found for each in (edge.text, edge.cited)}
    ids = {key: f"n{place}" for place, key in enumerate(nodes)}
    file = BytesIO()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE}):
            for name, owner, kind in KEYS:
                about = {"for": owner, "attr.name": name, "attr.type": kind}
                xml.write(element("key", id=name, **about))
            with xml.element(f"{{{NAMESPACE}}}graph", id="citations", edgedefault="directed"):
                for key, document in nodes.items():
                    xml.write(with_data(element("node", id=ids[key]), facts(document)))
                for place, edge in enumerate(found):
                    ends = {"source": ids[edge.text.focus], "target": ids[edge.cited.focus]}
                    data = {"places": edge.places, "verbs": edge.verbs}
                    xml.write(with_data(element("edge", id=f"e{place}", **ends), data))
    return file.getvalue()


def facts(document: Document) -> dict:
    held = "true" if document.text else "false"
    year = document.year or None
    return {"symbol": document.name, "title": document.title, "year": year, "held": held}


def element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap={None: NAMESPACE})


def with_data(node: etree._Element, known: dict) -> etree._Element:
    for key, value in known.items():
        if value not in (None, ""):
            data = etree.SubElement(node, f"{{{NAMESPACE}}}data", key=key)
            data.text = _UNPRINTED.sub("", str(value))
    return node
