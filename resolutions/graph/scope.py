"""Whose citations a page is about, as the address says."""

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from resolutions.models import CitedDocument, Resolution
from resolutions.vocabulary import OUTSIDE_SERIES
from resolutions.voting.scope import EVERY, SERIES

TEXTS = [(value, words) for value, words in SERIES if value != EVERY] + [
    (EVERY, "Every text held here")
]
OLDEST, NEWEST = 1946, 2200


class GraphForm(forms.Form):
    """Texts by series, session and year. A field with a value that cannot be is as if empty."""

    series = forms.ChoiceField(choices=TEXTS, required=False)
    session = forms.IntegerField(min_value=1, max_value=999, required=False)
    since = forms.IntegerField(
        min_value=OLDEST, max_value=NEWEST, required=False, label="From year"
    )
    until = forms.IntegerField(min_value=OLDEST, max_value=NEWEST, required=False, label="To year")

    sentences = {
        "series": "There is no such series. These are the texts of all series.",
        "session": "A session is a number such as 75. Texts of all sessions are shown.",
        "since": "From year is a year such as 1998. Texts of all years are shown.",
        "until": "To year is a year such as 2024. Texts of all years are shown.",
    }

    @property
    def problems(self) -> list[str]:
        return [self.sentences[name] for name in self.errors]

    @property
    def asked(self) -> dict:
        self.is_valid()
        return self.cleaned_data

    def texts(self) -> QuerySet:
        """The public texts that cite anything, newest first."""
        cites = CitedDocument.objects.filter(resolution=OuterRef("pk"))
        return Resolution.objects.filter(self.condition(), Exists(cites)).newest_first()

    def cited(self) -> QuerySet:
        """What these texts cite, a row for each text and document."""
        return CitedDocument.objects.filter(self.condition("resolution__"))

    def condition(self, text: str = "") -> Q:
        """What is asked of public texts; `text` leads to them from other rows."""
        asked = self.asked
        found = Q(**{f"{text}published_at__isnull": False})
        if not asked.get("series"):
            found &= ~Q(**{f"{text}series__in": OUTSIDE_SERIES})
        elif asked["series"] != EVERY:
            found &= Q(**{f"{text}series": asked["series"]})
        if asked.get("session"):
            found &= Q(**{f"{text}session": asked["session"], f"{text}session_kind": ""})
        if asked.get("since"):
            found &= Q(**{f"{text}year__gte": asked["since"]})
        if asked.get("until"):
            found &= Q(**{f"{text}year__lte": asked["until"]})
        return found
