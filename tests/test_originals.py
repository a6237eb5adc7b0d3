"""The files of originals: whole or not there, and the same however often they are sent."""

import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile, File
from django.db import connection, transaction

from config.originals import Originals
from resolutions.archive import keep_original
from resolutions.archive.originals import strays

DATA = b"Draft resolution\n" * 10_000


@pytest.fixture
def storage(tmp_path):
    return Originals(tmp_path, file_permissions_mode=0o440, directory_permissions_mode=0o750)


def files_in(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


class Breaking(File):
    """A file whose reading fails in the middle."""

    def __init__(self, error):
        self.error = error

    def chunks(self, chunk_size=None):
        yield DATA[:5_000]
        raise self.error


def test_a_file_is_kept_under_its_name_for_reading_only(storage, tmp_path):
    assert storage.save("sha256/ab/cd/abcd", ContentFile(DATA)) == "sha256/ab/cd/abcd"
    path = tmp_path / "sha256/ab/cd/abcd"
    assert path.read_bytes() == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o007 == 0


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(28, "No space left on device"), id="disk-full"),
        pytest.param(KeyboardInterrupt(), id="stopped"),
    ],
)
def test_a_file_that_breaks_off_is_not_there(storage, tmp_path, error):
    with pytest.raises(type(error)):
        storage.save("sha256/ab/cd/abcd", Breaking(error))
    assert files_in(tmp_path) == []
    storage.save("sha256/ab/cd/abcd", ContentFile(DATA))
    assert files_in(tmp_path) == ["sha256/ab/cd/abcd"]


def test_a_file_that_breaks_off_leaves_the_one_before(storage, tmp_path):
    storage.save("sha256/ab/cd/abcd", ContentFile(DATA))
    with pytest.raises(OSError, match="Input/output"):
        storage.save("sha256/ab/cd/abcd", Breaking(OSError(5, "Input/output error")))
    assert (tmp_path / "sha256/ab/cd/abcd").read_bytes() == DATA


def test_a_damaged_copy_is_replaced(storage, tmp_path):
    path = tmp_path / storage.save("sha256/ab/cd/abcd", ContentFile(DATA))
    path.chmod(0o640)
    path.write_bytes(DATA[:100])
    storage.save("sha256/ab/cd/abcd", ContentFile(DATA))
    assert path.read_bytes() == DATA


def test_the_same_file_at_once_is_one(storage, tmp_path):
    digest = hashlib.sha256(DATA).hexdigest()
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: storage.save(digest, ContentFile(DATA)), range(40)))
    assert (names, files_in(tmp_path)) == ({digest}, [digest])


def test_names_do_not_lead_outside(storage):
    with pytest.raises(SuspiciousOperation):
        storage.save("../elsewhere", ContentFile(DATA))
    assert not os.path.exists(os.path.join(storage.location, "..", "elsewhere"))


@pytest.mark.django_db(transaction=True)
def test_what_is_being_stored_belongs_to_something(settings, tmp_path):
    """Between file and row nobody takes the file for a stray."""
    settings.MEDIA_ROOT = tmp_path
    with ThreadPoolExecutor(1) as pool:

        def look():
            try:
                return strays()
            finally:
                connection.close()

        with transaction.atomic():
            keep_original(b"Draft", "draft.txt", "text/plain")
            looking = pool.submit(look)
            with pytest.raises(TimeoutError):
                looking.result(timeout=0.5)
        assert looking.result(timeout=10) == []
