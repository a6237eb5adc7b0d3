"""Publications kept in git: fetched before they are read."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.core.management.base import CommandError

_ADDRESS = re.compile(r"(?:https?|ssh|git|file)://\S+|git@[\w.-]+:\S+")


def is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text))


def fetched(address: str, folder: Path) -> Path:
    """
    Return a clone of what lies at an address, as it is now, kept below `folder`.

    The clone is made at the first time and brought up to date after it. Where that
    is not possible the reason is told, and what to do instead.
    """
    if shutil.which("git") is None:
        raise CommandError("git is not installed: install it, or download the files and name them.")
    clone = folder / re.sub(r"\W+", "-", address.rpartition("://")[2]).strip("-").lower()
    folder.mkdir(parents=True, exist_ok=True)
    if (clone / ".git").is_dir():
        _git(address, "-C", str(clone), "fetch", "--depth", "1", "origin", "HEAD")
        _git(address, "-C", str(clone), "reset", "--quiet", "--hard", "FETCH_HEAD")
    else:
        partial = clone.with_name(f"{clone.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        _git(address, "clone", "--quiet", "--depth", "1", "--", address, str(partial))
        partial.rename(clone)
    return clone


def _git(address: str, *arguments: str) -> None:
    environment = os.environ | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    done = subprocess.run(  # noqa: S603 - an administrator's own address, and no shell
        [shutil.which("git"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.strip().splitlines() if line] or ["git gave no reason"]
        raise CommandError(
            f"{address} could not be fetched ({said[-1].removeprefix('fatal: ')}): see that the "
            "network is there and the address right, or download the files and give their folder."
        )
