"""Hostile and awkward files: those that are kept, and larger ones made for the occasion."""

import re

import pytest

from resolutions.ingest import Refused, limits, parse
from resolutions.ingest.sandbox import Sandbox
from tests.ingest.hostile import record
from tests.ingest.hostile.make import files

EXPECTED = dict(
    line.split("\t", 1) for line in record.TABLE.read_text(encoding="utf-8").splitlines()
)
# What is wrong, and what to do instead; no path, no name from the code.
SENTENCE = re.compile(r"(?:The|This|A|Of) [^;\n]{10,90}; [a-z][^;\n]{10,140}\.")


def test_the_folders_hold_the_files_of_the_table():
    held = [
        f"{folder}/{path.name}"
        for folder in record.FOLDERS.values()
        for path in (record.HERE / folder).iterdir()
    ]
    assert sorted(held) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_file_has_the_outcome_in_the_table(name):
    """Read: so many paragraphs, with these warnings. Refused: this code, in these words."""
    assert record.outcome((record.HERE / name).read_bytes()) == EXPECTED[name]


def test_what_is_to_be_accepted_is_read_and_the_rest_refused_in_one_sentence():
    for name, expected in EXPECTED.items():
        result, _, message = expected.partition("\t")
        assert result.isdigit() == name.startswith("accept/"), name
        assert result.isdigit() or SENTENCE.fullmatch(message), name
        assert not re.search(r"\w/\w|_|Error", message), name


MADE = {file.place: file for file in files()}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("text/refused/one-line-50-mb.txt", "too-large"),
        ("text/refused/one-line-5-mib.txt", "line-too-long"),
        ("text/refused/lines-a-million-short.txt", "too-many-lines"),
        ("text/refused/lines-99000.txt", "too-many-lines"),
        ("text/refused/lines-a-million.txt", "too-many-lines"),
        ("text/refused/paragraphs-20000.txt", "too-many-paragraphs"),
        ("text/refused/dense-citations-5-mib.txt", "too-many-citations too-slow"),
        ("markup/refused/nodes-300000.html", "too-many-nodes"),
        ("markup/refused/nested-div-50000.html", "nested-too-deeply"),
        ("markup/refused/brackets-3-mib.md", "too-much-markup line-too-long"),
        ("word/refused/bomb-picture.docx", "packed-too-tightly"),
        ("word/refused/bomb-overlapping.docx", "repeated-part"),
        ("word/refused/nested-50000.docx", "nested-too-deeply"),
        ("word/refused/text-11-mb.docx", "too-much-text"),
        ("pdf/refused/bomb.pdf", "unpacks-too-large"),
        ("pdf/refused/bomb-of-filters.pdf", "unpacks-too-large"),
        ("pdf/refused/bomb-of-forms.pdf", "too-complex too-slow"),
        ("pdf/refused/objects-200000.pdf", "too-many-objects"),
        ("pdf/refused/pages-600-counted-as-1.pdf", "too-many-pages"),
        ("pdf/refused/one-page-a-million-times.pdf", "too-many-pages"),
        ("pdf/refused/over-25-mib.pdf", "too-large"),
        ("akoma/refused/entities-quadratic.xml", "document-type"),
        ("akoma/refused/nodes-2-million.xml", "too-many-nodes"),
        ("akoma/refused/text-11-mb.xml", "too-much-text"),
        ("other/refused/packed-bomb.gz", "archive"),
    ],
)
def test_what_is_out_of_all_proportion_is_refused(place, codes, sandbox):
    """The last of two codes is that of the reading process, on a machine with less time or room."""
    with pytest.raises(Refused) as refusal:
        sandbox.parse(MADE[place].make())

    assert refusal.value.code in codes.split()
    assert SENTENCE.fullmatch(refusal.value.message)


@pytest.mark.parametrize(
    "place",
    [
        "text/read/lists-nested.txt",
        "text/read/same-anchors-3000.txt",
        "markup/read/rule-bait.md",
        "word/read/bomb-within.docx",
        "pdf/read/box-huge.pdf",
        "pdf/read/paths-20000.pdf",
        "akoma/read/nested-spans.xml",
    ],
)
def test_what_is_odd_but_can_be_read_is_read(place):
    assert parse(MADE[place].make()).paragraphs


def test_what_cites_without_end_is_refused(monkeypatch):
    """However many it may be: in time, the limit itself decides only on an idle machine."""
    monkeypatch.setattr(limits, "CITATIONS", 3)
    cites = "resolutions 53/70 of 4 December 1998, 54/49, 55/28 and 56/19"

    with pytest.raises(Refused) as refusal:
        parse(f"The General Assembly,\n\nRecalling {cites},\n\n1. Decides so.".encode())

    assert refusal.value.code == "too-many-citations"
