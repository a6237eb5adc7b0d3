"""
The limited process that reads one Akoma Ntoso file after another.

Like `ingest.worker`, but it forks no child for each file, which would take as long as
reading one: a file that ends the process costs a new start, and is known as the cause.
"""

import contextlib
import gc
import sys

import msgspec

from resolutions.ingest.confine import confine, leave_network
from resolutions.ingest.document import Refused
from resolutions.ingest.frames import LENGTH, TOO_COMPLEX, UNREADABLE
from resolutions.ingest.holdings.answers import WITH_FACTS, Answers, refused
from resolutions.ingest.readers import akn
from resolutions.ingest.worker import described, limit_resources, read_frame

# What reading makes is nearly all free of cycles: looking for them takes a fifth of the time.
FILES_BETWEEN_COLLECTIONS = 200


def main() -> None:
    leave_network()
    limit_resources()  # the time of each file is limited by the one that waits for it
    confine()
    gc.disable()
    encoder, count = msgspec.msgpack.Encoder(), 0
    with contextlib.suppress(BrokenPipeError):
        while (request := read_frame(sys.stdin.buffer)) is not None:
            answer = encoder.encode(read(request[1:], facts=request[:1] == WITH_FACTS))
            sys.stdout.buffer.write(LENGTH.pack(len(answer)))
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()
            count += 1
            if count % FILES_BETWEEN_COLLECTIONS == 0:
                gc.collect()


def read(data: bytes, *, facts: bool) -> Answers:
    """Read a file; a fault of the reader is an answer too."""
    try:
        return Answers(akn.read_all(data, facts=facts))
    except Refused as reason:
        return refused(reason)
    except (MemoryError, RecursionError):
        return refused(TOO_COMPLEX)
    except Exception as fault:
        return refused(UNREADABLE, described(fault))
