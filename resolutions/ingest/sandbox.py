"""
Files are read in another process, which is limited in time, memory and reach.

    with Sandbox() as sandbox:
        parsed = sandbox.parse(data)

What comes back is checked again before anyone believes it.
"""

import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import msgspec

from resolutions.ingest import limits
from resolutions.ingest.document import ParsedParagraph, ParsedResolution, Refused
from resolutions.ingest.frames import LENGTH, UNREADABLE, Answer, refusal

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
        self.folder = tempfile.TemporaryDirectory(prefix="reading-")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.stop()
        self.folder.cleanup()

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
            worker.stdin.write(LENGTH.pack(len(data)) + data)
            worker.stdin.flush()
            answer = msgspec.json.decode(self.receive(worker.stdout.fileno()), type=Answer)
            if answer.document:
                check(answer.document)
        except (OSError, EOFError, ValueError) as fault:
            self.stop()
            return refusal(UNREADABLE, fault=f"the reading process failed: {fault}")
        return answer

    def start(self) -> subprocess.Popen:
        if self.worker is None:
            self.worker = subprocess.Popen(  # noqa: S603 - no word of it comes from outside
                [sys.executable, "-I", "-c", PATH + self.program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"LC_ALL": "C.UTF-8"},
                cwd=self.folder.name,
                start_new_session=True,
            )
        return self.worker

    def stop(self) -> None:
        if self.worker is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            for stream in (self.worker.stdin, self.worker.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
            self.worker = None

    def receive(self, source: int) -> bytes:
        """Return the next frame, in time and not too long, or raise."""
        deadline = time.monotonic() + limits.PARSE_SECONDS + START_SECONDS
        (length,) = LENGTH.unpack(self.read_exactly(source, LENGTH.size, deadline))
        if length > limits.OUTPUT_BYTES:
            raise ValueError("an answer that is too long")
        return self.read_exactly(source, length, deadline)

    @staticmethod
    def read_exactly(source: int, size: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            ready, _, _ = select.select([source], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("no answer in time")
            piece = os.read(source, min(size - len(received), 1 << 20))
            if not piece:
                raise EOFError("the worker ended")
            received += piece
        return bytes(received)


def check(document: ParsedResolution) -> None:
    """
    Raise `ValueError` unless every place that the document names lies in its text.

    Types and values were checked on decoding.
    """
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


def descendants(paragraphs: Iterable[ParsedParagraph]) -> Iterator[ParsedParagraph]:
    for paragraph in paragraphs:
        yield paragraph
        yield from descendants(paragraph.children)
