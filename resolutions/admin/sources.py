"""Files as supplied: looked at here; the editors' own pages take them in."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from resolutions.admin.readonly import LookedAtOnly
from resolutions.models import SourceFile


@admin.register(SourceFile)
class SourceFileAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["name", "text", "media_type", "size", "uploaded_by", "uploaded_at"]
    list_filter = [("resolution", admin.EmptyFieldListFilter), "media_type"]
    list_select_related = ["resolution", "uploaded_by"]
    search_fields = ["name", "sha256", "resolution__symbol"]
    exclude = ["content"]

    @admin.display(description="text", ordering="resolution__symbol")
    def text(self, source):
        if source.resolution is None:
            return "Not stored yet"
        address = reverse("editing:text", args=[source.resolution.pk])
        return format_html('<a href="{}">{}</a>', address, source.resolution.label)
