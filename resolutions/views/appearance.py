"""The theme that a visitor chooses: the one thing the site remembers, and only if asked."""

from django.http import HttpResponseForbidden, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEMES = ("light", "dark")
YEAR = 365 * 24 * 60 * 60


# A token would need a cookie on every page. What a forged request could do is change
# colours, and browsers tell where a request comes from.
@csrf_exempt
@require_POST
def theme(request):
    """Remember a theme, or forget it, and go back to the page."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden("The theme is chosen on the pages of this site.")
    response = HttpResponseRedirect(own_path(request.POST.get("next", "")))
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        response.set_cookie(
            "theme",
            chosen,
            max_age=YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def own_path(address: str) -> str:
    """Return the address if it is a path of this site, and the home page otherwise."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return iri_to_uri(address)
    return "/"
