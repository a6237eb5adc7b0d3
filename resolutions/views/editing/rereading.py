"""The file of a text read again: what would change, and whether to take it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from resolutions.archive import manuscripts, rereading
from resolutions.comparing.rows import compare
from resolutions.editing import Edited, Impossible
from resolutions.models import Manuscript
from resolutions.reviewing import passages
from resolutions.roles import EDIT
from resolutions.views.editing.access import needs
from resolutions.views.editing.manuscripts import number_of


@needs(EDIT, "GET", "POST")
def again(request, pk):
    """
    What the file of a text says, read now, beside the text as it is.

    On POST its lines are shown beside the text, or what was read is its next version.
    """
    found = get_object_or_404(Manuscript, pk=pk)
    source = rereading.source_of(found)
    if source is None:
        raise Http404
    try:
        sight = rereading.read_again(source)
        if request.method == "POST":
            return take(request, found, source, sight)
    except (Impossible, manuscripts.Overtaken, manuscripts.Taken) as told:
        messages.error(request, str(told))
        return redirect(found)
    comparison = compare(passages(manuscripts.edited_in(found)), passages(Edited(sight.document)))
    context = {
        "manuscript": found,
        "source": source,
        "rows": [row for row in comparison.rows if row.kind != "same"],
        "is_news": rereading.is_news(found, sight),
    }
    return render(request, "editing/again.html", context)


def take(request, found, source, sight):
    what = request.POST.get("do")
    if what == "lines":
        rereading.show_lines(found, source, sight, request.user)
        messages.success(request, "The source is shown as it is read now; the text is as it was.")
    elif what == "read":
        base = number_of(request.POST.get("base", ""))
        rereading.take_reading(found, base, source, sight, request.user)
        messages.success(request, "Read again. The version before can be restored.")
    return redirect(found)
