"""Work on a text: the page beside its source, and every step on it."""

import re
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from resolutions import states
from resolutions.archive import manuscripts
from resolutions.archive.likeness import nearest
from resolutions.archive.masthead import fields_of
from resolutions.archive.publishing import typed
from resolutions.archive.rereading import source_of, upload_of
from resolutions.archive.suggesting import likely_records, related_to
from resolutions.comparing.rows import compare
from resolutions.comparisons import passages_of
from resolutions.editing import Impossible, flatten, operations
from resolutions.editing.groups import mend_all, settle_all
from resolutions.editing.performing import perform
from resolutions.editing.problems import problems
from resolutions.forms import MastheadForm
from resolutions.models import Manuscript
from resolutions.reviewing import passages, review
from resolutions.roles import EDIT
from resolutions.sources import drawn, page_beside
from resolutions.views.editing.access import needs
from resolutions.vocabulary import Origin

KINDS = {
    "preambular": "Preambular paragraph",
    "operative": "Operative paragraph",
    "subparagraph": "Subparagraph",
    "heading": "Heading",
}
SHARED_FOR = timedelta(minutes=30)
SHOWN = 100  # doubts that somebody has looked at
PANES = ("text", "source", "problems")
# Where in the list of doubts a step was made.
PROBLEM = re.compile(r"problem(s|-\d{1,4})")


@needs(EDIT, "GET")
def manuscript(request, pk):
    """
    A text beside its source.

    `?at=` opens a paragraph, `?part=` a stretch of a long text, `?open=` a part that is
    folded; `?page=` shows a page of a PDF, `?pane=` chooses what a small screen shows.
    """
    found = get_object_or_404(Manuscript.objects.select_related("resolution"), pk=pk)
    edited = manuscripts.edited_in(found)
    return render(request, "editing/manuscript.html", page(request, found, edited))


def page(request, found, edited, form=None) -> dict:
    upload = upload_of(found)
    at, part = request.GET.get("at", ""), number_of(request.GET.get("part", ""))
    shown = review(edited, upload.read["lines"] if upload else [], at, part)
    chosen = next((p for p in shown.paragraphs if p.anchor == at), None)
    pane = request.GET.get("pane", "text")
    own = found.resolution_id
    near = nearest(edited, own)
    return {
        "manuscript": found,
        "edited": edited,
        "review": shown,
        "groups": shown.groups,
        "settled": shown.settled_problems[-SHOWN:],
        "chosen": chosen,
        "upload": upload,
        "source": upload.source if upload else source_of(found),
        "is_marked": any(line.spot for line in shown.lines),
        "sheet": sheet(request, upload, shown, chosen),
        "place": place(shown, chosen),
        "kinds": KINDS,
        "pane": pane if pane in PANES else "text",
        "opened": "head" if form else request.GET.get("open", ""),
        "form": form or masthead_form(edited),
        "near": near,
        "records": likely_records(edited),
        "related": related_to(edited, near, own),
        "sponsors": edited.document.masthead.sponsors,
        "unknown": [s for s in edited.document.masthead.sponsors if not s.slug],
        "actors": states.actors(),
        **beside(request.user, found),
    }


def beside(user, found) -> dict:
    """The latest version, and whether somebody else saved it so lately that they may go on."""
    last = found.versions.defer("value").get(number=found.head)
    theirs = last.number > 1 and last.author != user.get_username()
    return {"last": last, "is_shared": theirs and timezone.now() - last.made_at < SHARED_FOR}


@needs(EDIT, "GET")
def latest(request, pk):
    """Which version is the latest, and what to tell of it to who works on an earlier one."""
    found = get_object_or_404(Manuscript, pk=pk)
    last = found.versions.defer("value").get(number=found.head)
    own = last.author == request.user.get_username()
    who = "You saved" if own else f"{last.author} saved"
    said = f"{who} version {last.number} meanwhile: {last.reason}. If you save, both are shown."
    return JsonResponse({"number": last.number, "said": said})


def sheet(request, upload, shown, chosen):
    """The page of a PDF to show: the one asked for, or that of the chosen paragraph."""
    if upload is None or upload.format != "pdf":
        return None
    wanted = number_of(request.GET.get("page", ""))
    return page_beside(shown.lines, wanted, chosen.anchor if chosen else "")


def place(shown, chosen):
    """The first and last line of the source that the chosen paragraph was read from, if any."""
    lines = [line for line in shown.lines if chosen and line.anchor == chosen.anchor]
    return {"first": lines[0], "last": lines[-1]} if lines else None


def masthead_form(edited, data=None) -> MastheadForm:
    """The form with what was read and supplied; each field says how it is known."""
    fields, provenance = fields_of(edited.document, {})
    supplied = typed(edited.facts)
    form = MastheadForm(data, initial=fields | supplied)
    for name, field in form.fields.items():
        known = provenance.get(name)
        field.help_text = Origin(known["origin"]).label if known else "Not printed"
        if name in supplied:
            field.help_text = Origin.EDITOR.label
    return form


