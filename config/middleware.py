"""What every answer carries, and what readers see while something is lacking."""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.errors import CROWDED, lacking, unavailable
from resolutions.archive.acting import acting

Answer = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


# Browsers keep these for ever unless they are told. Yet a symbol is corrected and corrected back,
# and a text that was withdrawn is restored.
KEPT_FOR_EVER = {301, 308, 410}


def security_headers(get_response: Answer) -> Answer:
    """Put the headers on every answer, static files and errors included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code in KEPT_FOR_EVER:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


class Intake:
    """
    Let few send files at once, and fewer than there are threads, so that pages go on.

    Some wait a little for a place; others are asked to come back.
    """

    at_once, waiting, patience = 2, 3, 10.0

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.places = threading.BoundedSemaphore(self.at_once)
        self.queue = threading.BoundedSemaphore(self.at_once + self.waiting)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_type != "multipart/form-data":
            return self.get_response(request)
        if not self.queue.acquire(blocking=False):
            return self.crowded(request)
        try:
            if not self.places.acquire(timeout=self.patience):
                return self.crowded(request)
            try:
                return self.get_response(request)
            finally:
                self.places.release()
        finally:
            self.queue.release()

    def crowded(self, request: HttpRequest) -> HttpResponse:
        return unavailable(request, "so many files come in at once", CROWDED)


class Lacking:
    """Answer 503 instead of 500 when a view cannot reach the database, or has no room to store."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        told = lacking(error)
        return unavailable(request, error, told) if told else None


def signed_changes(get_response: Answer) -> Answer:
    """Put the name of whoever is signed in beside every change that the database records."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE") or request.user.is_anonymous:
            return get_response(request)
        with acting(request.user.get_username()):
            return get_response(request)

    return middleware
