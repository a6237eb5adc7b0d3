"""What a visitor chooses about the look of pages: all that the site remembers, if asked."""

from urllib.parse import urlsplit

from django.http import HttpResponseForbidden, HttpResponseRedirect, QueryDict
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEMES = ("light", "dark")
# How a comparison is shown; the first is usual.
VIEWS = ("inline", "split")
YEAR = 365 * 24 * 60 * 60


@csrf_exempt
@require_POST
def theme(request):
    """Remember a theme, or forget it, and go back to the page."""
    return remembered(request, "theme", THEMES, own_path(request.POST.get("next", "")))


@csrf_exempt
@require_POST
def view(request):
    """Remember how comparisons are shown, and go back to the page, whose address says it too."""
    path, _, query = own_path(request.POST.get("next", "")).partition("?")
    chosen, parameters = request.POST.get("view", ""), QueryDict(query, mutable=True)
    if chosen in VIEWS:
        parameters["view"] = chosen
    address = f"{path}?{parameters.urlencode(safe='/')}" if parameters else path
    return remembered(request, "view", VIEWS, address)


# A token would need a cookie on every page. What a forged request could do is change colours
# or columns, and browsers tell where a request comes from.
def remembered(request, name: str, values: tuple[str, ...], address: str):
    """Keep what was chosen in the cookie of that name, or forget it, and go to the address."""
    if not from_here(request):
        return HttpResponseForbidden(f"The {name} is chosen on the pages of this site.")
    response = HttpResponseRedirect(address)
    chosen = request.POST.get(name)
    if chosen in values:
        response.set_cookie(
            name,
            chosen,
            max_age=YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(name, samesite="Lax")
    return response


def from_here(request) -> bool:
    """Whether the request comes from a page of this site, by all that its browser says of it."""
    own = f"{request.scheme}://{request.get_host()}"
    said = request.headers
    referrer = urlsplit(said.get("Referer", own))
    return (
        said.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
        and said.get("Origin", own) == own
        and f"{referrer.scheme}://{referrer.netloc}" == own
    )


def own_path(address: str) -> str:
    """Return the address if it is a path of this site, and the home page otherwise."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return iri_to_uri(address)
    return "/"
