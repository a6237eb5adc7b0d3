"""A text becomes public, is corrected, withdrawn and restored; and what became of it all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize

from resolutions import archive
from resolutions.archive import manuscripts, withdrawals
from resolutions.archive.publication import is_withdrawn
from resolutions.archive.publishing import publish_manuscript, summary
from resolutions.changes import ChangeFilter, with_texts
from resolutions.editing import Impossible
from resolutions.models import ChangeRecord, Manuscript, Resolution
from resolutions.roles import EDIT, PUBLISH, RECORD
from resolutions.views.editing.access import needs
from resolutions.views.editing.manuscripts import number_of
from resolutions.vocabulary import Language


@needs(EDIT, "GET", "POST")
def check(request, pk):
    """What publishing a text would do; on POST do it, for those who may."""
    found = get_object_or_404(Manuscript.objects.select_related("resolution"), pk=pk)
    author, told = request.user.get_username(), ""
    if request.method == "POST":
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        base = number_of(request.POST.get("base", ""))
        try:
            text = publish_manuscript(found, base, author, request.POST.get("notice", ""))
        except manuscripts.Overtaken as overtaken:
            if is_published_so(overtaken.version, base, author):  # the same, sent twice
                return redirect("editing:text", overtaken.version.manuscript.resolution_id)
            told = str(overtaken)
        except Impossible as problem:
            told = str(problem)
        else:
            count = text.paragraphs.exclude(kind="heading").count()
            said = f"{count} paragraph{pluralize(count, ' is,s are')} now searchable."
            messages.success(request, f"Published. {said}")
            return redirect("editing:text", text.pk)
        found.refresh_from_db()
    context = {
        "manuscript": found,
        "summary": summary(found, author),
        "told": told,
        "notice": request.POST.get("notice", ""),
    }
    return render(request, "editing/publish.html", context, status=409 if told else 200)


def is_published_so(version, base, author) -> bool:
    """Whether somebody's own publication of a version is all that came after it."""
    manuscript = version.manuscript
    own = (version.number, version.author) == (base + 1, author)
    return own and manuscript.published_version == version.number


@needs(EDIT, "GET", "POST")
def versions(request, pk):
    """Every version of a text under work; on POST one of them is the latest again."""
    found = get_object_or_404(Manuscript.objects.select_related("resolution"), pk=pk)
    if request.method == "POST":
        base = number_of(request.POST.get("base", ""))
        try:
            act(request, found, base)
        except (Impossible, manuscripts.Overtaken, manuscripts.Taken) as told:
            messages.error(request, str(told))
        return redirect("editing:versions", pk)
    page = Paginator(found.versions.defer("value").order_by("-number"), 50)
    context = {"manuscript": found, "page": page.get_page(request.GET.get("page"))}
    return render(request, "editing/versions.html", context)


def act(request, found, base):
    what, author = request.POST.get("do"), request.user.get_username()
    if what == "restore":
        number = number_of(request.POST.get("number", ""))
        manuscripts.restore(found, base, number, author)
        messages.success(request, f"Version {number} is the latest again.")
    elif what == "aside":
        manuscripts.set_aside(found, base)
        messages.success(request, "Set aside. It can be taken up again.")
    elif what == "take-up":
        manuscripts.take_up(found)
        messages.success(request, "Taken up again.")


@needs(EDIT, "GET", "POST")
def text(request, pk):
    """A text of the archive: revise it, withdraw it, restore it, and see what became of it."""
    found = get_object_or_404(Resolution, pk=pk)
    told = ""
    if request.method == "POST":
        try:
            return do(request, found)
        except (Impossible, manuscripts.Taken) as problem:
            told = str(problem)
    record = ChangeRecord.objects.filter(text=pk)
    page = Paginator(record, 50).get_page(request.GET.get("page"))
    context = {
        "text": found,
        "told": told,
        "words": request.POST.get("words", ""),
        "chosen": request.POST.get("row", ""),
        "withdrawn": is_withdrawn(found),
        "notices": found.notices.all(),
        "manuscripts": found.manuscripts.all(),
        "rows": withdrawals.rows_of(found) if request.user.has_perm(PUBLISH) else [],
        "taken": found.withdrawals.all(),
        "page": page,
        "recorded": [(each, found) for each in page],
    }
    return render(request, "editing/text.html", context, status=409 if told else 200)


def do(request, found):
    what, author = request.POST.get("do"), request.user.get_username()
    if what == "revise":
        if not found.has_text:
            raise Impossible("The archive has no text of this; upload one.")
        language = request.POST.get("language", Language.ENGLISH)
        if not found.versions.filter(language=language).exists():
            raise Impossible("The archive has no text in that language.")
        return redirect(manuscripts.revise(found, language, author))
    if what not in ("withdraw", "restore", "take-back", "put-back"):
        raise PermissionDenied
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    words = request.POST.get("words", "")
    if what == "take-back":
        taken = withdrawals.take_back(found, request.POST.get("row", ""), words, author)
        messages.success(request, f"Taken from the pages: {taken.label}.")
    elif what == "put-back":
        withdrawals.put_back(found, number_of(request.POST.get("number", "")), author)
        messages.success(request, "Put back.")
    elif what == "withdraw":
        archive.withdraw(found, words, author)
        messages.success(request, "Withdrawn. Its address tells readers why.")
    else:
        archive.restore(found, words, author)
        messages.success(request, "Restored. It is public again.")
    return redirect("editing:text", found.pk)


@needs(RECORD, "GET")
def record(request):
    """Everything that was ever changed, latest first, or what is asked for of it."""
    asked = ChangeFilter(request.GET, ChangeRecord.objects.all())
    page = Paginator(asked.qs, 50).get_page(request.GET.get("page"))
    context = {"page": page, "recorded": with_texts(page), "form": asked.form}
    return render(request, "editing/record.html", context, status=400 if asked.errors else 200)
