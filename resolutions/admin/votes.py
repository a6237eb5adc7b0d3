"""Votes and the ballots in them; a wrong one is taken back on the page of its text."""

from django.contrib import admin

from resolutions.admin.readonly import NeverDeleted
from resolutions.models import Ballot, VoteSession


class BallotInline(NeverDeleted, admin.TabularInline):
    model = Ballot
    extra = 0
    autocomplete_fields = ["sponsor"]


@admin.register(VoteSession)
class VoteSessionAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["resolution", "anchor", "body", "kind", "date", "tally"]
    list_filter = ["kind", "body"]
    list_select_related = ["resolution"]
    search_fields = ["resolution__symbol", "resolution__title", "meeting"]
    autocomplete_fields = ["resolution"]
    inlines = [BallotInline]


@admin.register(Ballot)
class BallotAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["sponsor", "choice", "vote"]
    list_filter = ["choice"]
    list_select_related = ["sponsor", "vote"]
    search_fields = ["sponsor__name", "vote__resolution__symbol"]
    autocomplete_fields = ["vote", "sponsor"]
