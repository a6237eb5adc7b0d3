"""Disks that are really full: told clearly, nothing half stored, and over by itself."""

import contextlib
import os
import re
import subprocess
import time

import pytest

from tests.killed import DRAFT
from tests.running import LOADED, Run, fill, manage, new_data_dir
from tests.visiting import Visitor

PASSWORD = "norms, rules and principles"
PERSON = f"""
from django.contrib.auth.models import Group, User
user = User.objects.create_user("editor", password="{PASSWORD}", is_staff=True)
user.groups.add(Group.objects.get(name="Publisher"))
"""
NO_ROOM = "The archive has no room at the moment"
SIZES = {"originals": "2m", "temp": "8m", "data": "420m"}


@contextlib.contextmanager
def small_disk(folder, size):
    """A disk of its own of so many bytes, where the system lets us make one."""
    folder.mkdir(exist_ok=True)
    command = ("mount", "-t", "tmpfs", "-o", f"size={size},mode=0711", "tmpfs", str(folder))
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no small disk can be mounted here: {error}")
    try:
        yield folder
    finally:
        subprocess.run(("umount", "--lazy", str(folder)), check=True)


@pytest.fixture(scope="module")
def disks():
    with contextlib.ExitStack() as stack:
        data_dir = stack.enter_context(new_data_dir())
        data = stack.enter_context(small_disk(data_dir, SIZES["data"]))
        temp = stack.enter_context(small_disk(data_dir.parent / "temp", SIZES["temp"]))
        temp.chmod(0o1777)
        originals = stack.enter_context(small_disk(data_dir / "originals", SIZES["originals"]))
        fill(data, LOADED)
        yield {"originals": originals, "temp": temp, "data": data}


@pytest.fixture(scope="module")
def site(disks):
    run = Run(disks["data"], TMPDIR=str(disks["temp"])).wait_for_address()
    try:
        assert manage(disks["data"], "shell", "-v0", "-c", PERSON).returncode == 0
        yield run
    finally:
        run.stop()


@pytest.fixture
def visitor(site):
    visitor = Visitor(site.port)
    visitor.sign_in("editor", PASSWORD)
    return visitor


@contextlib.contextmanager
def full(folder):
    """Take all the room that a disk has left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    assert os.statvfs(folder).f_bavail == 0
    try:
        yield
    finally:
        filler.unlink()


def drafts(disks):
    """The number of uploads, of originals known, and of files there."""
    said = manage(
        disks["data"],
        *("shell", "-v0", "-c"),
        "from resolutions.models import SourceFile as S, Upload as U; "
        "print(U.objects.count(), S.objects.count())",
    )
    files = [path for path in disks["originals"].rglob("*") if path.is_file()]
    return said.stdout.split(), len([path for path in files if path.name != "filler"])


def draft(number, size=0):
    return DRAFT.format(number=number).encode() + b"\n" + b" " * size


@pytest.mark.parametrize(
    ("disk", "size"),
    [
        pytest.param("originals", 200_000, id="originals"),
        pytest.param("temp", 3_000_000, id="what is arriving"),
    ],
)
def test_what_has_no_room_is_refused_and_taken_later(disks, visitor, disk, size):
    before = drafts(disks)
    with full(disks[disk]):
        status, _, page = visitor.upload("draft.txt", draft(700, size))
        assert (status, NO_ROOM in page) == (503, True), page
        assert visitor.get("/documents/")[0] == 200
        assert visitor.get("/documents/A/RES/71/28/")[0] == 200
    assert drafts(disks) == before
    status, address, page = visitor.upload("draft.txt", draft(700 + len(disk), size // 100))
    assert (status, re.search(r"/editing/uploads/\d+/$", address) is not None) == (200, True), page


def test_a_database_without_room_refuses_and_recovers(disks, visitor):
    """It may go under with the disk; then pages say so, and it is back when there is room."""
    with full(disks["data"]):
        answers = [visitor.upload("draft.txt", draft(800 + n)) for n in range(40)]
        refused = [page for status, _, page in answers if status == 503]
        assert {status for status, _, _ in answers} <= {200, 503}
        reads = [visitor.get("/documents/A/RES/71/28/")[0] for _ in range(5)]
    assert refused
    assert all(NO_ROOM in page or "is unavailable for a moment" in page for page in refused)
    assert set(reads) <= {200, 503}
    deadline = time.monotonic() + 60
    while visitor.upload("draft.txt", draft(900))[0] != 200:
        assert time.monotonic() < deadline
        time.sleep(1)
    said = manage(disks["data"], "verify", "originals").stdout
    assert "cannot be read" not in said
    assert visitor.get("/documents/A/RES/71/28/")[0] == 200


def test_a_site_that_ends_in_mid_upload_leaves_nothing(disks, site, visitor):
    """The last test here: the site is gone after it."""
    free = os.statvfs(disks["temp"]).f_bavail
    with visitor.half_an_upload(bytes(4_000_000)):
        deadline = time.monotonic() + 60
        while os.statvfs(disks["temp"]).f_bavail >= free:
            assert time.monotonic() < deadline, "nothing arrives"
            time.sleep(0.05)
        site.process.terminate()
        assert site.process.wait(60) == 0
    assert list(disks["temp"].rglob("*")) == []
    assert list(disks["originals"].rglob(".partial-*")) == []
