"""Whatever a file does to its reader, the one that asked gets one answer, in time."""

import time
from pathlib import Path

import pytest

from resolutions.ingest import Refused, limits, parse
from resolutions.ingest.document import Masthead, ParsedNote, ParsedParagraph, ParsedResolution
from resolutions.ingest.sandbox import Sandbox, check
from resolutions.vocabulary import ParagraphKind

SEED = Path("fixtures/documents/a-c.1-77-l.23.txt")
DRAFT = b"The General Assembly,\n\nRecalling the string,\n\n1. Pulls it."

# What a reader that a file had taken over might try, in place of reading.
HOSTILE = """
import os, signal, socket, subprocess, sys, time
import resolutions.ingest.worker as worker
from resolutions.ingest import limits
limits.PARSE_SECONDS = 2
from resolutions.ingest.document import Masthead, ParsedNote, ParsedResolution
real = worker.parse
def hostile(data):
    if data != b"now":
        return real(data)
    {deed}
worker.parse = hostile
worker.main()
"""
DEEDS = [
    pytest.param("time.sleep(60)", "too-slow", id="sleeps"),
    pytest.param("while True: pass", "too-slow", id="loops"),
    pytest.param("signal.signal(signal.SIGTERM, 1); time.sleep(60)", "too-slow", id="stays"),
    pytest.param("x = bytearray(4 << 30)", "too-complex", id="takes 4 GiB"),
    pytest.param("x = []\n    while True: x.append(bytearray(1 << 20))", "too-complex", id="grows"),
    pytest.param("f = lambda: f()\n    f()", "too-complex", id="calls itself"),
    pytest.param("socket.create_connection(('127.0.0.1', 9))", "unreadable", id="calls out"),
    pytest.param("subprocess.run(['true'])", "unreadable", id="starts a program"),
    pytest.param("open('big', 'wb', 0).write(bytes(1 << 20))", "unreadable", id="writes a file"),
    pytest.param("os._exit(0)", "unreadable", id="ends without a word"),
    pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", "unreadable", id="crashes"),
    pytest.param("os.close(1); os.write(1, b'x')", "unreadable", id="writes to the parent"),
    pytest.param("return 'a document'", "unreadable", id="answers nonsense"),
    pytest.param(
        "return ParsedResolution('resolution', Masthead(title='\\ud800'))",
        "unreadable",
        id="answers with half a character",
    ),
    pytest.param(
        "return ParsedResolution('resolution', Masthead(title='x' * (65 << 20)))",
        "too-complex",
        id="answers at length",
    ),
]


@pytest.mark.parametrize(("deed", "code"), DEEDS)
def test_a_hostile_reader_ends_in_one_clear_refusal(deed, code):
    program = HOSTILE.format(deed=deed)
    began = time.monotonic()

    with Sandbox(program) as sandbox:
        with pytest.raises(Refused) as refusal:
            sandbox.parse(b"now")
        assert refusal.value.code == code
        assert time.monotonic() - began < limits.PARSE_SECONDS + 4
        assert sandbox.parse(DRAFT).paragraphs, "the next file is read all the same"


def test_what_is_read_in_the_sandbox_is_what_is_read_outside():
    data = SEED.read_bytes()

    with Sandbox() as sandbox:
        assert sandbox.parse(data) == parse(data)


def test_a_refusal_comes_through_as_it_is():
    with Sandbox() as sandbox, pytest.raises(Refused) as refusal:
        sandbox.parse(b"")

    assert refusal.value.code == "empty-file"


def test_a_worker_that_dies_is_replaced():
    with Sandbox() as sandbox:
        sandbox.parse(DRAFT)
        sandbox.worker.kill()
        with pytest.raises(Refused) as refusal:
            sandbox.parse(DRAFT)
        assert refusal.value.code == "unreadable"
        assert sandbox.parse(DRAFT).paragraphs


def test_a_file_that_is_too_large_is_not_even_sent():
    with Sandbox() as sandbox:
        with pytest.raises(Refused) as refusal:
            sandbox.parse(bytes(limits.FILE_BYTES + 1))
        assert sandbox.worker is None

    assert refusal.value.code == "too-large"


def test_the_worker_sees_no_secret_and_an_empty_folder(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    deed = "return ParsedResolution(str([*os.environ, *os.listdir()]), Masthead())"

    with Sandbox(HOSTILE.format(deed=deed)) as sandbox:
        assert sandbox.parse(b"now").kind == "['LC_ALL']"


def test_a_fault_of_ours_is_logged_and_not_shown(caplog):
    program = HOSTILE.format(deed="{}['missing']")

    with Sandbox(program) as sandbox, pytest.raises(Refused) as refusal:
        sandbox.parse(b"now")

    assert "KeyError in hostile" in caplog.text
    assert "KeyError" not in refusal.value.message


@pytest.mark.parametrize(
    "document",
    [
        ParsedResolution("resolution", Masthead(), notes=(ParsedNote("1", "", ()),)),
        ParsedResolution(
            "resolution",
            Masthead(),
            paragraphs=(ParsedParagraph("pp1", ParagraphKind.PREAMBULAR, "", "", "Words,"),),
        ),
    ],
)
def test_sound_documents_pass_the_check(document):
    check(document)
