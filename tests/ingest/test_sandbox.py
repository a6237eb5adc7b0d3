"""Whatever a file does to its reader, the one that asked gets one answer, in time."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resolutions.ingest import Refused, limits, parse
from resolutions.ingest.document import Masthead, ParsedNote, ParsedParagraph, ParsedResolution
from resolutions.ingest.frames import Answer
from resolutions.ingest.sandbox import Sandbox, check
from resolutions.vocabulary import ParagraphKind

SEED = Path("fixtures/documents/a-c.1-77-l.23.txt")
DRAFT = b"The General Assembly,\n\nRecalling the string,\n\n1. Pulls it."

# A reader that files take over: they hold what it is to do, in place of reading. The worker
# takes answers from descriptor 4.
HOSTILE = """
import ctypes, os, signal, socket, subprocess, sys, time
import resolutions.ingest.worker as worker
from resolutions.ingest import limits
limits.PARSE_SECONDS = 2
from resolutions.ingest.document import *
from resolutions.vocabulary import ParagraphKind
def nested(depth):
    below = (nested(depth - 1),) if depth else ()
    return ParsedParagraph("op1", ParagraphKind.OPERATIVE, "", "", "", children=below)
def call(name, *arguments):
    # behind Python's back, as code in a damaged library would
    answer = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    return ParsedResolution(os.strerror(ctypes.get_errno()) if answer < 0 else "done", Masthead())
real = worker.parse
def hostile(data):
    if not data.startswith(b"def deed"):
        return real(data)
    exec(data, globals())
    return deed()
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
    pytest.param("ctypes.string_at(0)", "unreadable", id="crashes"),
    pytest.param("os.abort()", "too-complex", id="gives up"),
    pytest.param("os.fork(); time.sleep(60)", "unreadable", id="starts a child"),
    pytest.param("os.kill(os.getppid(), signal.SIGKILL)", "unreadable", id="kills its parent"),
    pytest.param("os.closerange(3, 64); time.sleep(60)", "unreadable", id="hangs up and stays"),
    pytest.param("os.write(4, bytes(8))", "unreadable", id="answers with nothing"),
    pytest.param("os.write(4, bytes(7) + b'x')", "unreadable", id="answers in part"),
    pytest.param("os.write(4, b'x' * 8)", "too-complex", id="promises a long answer"),
    pytest.param("os.close(1); os.write(1, b'x')", "unreadable", id="writes to the parent"),
    pytest.param("raise Refused('/etc', 'Of its own.')", "unreadable", id="makes up a code"),
    pytest.param("raise Refused('of-its-own', 'x' * 999)", "unreadable", id="refuses at length"),
    pytest.param(
        "return ParsedResolution('resolution', Masthead(), paragraphs=(nested(900),))",
        "unreadable",
        id="answers without end",
    ),
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


def doing(deed: str) -> bytes:
    return f"def deed():\n    {deed}".encode()


@pytest.fixture(scope="module")
def taken_over():
    with Sandbox(HOSTILE) as sandbox:
        sandbox.parse(DRAFT)
        yield sandbox


@pytest.mark.parametrize(("deed", "code"), DEEDS)
def test_a_hostile_reader_ends_in_one_clear_refusal(taken_over, deed, code):
    began = time.monotonic()

    with pytest.raises(Refused) as refusal:
        taken_over.parse(doing(deed))

    assert refusal.value.code == code
    assert time.monotonic() - began < limits.PARSE_SECONDS + 4
    assert taken_over.parse(DRAFT).paragraphs, "the next file is read all the same"


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

    with Sandbox(HOSTILE) as sandbox:
        assert sandbox.parse(doing(deed)).kind == "['LC_ALL']"


def test_a_fault_of_ours_is_logged_and_not_shown(taken_over, caplog):
    with pytest.raises(Refused) as refusal:
        taken_over.parse(doing("{}['missing']"))

    assert "KeyError in deed" in caplog.text
    assert "KeyError" not in refusal.value.message


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's own")
@pytest.mark.parametrize(
    "deed",
    [
        pytest.param("call('socket', 2, 1, 0)", id="opens a socket"),
        pytest.param("call('fork')", id="forks"),
        pytest.param("call('kill', os.getppid(), 9)", id="kills"),
        pytest.param("call('mkdir', b'{folder}/made', 0)", id="makes a folder"),
        pytest.param("call('open', b'{folder}/made', os.O_CREAT | os.O_WRONLY, 0)", id="creates"),
        pytest.param("call('open', b'{folder}/kept', os.O_RDWR)", id="opens to write"),
        pytest.param("call('unlink', b'{folder}/kept')", id="removes a file"),
        pytest.param("call('execv', b'/bin/true', None)", id="becomes another program"),
    ],
)
def test_the_kernel_refuses_what_reading_does_not_need(taken_over, deed, tmp_path):
    (tmp_path / "kept").write_text("kept")

    answer = taken_over.parse(doing("return " + deed.format(folder=tmp_path)))

    assert answer.kind == "Operation not permitted"
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_time_on_the_processor_is_limited_too(monkeypatch):
    """Long before the clock, which is a minute away."""
    monkeypatch.setattr(limits, "PARSE_SECONDS", 60)
    program = HOSTILE.replace(
        "PARSE_SECONDS = 2", "PARSE_SECONDS, limits.PARSE_CPU_SECONDS = 60, 1"
    )
    began = time.monotonic()

    with Sandbox(program) as sandbox, pytest.raises(Refused) as refusal:
        sandbox.parse(doing("while True: pass"))

    assert refusal.value.code == "too-slow"
    assert time.monotonic() - began < 45


def test_a_worker_that_does_not_listen_is_given_up(monkeypatch):
    monkeypatch.setattr(limits, "PARSE_SECONDS", 0)

    with Sandbox("import time; time.sleep(60)") as sandbox, pytest.raises(Refused) as refusal:
        sandbox.parse(bytes(limits.MIB))

    assert refusal.value.code == "too-slow"


def test_a_worker_that_cannot_start_says_why_in_the_log(caplog):
    with Sandbox("import no_such_module") as sandbox, pytest.raises(Refused):
        sandbox.parse(DRAFT)

    assert "No module named 'no_such_module'" in caplog.text


ASKER = """
import sys
sys.path.insert(0, {here!r})
from resolutions.ingest.sandbox import Sandbox
with Sandbox({program!r}) as sandbox:
    print(sandbox.start().pid, flush=True)
    sandbox.parse({data!r})
"""


def test_nothing_is_left_of_a_reader_whose_asker_was_killed(tmp_path):
    """Neither processes nor files, even if it was killed in the middle of a file."""
    program = HOSTILE.replace("limits.PARSE_SECONDS = 2", "limits.PARSE_SECONDS = 50")
    data = doing("time.sleep(60)")
    asker = subprocess.Popen(
        [sys.executable, "-c", ASKER.format(here=os.getcwd(), program=program, data=data)],
        stdout=subprocess.PIPE,
        env={"TMPDIR": str(tmp_path)},
    )
    worker = int(asker.stdout.readline())
    assert eventually(lambda: len(group_and_children(worker)) == 2), "it reads"

    asker.send_signal(signal.SIGKILL)
    asker.communicate()

    assert eventually(lambda: not group_and_children(worker))
    assert list(tmp_path.iterdir()) == []


def group_and_children(worker: int) -> list[int]:
    """The worker and the child that reads for it, as far as they live."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z" and worker in (int(folder.name), int(parent)):
                found.append(int(folder.name))
    return found


def eventually(condition, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


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
    check(Answer(document=document))
