"""What was kept of somebody is offered to them again."""

from django.shortcuts import redirect, render

from resolutions.views.editing.access import staff
from resolutions.views.editing.keeping import kept_for

# What people type: shown, so that they know what they send.
TYPED = ("text", "pasted", "lines", "words", "notice", "title")


@staff("GET")
def kept(request):
    """What was sent when nobody was signed in any more, to be sent now."""
    found = kept_for(request)
    if not found:
        return redirect("editing:desk")
    sent = found["values"]
    context = {
        "kept": found,
        "sent": sent,
        "typed": [sent[name] for name in TYPED if sent.get(name)],
    }
    return render(request, "editing/kept.html", context)
