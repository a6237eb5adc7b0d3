"""A sample of the UN's own files: against goldens, across languages, and as a whole."""

import json
import re
import sys
import zipfile

import pytest

from resolutions.ingest import contract
from resolutions.ingest.readers import akn
from resolutions.vocabulary import VoteKind
from tests.ingest.akoma import anchors

ARCHIVE = "akn4un/ga-75-78-six-languages.zip"
# On information security; with lists of three levels; with annexes.
SYMBOLS = (
    *("75/32", "75/240", "76/19", "77/36", "77/37", "78/16", "78/237"),
    *("76/177", "76/248", "77/228"),
    *("77/5", "77/335"),
)
SAMPLE = 48
LANGUAGES = ("Arabic", "Chinese", "French", "Russian", "Spanish")


@pytest.fixture(scope="module")
def archive(shared_dir):
    with zipfile.ZipFile(shared_dir / ARCHIVE) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(archive):
    """The names of the files by session, language and number."""
    found = {}
    for name in archive.namelist():
        path = re.fullmatch(r"(\d\d)session/(\w+)/(?:A_RES_)?\d\d_(\d+)[-_].*\.xml", name)
        if path:
            found[path[1], path[2], path[3]] = name
    return found


@pytest.fixture(scope="module")
def score(shared_dir):
    """The scorer of the corpus, a module beside it."""
    sys.path.insert(0, str(shared_dir / "parser-corpus"))
    yield pytest.importorskip("score")
    sys.path.pop(0)


@pytest.fixture(scope="module")
def goldens(shared_dir):
    """Goldens that another program made of the same files, by session and number."""
    paths = [
        *(shared_dir / "parser-corpus" / "dev" / "golden").glob("*.adopted.json"),
        *(shared_dir / "pdf" / "golden").glob("*.json"),
    ]
    found = {}
    for path in sorted(paths):
        match = re.match(r"A_RES_(\d\d)_(\d+)\.", path.name)
        found[match[1], match[2]] = path
    return found


def read(archive, files, session, number, language="English"):
    return akn.read(archive.read(files[session, language, number]))


def test_goldens(archive, files, goldens, score):
    """Every paragraph of a sample: id, kind, text, nesting, opening words, notes, annexes."""
    kept = [key for key in goldens if (key[0], "English", key[1]) in files]
    for key in kept[:: max(1, len(kept) // SAMPLE)]:
        golden = json.loads(goldens[key].read_text())
        document = read(archive, files, *key)
        compared, _ = score.compare(golden, contract.as_json(document), set())
        assert document.masthead.symbol == golden["symbol"]
        for measure in ("structure", "annexes"):
            assert (compared[measure].fp, compared[measure].fn) == (0, 0), (key, measure)
        for measure in ("id_sequence", "nesting", "opening", "numbers"):
            assert compared[measure].ok == compared[measure].all, (key, measure)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_same_anchors_in_six_languages(archive, files, symbol):
    session, number = symbol.split("/")
    english = read(archive, files, session, number)
    assert english.language == "en"
    for language in LANGUAGES:
        other = read(archive, files, session, number, language)
        assert (language, anchors(other)) == (language, anchors(english))


def test_a_recorded_vote(archive, files):
    workflow = read(archive, files, "75", "240").workflow
    vote = workflow.vote
    assert (vote.kind, vote.in_favour, vote.against, vote.abstaining) == (
        VoteKind.RECORDED,
        92,
        50,
        21,
    )
    assert len(vote.ballots) == 92 + 50 + 21
    assert all(ballot.slug for ballot in vote.ballots)
    assert workflow.draft_symbol == "A/C.1/75/L.8/Rev.1"
    assert (workflow.report_symbol, workflow.report_paragraph) == ("A/75/394", "17")
    assert workflow.record_symbol == "A/75/PV.48"
    assert len(workflow.sponsors) == 18
    assert len(workflow.additional_sponsors) == 9


def test_a_sample_of_every_session_and_language_is_read(archive, files):
    """Nothing is refused, and every file gives its symbol and at least one paragraph."""
    names = sorted(files.values())
    for name in names[:: len(names) // SAMPLE]:
        document = akn.read(archive.read(name))
        assert document.masthead.symbol, name
        assert document.paragraphs, name
        assert len(set(anchors(document))) == len(anchors(document)), name
