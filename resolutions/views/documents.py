"""The list of texts, and the page of one."""

from django.shortcuts import render
from django.utils.timezone import localdate

from resolutions import symbols
from resolutions.cited_by import citing
from resolutions.facets import chips, facets
from resolutions.families import carried
from resolutions.finding.filters import OF_TEXTS, renamed
from resolutions.finding.knowledge import current
from resolutions.finding.selection import Selection
from resolutions.gutter import choices_of, gutter_of
from resolutions.masthead import facts, flags
from resolutions.models import Resolution
from resolutions.parallel import choose, held_versions, side_by_side
from resolutions.reading import name_as_before, read
from resolutions.redlines import comparable
from resolutions.references import references, work
from resolutions.series import series_of
from resolutions.versions import sponsorships_of, versions_of
from resolutions.views.addresses import TextView
from resolutions.views.describing import described
from resolutions.views.paging import in_order, numbers_of, page_of
from resolutions.views.renditions import originals_of
from resolutions.vocabulary import Language, NoticeKind, Stage
from resolutions.voting.roll_call import tallies

SORTS = {"newest": "Newest", "oldest": "Oldest", "symbol": "Symbol"}


def document_list(request):
    """Browse: filters, sort and page are all in the address, and none of it can be wrong."""
    address = renamed(request.GET)
    listed = Resolution.objects.published().for_list()
    selection = Selection(current().texts, OF_TEXTS, address, listed)
    problems = selection.problems
    sort = request.GET.get("sort", "newest")
    if sort not in SORTS:
        problems.append("Texts can be sorted by newest, oldest or symbol. They stand newest first.")
        sort = "newest"
    page, trouble, status = page_of(selection.keys(sort), request.GET.get("page", "1"))
    problems += trouble
    page.object_list = in_order(listed, page)
    context = {
        "page": page,
        "numbers": numbers_of(page),
        "facets": list(facets(OF_TEXTS, selection, selection.table)),
        "chips": list(chips(selection, address)),
        "sorts": SORTS.items(),
        "sort": sort,
        "problems": problems,
    }
    status = 400 if problems and status == 200 else status
    return render(request, "resolutions/document_list.html", context, status=status)


class DocumentView(TextView):
    """A text with its links, notes, versions, votes and sponsors, and the texts that cite it."""

    page = "document"
    template_name = "resolutions/document.html"

    def get_context_data(self, **kwargs):
        text = self.object
        held = held_versions(text)
        choice = choose(self.request.GET, held)
        language = choice.shown.language if choice.shown else Language.ENGLISH
        shown = read(text, language)
        parts = shown.lay_out()
        name_as_before(parts, text.anchor_changes.filter(language=language))
        versions = versions_of(text)
        series = series_of(text, versions)
        choices = choices_of(text, series, versions) if text.has_text else []
        since = self.request.GET.get("since", "")
        alone = text.has_text and choice.beside is None
        standing = carried(text, language) if alone else {}
        passages = [each.passage for each in shown.paragraphs] if alone else []
        gutter = gutter_of(text, passages, language, choices, since, standing)
        url = self.request.build_absolute_uri(text.get_absolute_url())
        cited = work(text, url, localdate())
        subjects = list(text.subjects.all())
        return super().get_context_data(
            parts=parts,
            held=held,
            choice=choice,
            version=choice.shown.version if choice.shown else None,
            pairing=self.pairing(parts, choice),
            unmarked_notes=shown.unmarked_notes,
            versions=versions,
            series=series,
            gutter=gutter,
            carried=standing,
            comparable=comparable(text, series, versions),
            adopted=next((v for v in versions if v.stage == Stage.ADOPTED and v != text), None),
            votes=tallies(text.votes.on_whole_texts()),
            votes_on_paragraphs=list(text.votes.exclude(anchor="")),
            sponsorships=sponsorships_of(text, versions),
            subjects=subjects,
            citing=citing(text.symbol) if text.symbol else [],
            references=list(references(cited)),
            described=described(self.request, cited, choice, held, subjects),
            originals=list(originals_of(text)) if text.has_text else [],
            docs_url=symbols.docs_url(text.symbol) if text.symbol else None,
            flags=flags(text),
            notices=list(text.notices.exclude(kind=NoticeKind.WITHDRAWAL)),
            facts=facts(text),
            today=localdate(),
            **kwargs,
        )

    def pairing(self, parts, choice):
        """The paragraphs beside those of a second language, if one is asked for."""
        if choice.beside is None:
            return None
        other = choice.beside.language
        prefix = f"{other}-"
        return side_by_side(parts, read(self.object, other).lay_out(prefix), prefix)

    def render_to_response(self, context, **kwargs):
        status = context["choice"].status
        if context["gutter"].problem and status == 200:
            status = 404
        return super().render_to_response(context, status=status, **kwargs)
