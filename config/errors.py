"""Answers for when the database is away: 503, with no use of the database."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.log import log_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error as internal_error

RETRY_SECONDS = "10"
READ_ONLY = "25006"  # the SQLSTATE of a write to a server that is only a standby now


def is_away(error: BaseException | None) -> bool:
    """Whether the database cannot serve now, rather than that we asked it something wrong."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, DatabaseError) and (
        getattr(error.__cause__, "sqlstate", None) == READ_ONLY
    )


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = RETRY_SECONDS
    add_never_cache_headers(response)
    reason = " ".join(str(error).split())
    log_response("%s (%s)", request.path, reason, response=response, request=request)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Handle what went wrong outside a view, as when a session is stored."""
    error = sys.exception()
    return unavailable(request, error) if is_away(error) else internal_error(request)


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
