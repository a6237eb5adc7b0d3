"""Who may open the editors' pages."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from resolutions.models import Upload
from resolutions.roles import EDIT, UPLOAD
from resolutions.views.editing.keeping import forget, kept_from, page_of, remember


def needs(right: str, *methods: str):
    """Let those in who have a right; others sign in first, or are told that they may not."""

    def decorate(view):
        @wraps(view)
        @staff(*methods)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def staff(*methods: str):
    """
    Let in whoever is signed in and works on the archive, whatever they may do.

    What others send is kept until they have signed in, if they worked here before.
    """

    def decorate(view):
        @wraps(view)
        @require_http_methods([*methods])
        @never_cache
        def guarded(request, *args, **kwargs):
            if not (request.user.is_authenticated and request.user.is_staff):
                back = reverse("editing:kept") if kept_from(request) else page_of(request)
                return redirect_to_login(back, reverse("admin:login"))
            response = view(request, *args, **kwargs)
            if request.method == "GET":
                remember(response, request.user)
            elif response.status_code < 400:
                forget(request)
            return response

        return guarded

    return decorate


def uploads_for(user):
    """The uploads that somebody may see: their own, and those of all if they are an editor."""
    uploads = Upload.objects.select_related("manuscript", "source__resolution", "uploaded_by")
    return uploads if user.has_perm(EDIT) else uploads.filter(uploaded_by=user)


def upload_for(request, pk: int) -> Upload:
    if not request.user.has_perm(UPLOAD):
        raise Http404
    return get_object_or_404(uploads_for(request.user), pk=pk)
