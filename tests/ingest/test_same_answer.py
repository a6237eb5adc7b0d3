"""The same bytes give the same answer, wherever, whenever and under whatever name they are read."""

import os
import subprocess
import sys

import pytest

from tests.ingest.hostile import record

READER = """
import hashlib, locale, sys
locale.setlocale(locale.LC_ALL, "")
import msgspec
from resolutions.ingest import Refused, parse
from resolutions.ingest.contract import as_json
for path in sys.argv[2:]:
    data = open(path, "rb").read()
    try:
        answer = as_json(parse(data, sys.argv[1]))
    except Refused as refusal:
        answer = [refusal.code, refusal.message]
    print(hashlib.sha256(msgspec.json.encode(answer)).hexdigest())
"""
FILES = [record.HERE / line.split("\t")[0] for line in record.TABLE.read_text("utf-8").splitlines()]
SEEDS = sorted((record.HERE.parents[2] / "fixtures" / "documents").iterdir())
SAMPLE = [*SEEDS, *FILES[::12]]


def answers(name: str, **environment: str) -> str:
    said = subprocess.run(
        [sys.executable, "-c", READER, name, *map(str, SAMPLE)],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return said.stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return answers("draft.txt", PYTHONHASHSEED="0", LC_ALL="C.UTF-8")


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        pytest.param("draft.txt", {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}, id="again"),
        pytest.param("draft.txt", {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8"}, id="hash seed"),
        pytest.param(
            "draft.txt",
            {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Pacific/Apia", "PYTHONUTF8": "0"},
            id="locale and time zone",
        ),
        pytest.param("../a\u202ecod.pdf", {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}, id="name"),
    ],
)
def test_the_same_bytes_give_the_same_answer(usual, name, environment):
    assert len(set(usual.splitlines())) > len(SAMPLE) / 2, "the answers are those of the files"
    assert answers(name, **environment) == usual
