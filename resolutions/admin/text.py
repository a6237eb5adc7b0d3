"""The text as read: paragraphs, footnotes and citations."""

from django.contrib import admin
from django.utils.text import Truncator

from resolutions.admin.readonly import LookedAtOnly
from resolutions.models import Citation, Note, NoteReference, Paragraph


@admin.register(Paragraph)
class ParagraphAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["resolution", "label", "kind", "beginning"]
    list_filter = ["kind", "part", "language"]
    list_select_related = ["resolution"]
    search_fields = ["resolution__symbol", "resolution__slug", "anchor", "text"]
    exclude = ["wording"]

    @admin.display(description="text")
    def beginning(self, paragraph):
        return Truncator(paragraph.text).chars(120)


@admin.register(Note)
class NoteAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["resolution", "mark", "text"]
    list_select_related = ["resolution"]
    search_fields = ["resolution__symbol", "text"]


@admin.register(NoteReference)
class NoteReferenceAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["note", "paragraph", "position"]
    list_select_related = ["note", "paragraph"]
    search_fields = ["paragraph__resolution__symbol"]


@admin.register(Citation)
class CitationAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["symbol", "name", "date", "cited", "resolution", "paragraph", "note"]
    list_filter = [("cited", admin.EmptyFieldListFilter), "language"]
    list_select_related = ["cited", "resolution", "paragraph", "note"]
    search_fields = ["symbol", "name", "resolution__symbol"]
