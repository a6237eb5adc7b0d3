"""Files come in: sent, read, told about, tried again or deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render

from resolutions.archive import manuscripts, uploads
from resolutions.archive.likeness import twins_of
from resolutions.exports import original_file
from resolutions.forms import UploadForm
from resolutions.models import Manuscript, Resolution, Upload
from resolutions.roles import EDIT, UPLOAD
from resolutions.verifying import CHECKS
from resolutions.verifying.log import standing
from resolutions.views.editing.access import needs, upload_for, uploads_for
from resolutions.views.editing.keeping import kept_for
from resolutions.vocabulary import ManuscriptState, UploadState

# So many of each list stand on the desk; the rest is a list of its own, so many to a page.
LISTS = {
    "waiting": ("Files", "No file waits for anything.", 50),
    "open": ("Under work", "No text is being worked on. Upload the first.", 50),
    "published": ("Published lately", "", 10),
    "aside": ("Set aside", "", 10),
}
PAGE = 50


@needs(UPLOAD, "GET")
def desk(request):
    """
    What waits for whoever is signed in: files that came in, and texts under work.

    `?show=` is one of the lists, whole; `?q=` finds files and texts by symbol, title or name.
    """
    transaction.on_commit(uploads.start_reading)
    sought = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = lists_for(request.user, sought)
    show = request.GET.get("show", "")
    names = [show] if show in LISTS else LISTS
    context = {
        "lists": [paged(request, name, found[name], whole=show in LISTS) for name in names],
        "sought": sought,
        "show": show if show in LISTS else "",
        "unsent": kept_for(request),
        "verified": standing(CHECKS),
    }
    return render(request, "editing/desk.html", context)


def lists_for(user, sought):
    """The lists of the desk, as far as somebody may see them."""
    files = uploads_for(user).exclude(state__in=(UploadState.DELETED, UploadState.PUBLISHED))
    files = files.filter(manuscript=None, name__icontains=sought)
    texts = Manuscript.objects.select_related("resolution")
    texts = texts.filter(Q(symbol__icontains=sought) | Q(title__icontains=sought))
    if not user.has_perm(EDIT):
        sent = Upload.objects.filter(uploaded_by=user).values("manuscript")
        texts = texts.filter(pk__in=sent)
    return {
        "waiting": files,
        "open": texts.filter(state=ManuscriptState.OPEN),
        "published": texts.filter(state=ManuscriptState.PUBLISHED),
        "aside": texts.filter(state=ManuscriptState.SET_ASIDE),
    }


def paged(request, name, rows, *, whole):
    title, none, most = LISTS[name]
    page = Paginator(rows, PAGE if whole else most)
    return {
        "name": name,
        "title": title,
        "none": none,
        "page": page.get_page(request.GET.get("page") if whole else 1),
    }


@needs(UPLOAD, "GET", "POST")
def upload(request):
    """Send files or pasted text. They are kept at once and read one after another."""
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        form.too_large = getattr(request, "file_too_large", False)
        if form.is_valid() and (kept := keep(request, form)):
            transaction.on_commit(uploads.start_reading)
            return redirect(kept[0] if len(kept) == 1 else "editing:desk")
    status = 200 if request.method == "GET" else 400
    return render(request, "editing/upload.html", {"form": form}, status=status)


@transaction.atomic
def keep(request, form: UploadForm) -> list:
    """
    Keep what was sent; what finds no place any more is said in the form.

    Where the disk is full, nothing of what was sent together is kept.
    """
    kept = []
    for name, data in form.files_sent:
        try:
            kept.append(uploads.receive(data, name, request.user))
        except uploads.Full as full:
            form.add_error(None, str(full))
            break
    if kept and form.errors:
        messages.warning(request, " ".join(form.non_field_errors()))
    return kept


@needs(UPLOAD, "GET", "POST")
def upload_detail(request, pk):
    """How far a file has come; once it is read, what the archive has of it already."""
    upload = upload_for(request, pk)
    if request.method == "POST":
        return act(request, upload)
    if upload.is_waiting:
        transaction.on_commit(uploads.start_reading)
    context = {
        "upload": upload,
        "twins": twins_of(upload),
        "others": same_bytes(request.user, upload),
    }
    return render(request, "editing/upload_detail.html", context)


def same_bytes(user, upload):
    others = uploads_for(user).filter(source=upload.source).exclude(pk=upload.pk)
    return others.exclude(state=UploadState.DELETED)[:5]


def act(request, upload):
    """Do with a file what its page offers."""
    what, author = request.POST.get("do"), request.user.get_username()
    if what == "retry":
        uploads.retry(upload)
        transaction.on_commit(uploads.start_reading)
        return redirect(upload)
    if what == "delete":
        if uploads.delete(upload):
            messages.success(request, f"{upload.name} is deleted from your list.")
        return redirect("editing:desk")
    if upload.manuscript or upload.state != UploadState.READ:
        return redirect(upload)
    try:
        return redirect(begun(request, upload, what, author))
    except (manuscripts.Taken, manuscripts.Overtaken) as told:
        messages.warning(request, str(told))
        return redirect(upload)


def begun(request, upload, what, author):
    """The manuscript that a file goes to: a new one, or one that is there."""
    if what == "begin":
        return manuscripts.begin(upload, author)
    if not request.user.has_perm(EDIT) or what not in ("revise", "add"):
        raise PermissionDenied
    if what == "revise":
        text = get_object_or_404(Resolution, pk=number(request, "text"))
        manuscript = manuscripts.revise(text, upload.read["document"]["language"], author)
    else:
        manuscript = get_object_or_404(Manuscript, pk=number(request, "manuscript"))
    manuscripts.add_to(manuscript, upload, manuscript.head, author)
    return manuscript


def number(request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


@needs(UPLOAD, "GET")
def original(request, pk):
    """A file as it was supplied: to be saved, never shown."""
    return original_file(request, upload_for(request, pk).source)
