"""Whole PDFs against goldens: the UN's own prints and those of the development corpus."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from resolutions.ingest import parse
from resolutions.ingest.document import Place, Style
from resolutions.ingest.readers import pdf

LEAST = {
    "structure": 0.985,
    "id_sequence": 0.95,
    "nesting": 0.99,
    "opening": 0.99,
    "citations": 0.99,
    "notes": 0.97,
    "attachment": 0.97,
}

# The first of each; `make score` takes them all.
FEW = "8"


@pytest.fixture(scope="module", params=["pdf", "parser-corpus/dev"])
def scores(request, shared_dir, tmp_path_factory):
    """What the corpus's own scorer says of a handful of PDFs."""
    report = tmp_path_factory.mktemp("scores") / "report.json"
    parser = f"{sys.executable} manage.py parse --json --list {{list}}"
    command = [sys.executable, shared_dir / "parser-corpus" / "score.py", "--format", "pdf"]
    command += ["--manifest", shared_dir / request.param / "manifest.json", "--limit", FEW]
    subprocess.run(
        [*command, "--cmd-batch", parser, "--out", report],
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
    )
    return json.loads(report.read_text())["scores"]["pdf"]


def test_the_corpus_is_read_as_well_as_promised(scores):
    found = {name: scores[name] for name in LEAST}
    values = {name: each.get("f1", each.get("accuracy")) for name, each in found.items()}
    assert {name: value for name, value in values.items() if value < LEAST[name]} == {}
    assert scores["masthead_all"] >= 0.98
    assert scores["crashes"] == 0


@pytest.fixture(scope="module")
def genuine(shared_dir):
    return lambda name: (shared_dir / "pdf" / f"{name}.pdf").read_bytes()


def test_a_genuine_page_line_by_line(genuine):
    lines = pdf.read(genuine("A_RES_78_16")).lines
    second = [line for line in lines if line.page == 2]
    assert [line.text for line in second if line.place is Place.RUNNING] == [
        "Programme of action to advance responsible State behaviour",
        "in the use of information and communications technologies",
        "A/RES/78/16",
        "in the context of international security",
        "__________________",
        "2/4",
        "23-24434",
    ]
    notes = [(line.note, line.text) for line in second if line.place is Place.NOTE]
    assert notes == [("1", "See A/77/275."), ("2", "See A/78/265.")]
    first = next(line for line in second if line.place is Place.BODY)
    assert [run.text for run in first.runs if run.style & Style.ITALIC] == ["Stressing"]
    assert all(line.gap == 0.5 for line in second if line.indent and line.gap)


@pytest.mark.parametrize(
    ("name", "title", "sponsors", "anchors"),
    [
        (
            "A_C.2_80_L.15",
            "The pivotal role of reliable and stable energy connectivity in driving sustainable"
            " development",
            ["Turkmenistan"],
            ["pp1", "op9"],
        ),
        (
            "A_C.3_80_L.18",
            "Violence against women migrant workers",
            ["Indonesia", "Philippines"],
            ["pp1", "op50"],
        ),
        (
            "A_C.4_80_L.4",
            "Question of Western Sahara",
            ["the Chair"],
            ["pp1", "op7"],
        ),
    ],
)
def test_drafts_read_by_eye(genuine, name, title, sponsors, anchors):
    parsed = parse(genuine(name))
    assert parsed.masthead.title == title
    assert [sponsor.printed for sponsor in parsed.masthead.sponsors] == sponsors
    found = [paragraph.anchor for paragraph in parsed.paragraphs]
    assert [found[0], found[-1]] == anchors


def test_the_programme_of_work_is_a_table(genuine):
    cells = [line for line in pdf.read(genuine("A_C.4_80_L.15")).lines if line.cell]
    assert {line.cell[0] for line in cells} == {0}
    assert [line.text for line in cells if line.cell[1] == 0] == ["Date/time", "Programme"]
