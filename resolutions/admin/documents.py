"""Texts and records: their heads, and whether the public may see them."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.forms import ModelForm
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from resolutions import archive
from resolutions.admin.readonly import NeverDeleted
from resolutions.archive.corrections import amend
from resolutions.archive.tracing import retrace
from resolutions.forms import canonical_symbol
from resolutions.models import Resolution, Sponsorship
from resolutions.wording import day

PUBLISH = "resolutions.publish_resolution"


class ResolutionForm(ModelForm):
    def clean_symbol(self):
        return canonical_symbol(self.cleaned_data["symbol"])


class SponsorshipInline(admin.TabularInline):
    model = Sponsorship
    extra = 0
    fields = ["order", "printed", "sponsor", "role", "on_behalf_of", "source"]
    autocomplete_fields = ["sponsor"]


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

    def get_urls(self):
        own = [
            path(
                "<int:pk>/publish/",
                self.admin_site.admin_view(self.publish_view),
                name="resolutions_resolution_publish",
            )
        ]
        return own + super().get_urls()

    def publish_view(self, request, pk):
        """Ask whether to publish or withdraw, and do so on POST."""
        resolution = get_object_or_404(Resolution, pk=pk)
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        if request.method == "POST":
            return self.publish_or_withdraw(request, resolution)
        context = self.admin_site.each_context(request) | {
            "title": "Withdraw" if resolution.is_published else "Publish",
            "resolution": resolution,
            "paragraphs": resolution.paragraphs.count(),
            "opts": self.opts,
        }
        template = "admin/resolutions/resolution/publish.html"
        return TemplateResponse(request, template, context)

    def publish_or_withdraw(self, request, resolution):
        """Do what the form asked for, which another editor may have done meanwhile."""
        count = resolution.paragraphs.count()
        if request.POST.get("do") == "publish":
            archive.publish(resolution)
            said = f"Published. {count} paragraphs are now searchable." if count else "Published."
        elif request.POST.get("do") == "withdraw":
            archive.withdraw(resolution)
            said = "Withdrawn. The public pages no longer show this text."
        else:
            raise PermissionDenied
        self.log_change(request, resolution, said)
        self.message_user(request, said, messages.SUCCESS)
        return redirect(reverse("admin:resolutions_resolution_change", args=[resolution.pk]))


def entered_by(user) -> str:
    """Say who supplied a fact, and when."""
    return f"Entered by {user.get_username()} on {day(timezone.localdate())}"
