"""Files as supplied: uploaded, looked over beside what was read from them, stored."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from resolutions import archive
from resolutions.admin.documents import PUBLISH, entered_by
from resolutions.admin.preview import preview, source_lines
from resolutions.admin.readonly import NeverDeleted
from resolutions.archive.corrections import store_corrected
from resolutions.archive.masthead import fields_of
from resolutions.archive.uploads import MEDIA_TYPES, UNKNOWN
from resolutions.exports import original_file
from resolutions.forms import MastheadForm, UploadForm, held_text
from resolutions.ingest import Refused
from resolutions.ingest.decoding import decode
from resolutions.models import SourceFile
from resolutions.uploads import Bytes, read
from resolutions.vocabulary import Origin

REVIEW = "admin/resolutions/sourcefile/review.html"
# The reader's name for a format whose source can be shown as it is.
SHOWN_AS_TEXT = ("text", "markdown")


@admin.register(SourceFile)
class SourceFileAdmin(NeverDeleted, admin.ModelAdmin):
    """To add a file is to upload it; to look at one is to look over what was read from it."""

    list_display = ["name", "text", "media_type", "size", "uploaded_by", "uploaded_at", "original"]
    list_filter = [("resolution", admin.EmptyFieldListFilter), "media_type"]
    list_select_related = ["resolution", "uploaded_by"]
    search_fields = ["name", "sha256", "resolution__symbol"]

    @admin.display(description="text", ordering="resolution__symbol")
    def text(self, source):
        if source.resolution is None:
            return "Not stored yet"
        address = reverse("admin:resolutions_resolution_change", args=[source.resolution.pk])
        return format_html('<a href="{}">{}</a>', address, source.resolution.label)

    @admin.display(description="original")
    def original(self, source):
        address = reverse("admin:resolutions_sourcefile_original", args=[source.pk])
        return format_html(
            '<a href="{}">Download<span class="sr"> {}</span></a>',
            address,
            source.name,
        )

    def has_add_permission(self, request):
        return request.user.has_perm("resolutions.add_resolution")

    def get_urls(self):
        own = [
            path(
                "<int:pk>/original/",
                self.admin_site.admin_view(self.original_view),
                name="resolutions_sourcefile_original",
            )
        ]
        return own + super().get_urls()

    def original_view(self, request, pk):
        """Send a file as it was supplied: to be saved, never shown."""
        source = get_object_or_404(SourceFile, pk=pk)
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        return original_file(request, source)

    def add_view(self, request, form_url="", extra_context=None):
        """Upload a file. What cannot be read is refused and not kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm()
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            form.too_large = getattr(request, "file_too_large", False)
            if form.is_valid():
                return self.keep(request, form)
        context = self.context(request, title="Upload a file", form=form)
        return TemplateResponse(request, "admin/resolutions/sourcefile/upload.html", context)

    def keep(self, request, form: UploadForm):
        media_type = MEDIA_TYPES.get(form.parsed.format, UNKNOWN)
        name = form.cleaned_data["file"].name
        source, new = archive.keep_original(form.data_read, name, media_type, request.user)
        if new:
            self.log_addition(request, source, [{"added": {}}])
        elif source.resolution:
            said = f"The archive holds this very file, as {source.name}. Nothing was stored."
            self.message_user(request, said, messages.WARNING)
        return redirect("admin:resolutions_sourcefile_change", source.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what was read from a file beside it; on POST store it, corrected."""
        source = self.get_object(request, object_id)
        if source is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        data = source.content.read()
        try:
            parsed = read(Bytes(data))
        except Refused as refused:  # read by an earlier reader, or stored by a command
            context = self.context(
                request, title=f"Read from {source.name}", source=source, refused=refused.message
            )
            return TemplateResponse(request, REVIEW, context)
        form = self.masthead_form(request, parsed) if source.resolution is None else None
        if request.method == "POST":
            if form is None or not self.has_add_permission(request):
                raise PermissionDenied
            if form.is_valid():
                return self.store(request, source, parsed, form)
        is_text = parsed.format in SHOWN_AS_TEXT
        context = self.context(
            request,
            title=f"Read from {source.name}",
            source=source,
            form=form if self.has_add_permission(request) else None,
            parsed=parsed,
            kind=parsed.kind.replace("-", " ").capitalize(),
            preview=preview(parsed),
            lines=source_lines(decode(data).text, parsed.dropped) if is_text else None,
        )
        return TemplateResponse(request, REVIEW, context)

    def masthead_form(self, request, parsed) -> MastheadForm:
        """The form with what was read; each field says how it is known."""
        fields, provenance = fields_of(parsed, {})
        form = MastheadForm(request.POST or None, initial=fields)
        for name, field in form.fields.items():
            if name != "replace":
                known = provenance.get(name)
                field.help_text = Origin(known["origin"]).label if known else "Not printed"
        form.replaced = held_text(fields.get("symbol"))
        return form

    def store(self, request, source, parsed, form: MastheadForm):
        by = entered_by(request.user)
        resolution = store_corrected(parsed, form.corrections, source=source, by=by)
        self.log_change(request, source, f"Stored as {resolution.label}")
        said = f"Stored as {resolution.label}. "
        said += "It is public." if resolution.is_published else "It is not public yet."
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:resolutions_sourcefile_change", source.pk)

    def context(self, request, **more) -> dict:
        common = self.admin_site.each_context(request)
        return common | {"opts": self.opts, "may_publish": request.user.has_perm(PUBLISH)} | more
