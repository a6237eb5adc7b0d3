"""How to cite a text or a paragraph of it: as a page, and as files for reference managers."""

from functools import cached_property

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.views.decorators.http import conditional_page

from resolutions.exports import attachment
from resolutions.models import Paragraph
from resolutions.parallel import choose, held_versions
from resolutions.reading import head_of, name_of
from resolutions.references import Pinpoint, Work, files, pinpoint, references, work
from resolutions.views.addresses import TextView
from resolutions.vocabulary import ParagraphKind

FILES = {
    "bib": ("application/x-bibtex; charset=utf-8", files.bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", files.ris),
    "json": ("application/vnd.citationstyles.csl+json", files.csl_json),
}


class CitedText(TextView):
    """A text and the paragraph that `?paragraph=` names by its anchor, if any."""

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Those of one language: anchors are the same in all, and citations are in English."""
        choice = choose(QueryDict(), held_versions(self.object))
        if choice.shown is None:
            return []
        return list(self.object.paragraphs.filter(language=choice.shown.language))

    @property
    def wanted(self) -> str:
        return self.request.GET.get("paragraph", "")

    @cached_property
    def place(self) -> Pinpoint | None:
        """The paragraph asked for; None if the text has none of that anchor."""
        found = (each for each in self.paragraphs if self.wanted and each.anchor == self.wanted)
        paragraph = next(found, None)
        return paragraph and pinpoint(paragraph.anchor, self.paragraphs, name_of(paragraph))

    def answer(self):
        """A paragraph that is asked for by an anchor it had before is shown by its own."""
        if self.wanted and self.place is None and (now := self.anchor_now(self.wanted)):
            query = self.request.GET.copy()
            query["paragraph"] = now
            return redirect(f"{self.request.path}?{query.urlencode()}")
        return self.cite()

    def cite(self):
        return super().answer()

    def work(self) -> Work:
        url = self.request.build_absolute_uri(self.object.get_absolute_url())
        return work(self.object, url, localdate(), self.place)


class CiteView(CitedText):
    """Every style and file of citation, for the text or for a paragraph of it."""

    page = "cite"
    template_name = "resolutions/cite.html"

    def get_context_data(self, **kwargs):
        choices = [
            (each.anchor, each.label, head_of(each))
            for each in self.paragraphs
            if each.kind != ParagraphKind.HEADING
        ]
        return super().get_context_data(
            place=self.place,
            wanted=self.wanted,
            missing=bool(self.wanted) and self.place is None,
            choices=choices,
            references=list(references(self.work())),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        status = 404 if context["missing"] else 200
        return super().render_to_response(context, status=status, **kwargs)


@method_decorator(conditional_page, name="dispatch")
class CitationFileView(CitedText):
    """A citation as a file to import: BibTeX, RIS or CSL-JSON."""

    page = "citation_file"

    def cite(self) -> HttpResponse:
        if self.wanted and self.place is None:
            raise Http404
        media_type, write = FILES[self.kwargs["format"]]
        cited = self.work()
        response = attachment(media_type, f"{files.key(cited)}.{self.kwargs['format']}")
        response.write(write(cited))
        return response
