"""What can be asked of the record of changes, and of which texts it tells."""

from collections.abc import Iterable
from operator import itemgetter

import django_filters
from django import forms

from resolutions.models import ACTIONS, ChangeRecord, Resolution, called

# Every table whose changes the database records, by the name that the record has for it.
TABLES = (
    *("auth_group_permissions", "auth_user", "auth_user_groups", "auth_user_user_permissions"),
    *(
        f"resolutions_{name}"
        for name in (
            *("anchorchange", "ballot", "citation", "descentruling", "formersymbol", "houserule"),
            *("languageversion", "manuscript", "note", "notereference", "notice"),
            *("paragraph", "resolution", "resolution_subjects", "sourcefile"),
            *("sponsor", "sponsor_successors", "sponsorname", "sponsorship"),
            *("subject", "synonyms", "upload", "votesession", "withdrawal"),
        )
    ),
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChangeFilter(django_filters.FilterSet):
    """Who did what to which rows, why, and between which days."""

    actor = django_filters.CharFilter(label="Who", lookup_expr="icontains", max_length=150)
    action = django_filters.ChoiceFilter(
        label="Did what", choices=tuple(ACTIONS.items()), empty_label="anything"
    )
    table = django_filters.ChoiceFilter(
        label="To which",
        choices=sorted(((name, called(name)[1]) for name in TABLES), key=itemgetter(1)),
        empty_label="anything",
    )
    text = django_filters.NumberFilter(label="Of text number", min_value=1, max_value=2**63 - 1)
    reason = django_filters.CharFilter(label="Why", lookup_expr="icontains", max_length=200)
    since = django_filters.DateFilter("at", "date__gte", label="From day", widget=DAY)
    until = django_filters.DateFilter("at", "date__lte", label="To day", widget=DAY)

    class Meta:
        model = ChangeRecord
        fields = []


def with_texts(records: Iterable[ChangeRecord]) -> list[tuple[ChangeRecord, Resolution | None]]:
    """Each record with the text that it is about, if that is still there; one query."""
    records = list(records)
    keys = {each.text for each in records if each.text}
    texts = Resolution.objects.for_naming().in_bulk(keys)
    return [(each, texts.get(each.text)) for each in records]
