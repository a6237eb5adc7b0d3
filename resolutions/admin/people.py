"""Those who work on the archive, and their one-time codes, put off where a device is lost."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from resolutions.admin.readonly import NeverDeleted
from resolutions.models import OneTimeKey

admin.site.unregister([User, Group])


@admin.register(User)
class PersonAdmin(NeverDeleted, UserAdmin):
    """Who leaves is made inactive: what they did stays theirs."""

    readonly_fields = ["last_login", "date_joined"]


@admin.register(Group)
class RoleAdmin(NeverDeleted, GroupAdmin):
    """A group that is not needed is left without members."""


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
