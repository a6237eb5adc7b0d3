"""The public addresses. They are promises: a symbol or slug leads to its text for good."""

from django.urls import path, register_converter
from django.views.generic import TemplateView

from resolutions.converters import YearConverter
from resolutions.views import appearance, documents, home, search, sponsors, votes, years

register_converter(YearConverter, "year")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/<path:address>/", documents.DocumentView.as_view(), name="document"),
    path("votes/<path:address>/", votes.VotesView.as_view(), name="votes"),
    path("search/", search.search, name="search"),
    path("sponsors/", sponsors.sponsor_list, name="sponsors"),
    path("sponsors/<slug:slug>/", sponsors.sponsor_detail, name="sponsor"),
    path("years/", years.year_list, name="years"),
    path("years/<year:year>/", years.year_detail, name="year"),
    path("theme/", appearance.theme, name="theme"),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
        name="robots",
    ),
]
