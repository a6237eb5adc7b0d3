"""What follows once texts have changed: their lineage, at once or beside who changed them."""

import logging
import subprocess
import sys
import threading

from django.conf import settings
from django.db import transaction

from resolutions.archive.tracing.descents import BATCH, trace_all, trace_texts, waiting_texts
from resolutions.models import Resolution, TextPrint

log = logging.getLogger(__name__)


def retrace(*texts: Resolution) -> None:
    """
    Have texts traced as soon as the transaction is done that changed them.

    That they wait is noted in the same transaction. Should tracing fail, or a long run be
    under way, the next change or run goes on with them, at the latest when the site starts.
    """
    keys = [text.pk for text in texts if text.has_text]
    if keys:
        TextPrint.objects.filter(text__in=keys).update(is_traced=False)
        transaction.on_commit(follow, robust=True)


def trace_waiting() -> None:
    """Trace texts that wait, as long as there are any; a long run does so without this."""
    before: set[int] = set()
    while (texts := waiting_texts()) and texts != before:
        before = texts
        if len(texts) > BATCH:
            trace_all()
        elif not trace_texts(texts):
            return


class Follower:
    """
    Traces the texts that wait.

    Commands wait for that; a process that serves pages has `beside` set, for texts of thousands
    of paragraphs take half a minute of computing. There a process of its own does it, one
    at a time, which leaves the processors to the pages and ends when this one does.
    """

    beside = False

    def __init__(self):
        self._turn = threading.Lock()
        self._asked = threading.Event()

    def __call__(self) -> None:
        if self.beside:
            self._asked.set()
            threading.Thread(target=self._go_on, name="tracing", daemon=True).start()
        else:
            trace_waiting()

    def _go_on(self) -> None:
        # Who finds another at it leaves: that one looks again before it ends.
        while self._asked.is_set() and self._turn.acquire(blocking=False):
            try:
                self._asked.clear()
                self._trace()
            finally:
                self._turn.release()

    def _trace(self) -> None:
        command = [sys.executable, "manage.py", "trace_lineage", "--waiting"]
        with subprocess.Popen(  # noqa: S603 - no word of it comes from outside
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,  # ends when this process does, however that ends
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            said = process.stderr.read().decode(errors="replace").strip()
        if process.returncode:
            log.error("Lineage waits for the next change: %s\n%s", process, said)


follow = Follower()
