"""The five seed documents, each against a golden file written from the source by hand."""

import json
from pathlib import Path

import pytest

from resolutions.ingest import parse
from resolutions.ingest.contract import as_json

ROOT = Path(__file__).parents[2]
SEEDS = {path.stem: path for path in sorted((ROOT / "fixtures" / "documents").iterdir())}
GOLDEN = ROOT / "tests" / "golden"

MASTHEAD = (
    "symbol kind body committee session agenda_item agenda_title title distribution issued_on"
    " adopted_on meeting committee_report original_languages sponsors formula"
)

COUNTS = {
    "unga-76-working-draft": (13, 7),
    "a-c.1-77-l.23": (7, 5),
    "a-c.1-74-l.49-rev.1": (15, 5),
    "a-c.1-68-l.37": (18, 5),
    "a-res-71-28": (15, 5),
}


@pytest.fixture(params=sorted(COUNTS))
def seed(request):
    """The document as read, in the contract's form, and what it should be."""
    golden = json.loads((GOLDEN / f"{request.param}.json").read_text(encoding="utf-8"))
    return request.param, as_json(parse(SEEDS[request.param].read_bytes())), golden


def test_each_seed_has_a_golden_file():
    assert set(COUNTS) == set(SEEDS) == {path.stem for path in GOLDEN.glob("*.json")}


def test_masthead(seed):
    """Each field where it is printed; null where it is not."""
    _, read, golden = seed
    assert {name: read[name] for name in MASTHEAD.split()} == {
        name: golden[name] for name in MASTHEAD.split()
    }


def test_every_sponsor_is_a_known_state(seed):
    _, read, _ = seed
    assert all(read["sponsor_slugs"])


def test_counts(seed):
    name, read, _ = seed
    kinds = [paragraph["kind"] for paragraph in read["paragraphs"]]
    assert (kinds.count("preambular"), kinds.count("operative")) == COUNTS[name]


def test_paragraphs(seed):
    """Ids, numbers, opening words, text without marks, and the marks in order."""
    _, read, golden = seed
    assert [_paragraph(each) for each in read["paragraphs"]] == [
        _paragraph(each) for each in golden["paragraphs"]
    ]


def test_notes(seed):
    _, read, golden = seed
    assert [(note["mark"], note["text"]) for note in read["notes"]] == [
        (note["mark"], note["text"]) for note in golden["notes"]
    ]


def test_citations_with_spans_and_dates(seed):
    """What is printed where the span says, the symbol that it names, and its date."""
    _, read, golden = seed
    for mine, theirs in zip(_holders(read), _holders(golden), strict=True):
        found = [
            {
                "printed": mine["text"][span["start"] : span["end"]],
                "symbol": span["symbol"],
                "date": span["date"],
            }
            for span in mine["citation_spans"]
        ]
        assert found == theirs["citations"]


def test_warnings(seed):
    _, read, golden = seed
    assert [warning["code"] for warning in read["warnings"]] == golden["warnings"]


def test_a_repeated_mark_is_attached_where_it_stands():
    """ "in its 20134 and 20153 reports": note 4 after 2013, note 3 after 2015."""
    read = as_json(parse(SEEDS["a-res-71-28"].read_bytes()))
    paragraph = read["paragraphs"][14]
    places = {
        each["mark"]: paragraph["text"][: each["position"]] for each in paragraph["note_places"]
    }
    assert places["4"].endswith("in its 2013")
    assert places["3"].endswith("in its 2013 and 2015")


def _paragraph(paragraph: dict) -> dict:
    kept = ("id", "kind", "number", "opening", "text", "notes")
    children = [_paragraph(child) for child in paragraph["children"]]
    return {name: paragraph[name] for name in kept} | {"children": children}


def _holders(document: dict):
    """Whatever may hold citations, in reading order."""
    waiting = [*document["paragraphs"], *document["notes"]]
    while waiting:
        first, *waiting = waiting
        yield first
        waiting = [*first.get("children", ()), *waiting]
