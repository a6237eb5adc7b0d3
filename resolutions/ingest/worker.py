"""
The limited process that reads files: it trusts nothing that it reads.

Runs as `python -I`, with an empty environment, in an empty folder. It loads the
readers once; then, for each file that comes on standard input, a child is forked,
given its limits, and reads it. Whatever becomes of the child, one answer goes to
standard output.
"""

import contextlib
import os
import resource
import select
import signal
import sys
import time
import traceback
from pathlib import Path

import msgspec

from resolutions.ingest import limits, parse
from resolutions.ingest.document import Refused
from resolutions.ingest.frames import LENGTH, TOO_COMPLEX, TOO_SLOW, UNREADABLE, Answer, refusal


def main() -> None:
    cut_off()
    while (request := read_frame(sys.stdin.buffer)) is not None:
        answer = supervise(request)
        sys.stdout.buffer.write(LENGTH.pack(len(answer)) + answer)
        sys.stdout.buffer.flush()


def read_frame(stream) -> bytes | None:
    """Return the next frame, or None at the end of the stream."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def cut_off() -> None:
    """
    Leave the network, where the system lets an ordinary process do so.

    Elsewhere the audit hook stands alone: it refuses sockets and new programs to
    whatever Python code a file may have brought to run.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    sys.addaudithook(refuse_to_leave)


def refuse_to_leave(event: str, _arguments: tuple) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system")):
        raise PermissionError(event)


def supervise(data: bytes) -> bytes:
    """Have a child read the file; return its answer, or why there is none."""
    inlet, outlet = os.pipe()
    if (child := os.fork()) == 0:
        os.close(inlet)
        read_in_child(data, outlet)
    os.close(outlet)
    answer, in_time = collect(inlet, time.monotonic() + limits.PARSE_SECONDS)
    os.close(inlet)
    if not in_time:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return verdict(answer, in_time, status)


def collect(inlet: int, deadline: float) -> tuple[bytes | None, bool]:
    """Return what the child wrote, or None if it wrote too much; and whether it ended in time."""
    pieces, size = [], 0
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([inlet], [], [], left)[0]:
            continue
        piece = os.read(inlet, 1 << 16)
        if not piece:
            return b"".join(pieces), True
        size += len(piece)
        if size > limits.OUTPUT_BYTES:
            return None, False
        pieces.append(piece)
    return b"", False


def verdict(answer: bytes | None, in_time: bool, status: int) -> bytes:
    if answer is None:
        return encode(refusal(TOO_COMPLEX))
    if not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return encode(refusal(TOO_SLOW))
    if status != 0 or not answer:
        return encode(refusal(UNREADABLE, fault=f"the child ended with status {status}"))
    return answer


def read_in_child(data: bytes, outlet: int) -> None:
    """Read the file under limits, write the answer and end the process."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        limit_resources()
        answer = encode(read(data))
        with os.fdopen(outlet, "wb") as stream:
            stream.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limits.PARSE_CPU_SECONDS,) * 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS has no limit on address space
        resource.setrlimit(resource.RLIMIT_AS, (limits.PARSE_MEMORY,) * 2)


def read(data: bytes) -> Answer:
    """Return the answer for a file; a fault of a reader is an answer too."""
    try:
        return Answer(document=parse(data))
    except Refused as reason:
        return refusal(reason)
    except (MemoryError, RecursionError):
        return refusal(TOO_COMPLEX)
    except Exception as fault:
        return refusal(UNREADABLE, fault=described(fault))


def described(fault: Exception) -> str:
    """Say on one line what went wrong and where, for the log."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {last.name}, {Path(last.filename).name}:{last.lineno}"


def encode(answer: Answer) -> bytes:
    return msgspec.json.encode(answer)
