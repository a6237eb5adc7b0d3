"""Signing in: who is slowed down, what they are told, and when a session ends."""

import math
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from urllib.parse import urlencode

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from resolutions.models import OneTimeKey
from resolutions.roles import PUBLISH
from resolutions.views.editing.codes import WANTED

SIGNED_IN = "signed_in"  # in the session: when, in seconds since 1970


def client_address(request: HttpRequest) -> str:
    """
    Return the address that a request comes from; of IPv6, the network that one customer has.

    Each of the proxies that stand before the archive adds the address that it was asked
    from to the end of X-Forwarded-For; what is farther left the client may have made up.
    """
    passed = request.headers.get("X-Forwarded-For", "").split(",")
    known = request.META.get("REMOTE_ADDR", "")
    if 0 < settings.PROXIES <= len(passed):
        known = passed[-settings.PROXIES].strip()
    try:
        address = ip_address(known)
    except ValueError:  # a socket of the system has none
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False).network_address)


def locked_out(request: HttpRequest, *_, **__) -> HttpResponse:
    """Say that signing in has failed too often, and when it may be tried again."""
    seconds = math.ceil(get_cool_off(request).total_seconds())
    response = render(request, "locked_out.html", {"minutes": seconds // 60}, status=429)
    response["Retry-After"] = str(seconds)
    return response


@receiver(user_logged_in)
def remember_when(request: HttpRequest, **_) -> None:
    request.session[SIGNED_IN] = timezone.now().timestamp()
    request.session.set_expiry(None)  # what was kept before has waited longer


@receiver(user_logged_in)
def want_code(request: HttpRequest, user, **_) -> None:
    """Note in the session that a one-time code has to be given first, or set up."""
    if OneTimeKey.objects.filter(user=user).exclude(confirmed_at=None).exists():
        request.session[WANTED] = "code"
    elif settings.ONE_TIME_CODES and (user.has_perm(PUBLISH) or user.has_perm("auth.change_user")):
        request.session[WANTED] = "set-up"


def codes_first(get_response: Callable) -> Callable:
    """Lead to the page of codes, from every page of those who work here, until one is given."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME) or WANTED not in request.session:
            return get_response(request)
        codes = reverse("editing:codes")
        if request.path in (codes, reverse("admin:logout")):
            return get_response(request)
        if request.path.startswith((reverse("admin:index"), reverse("editing:desk"))):
            to = request.get_full_path() if request.method == "GET" else ""
            return redirect(f"{codes}?{urlencode({'next': to})}")
        request.user = AnonymousUser()  # a reader, as far as public pages are concerned
        return get_response(request)

    return middleware


def sessions_end(get_response: Callable) -> Callable:
    """Sign people out some hours after they signed in, however busy they were."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            began = request.session.get(SIGNED_IN)
            if began is not None and timezone.now().timestamp() - began > settings.LONGEST_SESSION:
                logout(request)
        return get_response(request)

    return middleware
