"""A text as files, and the files that it was read from."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views.decorators.http import conditional_page

from resolutions.exports import attachment, original_file
from resolutions.models import Resolution
from resolutions.parallel import Choice, choose, held_versions
from resolutions.renditions import akoma, data, plain
from resolutions.renditions.whole import whole_text
from resolutions.views.addresses import TextView

MEDIA_TYPES = {
    "text.txt": "text/plain; charset=utf-8",
    "akoma-ntoso.xml": "application/akn+xml",
    "document.json": "application/json",
}


@method_decorator(conditional_page, name="dispatch")
class RenditionView(TextView):
    """One language version of a text as a file; of a catalogue record, a page that says so."""

    page = "rendition"

    def answer(self) -> HttpResponse:
        text, file = self.object, self.kwargs["file"]
        held = held_versions(text)
        choice = choose(self.request.GET, held)
        if choice.shown is None or choice.problems:
            return self.missing(choice)
        version = choice.shown.version
        name = f"{text.address.replace('/', '-')}.{version.language}.{file.rpartition('.')[2]}"
        response = attachment(MEDIA_TYPES[file], name)
        response.write(self.content(file, version, [each.language for each in held]))
        return response

    def content(self, file: str, version, languages: list[str]) -> str | bytes:
        text, here = self.object, self.request.build_absolute_uri
        document = whole_text(text, version)
        url = here(text.get_absolute_url())
        if file == "akoma-ntoso.xml":
            return akoma.write(document)
        if file == "document.json":
            return data.write(text, document, languages, url, here(reverse("about") + "#files"))
        return plain.write(document, f"Cyber Norms Archive, {url}. Not an official record.")

    def missing(self, choice: Choice) -> HttpResponse:
        context = {"text": self.object, "problems": choice.problems}
        status = choice.status if choice.problems else 404
        return render(self.request, "resolutions/no_file.html", context, status=status)


class OriginalView(TextView):
    """A file that a text was read from, byte for byte; only ever a download."""

    page = "original"

    def answer(self) -> HttpResponse:
        digest = self.kwargs["digest"]
        source = get_object_or_404(self.object.sources, sha256=digest)
        etag = quote_etag(digest)
        unchanged = get_conditional_response(self.request, etag=etag)
        response = unchanged or original_file(self.request, source)
        response["ETag"] = etag
        return response


def originals_of(text: Resolution):
    return text.sources.only("name", "sha256", "size", "resolution_id").order_by("pk")
