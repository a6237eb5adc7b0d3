"""One PostgreSQL server: set up, started and stopped."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.postgres.programs import Account, PostgresError, Programs

NAME = "archive"  # of the database, and of the role that owns it, which is no superuser
PATIENCE = 60  # seconds for the server to start, and again to stop
SOCKET_PATH_LIMIT = 103  # bytes: macOS allows no more, Linux four more
SOCKET_FOLDER = "archive-postgres-"
LOG_LIMIT = 10_000_000

# What differs from PostgreSQL's own defaults. Durability (fsync, full_page_writes,
# synchronous_commit) is left as PostgreSQL has it.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",  # one reader's search must not take every core
}
DISK_FULL = "The disk of {} is full: make room, or set DATA_DIR to a folder on another disk."
_launched: list[subprocess.Popen] = []  # kept, since a server may outlive the use that began it


@dataclass(frozen=True)
class Status:
    """What a server says of itself in postmaster.pid."""

    pid: int
    socket: Path
    ready: bool


@dataclass(frozen=True)
class Server:
    """The server of one cluster (PostgreSQL's word for a folder of databases)."""

    cluster: Path

    @property
    def url(self) -> str:
        path = self.status().socket
        host = quote(str(path.parent), safe="")
        return f"postgresql://{NAME}@/{NAME}?host={host}&port={path.suffix[1:]}"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    def start(self) -> None:
        """Start the server unless it runs. The caller holds the lock on starting."""
        if self._answers():
            return
        programs = Programs.found()
        account = Account.able_to_run(programs.folder / "postgres", self.cluster)
        if not (self.cluster / "PG_VERSION").exists():
            self._create(programs, account)
        self._check_version(programs)
        self._await_predecessor()
        account.owns(self.cluster)
        deadline = time.monotonic() + PATIENCE
        while not (self._answers() or self._launch(programs, account, deadline)):
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server: sessions end, what was committed is safe on disk."""
        status = self.status()
        if status is None or not self._is_ours(status.pid):
            return
        for wish in (signal.SIGINT, signal.SIGQUIT):  # PostgreSQL's fast and immediate shutdown
            with contextlib.suppress(ProcessLookupError):
                os.kill(status.pid, wish)
            if self._ends(status.pid):
                break
        self._remove_socket(status)

    def _create(self, programs: Programs, account: Account) -> None:
        """Make the cluster beside its place and move it there whole, so that none is half made."""
        if self.cluster.exists() and any(self.cluster.iterdir()):
            raise PostgresError(
                f"{self.cluster} holds files that are not PostgreSQL's: move them away, or set "
                "DATA_DIR to another folder."
            )
        partial = self.cluster.with_name("postgres.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        account.owns(partial)
        locale = ("--locale=C.UTF-8",)
        if programs.major >= 17:
            locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        self._run(
            account,
            *(programs.folder / "initdb", "-D", partial, "--data-checksums", "--encoding=UTF8"),
            *locale,
            *("--username=postgres", "--auth=trust"),  # the folder itself keeps others out
        )
        self._run(
            account,
            *(programs.folder / "postgres", "--single", "-D", partial, "postgres"),
            text=f"CREATE ROLE {NAME} LOGIN CREATEDB\nCREATE DATABASE {NAME} OWNER {NAME}\n",
        )
        partial.rename(self.cluster)

    def _run(self, account: Account, *command: str | Path, text: str = "") -> None:
        outcome = account.run(*command, text=text)
        # PostgreSQL for a single user ends well even where a statement failed.
        if outcome.returncode != 0 or "ERROR:" in outcome.stderr:
            raise PostgresError(self._reason(outcome.stdout + outcome.stderr, "be set up"))

    def _check_version(self, programs: Programs) -> None:
        major = (self.cluster / "PG_VERSION").read_text().strip()
        if major != str(programs.major):
            raise PostgresError(
                f"{self.cluster} was made by PostgreSQL {major} and the programs here are "
                f"version {programs.major}: move the data with PostgreSQL's pg_dump or "
                "pg_upgrade, or set DATA_DIR to another folder to start afresh."
            )

    def _await_predecessor(self) -> None:
        """Let a server that is starting or stopping come to its end; forget one that died."""
        deadline = time.monotonic() + PATIENCE
        while (status := self.status()) and self._is_ours(status.pid) and not self._answers():
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"A PostgreSQL server (process {status.pid}) holds {self.cluster} and does "
                    f"not answer: end it with `kill -QUIT {status.pid}`, which loses nothing, and "
                    "start again."
                )
            time.sleep(0.05)
        if status and not self._is_ours(status.pid):
            # Its process number may belong to another program by now, or to a process that
            # ended and was not waited for: PostgreSQL would take either for a running server.
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)
            self._remove_socket(status)

    def _remove_socket(self, status: Status) -> None:
        """Remove what the server may have left where its socket was, if the place is our own."""
        if status.socket.parent == self.cluster:
            status.socket.with_name(f"{status.socket.name}.lock").unlink(missing_ok=True)
        elif status.socket.parent.name.startswith(SOCKET_FOLDER):
            shutil.rmtree(status.socket.parent, ignore_errors=True)

    def _launch(self, programs: Programs, account: Account, deadline: float) -> bool:
        """Start the server and wait until it answers; False if its predecessor still lingers."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch()
        before = self.log.stat().st_size
        settings = {**SERVER_SETTINGS, "unix_socket_directories": self._socket_folder(account)}
        options = [part for item in settings.items() for part in ("-c", "{}={}".format(*item))]
        program = programs.folder / "postgres"
        process = account.launch(program, "-D", self.cluster, *options, log=self.log)
        _launched.append(process)
        while process.poll() is None:
            if self._answers():
                return True
            if time.monotonic() > deadline:
                process.send_signal(signal.SIGQUIT)
                break
            time.sleep(0.02)
        said = self.log.read_text(errors="replace")[before:]
        if "is still in use" in said and time.monotonic() < deadline:
            return False  # children of a server that was killed take a moment to notice
        raise PostgresError(self._reason(said, "start"))

    def _socket_folder(self, account: Account) -> Path:
        """The cluster, which is closed to others; else, its path being too long, a short one."""
        length = len(os.fsencode(self.cluster / ".s.PGSQL.5432"))
        if length <= SOCKET_PATH_LIMIT and "," not in str(self.cluster):
            return self.cluster
        folder = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER))
        account.owns(folder)
        return folder

    def status(self) -> Status | None:
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            path = Path(lines[4]) / f".s.PGSQL.{lines[3]}"
            return Status(int(lines[0]), path, lines[7:] == ["ready   "])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _answers(self) -> bool:
        status = self.status()
        if status is None or not status.ready or not self._is_ours(status.pid):
            return False
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(status.socket))
            except OSError:
                return False
        return True

    def _is_ours(self, pid: int) -> bool:
        """Whether the process is the server of this cluster, by its command line."""
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            if Path("/proc/self").exists():
                return False
            ps = subprocess.run(
                ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True
            )
            line = ps.stdout
        return os.fsencode(self.cluster) in line

    def _ends(self, pid: int) -> bool:
        """Wait for the server to be gone; False when it has not gone in time."""
        deadline = time.monotonic() + PATIENCE
        while self._is_ours(pid):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        for process in _launched:
            process.poll()
        return True

    def _reason(self, said: str, act: str) -> str:
        if "No space left on device" in said or "Check free disk space" in said:
            return DISK_FULL.format(self.cluster.parent)
        faults = re.findall(r"(?i:fatal|panic|error):\s+(.+)", said)
        reason = faults[-1] if faults else " ".join(said.split()) or "it gave no reason"
        details = f": {self.log} has the details" if self.log.exists() else ""
        return f"PostgreSQL could not {act} ({reason}){details}."
