"""What is asked for again and has not changed is answered before anything else."""

import contextlib
from collections.abc import Callable, Iterable

from django.db import Error
from django.urls import reverse

from config.middleware import HEADERS
from resolutions.views.unchanged import held


class Unchanged:
    """
    Say that a page of search has not changed before Django reads the request.

    So that a reader who comes back, or a feed that is asked for each minute, costs next to
    nothing. What is not sure goes on to the application.
    """

    def __init__(self, application) -> None:
        self.application = application
        self.pages = {reverse("search"), reverse("suggest")}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        etag = None
        if environ["PATH_INFO"] in self.pages:
            with contextlib.suppress(Error):  # the application tells that the database is away
                etag = held(environ)
        if etag is None:
            return self.application(environ, start_response)
        headers = HEADERS | {"ETag": etag, "Vary": "Cookie, Accept-Encoding"}
        start_response("304 Not Modified", list(headers.items()))
        return []
