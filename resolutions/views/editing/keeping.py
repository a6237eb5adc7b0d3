"""What somebody sent after their session had ended is kept until they have signed in again."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse

from resolutions.models import Manuscript
from resolutions.roles import EDIT
from resolutions.views.editing.access import needs

# Tells of a browser, signed, who worked here last: only what comes from one is kept.
COOKIE, SALT = "worked", "editing.worked"
LONGEST_AWAY = 7 * 24 * 60 * 60
KEPT = "kept"  # in the session
MOST = 400_000


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


def keeping(view):
    """Keep a step that comes without a session, where its browser had one, and ask to sign in."""

    def kept_or_done(request, pk):
        if request.user.is_authenticated or request.method != "POST":
            return view(request, pk)
        who = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LONGEST_AWAY)
        values = {n: value for n, value in request.POST.items() if n != "csrfmiddlewaretoken"}
        back = reverse("editing:manuscript", args=[pk])
        if who and sum(map(len, values.values())) <= MOST:
            request.session[KEPT] = {"who": who, "manuscript": pk, "values": values}
            back = reverse("editing:kept")
        return redirect_to_login(back, reverse("admin:login"))

    return kept_or_done


@needs(EDIT, "GET")
def kept(request):
    """The step that was sent when nobody was signed in any more, to be made now."""
    found = request.session.get(KEPT)
    manuscript = found and Manuscript.objects.filter(pk=found["manuscript"]).first()
    if not manuscript or found["who"] != request.user.get_username():
        return redirect("editing:desk")
    context = {"manuscript": manuscript, "sent": found["values"]}
    return render(request, "editing/kept.html", context)
