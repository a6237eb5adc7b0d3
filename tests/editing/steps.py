"""Steps in the pages of the editors, as a browser sends them."""

from html import unescape

from django.urls import reverse

from resolutions.models import Manuscript, Resolution, SourceFile, Upload, Version

UPLOAD, DESK = reverse("editing:upload"), reverse("editing:desk")
REVIEW = 15  # queries of a page of work
EVERY_COLUMN = {
    field.attname: "7"
    for model in (Upload, Manuscript, Version, SourceFile, Resolution)
    for field in model._meta.concrete_fields
}


def act(client, manuscript, do, **values):
    manuscript.refresh_from_db()
    values = {"base": manuscript.head, **values}
    address = reverse("editing:change", args=[manuscript.pk])
    response = client.post(address, {"do": do, **values}, follow=True)
    manuscript.refresh_from_db()
    return response


def publish(client, manuscript, **values):
    manuscript.refresh_from_db()
    values = {"base": manuscript.head, **values}
    return client.post(reverse("editing:publish", args=[manuscript.pk]), values, follow=True)


def words(response):
    return unescape(response.text)


def head_of(editor, manuscript):
    form = editor.get(manuscript.get_absolute_url()).context["form"]
    values = {name: form[name].value() for name in form.fields}
    if isinstance(values["original_languages"], list):
        values["original_languages"] = ",".join(values["original_languages"])
    return {name: value for name, value in values.items() if value is not None}
