"""What editors may send: files, and corrections to the head of a text."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model

from resolutions import symbols
from resolutions.ingest import Refused
from resolutions.ingest.limits import TEXT_BYTES
from resolutions.models import Resolution
from resolutions.uploads import TOO_LARGE, unpacked
from resolutions.vocabulary import Stage

MASTHEAD = (
    "symbol",
    "stage",
    "series",
    "title",
    "session",
    "year",
    "committee",
    "agenda_item",
    "agenda_title",
    "issued_on",
    "adopted_on",
    "meeting",
    "committee_report",
    "distribution",
    "original_languages",
)
SYMBOL_AS_PRINTED = "Enter the symbol as printed, for example A/C.1/77/L.23."


def canonical_symbol(text: str | None) -> str | None:
    """Return a symbol in its canonical form, None for none; raise ValidationError for others."""
    if not text or not text.strip():
        return None
    if symbol := symbols.canonical(text):
        return symbol
    raise ValidationError(SYMBOL_AS_PRINTED, code="symbol")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(each, initial) for each in data or ()]


class UploadForm(forms.Form):
    """Files, or text that was pasted; `files_sent` are names and bytes of what is to be read."""

    files = FilesField(label="Files", required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label="Or paste the text", required=False, max_length=TEXT_BYTES, widget=forms.Textarea
    )

    # Set where a file was dropped for its size while it arrived.
    too_large = False

    def clean(self):
        data = super().clean()
        if self.too_large:
            self.add_error("files", TOO_LARGE)
            return
        pasted = data.get("pasted", "").strip()
        sent = [(file.name, file.read()) for file in data.get("files", ())]
        try:
            self.files_sent = [each for name, file in sent for each in unpacked(name, file)]
        except Refused as refused:
            self.add_error("files", refused.message)
            return
        if pasted:
            self.files_sent.append(("Pasted text.txt", pasted.encode("utf-8", "replace")))
        if not self.files_sent and not self.errors:
            self.add_error("files", "Choose a file, or paste the text.")


class MastheadForm(forms.Form):
    """
    The head of a text, for an editor to correct.

    `corrections` holds the fields that the editor changed, `as_json` the same as JSON values.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = fields_for_model(Resolution, MASTHEAD)
        self.fields["stage"] = forms.ChoiceField(label="Status", choices=Stage.choices)
        self.fields["session"] = forms.IntegerField(required=False, min_value=1, max_value=999)
        self.fields["year"] = forms.IntegerField(required=False, min_value=1945, max_value=2199)
        self.fields["title"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["agenda_title"].widget = forms.Textarea(attrs={"rows": 2})
        for name in ("issued_on", "adopted_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_symbol(self):
        return canonical_symbol(self.cleaned_data["symbol"])

    @property
    def corrections(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name in MASTHEAD}

    @property
    def as_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.corrections.items()
        }
