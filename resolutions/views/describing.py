"""What the page of a text tells programs: tags, a data block, and its other forms."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from resolutions.markup import data_block
from resolutions.models import Resolution, Subject
from resolutions.parallel import Choice, Held
from resolutions.references import Work
from resolutions.references.tags import Alternate, Shown, legislation, tags
from resolutions.views.citing import FILES
from resolutions.views.renditions import MEDIA_TYPES
from resolutions.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Described:
    canonical: str
    alternates: list[Alternate]
    tags: list[tuple[str, str]]
    data: SafeString


def described(
    request: HttpRequest, work: Work, choice: Choice, held: list[Held], subjects: list[Subject]
) -> Described:
    """Describe a text in the language that is shown; no queries."""
    text, version = work.text, choice.shown
    shown = shown_in(request, work, version)
    terms = [subject.term for subject in subjects]
    files = file_addresses(request, text, shown.language) if version else {}
    return Described(
        canonical=shown.url,
        alternates=[*languages(work, held), *forms(request, text, files)],
        tags=list(tags(work, shown, terms, files)),
        data=data_block(legislation(work, shown, terms, files)),
    )


def shown_in(request: HttpRequest, work: Work, version: Held | None) -> Shown:
    """The title of another language goes with it; the address names a language if it was asked."""
    language = version.language if version else Language.ENGLISH
    own = version.version.title if version and language != Language.ENGLISH else ""
    asked = request.GET.get("lang") == language
    url = f"{work.url}?lang={language}" if asked else work.url
    return Shown(language, own.rstrip(".") or work.title, url)


def file_addresses(request: HttpRequest, text: Resolution, language: str) -> dict[str, str]:
    """The addresses of the text as files, by media type."""
    return {
        media_type.partition(";")[0]: request.build_absolute_uri(
            reverse("rendition", kwargs={"address": text.address, "file": file})
            + f"?lang={language}"
        )
        for file, media_type in MEDIA_TYPES.items()
    }


def languages(work: Work, held: list[Held]) -> Iterator[Alternate]:
    for each in held if len(held) > 1 else []:
        yield Alternate(f"{work.url}?lang={each.language}", "", each.language)


def forms(request: HttpRequest, text: Resolution, files: dict[str, str]) -> Iterator[Alternate]:
    for media_type, address in files.items():
        yield Alternate(address, media_type)
    for name, (media_type, _) in FILES.items():
        address = reverse("citation_file", kwargs={"address": text.address, "format": name})
        yield Alternate(
            request.build_absolute_uri(address), media_type.partition(";")[0], "", "Citation"
        )
