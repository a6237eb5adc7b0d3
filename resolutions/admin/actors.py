"""Sponsors and voters, by the names they have had."""

from django.contrib import admin

from resolutions.admin.readonly import NeverDeleted
from resolutions.models import Sponsor, SponsorName, Sponsorship


class NameInline(NeverDeleted, admin.TabularInline):
    model = SponsorName
    extra = 0


@admin.register(Sponsor)
class SponsorAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["name", "kind", "regional_group", "iso3", "admitted", "until"]
    list_filter = ["kind", "regional_group"]
    search_fields = ["name", "short", "iso2", "iso3", "names__name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["successors"]
    inlines = [NameInline]


@admin.register(Sponsorship)
class SponsorshipAdmin(NeverDeleted, admin.ModelAdmin):
    """
    Sponsors as printed; an editor may say which actor a name belongs to.

    One that does not belong to its text is taken back on the page of the text.
    """

    list_display = ["printed", "sponsor", "resolution", "role"]
    list_filter = ["role", ("sponsor", admin.EmptyFieldListFilter)]
    list_select_related = ["sponsor", "resolution"]
    search_fields = ["printed", "sponsor__name", "resolution__symbol"]
    autocomplete_fields = ["resolution", "sponsor"]
