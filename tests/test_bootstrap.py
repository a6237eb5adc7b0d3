"""config/bootstrap.sh on machines that lack something: stand-in programs on a PATH of our own."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

TOOLS = ("cat", "cmp", "dirname", "ls", "rm", "sh")
OLD = 'case "$1" in --version) echo Python 3.8.18;; *) exit 1;; esac'
WITHOUT_VENV = 'case "$*" in *version_info*) ;; --version) echo Python 3.12.3;; *) exit 1;; esac'
USABLE = f'exec {sys.executable} "$@"'


@pytest.fixture
def machine(tmp_path):
    """Return a function that runs the script where only the programs given exist."""
    checkout = tmp_path / "checkout"
    (checkout / "config").mkdir(parents=True)
    shutil.copy(settings.BASE_DIR / "config" / "bootstrap.sh", checkout / "config")
    for name in ("requirements.txt", "requirements-postgres.txt"):
        (checkout / name).write_text("")
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))

    def run(**scripts):
        for name, script in scripts.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        return subprocess.run(
            ["sh", "config/bootstrap.sh"],
            cwd=checkout,
            env={"PATH": str(programs), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
        )

    return run


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        pytest.param(
            {},
            "The archive needs Python 3.12 or newer and found no Python 3: install a newer Python, "
            "or install uv, which fetches one, then run make again.",
            id="no Python",
        ),
        pytest.param(
            {"python3": OLD},
            "The archive needs Python 3.12 or newer and found Python 3.8.18: install a newer "
            "Python, or install uv, which fetches one, then run make again.",
            id="old Python",
        ),
        pytest.param(
            {"python3": WITHOUT_VENV},
            "Python 3.12.3 lacks its venv module: install it (on Debian: apt install python3-venv) "
            "or install uv, then run make again.",
            id="Python in parts",
        ),
        pytest.param(
            {"python3": OLD, "uv": 'test "$1" = --version'},
            "uv could not provide Python 3.13: install Python 3.12 or newer, then run make again.",
            id="uv without a network",
        ),
    ],
)
def test_what_is_missing_is_named_with_the_remedy(machine, programs, sentence):
    outcome = machine(**programs)
    assert outcome.returncode == 1
    assert outcome.stderr == sentence + "\n"


def test_packages_are_installed_once_and_again_when_the_pins_change(machine, tmp_path):
    """The requirements here are empty, so that pip has nothing to fetch."""
    first, second = machine(python3=USABLE), machine()
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Making .venv with Python 3.")
    assert first.stdout.endswith("Installing packages (this happens once)\n")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    (tmp_path / "checkout" / "requirements.txt").write_text("# changed\n")
    third = machine()
    assert (third.returncode, third.stdout) == (0, "Installing packages (this happens once)\n")
    assert os.access(tmp_path / "checkout" / ".venv" / "bin" / "python", os.X_OK)
