"""The web server: granian with settings fit for us, in processes that end together."""

import contextlib
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

THREADS = 8  # for each worker; each keeps a connection to the database
THREAD_IDLE_SECONDS = 600  # as long as granian allows: a thread's connection ends with it
HEADER_MILLISECONDS = 10_000  # a client that sends its headers more slowly is cut off
KNOCK_SECONDS = 0.02  # between looks at whether the site answers
STOP_SECONDS = 5  # for requests that are under way when the end is asked for


def serve(host: str, port: int, ready: Callable[[], None]) -> None:
    """
    Serve the archive until SIGINT, SIGTERM or SIGHUP; call `ready` once it answers.

    To be called in the main thread, with no connection to the database open.
    """
    server = Granian(
        settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=THREAD_IDLE_SECONDS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
        log_level="error",
    )
    server.main_loop_interrupt = Bell()
    # The terminal is closed: the end, but where nohup has it ignored. Granian would reload.
    ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    wish = signal.SIG_IGN if ignored else server.signal_handler_interrupt
    server.on_startup(lambda: signal.signal(signal.SIGHUP, wish))
    _watch_for_answers(host, port, ready)
    server.serve(target_loader=load_application, wrap_loader=False)


class Bell:
    """
    What granian waits at for signals, in place of its threading.Event.

    An event's lock would keep a second Ctrl-C waiting for the first for ever, and a signal that
    comes just before the wait would not end it. The system itself writes signals to this pipe.
    """

    def __init__(self) -> None:
        self.ear, self.rope = os.pipe()
        os.set_blocking(self.rope, False)
        signal.set_wakeup_fd(self.rope, warn_on_full_buffer=False)

    def set(self) -> None:
        with contextlib.suppress(BlockingIOError):  # it rings already
            os.write(self.rope, b"!")

    def wait(self) -> None:
        os.read(self.ear, 4096)

    def clear(self) -> None:
        """Nothing: granian looks again, and finds nothing to do."""


def load_application():
    """Return the application. Called in each worker, which is to end when its parent does."""
    # Ctrl-C reaches a whole process group, and the parent then ends its workers itself. A worker
    # that is told twice at once may hang, so it leaves the group; until granian listens for the
    # parent's signal, the signal simply ends it.
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()
    return import_string(settings.WSGI_APPLICATION)


def _follow_parent() -> None:
    multiprocessing.parent_process().join()
    os.kill(os.getpid(), signal.SIGTERM)


def _watch_for_answers(host: str, port: int, ready: Callable[[], None]) -> None:
    """Try the address by a timer, not in a thread: the workers are forked from this process."""

    def knock(*_) -> None:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            signal.setitimer(signal.ITIMER_REAL, KNOCK_SECONDS)  # only now: no knock cuts into one
        else:
            ready()

    signal.signal(signal.SIGALRM, knock)
    signal.setitimer(signal.ITIMER_REAL, KNOCK_SECONDS)
