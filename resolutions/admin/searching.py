"""The words that search takes for one another."""

from django.contrib import admin

from resolutions.admin.readonly import NeverDeleted
from resolutions.models import Synonyms


@admin.register(Synonyms)
class SynonymsAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["name", "in_one_line", "language", "retired"]
    list_filter = ["retired", "language"]
    search_fields = ["name", "terms"]

    @admin.display(description="terms")
    def in_one_line(self, synonyms):
        return ", ".join(synonyms.lines)
