"""A server that is there and says nothing, as one that was stopped: noticed, and asked again."""

import contextlib
import math
import os
import socket
import threading
import time
import weakref

import psycopg
from django.db import OperationalError

KNOCK = 2  # seconds that a server has to take a connection, or to say that one is good
ANSWER = 6  # for all else: a little more than it may take itself, by `wsgi.limit_statements`
PAUSE = 1  # before it is asked again
LONG = 0.5  # who waits so long has the server asked whether it is there at all


class Silence:
    """
    What the threads of a process know of a server that does not answer.

    One of them asks it now and then; the others, and those who wait already, are refused at
    once, so that none hangs.
    """

    def __init__(self) -> None:
        self.next_try: float | None = None  # while the server is silent
        self.lock = threading.Lock()
        self.connections: weakref.WeakSet[Impatient] = weakref.WeakSet()
        self.watcher: threading.Thread | None = None

    def pass_by(self) -> None:
        """Raise OperationalError while the server is silent, unless it is time to ask again."""
        with self.lock:
            if self.next_try is not None:
                if time.monotonic() < self.next_try:
                    raise OperationalError("the database did not answer a moment ago")
                self.next_try = time.monotonic() + KNOCK + PAUSE

    def heard(self) -> None:
        with self.lock:
            self.next_try = None

    def unheard(self) -> None:
        with self.lock:
            self.next_try = time.monotonic() + PAUSE
        for connection in self.kept_waiting():
            connection.hang_up()

    def kept_waiting(self) -> list["Impatient"]:
        """The connections on which somebody has waited for long."""
        before = time.monotonic() - LONG
        with self.lock:
            return [each for each in self.connections if each.waits_since() < before]

    def keep(self, connection: "Impatient", params: dict) -> None:
        """Look after a connection of this process, which was made with these parameters."""
        with self.lock:
            self.connections.add(connection)
            if self.watcher is None:
                self.watcher = threading.Thread(target=self._watch, args=[params], daemon=True)
                self.watcher.start()

    def _watch(self, params: dict) -> None:
        """Tell a silent server from a long statement, for those who have begun to wait."""
        while True:
            time.sleep(LONG / 2)
            if self.next_try is None and self.kept_waiting():
                with contextlib.suppress(psycopg.Error):  # it refuses, and so speaks
                    try:
                        psycopg.connect(**params).close()
                    except psycopg.errors.ConnectionTimeout:
                        self.unheard()
                time.sleep(KNOCK)


silence = Silence()


class Impatient(psycopg.Connection):
    """A connection that is given up when the server does not answer."""

    patience = ANSWER
    since: float | None = None  # when the present wait began
    timed_out = False

    def wait(self, gen, interval=0.1, timeout=None):
        self.since = time.monotonic()
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.errors._WaitTimeout as error:
            self.timed_out = True
            self.close()
            silence.unheard()
            raise psycopg.OperationalError("the database does not answer") from error
        finally:
            self.since = None

    def waits_since(self) -> float:
        """When the present wait began; infinity if nobody waits. Other threads may ask."""
        since = self.since  # read once: a moment later the wait may have ended
        return math.inf if since is None else since

    def hang_up(self) -> None:
        """Have whoever waits be told that the connection is lost."""
        with (
            contextlib.suppress(OSError, psycopg.Error),
            socket.socket(fileno=os.dup(self.pgconn.socket)) as line,
        ):
            line.shutdown(socket.SHUT_RDWR)
