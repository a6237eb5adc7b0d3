"""Those who work on the archive: whose one-time codes are on, to be put off where one is lost."""

from django.contrib import admin

from resolutions.models import OneTimeKey


@admin.register(OneTimeKey)
class OneTimeKeyAdmin(admin.ModelAdmin):
    list_display = ["user", "confirmed_at"]
    search_fields = ["user__username"]
    list_select_related = ["user"]
    fields = readonly_fields = ["user", "confirmed_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
