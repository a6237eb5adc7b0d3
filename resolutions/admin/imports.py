"""What came from the publications of others: looked at here, and changed by importing again."""

from django.contrib import admin

from resolutions.admin.readonly import LookedAtOnly
from resolutions.models import ImportedItem, LanguageVersion, Subject


@admin.register(ImportedItem)
class ImportedItemAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["name", "source", "outcome", "reason", "imported_at"]
    list_filter = ["outcome", "source"]
    search_fields = ["name", "reason"]


@admin.register(LanguageVersion)
class LanguageVersionAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["resolution", "language", "title", "paragraph_count", "source", "stored_at"]
    list_filter = ["language", "source"]
    list_select_related = ["resolution"]
    search_fields = ["resolution__symbol", "resolution__slug", "title"]


@admin.register(Subject)
class SubjectAdmin(LookedAtOnly, admin.ModelAdmin):
    list_display = ["term", "source"]
    list_filter = ["source"]
    search_fields = ["term"]
