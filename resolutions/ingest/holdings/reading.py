"""Files read in several processes at once, each limited in time, memory and reach."""

import hashlib
import logging
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import msgspec

from resolutions.ingest.document import ParsedResolution, Refused
from resolutions.ingest.holdings.answers import WITH_FACTS, WITHOUT_FACTS, Answers, refused
from resolutions.ingest.holdings.places import Item
from resolutions.ingest.sandbox import Sandbox, check_document

PROGRAM = "from resolutions.ingest.holdings.worker import main; main()"
# How many files are under way for each process: enough to go on while a batch is stored.
AHEAD = 100
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """
    A file to read. `facts` asks for what its metadata record, too.

    `digest` is the SHA-256 with which the file was read before, or "". `beside` is
    what belongs to it elsewhere: it goes into the digest, not to the reader.
    """

    item: Item
    facts: bool = True
    digest: str = ""
    beside: bytes = b""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its documents, a refusal, or neither where nothing has changed."""

    task: Task
    digest: str
    size: int
    documents: tuple[ParsedResolution, ...] = ()
    refusal: Refused | None = None

    @property
    def unchanged(self) -> bool:
        return self.digest == self.task.digest


def read_all(tasks: Iterable[Task], processes: int = 0) -> Iterator[Outcome]:
    """
    Yield what became of each task, in their order; by as many processes as there are cores.

    No file stops the run: one that ends its process, or takes too long, is refused.
    """
    processes = processes or os.process_cpu_count() or 1
    readers = _Readers()
    with ThreadPoolExecutor(processes) as threads:
        waiting: deque[Future[Outcome]] = deque()
        try:
            for task in tasks:
                waiting.append(threads.submit(readers.outcome, task))
                if len(waiting) > processes * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            threads.shutdown(cancel_futures=True)
            readers.stop()


class _Readers:
    """A reading process for each thread, started when it is first needed."""

    def __init__(self):
        self.own = threading.local()
        self.all: list[_Reader] = []

    def outcome(self, task: Task) -> Outcome:
        try:
            data = task.item.read()
        except Refused as refusal:
            return Outcome(task, "", 0, refusal=refusal)
        except OSError:
            gone = Refused("unreadable-file", "The file could not be opened.")
            return Outcome(task, "", 0, refusal=gone)
        digest = hashlib.sha256(data + task.beside).hexdigest()
        if digest == task.digest:
            return Outcome(task, digest, len(data))
        answers = self.reader().ask((WITH_FACTS if task.facts else WITHOUT_FACTS) + data)
        if answers.fault:
            log.error("%s could not be read: %s", task.item.name, answers.fault)
        refusal = Refused(answers.code, answers.message) if answers.code else None
        return Outcome(task, digest, len(data), answers.documents, refusal)

    def reader(self) -> "_Reader":
        if not hasattr(self.own, "reader"):
            self.own.reader = _Reader(PROGRAM)
            self.all.append(self.own.reader)
        return self.own.reader

    def stop(self) -> None:
        for reader in self.all:
            reader.stop()


class _Reader(Sandbox):
    """A process that reads all documents of one file after another."""

    decoder = msgspec.msgpack.Decoder(Answers)

    def understood(self, frame: bytearray) -> Answers:
        answers = self.decoder.decode(frame)
        for document in answers.documents:
            check_document(document)
        if bool(answers.code) == bool(answers.documents):
            raise ValueError("an answer that is neither documents nor a refusal")
        return answers

    def refused(self, reason: Refused, fault: str) -> Answers:
        return refused(reason, fault)
