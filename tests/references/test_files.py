"""Files for reference managers, read back by parsers that other programs use."""

import json
from datetime import date

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.richtext import Text

from resolutions.models import Resolution
from resolutions.references import Pinpoint, files, work
from resolutions.vocabulary import Stage

TITLE = "Développements in the field of information: 100 % & “more” #1_a"
# A style of our own: author, year, title, number.
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Test</title><id>test</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><group delimiter=", ">
<names variable="author"><name/></names>
<date variable="issued"><date-part name="year"/></date>
<text variable="genre"/><text variable="number"/><text variable="title"/><text variable="URL"/>
</group></layout></bibliography></style>"""
PLACE = Pinpoint("op2-a", "", "2 (a)")


def cited(title=TITLE, symbol="A/RES/71/28", place=PLACE, **fields):
    dates = {"adopted_on": date(2016, 12, 5), "dated": date(2016, 12, 5)}
    text = Resolution(symbol=symbol, title=title, **({"stage": Stage.ADOPTED} | dates | fields))
    return work(text, "https://archive.example/documents/x/", date(2026, 11, 22), place)


def test_ris_comes_back_as_it_went():
    [entry] = rispy.loads(files.ris(cited()))
    assert entry == {
        "type_of_reference": "RPRT",
        "id": "unga-71-28",
        "authors": ["United Nations General Assembly"],
        "title": TITLE,
        "year": "2016",
        "date": "2016/12/05",
        "issn": "A/RES/71/28",
        "type_of_work": "Resolution",
        "publisher": "United Nations",
        "notes": ["para. 2 (a)"],
        "urls": ["https://docs.un.org/en/A/RES/71/28"],
        "language": "en",
        "name_of_database": "Cyber Norms Archive",
    }


def test_bibtex_comes_back_as_it_went():
    entry = parse_string(files.bibtex(cited()), "bibtex").entries["unga-71-28"]
    fields = {name: Text.from_latex(each).render_as("text") for name, each in entry.fields.items()}
    assert entry.type == "techreport"
    assert [str(person) for person in entry.persons["author"]] == [
        "{United Nations General Assembly}"
    ]
    assert fields == {
        "title": TITLE,
        "institution": "United Nations",
        "type": "Resolution",
        "number": "A/RES/71/28",
        "year": "2016",
        "month": "December",
        "date": "2016-12-05",
        "note": "para. 2 (a)",
        "url": "https://docs.un.org/en/A/RES/71/28",
        "urldate": "2026-11-22",
        "language": "english",
    }


def test_csl_json_is_set_by_a_citation_processor(tmp_path):
    (tmp_path / "test.csl").write_text(STYLE)
    source = CiteProcJSON(json.loads(files.csl_json(cited(title="A title"))))
    style = CitationStylesStyle(str(tmp_path / "test.csl"), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatters.plain)
    bibliography.register(Citation([CitationItem("unga-71-28")]))
    assert list(map(str, bibliography.bibliography())) == [
        "United Nations General Assembly, 2016, Resolution, A/RES/71/28, A title,"
        " https://docs.un.org/en/A/RES/71/28."
    ]


@pytest.mark.parametrize(
    ("symbol", "fields", "key"),
    [
        pytest.param("A/RES/43/78 H", {}, "unga-43-78-h", id="letter"),
        pytest.param("A/RES/2625 (XXV)", {}, "unga-2625-xxv", id="before 1976"),
        pytest.param("S/RES/1373 (2001)", {}, "s-res-1373-2001", id="another organ"),
        pytest.param("A/C.1/74/L.49/Rev.1", {}, "a-c.1-74-l.49-rev.1", id="draft"),
        pytest.param(None, {"slug": "working-76"}, "working-76", id="no symbol"),
    ],
)
def test_keys(symbol, fields, key):
    assert files.key(cited(symbol=symbol, **fields)) == key


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda title: title.strip(". ")))
def test_no_title_breaks_a_file(title):
    """Whatever a title holds, each file is one entry, with its symbol intact."""
    found = cited(title=title)
    [entry] = rispy.loads(files.ris(found))
    assert entry["issn"] == "A/RES/71/28"
    entries = parse_string(files.bibtex(found), "bibtex").entries
    assert [each.fields["number"] for each in entries.values()] == ["A/RES/71/28"]
    assert json.loads(files.csl_json(found))[0]["number"] == "A/RES/71/28"
