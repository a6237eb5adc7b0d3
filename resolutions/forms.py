"""What editors may send: a file, and corrections to the head of the text read from it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model

from resolutions import symbols
from resolutions.archive.fits import check_fits
from resolutions.ingest import Refused
from resolutions.models import Resolution
from resolutions.uploads import TOO_LARGE, Bytes, read
from resolutions.vocabulary import DocumentKind, Stage

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


class UploadForm(forms.Form):
    """A file to be read; `data` is its bytes and `parsed` the document in it."""

    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
        help_text="Plain text, Markdown, Word (DOCX) or PDF, up to 25 MB.",
    )

    # Set where the file was dropped for its size while it arrived.
    too_large = False

    def full_clean(self):
        if self.too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE
        super().full_clean()

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.data_read = file.read()
        try:
            self.parsed = read(Bytes(self.data_read))
            check_fits(self.parsed)
        except Refused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused
        return file


class MastheadForm(forms.Form):
    """
    The head of a text as read, for an editor to correct.

    `corrections` holds the fields that the editor changed. Where a text is held
    under the symbol already, `replaced` is that text, and `replace` must be given.
    """

    replace = forms.BooleanField(required=False, label="Replace the text that is held")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = fields_for_model(Resolution, MASTHEAD) | self.fields
        self.fields["stage"] = forms.ChoiceField(label="Status", choices=Stage.choices)
        self.fields["session"] = forms.IntegerField(required=False, min_value=1, max_value=999)
        self.fields["year"] = forms.IntegerField(required=False, min_value=1945, max_value=2199)
        self.fields["title"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["agenda_title"].widget = forms.Textarea(attrs={"rows": 2})
        for name in ("issued_on", "adopted_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.replaced = None

    def clean_symbol(self):
        return canonical_symbol(self.cleaned_data["symbol"])

    def clean(self):
        held = Resolution.objects.filter(symbol=self.cleaned_data.get("symbol") or "").first()
        if held and held.kind != DocumentKind.RESOLUTION:
            self.add_error("symbol", f"{held.symbol} is held as a {held.kind}, not a resolution.")
            return
        self.replaced = held if held and held.has_text else None
        if self.replaced and not self.cleaned_data.get("replace"):
            self.add_error(
                "replace",
                f"{self.replaced.symbol} is held already. Tick this to replace its text, "
                "or correct the symbol.",
            )

    @property
    def corrections(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name in MASTHEAD}


def held_text(symbol: str | None) -> Resolution | None:
    """Return the document whose full text is held under a symbol."""
    return Resolution.objects.with_text().filter(symbol=symbol or "").first()
