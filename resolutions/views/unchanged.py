"""
What a reader has already is not sent again: one rule for the pages, files and feeds of search.

A validator stands for all that an answer is made of: the address and whom it was asked for, the
state of the archive, and the software.
"""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags

from resolutions.finding.knowledge import Key, current_key

# Whose values an answer depends on, among the variables of WSGI.
ASKED = (
    *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST"),
    *("PATH_INFO", "QUERY_STRING", "HTTP_COOKIE"),
)
SOFTWARE = ("config", "resolutions", "static", "templates", "requirements.txt")


def validator(asked: Mapping, key: Key) -> str | None:
    """
    Return what is equal as long as the same request would get the same answer.

    `asked` are the variables of WSGI, and `key` is what search knows of the archive. None for
    those who are signed in: what they see is theirs.
    """
    if f"{settings.SESSION_COOKIE_NAME}=" in asked.get("HTTP_COOKIE", ""):
        return None
    known = key, software(), [asked.get(name, "") for name in ASKED]
    return f'"{blake2b(repr(known).encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


@cache
def software() -> str:
    """Return what changes with the files that the archive consists of."""
    digest = blake2b(digest_size=12)
    for name in SOFTWARE:
        top = settings.BASE_DIR / name
        for path in sorted([top, *top.rglob("*.*")]):
            status = path.stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def held(asked: Mapping) -> str | None:
    """
    Return the validator that a request names, if what it stands for is unchanged.

    For answering before a request is read any further. None where there is more to a request.
    """
    named = asked.get("HTTP_IF_NONE_MATCH")
    if not named or asked["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_IF_MATCH" in asked:
        return None
    current = validator(asked, current_key())
    return next((tag for tag in parse_etags(named) if tag.removeprefix("W/") == current), None)


def validated(view: Callable) -> Callable:
    """
    Send an answer of this view with its validator, and not at all to who has it.

    The view takes as its second argument the state of the archive that its answer is to be of.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        key = current_key()
        etag = validator(request.META, key)
        response = get_conditional_response(request, etag=etag) or view(request, key)
        if etag and response.status_code in (200, 304):
            response["ETag"] = etag
        return response

    return answer
