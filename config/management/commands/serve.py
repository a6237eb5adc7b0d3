import contextlib
import errno
import multiprocessing
import os
import signal
import socket
import threading

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from config.static_files import collect_static
from resolutions.models import Resolution

THREADS = 8  # for each worker; each keeps a connection to the database
THREAD_IDLE_SECONDS = 600  # as long as the server allows: a thread's connection ends with it
HEADER_MILLISECONDS = 10_000  # a client that sends its headers more slowly is cut off
PREPARING = 0x5E4E  # names the lock, which no one else takes
STOP_SECONDS = 5  # for requests that are under way at Ctrl-C


class Command(BaseCommand):
    help = "Prepare the archive and serve it until Ctrl-C, with a server fit for production."
    requires_system_checks = []  # `make check` runs them; here they would only cost time

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help="start anew when code changes, for developers"
        )

    def handle(self, **options) -> None:
        host = free_address(settings.HOST, settings.PORT)
        self.prepare()
        if options["reload"]:
            call_command("runserver", f"{settings.HOST}:{settings.PORT}", skip_checks=False)
        else:
            self.serve(host)

    def serve(self, host: str) -> None:
        connections.close_all()  # the workers open their own
        self.announce_when_ready(host)
        Granian(
            settings.WSGI_APPLICATION,
            address=host,
            port=settings.PORT,
            interface=Interfaces.WSGI,
            workers=settings.WORKERS,
            blocking_threads=THREADS,
            blocking_threads_idle_timeout=THREAD_IDLE_SECONDS,
            http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_SECONDS,
            websockets=False,
            log_level="error",
        ).serve(target_loader=load_application, wrap_loader=False)
        self.stdout.write("Stopped.")

    def prepare(self) -> None:
        """Bring tables, documents and static files up to date; on a second start, nothing."""
        with connection.cursor() as cursor:  # one process at a time, until the connection closes
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)
        if not Resolution.objects.exists():
            self.stdout.write("Loading the documents the archive starts with")
            call_command("load_fixtures", stdout=self.stdout)
        if collect_static():
            self.stdout.write("Collected static files")

    def announce_when_ready(self, host: str) -> None:
        """Print the address once the server answers there."""

        # By a timer and not in a thread: the workers are forked from this process.
        def announce(*_) -> None:
            with contextlib.suppress(OSError):
                socket.create_connection((host, settings.PORT), timeout=1).close()
                signal.setitimer(signal.ITIMER_REAL, 0)
                self.stdout.write(f"The archive is at {settings.SITE_URL}/ (Ctrl-C stops it)")
                self.stdout.flush()

        signal.signal(signal.SIGALRM, announce)
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)


def load_application():
    """Return the application. Called in each worker, which is to end when its parent does."""
    # Ctrl-C reaches a whole process group, and the parent then ends its workers itself. A worker
    # that is told twice at once may hang, so it leaves the group; until granian listens for the
    # parent's signal, the signal simply ends it.
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()
    return import_string(settings.WSGI_APPLICATION)


def _follow_parent() -> None:
    multiprocessing.parent_process().join()
    os.kill(os.getpid(), signal.SIGTERM)


def free_address(host: str, port: int) -> str:
    """Return the numeric address of `host`, having made sure that `port` is free there."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(_refusal(error, host, port)) from error
    return address[0]


def _refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken: stop the program that uses it, or choose another "
            f"with PORT, as in `PORT={port + 1} make run`."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs an administrator's rights: set PORT to 1024 or more."
    return f"HOST {host!r} is no address of this machine: set it to 127.0.0.1 or 0.0.0.0."
