"""Descents of paragraphs: looked at here, and ruled on."""

from django.contrib import admin, messages
from django.forms import ModelForm, ValidationError

from resolutions.admin.readonly import LookedAtOnly, NeverDeleted
from resolutions.archive.tracing import retrace
from resolutions.models import Descent, DescentRuling
from resolutions.vocabulary import Verdict


@admin.register(Descent)
class DescentAdmin(LookedAtOnly, admin.ModelAdmin):
    """Computed links; an editor confirms or rejects them here, and adds others as rulings."""

    list_display = ["later_paragraph", "earlier_paragraph", "kind", "score", "is_confirmed"]
    list_filter = ["kind", "is_confirmed", "later__language"]
    list_select_related = ["later__resolution", "earlier__resolution"]
    search_fields = ["later__resolution__symbol", "later__resolution__slug", "later__anchor"]
    show_full_result_count = False
    actions = ["confirm", "reject"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("later__text", "earlier__text")

    @admin.display(description="paragraph", ordering="later")
    def later_paragraph(self, descent):
        return in_its_text(descent.later)

    @admin.display(description="goes on from", ordering="earlier")
    def earlier_paragraph(self, descent):
        return in_its_text(descent.earlier)

    @admin.action(description="Confirm", permissions=["rule"])
    def confirm(self, request, queryset):
        self.rule(request, queryset, Verdict.CONFIRMED)

    @admin.action(description="Reject", permissions=["rule"])
    def reject(self, request, queryset):
        self.rule(request, queryset, Verdict.REJECTED)

    def has_rule_permission(self, request):
        return request.user.has_perm("resolutions.add_descentruling")

    def rule(self, request, descents, verdict: Verdict) -> None:
        texts = set()
        for descent in descents:
            pair = {
                "later_text": descent.later.resolution,
                "later_anchor": descent.later.anchor,
                "earlier_text": descent.earlier.resolution,
                "earlier_anchor": descent.earlier.anchor,
            }
            said = {"verdict": verdict, "ruled_by": request.user}
            DescentRuling.objects.update_or_create(**pair, defaults=said)
            texts.add(descent.later.resolution)
        retrace(*texts)
        said = f"{len(descents)} {verdict.label.lower()}, in every language."
        self.message_user(request, said, messages.SUCCESS)


def in_its_text(paragraph) -> str:
    return f"{paragraph.resolution.label} {paragraph.label}"


class RulingForm(ModelForm):
    def clean(self):
        for side in ("later", "earlier"):
            text, anchor = (self.cleaned_data.get(f"{side}_{name}") for name in ("text", "anchor"))
            if text and anchor and not text.paragraphs.filter(anchor=anchor).exists():
                said = f"{text.label} has no paragraph {anchor}."
                self.add_error(f"{side}_anchor", ValidationError(said))


@admin.register(DescentRuling)
class DescentRulingAdmin(NeverDeleted, admin.ModelAdmin):
    """A ruling is withdrawn by its verdict."""

    form = RulingForm
    list_display = ["later_text", "later_anchor", "earlier_text", "earlier_anchor", "verdict"]
    list_filter = ["verdict"]
    list_select_related = ["later_text", "earlier_text"]
    search_fields = ["later_text__symbol", "earlier_text__symbol", "reason"]
    autocomplete_fields = ["later_text", "earlier_text"]

    def save_model(self, request, obj, form, change):
        obj.ruled_by = request.user
        super().save_model(request, obj, form, change)
        retrace(obj.later_text)
