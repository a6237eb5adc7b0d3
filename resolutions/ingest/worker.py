"""
The limited process that reads files: it trusts nothing that it reads.

Runs as `python -I`, with an empty environment, in a folder that is gone. It loads
the readers once; then, for each file that comes on standard input, a child is
forked, given its limits, and reads it. Whatever becomes of the child, one answer
goes to standard output. When standard input ends, so do the worker and its child.
"""

import contextlib
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

import msgspec

from resolutions.ingest import (
    compose,  # noqa: F401 - loaded once, for all children
    limits,
    parse,
    readers,  # noqa: F401 - loaded once, for all children
)
from resolutions.ingest.confine import confine, leave_network
from resolutions.ingest.document import Refused
from resolutions.ingest.frames import LENGTH, TOO_COMPLEX, TOO_SLOW, UNREADABLE, Answer, refusal

# Pages come before reading, but a busy machine must not make reading too slow for its limit.
NICE = 5


def main(answer_to: Callable[[bytes], bytes] | None = None) -> None:
    """Answer requests until there are no more; each is a file to read, unless said otherwise."""
    leave_network()
    os.nice(NICE)
    with contextlib.suppress(BrokenPipeError):
        while (request := read_frame(sys.stdin.buffer)) is not None:
            answer = supervise(request, answer_to or read)
            sys.stdout.buffer.write(LENGTH.pack(len(answer)))
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()


def read_frame(stream) -> bytes | None:
    """Return the next frame, or None at the end of the stream."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def supervise(data: bytes, answer_to: Callable[[bytes], bytes]) -> bytes:
    """Have a child read the file; return its answer, or why there is none."""
    inlet, outlet = os.pipe()
    if (child := os.fork()) == 0:
        os.close(inlet)
        read_in_child(data, outlet, answer_to)
    os.close(outlet)
    answer, ending = collect(inlet, time.monotonic() + limits.PARSE_SECONDS)
    os.close(inlet)
    for kill in (os.kill, os.killpg):  # it may not have come to lead a group yet
        with contextlib.suppress(ProcessLookupError):
            kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if ending is Ending.ANSWERED:
        return answer
    return encode(verdict(ending, status))


class Ending(Enum):
    """How waiting for a child ended."""

    ANSWERED = auto()
    LEFT = auto()  # it closed its end, or nobody waits for the answer any more
    LATE = auto()
    TOO_LONG = auto()


def collect(inlet: int, deadline: float) -> tuple[bytes, Ending]:
    """Return the frame that the child wrote, and whether it is whole."""
    received, expected, asker = bytearray(), None, sys.stdin.fileno()
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([inlet, asker], [], [], left)
        piece = os.read(inlet, 1 << 16) if inlet in ready else b""
        if ready and not piece:
            return b"", Ending.LEFT
        received += piece
        if expected is None and len(received) >= LENGTH.size:
            expected = LENGTH.size + LENGTH.unpack_from(received)[0]
        if expected and expected > limits.OUTPUT_BYTES:
            return b"", Ending.TOO_LONG
        if expected and len(received) >= expected:
            return bytes(received[LENGTH.size : expected]), Ending.ANSWERED
    return b"", Ending.LATE


def verdict(ending: Ending, status: int) -> Answer:
    signal_ = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    if ending is Ending.LATE or signal_ == signal.SIGXCPU:
        return refusal(TOO_SLOW)
    if ending is Ending.TOO_LONG or signal_ in OUT_OF_MEMORY:
        return refusal(TOO_COMPLEX)
    return refusal(UNREADABLE, fault=f"the child ended with status {status}")


# How libraries in C end a process that gets no more memory.
OUT_OF_MEMORY = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)


def read_in_child(data: bytes, outlet: int, answer_to: Callable[[bytes], bytes]) -> None:
    """Read the file under limits, write the answer and end the process."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        limit_resources(limits.PARSE_CPU_SECONDS)
        confine()
        answer = answer_to(data)
        with os.fdopen(outlet, "wb") as stream:
            stream.write(LENGTH.pack(len(answer)))
            stream.write(answer)
    finally:
        os._exit(0)


def limit_resources(cpu: int = 0) -> None:
    """Limit what the process may use; its seconds of computing only where `cpu` gives them."""
    if cpu:  # at the second of these the kernel would kill without saying why
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS has no limit on address space
        resource.setrlimit(resource.RLIMIT_AS, (limits.PARSE_MEMORY,) * 2)


def read(data: bytes) -> bytes:
    """Return the answer for a file; a fault of a reader is an answer too."""
    try:
        return encode(Answer(document=parse(data)))
    except Refused as reason:
        return encode(refusal(reason))
    except (MemoryError, RecursionError):
        return encode(refusal(TOO_COMPLEX))
    except Exception as fault:
        return encode(refusal(UNREADABLE, fault=described(fault)))


def described(fault: Exception) -> str:
    """Say on one line what went wrong and where, for the log."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {last.name}, {Path(last.filename).name}:{last.lineno}"


def encode(answer: Answer) -> bytes:
    return msgspec.json.encode(answer)
