"""`manage.py parse`: one line a file, an error line and status 1 for what is refused."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.ingest import parse
from resolutions.ingest.contract import as_json

SEEDS = sorted((Path(__file__).parents[2] / "fixtures" / "documents").iterdir())


def run(*arguments, **options):
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("parse", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue(), err.getvalue()


def test_json_gives_one_line_a_file():
    status, out, _ = run(*SEEDS, json=True)
    assert status == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"file": str(path), "document": as_json(parse(path.read_bytes()))} for path in SEEDS
    ]


def test_a_list_of_files(tmp_path):
    listed = tmp_path / "files.txt"
    listed.write_text(f"{SEEDS[0]}\n\n{SEEDS[1]}\n", encoding="utf-8")
    _, out, _ = run(json=True, list=str(listed))
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(p) for p in SEEDS[:2]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({}, "Name the files to read", id="nothing named"),
        pytest.param({"list": "no/such/list.txt"}, "There is no such file", id="no such list"),
    ],
)
def test_nothing_to_read_is_said_in_one_sentence(options, message):
    with pytest.raises(CommandError, match=message):
        run(json=True, **options)


def test_what_is_refused_is_a_line_too_and_the_rest_goes_on(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    missing = tmp_path / "missing.txt"
    status, out, _ = run(empty, missing, tmp_path, SEEDS[0], json=True)
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [line.get("error", {}).get("code") for line in lines] == [
        "empty-file",
        "no-such-file",
        "no-file",
        None,
    ]
    assert all(str(tmp_path) not in line["error"]["message"] for line in lines[:3])


def test_a_summary_for_people():
    status, out, _ = run(SEEDS[2])
    assert status == 0
    assert "7 preambular and 5 operative paragraphs, 2 notes, 0 annexes, 13 sponsors" in out
    assert (
        "warning (hyphen-restored): “openended” was read as “open-ended”, as elsewhere in the text."
        in out
    )


def test_explain_names_rules_and_furniture():
    _, out, _ = run(SEEDS[2], explain=True)
    assert "op1 (number): Supports the activities" in out
    assert "dropped (page-and-job): 2/2 22-22894" in out
    assert "masthead (symbol): A/c.1/77/L.23" in out
    assert "masthead (formula): The General Assembly," in out
    assert "masthead (language): en" in out


def test_explain_shows_all_of_a_document(tmp_path):
    """Sponsors with whom they were taken for, annexes, notes, and text that filled no field."""
    path = tmp_path / "draft.txt"
    path.write_text(
        "Cuba, on behalf of the Group of 77 and China, and Atlantis: draft resolution\n\n"
        "A title\n\nThe General Assembly,\n\nRecalling a matter,[1]\n\n1. Adopts the rules:\n\n"
        "(a) One;\n\n[1] A/75/816.\n\nAnnex\n\nRules\n\n1. Each State is free.\n"
    )
    _, out, _ = run(path, explain=True)
    assert [line.strip() for line in out.splitlines()[3:]] == [
        "masthead (sponsor): Cuba, on behalf of the Group of 77 and China = cuba,"
        " for Group of 77 and China",
        "masthead (sponsor): Atlantis = not known",
        "masthead (formula): The General Assembly,",
        "masthead (language): en",
        "pp1 (opening): Recalling a matter,",
        "op1 (number): Adopts the rules:",
        "op1-a (point): One;",
        "Annex: Rules",
        "annex1-op1 (number): Each State is free.",
        "note 1: A/75/816.",
        "dropped (masthead-text): draft resolution",
        "warning (unknown-sponsor): The sponsor “Atlantis” is not a name that is known.",
        "warning (no-symbol): The document prints no symbol.",
    ]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_contract_is_json(path):
    document = as_json(parse(path.read_bytes()))
    assert json.loads(json.dumps(document)) == document
