import errno
import socket
import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from config.server import serve
from config.static_files import collect_static
from resolutions.archive import tracing
from resolutions.finding import indexing
from resolutions.models import Resolution
from resolutions.roles import hold_house_rules

PREPARING = 0x5E4E  # names the lock, which no one else takes


class Command(BaseCommand):
    help = "Prepare the archive and serve it until Ctrl-C, with a server fit for production."
    requires_system_checks = []  # `make check` runs them; here they would only cost time

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help="start anew when code changes, for developers"
        )

    def handle(self, **options) -> None:
        sys.stdout.reconfigure(line_buffering=True)  # progress is told at once, through a pipe too
        host = free_address(settings.HOST, settings.PORT)
        try:
            self.prepare()
        finally:
            connections.close_all()
        if options["reload"]:
            call_command("runserver", f"{settings.HOST}:{settings.PORT}")
        else:
            serve(host, settings.PORT, self.announce)
            self.stdout.write("Stopped.")

    def prepare(self) -> None:
        """Bring tables, documents and static files up to date; on a second start, nothing."""
        with connection.cursor() as cursor:  # one process at a time, until the connection closes
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)
        hold_house_rules()  # the settings may be others than at the last migration
        if not Resolution.objects.exists():
            self.stdout.write("Loading the documents the archive starts with")
            call_command("load_fixtures", stdout=self.stdout)
        if indexing.is_due():
            self.stdout.write("Making the index of search")
            call_command("index_search", stdout=self.stdout)
        if tracing.is_due():
            self.stdout.write("Tracing where paragraphs come from")
            call_command("trace_lineage", stdout=self.stdout, stderr=self.stderr)
        if collect_static():
            self.stdout.write("Collected static files")

    def announce(self) -> None:
        self.stdout.write(f"The archive is at {settings.SITE_URL}/ (Ctrl-C stops it)")


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
