"""Files that come in at once: few are taken at a time, and pages go on."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from config.middleware import Intake
from resolutions.uploads import NamelessFile

ALL = Intake.at_once + Intake.waiting


class Places(threading.BoundedSemaphore):
    """Places that tell when they are asked for one, which is done by who is in the queue."""

    def __init__(self, number):
        super().__init__(number)
        self.asked = threading.Semaphore(0)

    def acquire(self, *args, **kwargs):
        self.asked.release()
        return super().acquire(*args, **kwargs)


@pytest.fixture
def slow():
    """An intake whose view waits for the test; with what it has begun, and the word to go on."""
    begun, go_on = threading.Semaphore(0), threading.Event()

    def view(request):
        if request.method == "POST":
            begun.release()
            assert go_on.wait(60)
        return HttpResponse("taken")

    intake = Intake(view)
    intake.places = Places(Intake.at_once)
    return intake, begun, go_on


def sending():
    return RequestFactory().post("/editing/upload/", {"files": SimpleUploadedFile("a.txt", b"a")})


def test_few_are_taken_some_wait_and_the_rest_are_asked_to_come_back(slow):
    intake, begun, go_on = slow
    with ThreadPoolExecutor(ALL) as pool:
        sent = [pool.submit(intake, sending()) for _ in range(ALL)]
        for _ in range(Intake.at_once):
            assert begun.acquire(timeout=60)
        for _ in sent:
            assert intake.places.asked.acquire(timeout=60)
        refused = intake(sending())
        assert (refused.status_code, refused["Retry-After"]) == (503, "10")
        assert "yours was not taken" in refused.text
        assert not begun.acquire(blocking=False)
        assert intake(RequestFactory().get("/")).status_code == 200
        go_on.set()
        assert {each.result(60).status_code for each in sent} == {200}
    assert intake(sending()).status_code == 200


def test_who_waits_too_long_is_asked_to_come_back(slow, monkeypatch):
    intake, begun, go_on = slow
    monkeypatch.setattr(intake, "patience", 0.01)
    with ThreadPoolExecutor(ALL) as pool:
        sent = [pool.submit(intake, sending()) for _ in range(Intake.at_once)]
        for _ in sent:
            assert begun.acquire(timeout=60)
        assert intake(sending()).status_code == 503
        go_on.set()
        assert {each.result(60).status_code for each in sent} == {200}


def test_what_arrives_has_no_name_that_could_stay_behind(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    handler = NamelessFile()
    handler.new_file("files", "a.txt", "text/plain", 6, None, {})
    handler.receive_data_chunk(b"Dra", 0)
    handler.receive_data_chunk(b"ft.", 3)
    assert list(tmp_path.iterdir()) == []
    kept = handler.file_complete(6)
    assert (kept.name, kept.size, kept.read()) == ("a.txt", 6, b"Draft.")
    handler.upload_interrupted()
    assert kept.closed
