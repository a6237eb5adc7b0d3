"""
Send, read and publish drafts in processes that are killed at any moment.

    python -m tests.killed TIMES SEED

Prints how many were killed and how many came to their end. Needs DATABASE_URL and DATA_DIR.
"""

import os
import random
import signal
import sys
import time

import django

DRAFT = """United Nations A/C.1/77/L.{number}

Distr.: Limited 6 October 2022
Original: English

Seventy-seventh session
First Committee
Agenda item 94

Cuba: draft resolution

Developments in the field of information security

The General Assembly,

Recalling its resolution 71/28 of 5 December 2016 and draft {number},

1. Welcomes the report;

2. Decides to meet again.
"""


def work(number: int) -> None:
    """Bring one draft as far as the public."""
    from django.contrib.auth.models import User

    from resolutions.archive import uploads
    from resolutions.archive.publishing import publish_manuscript

    upload = uploads.receive(
        DRAFT.format(number=number).encode(), "draft.txt", User.objects.get(username="m.lee")
    )
    uploads.read_waiting()
    upload.refresh_from_db()
    if upload.manuscript:
        publish_manuscript(upload.manuscript, upload.manuscript.head, "m.lee")


def forked(number: int) -> int:
    """Have a process of its own bring a draft to the public; return its number."""
    from django.db import connection

    connection.close()
    if child := os.fork():
        return child
    work(number)
    os._exit(0)


def main(times: int, seed: int) -> None:
    django.setup()
    from django.contrib.auth.models import User

    chosen = random.Random(seed)  # noqa: S311
    User.objects.create_user("m.lee")
    work(100)  # what is loaded once is loaded before the first is killed
    began = time.monotonic()
    for number in (101, 102, 103):
        os.waitpid(forked(number), 0)
    usual = (time.monotonic() - began) / 3
    outcomes = {"killed": 0, "ended": 0}
    for number in range(104, 104 + times):
        child = forked(number)
        time.sleep(chosen.uniform(0, usual * 1.2))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        outcomes["killed" if os.WIFSIGNALED(status) else "ended"] += 1
    print(outcomes["killed"], outcomes["ended"])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
