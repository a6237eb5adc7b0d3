"""Originals in an object store: the same promises as in files, by a server that speaks S3."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from config import environment
from config.object_store import ObjectStore
from config.originals import Unreachable
from config.postgres import running
from resolutions.archive import keep_original
from resolutions.exports import original_file
from resolutions.models import SourceFile, Upload
from resolutions.roles import make_roles
from tests import factories as make
from tests.running import MIGRATED, data_dir_after, manage
from tests.stores import BUCKET, client_of, running_store

DATA = b"Draft resolution\n" * 10_000
NAME = "sha256/ab/cd/abcd"


@pytest.fixture(scope="session")
def variables():
    with running_store() as variables:
        yield variables


@pytest.fixture
def client(variables, monkeypatch):
    """The store as it sees itself, empty, and its address in the environment."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    seen = client_of(variables)
    yield seen
    for found in seen.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        seen.delete_object(Bucket=BUCKET, Key=found["Key"])


@pytest.fixture
def store(client):
    return ObjectStore(BUCKET, "/held")


@pytest.fixture
def in_use(client, settings):
    """The archive keeps its originals in the store."""
    settings.STORAGES = settings.STORAGES | {"originals": environment.originals("ORIGINALS")}
    field = SourceFile._meta.get_field("content")
    before, field.storage = field.storage, ObjectStore(BUCKET, "held")
    yield client
    field.storage = before


def test_a_file_is_kept_below_the_prefix(store, client):
    assert store.save(NAME, ContentFile(DATA)) == NAME
    held = client.get_object(Bucket=BUCKET, Key=f"held/{NAME}")
    assert held["Body"].read() == DATA
    with store.open(NAME) as file:
        assert file.read() == DATA
    assert (store.exists(NAME), store.size(NAME)) == (True, len(DATA))
    assert [(name, at) for name, at in store.held()] == [(NAME, store.get_modified_time(NAME))]
    store.delete(NAME)
    assert (store.exists(NAME), list(store.held())) == (False, [])


def test_nobody_reads_it_by_an_address(store, variables):
    store.save(NAME, ContentFile(DATA))
    with pytest.raises(ValueError, match="no address"):
        store.url(NAME)


def test_the_same_file_at_once_is_one(store):
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: store.save(NAME, ContentFile(DATA)), range(40))) == {NAME}
    assert [name for name, _ in store.held()] == [NAME]


def test_more_files_than_one_page_lists(store):
    names = {f"sha256/{n:04}" for n in range(20)}
    for name in names:
        store.save(name, ContentFile(b"x"))
    store.page_size = 7
    assert {name for name, _ in store.held()} == names


def test_what_is_not_there_is_told_as_of_a_file(store):
    for ask in (store.open, store.size, store.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask(NAME)


def test_a_store_that_does_not_answer_is_a_fault_of_files(client, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    store = ObjectStore(BUCKET)
    for ask in (store.exists, store.open, lambda name: store.save(name, ContentFile(DATA))):
        with pytest.raises(Unreachable):
            ask(NAME)


def test_a_bucket_that_is_not_there_is_a_fault_of_the_store(client):
    with pytest.raises(Unreachable, match="NoSuchBucket"):
        ObjectStore("another-bucket").save(NAME, ContentFile(DATA))


@pytest.mark.django_db
def test_an_upload_says_when_the_store_is_away_and_keeps_nothing(in_use, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    SourceFile._meta.get_field("content").storage = ObjectStore(BUCKET)
    make_roles()
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    visitor = Client(raise_request_exception=False)
    visitor.force_login(editor)
    response = visitor.post(reverse("editing:upload"), {"pasted": "A/C.1/77/L.1"})
    assert response.status_code == 503
    assert "The place where files are kept as supplied does not answer" in response.text
    assert (SourceFile.objects.count(), Upload.objects.count()) == (0, 0)
    assert visitor.get(reverse("documents")).status_code == 200


@pytest.mark.django_db
def test_an_original_passes_through_the_archive(in_use, client):
    text = make.make_text("A/RES/71/28", [("pp1", "Recalling its resolution 53/70,")])
    source, is_new = keep_original(DATA, "draft.txt", "text/plain")
    assert (is_new, keep_original(DATA, "again.txt", "text/plain")) == (True, (source, False))
    SourceFile.objects.update(resolution=text)
    held = in_use.list_objects_v2(Bucket=BUCKET)["Contents"]
    digest = hashlib.sha256(DATA).hexdigest()
    assert [found["Key"] for found in held] == [f"held/sha256/{digest[:2]}/{digest[2:4]}/{digest}"]


@pytest.mark.django_db
def test_an_original_is_downloaded_from_the_archive(in_use, rf):
    source, _ = keep_original(DATA, "draft.txt", "text/plain")
    response = original_file(rf.get("/"), source)
    assert b"".join(response.streaming_content) == DATA
    assert response["Content-Disposition"] == 'attachment; filename="draft.txt"'


@pytest.mark.django_db
def test_verify_finds_what_is_wrong_in_the_store(in_use):
    sources = [keep_original(DATA + b"%d" % n, f"{n}.txt", "text/plain")[0] for n in range(5)]
    lost, cut, other, *_ = [f"held/{source.content.name}" for source in sources]
    in_use.delete_object(Bucket=BUCKET, Key=lost)
    in_use.put_object(Bucket=BUCKET, Key=cut, Body=DATA[:100])
    in_use.put_object(Bucket=BUCKET, Key=other, Body=DATA + b"?")
    in_use.put_object(Bucket=BUCKET, Key="held/sha256/stray", Body=b"stray")
    said = io.StringIO()
    with pytest.raises(CommandError, match="4 things are wrong"):
        call_command("verify", "originals", stdout=said)
    assert f"{sources[0].sha256}) cannot be read: No such file in the store." in said.getvalue()
    assert f"{sources[1].sha256}) has 100 bytes instead of 170,001." in said.getvalue()
    assert f"{sources[2].sha256}) has other bytes" in said.getvalue()
    assert "sha256/stray, written on" in said.getvalue()


KEEP = """
from resolutions.archive import keep_original
for n in range(3): keep_original(b"Draft %d" % n, "draft.txt", "text/plain")
"""


def test_a_backup_of_a_store_comes_back_to_it_and_to_files(variables, tmp_path):
    seen, backup = client_of(variables), tmp_path / "archive.tar"
    with data_dir_after(MIGRATED) as data_dir, running(data_dir):

        def said(where, *step):
            done = manage(data_dir, *step, **where)
            assert (done.returncode, done.stderr) == (0, "")
            return done.stdout

        said(variables, "shell", "-v0", "-c", KEEP)
        assert "the database and 3 originals" in said(variables, "backup", backup)
        keys = [found["Key"] for found in seen.list_objects_v2(Bucket=BUCKET)["Contents"]]
        seen.delete_object(Bucket=BUCKET, Key=keys[0])
        seen.put_object(Bucket=BUCKET, Key=keys[1], Body=b"something else")
        for where in (variables, {}):
            assert "and 3 originals" in said(where, "restore", backup)
        held = {key: seen.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}
        files = {key: data_dir / "originals" / key.removeprefix("held/") for key in keys}
        assert held == {key: path.read_bytes() for key, path in files.items()}
        assert sorted(held.values()) == [b"Draft 0", b"Draft 1", b"Draft 2"]
