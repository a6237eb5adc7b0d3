"""What somebody sent after their session had ended is kept until they have signed in again."""

from django.conf import settings
from django.contrib.auth.models import User
from django.shortcuts import render
from django.urls import reverse

# Tells of a browser, signed, who worked here last: only what comes from one is kept.
COOKIE, SALT = "worked", "editing.worked"
LONGEST_AWAY = 7 * 24 * 60 * 60
KEPT = "kept"  # in the session
# Where to look at what cannot be opened itself.
SEEN_AT = {"change": "manuscript"}


def remember(response, user) -> None:
    """Note in the browser who works there."""
    response.set_signed_cookie(
        COOKIE,
        user.get_username(),
        salt=SALT,
        max_age=LONGEST_AWAY,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path=reverse("editing:desk"),
    )


def page_of(request) -> str:
    """The page that a request was sent from, to come back to."""
    match = request.resolver_match
    if match.url_name in SEEN_AT:
        return reverse(f"editing:{SEEN_AT[match.url_name]}", kwargs=match.kwargs)
    return request.get_full_path()


def kept_from(request) -> bool:
    """
    Keep what was sent without a session, where its browser had one; return whether it was.

    Of files only the names are: whoever is not signed in puts nothing on the disk.
    """
    if request.method != "POST" or request.resolver_match.url_name == "codes":
        return False
    who = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LONGEST_AWAY)
    works = User.objects.filter(username=who, is_active=True, is_staff=True)
    if not who or not works.exists():
        return False
    request.session[KEPT] = {
        "who": who,
        "path": request.path,
        "page": page_of(request),
        "values": {n: value for n, value in request.POST.items() if n != "csrfmiddlewaretoken"},
        "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
    }
    if request.user.is_anonymous:
        request.session.set_expiry(LONGEST_AWAY)
    return True


def kept_for(request) -> dict | None:
    """What was kept of whoever is signed in."""
    found = request.session.get(KEPT)
    return found if found and found["who"] == request.user.get_username() else None


def forget(request) -> None:
    """What was kept has arrived where it was sent."""
    if (found := request.session.get(KEPT)) and found["path"] == request.path:
        del request.session[KEPT]


def token_refused(request, reason=""):
    """
    Refuse what comes without the token of this session, and keep it if it comes from our pages.

    As when somebody signs in anew in another window, and goes on in the one before.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    of_editors = request.resolver_match and request.resolver_match.namespace == "editing"
    kept = own and of_editors and request.user.is_authenticated and kept_from(request)
    return render(request, "403.html", {"kept": kept}, status=403)