@needs(EDIT, "POST")
def change(request, pk):
    """One step on a text: an operation, the head, a doubt settled, or a step taken back."""
    found = get_object_or_404(Manuscript, pk=pk)
    base, author = number_of(request.POST.get("base", "")), request.user.get_username()
    sent = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    what = sent.get("do", "")
    try:
        if what == "undo":
            manuscripts.undo(found, base, author)
            return back(found, sent)
        version = found.versions.filter(number=base).first()
        if version is None:
            raise Impossible("That version is not there.")
        edited = manuscripts.edited_in(found, base)
        if what == "head":
            return head(request, found, base, edited)
        after, reason = step(edited, what, sent)
        if after != edited:
            manuscripts.save(found, base, after, author, reason)
        return back(found, sent, after, edited)
    except (Impossible, manuscripts.Taken) as told:
        messages.error(request, str(told))
        return back(found, sent)
    except manuscripts.Overtaken as told:
        return overtaken(request, found, base, sent, told)


def step(edited, what, sent):
    if what == "settle-all":
        keys = sent.get("keys", "").split()
        return settle_all(edited, keys), f"Looked at {len(keys)} doubts of one kind"
    if what == "mend-all":
        return mend_all(edited, sent.get("code", "")), "Mended doubts of one kind together"
    if what == "settle":
        for problem in problems(edited):
            if problem.key == sent.get("key"):
                return operations.settle(
                    edited, problem.doubt
                ), f"Looked at: {problem.doubt.message}"
        raise Impossible("That doubt is not there any more.")
    if what == "symbol":
        facts = {"symbol": sent.get("symbol", "")}
        return operations.set_facts(edited, facts), f"Took the symbol {facts['symbol']}"
    return perform(edited, what, sent)


def head(request, found, base, edited):
    """Save what was changed in the head, or show the form again with what is wrong."""
    form = masthead_form(edited, request.POST)
    if not form.is_valid():
        context = page(request, found, edited, form)
        return render(request, "editing/manuscript.html", context, status=400)
    after = operations.set_facts(edited, form.as_json)
    if after != edited:
        names = ", ".join(form.fields[name].label.lower() for name in form.corrections)
        manuscripts.save(found, base, after, request.user.get_username(), f"Set {names}")
    return back(found, {"at": "", "to": "head"})


def back(found, sent, after=None, before=None):
    """The page again, where the step was made."""
    at, to = sent.get("at", sent.get("anchor", "")), sent.get("to", "")
    query = {"at": at if after is None else there(at, after, before)}
    if PROBLEM.fullmatch(to):
        query = {"pane": "problems", "open": sent.get("open", "")}
    elif to:
        query |= {"pane": "problems", "open": to}
    query = urlencode({name: value for name, value in query.items() if value})
    place = quote(to or at)
    return redirect(f"{found.get_absolute_url()}{query and '?'}{query}{place and '#'}{place}")


def there(at, after, before):
    """A paragraph to go on with: the same, or the one that stands in the place of one gone."""
    now = [piece.anchor for piece in flatten(after)]
    if at in now or not at or not before or not now:
        return at if at in now else ""
    was = [piece.anchor for piece in flatten(before)]
    return now[min(was.index(at), len(now) - 1)] if at in was else ""


def number_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def overtaken(request, found, base, sent, told):
    """Tell of a save that came between, with both texts, and let the step be made on top of it."""
    latest = manuscripts.edited_in(found, told.version.number)
    before = manuscripts.edited_in(found, base) if base and base < told.version.number else latest
    try:
        mine, _ = step(before, sent.get("do", ""), sent)
    except Impossible:
        mine = before
    own = told.version.author == request.user.get_username()
    if own and mine == latest != before:  # the same step, sent twice
        return back(found, sent, latest)
    if "anchor" in sent:
        sent["anchor"] = there_now(sent["anchor"], before, latest)
    context = {
        "manuscript": found,
        "told": told,
        "theirs": changed(before, latest),
        "mine": changed(before, mine),
        "sent": {name: value for name, value in sent.items() if name != "base"},
    }
    return render(request, "editing/overtaken.html", context, status=409)


def there_now(anchor, before, latest):
    """The anchor that the paragraph of these words has by now; the same if its words changed."""
    words = next((p.text for p in flatten(before) if p.anchor == anchor), None)
    return next((p.anchor for p in flatten(latest) if p.text == words), anchor)


def changed(old, new):
    return [row for row in compare(passages(old), passages(new)).rows if row.kind != "same"]


@needs(EDIT, "GET")
def page_image(request, pk, number):
    """A page of the PDF that a text was read from, drawn in the limited process."""
    found = get_object_or_404(Manuscript, pk=pk)
    upload = upload_of(found)
    picture = upload and upload.format == "pdf" and drawn(upload.source, number)
    if not picture:
        raise Http404
    return HttpResponse(picture, content_type="image/png")


@needs(EDIT, "GET")
def redline(request, pk):
    """What differs between a text under work and another: a version of it, or one that is held."""
    found = get_object_or_404(Manuscript.objects.select_related("resolution"), pk=pk)
    edited = manuscripts.edited_in(found)
    near = nearest(edited, found.resolution_id)
    wanted, version = request.GET.get("text", ""), number_of(request.GET.get("version", ""))
    old, name = None, ""
    if version and found.versions.filter(number=version).exists():
        old, name = passages(manuscripts.edited_in(found, version)), f"version {version}"
    elif near:
        chosen = next((n.text for n in near if str(n.text.pk) == wanted), near[0].text)
        old, name = passages_of(chosen, edited.document.language), chosen.label
    comparison = compare(old, passages(edited)) if old else None
    context = {"manuscript": found, "near": near, "name": name, "comparison": comparison}
    return render(request, "editing/redline.html", context)
