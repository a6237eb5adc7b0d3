"""Answers for when the database or the room to store is lacking: 503, without the database."""

import errno
import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.log import log_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error as internal_error

from config.originals import Unreachable

RETRY_SECONDS = "10"
# SQLSTATEs: a write to a server that is only a standby now, and a disk without room.
READ_ONLY, DISK_FULL = "25006", "53100"
AWAY = (
    "The archive is unavailable for a moment",
    "Its database does not answer. Nothing is lost, and this page’s address is right: open it "
    "again in a minute.",
)
NO_ROOM = (
    "The archive has no room at the moment",
    "Its disk is full, so that nothing can be stored, and nothing of this was. Texts can be read "
    "as before. Try again when those who run the archive have made room.",
)
NO_STORE = (
    "The files cannot be reached for a moment",
    "The place where files are kept as supplied does not answer. Nothing is lost, and nothing was "
    "stored. Texts can be read as before; try again in a minute.",
)
CROWDED = (
    "Many files are coming in at this moment",
    "So that texts can be read meanwhile, yours was not taken, and nothing of it was stored. Go "
    "back and send it again in a minute.",
)


def lacking(error: BaseException | None) -> tuple[str, str] | None:
    """Return what to tell where something is lacking now; None where we asked something wrong."""
    state = getattr(getattr(error, "__cause__", None), "sqlstate", None)
    if isinstance(error, DatabaseError | InterfaceError):
        if state == DISK_FULL:
            return NO_ROOM
        away = isinstance(error, OperationalError | InterfaceError) or state == READ_ONLY
        return AWAY if away else None
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NO_ROOM
    return NO_STORE if isinstance(error, Unreachable) else None


def unavailable(
    request: HttpRequest, error: BaseException | str, told: tuple[str, str]
) -> HttpResponse:
    heading, words = told
    page = render_to_string("503.html", {"heading": heading, "words": words})
    response = HttpResponse(page, status=503)
    response["Retry-After"] = RETRY_SECONDS
    add_never_cache_headers(response)
    reason = " ".join(str(error).split())
    log_response("%s (%s)", request.path, reason, response=response, request=request)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Handle what went wrong outside a view, as when a session is stored."""
    error = sys.exception()
    told = lacking(error)
    return unavailable(request, error, told) if told else internal_error(request)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say that pages can be served: 200, or 503 while the database is away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain")
