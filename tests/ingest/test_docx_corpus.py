"""Whole Word files against goldens: the development corpus and a genuine file of the UN."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from resolutions.ingest import parse
from resolutions.ingest.document import Place, Style
from resolutions.ingest.readers import docx
from resolutions.vocabulary import ParagraphKind

LEAST = {
    "structure": 0.995,
    "id_sequence": 0.98,
    "nesting": 0.995,
    "opening": 0.995,
    "citations": 0.995,
    "notes": 0.99,
    "attachment": 0.99,
    "sponsors": 0.99,
}


@pytest.fixture(scope="module")
def scores(shared_dir, tmp_path_factory):
    """What the corpus's own scorer says of its Word files."""
    report = tmp_path_factory.mktemp("scores") / "report.json"
    corpus = shared_dir / "parser-corpus"
    parser = f"{sys.executable} manage.py parse --json --list {{list}}"
    command = [sys.executable, corpus / "score.py", "--manifest", corpus / "dev" / "manifest.json"]
    subprocess.run(
        [*command, "--format", "docx", "--cmd-batch", parser, "--out", report],
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
    )
    return json.loads(report.read_text())["scores"]["docx"]


@pytest.mark.parametrize(("measure", "least"), LEAST.items(), ids=LEAST)
def test_the_corpus_is_read_as_well_as_promised(scores, measure, least):
    found = scores[measure]
    assert found.get("f1", found.get("accuracy")) >= least


def test_mastheads_of_the_corpus(scores):
    assert scores["masthead_all"] >= 0.99
    assert scores["crashes"] == 0


@pytest.fixture(scope="module")
def sample(shared_dir):
    return (shared_dir / "data" / "un-word-sample.docx").read_bytes()


def test_a_genuine_file_line_by_line(sample):
    reading = docx.read(sample)
    tops = [line.text for line in reading.lines if line.place is Place.TABLE][:5]
    assert tops == [
        "United Nations",
        "FCCC/PA/CMA/2021/10/Add.3",
        "Distr.: General",
        "8 March 2022",
        "Original: English",
    ]
    assert reading.warnings == ()
    notes = [line.note for line in reading.lines if line.place is Place.NOTE and line.note]
    # Counted anew in each section, one for each decision.
    assert notes[:12] == ["1", "2", "3", "4", "5", "1", "2", "3", "4", "1", "1", "2"]
    marks = [run.text for line in reading.lines for run in line.runs if run.style & Style.NOTE]
    assert marks == notes


def test_a_genuine_file_paragraph_by_paragraph(sample):
    document = parse(sample)
    assert document.masthead.symbol == "FCCC/PA/CMA/2021/10/Add.3"
    first = document.paragraphs[:4]
    assert [(each.kind, each.number, each.opening) for each in first] == [
        (ParagraphKind.PREAMBULAR, "", "Recalling"),
        (ParagraphKind.PREAMBULAR, "", "Also recalling"),
        (ParagraphKind.OPERATIVE, "1", "Reaffirms"),
        (ParagraphKind.OPERATIVE, "2", "Encourages"),
    ]
    objectives = next(each for each in document.paragraphs if each.text.endswith("inter alia:"))
    assert [each.number for each in objectives.children] == [f"({letter})" for letter in "abcdefgh"]
