"""
Send, read and publish drafts in processes that are killed, each before another line of code.

    python -m tests.killed TIMES SEED

Needs DATABASE_URL and DATA_DIR. Where one was killed nothing may be half done, and a second try
must bring the draft to the public. Prints what became of that, as JSON.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, cycle, zip_longest
from pathlib import Path

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
# Where a draft is stored, read and published, and where transactions begin and end.
STEPS = (
    "config/originals.py",
    "resolutions/archive/originals.py",
    "django/db/transaction.py",
    "resolutions/archive/uploads.py",
    "resolutions/archive/publishing.py",
    "django/core/files/storage/base.py",
    "django/db/backends/base/base.py",
    "resolutions/archive/manuscripts.py",
    "resolutions/archive/store.py",
)
# True at any moment, whoever was killed.
NEVER = {
    "a public text without paragraphs": """
        SELECT count(*) FROM resolutions_resolution t WHERE holding = 'full-text'
        AND (SELECT count(*) FROM resolutions_paragraph p WHERE p.resolution_id = t.id) <> 3""",
    "a text that is stored and not public": """
        SELECT count(*) FROM resolutions_resolution WHERE published_at IS NULL""",
    "a public text whose manuscript is not": """
        SELECT count(*) FROM resolutions_resolution t WHERE holding = 'full-text' AND NOT EXISTS (
            SELECT FROM resolutions_manuscript m
            WHERE m.resolution_id = t.id AND m.published_version = m.head)""",
    "a manuscript without its version": """
        SELECT count(*) FROM resolutions_manuscript m WHERE NOT EXISTS (
            SELECT FROM resolutions_version v
            WHERE v.manuscript_id = m.id AND v.number = m.head)""",
    "a file that was read and has no manuscript": """
        SELECT count(*) FROM resolutions_upload
        WHERE state IN ('read', 'published') AND manuscript_id IS NULL""",
    "two texts of one symbol": """
        SELECT count(*) - count(DISTINCT symbol) FROM resolutions_manuscript""",
}
Point = tuple[str, int]


def draft(number: int) -> bytes:
    return DRAFT.format(number=number).encode()


def sender(number: int) -> str:
    """Who sends a draft: nobody may send more than 200 a day."""
    return f"m.lee.{number // 100}"


def work(number: int) -> None:
    """Bring one draft as far as the public, from wherever it is."""
    from django.contrib.auth.models import User

    from resolutions.archive import uploads
    from resolutions.archive.publishing import publish_manuscript
    from resolutions.models import Upload

    sent = Upload.objects.filter(source__sha256=hashlib.sha256(draft(number)).hexdigest())
    upload = sent.first() or uploads.receive(
        draft(number), "draft.txt", User.objects.get(username=sender(number))
    )
    uploads.read_waiting()
    upload.refresh_from_db()
    if upload.manuscript.published_version is None:
        publish_manuscript(upload.manuscript, upload.manuscript.head, "m.lee")


def forked(number: int, before=None) -> int:
    """Have a process of its own bring a draft to the public; return how it ended."""
    from django.db import connection

    connection.close()
    if (child := os.fork()) == 0:
        if before:
            before()
        work(number)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def watch(line_is_next) -> None:
    """Call for each line of the steps, in this process, with where it is."""
    monitoring, tool = sys.monitoring, sys.monitoring.DEBUGGER_ID
    line = monitoring.events.LINE

    def told(code, number):
        step = next((step for step in STEPS if code.co_filename.endswith(step)), None)
        if step is None:
            return monitoring.DISABLE
        line_is_next((step, number))

    monitoring.use_tool_id(tool, "killed")
    monitoring.register_callback(tool, line, told)
    monitoring.set_events(tool, line)


def passed(number: int) -> Counter[Point]:
    """How often each line is passed on the way of a draft."""
    found: Counter[Point] = Counter()
    watch(lambda point: found.update([point]))
    work(number)
    sys.monitoring.set_events(sys.monitoring.DEBUGGER_ID, 0)
    sys.monitoring.free_tool_id(sys.monitoring.DEBUGGER_ID)
    return found


def kill_before(point: Point, times: int) -> None:
    """Have this process killed when it comes to a line for the so-manieth time."""
    seen = Counter()

    def look(passing):
        seen.update([passing])
        if passing == point and seen[point] == times:
            os.kill(os.getpid(), signal.SIGKILL)

    watch(look)


def chosen(found: Counter[Point], seed: int) -> Iterator[tuple[Point, int]]:
    """Yield lines of all steps in turn, each with one of the times that it is passed."""
    dice = random.Random(seed)  # noqa: S311
    shuffled = [sorted(point for point in found if point[0] == step) for step in STEPS]
    for points in shuffled:
        dice.shuffle(points)
    every = [point for point in chain(*zip_longest(*shuffled)) if point]
    for point in cycle(every):
        yield point, dice.randint(1, found[point])


def wrong() -> list[str]:
    """What is half done now, and which rows have no file."""
    from django.db import connection

    from resolutions.models import SourceFile

    with connection.cursor() as cursor:
        counts = {name: cursor.execute(sql).fetchone()[0] for name, sql in NEVER.items()}
    found = [name for name, count in counts.items() if count]
    for source in SourceFile.objects.all():
        path = Path(source.content.path)
        data = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(data).hexdigest() != source.sha256:
            found.append(f"a row without its file ({source})")
    return found


def wait_a_minute() -> None:
    """Have passed what a reading is given before it counts as cut off."""
    from django.db import connection

    from resolutions.models import Upload

    others = "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> %s"
    with connection.cursor() as cursor:  # until the server has noticed who is dead
        while cursor.execute(others, [connection.connection.info.backend_pid]).rowcount:
            time.sleep(0.02)
    for upload in Upload.objects.filter(state="reading"):
        upload.claimed_at -= timedelta(minutes=2)
        upload.save(update_fields=["claimed_at"])


def main(times: int, seed: int) -> None:
    django.setup()
    from django.contrib.auth.models import User

    User.objects.bulk_create(User(username=sender(n)) for n in range(100, 9_900, 100))
    work(100)  # what is loaded once is loaded before the first is killed
    found = passed(101)
    outcome = {"points": len(found), "killed": 0, "wrong": [], "not recovered": []}
    for number, (point, turn) in enumerate(chosen(found, seed), 1000):
        status = forked(number, lambda point=point, turn=turn: kill_before(point, turn))
        place = f"{point[0]}:{point[1]}"
        outcome["wrong"] += [f"{place}: {each}" for each in wrong()]
        wait_a_minute()
        if forked(number) != 0:
            outcome["not recovered"].append(place)
        outcome["wrong"] += [f"{place}, tried again: {each}" for each in wrong()]
        outcome["killed"] += os.WIFSIGNALED(status)  # the line may not have come so often
        if outcome["killed"] == times:
            break
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
