"""Texts and records; what stands in the head of a record is corrected here."""

from django.contrib import admin
from django.db.models import F
from django.forms import ModelForm
from django.utils import timezone

from resolutions.admin.readonly import NeverDeleted
from resolutions.archive.corrections import amend
from resolutions.archive.tracing import retrace
from resolutions.forms import canonical_symbol
from resolutions.models import Resolution, Sponsorship
from resolutions.wording import day


class ResolutionForm(ModelForm):
    def clean_symbol(self):
        return canonical_symbol(self.cleaned_data["symbol"])


class SponsorshipInline(NeverDeleted, admin.TabularInline):
    model = Sponsorship
    extra = 0
    fields = ["order", "printed", "sponsor", "role", "on_behalf_of", "group", "source"]
    autocomplete_fields = ["sponsor", "group"]


@admin.register(Resolution)
class ResolutionAdmin(NeverDeleted, admin.ModelAdmin):
    form = ResolutionForm
    change_form_template = "admin/resolutions/resolution/change_form.html"
    list_display = ["label", "short_title", "stage", "session", "dated", "holding", "is_public"]
    list_filter = ["stage", "holding", "kind", "committee", "session"]
    search_fields = ["symbol", "slug", "title", "agenda_title"]
    autocomplete_fields = ["revises", "became"]
    readonly_fields = ["holding", "published_at", "created_at", "updated_at", "provenance"]
    exclude = ["warnings"]
    inlines = [SponsorshipInline]
    list_per_page = 50
    ordering = [F("dated").desc(nulls_last=True), "-pk"]

    @admin.display(description="title")
    def short_title(self, resolution):
        title = resolution.title
        return title if len(title) <= 90 else f"{title[:89]}…"

    @admin.display(boolean=True, description="public")
    def is_public(self, resolution):
        return resolution.is_published

    def save_model(self, request, obj, form, change):
        corrections = {name: form.cleaned_data[name] for name in form.changed_data}
        amend(obj, corrections, entered_by(request.user))
        super().save_model(request, obj, form, change)
        if obj.is_published:
            retrace(obj)  # its date may be another

    def has_change_permission(self, request, obj=None):
        """The head of a text is corrected with it, version by version, on the editors' pages."""
        may = super().has_change_permission(request, obj)
        return may and not (obj and obj.has_text)


def entered_by(user) -> str:
    """Say who supplied a fact, and when."""
    return f"Entered by {user.get_username()} on {day(timezone.localdate())}"
