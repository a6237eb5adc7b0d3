"""Signing in: who is slowed down, what they are told, and when a session ends."""

import math
from collections.abc import Callable

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

SIGNED_IN = "signed_in"  # in the session: when, in seconds since 1970


def client_address(request: HttpRequest) -> str:
    """
    Return the address that a request comes from.

    Each of the proxies that stand before the archive adds the address that it was asked
    from to the end of X-Forwarded-For; what is farther left the client may have made up.
    """
    passed = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.PROXIES <= len(passed):
        return passed[-settings.PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")


def locked_out(request: HttpRequest, *_, **__) -> HttpResponse:
    """Say that signing in has failed too often, and when it may be tried again."""
    seconds = math.ceil(get_cool_off(request).total_seconds())
    response = render(request, "locked_out.html", {"minutes": seconds // 60}, status=429)
    response["Retry-After"] = str(seconds)
    return response


@receiver(user_logged_in)
def remember_when(request: HttpRequest, **_) -> None:
    request.session[SIGNED_IN] = timezone.now().timestamp()


def sessions_end(get_response: Callable) -> Callable:
    """Sign people out some hours after they signed in, however busy they were."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            began = request.session.get(SIGNED_IN)
            if began is not None and timezone.now().timestamp() - began > settings.LONGEST_SESSION:
                logout(request)
        return get_response(request)

    return middleware
