"""The public addresses. They are promises: a symbol or slug leads to its text for good."""

from django.urls import include, path, register_converter
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie
from django.views.generic import TemplateView

from resolutions.converters import (
    CitationFileConverter,
    DigestConverter,
    RenditionConverter,
    SessionConverter,
    YearConverter,
)
from resolutions.views import (
    appearance,
    cards,
    citations,
    citing,
    compare,
    documents,
    graph,
    home,
    paragraphs,
    phrases,
    renditions,
    search,
    sessions,
    sponsors,
    suggesting,
    verbs,
    votes,
    voting,
    years,
)
from resolutions.views.editing import (
    codes,
    kept,
    manuscripts,
    publishing,
    rereading,
    uploads,
)

register_converter(CitationFileConverter, "citation_file")
register_converter(DigestConverter, "digest")
register_converter(RenditionConverter, "rendition")
register_converter(SessionConverter, "session")
register_converter(YearConverter, "year")


def page(route, view, name):
    """
    A page is read, and nothing is sent to it.

    It shows the theme that its visitor chose, so caches must tell visitors apart.
    """
    return path(route, require_safe(vary_on_cookie(view)), name=name)


# The editors' pages: every one asks for a right, which `tests/editing/test_roles.py` lists.
editing = (
    [
        path("", uploads.desk, name="desk"),
        path("upload/", uploads.upload, name="upload"),
        path("uploads/<int:pk>/", uploads.upload_detail, name="upload"),
        path("uploads/<int:pk>/original/", uploads.original, name="original"),
        path("manuscripts/<int:pk>/", manuscripts.manuscript, name="manuscript"),
        path("manuscripts/<int:pk>/change/", manuscripts.change, name="change"),
        path("manuscripts/<int:pk>/page-<int:number>.png", manuscripts.page_image, name="page"),
        path("manuscripts/<int:pk>/latest/", manuscripts.latest, name="latest"),
        path("manuscripts/<int:pk>/again/", rereading.again, name="again"),
        path("manuscripts/<int:pk>/redline/", manuscripts.redline, name="redline"),
        path("manuscripts/<int:pk>/versions/", publishing.versions, name="versions"),
        path("manuscripts/<int:pk>/publish/", publishing.check, name="publish"),
        path("texts/<int:pk>/", publishing.text, name="text"),
        path("record/", publishing.record, name="record"),
        path("kept/", kept.kept, name="kept"),
        path("codes/", codes.codes, name="codes"),
    ],
    "editing",
)

urlpatterns = [
    page("", home.home, "home"),
    page("about/", home.about, "about"),
    page("coverage/", home.coverage_page, "coverage"),
    page("coverage/wanted/", citations.wanted_list, "wanted"),
    page("compare/", compare.compare_page, "compare"),
    page("documents/", documents.document_list, "documents"),
    # Before the page of a text, whose address takes in all that follows.
    page("documents/<path:address>/cite/", citing.CiteView.as_view(), "cite"),
    path(
        "documents/<path:address>/<citation_file:format>",
        citing.CitationFileView.as_view(),
        name="citation_file",
    ),
    page(
        "documents/<path:address>/<rendition:file>", renditions.RenditionView.as_view(), "rendition"
    ),
    path(
        "documents/<path:address>/original/<digest:digest>",
        renditions.OriginalView.as_view(),
        name="original",
    ),
    page(
        "documents/<path:address>/paragraphs/<slug:anchor>/",
        paragraphs.ParagraphView.as_view(),
        "paragraph",
    ),
    page("documents/<path:address>/", documents.DocumentView.as_view(), "document"),
    page("citations/", graph.citations, "citations"),
    page("votes/", voting.vote_list, "vote_list"),
    page("votes/compare/", voting.compare, "vote_compare"),
    page("votes/agreement/", voting.agreement, "agreement"),
    page("votes/<path:address>/", votes.VotesView.as_view(), "votes"),
    page("search/", search.search, "search"),
    page("search/suggest/", suggesting.suggest, "suggest"),
    page("phrases/", phrases.phrase_page, "phrase"),
    page("trends/", phrases.trends, "trends"),
    page("trends/verbs/", verbs.verb_list, "verbs"),
    page("sponsors/", sponsors.sponsor_list, "sponsors"),
    page("sponsors/<slug:slug>/", sponsors.sponsor_detail, "sponsor"),
    page("sessions/<session:session>/", sessions.session_detail, "session"),
    page("years/", years.year_list, "years"),
    page("years/<year:year>/", years.year_detail, "year"),
    path("fragments/card/", require_safe(cards.card), name="card"),
    path("editing/", include(editing)),
    path("theme/", appearance.theme, name="theme"),
    path("compare/view/", appearance.view, name="compare_view"),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
        name="robots",
    ),
]
