"""
Files are read in another process, which is limited in time, memory and reach.

    with Sandbox() as sandbox:
        parsed = sandbox.parse(data)

What comes back is checked again before anyone believes it.
"""

import contextlib
import logging
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Self

import msgspec

from resolutions.ingest import limits
from resolutions.ingest.document import ParsedParagraph, ParsedResolution, Refused
from resolutions.ingest.frames import LENGTH, TOO_SLOW, UNREADABLE, Answer, refusal

ROOT = Path(__file__).resolve().parents[2]
PATH = f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
PROGRAM = "from resolutions.ingest.worker import main; main()"
# Loading the readers takes the worker a moment, more on a busy machine.
START_SECONDS = 2
log = logging.getLogger(__name__)


class Sandbox:
    """A reading process, started when it is first needed and ended with the `with` block."""

    def __init__(self, program: str = PROGRAM):
        self.program = program
        self.worker: subprocess.Popen | None = None
        self.said: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def parse(self, data: bytes) -> ParsedResolution:
        """Read a file, or raise `Refused`; takes at most `limits.PARSE_SECONDS` and a little."""
        if len(data) > limits.FILE_BYTES:
            raise Refused("too-large", limits.TOO_LARGE)
        answer = self.ask(data)
        if answer.fault:
            log.error("A file could not be read: %s", answer.fault)
        if answer.document is None:
            raise Refused(answer.code, answer.message)
        return answer.document

    def ask(self, data: bytes) -> Answer:
        """Return the worker's answer; a worker that gives none is ended, and started anew later."""
        try:
            worker = self.start()
            deadline = time.monotonic() + limits.PARSE_SECONDS + START_SECONDS
            for piece in (LENGTH.pack(len(data)), data):
                send(worker.stdin.fileno(), piece, deadline)
            answer = self.understood(receive(worker.stdout.fileno(), deadline))
        except (OSError, EOFError, ValueError, RecursionError) as fault:
            last_words = self.last_words()
            self.stop()
            if isinstance(fault, TimeoutError):
                return refusal(TOO_SLOW)
            return self.refused(UNREADABLE, f"the reading process failed: {fault} {last_words}")
        return answer

    def understood(self, frame: bytearray) -> Answer:
        """The worker's answer, or `ValueError` for what is none."""
        answer = msgspec.json.decode(frame, type=Answer)
        check(answer)
        return answer

    def refused(self, reason: Refused, fault: str) -> Answer:
        return refusal(reason, fault)

    def start(self) -> subprocess.Popen:
        if self.worker is None:
            # The folder is gone as soon as the worker is in it: nothing can be put there,
            # and nothing is left behind, however this process ends.
            folder = tempfile.mkdtemp(prefix="reading-")
            self.said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
            try:
                self.worker = subprocess.Popen(  # noqa: S603 - no word of it comes from outside
                    [sys.executable, "-I", "-c", PATH + self.program],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self.said,
                    bufsize=0,
                    env={"LC_ALL": "C.UTF-8"},
                    cwd=folder,
                    start_new_session=True,
                )
            finally:
                os.rmdir(folder)
            os.set_blocking(self.worker.stdin.fileno(), False)
        return self.worker

    def last_words(self) -> str:
        """The last line that the worker wrote to its standard error, for the log."""
        self.said.seek(0)
        lines = self.said.read().decode("utf-8", errors="replace").splitlines()
        return lines[-1] if lines else ""

    def stop(self) -> None:
        if self.worker is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            for stream in (self.worker.stdin, self.worker.stdout, self.said):
                stream.close()
            self.worker = self.said = None


def send(target: int, data: bytes, deadline: float) -> None:
    """Write to a pipe that does not block, in time, or raise."""
    left = memoryview(data)
    while left:
        if not select.select([], [target], [], max(0, deadline - time.monotonic()))[1]:
            raise TimeoutError("the worker does not listen")
        left = left[os.write(target, left[:_PIECE]) :]


def receive(source: int, deadline: float) -> bytearray:
    """Return the next frame, in time and not too long, or raise."""
    (length,) = LENGTH.unpack(read_exactly(source, LENGTH.size, deadline))
    if length > limits.OUTPUT_BYTES:
        raise ValueError("an answer that is too long")
    return read_exactly(source, length, deadline)


def read_exactly(source: int, size: int, deadline: float) -> bytearray:
    received = bytearray()
    while len(received) < size:
        if not select.select([source], [], [], max(0, deadline - time.monotonic()))[0]:
            raise TimeoutError("no answer in time")
        piece = os.read(source, min(size - len(received), _PIECE))
        if not piece:
            raise EOFError("the worker ended")
        received += piece
    return received


_PIECE = 1 << 20


def check(answer: Answer) -> None:
    """
    Raise `ValueError` for an answer that no reader of ours gives.

    Types and values were checked on decoding.
    """
    if answer.document:
        check_document(answer.document)
    elif not (_CODE.fullmatch(answer.code) and 0 < len(answer.message) <= _LONGEST_MESSAGE):
        raise ValueError("a refusal without a sentence")


_CODE = re.compile(r"[a-z]+(?:-[a-z]+){0,8}")
_LONGEST_MESSAGE = 300


def check_document(document: ParsedResolution) -> None:
    """Raise `ValueError` unless every place that the document names lies in its text."""
    texts = [(note.text, note.citations, ()) for note in document.notes]
    paragraphs = [
        *document.paragraphs,
        *(p for annex in document.annexes for p in annex.paragraphs),
    ]
    texts += [(p.text, p.citations, p.marks) for p in descendants(paragraphs)]
    for text, citations, marks in texts:
        if not all(0 <= span.start < span.end <= len(text) for span in citations):
            raise ValueError("a citation lies outside its text")
        if not all(0 <= mark.position <= len(text) for mark in marks):
            raise ValueError("a footnote mark lies outside its text")


def descendants(paragraphs: Iterable[ParsedParagraph], depth: int = 0) -> Iterator[ParsedParagraph]:
    if depth > _DEEPEST:
        raise ValueError("paragraphs within paragraphs without end")
    for paragraph in paragraphs:
        yield paragraph
        yield from descendants(paragraph.children, depth + 1)


_DEEPEST = 32
